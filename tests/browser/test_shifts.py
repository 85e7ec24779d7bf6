"""Nothing on the page of an episode moves while somebody reads it."""

from __future__ import annotations

import pytest

from .episode import EpisodePage
from .reader import Reader
from .shows import THEMES

# Themes shift elements of their own.
RECORD_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(({ sources }) => {
  const content = document.querySelector(".podcast-transcript")?.parentElement;
  for (const { node } of sources) if (content?.contains(node)) shifts.push(node.outerHTML);
})).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_shifts(reader: Reader, theme: str):
    """Not even right after a click of the reader, which browsers excuse."""
    reader.blocked.add(".woff")  # fonts of themes, which move everything when they are loaded
    page = reader.open(f"{theme}/podcast/five-and-nine/", script=RECORD_SHIFTS)
    episode = EpisodePage(page).ready()
    episode.play("t-24")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 3_000)
    episode.play("t-36")
    episode.find("the")
    page.keyboard.press("Escape")
    assert page.evaluate("shifts") == []
