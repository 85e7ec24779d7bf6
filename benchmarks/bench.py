"""What a build costs, against the same pages without the plugin.

Whole processes, alternating, medians; times on a shared machine mean little, ratios in one run do.
Each build has a new folder to build into, as it has where a site is published from: to make files
where as many have just been deleted costs some file systems more than to build the site.
Run it by `make bench`.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs_podcast.formats import Publication, Published
from mkdocs_podcast.load import Folders, load
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.show import Show
from mkdocs_podcast.site.urls import Addresses

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"

PACKAGE = Path(__file__).parents[1] / "mkdocs_podcast"

COLD, CACHED, INDEX, GROWTH = 0.35, 0.2, 10_000, 1.15
"""The promises: ratios to plain, bytes of search index an episode, and growth an episode."""

CONFIG = """\
site_name: Bench
site_url: https://example.org/
theme: mkdocs
plugins:
  - search
"""
PLUGIN = """\
  - podcast:
      show: {{hosts: [{host}]}}
"""
EPISODES_ONLY = """\
      seasons: false
      people: false
      topics: false
      captions: false
      chapters: false
      feed: {mode: none}
      structured_data: false
      previews: false
      markdown: false
      llms: none
"""
PLAIN = """\
markdown_extensions: [attr_list]
"""

# A process of little memory, since what its parent has counts as a peak of a new one's.
MEASURE = """\
import os, sys, time
start = time.perf_counter()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Run:
    """What one build took.

    Attributes:
        seconds: From its start to its end.
        processor: Seconds of the processor, in all its processes.
        peak: Bytes of memory, of the largest of them.
        built: The folder that it built into.
    """

    seconds: float
    processor: float
    peak: int
    built: Path


def main() -> int:
    """Measure, print, and say by the exit code whether the promises are kept."""
    arguments = _arguments()
    # As an installer does; a clone is compiled at every start where Python may not write into it.
    compileall.compile_dir(PACKAGE, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ok = _compare(root, arguments.episodes, arguments.rounds, whole=False)
        ok &= _compare(root, arguments.episodes, arguments.rounds, whole=True)
        if arguments.growth:
            ok &= _grow(root, [arguments.episodes, *arguments.growth], arguments.rounds)
    return 0 if ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="*", default=[1000, 5000], metavar="EPISODES")
    return parser.parse_args()


def _compare(root: Path, count: int, rounds: int, *, whole: bool) -> bool:
    """Compare pages of episodes and their index, or everything that is on by default."""
    rich, plain = root / f"rich-{whole}", root / f"plain-{whole}"
    _write_site(rich, count, whole=whole)
    _write_plain(plain, rich, whole=whole)
    runs: dict[str, list[Run]] = {"plain": [], "cold": [], "cached": []}
    _build(plain)  # once, so that no run is the first to read files and compile modules
    for _ in range(rounds):
        runs["plain"].append(_build(plain))
        shutil.rmtree(rich / ".cache", ignore_errors=True)
        runs["cold"].append(_build(rich))
        runs["cached"].append(_build(rich))
    medians = {name: _median(found) for name, found in runs.items()}
    index = (runs["cached"][-1].built / "search/search_index.json").stat().st_size / count
    what = "everything on" if whole else "pages of episodes only"
    print(f"{count} episodes, {what}, {_source()}, theme mkdocs, search on, median of {rounds}\n")
    print(f"{'build':8} {'seconds':>8} {'of plain':>9} {'promised':>9} {'peak MB':>8}")
    ok = index <= INDEX
    for name, promise in (("plain", None), ("cold", COLD), ("cached", CACHED)):
        ratio = medians[name].seconds / medians["plain"].seconds
        said = f"{promise:9.2f}" if promise else " " * 9
        median = medians[name]
        print(f"{name:8} {median.seconds:8.2f} {ratio:9.3f} {said} {median.peak / 1e6:8.0f}")
        ok &= promise is None or ratio <= promise
    print(f"\nsearch index: {index:.0f} bytes an episode, promised {INDEX}\n")
    return ok


