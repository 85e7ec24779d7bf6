"""What readers of transcript files return, whatever the format."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...checks import Problem, ValuePath
from ...show import Entry, Word
from ...show.timecode import MAX_SECONDS, parse_timecode

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TOKEN = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one speaker, as a file with times has them.

    Attributes:
        text: The words, on one or several lines.
        speaker: The speaker; empty if unknown.
        start: Its start in seconds, if known.
        end: Its end in seconds, if known; later than its start.
        words: The times of its words, if known.
        row: The line of the file where it starts, from 1.
        is_cue: Whether it is as short as a caption.
    """

    text: str
    speaker: str = ""
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()
    row: int = 1
    is_cue: bool = True


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A header or line, and the line of the file where it starts, from 1."""

    entry: Entry
    row: int = 1


@dataclass(frozen=True, kw_only=True)
class TranscriptOptions:
    """How transcripts are read.

    Attributes:
        merge: Whether cues are merged into sentences.
        speakers: The names of speakers, by what files call them.
        known_names: Names that are those of speakers, even if they occur once.
        chapter_starts: The starts of chapters in seconds, ascending. A line does not span two.
    """

    merge: bool = True
    speakers: Mapping[str, str] = field(default_factory=dict)
    known_names: frozenset[str] = frozenset()
    chapter_starts: tuple[float, ...] = ()

    def name_of(self, name: str) -> str:
        """Return the name of a speaker; machines call them “Speaker 0” or just “0”."""
        return self.speakers.get(name) or self.speakers.get(name.removeprefix("Speaker "), name)


class Faults:
    """Collects what is wrong with a file: one problem per kind, since one mistake repeats itself.

    Each problem is that of the first place, and says how many more there are.
    """

    def __init__(self) -> None:
        self._first: dict[str, Problem] = {}
        self._counts: dict[str, int] = {}

    def add(self, message: str, advice: str, row: int = 1, path: ValuePath = ()) -> None:
        """Add a fault.

        Args:
            message: What is wrong, as a sentence.
            advice: The fix, as a sentence.
            row: The line of the file, from 1.
            path: The path of the value in JSON.
        """
        self._counts[message] = self._counts.get(message, 0) + 1
        problem = Problem("bad-transcript", message, advice, path, line=row, column=1)
        self._first.setdefault(message, problem)

    def problems(self) -> list[Problem]:
        """Return a problem per kind of fault."""
        found = []
        for message, problem in self._first.items():
            others = self._counts[message] - 1
            more = f" The same is wrong in {others} more." if others else ""
            found.append(replace(problem, message=message + more))
        return found


def clean(text: str) -> str:
    """Remove what cannot be written as text: control characters and halves of characters."""
    if text.isprintable():
        return text
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


def tidy_lines(text: str) -> str:
    """Return text with single spaces and without blank lines."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # the usual case, and much faster
    return join_pieces([(text, None)])[0]


def join_pieces(pieces: Iterable[tuple[str, float | None]]) -> tuple[str, list[tuple[float, int]]]:
    """Join pieces of text, some of which have a start in seconds.

    Returns:
        The tidy text, as of `tidy_lines`; and the start of each timed piece with its position.
    """
    parts = list[str]()
    starts = list[tuple[float, int]]()
    length, gap = 0, ""
    pending: float | None = None
    for text, start in pieces:
        pending = pending if start is None else start
        for token in _TOKEN.findall(clean(text)):
            if token[0] in " \t\r\n":
                gap = "\n" if "\n" in token or gap == "\n" else " "
                continue
            if parts:
                parts.append(gap)
                length += len(gap)
            if pending is not None:
                starts.append((pending, length))
            parts.append(token)
            length += len(token)
            gap, pending = "", None
    return "".join(parts), starts


def seconds(value: object, unit: float = 1.0) -> float | None:
    """Return a time in seconds; None if a value is not one.

    Args:
        value: A number, or a time as text.
        unit: The number of seconds that a number counts.
    """
    if isinstance(value, str):
        try:
            return parse_timecode(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return round(value * unit, 3) if 0 <= value <= MAX_SECONDS / unit else None


def later(end: float | None, start: float | None) -> float | None:
    """Return an end if it is later than the start."""
    return end if end is not None and start is not None and end > start else None
