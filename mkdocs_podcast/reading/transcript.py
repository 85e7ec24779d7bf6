"""The transcript in an episode's file: a list of headers and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..checks import Problem, ValuePath
from ..show import Entry, Header, Line, Transcript, format_timecode
from ..show.fields import quoted, tidy
from ..show.timecode import parse_timecode
from .extra import read_extra
from .kinds import (
    MAX_COMPARED_KEYS,
    ONE_LINE,
    PROSE,
    TEXT,
    TEXT_BY_KEY,
    TIME,
    WORDS,
    InvalidValue,
    JsonSchema,
    Record,
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
    synonyms={
        **dict.fromkeys(("heading", "title", "section", "chapter"), "header"),
        **dict.fromkeys(("tags", "keywords"), "topics"),
    },
)

LINE = Record(
    Line,
    (
        read_as("text", TEXT, "line", is_required=True),
        read_as("who", PROSE),
        read_as("start", TIME, "sec", "time"),
        read_as("end", TIME),
    ),
    synonyms={
        **dict.fromkeys(("text", "body", "content", "words", "utterance", "caption"), "line"),
        **dict.fromkeys(("speaker", "name", "person", "voice"), "who"),
        **dict.fromkeys(("timestamp", "start", "starttime", "begin", "at", "ts"), "time"),
        **dict.fromkeys(("second", "seconds", "offset"), "sec"),
        **dict.fromkeys(("endtime", "stop", "until"), "end"),
    },
)


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """A transcript, and where its entries are.

    Attributes:
        transcript: The headers and lines that can be used.
        indexes: The index of each of them in the list of the episode's file, if they are there.
        rows: Otherwise, the line of the file where each of them starts, from 1.
        file: The name of that file; empty for the episode's own.
    """

    transcript: Transcript = field(default_factory=Transcript)
    indexes: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    file: str = ""


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
        unusual: list[int] = []
        for index, item in enumerate(value):
            if entry := ordinary_entry(item):
                entries.append(entry)
                indexes.append(index)
                if entry.extra:
                    unusual.append(index)
                continue
            unusual.append(index)
            try:
                found = read_entry(item, (*path, index), problems)
            except InvalidValue as error:
                problems.append(error.at((*path, index)))
            else:
                entries += found
                indexes += [index] * len(found)
        problems += _unread_keys(value, unusual, path)
        return ReadTranscript(Transcript(tuple(entries)), tuple(indexes))


TRANSCRIPT = TranscriptKind()


@dataclass(frozen=True, slots=True)
class SpeakersKind:
    """Names of speakers: a mapping from what the transcript calls them, or a list of names."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {
            "type": ["array", "null", "object", "string"],
            "items": ONE_LINE.schema,
            "additionalProperties": ONE_LINE.schema,
        }

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> dict[str, str]:
        """Read names, by what the transcript calls them; those of a list are called that."""
        if isinstance(value, dict):
            names = TEXT_BY_KEY.read(value, path, problems)
            return {key: name for key, name in names.items() if name}
        return {name: name for name in WORDS.read(value, path, problems)}


SPEAKERS = SpeakersKind()


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
        if "header" in item:
            return Header(tidy(item["header"])) if len(item) == 1 else None
        line = _ordinary_line(item)
        unknown = {key: value for key, value in item.items() if key not in LINE.keys}
        return line and replace(line, extra=read_extra(unknown))
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
    end = item.get("end")
    if end is not None:
        end = parse_timecode(end)
        if start is None or end <= start:
            return None
    return Line(tidy(text), tidy(item.get("who", "")), start, end)


def read_entry(item: object, path: ValuePath, problems: list[Problem]) -> list[Entry]:
    """Read a header, or a line for each paragraph of an item with `line`.

    Raises:
        InvalidValue: It is neither, or has no valid text.
    """
    record = record_of(item)
    if record is None or not isinstance(item, dict):
        raise _bad_entry(item)
    text_key = record.fields_by_name["text"].keys[0]
    known = {key: value for key, value in item.items() if key in record.keys}
    known[text_key] = "" if known[text_key] is None else known[text_key]
    values = record.read_fields(known, path, problems)
    unknown = {key: value for key, value in item.items() if key not in record.keys}
    if unknown:
        values["extra"] = read_extra(unknown)
    if record is LINE:
        _check_times(known, path, problems)
        end, start = values.get("end"), values.get("start")
        if end is not None and (start is None or end <= start):
            message = "The line ends before it starts." if start else "The line has no start."
            advice = "Correct “end”, or remove it."
            problems.append(Problem("bad-time", message, advice, (*path, "end")))
            del values["end"]
    entry: Entry = record.model(**values)
    return list(_paragraphs(entry)) if isinstance(entry, Line) else [entry]


def _bad_entry(item: object) -> InvalidValue:
    message, advice = "The entry is neither a header nor a line.", "Write “header:” or “line:”."
    for key in item if isinstance(item, dict) else ():
        for record, text_key in ((LINE, "line"), (HEADER, "header")):
            if record.synonyms.get(key.casefold()) == text_key:
                return InvalidValue("bad-entry", message, f"Write “{text_key}:”, not “{key}:”.")
    return InvalidValue("bad-entry", message, advice)


def _unread_keys(
    entries: Sequence[Any], indexes: Iterable[int], path: ValuePath
) -> Iterator[Problem]:
    """Report the keys of entries that are not read, each once.

    Args:
        entries: The entries.
        indexes: The indexes of those that may have such keys.
        path: The path of the transcript.
    """
    found: dict[tuple[str, str | None], list[int]] = {}
    for index in indexes:
        item = entries[index]
        record = record_of(item)
        for key in item if record else ():
            if record and key not in record.keys:
                similar = record.similar_key(key) if len(found) < MAX_COMPARED_KEYS else None
                similar = None if similar in item else similar
                if similar or item[key] is not None:
                    found.setdefault((key, similar), []).append(index)
    for (key, similar), places in found.items():
        number = f" in {len(places):,} entries" if len(places) > 1 else ""
        at = (*path, places[0], key)
        name = f"key {quoted(key)}{number}"
        if similar:
            yield Problem("unknown-key", f"Unknown {name}.", f"Did you mean “{similar}”?", at)
        elif " " in key:
            advice = "If it is a part of the text before it, put that text in quotes."
            yield Problem(
                "unquoted-text", f"YAML reads {quoted(key)} as a key{number}.", advice, at
            )
        else:
            advice = "Remove it, unless a template of the site uses it."
            yield Problem("unread-entry-key", f"The {name} is not read.", advice, at)


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
