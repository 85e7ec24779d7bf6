"""What it costs, in the page's own measurement."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from .episode import expect_count, expect_current, expect_playing, field, find, play_line
from .reader import Reader
from .shows import THEMES

TALK = "talks/podcast/talk-1000/"
LONG_TALK = "talks/podcast/talk-5000/"

OPENED = """
async () => {
  const { Episode } = await import("/talks/assets/podcast/episode.js");
  const before = performance.now();
  new Episode(document.body);
  return performance.now() - before;
}
"""
UPDATED = """
audio => {
  let now = 0;
  Object.defineProperty(audio, "currentTime", { get: () => now, set: () => {} });
  const costs = [];
  while (now < 3900) { // often in another line, at times in another section
    now += 13;
    const before = performance.now();
    audio.dispatchEvent(new Event("timeupdate"));
    costs.push(performance.now() - before);
  }
  return costs;
}
"""
TYPED = """
(field, words) => words.map(word => {
  field.value = word;
  const before = performance.now();
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return performance.now() - before;
})
"""
KEYS = ("t", "th", "the", "the ", "the s", "the se", "the sea", "e", "number 49")
"""What the field holds after one key and the next."""
SHIFTED = """
window.shifted = [];
new PerformanceObserver(list => list.getEntries().forEach(({ sources }) => {
  const content = document.querySelector(".podcast-transcript").parentElement;
  for (const { node } of sources) if (content.contains(node)) shifted.push(node.outerHTML);
})).observe({ type: "layout-shift", buffered: true });
"""
"""Writes down what moved of the page's content; themes move parts of their own."""
LONG = """
window.long = [];
new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => long.push(duration)))
  .observe({ type: "longtask" });
"""


def quickest(measure: Callable[[], float], limit: float) -> float:
    """The best of five attempts, as the machine has other tasks too; a good one is enough."""
    costs: list[float] = []
    while len(costs) < 5 and (not costs or costs[-1] > limit):
        costs.append(measure())
    return min(costs)


@pytest.mark.timed
def test_opening_a_thousand_lines_takes_less_than_50_ms(reader: Reader):
    reader.unreachable.add("/assets/podcast/podcast.js")  # which would open it unmeasured

    def open_it() -> float:
        return reader.open(TALK, at_work=False).evaluate(OPENED)

    assert quickest(open_it, 50) < 50


@pytest.mark.timed
def test_a_time_update_takes_less_than_1_ms(reader: Reader):
    page = reader.open(TALK)
    play_line(page, "t-4")
    expect_current(page, "t-4")
    assert median(page.locator("audio").evaluate(UPDATED)) < 1
    expect_current(page, "t-3900")


@pytest.mark.timed
def test_every_key_in_the_search_of_five_thousand_lines_takes_less_than_50_ms(reader: Reader):
    def type_it() -> float:
        page = reader.open(LONG_TALK)
        field(page).focus()
        page.evaluate("new Promise(requestIdleCallback)")  # the time until a first key
        costs = field(page).evaluate(TYPED, KEYS)
        expect_count(page, "1 of 111")
        return max(costs)

    assert quickest(type_it, 50) < 50


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_shifts(reader: Reader, theme):
    """Not even right after a reader's own click, which browsers excuse."""
    reader.unreachable.add(".woff")  # fonts of themes, which move everything when they come
    page = reader.open(f"{theme}/podcast/five-and-nine/", before=SHIFTED)
    use(page, "t-24", "t-36")
    assert page.evaluate("shifted") == []


@pytest.mark.timed
def test_no_task_is_long(reader: Reader):
    def use_it() -> float:
        page = reader.open(TALK)
        page.evaluate(LONG)
        use(page, "t-8", "t-40")
        return max(page.evaluate("long"), default=0)

    assert quickest(use_it, 50) <= 50


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
