"""What is said, with the times from and to which it is: the base of all captions.

Lines of a transcript have a start at most. All else about their times is decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ..model import Episode, Line, Section
from ..model.chapters import moments
from ..model.fields import tidy

READING = 15
"""So many characters are spoken, or read, in a second."""

SHORTEST = 1_000
"""The milliseconds that the last cue has at least, where nothing says when the episode ends."""

_BREAKS = re.compile(r"[\x85\u2028\u2029]|\s{2,}")
"""What ends a line for some programs, or could make a line that is blank."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?= )|[。！？][」』”]?")
_JOINER = "\u200d"
_SKIN_TONES = "🏻🏼🏽🏾🏿"


@dataclass(frozen=True, slots=True)
class Cue:
    """What somebody says from one moment to another.

    Attributes:
        start: In seconds, in whole milliseconds.
        end: The same; always later.
        speaker: Empty where nobody is named.
        text: Of one line, unless a format has broken it.
    """

    start: float
    end: float
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that share the time from one moment to the next."""

    start: int
    spoken: list[tuple[str, str]]

    def can_end(self, moment: int) -> bool:
        """Whether there is a millisecond for each of its lines, and one at least."""
        return moment - self.start >= max(1, len(self.spoken))


def cues(episode: Episode, names: Mapping[str, str]) -> tuple[Cue, ...]:
    """Make a cue of every line of an episode; none where no line has a time.

    A cue ends where the next one starts: at the next greater of the `moments`. Lines that have
    no moment of their own share the time of the line before, or what is before the first moment,
    in proportion to their text. The last cue ends with the episode, or after the time that it
    takes to read it. A line without words is no cue, but its moment ends the one before.

    Args:
        episode: The episode.
        names: The full names of speakers, by what the transcript calls them.
    """
    if all(line.start is None for line in episode.transcript if isinstance(line, Line)):
        return ()
    stretches = list(_stretches(episode, names))
    ends = [*(stretch.start for stretch in stretches[1:]), _last(stretches[-1], episode.duration)]
    return tuple(
        Cue(start / 1_000, end / 1_000, speaker, text)
        for stretch, last in zip(stretches, ends, strict=True)
        for (start, end), (speaker, text) in zip(
            shares(stretch.start, last, [len(text) for _, text in stretch.spoken]),
            stretch.spoken,
            strict=True,
        )
    )


def shares(start: int, end: int, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Divide the time between two moments, in milliseconds, in proportion to sizes.

    Every part has a millisecond at least, which there has to be room for.
    """
    rest, total = end - start - len(sizes), sum(sizes) or 1
    return pairwise(
        start + index + rest * done // total
        for index, done in enumerate(accumulate(sizes, initial=0))
    )


def captioned(cue: Cue, width: int) -> Iterator[Cue]:
    """Divide a cue into such as have two lines of a width, with times in proportion.

    A cue that is too short for as many milliseconds as parts stays whole, with more lines.
    """
    if len(cue.text) <= width:
        yield cue
        return
    parts = list(_parts(cue.text, width))
    start, end = round(cue.start * 1_000), round(cue.end * 1_000)
    if end - start < len(parts):
        parts = [[line for part in parts for line in part]]
    times = shares(start, end, [sum(map(len, part)) for part in parts])
    for (start, end), part in zip(times, parts, strict=True):
        yield Cue(start / 1_000, end / 1_000, cue.speaker, "\n".join(part))


def spoken(section: Section, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The lines of a section, each as its speaker and its words.

    As on the page, a line that names nobody is said by whoever spoke before it in the section.
    """
    speaker = ""
    for line in section.lines:
        speaker = line.speaker or speaker
        yield one_line(names.get(speaker, speaker)), one_line(line.line)


def one_line(text: str) -> str:
    """Text without whatever a program may take for the end of a line."""
    text = tidy(text)
    return text if text.isprintable() else _BREAKS.sub(" ", text).strip()


def _stretches(episode: Episode, names: Mapping[str, str]) -> Iterator[_Stretch]:
    starts = iter(moments(episode.transcript))
    said = (line for section in episode.sections() for line in spoken(section, names))
    stretch = _Stretch(0, [])
    for (speaker, words), moment in zip(said, starts, strict=True):
        if moment is not None and stretch.can_end(at := round(moment * 1_000)):
            yield stretch
            stretch = _Stretch(at, [])
        if words:
            stretch.spoken.append((speaker, words))
    yield stretch


def _last(stretch: _Stretch, duration: float | None) -> int:
    """When the last lines end, in milliseconds."""
    end = round((duration or 0) * 1_000)
    if stretch.can_end(end):
        return end
    characters = sum(len(text) for _, text in stretch.spoken)
    return stretch.start + max(SHORTEST, characters * 1_000 // READING)


def _parts(text: str, width: int) -> Iterator[list[str]]:
    """Text in pairs of lines, of which the second ends with a sentence where one ends in it."""
    start = 0
    while start < len(text):
        middle = _line_end(text, start, width)
        if middle == len(text):
            yield [text[start:]]
            return
        second = _next(text, middle)
        end = _line_end(text, second, width)
        if end < len(text):
            for sentence in _SENTENCE_END.finditer(text, second, end + 1):
                end = sentence.end()
        yield [text[start:middle], text[second:end]]
        start = _next(text, end)


def _line_end(text: str, start: int, width: int) -> int:
    """Where a line of at most so many characters ends: at a space, or else between letters."""
    limit = start + width
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", start + 1, limit + 1)
    if space > 0:
        return space
    # What Unicode joins to the letter before it stays with it, unless that is all there is.
    end = limit
    while end > start and (_JOINER in text[end - 1 : end + 1] or _is_mark(text[end])):
        end -= 1
    return end if end > start else limit


def _is_mark(character: str) -> bool:
    return character in _SKIN_TONES or unicodedata.category(character)[0] == "M"


def _next(text: str, end: int) -> int:
    """Where the line after one starts."""
    return end + text.startswith(" ", end)
