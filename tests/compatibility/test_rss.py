"""mkdocs-rss-plugin: the feed of the site contains episodes with their own dates."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ..sites import Site
from .show import ROOT

PLUGIN = (
    "rss: {match_path: 'podcast/(?!index|season-)[^/]+$', categories: [tags], use_git: false,"
    " date_from_meta: {as_creation: date}, cache_dir: CACHE}"
)


@pytest.mark.parametrize("from_cache", [False, True])
def test_the_newest_episode_is_the_first_item(built: Site, from_cache: bool):
    if from_cache:
        assert built.build().warnings == []
    feed = BeautifulSoup(built.text("feed_rss_created.xml"), "xml")
    keys = ("title", "link", "guid", "description", "pubDate")
    items = [tuple(item.find(key).text for key in keys) for item in feed.select("item")]
    fog, tides = f"{ROOT}podcast/fog/", f"{ROOT}podcast/tides/"
    assert items == [
        ("Fog", fog, fog, "What nobody saw.", "Tue, 30 Apr 2024 00:00:00 +0000"),
        ("Tides & moons", tides, tides, "What the moon does.", "Sun, 31 Mar 2024 00:00:00 +0000"),
    ]
    assert {tag.text for tag in feed.select("item:last-child category")} == {"sea", "moon"}
    artwork = {tag["url"] for tag in feed.select("enclosure")}
    assert artwork == {f"{ROOT}images/tides.png"}
