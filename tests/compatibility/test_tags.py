"""Material's tags: topics of episodes are tags of their pages."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site, words
from .show import SHOWN, TIDES, orders, shown

pytest.importorskip("material")


@pytest.fixture(scope="module", params=orders("tags"))
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  theme: {{name: material, font: false}}
  plugins: {request.param}
docs/tags.md
  # Tags

  <!-- material/tags -->
""")


def test_an_episode_shows_its_topics_as_tags(built: Site):
    assert built.warnings == []
    tags = {words(tag): tag["href"] for tag in built.page(TIDES).select(".md-tag")}
    assert tags == {"moon": "../../tags/#tag:moon", "sea": "../../tags/#tag:sea"}


def test_the_page_of_tags_lists_episodes(built: Site):
    page = built.page("tags/index.html")
    listed = {
        words(heading): [words(a) for a in heading.find_next("ul").select("a")]
        for heading in page.select("article h2")
    }
    assert listed == {"moon": ["Tides & moons"], "sea": ["Fog", "Tides & moons"]}


def test_search_knows_them(built: Site):
    assert built.search_index()["podcast/tides/#the-moon"]["tags"] == ["sea", "moon"]


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert built.broken_links() == []
