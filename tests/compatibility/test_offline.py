"""Material's offline: a site that works from a folder, without a server."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from ..browser.reader import ARGUMENTS, browser_path
from ..sites import Site
from .show import MATERIAL, path_of

PLUGIN = "offline"
CONFIG = MATERIAL
FILES = """
docs/podcast/rain.yaml
  title: Rain
"""
PAGE = "podcast/tides.html"


def test_links_lead_to_files(built: Site):
    links = built.page(PAGE).select(".podcast-neighbours a")
    assert "podcast/fog.html" in [path_of(link["href"], PAGE) for link in links]


def test_the_search_index_contains_pages_sections_and_biographies(built: Site):
    script = built.text("search/search_index.js").removeprefix("var __index = ")
    entries = {entry["location"]: entry["text"] for entry in json.loads(script)["docs"]}
    assert f"{PAGE}#the-moon" in entries
    assert "podcast/rain.html" in entries
    assert entries["podcast/people/mary.html"] == "She wrote about the moon."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        yield browser
        browser.close()


def test_without_modules_the_page_is_readable_and_playable(built: Site, chromium: Browser):
    """Browsers load no modules from a folder."""
    page = chromium.new_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    page.goto(f"{(built.folder / PAGE).as_uri()}#t-132")
    expect(page.locator("#t-132")).to_be_in_viewport()
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".podcast-dock")).to_have_count(0)
    assert [text for text in console if "podcast.js" in text and "CORS" in text]
    time = page.locator("#t-132 .podcast-time").get_attribute("href")
    assert time == "../audio/tides.mp3#t=132"
