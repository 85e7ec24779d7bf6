"""Measure how long `mkdocs serve` takes from an edit until it is served.

A real server of a real site is asked for a page again and again, from the moment at which a word of
its episode is saved. MkDocs' own polling is included. Times are medians, and are compared with a
plain build of the same pages in the same run.

Run it with `make bench`.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from sites import ROOT, SCENARIOS, build_site, source_name, write_plain_site, write_site

MAX_PAGE = 0.05
"""The promised time until an edited word is served, relative to a plain build."""

MAX_SITE = 0.2
"""The promised time until everything is correct, relative to a plain build."""


@dataclass(frozen=True)
class Edit:
    """The time after an edit, in seconds.

    Attributes:
        page: Until the edited page was served.
        site: Until the whole site was correct.
    """

    page: float
    site: float


def main() -> int:
    """Measure and print; return 1 if a promise is broken."""
    arguments = _arguments()
    ok = True
    print(f"{source_name()}; medians of {arguments.edits} edits, relative to a plain build\n")
    with tempfile.TemporaryDirectory() as folder:
        site, plain = Path(folder, "site"), Path(folder, "plain")
        write_site(site, arguments.episodes, SCENARIOS[-1])
        write_plain_site(plain, site, SCENARIOS[-1])
        build_site(plain)
        seconds = build_site(plain).seconds
        print(f"{arguments.episodes} episodes, plain build: {seconds:.2f} s")
        for theme in arguments.themes:
            for kind in ("word", "title"):
                edits = list(_measure(site, theme, kind, arguments.edits))
                page = statistics.median(edit.page for edit in edits)
                whole = statistics.median(edit.site for edit in edits)
                ok &= whole <= MAX_SITE * seconds
                ok &= kind == "title" or page <= MAX_PAGE * seconds
                print(
                    f"{theme:10} an edited {kind:5}  page {page:5.2f} s = {page / seconds:.3f}"
                    f"   site {whole:5.2f} s = {whole / seconds:.3f}"
                )
    print(f"promised: page of an edited word {MAX_PAGE}, site {MAX_SITE}")
    return 0 if ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--themes", nargs="*", default=["mkdocs", "material"])
    return parser.parse_args()


def _measure(site: Path, theme: str, kind: str, count: int) -> Iterator[Edit]:
    with _served(site, theme) as (url, output):
        episodes = sorted((site / "docs/podcast").iterdir())
        for number in range(count):
            episode = episodes[(number * 13 + 7) % len(episodes)]
            word = f"W{time.monotonic_ns()}"
            pattern = r"^(\s*-? *line: *['\"]?)\w+" if kind == "word" else r"^(title: *['\"]?)\w+"
            text = episode.read_text(encoding="utf-8")
            builds = output.read_text().count("Documentation built")
            start = time.perf_counter()
            edited = re.sub(rf"(?m){pattern}", rf"\g<1>{word}", text, count=1)
            episode.write_text(edited, encoding="utf-8")
            while word not in _get(f"{url}podcast/{episode.stem}/"):
                time.sleep(0.01)
            page = time.perf_counter() - start
            while output.read_text().count("Documentation built") == builds:
                time.sleep(0.02)
            yield Edit(page, time.perf_counter() - start)
            time.sleep(0.5 + number % 10 / 20)  # so that edits are anywhere between two polls


@contextmanager
def _served(site: Path, theme: str) -> Iterator[tuple[str, Path]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    output = site / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-t", theme, "-a", host]
    with output.open("wb") as log:
        process = subprocess.Popen(
            [*command, "-f", str(site / "mkdocs.yml")],
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )
    try:
        while not _get(f"http://{host}/"):
            if process.poll() is not None:
                raise SystemExit(output.read_text())
            time.sleep(0.1)
        yield f"http://{host}/", output
    finally:
        process.terminate()
        process.wait()


def _get(url: str) -> str:
    try:
        with urlopen(url, timeout=60) as response:
            text: str = response.read().decode()
            return text
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
