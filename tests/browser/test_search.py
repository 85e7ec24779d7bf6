"""The page that searches all transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ..sites import Site
from .accessibility import violations
from .reader import Reader, reading
from .server import served
from .shows import BARE
from .test_policy import RECORD_VIOLATIONS, documented_policies

TALK = """
docs/podcast/{name}.yaml
  title: {title}
  season: {season}
  guests: [{guest}]
  topics: [{topic}]
  transcript:
    - {{sec: 0, who: Ada, line: "Hello. Everybody says hello."}}
    - header: The harbour at night
    - {{sec: 12, who: Ada, line: "It is dark. The lantern of {title} burns. Nobody sleeps."}}
    - {{sec: 132, who: {guest}, line: "A lantern & a <b>rope</b> are not the same."}}
    - header: Ropes
    - {{sec: 140, who: {guest}, line: "A rope is a promise."}}
    - {{sec: 140, who: Ada, line: "Two ropes are a contract, with a lantern."}}
    - header: "Lanterns: a history"
    - {{who: Ada, line: "They began with fire."}}
    - header: Last words
    - {{sec: 200, who: Ada, line: "Goodbye, lantern."}}
"""
CONFIGURATION = """
mkdocs.yml
  site_name: Low Water
  theme: {{name: null, custom_dir: bare}}
  extra_css: [bare.css]
  use_directory_urls: {directory_urls}
  plugins:
    - podcast:
        show: {{title: Low Water, hosts: [Ada]}}
        search: pagefind
docs/index.md
  # Home
"""
TALKS = [
    ("tides", "Tides", 1, "Grace", "the moon"),
    ("whales", "Whales", 1, "Zoe", "the sea"),
    ("fog", "Fog", 2, "Grace", "the sea"),
    ("gulls", "Gulls", 2, "Zoe", "the sky"),
    ("ebb", "Ebb", 10, "Zoe", "the moon"),
]
PAGES = {"deep/below": "deep/below/podcast/search/", "flat": "flat/podcast/search.html"}
"""The search page of each site."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sites."""
    folder = tmp_path_factory.mktemp("searched")
    for name in PAGES:
        site = Site(tmp_path_factory.mktemp("show"))
        site.write(CONFIGURATION.format(directory_urls="false" if name == "flat" else "true"))
        site.write(BARE)
        for talk in TALKS:
            keys = ("name", "title", "season", "guest", "topic")
            site.write(TALK.format(**dict(zip(keys, talk, strict=True))))
        run = site.run("build", "-q", "-d", str(folder / name))
        assert run.code == 0, run.output
    return folder


@pytest.fixture
def guarded(chromium: Browser, root: Path) -> Iterator[Reader]:
    """A reader of sites that are served with the documented policy."""
    (policy,) = documented_policies("search.md")
    with (
        served(root, {"Content-Security-Policy": policy}) as url,
        reading(chromium, lambda site: f"{url}{site}/") as reader,
    ):
        yield reader
        assert reader.requests == []


def search_page(reader: Reader, query: str = "", **options: object) -> Page:
    return reader.open(PAGES["deep/below"] + query, **options)


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search all transcripts")


