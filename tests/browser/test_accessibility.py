"""WCAG 2.2 AA, as far as axe-core can check it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .accessibility import violations
from .reader import Reader
from .shows import THEMES

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 800}
WINDOWS = {
    "light": {"color_scheme": "light", "viewport": WIDE},
    "dark": {"color_scheme": "dark", "viewport": NARROW},
}
THEME_VIOLATIONS = {
    "material": {"color-contrast"},
    "mkdocs": {"color-contrast", "scrollable-region-focusable"},
    "readthedocs": {"color-contrast", "link-in-text-block", "scrollable-region-focusable"},
}
"""Rules that elements of the themes violate."""

LISTS = ("?words=map", "season-1/", "people/lucja/", "people/", "topics/version-control/")


def expect_no_violation(page: Page, theme: str = "") -> None:
    found = violations(page)
    assert [violation for violation in found if violation.is_own] == []
    assert {violation.rule for violation in found} <= THEME_VIOLATIONS.get(theme, set())


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("theme", THEMES)
def test_in_every_theme_before_and_while_playing_and_finding(reader: Reader, theme, window):
    episode = reader.episode(f"{theme}/podcast/five-and-nine/", **WINDOWS[window])
    expect_no_violation(episode.page, theme)
    episode.play("t-36")
    episode.find("cat")
    expect_no_violation(episode.page, theme)


@pytest.mark.parametrize(
    ("window", "preference"),
    [
        ("light", {"reduced_motion": "reduce"}),
        ("light", {"forced_colors": "active"}),
        ("dark", {"forced_colors": "active"}),
        ("dark", {}),
    ],
)
def test_without_a_theme_there_is_no_violation_at_all(reader: Reader, window, preference):
    episode = reader.episode("bare/podcast/tides/", **WINDOWS[window], **preference)
    episode.play("t-36")
    episode.find("moon")
    episode.button("Sections").click()
    episode.line("t-18").hover()
    expect_no_violation(episode.page)
    episode.page.keyboard.press("Escape")
    episode.page.evaluate("document.activeElement.blur()")
    episode.page.keyboard.press("?")
    expect(episode.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    expect_no_violation(episode.page)


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_double_size_fits(reader: Reader, theme):
    episode = reader.episode(f"{theme}/podcast/five-and-nine/", viewport=WIDE)
    episode.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    episode.play("t-36")
    episode.find("cat")
    for element in episode.page.locator(".podcast-strip, .podcast-bar, .podcast-line").all():
        assert element.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    assert [violation for violation in violations(episode.page) if violation.is_own] == []


@pytest.mark.parametrize(
    ("theme", "window"), [("material", "light"), ("mkdocs", "dark"), ("readthedocs", "light")]
)
def test_on_the_pages_around_the_episodes(reader: Reader, theme, window):
    page = reader.open(f"{theme}/podcast/", **WINDOWS[window])
    for path in LISTS:
        reader.go(page, f"{theme}/podcast/{path}")
        assert [found for found in violations(page) if found.is_own] == []
