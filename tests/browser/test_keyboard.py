"""By the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .episode import copied, expect_current, expect_playing
from .reader import Reader
from .shows import THEMES

MOST = 150
"""Steps that nobody needs."""


def tab_to(page: Page, selector: str) -> None:
    """Go on until the focus is on what was looked for, and can be seen there."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement?.matches(selector)", selector):
            break
    focused = page.locator(":focus")
    expect(focused).to_be_visible()
    expect(focused).to_be_in_viewport()
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.evaluate("selector => document.activeElement.matches(selector)", selector)


@pytest.mark.parametrize("theme", THEMES)
def test_from_the_top_of_the_page_to_playing_a_line_and_copying_its_link(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/")
    tab_to(page, "#t-11 .podcast-time")
    page.keyboard.press("Enter")
    expect_playing(page)
    expect_current(page, "t-11")
    for _ in range(6):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")
        if name == "Copy link":
            break
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".podcast-status")).to_have_text("Link copied")
    assert copied(page).endswith("/podcast/five-and-nine/#t-11")
