"""What came of a file as JSON, which the next build reads instead of the file.

It is kept where only this user can put it, and so is not validated again. The transcript is most
of it, and stands on a line of its own that is read when somebody asks for an entry: a build that
finds its pages written never does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, overload

from ..checks.problem import Level, Problem
from ..show.chapters import Chapter
from ..show.episode import Audio, Clip, Episode
from ..show.person import Person
from ..show.transcript import Entry, Header, Line

T = TypeVar("T", Episode, Person)

Places = dict[str, tuple[int, int]]
"""Lines and columns of values, by their paths."""


class StoredTranscript(Sequence[Entry]):
    """Headers and lines, in order, that are read when one of them is asked for.

    Args:
        content: What `dump` has written of them.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        """An entry, or some."""
        return self._entries[index]

    def __iter__(self) -> Iterator[Entry]:
        """The entries, without asking for each by its index."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def __eq__(self, other: object) -> bool:
        """Whether the entries are the same, wherever they were read from."""
        return isinstance(other, Sequence) and self._entries == tuple(other)

    def __hash__(self) -> int:
        """The hash of the entries."""
        return hash(self._entries)

    def __repr__(self) -> str:
        """The entries."""
        return repr(self._entries)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(
            Line(*row) if len(row) >= _LINE else _header(*row) for row in json.loads(self._content)
        )


_LINE = 4
"""So many values, or one more, are a line; fewer are a header."""


def dump(value: Episode | Person | None, problems: Sequence[Problem], places: Places) -> bytes:
    """Write what came of a file."""
    known = {} if value is None else _values(value)
    rows = [_row(entry) for entry in known.pop("transcript", ())]
    kept = {name: item for name, item in known.items() if item or item == 0}
    head = (None if value is None else kept, [_values(p) for p in problems], places)
    return f"{json.dumps(head, default=_plain)}\n{json.dumps(rows)}".encode()


def load(model: type[T], content: bytes) -> tuple[T | None, list[Problem], Places]:
    """Read what `dump` has written."""
    head, _, rows = content.partition(b"\n")
    known, problems, places = json.loads(head)
    value = None
    if known is not None:
        values = {n: _READ[n](item) if n in _READ else item for n, item in known.items()}
        if model is Episode and len(rows) > len("[]"):
            values["transcript"] = StoredTranscript(rows)
        value = model(**values)
    return value, [_problem(p) for p in problems], {k: tuple(v) for k, v in places.items()}


def _values(value: Episode | Person | Problem | Audio | Clip) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _row(entry: Entry) -> tuple[object, ...]:
    if isinstance(entry, Header):
        rare = ((entry.topics, entry.extra),) if entry.topics or entry.extra else ()
        return entry.header, entry.id, *rare
    extra = (entry.extra,) if entry.extra else ()
    return entry.line, entry.who, entry.sec, entry.time, *extra


def _header(header: str, own: str, rare: Sequence[Any] = ((), None)) -> Header:
    topics, extra = rare
    return Header(header, own, tuple(topics), extra)


def _plain(value: Any) -> object:  # noqa: ANN401
    return value.isoformat() if isinstance(value, date) else _values(value)


def _problem(values: dict[str, Any]) -> Problem:
    return Problem(**{**values, "level": Level(values["level"]), "path": tuple(values["path"])})


_READ: Mapping[str, Callable[[Any], Any]] = {
    "published": date.fromisoformat,
    "updated": date.fromisoformat,
    "audio": lambda values: Audio(**values),
    "clips": lambda clips: tuple(Clip(**values) for values in clips),
    "chapters": lambda rows: tuple(map(Chapter._make, rows)),
    **dict.fromkeys(("guests", "hosts", "topics", "aliases", "ignore", "said", "forms"), tuple),
}
