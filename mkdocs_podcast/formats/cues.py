"""Cues: words with the times between which they are spoken, the base of all captions.

A line that was put together from cues still has them. Any other line has at most a start, and an
end if its source has one. This module decides everything else about times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from ..show import Cue, Episode, Section, Transcript
from ..show.chapters import ascending_starts

CHARACTERS_PER_SECOND = 15
"""The speed at which people read; it decides how long the last line is shown."""

MIN_LAST_CUE = 1_000
"""The shortest last cue in milliseconds, if the length of the episode is unknown."""

SLOWNESS = 2
"""How many times its reading time a line is shown at most, since some people speak slowly."""

MARGIN = 5_000
"""The number of milliseconds that a line is shown longer than that."""

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_LINE_BREAKS = re.compile(r"\s{2,}|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What some program takes for the end of a line, or could turn into a blank line."""

_SENTENCE_ENDS = (".", "!", "?", "…")
_CLOSING_MARKS = "\"'”’»)]"
_SENTENCE = rf"[{re.escape(''.join(_SENTENCE_ENDS))}][{re.escape(_CLOSING_MARKS)}]?"


class _Spoken(NamedTuple):
    """A line with its speaker, its end in milliseconds, if known, and its cues, if it has any."""

    speaker: str
    text: str
    end: int | None = None
    cues: tuple[Cue, ...] = ()


@dataclass(slots=True)
class _Span:
    """Lines that share the time up to the next moment."""

    start: int
    lines: list[_Spoken]

    def can_end(self, moment: int) -> bool:
        """Return whether there is a millisecond for each line, and at least one."""
        return moment - self.start >= max(1, len(self.lines))


def make_cues(
    episode: Episode, transcript: Transcript, names: Mapping[str, str]
) -> tuple[Cue, ...]:
    """Make cues of all lines; there are none if no line has a time.

    Cues of lines stay as they are. A line without cues becomes one, which starts at one of the
    `ascending_starts`. It ends where its line ends, if that is known, and at the latest where the
    next line starts. Lines without such a start share the time of the line before, or the time
    before the first one, in proportion to their text. The last cue ends with the episode, or after
    the time that it takes to read it. A line without words becomes no cue, but ends the one before.

    Args:
        episode: The episode.
        transcript: Its transcript.
        names: The full names of speakers, by their names in the transcript.
    """
    if not any(line.start is not None for line in transcript.lines()):
        return ()
    spans = list(_spans(transcript, names))
    ends = [*(span.start for span in spans[1:]), _end_of_last(spans[-1], episode.duration)]
    cues = [cue for span, end in zip(spans, ends, strict=True) for cue in _cues_of(span, end)]
    # Only times that contradict each other are not in order yet.
    return tuple(sorted(cues, key=lambda cue: cue.start))


def divide_into_captions(cue: Cue, text: str, width: int) -> tuple[list[int], list[str]]:
    """Divide the text of a cue into captions that do not hide the picture.

    A caption has at most two lines of `width` characters, and ends with a sentence if one ends in
    its second line. A cue that lasts fewer milliseconds than it has captions becomes one caption
    with more lines.

    Args:
        cue: The cue.
        text: What is shown of it.
        width: The number of characters in a line.

    Returns:
        The start of each caption and the end of the last one, in milliseconds and in proportion to
        the text; and the captions.
    """
    start, end = round(cue.start * 1_000), round(cue.end * 1_000)
    if len(text) <= width:
        return [start, end], [text]
    captions = _captions(text, width)
    if len(captions) > end - start:
        captions = ["\n".join(captions)]
    return _divide(start, end, [len(caption) for caption in captions]), captions


