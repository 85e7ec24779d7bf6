"""The filter of the archive."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from .accessibility import violations
from .reader import Reader
from .shows import THEMES

ARCHIVE = "material/podcast/"
EPISODES = 7


def form(page: Page) -> Locator:
    return page.get_by_role("search", name="Filter episodes")


def words(page: Page) -> Locator:
    return form(page).get_by_role("searchbox", name="Search the list")


def menu(page: Page, name: str) -> Locator:
    return form(page).get_by_role("combobox", name=name)


def shown(page: Page) -> list[str]:
    """The titles that the reader sees."""
    titles = page.locator(".podcast-card-title").all()
    return [title.inner_text() for title in titles if title.is_visible()]


def expect_shown(page: Page, *titles: str) -> None:
    text = f"Episodes: {len(titles)} of {EPISODES}" if titles else "No episodes match."
    expect(form(page).get_by_role("status")).to_have_text(text)
    assert shown(page) == list(titles)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_narrow_the_list_and_are_literal_without_case(reader: Reader):
    page = reader.open(ARCHIVE)
    page.evaluate("window.isSame = true")
    words(page).fill("TEO island")
    words(page).press("Enter")
    expect_shown(page, "A Map You Can Grep")
    expect(page.get_by_role("heading", name="Season 2")).to_be_visible()
    expect(page.locator("#season-1")).to_be_hidden()
    assert query(page) == {"words": ["TEO island"]}
    words(page).fill("4.20")
    expect_shown(page, "The Ledger That Balanced Twice")
    for text in ("(", ".*", "[a", "\\"):
        words(page).fill(text)
        expect_shown(page)
    assert page.evaluate("isSame")


def test_topic_and_person_are_chosen_by_keyboard(reader: Reader):
    page = reader.open(ARCHIVE)
    words(page).focus()
    page.keyboard.press("Tab")
    expect(menu(page, "All topics")).to_be_focused()
    page.keyboard.type("version")
    expect(form(page).get_by_role("status")).to_have_text("Episodes: 3 of 7")
    page.keyboard.press("Tab")
    page.keyboard.type("Teo")
    expect_shown(page, "A Map You Can Grep", "Tunes You Can Type")
    assert query(page) == {"topic": ["version control"], "person": ["Teo Quill"]}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(shown(page)) == EPISODES


def test_the_url_says_what_is_shown(reader: Reader):
    page = reader.open(f"{ARCHIVE}?topic=version+control&words=bread")
    expect(menu(page, "All topics")).to_have_value("version control")
    expect(words(page)).to_have_value("bread")
    expect_shown(page, "Plain as Bread")
    reader.go(page, f"{ARCHIVE}?topic=gone")
    expect(menu(page, "All topics")).to_have_value("")
    assert len(shown(page)) == EPISODES


def test_a_button_shows_all_episodes_again(reader: Reader):
    page = reader.open(f"{ARCHIVE}?utm=x&words=zebra#season-1")
    expect_shown(page)
    page.get_by_role("button", name="Show all episodes").click()
    assert len(shown(page)) == EPISODES
    expect(words(page)).to_be_focused()
    expect(form(page).get_by_role("status")).to_be_empty()
    expect(page.get_by_role("button", name="Show all episodes")).to_be_hidden()
    assert query(page) == {"utm": ["x"]}
    assert page.url.endswith("#season-1")


def test_instant_navigation_keeps_what_was_chosen(reader: Reader):
    page = reader.open("material/")
    page.evaluate("window.isSame = true")
    page.get_by_role("link", name="Example show").first.click()
    words(page).fill("map")
    for _ in range(2):
        page.get_by_role("link", name="A Map You Can Grep").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("A Map You Can Grep")
        page.go_back()
        expect(form(page)).to_have_count(1)
        expect(words(page)).to_have_value("map")
        expect_shown(page, "A Map You Can Grep")
    assert page.evaluate("isSame")


@pytest.mark.parametrize("theme", THEMES)
def test_without_javascript_it_is_a_plain_list(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/?words=map", java_script_enabled=False)
    assert len(shown(page)) == EPISODES
    expect(page.locator(".podcast-filter form")).to_have_count(0)


def test_no_other_page_loads_its_script(reader: Reader):
    for path in ("podcast/five-and-nine/", "podcast/topics/", ""):
        page = reader.open(f"material/{path}")
        expect(page.locator("script[src*='archive.js']")).to_have_count(0)


def test_a_section_on_the_page_of_a_person_leads_to_its_moment(reader: Reader):
    page = reader.open("mkdocs/podcast/people/teo/")
    link = page.locator(".podcast-sections a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=3, name=title)).to_be_in_viewport()


PAGED = "low-water/podcast/"


def found(page: Page, count: int, *titles: str) -> None:
    expect(form(page).get_by_role("status")).to_have_text(f"Episodes: {count} of {EPISODES}")
    assert shown(page) == list(titles)


def test_the_filter_of_a_divided_archive_finds_episodes_on_all_pages(reader: Reader):
    page = reader.open(f"{PAGED}page/2/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    assert shown(page) == ["Without a referrer", "Refused", "Whales"]
    menu(page, "All topics").click()
    menu(page, "All topics").select_option("the sea (2)")
    found(page, 2, "Whales", "Tides")
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    assert query(page) == {"topic": ["the sea"]}
    assert sorted(url.rpartition("podcast/")[2] for url in requests if "/podcast/" in url) == [
        "filter.json", "page/2/", "page/3/",
    ]  # fmt: skip
    page.get_by_role("button", name="Show all episodes").click()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    assert shown(page) == ["Without a referrer", "Refused", "Whales"]
    words(page).fill("season 1")
    found(page, 7, "Elsewhere", "Fog", "Gulls", "Without a referrer", "Refused", "Whales", "Tides")
    words(page).fill("TIDES")
    found(page, 1, "Tides")
    page.get_by_role("link", name="Tides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tides")
    page.go_back()
    found(page, 1, "Tides")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_links_to_pages_are_accessible(reader: Reader, width):
    page = reader.open(f"{PAGED}page/2/", viewport={"width": width, "height": 800})
    links = page.get_by_role("navigation", name="Pages").get_by_role("link")
    names = ["Previous page", "Page 1", "Page 2", "Page 3", "Next page"]
    assert [link.get_attribute("aria-label") or link.inner_text() for link in links.all()] == names
    tops = {link.evaluate("link => link.getBoundingClientRect().top") for link in links.all()}
    assert len(tops) == 1, "all are on one line"
    assert [found for found in violations(page) if found.is_own] == []


def test_without_the_list_of_episodes_the_filter_searches_its_page(reader: Reader):
    reader.blocked.add("filter.json")
    page = reader.open(f"{PAGED}page/2/?words=whales")
    expect(form(page).get_by_role("status")).to_contain_text("Episodes: 1 of 3 Only this page is")
    assert shown(page) == ["Whales"]


def test_without_javascript_a_divided_archive_is_read_page_by_page(reader: Reader):
    page = reader.open(PAGED, java_script_enabled=False)
    titles = shown(page)
    for name in ("Next page", "Page 3"):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        titles += shown(page)
    assert len(set(titles)) == EPISODES
    current = page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")
    expect(current).to_have_text("3")
    expect(page.get_by_role("link", name="Next page")).to_have_count(0)
