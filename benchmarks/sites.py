"""Sites to measure: written from real or invented episodes, and built in processes of their own."""

from __future__ import annotations

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
"""Real episodes, if there are any."""

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
if os.environ.get("ONE_PROCESSOR"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
start = time.perf_counter()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Scenario:
    """A site to build, and the promised costs relative to a plain build.

    Attributes:
        name: Its name in the table.
        episodes_only: Whether only the pages of episodes are published.
        plain_has_all_pages: Whether the plain site also has the pages around the episodes.
        people: The number of people with a file and a picture, besides those of the corpus.
        cold: The promised ratio of a build without a cache.
        cached: The promised ratio of a build after which nothing has changed.
        edited: The promised ratio of a build after one episode has changed.
        one_processor: The promised ratio of a build without a cache on one processor.
    """

    name: str
    episodes_only: bool = False
    plain_has_all_pages: bool = True
    people: int = 0
    cold: float | None = None
    cached: float | None = None
    edited: float | None = None
    one_processor: float | None = None


EVERYTHING = Scenario("everything on", cold=0.40, cached=0.20)
SCENARIOS = (
    Scenario("pages of episodes only", episodes_only=True, cold=0.35, cached=0.20),
    EVERYTHING,
    Scenario(
        f"everything on, {MANY_PEOPLE} people with pictures; plain has pages of episodes only",
        plain_has_all_pages=False,
        people=MANY_PEOPLE,
        cold=0.40,
        cached=0.15,
        edited=0.18,
        one_processor=0.60,
    ),
)


@dataclass(frozen=True)
class Run:
    """The cost of one build.

    Attributes:
        seconds: Wall-clock time.
        processor: Processor time of all its processes, in seconds.
        peak: Memory of the largest of them, in bytes.
        folder: The folder with the finished site.
    """

    seconds: float
    processor: float
    peak: int
    folder: Path


def write_site(site: Path, count: int, scenario: Scenario = EVERYTHING) -> None:
    """Write a site with the plugin, in place of an earlier one."""
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


def write_plain_site(plain: Path, site: Path, scenario: Scenario = EVERYTHING) -> None:
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
    list(build.render_pages())
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


def edit_episode(site: Path, word: str) -> None:
    """Change a word in the transcript of one episode."""
    episode = sorted((site / "docs/podcast").iterdir())[7]
    text = episode.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^(\s*-? *line: *['\"]?)\w+", rf"\g<1>Word{word.strip()}", text, count=1)
    episode.write_text(edited, encoding="utf-8")


def build_site(site: Path, checkout: Path = ROOT, *, one_processor: bool = False) -> Run:
    """Build a site in a process of its own, into a new folder.

    Compiled modules are kept next to the site, as an installer would keep them; Python may not be
    able to write them into a clone.
    """
    folder = tempfile.mkdtemp(prefix="out-", dir=site)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    command += ["-f", str(site / "mkdocs.yml"), "-d", folder]
    # `-S` keeps the measuring process small; the build itself finds the checkout on its path.
    measure = [sys.executable, "-I", "-S", "-c", MEASURE, *command]
    environment = os.environ | {
        "NO_COLOR": "1",
        "PYTHONPATH": str(checkout),
        "PYTHONPYCACHEPREFIX": str(site.parent / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
        "ONE_PROCESSOR": "1" if one_processor else "",
    }
    done = subprocess.run(
        measure, capture_output=True, text=True, check=False, env=environment, cwd=checkout
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, processor, peak = done.stdout.split()
    return Run(float(seconds), float(processor), int(peak) * 1024, Path(folder))


def median_run(runs: list[Run]) -> Run:
    """Return the median of each cost, and the folder of the last run."""
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        int(statistics.median(run.peak for run in runs)),
        runs[-1].folder,
    )


def folder_size(folder: Path) -> int:
    """Return the size of all files of a folder, in bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def source_name() -> str:
    """Return what the episodes are, for a table."""
    return "real episodes" if CORPUS.is_dir() else "invented episodes; there is no corpus"
