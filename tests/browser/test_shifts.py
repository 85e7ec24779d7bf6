"""Nothing on an episode's page moves while somebody reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .episode import expect_current, expect_playing, find, play_line
from .reader import Reader
from .shows import THEMES

SHIFTED = """
window.shifted = [];
new PerformanceObserver(list => list.getEntries().forEach(({ sources }) => {
  const content = document.querySelector(".podcast-transcript").parentElement;
  for (const { node } of sources) if (content.contains(node)) shifted.push(node.outerHTML);
})).observe({ type: "layout-shift", buffered: true });
"""
"""Writes down what moved of the page's content; themes move parts of their own."""


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_shifts(reader: Reader, theme):
    """Not even right after a reader's own click, which browsers excuse."""
    reader.unreachable.add(".woff")  # fonts of themes, which move everything when they come
    page = reader.open(f"{theme}/podcast/five-and-nine/", before=SHIFTED)
    use(page, "t-24", "t-36")
    assert page.evaluate("shifted") == []


def use(page: Page, anchor: str, later: str) -> None:
    """Play, scroll away, hear another line, come back, and look for something."""
    play_line(page, anchor)
    expect_playing(page)
    expect_current(page, anchor)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 3_000)
    play_line(page, later)
    expect_current(page, later)
    find(page, "the")
    expect(page.locator(".podcast-count")).to_contain_text("of")
    page.keyboard.press("Escape")
