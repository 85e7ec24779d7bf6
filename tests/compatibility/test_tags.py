"""Material's tags: the topics of an episode are the tags of its page."""

from __future__ import annotations

from ..sites import Site, words
from .show import MATERIAL, TIDES

PLUGIN = "tags"
CONFIG = MATERIAL
FILES = """
docs/tags.md
  # Tags

  <!-- material/tags -->
"""


def test_an_episode_shows_its_topics_as_tags(built: Site):
    tags = {words(tag): tag["href"] for tag in built.page(TIDES).select(".md-tag")}
    assert tags == {"moon": "../../tags/#tag:moon", "sea": "../../tags/#tag:sea"}


def test_the_page_of_tags_lists_episodes(built: Site):
    page = built.page("tags/index.html")
    listed = {
        words(heading): [words(a) for a in heading.find_next("ul").select("a")]
        for heading in page.select("article h2")
    }
    assert listed == {"moon": ["Tides & moons"], "sea": ["Fog", "Tides & moons"]}


def test_the_search_index_contains_them(built: Site):
    assert built.search_index()["podcast/tides/#the-moon"]["tags"] == ["sea", "moon"]