def named_lines(section: Section, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the full name of the speaker and the words of each line, on one line each."""
    return ((line.speaker, line.text) for line in _spoken(section, names))


def one_line(text: str) -> str:
    """Return text without anything that a program may take for the end of a line."""
    return text if text.isprintable() else _LINE_BREAKS.sub(" ", text).strip()


def _spoken(section: Section, names: Mapping[str, str]) -> Iterator[_Spoken]:
    for speaker, line in section.spoken_lines():
        end = None if line.end is None else round(line.end * 1_000)
        yield _Spoken(one_line(names.get(speaker, speaker)), one_line(line.text), end, line.cues)


def _spans(transcript: Transcript, names: Mapping[str, str]) -> Iterator[_Span]:
    lines = (line for section in transcript.sections() for line in _spoken(section, names))
    span = _Span(0, [])
    for line, moment in zip(lines, ascending_starts(transcript), strict=True):
        if moment is not None and (line.cues or span.can_end(round(moment * 1_000))):
            yield span
            span = _Span(round(moment * 1_000), [])
        if line.text:
            # Without a start that can be right, neither can those of its cues.
            span.lines.append(line if moment is not None else line._replace(cues=()))
    yield span


def _cues_of(span: _Span, end: int) -> Iterator[Cue]:
    """Yield the cues of lines that share the time up to a moment in milliseconds."""
    if not span.lines:
        return
    first, *others = span.lines
    start = span.start
    if first.cues:
        yield from (cue._replace(speaker=first.speaker) for cue in first.cues)
        start = max(start, min(round(first.cues[-1].end * 1_000), end - len(others)))
    lines = others if first.cues else span.lines
    end = max(end, start + len(lines))
    moments = pairwise(_divide(start, end, [len(line.text) for line in lines]))
    for line, (begin, stop) in zip(lines, moments, strict=True):
        last = _earlier_end(line, begin, stop)
        yield Cue(begin / 1_000, last / 1_000, line.speaker, line.text, is_line=True)


def _earlier_end(line: _Spoken, start: int, end: int) -> int:
    if line.end is not None and start < line.end < end:
        return line.end
    return min(end, start + SLOWNESS * _reading_time(line.text) + MARGIN)


def _end_of_last(span: _Span, duration: float | None) -> int:
    """Return the end of the last lines in milliseconds."""
    end = round((duration or 0) * 1_000)
    if span.can_end(end):
        return end
    return span.start + max(MIN_LAST_CUE, sum(_reading_time(line.text) for line in span.lines))


def _reading_time(text: str) -> int:
    """Return the time that it takes to read text, in milliseconds."""
    characters = len(text) + len(_WIDE.findall(text))  # a sign can be a word
    return characters * 1_000 // CHARACTERS_PER_SECOND


def _divide(start: int, end: int, sizes: Sequence[int]) -> list[int]:
    """Divide a time in proportion to sizes; return its start and the end of each part.

    All times are in milliseconds. Every part gets at least one, for which there must be room.
    """
    rest, total = end - start - len(sizes), sum(sizes)
    ends = enumerate(accumulate(sizes), start + 1)
    return [start, *[least + rest * done // total for least, done in ends]]


def _captions(text: str, width: int) -> list[str]:
    """Divide text into captions, the last of which is not just the end of a sentence."""
    found = _caption(width).findall(text)
    captions = [f"{first}\n{second}" if second else first or cut for first, second, cut in found]
    *before, last = captions
    is_end = before and not before[-1].rstrip(_CLOSING_MARKS).endswith(_SENTENCE_ENDS)
    if is_end and len(last) < width // 2:
        start = len(text) - len(last) - len(before[-1]) - text[: -len(last)].endswith(" ")
        middle = text.find(" ", (start + len(text)) // 2)
        if middle > 0:
            halves = text[start:middle], text[middle + 1 :]
            return [*before[:-1], *(c for half in halves for c in _captions(half, width))]
    return captions


@cache
def _caption(width: int) -> re.Pattern[str]:
    """Return a pattern that matches the next caption: its two lines, or else its only line.

    A word that is too long for a line is cut, before a letter if possible: characters that Unicode
    joins to the letter before, or does not allow at the start of a line, are not letters.
    """
    return re.compile(
        rf"""
        (?=(.{{1,{width}}})(?:[ ]|\Z))\1             # as many words as fit, without backtracking
        (?:[ ](
            .{{0,{width - 2}}}{_SENTENCE}(?=[ ]|\Z)  # up to the end of a sentence
            | .{{1,{width}}}(?=[ ]|\Z)               # as many words as fit
        ))?
        [ ]?
        |
        (.{{1,{width}}}(?<!\u200d)(?=\w) | .{{1,{width}}})
        [ ]?
        """,
        re.VERBOSE,
    )
