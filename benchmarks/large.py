"""Measure what readers of a large show load: lists, the feed, the search index and the filter.

The promises apply to 2,000 episodes; lists and feed are the largest of their kind.

Run it with `make bench`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from browsers import open_browser, serve_site
from sites import build_site, source_name, write_site

MAX_FILTER_MILLISECONDS = 1_000
"""The promised time until the first use of the filter shows an episode, on this machine."""

FILTER = """words => new Promise(done => {
  const field = document.querySelector(".podcast-filter [type=search]");
  const output = document.querySelector(".podcast-filter output");
  const start = performance.now();
  const look = () => output.value ? done(performance.now() - start) : requestAnimationFrame(look);
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  look();
})"""
"""Types into the filter, and returns the milliseconds until the result is shown."""


@dataclass(frozen=True)
class Promise:
    """What a file may need at most.

    Attributes:
        name: Its name in the table.
        pattern: Its path in the site; the largest file that matches is measured.
        size: Its size in bytes.
        elements: The number of its elements.
    """

    name: str
    pattern: str
    size: int
    elements: int = 0


PROMISES = (
    Promise("search index", "search/search_index.json", 3_100_000),
    Promise("archive", "podcast/index.html", 200_000, 3_000),
    Promise("archive, further pages", "podcast/page/*/index.html", 200_000, 3_000),
    Promise("season", "podcast/season-*/**/index.html", 200_000, 3_000),
    Promise("person", "podcast/people/*/**/index.html", 200_000, 3_000),
    Promise("topic", "podcast/topics/*/**/index.html", 200_000, 3_000),
    Promise("list of the filter", "podcast/filter.json", 1_500_000),
    Promise("feed", "*.xml", 5_000_000),
)


def main() -> int:
    """Measure and print; return 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=2_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_site(site, arguments.episodes)
        built = build_site(site).folder
        print(f"{arguments.episodes} episodes, {source_name()}\n")
        are_small = measure_files(built)
        is_quick = measure_filter(built)
    return 0 if are_small and is_quick else 1


def measure_files(site: Path) -> bool:
    """Print the sizes of files; return whether all promises are kept."""
    print(f"{'largest file':24} {'kB':>8} {'promised':>9} {'elements':>9} {'promised':>9}")
    ok = True
    for promise in PROMISES:
        path = _largest(site.glob(promise.pattern))
        if path is None:
            continue
        size, elements = path.stat().st_size, 0
        shown = f"{promise.name:24} {size / 1e3:8.0f} {promise.size / 1e3:9.0f}"
        if promise.elements:
            elements = len(re.findall(r"<[a-z]", path.read_text(encoding="utf-8")))
            shown += f" {elements:9} {promise.elements:9}"
        print(shown)
        ok &= size <= promise.size and elements <= promise.elements
    return ok


def measure_filter(site: Path) -> bool:
    """Print how long the first use of the archive's filter takes; return whether it is quick."""
    with serve_site(site) as url, open_browser() as browser:
        page = browser.new_page()
        page.goto(f"{url}podcast/", wait_until="networkidle")
        first: float = page.evaluate(FILTER, "machine learning")
        page.evaluate("() => document.querySelector('.podcast-filter button').click()")
        second = page.evaluate(FILTER, "data")
    print(f"\nfilter: {first:.0f} ms when first used, promised {MAX_FILTER_MILLISECONDS}")
    print(f"filter: {second:.0f} ms when used again")
    return first <= MAX_FILTER_MILLISECONDS


def _largest(paths: Iterable[Path]) -> Path | None:
    return max(paths, key=lambda path: path.stat().st_size, default=None)


if __name__ == "__main__":
    sys.exit(main())
