"""Cues become lines, merged into sentences, so that a page reads like text, not like captions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...show import Cue, Line
from .segments import FileEntry, Segment, TranscriptOptions

MAX_PAUSE = 2.0
"""Seconds of silence that end a line."""

MAX_LINE_LENGTH = 400
"""Characters after which a line ends even if its sentence goes on."""

MIN_SENTENCE_LENGTH = 12
"""A sentence with fewer characters, such as “Yes.”, joins the next one."""

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_CLOSING_MARKS = "\"'”’»)]"


def merge(segments: Sequence[Segment], options: TranscriptOptions) -> Iterator[FileEntry]:
    """Yield lines that consist of one or several segments each.

    A line ends where the speaker changes, after a pause, where a chapter starts, and with a cue
    that ends a sentence. Only segments with both times that are as short as captions are merged.

    Args:
        segments: The segments of a file.
        options: Whether segments are merged, and where chapters start.
    """
    group = list[Segment]()
    for segment in segments:
        if group and not (options.merge and _belongs(group, segment, options.chapter_starts)):
            yield _line(group)
            group = []
        group.append(segment)
    if group:
        yield _line(group)


def _belongs(group: Sequence[Segment], segment: Segment, chapter_starts: Sequence[float]) -> bool:
    """Return whether a segment continues a line."""
    last = group[-1]
    if not (_is_complete(last) and _is_complete(segment)) or last.speaker != segment.speaker:
        return False
    start, following = last.start or 0.0, segment.start or 0.0
    if not start <= following <= (last.end or 0.0) + MAX_PAUSE:
        return False
    if bisect_right(chapter_starts, start) < bisect_right(chapter_starts, following):
        return False
    length = sum(len(each.text) + 1 for each in group)
    ends = last.text.rstrip(_CLOSING_MARKS).endswith(_SENTENCE_ENDS)
    return length < MIN_SENTENCE_LENGTH if ends else length < MAX_LINE_LENGTH


def _is_complete(segment: Segment) -> bool:
    return segment.is_cue and segment.start is not None and segment.end is not None


def _line(group: Sequence[Segment]) -> FileEntry:
    first = group[0]
    text = " ".join(each.text.replace("\n", " ") for each in group)
    cues = tuple(
        Cue(each.start, each.end, "", each.text, each.words)
        for each in group
        if each.is_cue and each.start is not None and each.end is not None
    )
    ends = [each.end for each in group if each.end is not None]
    end = max(ends) if ends else None
    return FileEntry(Line(text, first.speaker, first.start, end, cues), first.row)
