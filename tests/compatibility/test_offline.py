"""Material's offline: a site that is read from a folder, without a server."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect, sync_playwright

from ..browser.reader import ARGUMENTS, browser_path
from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, orders, path_of, shown

pytest.importorskip("material")

PAGE = "podcast/tides.html"


@pytest.fixture(scope="module", params=orders("offline"))
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  theme: {{name: material, font: false}}
  plugins: {request.param}
""")


def test_pages_and_links_are_files(built: Site):
    assert built.warnings == []
    (next_one,) = built.page(PAGE).select(".podcast-neighbours a")
    assert path_of(next_one["href"], PAGE) == "podcast/fog.html"
    assert shown(built, PAGE) == SHOWN
    assert built.broken_links() == []


def test_search_knows_the_show(built: Site):
    script = built.text("search/search_index.js").removeprefix("var __index = ")
    known = {entry["location"] for entry in json.loads(script)["docs"]}
    assert f"{PAGE}#the-moon" in known


def test_a_browser_loads_no_module_from_a_folder_and_the_page_is_whole_without(built: Site):
    address = (built.root / "site" / PAGE).as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}#t-132")
        expect(page.locator("#t-132")).to_be_in_viewport()
        expect(page.locator("audio")).to_be_visible()
        expect(page.locator(".podcast-dock")).to_have_count(0)
        assert [text for text in said if "podcast.js" in text and "CORS" in text]
        time = page.locator("#t-132 .podcast-time").get_attribute("href")
        assert time == "../audio/tides.mp3#t=132"
        browser.close()
