"""From files to episodes and people."""

from __future__ import annotations

import codecs
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from .. import __version__
from ..cache import Cache, NoCache, kept, key_of
from ..model import Episode, Person, Problem, parse_episode, parse_person, stored
from ..model.fields import MAX_NAME_BYTES, is_long_name
from ..model.problem import Path as ValuePath
from ..model.problem import dotted
from ..parallel import ahead
from . import frontmatter
from .yaml import Document, read_yaml

T = TypeVar("T", Episode, Person)

MAX_BYTES = 8 * 1024 * 1024
"""A larger file is refused."""

_SUFFIXES = {".yaml", ".yml", ".md"}
_NO_CACHE = NoCache()

Places = stored.Places
"""Lines and columns, by the paths of values."""

_Result = tuple[T | None, list[Problem], Places]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may hold an episode or a person.

    Attributes:
        path: Where it is.
        name: Its way below its folder, without the ending, with ``/`` between.
        label: What problems call it; relative to the configuration where it can be.
    """

    path: Path
    name: str
    label: str


_File = tuple[type[Any], SourceFile]
"""A file, with the model of what it may hold."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What came of a file.

    Attributes:
        source: The file.
        value: The episode or person; nothing where an error is among the problems.
        problems: What is wrong with it, each at its line and column.
        places: Where values are that may be wrong only beside other files, by their paths.
    """

    source: SourceFile
    value: T | None
    problems: tuple[Problem, ...]
    places: Places


def find(folder: Path, base: Path) -> list[SourceFile]:
    """List the files of a folder and the folders in it, by name.

    Names that begin with ``_`` or ``.`` are left alone.

    Args:
        folder: Where to look; it need not exist.
        base: What `SourceFile.label` is relative to, where possible.
    """
    found = []
    for parent, folders, names in os.walk(folder, followlinks=True):  # as MkDocs does
        folders[:] = [name for name in folders if not name.startswith(("_", "."))]
        for path in (Path(parent, name) for name in names if not name.startswith(("_", "."))):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                below = path.relative_to(folder).with_suffix("").as_posix()
                found.append(SourceFile(path, below, label_of(path, base)))
    return sorted(found, key=lambda source: source.path)


def label_of(path: Path, base: Path) -> str:
    """Call a file as its author would."""
    try:
        return PurePosixPath(path.relative_to(base)).as_posix()
    except ValueError:
        return path.as_posix()


def read_files(
    episodes: Iterable[SourceFile] = (),
    people: Iterable[SourceFile] = (),
    cache: Cache = _NO_CACHE,
) -> tuple[list[Reading[Episode]], list[Reading[Person]]]:
    """Read the episodes and the people among files, all that are new together.

    Markdown files that are ordinary pages, and those of people without front matter, are passed
    over.
    """
    files: list[_File] = [*((Episode, each) for each in episodes), *((Person, p) for p in people)]
    readings = {file: _known(file, cache) for file in files}
    new = [file for file, reading in readings.items() if reading is None]
    for file, made in zip(new, ahead(_made, None, new), strict=True):
        if made:
            cache.store(*made)
            readings[file] = _reading(file, *made)
    of_episodes, of_people = (
        [reading for (kind, _), reading in readings.items() if reading and kind is model]
        for model in (Episode, Person)
    )
    return of_episodes, of_people


def locate(problems: Iterable[Problem], places: Mapping[str, Places]) -> Iterator[Problem]:
    """Give problems that were found later, between files, their places in their files.

    Args:
        problems: Each has `file` and `path`.
        places: Where values are in each file.
    """
    for problem in problems:
        known = places.get(problem.file, {})
        ways = (problem.path[:end] for end in range(len(problem.path), 0, -1))
        place = next((known[dotted(way)] for way in ways if dotted(way) in known), (1, 1))
        yield replace(problem, line=place[0], column=place[1])


def _known(file: _File, cache: Cache) -> Reading[Any] | None:
    """What an earlier build made of a file, if it has not changed since."""
    model, source = file
    key = _key(model, source, _content(source))
    return kept(cache, key, partial(_reading, file, key))


def _reading(file: _File, key: str, content: bytes) -> Reading[Any]:
    """What came of a file, from the form in which it is stored."""
    model, source = file
    value, problems, places = stored.load(model, content)
    if isinstance(value, Episode):
        value = replace(value, digest=key)
    return Reading(source, value, tuple(problems), places)


def _made(_: None, file: _File) -> tuple[str, bytes] | None:
    """What comes of a file that is new, in the form in which it is stored, and its key."""
    model, source = file
    content = _content(source)
    text = _decode(content)
    result: _Result[Episode] | _Result[Person] | None
    if isinstance(text, Problem):
        result = None, [replace(text, file=source.label)], {}
    else:
        result = (_read_episode if model is Episode else _read_person)(text, source)
    return (_key(model, source, content), stored.dump(*result)) if result else None


def _content(source: SourceFile) -> bytes:
    with source.path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size  # as much memory as is asked for is taken
        return file.read(min(size, MAX_BYTES) + 1)


def _key(model: type[Episode | Person], source: SourceFile, content: bytes) -> str:
    return key_of(model.__name__, __version__, source.name, source.label, content)


def _read_episode(text: str, source: SourceFile) -> _Result[Episode] | None:
    body = ""
    if source.path.suffix.lower() == ".md":
        parts = frontmatter.split(text)
        if parts is None or not frontmatter.is_episode(parts):
            return None
        body = parts.body
    document = _document(text, source)
    episode, problems = _parsed(document, parse_episode, source)
    if episode is None:
        return None, problems, {}
    notes = "\n\n".join(filter(None, (episode.notes, body)))
    episode = replace(episode, notes=notes, name=source.name, file=source.label)
    if is_long_name(posixpath.basename(episode.address)):
        return None, [*problems, _long_name(source, "slug")], {}
    return episode, problems, _places(document, _paths(episode))


def _read_person(text: str, source: SourceFile) -> _Result[Person] | None:
    body = ""
    if source.path.suffix.lower() == ".md":
        parts = frontmatter.split(text)
        if parts is None or source.name in {"index", "README"}:
            return None
        body = parts.body
    document = _document(text, source)
    person, problems = _parsed(document, parse_person, source)
    if person is None:
        return None, problems, {}
    own = person.id or source.name.rpartition("/")[2]
    person = replace(person, id=own, bio=person.bio or body, file=source.label)
    if is_long_name(own):
        return None, [*problems, _long_name(source, "short")], {}
    return person, problems, _places(document, [("picture",)])


def _long_name(source: SourceFile, key: str) -> Problem:
    return Problem(
        "name-too-long",
        f"The file name is longer than {MAX_NAME_BYTES} bytes, too long for a page.",
        f"Rename the file, or add a “{key}:” that is shorter.",
        file=source.label,
        line=1,
        column=1,
    )


def _paths(episode: Episode) -> Iterator[ValuePath]:
    """The values of an episode that may be wrong beside other files."""
    yield from (("image",), ("audio",), ("slug",), ("guid",), ("episode",))
    yield from (("guests", index) for index in range(len(episode.guests)))
    yield from (("hosts", index) for index in range(len(episode.hosts)))
    yield from (("aliases", index) for index in range(len(episode.aliases)))
    yield from (("transcript", index, "who") for index in episode.speakers.values())


def _places(document: Document, paths: Iterable[ValuePath]) -> Places:
    return {dotted(path): document.mark(path) for path in paths}


def _document(text: str, source: SourceFile) -> Document:
    """The YAML of a file, at the lines that it has in the file."""
    parts = frontmatter.split(text) if source.path.suffix.lower() == ".md" else None
    if parts is None:
        return read_yaml(text)
    document = read_yaml(parts.yaml)
    if parts.closed:
        return document
    problem = Problem(
        "not-yaml",
        "The front matter does not end.",
        "Add a line “---” between it and the show notes.",
        line=parts.yaml.count("\n") + 1,
        column=1,
    )
    return replace(document, values=None, problems=[problem])


def _parsed(
    document: Document,
    parse: Callable[[Mapping[str, Any]], tuple[T | None, list[Problem]]],
    source: SourceFile,
) -> tuple[T | None, list[Problem]]:
    unread: list[Problem] = [replace(each, file=source.label) for each in document.problems]
    if document.values is None and unread:
        return None, unread
    if not isinstance(document.values, dict):
        problem = Problem(
            "wrong-type",
            "The file is not a set of keys.",
            "Start it with “title:”.",
            file=source.label,
            line=1,
            column=1,
        )
        return None, [*unread, problem]
    value, problems = parse(document.values)
    placed: list[Problem] = [_placed(problem, document, source) for problem in problems]
    return None if unread else value, [*unread, *placed]


def _placed(problem: Problem, document: Document, source: SourceFile) -> Problem:
    line, column = document.mark(problem.path)
    return replace(problem, file=source.label, line=line, column=column)


def _decode(content: bytes) -> str | Problem:
    if len(content) > MAX_BYTES:
        return Problem(
            "too-large",
            f"The file is larger than {MAX_BYTES // 2**20} MiB.",
            "Split it, or keep what is not text elsewhere.",
            line=1,
            column=1,
        )
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        return Problem(
            "not-text",
            f"The byte 0x{content[error.start]:02X} is not UTF-8.",
            "Save the file as UTF-8.",
            line=before.count(b"\n") + 1,
            column=error.start - before.rfind(b"\n"),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
