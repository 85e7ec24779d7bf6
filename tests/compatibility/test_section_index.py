"""mkdocs-section-index: the list of episodes is what a section of the navigation leads to."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site, words
from .show import SHOWN, TIDES, orders, path_of, shown

pytest.importorskip("mkdocs_section_index")


@pytest.fixture(scope="module", params=orders("section-index"))
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  theme: {{name: material, font: false}}
  nav:
    - index.md
    - Listen: [podcast/index.md, podcast/fog.md, podcast/tides.md]
  plugins: {request.param}
""")


def test_the_section_leads_to_the_list_of_episodes(built: Site):
    assert built.warnings == []
    section = built.page("index.html").select_one(".md-nav--primary .md-nav__item--nested")
    links = [(words(a), path_of(a["href"], "index.html")) for a in section.select("a")]
    assert links == [
        ("Listen", "podcast/"),
        ("Fog", "podcast/fog/"),
        ("Tides & moons", "podcast/tides/"),
    ]


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert "the-moon" in str(built.page(TIDES).select_one(".md-nav--secondary"))
    assert built.broken_links() == []
