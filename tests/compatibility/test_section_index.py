"""mkdocs-section-index: the archive is the index page of a section."""

from __future__ import annotations

from ..sites import Site, words
from .show import MATERIAL, TIDES, path_of

PLUGIN = "section-index"
CONFIG = f"""{MATERIAL}
nav:
  - index.md
  - Listen: [podcast/index.md, podcast/fog.md, podcast/tides.md]
"""


def test_the_section_links_to_the_archive(built: Site):
    section = built.page("index.html").select_one(".md-nav--primary .md-nav__item--nested")
    links = [(words(a), path_of(a["href"], "index.html")) for a in section.select("a")]
    assert links == [
        ("Listen", "podcast/"),
        ("Fog", "podcast/fog/"),
        ("Tides & moons", "podcast/tides/"),
    ]


def test_sections_of_a_transcript_are_in_the_table_of_contents(built: Site):
    assert "the-moon" in str(built.page(TIDES).select_one(".md-nav--secondary"))
