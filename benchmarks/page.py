"""What the scripts of an episode's page cost a browser.

The promises are for long transcripts: a thousand lines, and five thousand for the search. Sound is
replaced by a stand-in, so that only our own work is measured. Run it by `make bench`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bench
import search
from playwright.sync_api import Browser, Page, sync_playwright

OPENING, UPDATE, KEY, TASK = 50, 1, 50, 50
"""The promises, in milliseconds."""

LINES, MANY_LINES = 1_000, 5_000

SECONDS_PER_LINE = 4

STEP, END = 13, 3_900
"""Seconds from one time update to the next, often in another line, and the last one."""

CONFIG = """\
site_name: Bench
site_url: https://example.org/
theme: mkdocs
plugins: [podcast]
"""

SILENT = """
const states = new WeakMap();
const stateOf = media => states.get(media) ?? { seconds: 0, paused: true };
const change = (media, state, ...events) => {
  states.set(media, { ...stateOf(media), ...state });
  for (const type of events) media.dispatchEvent(new Event(type));
};
Object.defineProperties(HTMLMediaElement.prototype, {
  currentTime: {
    get() { return stateOf(this).seconds; },
    set(seconds) { change(this, { seconds }, "seeked", "timeupdate"); },
  },
  paused: { get() { return stateOf(this).paused; } },
  play: { value: async function () { change(this, { paused: false }, "play", "playing"); } },
  pause: { value: function () { change(this, { paused: true }, "pause"); } },
});
"""
"""Replaces sound by something that is at a time and plays or does not."""

OPENED = """
async () => {
  const { Episode } = await import("/assets/podcast/episode.js");
  const before = performance.now();
  new Episode(document.body);
  return performance.now() - before;
}
"""
UPDATED = """
([audio, step, end]) => {
  const costs = [];
  for (let seconds = 0; seconds <= end; seconds += step) {
    const before = performance.now();
    audio.currentTime = seconds;
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
"""The search field's text after each key."""

LONG_TASKS = """
window.tasks = [0];
new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => tasks.push(duration)))
  .observe({ type: "longtask" });
"""


def main() -> int:
    """Measure, print, and return 0 if the promises are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    measures: dict[str, tuple[Callable[[Page], float], int, float]] = {
        "open the page": (_open, LINES, OPENING),
        "follow the sound": (_follow, LINES, UPDATE),
        "longest task in use": (_use, LINES, TASK),
        "type into the search": (_type, MANY_LINES, KEY),
    }
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        _write_site(site)
        built = bench._build(site).folder
        ok = True
        with search._served(built) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=search._browser(), args=["--no-sandbox"]
            )
            print(f"{'milliseconds to':22} {'lines':>6} {'best':>7} {'median':>7} {'promised':>9}")
            for name, (measure, lines, promise) in measures.items():
                page = f"{address}podcast/talk-{lines}/"
                costs = [_measured(browser, page, measure) for _ in range(rounds)]
                best, median = min(costs), statistics.median(costs)
                print(f"{name:22} {lines:6} {best:7.2f} {median:7.2f} {promise:9}")
                ok &= best <= promise  # other programs on the machine only make it slower
            browser.close()
    return 0 if ok else 1


def _measured(browser: Browser, address: str, measure: Callable[[Page], float]) -> float:
    context = browser.new_context()
    context.add_init_script(SILENT)
    page = context.new_page()
    if measure is _open:  # the page must not open the episode itself
        page.route("**/assets/podcast/podcast.js", lambda route: route.abort())
    page.goto(address)
    if measure is not _open:
        page.wait_for_selector(".podcast-dock", state="attached")
    cost = measure(page)
    context.close()
    return cost


def _open(page: Page) -> float:
    return float(page.evaluate(OPENED))


def _follow(page: Page) -> float:
    """Return the median cost of a time update."""
    page.locator(f"#t-{SECONDS_PER_LINE} .podcast-time").click()
    audio = page.locator("audio").element_handle()
    costs = page.evaluate(UPDATED, [audio, STEP, END])
    page.locator(f"#t-{END // SECONDS_PER_LINE * SECONDS_PER_LINE}[aria-current]").wait_for()
    return float(statistics.median(costs))


def _type(page: Page) -> float:
    """Return the cost of the slowest key."""
    field = page.locator(".podcast-find input, input[type=search]").first
    field.focus()
    page.evaluate("new Promise(requestIdleCallback)")  # the time before a reader's first key
    costs = field.evaluate(TYPED, KEYS)
    page.locator(".podcast-count", has_text="of").wait_for()
    return float(max(costs))


def _use(page: Page) -> float:
    """Play, scroll away, play another line, and search; return the longest task."""
    page.evaluate(LONG_TASKS)
    page.locator("#t-8 .podcast-time").click()
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 3_000)
    page.locator("#t-40 .podcast-time").click()
    page.locator(".podcast-find input, input[type=search]").first.fill("the")
    page.locator(".podcast-count", has_text="of").wait_for()
    page.keyboard.press("Escape")
    return float(max(page.evaluate("tasks")))


def _write_site(site: Path) -> None:
    (site / "docs/podcast").mkdir(parents=True)
    (site / "docs/index.md").write_text("# Bench\n")
    (site / "mkdocs.yml").write_text(CONFIG)
    for lines in (LINES, MANY_LINES):
        text = "\n".join(_talk(lines))
        (site / f"docs/podcast/talk-{lines}.yaml").write_text(text, encoding="utf-8")


def _talk(lines: int) -> Iterator[str]:
    """Write an episode with a line every four seconds and a header every twenty lines."""
    words = ["the", "sea", "goes", "out", "and", "nobody", "asks", "it", "why", "or", "where"]
    yield f"title: A talk of {lines} lines"
    yield "audio: https://example.org/talk.mp3"
    yield "transcript:"
    for number in range(lines):
        if number % 20 == 0:
            yield f"  - header: Part {number // 20 + 1}"
        said = " ".join(words[(number * 7 + at) % len(words)] for at in range(18))
        who = ("Ada", "Grace")[number // 3 % 2]
        start = number * SECONDS_PER_LINE
        yield f'  - {{sec: {start}, who: {who}, line: "Number {number}: {said}."}}'


if __name__ == "__main__":
    sys.exit(main())
