"""The chapters of an episode: its sections, as players and platforms show them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from .anchors import line_namer
from .timecode import format_timecode
from .transcript import Entry, Header, Line, Transcript, shown_lines

HEADER_SEPARATOR = " / "
"""What separates the headers that share a chapter."""

MIN_LISTED_CHAPTERS = 3
"""YouTube and Apple Podcasts ignore a list with fewer chapters."""

MIN_LISTED_SECONDS = 10
"""YouTube ignores a list in which a chapter is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterMark:
    """Where a chapter starts, if a file says so and not the headers of the transcript.

    Attributes:
        title: Its title.
        start: Its start in seconds.
        end: Its end in seconds, if it is not that of the next chapter.
        image: The path of its picture, relative to the docs folder, or a URL.
        url: The URL of a page about it.
    """

    title: str
    start: float
    end: float | None = None
    image: str = ""
    url: str = ""


class Chapter(NamedTuple):
    """A part of an episode that a player can jump to.

    Attributes:
        title: Its header; if several headers share the chapter, all of them.
        start: Its start in seconds.
        end: Its end in seconds; None for the last one if the length of the episode is unknown.
        entry: The index of its first header in the transcript.
        anchor: The anchor of the line that it starts with, on the page of the episode.
        image: The path of its picture, relative to the docs folder, or a URL.
        url: The URL of a page about it.
    """

    title: str
    start: float
    end: float | None
    entry: int
    anchor: str = ""
    image: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ChapterListProblem:
    """Why platforms would ignore the list of chapters in a description.

    Attributes:
        reason: The rest of a sentence that starts with “YouTube would ignore it”.
        advice: The fix, as a sentence.
        entry: The index of the header at fault in the transcript.
    """

    reason: str
    advice: str
    entry: int


@dataclass(slots=True)
class _Head:
    """A header, and what the lines below it tell about its start.

    Attributes:
        entry: Its index in the transcript.
        title: Its text.
        start: The time of the first line below it that has one.
        line: The index of that line in the transcript.
        is_empty: Whether there is no line below it.
    """

    entry: int
    title: str
    start: float | None = None
    line: int = -1
    is_empty: bool = True


def ascending_starts(entries: Iterable[Entry]) -> list[float | None]:
    """Return the start of each line in seconds, without those that contradict the others.

    If times go backwards, some of them are wrong. As few as possible are dropped so that the rest
    ascend: a wrong time costs only itself. If two contradict each other, the later one is dropped.
    """
    starts = [entry.start for entry in entries if isinstance(entry, Line)]
    # The longest ascending sequence, from its end. Of the sequences of each length so far, only
    # the one with the latest first time matters.
    first_times = list[float]()  # negative, since bisect needs an ascending list
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


def marked_chapters(
    marks: Sequence[ChapterMark], transcript: Transcript, duration: float | None = None
) -> tuple[Chapter, ...]:
    """Turn the chapters that a file lists into chapters.

    They ascend. If several start at the same time, their titles are joined.

    Args:
        marks: The chapters of the file.
        transcript: The transcript, in whose lines they start.
        duration: The length of the episode in seconds, if known.
    """
    ordered = sorted(marks, key=lambda mark: mark.start)
    groups = [list(group) for _, group in groupby(ordered, key=lambda mark: mark.start)]
    starts = [group[0].start for group in groups]
    length = duration or 0.0
    nexts = [*starts[1:], length if starts and length > starts[-1] else None]
    anchors = _first_anchors(transcript, starts)
    return tuple(
        Chapter(
            HEADER_SEPARATOR.join(mark.title for mark in group),
            start,
            _end(group[-1].end, start, following),
            0,
            anchor,
            next((mark.image for mark in group if mark.image), ""),
            next((mark.url for mark in group if mark.url), ""),
        )
        for group, start, following, anchor in zip(groups, starts, nexts, anchors, strict=True)
    )


def with_sections(
    entries: Sequence[Entry], marks: Sequence[ChapterMark]
) -> list[tuple[int, Entry]]:
    """Return the entries of a transcript with the headers that its chapters become.

    A chapter starts a section before the first line that starts with it or later. A transcript that
    has headers or no times stays as it is.

    Args:
        entries: The headers and lines.
        marks: The chapters of the episode.

    Returns:
        All entries, each with the index of itself, or of the line below a new header.
    """
    found = list[tuple[int, Entry]]()
    rest = sorted(marks, key=lambda mark: mark.start, reverse=True)
    if not entries or any(isinstance(entry, Header) for entry in entries):
        rest = []
    if not any(isinstance(entry, Line) and entry.start is not None for entry in entries):
        rest = []
    for index, entry in enumerate(entries):
        start = entry.start
        while rest and start is not None and rest[-1].start <= start:
            mark = rest.pop()
            found.append((index, Header(mark.title, start=mark.start)))
        found.append((index, entry))
    last = len(entries) - 1
    return [*found, *((last, Header(each.title, start=each.start)) for each in reversed(rest))]


