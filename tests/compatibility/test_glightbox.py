"""mkdocs-glightbox: pictures on our pages can be enlarged."""

from __future__ import annotations

from ..sites import Site
from .show import FOG, TIDES, path_of

PLUGIN = "glightbox"


def test_artwork_and_pictures_in_show_notes_can_be_enlarged(built: Site):
    page = built.page(TIDES)
    for part in (".podcast-artwork", ".podcast-notes"):
        (link,) = page.select(f"{part} a.glightbox:has(img)")
        assert path_of(link["href"], TIDES) == "images/tides.png"


def test_the_picture_of_a_player_starts_the_player(built: Site):
    (poster,) = built.page(FOG).select(".podcast-poster")
    assert poster["data-youtube"] == "LowWater_02"
    assert poster.img
    assert not poster.select(".glightbox")


def test_the_search_index_is_the_same(built: Site):
    entry = built.search_index()["podcast/tides/#the-moon"]
    assert entry["text"] == "It pulls & {{ pulls }}. Always."
