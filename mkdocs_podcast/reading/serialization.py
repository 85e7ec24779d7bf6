"""The two cache entries of a file: its metadata and its transcript."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any, NamedTuple, get_type_hints

from ..checks import CHECKS, Problem, ValuePath
from ..engine.digest import key_of
from ..show import Entry, Episode, Header, Line, Person, Transcript
from ..show.fields import is_page_name
from .codec import Decoder, decode, decoder, encode, from_json, to_json
from .discovery import SourceFile

NO_TRANSCRIPT = b"[]"
"""The stored form of an empty transcript."""


class Position(NamedTuple):
    """Where a value is in its file.

    Attributes:
        line: From 1.
        column: From 1.
        path: Its path in the file, if that differs from its path in the model.
    """

    line: int
    column: int
    path: ValuePath = ()


Positions = Mapping[str, Position]
"""Positions of values, by their dotted paths in the model."""


@dataclass(frozen=True)
class FileData:
    """The result of reading a file, except for its transcript.

    Attributes:
        value: The episode or person; None if the file is unreadable or skipped.
        problems: What is wrong with it, with positions.
        positions: Where values are that can be wrong in relation to other files.
        skipped: Why the file is neither an episode nor a person; empty if it is.
        used: The names of the files that belong to it: transcripts and chapters.
        tried: The names of the files that were searched for, on whose content all of this depends.
        tried_digest: A digest of their content.
        mapped: The keys of the option `fields` for which it has a value.
    """

    value: Episode | Person | None = None
    problems: tuple[Problem, ...] = ()
    positions: Positions = field(default_factory=dict)
    skipped: str = ""
    used: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    tried_digest: str = ""
    mapped: tuple[str, ...] = ()


def dump_file(data: FileData) -> bytes:
    """Write the data of a file."""
    return to_json(encode(data))


def load_file(content: bytes, source: SourceFile, digest: str) -> FileData:
    """Read what `dump_file` has written.

    Args:
        content: What it has written.
        source: The file.
        digest: The digest of the file, without those that belong to it.

    Raises:
        ValueError: The content is something else.
    """
    values = from_json(content)
    if not isinstance(values, dict):
        raise ValueError("not the data of a file")
    value = values.pop("value", None)
    data = decode(FileData, values)
    if any(problem.code not in CHECKS for problem in data.problems):
        raise ValueError("not a problem of this version")
    if data.tried_digest:
        digest = key_of(digest, data.tried_digest)
    return replace(
        data,
        value=None if value is None else _load_value(value, source, digest),
        problems=tuple(replace(problem, file=source.label) for problem in data.problems),
    )


def dump_transcript(transcript: Transcript) -> bytes:
    """Write a transcript as rows: a tag, and the values of a header or a line."""
    return to_json([_row(entry) for entry in transcript])


def parse_transcript(content: bytes) -> Transcript:
    """Read what `dump_transcript` has written.

    Raises:
        ValueError: The content is something else.
    """
    rows = from_json(content)
    if not isinstance(rows, list):
        raise ValueError("not a transcript")
    return Transcript(tuple(map(_entry, rows)))


def _load_value(value: object, source: SourceFile, digest: str) -> Episode | Person:
    """Decode an episode or person, and add what follows from the file."""
    if source.is_person:
        person = decode(Person, value)
        _check_page_name(person.id)
        return replace(person, id=person.id or source.base_name, file=source.label)
    episode = decode(Episode, value)
    _check_page_name(episode.slug)
    return replace(episode, name=source.name, file=source.label, digest=digest)


def _check_page_name(name: str) -> None:
    if name and not is_page_name(name):
        raise ValueError("not the name of a page")


class _RowFormat(NamedTuple):
    """How the entries of a class are written.

    Attributes:
        model: The class.
        tag: The first value of a row.
        values: Returns the values of the fields of an entry.
        defaults: The defaults of the fields; at the end of a row they are left out.
        decoders: The decoders of the fields.
    """

    model: type[Entry]
    tag: str
    values: Callable[[Entry], tuple[Any, ...]]
    defaults: tuple[Any, ...]
    decoders: tuple[Decoder, ...]

    @classmethod
    def of(cls, model: type[Entry], tag: str) -> _RowFormat:
        """Derive the format of a class from its fields."""
        hints, described = get_type_hints(model), fields(model)
        return cls(
            model,
            tag,
            attrgetter(*(each.name for each in described)),
            tuple(each.default for each in described),
            tuple(decoder(hints[each.name]) for each in described),
        )


_HEADER_ROWS = _RowFormat.of(Header, "h")
_LINE_ROWS = _RowFormat.of(Line, "l")
_ROW_FORMATS = {row.tag: row for row in (_HEADER_ROWS, _LINE_ROWS)}


def _row(entry: Entry) -> list[Any]:
    row = _LINE_ROWS if isinstance(entry, Line) else _HEADER_ROWS
    values = row.values(entry)
    count = len(values)
    while values[count - 1] == row.defaults[count - 1]:
        count -= 1
    return [row.tag, *values[:count]]


def _entry(values: Any) -> Entry:  # noqa: ANN401
    try:
        tag, *rest = values
        row = _ROW_FORMATS[tag]
        decoded = [decode(value) for decode, value in zip(row.decoders, rest, strict=False)]
        if len(decoded) < len(rest):
            raise ValueError("too many values in a row")
        return row.model(*decoded)
    except (LookupError, TypeError) as error:
        raise ValueError(error) from None