def make_chapters(transcript: Transcript, duration: float | None = None) -> tuple[Chapter, ...]:
    """Turn the sections of a transcript into chapters.

    No header is lost, no chapter is empty, and chapters ascend. A header without lines joins the
    next one. A header whose lines have no time, or that starts at the same time, joins the previous
    one. Lines before the first header are in no chapter.

    Args:
        transcript: The transcript.
        duration: The length of the episode in seconds, if known.
    """
    heads = list(_heads(transcript.entries))
    groups = [list(group) for _, group in groupby(_with_starts(heads), key=lambda head: head.start)]
    starts = [group[0].start or 0.0 for group in groups]
    if not starts:
        return ()
    length = duration or 0.0
    ends = [*starts[1:], length if length > starts[-1] else None]
    anchors = line_anchors(transcript)
    return tuple(
        Chapter(
            HEADER_SEPARATOR.join(head.title for head in group),
            start,
            end,
            group[0].entry,
            next(anchors[head.line] for head in group if head.line in anchors),
        )
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


def description_chapters(
    chapters: Sequence[Chapter], intro_title: str
) -> tuple[Chapter, ...] | ChapterListProblem:
    """Return the chapters for the description of a video or episode, or why there are none.

    YouTube and Apple Podcasts require a list that starts at 0:00, so a chapter for the time before
    the first section is added. If that time is too short for a chapter, the first section starts at
    0:00 instead. Times count in whole seconds, as in the list.

    See https://support.google.com/youtube/answer/9884579.

    Args:
        chapters: The chapters of an episode, at least one.
        intro_title: The title of the time before the first section.
    """
    first = chapters[0]
    if int(first.start) >= MIN_LISTED_SECONDS:
        listed = (Chapter(intro_title, 0.0, first.start, first.entry), *chapters)
    else:  # a chapter for the time before it would be too short
        listed = (first._replace(start=0.0), *chapters[1:])
    if len(listed) < MIN_LISTED_CHAPTERS:
        return ChapterListProblem(
            f"there are fewer than {MIN_LISTED_CHAPTERS} chapters",
            "Add headers to the transcript.",
            first.entry,
        )
    for chapter in listed:
        if chapter.end is not None and int(chapter.end) - int(chapter.start) < MIN_LISTED_SECONDS:
            return ChapterListProblem(
                f"the chapter at {format_timecode(int(chapter.start))} is shorter than "
                f"{MIN_LISTED_SECONDS} seconds",
                "Remove its header, or the next one.",
                chapter.entry,
            )
    return listed


def _end(end: float | None, start: float, following: float | None) -> float | None:
    """Return the end of a chapter: its own, unless that is too early or within the next one."""
    is_valid = end is not None and end > start and (following is None or end <= following)
    return end if is_valid else following


def _first_anchors(transcript: Transcript, starts: Sequence[float]) -> list[str]:
    """Return the anchor of the first line of each chapter; empty if it has none."""
    anchors = line_anchors(transcript)
    lines = sorted(
        (entry.start, index)
        for index, entry in enumerate(transcript.entries)
        if isinstance(entry, Line) and entry.start is not None and index in anchors
    )
    found = list[str]()
    for start, following in zip(starts, [*starts[1:], float("inf")], strict=True):
        first = bisect_left(lines, (start, 0))
        is_within = first < len(lines) and lines[first][0] < following
        found.append(anchors[lines[first][1]] if is_within else "")
    return found


def _heads(entries: Sequence[Entry]) -> Iterator[_Head]:
    starts = iter(ascending_starts(entries))
    head: _Head | None = None
    for index, entry in enumerate(entries):
        if isinstance(entry, Line):
            start = next(starts)
            if head is None:
                continue
            if head.start is None and start is not None:
                head.start, head.line = start, index
            head.is_empty = False
        elif entry.text:
            if head:
                yield head
            head = _Head(index, entry.text)
    if head:
        yield head


def _with_starts(heads: Sequence[_Head]) -> Sequence[_Head]:
    """Give headers without a time of their own that of a neighbour; none if no header has one."""
    below: float | None = None
    for head in reversed(heads):
        if head.is_empty:
            head.start = below
        below = head.start
    above = next((head.start for head in heads if head.start is not None), None)
    if above is None:
        return ()
    for head in heads:
        above = head.start = above if head.start is None else head.start
    return heads


def line_anchors(transcript: Transcript) -> dict[int, str]:
    """Return the anchors of the lines that the page shows, by their index in the transcript."""
    name_line = line_namer()
    return {index: name_line(line.start) for index, line in shown_lines(transcript.entries)}
