"""What it costs, in the page's own measurement. Medians, so that a busy machine does not matter."""

from __future__ import annotations

from statistics import median

from .episode import expect_count, expect_current, expect_playing, field, find, play_line
from .reader import Reader

TALK = "talks/podcast/talk-1000/"
LONG_TALK = "talks/podcast/talk-5000/"

OPENED = """
async () => {
  const { Episode } = await import("/talks/assets/podcast/episode.js");
  const before = performance.now();
  new Episode();
  return performance.now() - before;
}
"""
UPDATED = """
audio => {
  let now = 0;
  Object.defineProperty(audio, "currentTime", { get: () => now, set: () => {} });
  const costs = [];
  for (now = 100; now < 3900; now += 13) { // often in another line, at times in another section
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
OBSERVED = """
window.observed = { longtask: [], "layout-shift": [] };
for (const type in observed) {
  new PerformanceObserver(list => list.getEntries().forEach(({ value, duration }) => {
    observed[type].push(value ?? duration);
  })).observe({ type, buffered: true });
}
"""


def test_opening_a_thousand_lines_takes_less_than_50_ms(reader: Reader):
    reader.unreachable.add("/assets/podcast/podcast.js")  # which would open it unmeasured
    costs = []
    for _ in range(3):
        page = reader.open(TALK, at_work=False)
        costs.append(page.evaluate(OPENED))
    assert median(costs) < 50, costs


def test_a_time_update_takes_less_than_1_ms(reader: Reader):
    page = reader.open(TALK)
    play_line(page, "t-4")
    expect_current(page, "t-4")
    costs = page.locator("audio").evaluate(UPDATED)
    assert median(costs) < 1
    assert sum(costs) / len(costs) < 1
    expect_current(page, "t-3896")


def test_a_key_in_the_search_of_five_thousand_lines_takes_less_than_50_ms(reader: Reader):
    page = reader.open(LONG_TALK)
    words = ["t", "th", "the", "the ", "the s", "the se", "the sea", "e", "number 49"]
    costs = field(page).evaluate(TYPED, words)
    assert median(costs) < 50, costs
    expect_count(page, "1 of 111")


def test_nothing_shifts_and_no_task_is_long(reader: Reader):
    """What shifts right after a reader's own click counts too."""
    page = reader.open(TALK, before=OBSERVED)
    play_line(page, "t-8")
    expect_playing(page)
    expect_current(page, "t-8")
    page.mouse.wheel(0, 3_000)
    page.locator("audio").evaluate("audio => { audio.currentTime = 40; }")
    expect_current(page, "t-40")
    find(page, "number 99")
    expect_count(page, "1 of 11")
    observed = page.evaluate("observed")
    assert observed["layout-shift"] == []
    assert [task for task in observed["longtask"] if task > 100] == []
