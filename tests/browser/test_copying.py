"""Taking a link or a quote along."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import copied, copy_link, line
from .reader import Reader

TIDES = "bare/podcast/tides/"


def test_the_link_of_a_line_is_copied_and_said(reader: Reader):
    page = reader.open(TIDES)
    copy_link(page, "t-24")
    assert copied(page) == page.url.partition("#")[0] + "#t-24"


def test_a_quote_has_everything_that_belongs_to_it(reader: Reader):
    page = reader.open(TIDES)
    line(page, "t-24").hover()
    page.get_by_role("button", name="Copy quote").click()
    expect(page.locator(".podcast-status")).to_have_text("Quote copied")
    quote = copied(page)
    for part in (
        "“A harbour is a promise that the sea keeps.”",
        "Grace",
        "Low Water",
        "Tides",
        "0:24",
        page.url.partition("#")[0] + "#t-24",
    ):
        assert part in quote
    assert "Hello" not in quote


def test_the_link_of_a_section_is_copied(reader: Reader):
    page = reader.open(TIDES)
    page.locator("h3#the-harbour").hover()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".podcast-status")).to_have_text("Link copied")
    assert copied(page).endswith("/podcast/tides/#the-harbour")


def select(page: Page, first: str, last: str) -> None:
    """Select from the middle of a line to the middle of another."""
    page.evaluate(
        """([first, last]) => {
          const text = id => [...document.getElementById(id).childNodes].find(
            node => node.nodeType === Node.TEXT_NODE && node.data.trim());
          getSelection().setBaseAndExtent(text(first), 3, text(last), 12);
        }""",
        [first, last],
    )


def test_a_selection_over_lines_is_quoted_with_its_range(reader: Reader):
    page = reader.open(TIDES)
    select(page, "t-24", "t-36")
    page.get_by_role("button", name="Copy quote").click()
    expect(page.locator(".podcast-status")).to_have_text("Quote copied")
    quote = copied(page)
    assert "is a promise that the sea keeps." in quote
    assert "At low water it is a field of boats." in quote
    assert "#t=24," in quote


def test_what_the_browser_copies_has_no_words_of_ours(reader: Reader):
    page = reader.open(TIDES)
    line(page, "t-24").hover()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    select(page, "t-18", "t-36")
    page.keyboard.press("Control+C")
    text = copied(page)
    assert "A harbour is a promise" in text
    for word in ("Copy", "Play", "#"):
        assert word not in text


def test_a_tap_offers_the_same(reader: Reader):
    page = reader.open(
        TIDES, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    line(page, "t-24").locator(".podcast-anchor").tap()
    page.get_by_role("button", name="Copy link").tap()
    assert copied(page).endswith("#t-24")


def test_without_the_clipboard_api_it_is_copied_all_the_same(reader: Reader):
    page = reader.open(TIDES)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject('no'); }")
    copy_link(page, "t-24")
    assert copied(page).endswith("#t-24")
