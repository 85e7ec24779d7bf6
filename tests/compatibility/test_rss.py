"""mkdocs-rss-plugin: episodes are in the feed of the site, with their own dates."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_rss_plugin")

RSS = (
    "rss: {match_path: 'podcast/(?!index|season-)[^/]+$', categories: [tags], use_git: false,"
    " date_from_meta: {as_creation: date}, cache_dir: CACHE}"
)
ROOT = "https://example.org/sea/"


@pytest.fixture(scope="module", params=orders(RSS))
def built(
    request: pytest.FixtureRequest, build: Sketch, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    plugins = request.param.replace("CACHE", tmp_path_factory.mktemp("cache").as_posix())
    return build(f"mkdocs.yml\n  site_url: {ROOT}\n  plugins: {plugins}")


def test_the_newest_episode_is_the_first_item(built: Site):
    assert built.warnings == []
    feed = BeautifulSoup(built.text("feed_rss_created.xml"), "xml")
    keys = ("title", "link", "guid", "description", "pubDate")
    items = [tuple(item.find(key).text for key in keys) for item in feed.select("item")]
    fog, tides = f"{ROOT}podcast/fog/", f"{ROOT}podcast/tides/"
    assert items == [
        ("Fog", fog, fog, "What nobody saw.", "Tue, 30 Apr 2024 00:00:00 +0000"),
        ("Tides & moons", tides, tides, "What the moon does.", "Sun, 31 Mar 2024 00:00:00 +0000"),
    ]
    assert {tag.text for tag in feed.select("item:last-child category")} == {"sea", "moon"}
    (artwork,) = feed.select("enclosure")
    assert artwork["url"] == f"{ROOT}images/tides.png"


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert built.broken_links("/sea/") == []
