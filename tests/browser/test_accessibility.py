"""WCAG 2.2 AA, as far as axe-core can check it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .accessibility import violations
from .reader import Reader
from .shows import THEMES

SIZES: tuple[ViewportSize, ...] = ({"width": 1280, "height": 800}, {"width": 390, "height": 800})
THEME_VIOLATIONS = {
    "material": {"color-contrast"},
    "mkdocs": {"color-contrast", "scrollable-region-focusable"},
    "readthedocs": {"color-contrast", "link-in-text-block", "scrollable-region-focusable"},
}
"""Rules that elements of the themes violate."""

PREFERENCES = {
    "reduced motion": {"reduced_motion": "reduce"},
    "forced colours": {"forced_colors": "active"},
}


def expect_no_violation(page: Page, theme: str) -> None:
    for size in SIZES:
        page.set_viewport_size(size)
        found = violations(page)
        assert [violation for violation in found if violation.is_own] == []
        assert {violation.rule for violation in found} <= THEME_VIOLATIONS.get(theme, set())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_in_every_theme_before_playing_while_playing_and_finding(reader: Reader, theme, scheme):
    episode = reader.episode(f"{theme}/podcast/five-and-nine/", color_scheme=scheme)
    expect_no_violation(episode.page, theme)
    episode.play("t-36")
    expect_no_violation(episode.page, theme)
    episode.find("cat")
    expect_no_violation(episode.page, theme)


@pytest.mark.parametrize("preference", PREFERENCES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_theme_there_is_no_violation_at_all(reader: Reader, scheme, preference):
    options = PREFERENCES[preference]
    episode = reader.episode("bare/podcast/tides/", color_scheme=scheme, **options)
    expect_no_violation(episode.page, "bare")
    episode.play("t-36")
    episode.find("moon", "1 of 2")
    episode.button("Sections").click()
    episode.line("t-18").hover()
    expect_no_violation(episode.page, "bare")
    episode.page.keyboard.press("Escape")
    episode.page.evaluate("document.activeElement.blur()")
    episode.page.keyboard.press("?")
    expect(episode.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    expect_no_violation(episode.page, "bare")


@pytest.mark.parametrize("theme", THEMES)
def test_text_of_double_size_fits(reader: Reader, theme):
    episode = reader.episode(f"{theme}/podcast/five-and-nine/", viewport=SIZES[0])
    episode.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    episode.play("t-36")
    episode.find("cat")
    for element in episode.page.locator(".podcast-strip, .podcast-bar, .podcast-line").all():
        assert element.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    assert [violation for violation in violations(episode.page) if violation.is_own] == []


@pytest.mark.parametrize(("scheme", "size"), [("light", SIZES[0]), ("dark", SIZES[1])])
@pytest.mark.parametrize("theme", THEMES)
def test_on_the_pages_around_the_episodes(reader: Reader, theme, scheme, size):
    page = reader.open(f"{theme}/podcast/", color_scheme=scheme, viewport=size)
    for path in ("?words=map", "season-1/", "people/lucja/", "people/", "topics/version-control/"):
        reader.go(page, f"{theme}/podcast/{path}")
        assert [found for found in violations(page) if found.is_own] == []
