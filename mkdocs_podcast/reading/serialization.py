"""The two cache entries of a file: its metadata and its transcript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from itertools import repeat
from operator import attrgetter
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from ..checks import CHECKS, Problem, ValuePath
from ..engine.digest import key_of
from ..show import Entry, Episode, Header, Line, Person, Transcript
from ..show.fields import is_page_name
from .codec import Decoder, decode, decoder, encode, from_json, to_json
from .discovery import SourceFile


class Position(NamedTuple):
    """Where a value is in its file.

    Attributes:
        line: From 1.
        column: From 1.
        path: Its path in the file, if that differs from its path in the model.
        is_text: Whether it is in text, where values have no path.
        file: The name of the file, if it is not the episode's or person's own.
    """

    line: int
    column: int
    path: ValuePath = ()
    is_text: bool = False
    file: str = ""


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
        problems=tuple(
            replace(problem, file=problem.file or source.label) for problem in data.problems
        ),
    )


def dump_transcript(transcript: Transcript) -> bytes:
    """Write a transcript as the kinds of its entries, and a list of values per field.

    Fields in which all entries have the default are left out.
    """
    kinds = "".join([_KINDS[type(entry)] for entry in transcript])
    columns: dict[str, Any] = {"entries": kinds}
    for table in _TABLES:
        entries = [entry for entry in transcript if type(entry) is table.model]
        for column in table.columns:
            values = list(map(column.get, entries))
            if values.count(column.default) < len(values):
                columns[table.kind + column.name] = encode(values)
    return to_json(columns)


def parse_transcript(content: bytes) -> Transcript:
    """Read what `dump_transcript` has written.

    Raises:
        ValueError: The content is something else.
    """
    columns = from_json(content)
    kinds = columns.pop("entries", None) if isinstance(columns, dict) else None
    if not isinstance(kinds, str):
        raise ValueError("not a transcript")
    entries: dict[str, Iterator[Entry]] = {}
    for table in _TABLES:
        count = kinds.count(table.kind)
        values = [columns.pop(table.kind + column.name, None) for column in table.columns]
        decoded = map(_Column.decode, table.columns, values, repeat(count))
        entries[table.kind] = map(table.model, *decoded)
    if columns:
        raise ValueError("a column of no field")
    try:
        return Transcript(tuple([next(entries[kind]) for kind in kinds]))
    except KeyError as error:
        raise ValueError(error) from None


def _load_value(value: object, source: SourceFile, digest: str) -> Episode | Person:
    """Decode an episode or person, and add what follows from the file."""
    if source.is_person:
        person = decode(Person, value)
        _check_page_name(person.id)
        return replace(person, id=person.id or source.base_name, file=source.label)
    episode = decode(Episode, value)
    _check_page_name(episode.slug)
    people = tuple(replace(person, file=source.label) for person in episode.people)
    return replace(episode, name=source.name, file=source.label, digest=digest, people=people)


def _check_page_name(name: str) -> None:
    if name and not is_page_name(name):
        raise ValueError("not the name of a page")


class _Column(NamedTuple):
    """How the values of a field are written.

    Attributes:
        name: The name of the field.
        get: Returns its value of an entry.
        default: Its default.
        decoder: Decodes one value.
        plain: The types of values that need no decoding; text among them is checked together.
    """

    name: str
    get: Callable[[Entry], Any]
    default: Any
    decoder: Decoder
    plain: frozenset[type]

    def decode(self, values: Any, count: int) -> list[Any]:  # noqa: ANN401
        """Decode the values of all entries."""
        if values is None and (not count or self.default is not MISSING):
            return [self.default] * count
        if not isinstance(values, list) or len(values) != count:
            raise ValueError("not a value per entry")
        types = set(map(type, values))
        if types <= self.plain and (str not in types or "".join(values).isprintable()):
            return values
        return list(map(self.decoder, values))


class _Table(NamedTuple):
    """How the entries of a class are written.

    Attributes:
        model: The class.
        kind: The letter that stands for the class.
        columns: Its fields.
    """

    model: type[Entry]
    kind: str
    columns: tuple[_Column, ...]

    @classmethod
    def of(cls, model: type[Entry], kind: str) -> _Table:
        """Derive the table of a class from its fields."""
        hints = get_type_hints(model)
        return cls(model, kind, tuple(_column(each, hints[each.name]) for each in fields(model)))


def _column(field_: Field[Any], hint: Any) -> _Column:  # noqa: ANN401
    types = frozenset(get_args(hint) or (hint,))
    plain = types if types <= {str, float, NoneType} else frozenset[type]()
    name = field_.name
    return _Column(name, attrgetter(name), field_.default, decoder(hint), plain)


_TABLES = (_Table.of(Header, "h"), _Table.of(Line, "l"))
_KINDS = {table.model: table.kind for table in _TABLES}

NO_TRANSCRIPT = dump_transcript(Transcript())
"""The stored form of an empty transcript."""
