"""What a build costs, compared with a plain MkDocs build of the same pages.

Builds are whole processes. Those of a scenario alternate, and the table shows medians: on a shared
machine, times mean little, but ratios within one run do. Every build writes into a new folder, as
on a CI machine. `--compare FOLDER` also runs the builds of another checkout, in turn with those of
this one.

Run it with `make bench`.
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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_podcast.build import prepare_build
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show
from mkdocs_podcast.site import Kind

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

MAX_INDEX_SIZE = 10_000
"""The promised size of the search index, in bytes per episode."""

MAX_CACHE_SIZE = 2.0
"""The promised size of the cache, relative to the sources."""

MAX_GROWTH = 1.15
"""The promised cost per episode of a large show, relative to that of the smallest one measured."""

MANY_PEOPLE = 436
"""The number of people in the archive that the corpus is a part of."""

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

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f030005fe02fea735812e0000000049454e44ae426082"
)

# A small process, since the peak of a new process includes the memory of its parent.
MEASURE = """\
import os, sys, time
start = time.perf_counter()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Scenario:
    """A site to build, and what is promised of it.

    Attributes:
        name: What the table calls it.
        episodes_only: Whether only the pages of episodes are published.
        plain_has_all_pages: Whether the plain site also has the pages around the episodes.
        people: The number of people with a file and a picture, besides those of the corpus.
        cold: The promised ratio of a build without a cache.
        cached: The promised ratio of a build after which nothing has changed.
        edited: The promised ratio of a build after one episode has changed.
    """

    name: str
    episodes_only: bool = False
    plain_has_all_pages: bool = True
    people: int = 0
    cold: float | None = None
    cached: float | None = None
    edited: float | None = None


SCENARIOS = (
    Scenario("pages of episodes only", episodes_only=True, cold=0.35, cached=0.20),
    Scenario("everything on", cold=0.40, cached=0.20),
    Scenario(
        f"everything on, {MANY_PEOPLE} people with pictures; plain has pages of episodes only",
        plain_has_all_pages=False,
        people=MANY_PEOPLE,
    ),
)


@dataclass(frozen=True)
class Run:
    """The cost of one build.

    Attributes:
        seconds: Wall-clock time.
        processor: Processor time of all its processes, in seconds.
        peak: Memory of the largest of them, in bytes.
        folder: The folder that it built into.
    """

    seconds: float
    processor: float
    peak: int
    folder: Path


def main() -> int:
    """Measure and print; return 1 if a promise is broken."""
    arguments = _arguments()
    # As installers do; Python may not be able to write compiled modules into a clone.
    compileall.compile_dir(ROOT / "mkdocs_podcast", quiet=1)
    ok = True
    with tempfile.TemporaryDirectory() as folder:
        for number, scenario in enumerate(SCENARIOS):
            if not arguments.scenario or number in arguments.scenario:
                ok &= _compare(Path(folder), scenario, arguments)
        if arguments.growth:
            ok &= _grow(Path(folder), [arguments.episodes, *arguments.growth], arguments.rounds)
    return 0 if ok else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scenario", type=int, nargs="*", metavar="NUMBER")
    parser.add_argument("--growth", type=int, nargs="*", default=[1000], metavar="EPISODES")
    parser.add_argument("--compare", type=Path, metavar="FOLDER")
    return parser.parse_args()


def _compare(root: Path, scenario: Scenario, arguments: argparse.Namespace) -> bool:
    count, rounds = arguments.episodes, arguments.rounds
    site, plain = root / "site", root / "plain"
    _write_site(site, count, scenario)
    _write_plain(plain, site, scenario)
    checkouts = {"": ROOT} | ({"other ": arguments.compare} if arguments.compare else {})
    runs: dict[str, list[Run]] = {"plain": []}
    _build(plain)  # so that no measured run is the first to read files and compile modules
    for number in range(rounds):
        runs["plain"].append(_build(plain))
        for prefix, checkout in checkouts.items():
            shutil.rmtree(site / ".cache", ignore_errors=True)
            for name in ("cold", "cached", "edited"):
                if name == "edited":
                    _edit(site, f"{prefix}{number}")
                runs.setdefault(f"{prefix}{name}", []).append(_build(site, checkout))
            if not prefix:
                cache = _size(site / ".cache") / _size(site / "docs/podcast")
    index = (runs["cached"][-1].folder / "search/search_index.json").stat().st_size / count
    print(f"{count} episodes, {scenario.name}\n({_source()}, theme mkdocs, median of {rounds})\n")
    print(
        f"{'build':13} {'seconds':>8} {'of plain':>9} {'promised':>9} {'CPU s':>8} {'peak MB':>8}"
    )
    ok = index <= MAX_INDEX_SIZE and cache <= MAX_CACHE_SIZE
    medians = {name: _median(found) for name, found in runs.items()}
    for name, median in medians.items():
        ratio = median.seconds / medians["plain"].seconds
        promise = getattr(scenario, name, None)
        shown = f"{promise:9.2f}" if promise else " " * 9
        cost = f"{median.processor:8.2f} {median.peak / 1e6:8.0f}"
        print(f"{name:13} {median.seconds:8.2f} {ratio:9.3f} {shown} {cost}")
        ok &= promise is None or ratio <= promise
    print(f"\nsearch index: {index:.0f} bytes per episode, promised {MAX_INDEX_SIZE}")
    print(f"cache: {cache:.2f} times the sources, promised {MAX_CACHE_SIZE}\n")
    return ok


