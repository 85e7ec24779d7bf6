"""Full-text search of all transcripts: the index that Pagefind makes of episodes.

Pagefind (https://pagefind.app) is a program with an interface in Python. It writes an index in
small pieces, of which a browser loads those that it needs, so no server has to answer.

Its input is a folder with a small HTML file per episode, which is the fastest way: its interface
answers ten times per second, so a custom record for each of the 5,000 sections of 200 episodes
takes nine minutes, and a file for each section takes twice as long as a file per episode and is
slow to copy. Headings and lines are found by the ids in these files, which Pagefind stores with
their positions in the text; so a result links to its line.

The files of the index are cached for the next build. Two indexes of the same episodes have the same
content but can differ in their bytes, since Pagefind works in parallel.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .. import __version__
from ..engine.cache import Cache
from ..engine.digest import digest_of, key_of
from ..show import Episode, Transcript
from ..show.anchors import line_namer
from ..show.transcript import shown_lines
from ..site.outputs import Kind
from ..site.plan import SitePlan
from ..site.urls import relative_url

INDEX_FOLDER = "assets/podcast/pagefind"
"""The folder of the index in a site, next to the script that reads it."""

MAX_INDEXING_SECONDS = 600.0
"""The time that Pagefind may take."""

_PACKAGES = ("pagefind", "pagefind_bin", "pagefind_bin_extended")
_UNUSED_FILES = ("pagefind-*.js", "pagefind-*.css")  # Pagefind's own user interface
_EMPTY_PAGE = '<html><body data-pagefind-body data-pagefind-ignore="all">empty</body></html>'
"""The page of a show without episodes, since Pagefind refuses to index nothing."""

_ZERO_WIDTH_SPACE = "\u200b"  # what Pagefind puts between words of languages without spaces
_MISSING = (
    "“search: pagefind” needs the package “pagefind” and its program. Install both: "
    "pip install 'mkdocs-podcast[search]'"
)


class PagefindError(Exception):
    """The index cannot be made; the message says why."""


class Passage(NamedTuple):
    """A header or a line.

    Attributes:
        text: Its text.
        anchor: Its anchor on the page.
        tag: The element that carries the anchor: `h3` for a header, `time` for a line whose time is
            known, `span` for another line.
    """

    text: str
    anchor: str
    tag: str


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """An episode as the search knows it.

    Attributes:
        episode: The episode.
        url: The URL of its page, relative to the root of the site.
        people: The full names of its hosts and guests.
        topics: Its topics, each with one spelling in all episodes.
        anchors: The anchor of each section; empty for one without a header.
    """

    episode: Episode
    url: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    anchors: tuple[str, ...]

    def filters(self) -> Iterator[tuple[str, str]]:
        """Yield what readers can narrow a search by: names of filters, each with a value."""
        yield from (("person", name) for name in self.people)
        if self.episode.season is not None:
            yield "season", str(self.episode.season)
        yield from (("topic", name) for name in self.topics)

    def passages(self, transcript: Transcript) -> Iterator[Passage]:
        """Yield the headers and lines of the transcript, with their anchors on the page."""
        name_line = line_namer()
        is_timed = False
        for section, anchor in zip(transcript.sections(), self.anchors, strict=True):
            if anchor:
                yield Passage(section.header, anchor, "h3")
            for _, line in shown_lines(section.lines):
                is_timed = is_timed or line.start is not None
                yield Passage(line.text, name_line(line.start), "time" if is_timed else "span")

    def html(self, transcript: Transcript) -> str:
        """Write the file from which Pagefind indexes the episode."""
        people = ", ".join(self.people)
        return "".join(
            (
                '<!doctype html><html><head><meta charset="utf-8">',
                _meta("meta", "title", self.episode.title),
                _meta("meta", "url", self.url),
                *(_meta("filter", kind, value) for kind, value in self.filters()),
                f"</head><body><h1>{_escaped(self.episode.title)}</h1>",
                f"<p>{_escaped(self.episode.summary)}</p><p>{_escaped(people)}</p>",
                *map(_element, self.passages(transcript)),
                "</body></html>",
            )
        )


def missing_package() -> str:
    """Return an error message if Pagefind is missing; empty if it is installed."""
    return "" if find_spec("pagefind") else _MISSING


def records_of(plan: SitePlan, anchors: Mapping[str, Sequence[str]]) -> Iterator[IndexRecord]:
    """Yield a record for each episode.

    Args:
        plan: The plan of the build.
        anchors: The anchors of the sections of each episode, by its file.
    """
    catalog = plan.catalog
    for episode in catalog.episodes:
        topics = ((catalog.topic(name), name) for name in episode.topics)
        yield IndexRecord(
            episode=episode,
            url=relative_url(plan.page(Kind.EPISODE, episode.file), ""),
            people=tuple(person.title for person, _ in catalog.cast(episode)),
            topics=tuple(topic.name if topic else name for topic, name in topics),
            anchors=tuple(anchors[episode.file]),
        )


def publish_index(
    records: Sequence[IndexRecord],
    transcripts: Iterable[Transcript],
    language: str,
    cache: Cache,
    folder: Path,
) -> None:
    """Write the index into a folder, from the cache if nothing in it has changed.

    Args:
        records: The episodes.
        transcripts: Their transcripts, in the same order; they are not read if the index is in the
            cache.
        language: The language of the transcripts, as a BCP 47 tag; it decides how words are
            compared.
        cache: The cache of earlier builds.
        folder: The folder, which is emptied first.

    Raises:
        PagefindError: Pagefind is missing or does not work.
    """
    key = _key(records, language)
    files = _load(cache, key)
    shutil.rmtree(folder, ignore_errors=True)  # of an older build
    if files is None:
        write_index(records, transcripts, language, folder)
        _store(cache, key, folder)
    else:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def write_index(
    records: Iterable[IndexRecord], transcripts: Iterable[Transcript], language: str, folder: Path
) -> None:
    """Make the index of episodes.

    Args:
        records: The episodes.
        transcripts: Their transcripts, in the same order.
        language: The language of the transcripts, as a BCP 47 tag.
        folder: The folder of the index.

    Raises:
        PagefindError: Pagefind is missing or does not work.
    """
    with TemporaryDirectory() as name:
        source = Path(name)
        pages = [
            record.html(transcript) for record, transcript in zip(records, transcripts, strict=True)
        ]
        for number, page in enumerate(pages or [_EMPTY_PAGE]):
            # No encoding has half of a surrogate pair, which YAML can contain.
            (source / f"{number}.html").write_bytes(page.encode("utf-8", "replace"))
        _run(source, language, folder)
    for pattern in _UNUSED_FILES:
        for path in folder.glob(pattern):
            path.unlink()


def _run(source: Path, language: str, folder: Path) -> None:
    """Run Pagefind's program.

    Its Python interface would end the program before all files of the index are written.
    """
    options = "--site", source, "--output-path", folder, "--force-language", language, "--silent"
    try:
        from pagefind.service import get_executable

        program = get_executable()
        if program is None:
            raise PagefindError(_MISSING)
        # In the folder of the pages there is no configuration that Pagefind would read.
        result = subprocess.run(  # noqa: S603
            [program, *options],
            cwd=source,
            capture_output=True,
            timeout=MAX_INDEXING_SECONDS,
            check=False,
        )
    except (ImportError, FileNotFoundError):
        raise PagefindError(_MISSING) from None
    except subprocess.TimeoutExpired:
        message = f"Pagefind did not finish within {MAX_INDEXING_SECONDS:.0f} seconds."
        raise PagefindError(message) from None
    except OSError as error:
        raise PagefindError(f"Pagefind failed: {error}") from error
    if result.returncode:
        reason = result.stderr.decode("utf-8", "replace").strip() or f"code {result.returncode}"
        raise PagefindError(f"Pagefind failed: {reason}")


def _store(cache: Cache, key: str, folder: Path) -> None:
    paths = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    cache.store(key, json.dumps(list(paths)).encode())
    for name, path in paths.items():
        cache.store(f"{key}/{name}", path.read_bytes())


def _load(cache: Cache, key: str) -> dict[str, bytes] | None:
    """Return the files of an index by name, or None if one is missing."""
    content = cache.load(key)
    if content is None:
        return None
    try:
        names = _file_names(content)
    except (ValueError, RecursionError) as error:
        cache.discard(key, error)
        return None
    files = {name: cache.load(f"{key}/{name}") for name in names}
    found = {name: file for name, file in files.items() if file is not None}
    return found if len(found) == len(files) else None


def _file_names(content: bytes) -> list[str]:
    """Read the names of the files of an index, all of which must be inside its folder."""
    names = json.loads(content)
    if not isinstance(names, list) or not all(map(_is_inside, names)):
        message = "this is not a list of file names"
        raise ValueError(message)
    return names


def _is_inside(name: object) -> bool:
    if not isinstance(name, str):
        return False
    path = PurePosixPath(name)
    return path.as_posix() == name and not path.is_absolute() and ".." not in path.parts


def _key(records: Iterable[IndexRecord], language: str) -> str:
    """Return a key for the index of some episodes; their digests stand for the transcripts."""
    values = [
        (record.url, record.people, record.topics, record.anchors, record.episode.digest)
        for record in records
    ]
    return key_of("pagefind", __version__, digest_of((language, list(_versions()), values)))


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"


def _element(passage: Passage) -> str:
    anchor, text = _escaped(passage.anchor), _escaped(passage.text)
    if passage.tag == "h3":
        return f'<h3 id="{anchor}">{text}</h3>'
    # The element is empty, since Pagefind stores the text of elements with an id a second time.
    return f'<p><{passage.tag} id="{anchor}"></{passage.tag}>{text}</p>'


def _meta(kind: str, name: str, value: str) -> str:
    # As an attribute, the value may contain commas and colons.
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{_escaped(value)}">'


def _escaped(text: str) -> str:
    return escape(text.replace(_ZERO_WIDTH_SPACE, ""))