def menu(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


def status(page: Page) -> Locator:
    return page.locator(".podcast-search").get_by_role("status")


def hits(page: Page) -> Locator:
    return page.locator(".podcast-hits li li")


def titles(page: Page) -> list[str]:
    return page.locator(".podcast-hits h2").all_inner_texts()


def expect_found(page: Page, count: int) -> None:
    text = f"Found in {count} episode{'s' if count > 1 else ''}" if count else "No matches"
    expect(status(page)).to_have_text(text)


def test_a_hit_has_its_time_its_section_and_the_sentence_with_matches_marked(guarded: Reader):
    page = search_page(guarded, script=RECORD_VIOLATIONS)
    field(page).press_sequentially("contract")
    field(page).fill("Whales burns")
    sentence = "0:12 The harbour at night The lantern of Whales burns."
    expect(hits(page).first).to_have_text(sentence)
    assert hits(page).first.locator("mark").all_inner_texts() == ["Whales", "burns."]
    field(page).fill("harbours")  # by the rules of the language
    expect(page.locator("mark").first).to_have_text("harbour")
    assert page.evaluate("violated") == []


def test_the_best_sections_come_first_and_the_rest_on_request(guarded: Reader):
    page = search_page(guarded, "?words=lantern")
    expect_found(page, 5)
    assert len(titles(page)) == 3
    first = page.locator(".podcast-hits > li").first
    expect(first.get_by_role("heading", level=2)).to_have_count(1)
    expect(first.locator("li")).to_have_count(3)
    first.get_by_role("button", name="1 more section").click()
    expect(first.locator("li")).to_have_count(4)
    expect(first.locator("li a").nth(3)).to_be_focused()
    page.get_by_role("button", name="More episodes").click()
    expect(page.locator(".podcast-hits h2 a").nth(3)).to_be_focused()
    expect(page.get_by_role("button", name="More episodes")).to_be_hidden()
    assert sorted(titles(page)) == ["Ebb", "Fog", "Gulls", "Tides", "Whales"]


@pytest.mark.parametrize("path", PAGES.values())
def test_a_hit_leads_to_its_line(guarded: Reader, path):
    page = guarded.open(f"{path}?words=contract")
    expect_found(page, 5)
    hits(page).first.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/podcast/\w+(/|\.html)#t-140-2$"))
    line = page.locator("#t-140-2.podcast-moment")
    expect(line).to_contain_text("Two ropes are a contract")
    expect(line).to_be_in_viewport()


def test_a_heading_leads_to_its_section_and_markup_is_text(guarded: Reader):
    page = search_page(guarded, "?words=history&person=Zoe&season=1")
    expect_found(page, 1)
    link = hits(page).get_by_role("link")
    expect(link).to_contain_text("Lanterns: a history")
    assert str(link.get_attribute("href")).endswith("/podcast/whales/#lanterns-a-history")
    page = search_page(guarded, "?words=same&season=10")
    expect(hits(page)).to_contain_text("A lantern & a <b>rope</b> are not the same.")


def test_people_seasons_and_topics_narrow_the_results(guarded: Reader):
    page = search_page(guarded, "?words=lantern")
    expect_found(page, 5)
    assert menu(page, "All seasons").locator("option").all_inner_texts() == [
        "All seasons", "Season 10 (1)", "Season 2 (2)", "Season 1 (2)",
    ]  # fmt: skip
    menu(page, "All people").select_option("Zoe")
    expect_found(page, 3)
    menu(page, "All topics").select_option("the sea")
    expect_found(page, 1)
    assert titles(page) == ["Whales"]
    menu(page, "All seasons").select_option("2")
    expect_found(page, 0)
    assert titles(page) == []


def test_the_query_is_in_the_url_and_survives_a_reload(guarded: Reader):
    page = search_page(guarded)
    field(page).fill("lantern rope")
    menu(page, "All people").select_option("Grace")
    page.wait_for_url("**/podcast/search/?words=lantern+rope&person=Grace")
    expect_found(page, 2)
    before = titles(page)
    page.reload()
    expect_found(page, 2)
    assert titles(page) == before
    expect(field(page)).to_have_value("lantern rope")
    expect(menu(page, "All people")).to_have_value("Grace")
    field(page).fill("")
    menu(page, "All people").select_option("")
    page.wait_for_url("**/podcast/search/")
    expect(status(page)).to_be_empty()
    assert titles(page) == []


def test_arrows_move_through_the_results_and_escape_returns_and_clears(guarded: Reader):
    page = search_page(guarded)
    field(page).press_sequentially("burns")
    expect_found(page, 5)
    links = page.locator(".podcast-hits a")
    more = page.get_by_role("button", name="More episodes")
    down, up, escape = "ArrowDown", "ArrowUp", "Escape"
    for keys, focused in (
        ([down], links.nth(0)),
        ([down], links.nth(1)),
        ([up, up], field(page)),
        ([down] * 7, more),
        ([up], links.nth(5)),
        ([escape], field(page)),
    ):
        for key in keys:
            page.keyboard.press(key)
        expect(focused).to_be_focused()
    expect(field(page)).to_have_value("burns")
    page.keyboard.press(escape)
    expect(field(page)).to_have_value("")
    expect(links).to_have_count(0)


def test_the_reader_learns_why_the_search_does_not_work(guarded: Reader):
    page = search_page(guarded, java_script_enabled=False)
    expect(page.locator("main")).to_contain_text("The search requires JavaScript.")
    guarded.blocked.add("pagefind.js")
    page = search_page(guarded, "?words=lantern")
    expect(status(page)).to_have_text("The search could not be loaded.")
    assert guarded.errors
    guarded.errors.clear()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_it_fits_and_is_accessible(chromium: Browser, root: Path, scheme, width):
    size = {"width": width, "height": 800}
    # The policy would not allow axe-core.
    with served(root) as url, reading(chromium, lambda site: f"{url}{site}/") as reader:
        page = search_page(reader, "?words=lantern", color_scheme=scheme, viewport=size)
        expect_found(page, 5)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
