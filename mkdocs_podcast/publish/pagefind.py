"""A search of every word of every transcript: the index that Pagefind makes of episodes.

Pagefind (https://pagefind.app) is a program with an interface in Python. It writes an index in
small pieces, of which a browser loads those that it needs, so that no server has to answer.

It is given a small HTML file an episode, in a folder. That is the fastest way in: its interface
reads ten answers a second, so that a custom record for each of the 5,000 sections of 200 episodes
takes nine minutes, and a file for each takes twice as long as a file for each episode, and is
slow to copy. Headings and lines are found again by the ids in these files, which Pagefind keeps
with their places in the text; so a hit leads to its line.

What is made is kept for the next build, file by file under a seal, since there are scripts in it.
Made anew of the same episodes it says the same, but not always in the same bytes: Pagefind orders
the values of filters, and what works beside each other, as it comes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from .. import __version__
from ..addresses import Addresses
from ..catalog import Catalog
from ..model import Episode, Section
from ..model.transcript import shown_lines

FOLDER = "assets/podcast/pagefind"
"""Where the index is in a site: beside the script that reads it."""

LONGEST = 600.0
"""Seconds that Pagefind may take; its interface waits without end for one that has died."""

_PACKAGES = ("pagefind", "pagefind_bin", "pagefind_bin_extended")
_NOT_ASKED_FOR = ("pagefind-*.js", "pagefind-*.css")  # its own pages, and what they need
_ZERO_WIDTH_SPACE = "\u200b"  # what Pagefind puts between words where there are no spaces
_MISSING = (
    "“search: pagefind” needs the package of that name, with its program. Install it: "
    "pip install 'mkdocs-podcast[search]'"
)


class PagefindError(Exception):
    """There is no index, and why."""


class Anchors(NamedTuple):
    """How the parts of a page are named.

    Attributes:
        of_sections: The anchors of all sections of a page; empty for one without header.
        of_lines: Makes what names the lines of a page, in their order, by their seconds.
    """

    of_sections: Callable[[Sequence[Section]], Sequence[str]]
    of_lines: Callable[[], Callable[[float | None], str]]


class Passage(NamedTuple):
    """A header or a line.

    Attributes:
        text: What it says.
        anchor: Where it is in the page.
        tag: The element that carries the anchor: `h3` for a header, `time` for a line whose time
            is known, `span` for another.
    """

    text: str
    anchor: str
    tag: str


@dataclass(frozen=True, slots=True)
class Record:
    """An episode as the search has it.

    To ask for its passages reads the transcript, and nothing else does.

    Attributes:
        episode: The episode.
        address: Its page, relative to the site's root, quoted.
        people: Hosts and guests, by their full names.
        topics: What it is about, in one spelling for all episodes.
        anchors: How the parts of its page are named.
    """

    episode: Episode
    address: str
    people: tuple[str, ...]
    topics: tuple[str, ...]
    anchors: Anchors

    def filters(self) -> Iterator[tuple[str, str]]:
        """What readers can choose episodes by: kinds of things, each with a value."""
        yield from (("person", name) for name in self.people)
        if self.episode.season is not None:
            yield "season", str(self.episode.season)
        yield from (("topic", name) for name in self.topics)

    def passages(self) -> Iterator[Passage]:
        """Its headers and lines, with the anchors that they have in its page."""
        sections = list(self.episode.sections())
        name_line = self.anchors.of_lines()
        timed = False
        for section, anchor in zip(sections, self.anchors.of_sections(sections), strict=True):
            if anchor:
                yield Passage(section.header, anchor, "h3")
            for _, line in shown_lines(section.lines):
                timed = timed or line.start is not None
                yield Passage(line.line, name_line(line.start), "time" if timed else "span")

    def html(self) -> str:
        """It as a file for Pagefind."""
        people = ", ".join(self.people)
        return "".join(
            (
                '<!doctype html><html><head><meta charset="utf-8">',
                _meta("meta", "title", self.episode.title),
                _meta("meta", "url", self.address),
                *(_meta("filter", kind, value) for kind, value in self.filters()),
                f"</head><body><h1>{_escaped(self.episode.title)}</h1>",
                f"<p>{_escaped(self.episode.summary)}</p><p>{_escaped(people)}</p>",
                *map(_element, self.passages()),
                "</body></html>",
            )
        )


class Kept(Protocol):
    """What earlier builds made, where only this user can have put it."""

    def load(self, key: str) -> bytes | None:
        """What was stored under a key, or nothing."""

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""


def missing_package() -> str:
    """What to say where Pagefind is not installed; nothing where it is."""
    return "" if find_spec("pagefind") else _MISSING


def records(catalog: Catalog, addresses: Addresses, anchors: Anchors) -> Iterator[Record]:
    """What the search has to know of the episodes; no transcript is read for it."""
    for episode in catalog.episodes:
        yield Record(
            episode=episode,
            address=addresses.relative_to(addresses.episode(episode), ""),
            people=tuple(person.title for person, _ in catalog.cast(episode)),
            topics=tuple(
                topic.name if (topic := catalog.topic(name)) else name for name in episode.topics
            ),
            anchors=anchors,
        )


def publish(found: Iterable[Record], language: str, kept: Kept, folder: Path) -> None:
    """Put the index into a folder, as an earlier build made it or as it is made now.

    Args:
        found: The episodes.
        language: The language that is spoken, as a tag; it says how words are compared.
        kept: What earlier builds made.
        folder: Where it goes.

    Raises:
        PagefindError: Pagefind is not there, or does not work.
    """
    episodes = list(found)
    key = _key(episodes, language)
    files = _kept_files(kept, key)
    shutil.rmtree(folder, ignore_errors=True)  # a site that is built over an older one
    if files is None:
        write(episodes, language, folder)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        kept.store(
            key, json.dumps([path.relative_to(folder).as_posix() for path in paths]).encode()
        )
        for path in paths:
            kept.store(f"{key}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    else:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def write(found: Iterable[Record], language: str, folder: Path) -> None:
    """Make the index of episodes.

    Args:
        found: The episodes.
        language: The language that is spoken, as a tag.
        folder: Where it goes.

    Raises:
        PagefindError: Pagefind is not there, or does not work.
    """
    import asyncio

    with TemporaryDirectory() as name:
        source = Path(name)
        for number, record in enumerate(found):
            # Half of a pair of surrogates, which YAML can write, is in no encoding.
            (source / f"{number}.html").write_bytes(record.html().encode("utf-8", "replace"))
        try:
            asyncio.run(asyncio.wait_for(_index(source, language, folder), LONGEST))
        except (ImportError, FileNotFoundError):
            raise PagefindError(_MISSING) from None
        except asyncio.TimeoutError:
            raise PagefindError(f"Pagefind has not answered in {LONGEST:.0f} seconds.") from None
        except Exception as error:  # what Pagefind says of itself is nothing more special
            said = str(error) or type(error).__name__
            raise PagefindError(f"Pagefind does not work: {said}") from error
    for pattern in _NOT_ASKED_FOR:
        for path in folder.glob(pattern):
            path.unlink()


async def _index(source: Path, language: str, folder: Path) -> None:
    from pagefind.index import IndexConfig, PagefindIndex

    config = IndexConfig(force_language=language, output_path=str(folder))
    async with PagefindIndex(config) as index:
        await index.add_directory(str(source))


def _kept_files(kept: Kept, key: str) -> dict[str, bytes] | None:
    """What an earlier build made, by its place; nothing where a part of it is missing."""
    names = kept.load(key)
    if names is None:
        return None
    files = {}
    for name in json.loads(names):
        content = kept.load(f"{key}/{name}")
        if content is None:
            return None
        files[name] = content
    return files


def _key(episodes: Sequence[Record], language: str) -> str:
    """A name for the index of these episodes, of all that it depends on but transcripts."""
    digest = hashlib.sha256(usedforsecurity=False)
    digest.update(repr((__version__, language, list(_versions()))).encode())
    for record in episodes:
        probe = record.anchors.of_sections([Section(_PROBE, "", ())])
        facts = record.address, record.people, record.topics, record.episode.digest, probe
        digest.update(repr(facts).encode())
    return f"pagefind/{digest.hexdigest()}"


_PROBE = "Ünïcode HEADER – it’s 50 % & snake_case (1.0) -- 日本"
"""A header that no two ways to name sections call the same."""


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"


def _element(passage: Passage) -> str:
    anchor, text = _escaped(passage.anchor), _escaped(passage.text)
    if passage.tag == "h3":
        return f'<h3 id="{anchor}">{text}</h3>'
    # An empty element, since what is in one with an id is kept a second time.
    return f'<p><{passage.tag} id="{anchor}"></{passage.tag}>{text}</p>'


def _meta(kind: str, name: str, value: str) -> str:
    # In an attribute no comma or colon of the value means anything.
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{_escaped(value)}">'


def _escaped(text: str) -> str:
    return escape(text.replace(_ZERO_WIDTH_SPACE, ""))
