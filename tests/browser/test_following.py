"""The page goes along with what is heard, and lets the reader go."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import expect_current, expect_in_view, in_view, play_line
from .reader import Reader

WHILE_PLAYING = {"viewport": {"width": 900, "height": 420}}


def resume(page: Page):
    return page.get_by_role("button", name="Resume following")


def test_the_page_goes_along(reader: Reader):
    page = reader.open("talks/podcast/talk-100/", **WHILE_PLAYING)
    play_line(page, "t-0")
    page.locator("audio").evaluate("audio => { audio.currentTime = 60; }")
    expect_current(page, "t-60")
    expect_in_view(page, "t-60")
    expect(resume(page)).to_be_hidden()


def test_a_reader_who_scrolls_is_let_go_and_can_come_back(reader: Reader):
    page = reader.open("talks/podcast/talk-100/", **WHILE_PLAYING)
    play_line(page, "t-4")
    expect_current(page, "t-4")
    expect(resume(page)).to_be_hidden()
    page.mouse.move(450, 300)
    page.mouse.wheel(0, 6_000)
    expect(resume(page)).to_be_visible()
    page.locator("audio").evaluate("audio => { audio.currentTime = 40; }")
    expect_current(page, "t-40")
    assert not in_view(page, "t-40")
    resume(page).click()
    expect_in_view(page, "t-40")
    expect(resume(page)).to_be_hidden()


def test_a_reader_who_scrolls_by_keys_is_let_go_too(reader: Reader):
    page = reader.open("talks/podcast/talk-100/", **WHILE_PLAYING)
    play_line(page, "t-4")
    expect_current(page, "t-4")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(resume(page)).to_be_visible()


def test_the_current_line_is_marked_by_more_than_colour(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    shape = """
    line => [null, "::before", "::after"].flatMap(part => {
      const { borderInlineStartWidth, fontWeight, content, textDecorationLine, boxShadow } =
        getComputedStyle(line, part);
      return [borderInlineStartWidth, fontWeight, content, textDecorationLine, boxShadow];
    })
    """
    before = page.locator("#t-24").evaluate(shape)
    play_line(page, "t-24")
    expect_current(page, "t-24")
    assert page.locator("#t-24").evaluate(shape) != before


def test_only_what_changed_is_touched(reader: Reader):
    page = reader.open("talks/podcast/talk-100/")
    play_line(page, "t-4")
    expect_current(page, "t-4")
    page.evaluate(
        """window.touched = new Set();
        new MutationObserver(all => all.forEach(one => touched.add(one.target.id))).observe(
          document.querySelector(".podcast-transcript").parentElement,
          { attributes: true, subtree: true, attributeFilter: ["aria-current", "class"] },
        );"""
    )
    page.locator("audio").evaluate("audio => { audio.currentTime = 24; }")
    expect_current(page, "t-24")
    lines = [i for i in page.evaluate("[...touched]") if i.startswith("t-")]
    assert set(lines) == {"t-4", "t-24"}


def test_following_can_be_off(reader: Reader):
    page = reader.open("quiet/podcast/tides/", viewport={"width": 900, "height": 300})
    play_line(page, "t-0")
    page.evaluate("scrollTo(0, 0)")
    page.locator("audio").evaluate("audio => { audio.currentTime = 55; }")
    expect_current(page, "t-54")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    expect(resume(page)).to_be_hidden()
