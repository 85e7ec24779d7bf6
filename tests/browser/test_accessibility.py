"""What axe-core says, for WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .accessibility import violations
from .episode import expect_current, expect_playing, field, find, play_line
from .reader import Reader
from .shows import THEMES

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 800}
SIZES = (WIDE, NARROW)
THEMES_OWN = {
    "material": {"color-contrast"},  # the entry of the page one is on, and the footer
    "mkdocs": {"color-contrast", "scrollable-region-focusable"},  # its contents; code blocks
    "readthedocs": {"color-contrast", "link-in-text-block", "scrollable-region-focusable"},
}
"""Rules that themes break with what is theirs, whatever we do."""


OTHERWISE = {
    "no motion": {"reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active"},
}
"""How else a reader may have set up their system."""


def expect_no_violation(page: Page, theme: str) -> None:
    found = violations(page)
    assert [violation for violation in found if violation.ours] == []
    assert {violation.rule for violation in found} <= THEMES_OWN.get(theme, set())


def expect_none_wide_and_narrow(page: Page, theme: str) -> None:
    for size in SIZES:
        page.set_viewport_size(size)
        expect_no_violation(page, theme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_wrong_closed_playing_and_searching(reader: Reader, theme, scheme):
    page = reader.open(f"{theme}/podcast/five-and-nine/", color_scheme=scheme)
    expect(field(page)).to_be_attached()
    expect_none_wide_and_narrow(page, theme)
    play_line(page, "t-36")
    expect_playing(page)
    expect_current(page, "t-36")
    expect_none_wide_and_narrow(page, theme)
    find(page, "cat")
    expect_none_wide_and_narrow(page, theme)


@pytest.mark.parametrize("system", OTHERWISE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_nothing_is_the_themes_nothing_at_all_is_wrong(reader: Reader, scheme, system):
    page = reader.open("bare/podcast/tides/", color_scheme=scheme, **OTHERWISE[system])
    expect_no_violation(page, "bare")
    play_line(page, "t-36")
    expect_playing(page)
    find(page, "moon")
    page.get_by_role("button", name="Sections").click()
    page.locator("#t-18").hover()
    expect_no_violation(page, "bare")


@pytest.mark.parametrize("theme", THEMES)
def test_with_text_of_double_size_nothing_is_lost(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/", viewport=WIDE)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    play_line(page, "t-36")
    expect_playing(page)
    find(page, "cat")
    expect_no_violation(page, theme)
    for part in (".podcast-strip", ".podcast-bar", ".podcast-line"):
        for one in page.locator(part).all():
            assert one.evaluate("part => part.scrollWidth <= part.clientWidth + 1")


def test_the_list_of_shortcuts_is_in_order(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    expect_no_violation(page, "bare")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_without_motion_the_page_jumps(reader: Reader):
    page = reader.open(
        "low-water/podcast/tides/", reduced_motion="reduce", viewport={"width": 900, "height": 420}
    )
    page.evaluate(
        """() => {
          const jump = Element.prototype.scrollIntoView;
          window.jumps = [];
          Element.prototype.scrollIntoView = function (how) {
            jumps.push(how.behavior);
            jump.call(this, how);
          };
        }"""
    )
    play_line(page, "t-0")
    page.locator("audio").evaluate("audio => { audio.currentTime = 30; }")
    expect_current(page, "t-30")
    page.wait_for_function("jumps.length")
    assert set(page.evaluate("jumps")) == {"instant"}


def test_forced_colours_still_show_what_is_current_and_found(reader: Reader):
    page = reader.open("low-water/podcast/tides/", forced_colors="active")
    shape = "line => getComputedStyle(line, '::after').borderInlineStartWidth"
    before = page.locator("#t-36").evaluate(shape)
    play_line(page, "t-36")
    expect_current(page, "t-36")
    assert page.locator("#t-36").evaluate(shape) != before
