"""mkdocs-glightbox: pictures on our pages can be enlarged."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import FOG, SHOWN, TIDES, loads_our_script, orders, path_of, shown

pytest.importorskip("mkdocs_glightbox")


@pytest.fixture(scope="module", params=orders("glightbox"))
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  plugins: {request.param}
docs/podcast/fog.md
  ---
  title: Fog
  episode: 2
  image: images/tides.png
  ids: {{youtube: LowWater_02}}
  ---
""")


def test_pictures_of_show_notes_and_artwork_are_enlarged(built: Site):
    assert built.warnings == []
    page = built.page(TIDES)
    for place in (".podcast-artwork", ".podcast-notes"):
        (link,) = page.select(f"{place} a.glightbox:has(img)")
        assert path_of(link["href"], TIDES) == "images/tides.png"


def test_the_picture_of_a_player_plays(built: Site):
    (poster,) = built.page(FOG).select(".podcast-poster")
    assert poster["data-youtube"] == "LowWater_02"
    assert poster.img
    assert not poster.select(".glightbox")


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert loads_our_script(built.page(TIDES))
    assert built.broken_links() == []


def test_search_finds_the_same(built: Site):
    index = built.search_index()
    assert index["podcast/tides/#the-moon"]["text"] == "It pulls & {{ pulls }}. Always."
