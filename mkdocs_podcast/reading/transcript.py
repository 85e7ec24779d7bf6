"""The transcript in an episode's file: a list of headers and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..checks import Problem, ValuePath
from ..show import Entry, Header, Line, Transcript, format_timecode
from ..show.fields import tidy
from ..show.timecode import parse_timecode
from .extra import read_extra
from .kinds import (
    ONE_LINE,
    PROSE,
    TEXT,
    TIME,
    WORDS,
    InvalidValue,
    JsonSchema,
    Record,
    misspelt_keys,
    read_as,
    unexpected,
)

MAX_DISAGREEMENT = 1
"""Seconds that `sec` and `time` of a line can differ by, since they are rounded differently."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")

HEADER = Record(
    Header,
    (
        read_as("text", PROSE, "header", is_required=True),
        read_as("id", ONE_LINE),
        read_as("topics", WORDS),
    ),
)

LINE = Record(
    Line,
    (
        read_as("text", TEXT, "line", is_required=True),
        read_as("who", PROSE),
        read_as("start", TIME, "sec", "time"),
    ),
)


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """A transcript, and where its entries are in the file.

    Attributes:
        transcript: The headers and lines that can be used.
        indexes: The index of each of them in the list of the file.
    """

    transcript: Transcript = field(default_factory=Transcript)
    indexes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptKind:
    """A list of mappings, each with a `header` or a `line`."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {"type": ["array", "null"], "items": {"oneOf": [HEADER.schema, LINE.schema]}}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> ReadTranscript:
        """Read a transcript, without entries that are invalid."""
        if not isinstance(value, list):
            raise unexpected("bad-list", "a list", value, "Write a list of headers and lines.")
        entries: list[Entry] = []
        indexes: list[int] = []
        for index, item in enumerate(value):
            if entry := ordinary_entry(item):
                entries.append(entry)
                indexes.append(index)
                continue
            try:
                found = read_entry(item, (*path, index), problems)
            except InvalidValue as error:
                problems.append(error.at((*path, index)))
            else:
                entries += found
                indexes += [index] * len(found)
        return ReadTranscript(Transcript(tuple(entries)), tuple(indexes))


TRANSCRIPT = TranscriptKind()


def record_of(item: object) -> Record | None:
    """Return the fields of an entry: a header's, a line's, or None if it is neither."""
    if not isinstance(item, dict) or ("header" in item) == ("line" in item):
        return None
    return HEADER if "header" in item else LINE


def ordinary_entry(item: object) -> Entry | None:
    """Read an entry with nothing unusual, as `read_entry` would but faster.

    Nearly all entries are lines with valid text, speaker and time, or headers with text.
    """
    if not isinstance(item, dict):
        return None
    try:
        if item.keys() <= LINE.keys:
            return _ordinary_line(item)
        return Header(tidy(item["header"])) if len(item) == 1 else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _ordinary_line(item: dict[str, Any]) -> Line | None:
    text = item["line"]
    if "\n" in text and _BLANK_LINES.search(text.strip()):
        return None
    sec, time = item.get("sec"), item.get("time")
    start = None if sec is None else parse_timecode(sec)
    if time is not None:
        clock = parse_timecode(time)
        if start is None:
            start = clock
        elif not _agree(start, clock):
            return None
    return Line(tidy(text), tidy(item.get("who", "")), start)


def read_entry(item: object, path: ValuePath, problems: list[Problem]) -> list[Entry]:
    """Read a header, or a line for each paragraph of an item with `line`.

    Raises:
        InvalidValue: It is neither, or has no valid text.
    """
    record = record_of(item)
    if record is None or not isinstance(item, dict):
        raise InvalidValue(
            "bad-entry",
            "The entry is neither a header nor a line.",
            "Give it either “header:” or “line:”.",
        )
    text_key = record.fields_by_name["text"].keys[0]
    known = {key: value for key, value in item.items() if key in record.keys}
    known[text_key] = "" if known[text_key] is None else known[text_key]
    values = record.read_fields(known, path, problems)
    unknown = {key: value for key, value in item.items() if key not in record.keys}
    if unknown:
        problems += misspelt_keys(unknown, record.keys, item, path)
        values["extra"] = read_extra(unknown)
    if record is LINE:
        _check_times(known, path, problems)
    entry: Entry = record.model(**values)
    return list(_paragraphs(entry)) if isinstance(entry, Line) else [entry]


def _paragraphs(line: Line) -> Iterator[Line]:
    """Yield a line per paragraph; only the first one has the times of the whole."""
    first, *others = map(tidy, _BLANK_LINES.split(line.text.strip()))
    yield replace(line, text=first)
    for text in others:
        yield Line(text, line.who)


def _check_times(known: Mapping[str, Any], path: ValuePath, problems: list[Problem]) -> None:
    """Report that `sec` and `time` are different, if both are valid."""
    try:
        sec, time = TIME.reader(known.get("sec")), TIME.reader(known.get("time"))
    except InvalidValue:
        return
    if not _agree(sec, time):
        problems.append(
            Problem(
                "times-disagree",
                f"“sec” is {format_timecode(sec)}, but “time” is {format_timecode(time)}; “sec” "
                "is used.",
                "Remove the wrong one; one is enough.",
                (*path, "time"),
            )
        )


def _agree(sec: float, time: float) -> bool:
    return abs(int(sec) - int(time)) <= MAX_DISAGREEMENT
