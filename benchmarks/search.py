"""What the search of every word costs: its index in a build, and its first answer in a browser.

The promises are for 200 episodes, and for a query of up to three words; what more words take is
printed beside it. It searches the show that `bench.py` builds. Run it by `make bench`.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import bench
from playwright.sync_api import Browser, sync_playwright

BYTES, MILLISECONDS, INDEXING = 300_000, 500, 0.4
"""The promises: bytes and time of a first query, and what the index adds to a plain build."""

QUERIES = ("kubernetes", "interview", "the", "machine learning", "data engineering jobs")

SENTENCE = "how to find a job"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ASK = """words => new Promise(done => {
  const field = document.querySelector(".podcast-search [type=search]");
  const start = performance.now();
  const look = () => document.querySelector(".podcast-hits mark")
    ? done(performance.now() - start)
    : requestAnimationFrame(look);
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  look();
})"""
"""Types words at once, and says after how many milliseconds a hit is there to be read."""

MOVED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/assets/podcast/"))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)"""
"""The bytes of ours that a page has loaded, headers included: scripts, styles, program, index."""


class Answer(NamedTuple):
    """A first answer: bytes since the page was opened, and time since the words were typed."""

    moved: int
    milliseconds: float


def main() -> int:
    """Measure, print, and say by the exit code whether the promises are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        built, small = _index(Path(folder), arguments.episodes, arguments.rounds)
        quick = _answers(built)
    return 0 if small and quick else 1


def _index(root: Path, count: int, rounds: int) -> tuple[Path, bool]:
    """Compare builds with the index and without; of nothing new, and of nothing known.

    Returns:
        A site that has the index, and whether the promise is kept.
    """
    sites = {name: root / name for name in ("plain", "without", "searched")}
    bench._write_site(sites["without"], count)
    bench._write_plain(sites["plain"], sites["without"], bench.SCENARIOS[1])
    shutil.copytree(sites["without"], sites["searched"])
    with (sites["searched"] / "mkdocs.yml").open("a") as configuration:
        configuration.write("      search: pagefind\n")
    runs: dict[str, list[bench.Run]] = {}
    bench._build(sites["plain"])  # once, so that no run is the first to read files
    for _ in range(rounds):
        for name, site in sites.items():
            shutil.rmtree(site / ".cache", ignore_errors=True)
            for build in (name, f"{name} again"):
                runs.setdefault(build, []).append(bench._build(site))
    seconds = {name: bench._median(found).seconds for name, found in runs.items()}
    print(f"{count} episodes, {bench._source()}, search: pagefind, median of {rounds}\n")
    print(f"{'build':16} {'seconds':>8} {'more, of plain':>15} {'promised':>9}")
    ok = True
    for build, promise in (("searched", INDEXING), ("searched again", None)):
        before = build.replace("searched", "without")
        more = (seconds[build] - seconds[before]) / seconds["plain"]
        said = f"{promise:9.2f}" if promise else ""
        print(f"{before:16} {seconds[before]:8.2f}")
        print(f"{build:16} {seconds[build]:8.2f} {more:15.3f} {said}")
        ok &= promise is None or more <= promise
    built = runs["searched again"][-1].folder
    files = [path for path in built.rglob("pagefind/**/*") if path.is_file()]
    whole = sum(path.stat().st_size for path in files)
    print(f"\nthe index: {len(files)} files, {whole / count / 1e3:.0f} kB an episode\n")
    return built, ok


def _answers(site: Path) -> bool:
    """Ask each query first on a page of its own."""
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        print(f"{'first query':22} {'kB':>6} {'ms':>6}   promised {BYTES // 1000}, {MILLISECONDS}")
        ok = True
        for query in (*QUERIES, SENTENCE):
            answer = _first(browser, address, query)
            print(f"{query:22} {answer.moved / 1e3:6.0f} {answer.milliseconds:6.0f}")
            kept = answer.moved <= BYTES and answer.milliseconds <= MILLISECONDS
            ok &= kept or query == SENTENCE
        browser.close()
    return ok


def _first(browser: Browser, address: str, query: str) -> Answer:
    """The first answer in a browser that knows nothing, on a page that has been opened."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}podcast/search/", wait_until="networkidle")
    milliseconds = page.evaluate(ASK, query)
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(MOVED)
    context.close()
    return Answer(moved, milliseconds)


class _Files(SimpleHTTPRequestHandler):
    """Files of a site, text compressed, as hosts do it."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        content = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".css", ".js", ".json"}:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a site on this machine; the value is its address."""
    handler = functools.partial(_Files, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _browser() -> str | None:
    """The Chromium to use; none is Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


if __name__ == "__main__":
    sys.exit(main())
