"""What axe-core says, for WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .accessibility import violations
from .episode import expect_current, expect_playing, field, find, play_line
from .reader import Reader
from .shows import THEMES

SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 390, "height": 800}}
THEMES_OWN = {
    "material": {"color-contrast"},  # the entry of the page one is on, and the footer
    "mkdocs": {"color-contrast", "scrollable-region-focusable"},  # its contents; code blocks
    "readthedocs": {"color-contrast", "link-in-text-block", "scrollable-region-focusable"},
}
"""Rules that themes break with what is theirs, whatever we do."""


def expect_no_violation(page: Page, theme: str) -> None:
    found = violations(page)
    assert [violation for violation in found if violation.ours] == []
    assert {violation.rule for violation in found} <= THEMES_OWN.get(theme, set())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_wrong_closed_playing_and_searching(reader: Reader, theme, scheme, size):
    page = reader.open(f"{theme}/podcast/five-and-nine/", color_scheme=scheme, viewport=SIZES[size])
    expect(field(page)).to_be_attached()
    expect_no_violation(page, theme)
    play_line(page, "t-36")
    expect_playing(page)
    expect_current(page, "t-36")
    expect_no_violation(page, theme)
    find(page, "cat")
    expect_no_violation(page, theme)
