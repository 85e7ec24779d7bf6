"""Measure full-text search: its index in a build, and its first answer in a browser.

The promises apply to 200 episodes and to queries of up to three words; longer queries are measured
too. The site is the one that `bench.py` builds.

Run it with `make bench`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from browsers import open_browser, serve_site
from playwright.sync_api import Browser
from sites import Run, build_site, median_run, source_name, write_plain_site, write_site

MAX_BYTES = 300_000
"""The promised size of everything that a first query loads."""

MAX_MILLISECONDS = 500
"""The promised time until a first query shows a result."""

MAX_INDEXING = 0.4
"""The promised cost of the index in a build, relative to a plain build."""

SHORT_QUERIES = ("kubernetes", "interview", "the", "machine learning", "data engineering jobs")
LONG_QUERY = "how to find a job"

TYPE_QUERY = """words => new Promise(done => {
  const field = document.querySelector(".podcast-search [type=search]");
  const start = performance.now();
  const look = () => document.querySelector(".podcast-hits mark")
    ? done(performance.now() - start)
    : requestAnimationFrame(look);
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  look();
})"""
"""Types a query and returns the milliseconds until a result can be read."""

LOADED_BYTES = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/assets/podcast/"))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)"""
"""Returns the bytes of the plugin's files that a page has loaded, headers included."""


class Answer(NamedTuple):
    """The cost of a first answer: bytes since the page was opened, and time since the query."""

    loaded: int
    milliseconds: float


def main() -> int:
    """Measure and print; return 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, is_index_cheap = _measure_index(Path(folder), arguments.episodes, arguments.rounds)
        are_answers_quick = _measure_answers(site)
    return 0 if is_index_cheap and are_answers_quick else 1


def _measure_index(root: Path, count: int, rounds: int) -> tuple[Path, bool]:
    """Compare builds with and without the index, each without a cache and with one.

    Returns:
        A finished site with the index, and whether the promise is kept.
    """
    sites = {name: root / name for name in ("plain", "without", "searched")}
    write_site(sites["without"], count)
    write_plain_site(sites["plain"], sites["without"])
    shutil.copytree(sites["without"], sites["searched"])
    with (sites["searched"] / "mkdocs.yml").open("a") as configuration:
        configuration.write("      search: pagefind\n")
    runs: dict[str, list[Run]] = {}
    build_site(sites["plain"])  # so that no measured run is the first to read files
    for _ in range(rounds):
        for name, site in sites.items():
            shutil.rmtree(site / ".cache", ignore_errors=True)
            for build in (name, f"{name} again"):
                runs.setdefault(build, []).append(build_site(site))
    seconds = {name: median_run(found).seconds for name, found in runs.items()}
    print(f"{count} episodes, {source_name()}, search: pagefind, median of {rounds}\n")
    print(f"{'build':16} {'seconds':>8} {'more, of plain':>15} {'promised':>9}")
    ok = True
    for build, promise in (("searched", MAX_INDEXING), ("searched again", None)):
        before = build.replace("searched", "without")
        more = (seconds[build] - seconds[before]) / seconds["plain"]
        shown = f"{promise:9.2f}" if promise else ""
        print(f"{before:16} {seconds[before]:8.2f}")
        print(f"{build:16} {seconds[build]:8.2f} {more:15.3f} {shown}")
        ok &= promise is None or more <= promise
    folder = runs["searched again"][-1].folder
    files = [path for path in folder.rglob("pagefind/**/*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"\nindex: {len(files)} files, {size / count / 1e3:.0f} kB per episode\n")
    return folder, ok


def _measure_answers(site: Path) -> bool:
    """Measure each query as the first one on a page; return whether the promises are kept."""
    promised = f"promised {MAX_BYTES // 1000}, {MAX_MILLISECONDS}"
    print(f"{'first query':22} {'kB':>6} {'ms':>6}   {promised}")
    ok = True
    with serve_site(site) as url, open_browser() as browser:
        for query in (*SHORT_QUERIES, LONG_QUERY):
            answer = _first_answer(browser, url, query)
            print(f"{query:22} {answer.loaded / 1e3:6.0f} {answer.milliseconds:6.0f}")
            is_kept = answer.loaded <= MAX_BYTES and answer.milliseconds <= MAX_MILLISECONDS
            ok &= is_kept or query == LONG_QUERY
    return ok


def _first_answer(browser: Browser, url: str, query: str) -> Answer:
    """Measure a query in a browser with an empty cache, on a page that has finished loading."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}podcast/search/", wait_until="networkidle")
    milliseconds = page.evaluate(TYPE_QUERY, query)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(LOADED_BYTES)
    context.close()
    return Answer(loaded, milliseconds)


if __name__ == "__main__":
    sys.exit(main())
