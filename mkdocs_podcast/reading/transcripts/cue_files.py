"""What WebVTT and SRT have in common: blocks of times and text, with blank lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .segments import Faults, later, seconds

ARROW = "-->"

MAX_TIMES_LENGTH = 40
"""Characters before the arrow in a line of times; with more it is text."""

_TIMES_LIKE = re.compile(r"\s*(?=[^\s\d]*\d)\S+\s*$")
"""The text before the arrow in a line that is meant to have times."""


class CueBlock(NamedTuple):
    """A block of a file.

    Attributes:
        row: The line where it starts, from 1.
        start: Its start in seconds; None if the file has none that can be read.
        end: Its end in seconds, later than its start; None if there is none.
        text: The lines of its text.
        is_timed: Whether it has a line of times, readable or not.
        heading: The lines above its times.
    """

    row: int
    start: float | None
    end: float | None
    text: tuple[str, ...]
    is_timed: bool
    heading: tuple[str, ...] = ()


def blocks_of(text: str, faults: Faults) -> Iterator[CueBlock]:
    """Yield the blocks of a file.

    A line of times starts a cue even if the blank line above it is missing.

    Args:
        text: The content of the file.
        faults: The collection to which invalid times are added.
    """
    rows = list[tuple[int, str]]()
    for row, line in enumerate(text.split("\n"), 1):
        if line.strip():
            rows.append((row, line))
        elif rows:
            yield from _cues(rows, faults)
            rows = []
    if rows:
        yield from _cues(rows, faults)


def _cues(rows: Sequence[tuple[int, str]], faults: Faults) -> Iterator[CueBlock]:
    """Yield the cues of lines without a blank one between them; usually one."""
    arrows = [index for index, (_, line) in enumerate(rows) if _is_times(line)]
    if not arrows:
        yield CueBlock(rows[0][0], None, None, tuple(line for _, line in rows), is_timed=False)
        return
    bounds = [*arrows[1:], len(rows)]
    heading = tuple(line for _, line in rows[: arrows[0]])
    for first, last in zip(arrows, bounds, strict=True):
        row, line = rows[first]
        lines = [line for _, line in rows[first + 1 : last]]
        following: tuple[str, ...] = ()
        if last < len(rows) and lines and lines[-1].strip().isdigit():
            following = (lines.pop(),)  # the number of the next cue
        start, end = _times(line, row, faults)
        yield CueBlock(row, start, end, tuple(lines), is_timed=True, heading=heading)
        heading = following


def _is_times(line: str) -> bool:
    before, arrow, after = line.partition(ARROW)
    if not arrow or len(before) > MAX_TIMES_LENGTH:
        return False
    return bool(_TIMES_LIKE.match(before)) or after.lstrip()[:1].isdigit()


def _times(line: str, row: int, faults: Faults) -> tuple[float | None, float | None]:
    before, _, after = line.partition(ARROW)
    words = after.split(maxsplit=1)
    start, end = seconds(before.strip()), seconds(words[0]) if words else None
    valid_end = later(end, start)
    if start is None or end is None:
        message = "The times of this cue cannot be read."
        faults.add(message, "Write them as 00:01:02.500 --> 00:01:05.000.", row)
    elif valid_end is None:
        faults.add("This cue ends before it starts.", "Correct one of its two times.", row)
    return start, valid_end
