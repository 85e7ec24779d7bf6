"""The chapters of an episode: its sections, as players and platforms want them.

They stand with the model and not with the formats, since an episode is checked for them when its
file is read, and knows them from then on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from .timecode import format_timecode
from .transcript import Entry, Line, line_anchors, shown_lines

BETWEEN = " / "
"""What stands between the headers of one chapter."""

MIN_LISTED_CHAPTERS = 3
"""YouTube and Apple Podcasts ignore a list with fewer chapters."""

MIN_LISTED_SECONDS = 10
"""YouTube ignores a list in which a chapter is shorter."""


class Chapter(NamedTuple):
    """A part of an episode that a player can jump to.

    Attributes:
        title: What its header says; of more than one header, all of them.
        start: Its start, in seconds.
        end: Its end, in seconds; nothing for the last one of an episode whose length is unknown.
        entry: The index of its first header in the transcript.
    """

    title: str
    start: float
    end: float | None
    entry: int


class ListProblem(NamedTuple):
    """Why platforms would ignore a list of chapters.

    Attributes:
        reason: Continues a sentence.
        fix: What the author can change.
        entry: The index of the header at fault in the transcript.
    """

    reason: str
    fix: str
    entry: int


@dataclass(slots=True)
class _Head:
    """A header, and what the lines below it say of its start."""

    entry: int
    title: str
    start: float | None = None
    bare: bool = True


def moments(transcript: Sequence[Entry]) -> list[float | None]:
    """When each line starts, in seconds, never earlier than the line before.

    Where times go backwards some of them are wrong. As few as can be are left out, so that the
    rest ascend, and count as not given: one slip, however large, costs one time. Of two that
    speak against each other it is the later one.
    """
    starts = [entry.start for entry in transcript if isinstance(entry, Line)]
    # The longest row that ascends, from its end; of the rows of each length so far, what matters
    # is the one with the latest first time.
    first_times = list[float]()  # negative, since what is searched has to ascend
    first_lines = list[int]()
    line_after = dict[int, int]()
    for index, start in zip(reversed(range(len(starts))), reversed(starts), strict=True):
        if start is None:
            continue
        length = bisect_right(first_times, -start)
        if length:
            line_after[index] = first_lines[length - 1]
        first_times[length : length + 1] = [-start]
        first_lines[length : length + 1] = [index]
    kept: list[float | None] = [None] * len(starts)
    line = first_lines[-1] if first_lines else None
    while line is not None:
        kept[line] = starts[line]
        line = line_after.get(line)
    return kept


def chapters(transcript: Sequence[Entry], duration: float | None = None) -> tuple[Chapter, ...]:
    """Make chapters of the sections of a transcript, by the `moments` of their lines.

    No header is lost, and no chapter is empty or starts before the one above it: a header that
    has no line goes with the header below it; one whose lines have no time, or that starts at
    the same moment, with the one above. Lines above the first header are in no chapter.

    Args:
        transcript: Headers and lines.
        duration: When the episode ends, in seconds, if that is known.
    """
    heads = _heads(transcript)
    below: float | None = None
    for head in reversed(heads):
        if head.bare:
            head.start = below
        below = head.start
    above = next((head.start for head in heads if head.start is not None), None)
    if above is None:
        return ()
    for head in heads:
        above = head.start = above if head.start is None else head.start
    parts = [list(part) for _, part in groupby(heads, key=lambda head: head.start)]
    starts = [part[0].start or 0.0 for part in parts]
    length = duration or 0.0
    ends = [*starts[1:], length if length > starts[-1] else None]
    return tuple(
        Chapter(BETWEEN.join(head.title for head in part), start, end, part[0].entry)
        for part, start, end in zip(parts, starts, ends, strict=True)
    )


def listed_chapters(made: Sequence[Chapter], introduction: str) -> tuple[Chapter, ...]:
    """Return the chapters for a description, where the first one has to start at 0:00.

    Args:
        made: The chapters of an episode.
        introduction: The title of the time before the first chapter.
    """
    if not made or int(made[0].start) == 0:
        return tuple(made)
    first = made[0]
    return (Chapter(introduction, 0.0, first.start, first.entry), *made)


def find_list_problem(made: Sequence[Chapter]) -> ListProblem | None:
    """Find the first reason why platforms would ignore the list of chapters.

    `chapters` keeps them in order. Times count in whole seconds, as in the list.

    See https://support.google.com/youtube/answer/9884579.
    """
    listed = listed_chapters(made, "")
    if not listed:
        return None
    if len(listed) > len(made) and int(made[0].start) < MIN_LISTED_SECONDS:
        return ListProblem(
            f"the first section starts at {format_timecode(int(made[0].start))}, and an "
            f"introduction before it would be shorter than {MIN_LISTED_SECONDS} seconds",
            "Move its header above a line at 0:00.",
            made[0].entry,
        )
    if len(listed) < MIN_LISTED_CHAPTERS:
        return ListProblem(
            f"there are fewer than {MIN_LISTED_CHAPTERS} chapters", "Add headers.", made[0].entry
        )
    ends = [*(chapter.start for chapter in listed[1:]), listed[-1].end]
    for chapter, end in zip(listed, ends, strict=True):
        if end is not None and int(end) - int(chapter.start) < MIN_LISTED_SECONDS:
            return ListProblem(
                f"the chapter at {format_timecode(int(chapter.start))} is shorter than "
                f"{MIN_LISTED_SECONDS} seconds",
                "Remove its header, or the one below it.",
                chapter.entry,
            )
    return None


def chapter_anchors(transcript: Sequence[Entry], made: Sequence[Chapter]) -> list[str]:
    """Return the anchor of the line that each chapter starts with, as on the episode's page."""
    name_line = line_anchors()
    anchors = {index: name_line(line.start) for index, line in shown_lines(transcript)}
    lines = [index for index, entry in enumerate(transcript) if isinstance(entry, Line)]
    starts = iter(zip(lines, moments(transcript), strict=True))
    return [
        next(
            anchors[index]
            for index, start in starts
            if index > chapter.entry and start == chapter.start
        )
        for chapter in made
    ]


def _heads(transcript: Sequence[Entry]) -> list[_Head]:
    heads = list[_Head]()
    starts = iter(moments(transcript))
    for index, entry in enumerate(transcript):
        if isinstance(entry, Line):
            start = next(starts)
            if heads:
                head = heads[-1]
                head.start = start if head.start is None else head.start
                head.bare = False
        elif entry.header:
            heads.append(_Head(index, entry.header))
    return heads
