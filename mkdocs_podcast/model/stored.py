"""The model as JSON, in a short form that is quick to write and to read again.

It is validated when it is read, as any file is that somebody else may have written. A transcript is
most of it, so each entry is four values of fixed types and no names: validating a choice of types
for each of 30,000 lines would take longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from pydantic import Field

from .episode import Entry, Episode, Header, Line
from .person import Person
from .problem import CHECKS, Problem
from .reading import adapter
from .timecode import LONGEST

T = TypeVar("T", Episode, Person)

_NO_TIME, _A_HEADER = -1.0, -2.0

_Time = Annotated[float, Field(ge=_A_HEADER, le=LONGEST, allow_inf_nan=False)]

_Entry = tuple[str, str, _Time, _Time]
"""A line, who, sec and time; or a header, its id and twice `_A_HEADER`."""

_Extras = dict[int, dict[str, Any]]
"""Keys that are not ours, by the entry that has them."""


Places = dict[str, tuple[int, int]]
"""Lines and columns of values, by their paths."""


def dump(model: type[T], value: T | None, problems: Sequence[Problem], places: Places) -> bytes:
    """Write what came of a file."""
    transcript: Sequence[Entry] = ()
    if isinstance(value, Episode):
        transcript, value = value.transcript, replace(value, transcript=())
    entries = [_packed(entry) for entry in transcript]
    extras = {index: entry.extra for index, entry in enumerate(transcript) if entry.extra}
    content = (value, entries, extras, list(problems), places)
    return adapter(_shape(model)).dump_json(content, exclude_defaults=True)


def load(model: type[T], content: bytes) -> tuple[T | None, list[Problem], Places]:
    """Read what `dump` has written.

    Raises:
        ValueError: It is something else.
    """
    value, entries, extras, problems, places = adapter(_shape(model)).validate_json(content)
    if any(problem.code not in CHECKS for problem in problems):
        raise ValueError("It has problems that nothing looks for.")
    if isinstance(value, Episode):
        transcript = [_unpacked(entry) for entry in entries]
        for index, extra in extras.items():
            transcript[index] = replace(transcript[index], extra=extra)
        value = replace(value, transcript=tuple(transcript))
    return value, problems, places


def _shape(model: type[Episode | Person]) -> object:
    return tuple[model | None, list[_Entry], _Extras, list[Problem], Places]  # type: ignore[valid-type]


def _packed(entry: Entry) -> _Entry:
    if isinstance(entry, Header):
        return entry.header, entry.id, _A_HEADER, _A_HEADER
    return entry.line, entry.who, _or(entry.sec), _or(entry.time)


def _or(time: float | None) -> float:
    return _NO_TIME if time is None else time


def _unpacked(entry: _Entry) -> Entry:
    text, name, sec, time = entry
    if sec == _A_HEADER:
        return Header(text, name)
    return Line(text, name, None if sec < 0 else sec, None if time < 0 else time)
