"""The archive as a reader filters it, and how the pages around it look to axe-core."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

import mkdocs_podcast

from .accessibility import violations
from .reader import Reader
from .shows import THEMES
from .test_accessibility import SIZES

ARCHIVE = "material/podcast/"
SCRIPT = Path(mkdocs_podcast.__file__).parent / "web/archive.js"
EPISODES = 7
PAGES = (
    "?words=map",
    "season-1/",
    "people/",
    "people/lucja/",
    "topics/",
    "topics/version-control/",
)


def form(page: Page) -> Locator:
    return page.get_by_role("search", name="Filter episodes")


def words(page: Page) -> Locator:
    return form(page).get_by_role("searchbox", name="Search the list")


def menu(page: Page, name: str) -> Locator:
    return form(page).get_by_role("combobox", name=name)


def shown(page: Page) -> list[str]:
    """The titles that can be seen."""
    return [t.inner_text() for t in page.locator(".podcast-card-title").all() if t.is_visible()]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_in_any_case_leave_what_has_all_of_them(reader: Reader):
    page = reader.open(ARCHIVE)
    words(page).fill("TEO island")
    expect(form(page).get_by_role("status")).to_have_text("Episodes: 1 of 7")
    assert shown(page) == ["A Map You Can Grep"]
    expect(page.get_by_role("heading", name="Season 2")).to_be_visible()
    expect(page.locator("#season-1")).to_be_hidden()
    assert query(page) == {"words": ["TEO island"]}


def test_any_character_is_taken_literally(reader: Reader):
    page = reader.open(ARCHIVE)
    words(page).fill("4.20")
    assert shown(page) == ["The Ledger That Balanced Twice"]
    for text in ("(", ".*", "[a", "\\"):
        words(page).fill(text)
        expect(form(page).get_by_role("status")).to_have_text("No episodes match.")


def test_a_topic_and_a_person_are_chosen_with_the_keyboard(reader: Reader):
    page = reader.open(ARCHIVE)
    words(page).focus()
    page.keyboard.press("Tab")
    expect(menu(page, "All topics")).to_be_focused()
    page.keyboard.type("version")
    expect(form(page).get_by_role("status")).to_have_text("Episodes: 3 of 7")
    page.keyboard.press("Tab")
    page.keyboard.type("Teo")
    expect(form(page).get_by_role("status")).to_have_text("Episodes: 2 of 7")
    assert shown(page) == ["A Map You Can Grep", "Tunes You Can Type"]
    assert query(page) == {"topic": ["version control"], "person": ["Teo Quill"]}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(shown(page)) == EPISODES


def test_a_link_says_what_is_shown(reader: Reader):
    page = reader.open(f"{ARCHIVE}?topic=version+control&words=bread")
    expect(menu(page, "All topics")).to_have_value("version control")
    expect(words(page)).to_have_value("bread")
    assert shown(page) == ["Plain as Bread"]


def test_a_link_to_a_topic_that_is_no_more_shows_all(reader: Reader):
    page = reader.open(f"{ARCHIVE}?topic=gone")
    expect(menu(page, "All topics")).to_have_value("")
    assert len(shown(page)) == EPISODES


def test_where_nothing_matches_there_is_a_way_back(reader: Reader):
    page = reader.open(f"{ARCHIVE}?utm=x&words=zebra#season-1")
    expect(form(page).get_by_role("status")).to_have_text("No episodes match.")
    assert shown(page) == []
    page.get_by_role("button", name="Show all episodes").click()
    assert len(shown(page)) == EPISODES
    expect(words(page)).to_be_focused()
    expect(form(page).get_by_role("status")).to_be_empty()
    expect(page.get_by_role("button", name="Show all episodes")).to_be_hidden()
    assert query(page) == {"utm": ["x"]}
    assert page.url.endswith("#season-1")


def test_enter_does_not_load_the_page_again(reader: Reader):
    page = reader.open(ARCHIVE)
    page.evaluate("window.same = true")
    words(page).fill("map")
    words(page).press("Enter")
    expect(form(page).get_by_role("status")).to_have_text("Episodes: 1 of 7")
    assert page.evaluate("window.same")


def test_instant_navigation_there_and_back_keeps_what_was_chosen(reader: Reader):
    page = reader.open("material/")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Example show").first.click()
    words(page).fill("map")
    for _ in range(2):
        page.get_by_role("link", name="A Map You Can Grep").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("A Map You Can Grep")
        page.go_back()
        expect(form(page)).to_have_count(1)
        expect(words(page)).to_have_value("map")
        assert shown(page) == ["A Map You Can Grep"]
    words(page).fill("bread")
    assert shown(page) == ["Plain as Bread"]
    assert page.evaluate("window.same")


@pytest.mark.parametrize("theme", THEMES)
def test_without_javascript_the_archive_is_a_plain_list(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/?words=map", java_script_enabled=False, at_work=False)
    assert len(shown(page)) == EPISODES
    expect(page.locator(".podcast-filter form")).to_have_count(0)


def test_the_script_is_on_no_other_page(reader: Reader):
    for path in ("material/podcast/five-and-nine/", "material/podcast/topics/", "material/"):
        page = reader.open(path)
        expect(page.locator("script[src*='archive.js']")).to_have_count(0)


def test_a_section_on_the_page_of_a_person_leads_to_its_moment(reader: Reader):
    page = reader.open("mkdocs/podcast/people/teo/")
    link = page.locator(".podcast-sections a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=3, name=title)).to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "size"), [("light", SIZES[0]), ("dark", SIZES[1])])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_wrong_with_the_pages_around(reader: Reader, theme, scheme, size):
    page = reader.open(f"{theme}/podcast/", color_scheme=scheme, viewport=size)
    for path in PAGES:
        reader.go(page, f"{theme}/podcast/{path}")
        assert [found for found in violations(page) if found.ours] == []


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.read_bytes(), mtime=0)) <= 2_000
