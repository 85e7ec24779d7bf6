"""What tests ask of an episode's page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def line(page: Page, anchor: str) -> Locator:
    """A line, by its anchor."""
    return page.locator(f"#{anchor}")


def play_line(page: Page, anchor: str) -> None:
    """Click the time of a line."""
    line(page, anchor).locator(".podcast-time").click()


def expect_current(page: Page, anchor: str) -> None:
    """One line is the current one, and it is this."""
    expect(page.locator(".podcast-line[aria-current]")).to_have_attribute("id", anchor)


def sound(page: Page, which: int = 0) -> Locator:
    """The audio element."""
    return page.locator("audio").nth(which)


SOUGHT = """
addEventListener("seeked", event => (window.sought ??= []).push(event.target.currentTime), true);
"""
"""Notes the times, in seconds, that sound was sought to, in `sought`."""


def heard(page: Page, which: int = 0) -> float:
    """Where the sound is, in seconds."""
    return float(sound(page, which).evaluate("audio => audio.currentTime"))


def expect_playing(page: Page, which: int = 0) -> None:
    """Sound is coming out."""
    expect(sound(page, which)).to_have_js_property("paused", False)
    start = heard(page, which)
    page.wait_for_function(
        "([which, start]) => document.querySelectorAll('audio')[which].currentTime > start",
        arg=[which, start],
    )


def expect_silent(page: Page, which: int = 0) -> None:
    """It is not playing."""
    expect(sound(page, which)).to_have_js_property("paused", True)


def expect_cued(page: Page, seconds: float, which: int = 0) -> None:
    """The player stands at a time, without a sound."""
    page.wait_for_function(
        "([i, at]) => Math.abs(document.querySelectorAll('audio')[i].currentTime - at) < 0.3",
        arg=[which, seconds],
    )
    expect_silent(page, which)


IN_VIEW = """
id => {
  const element = document.getElementById(id);
  const { top, bottom, left } = element.getBoundingClientRect();
  const seen = document.elementFromPoint(left + 8, (top + bottom) / 2);
  return top >= 0 && bottom <= innerHeight && element.contains(seen);
}
"""


def in_view(page: Page, anchor: str) -> bool:
    """Whether a line can be seen, wholly and with nothing of ours or the theme over it."""
    return bool(page.evaluate(IN_VIEW, anchor))


def expect_in_view(page: Page, anchor: str) -> None:
    """The page comes to show a line."""
    page.wait_for_function(IN_VIEW, arg=anchor)


def copied(page: Page) -> str:
    """What is in the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def words(page: Page) -> str:
    """All text of the transcript's lines, as the page has it."""
    return str(
        page.evaluate(
            "[...document.querySelectorAll('.podcast-line')].map(l => l.textContent).join('\\n')"
        )
    )


def field(page: Page) -> Locator:
    """Where one looks for words."""
    return page.get_by_role("searchbox", name="Find in the transcript")


def find(page: Page, text: str) -> None:
    """Look for words."""
    field(page).fill(text)


def expect_count(page: Page, count: str) -> None:
    """The number of what is found is said so."""
    expect(page.locator(".podcast-count")).to_have_text(count)


def copy_link(page: Page, anchor: str) -> None:
    """Copy the address of a line, by the mouse."""
    line(page, anchor).hover()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".podcast-status")).to_have_text("Link copied")