def _grow(root: Path, counts: list[int], rounds: int) -> bool:
    """Compare the cost per episode of shows of different sizes, without that of an empty one."""
    # Processor time, since the time that a disk takes for so many files says nothing about us.
    print("without start-up, per episode:")
    print(f"{'episodes':>8} {'cold CPU ms':>12} {'cached':>8} {'peak kB':>8}")
    ok = True
    first: tuple[float, float, float] | None = None
    site = root / "grow"
    _write_site(site, 0)
    empty = _median([_build(site) for _ in range(rounds)])
    for count in counts:
        _write_site(site, count)
        cold, cached = [], []
        for _ in range(max(1, min(rounds, 1_000 // count + 1))):
            shutil.rmtree(site / ".cache", ignore_errors=True)
            cold.append(_build(site))
            cached.append(_build(site))
        costs = (
            (_median(cold).processor - empty.processor) / count * 1e3,
            (_median(cached).processor - empty.processor) / count * 1e3,
            (_median(cold).peak - empty.peak) / count / 1e3,
        )
        print(f"{count:8} {costs[0]:12.2f} {costs[1]:8.2f} {costs[2]:8.0f}")
        first = first or costs
        ok &= all(now <= MAX_GROWTH * then for now, then in zip(costs, first, strict=True))
    return ok


def _write_site(site: Path, count: int, scenario: Scenario = SCENARIOS[1]) -> None:
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
    _write_people(docs, scenario.people)
    options = PLUGIN.format(host=host) + (EPISODES_ONLY if scenario.episodes_only else "")
    (site / "mkdocs.yml").write_text(CONFIG + options)


def _write_people(docs: Path, count: int) -> None:
    (docs / "images/many").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        picture = f"images/many/{number}.png"
        (docs / picture).write_bytes(PICTURE)
        person = f"---\ntitle: Person {number}\npicture: {picture}\n---\nTalks about {number}.\n"
        (docs / f"people/person-{number}.md").write_text(person)
    # Everyone is a guest of some episode.
    episodes = sorted((docs / "podcast").iterdir())
    for index, episode in enumerate(episodes if count else ()):
        guests = ", ".join(f"person-{n}" for n in range(index, count, len(episodes)))
        text = episode.read_text(encoding="utf-8")
        episode.write_text(text.replace("---\n", f"---\nhosts: [{guests}]\n", 1), encoding="utf-8")


def _write_plain(plain: Path, site: Path, scenario: Scenario) -> None:
    """Write the pages that the plugin renders as the files of a site without it."""
    docs = site / "docs"
    host = "alexeygrigorev" if CORPUS.is_dir() else "ada"
    has_all = scenario.plain_has_all_pages and not scenario.episodes_only
    settings = Settings(
        show=Show(title="Bench", hosts=(host,)),
        folders=Folders(site, docs, docs / "podcast", docs / "people"),
        # Links of pages that are files are links between source files too.
        directory_urls=False,
        people=has_all,
        topics=has_all,
        seasons=has_all,
        captions=has_all,
        chapters=has_all,
    )
    build = prepare_build(settings, MemoryCache(), {})
    build.render_pages()
    shutil.rmtree(plain, ignore_errors=True)
    for src_uri, output in build.pages.items():
        if has_all or output.kind in {Kind.EPISODE, Kind.ARCHIVE}:
            page = plain / "docs" / src_uri
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(build.page(src_uri).markdown, encoding="utf-8")
    (plain / "docs/index.md").write_text("# Bench\n")
    if (docs / "images").is_dir():
        shutil.copytree(docs / "images", plain / "docs/images")
    (plain / "mkdocs.yml").write_text(CONFIG + PLAIN)


def _episodes(count: int) -> Iterator[tuple[str, str]]:
    if not CORPUS.is_dir():
        yield from ((f"e{n:05}.yaml", _invented(n)) for n in range(count))
        return
    sources = sorted((CORPUS / "podcast").glob("*.md"))
    for number in range(count):
        source = sources[number % len(sources)]
        repetition = number // len(sources) or ""  # a digit before the number of the episode
        text = source.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^episode: *(?=\d)", f"episode: {repetition}", text)
        yield f"e{number:05}-{source.name}", text


def _invented(number: int) -> str:
    """Return an episode like those of the corpus: 25 sections, 131 lines of 325 characters."""
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
        text = " ".join(words[(line + n * number) % len(words)] for n in range(68))
        who = "Ada" if line % 2 else "Grace"
        lines.append(f"- line: {text}\n  sec: {line * 27}\n  who: {who}")
    return "\n".join(lines) + "\n"


def _edit(site: Path, word: str) -> None:
    """Change a word in the transcript of one episode."""
    episode = sorted((site / "docs/podcast").iterdir())[7]
    text = episode.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^(\s*-? *line: *['\"]?)\w+", rf"\g<1>Word{word.strip()}", text, count=1)
    episode.write_text(edited, encoding="utf-8")


def _build(site: Path, checkout: Path = ROOT) -> Run:
    """Build in a process of its own, into a new folder."""
    folder = tempfile.mkdtemp(prefix="out-", dir=site)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    command += ["-f", str(site / "mkdocs.yml"), "-d", folder]
    # `-S` keeps the measuring process small; the build itself finds the checkout on its path.
    measure = [sys.executable, "-I", "-S", "-c", MEASURE, *command]
    environment = os.environ | {"NO_COLOR": "1", "PYTHONPATH": str(checkout)}
    done = subprocess.run(
        measure, capture_output=True, text=True, check=False, env=environment, cwd=checkout
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, processor, peak = done.stdout.split()
    return Run(float(seconds), float(processor), int(peak) * 1024, Path(folder))


def _median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        int(statistics.median(run.peak for run in runs)),
        runs[-1].folder,
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _source() -> str:
    return "real episodes" if CORPUS.is_dir() else "invented episodes; there is no corpus"


if __name__ == "__main__":
    sys.exit(main())