def _grow(root: Path, counts: Iterable[int], rounds: int) -> bool:
    # Of the processor, since the time that a disk takes for so many files is not ours.
    print("\nwithout start-up, milliseconds of the processor:")
    print(f"{'episodes':>8} {'cold ms/ep':>11} {'cached':>8} {'peak kB/ep':>11}")
    ok = True
    first: tuple[float, float, float] | None = None
    empty = _start_up(root, rounds)
    for count in counts:
        site = root / f"grow-{count}"
        _write_site(site, count)
        cold, cached = [], []
        for _ in range(max(1, min(rounds, 1_000 // count + 1))):
            shutil.rmtree(site / ".cache", ignore_errors=True)
            cold.append(_build(site))
            cached.append(_build(site))
        each = (
            (_median(cold).processor - empty.processor) / count * 1e3,
            (_median(cached).processor - empty.processor) / count * 1e3,
            (_median(cold).peak - empty.peak) / count / 1e3,
        )
        print(f"{count:8} {each[0]:11.2f} {each[1]:8.2f} {each[2]:11.0f}")
        first = first or each
        ok &= all(now <= GROWTH * then for now, then in zip(each, first, strict=True))
        shutil.rmtree(site)
    return ok


def _start_up(root: Path, rounds: int) -> Run:
    """What a site of no episode costs."""
    site = root / "grow-0"
    _write_site(site, 0)
    return _median([_build(site) for _ in range(rounds)])


def _write_site(site: Path, count: int, *, whole: bool = True) -> None:
    docs = site / "docs"
    shutil.rmtree(site, ignore_errors=True)
    (docs / "podcast").mkdir(parents=True)
    (docs / "people").mkdir()
    (docs / "index.md").write_text("# Bench\n")
    for name, text in _episodes(count):
        (docs / "podcast" / name).write_text(text, encoding="utf-8")
    host = "ada"
    if CORPUS.is_dir():
        host = "alexeygrigorev"
        shutil.copytree(CORPUS / "people", docs / "people", dirs_exist_ok=True)
        shutil.copytree(CORPUS / "images", docs / "images", dirs_exist_ok=True)
    else:
        (docs / "people/ada.md").write_text("---\ntitle: Ada Example\n---\nAsks.\n")
        (docs / "people/grace.md").write_text("---\ntitle: Grace Example\n---\nAnswers.\n")
    options = PLUGIN.format(host=host) + ("" if whole else EPISODES_ONLY)
    (site / "mkdocs.yml").write_text(CONFIG + options)


def _write_plain(plain: Path, rich: Path, *, whole: bool) -> None:
    """The pages that the plugin writes, as files of a site without it."""
    docs = rich / "docs"
    show = Show(title="Bench", hosts=("alexeygrigorev",) if CORPUS.is_dir() else ("ada",))
    podcast = load(show, Folders(rich, docs, docs / "podcast", docs / "people"))
    assets = {key: asset.uri for key, asset in podcast.assets.items()}
    # Without directory URLs, links of our own parts are what they would be between the sources.
    addresses = Addresses(
        assets=assets, directory_urls=False, people=whole, topics=whole, seasons=whole
    )
    files = Publication(Published(podcast.catalog, addresses)).names if whole else ()
    writer = PageWriter(podcast.catalog, Site(addresses=addresses, files=files))
    pages = {page.uri: page.write for page in writer.pages()}
    pages |= {writer.uri(e): partial(writer.episode, e) for e in podcast.catalog.episodes}
    for uri, write in pages.items():
        page = plain / "docs" / uri
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(write(), encoding="utf-8")
    (plain / "docs/index.md").write_text("# Bench\n")
    if CORPUS.is_dir():
        shutil.copytree(CORPUS / "images", plain / "docs/images")
    (plain / "mkdocs.yml").write_text(CONFIG + PLAIN)


def _episodes(count: int) -> Iterator[tuple[str, str]]:
    if not CORPUS.is_dir():
        yield from ((f"e{n:05}.yaml", _invented(n)) for n in range(count))
        return
    sources = sorted((CORPUS / "podcast").glob("*.md"))
    for number in range(count):
        source = sources[number % len(sources)]
        again = number // len(sources) or ""  # another digit before the episode's own
        text = source.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^episode: *(?=\d)", f"episode: {again}", text)
        yield f"e{number:05}-{source.name}", text


def _invented(number: int) -> str:
    """An episode with the corpus's statistics: 25 sections, 131 lines of 325 characters."""
    words = re.findall(
        r"\w+", "plain files outlive the tools that read them, and their keepers too"
    )
    lines = [
        f"title: Episode {number}",
        f"season: {number // 20}",
        f"episode: {number % 20}",
        "guests: [grace]",
        "published: 2024-01-01",
        "ids: {youtube: abcdefghijk}",
        "transcript:",
    ]
    for line in range(131):
        if line % 5 == 0:
            lines.append(f"- header: Part {line // 5} of what was said in {number}")
        said = " ".join(words[(line + n * number) % len(words)] for n in range(68))
        who = "Ada" if line % 2 else "Grace"
        lines.append(f"- line: {said}\n  sec: {line * 27}\n  who: {who}")
    return "\n".join(lines) + "\n"


def _build(site: Path) -> Run:
    """Build in a process of its own, into a new folder."""
    built = tempfile.mkdtemp(prefix="site-", dir=site)
    build = [sys.executable, "-m", "mkdocs", "build", "-q"]
    build += ["-f", str(site / "mkdocs.yml"), "-d", built]
    measure = [sys.executable, "-I", "-S", "-c", MEASURE, *build]
    environment = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run(measure, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, processor, peak = done.stdout.split()
    return Run(float(seconds), float(processor), int(peak) * 1024, Path(built))


def _median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        int(statistics.median(run.peak for run in runs)),
        runs[-1].built,
    )


def _source() -> str:
    return (
        "real episodes" if CORPUS.is_dir() else "invented episodes (no corpus beside the project)"
    )


if __name__ == "__main__":
    sys.exit(main())
