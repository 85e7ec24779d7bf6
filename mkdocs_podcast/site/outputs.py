"""The outputs of a build, and conflicts between them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from ..checks import ValuePath


class Kind(str, Enum):
    """The kind of an output."""

    EPISODE = "episode"
    """The page of an episode."""
    ARCHIVE = "archive"
    """The page of all episodes."""
    SEASON = "season"
    """The page of a season."""
    PEOPLE = "people"
    """The page of all people."""
    PERSON = "person"
    """The page of a person."""
    TOPICS = "topics"
    """The page of all topics."""
    TOPIC = "topic"
    """The page of a topic."""
    SEARCH = "search"
    """The page that searches all transcripts."""
    PROBLEMS = "problems"
    """The page that stands in for a file that cannot be read."""
    FILE = "file"
    """A file next to the page of an episode, in one of the formats of `output_formats`."""
    FILTER = "filter"
    """The list of all episodes that the filter of a divided archive loads."""
    FEED = "feed"
    """A feed."""
    LLMS = "llms"
    """A list of the show for language models."""
    REDIRECT = "redirect"
    """A page at an earlier URL of an episode."""

    @property
    def is_page(self) -> bool:
        """Whether MkDocs renders it from Markdown."""
        return self in _PAGES


_PAGES = frozenset({
    Kind.EPISODE, Kind.ARCHIVE, Kind.SEASON, Kind.PEOPLE, Kind.PERSON, Kind.TOPICS, Kind.TOPIC,
    Kind.SEARCH, Kind.PROBLEMS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build writes into the site.

    Attributes:
        path: Its path below the root of the site.
        owner: The source file it is made from, as problems name it; empty for the show as a whole.
        kind: What it is.
        subject: What it is about: the file of an episode, the id of a person, the slug of a topic,
            the number of a season.
        src_uri: The source URI of a page.
        number: The number of a page in a list that is divided between pages, from 1.
        format: The name of the format of a `Kind.FILE`, or of a feed.
        value: The path of the value in the owner's file that decides where the output is.
    """

    path: str
    owner: str
    kind: Kind
    subject: str = ""
    src_uri: str = ""
    number: int = 1
    format: str = ""
    value: ValuePath = ()

    @property
    def description(self) -> str:
        """Its name in problems."""
        if self.kind is Kind.FILE:
            return f"“{posixpath.basename(self.path)}” next to the page of {self.owner}"
        if self.owner:
            return self.owner
        return f"“{self.path}”, which is generated for the show"


@dataclass(frozen=True, slots=True)
class Conflict:
    """An output whose path is taken.

    Attributes:
        output: The output that cannot be published.
        occupant: The name of what is there, as in problems.
        other: The output that is there; None for a file of the author.
    """

    output: Output
    occupant: str
    other: Output | None = None


def find_conflicts(outputs: Iterable[Output], existing: Mapping[str, str]) -> Iterator[Conflict]:
    """Find outputs whose path is taken by a file of the author or by an earlier output.

    A path is also taken if a file has the name of one of its folders, or a folder its own name.

    Args:
        outputs: Those that come first keep their path.
        existing: The files that the author publishes, by path, with the names of their sources.
    """
    files: dict[str, tuple[str, Output | None]] = {}
    folders: dict[str, tuple[str, Output | None]] = {}

    def place(path: str, occupant: tuple[str, Output | None]) -> None:
        files[path] = occupant
        for folder in _folders(path):
            if folder in folders:
                break  # so are those around it
            folders[folder] = occupant

    for path, source in existing.items():
        place(path, (source, None))
    for output in outputs:
        above = (files[folder] for folder in _folders(output.path) if folder in files)
        taken = files.get(output.path) or folders.get(output.path) or next(above, None)
        if taken:
            yield Conflict(output, *taken)
        else:
            place(output.path, (output.description, output))


def _folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path
