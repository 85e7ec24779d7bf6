"""What is said, with the times from and to which it is: the base of all captions.

Lines of a transcript have a start at most. All else about their times is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from ..show import Episode, Line, Section
from ..show.chapters import moments

READING = 15
"""So many characters are spoken, or read, in a second."""

SHORTEST = 1_000
"""The milliseconds that the last cue has at least, where nothing says when the episode ends."""

_BREAKS = re.compile(r"\s{2,}|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for some program, or could make one that is blank."""

_ENDS = (".", "!", "?", "…")
_CLOSING = "\"'”’»)]"
_SENTENCE = rf"[{re.escape(''.join(_ENDS))}][{re.escape(_CLOSING)}]?"


@dataclass(frozen=True, slots=True)
class Cue:
    """What somebody says from one moment to another.

    Attributes:
        start: In seconds, in whole milliseconds.
        end: The same; always later.
        speaker: Empty where nobody is named.
        text: Of one line.
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
            pairwise(_shared(stretch.start, last, [len(text) for _, text in stretch.spoken])),
            stretch.spoken,
            strict=True,
        )
    )


def captioned(cue: Cue, text: str, width: int) -> tuple[list[int], list[str]]:
    """Divide what is shown of a cue into captions that do not hide the picture.

    A caption has two lines of a width at most, and ends with a sentence where one ends in its
    second line. A cue with fewer milliseconds than captions becomes one, with more lines.

    Returns:
        The start of each caption, and the end of the last, in milliseconds, divided in proportion
        to the text; and the captions.
    """
    start, end = round(cue.start * 1_000), round(cue.end * 1_000)
    if len(text) <= width:
        return [start, end], [text]
    captions = _captions(text, width)
    if len(captions) > end - start:
        captions = ["\n".join(captions)]
    return _shared(start, end, [len(caption) for caption in captions]), captions


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


def _shared(start: int, end: int, sizes: Sequence[int]) -> list[int]:
    """Divide a time, in milliseconds, in proportion to sizes: its start, and the end of each part.

    Every part has a millisecond at least, which there has to be room for.
    """
    rest, total = end - start - len(sizes), sum(sizes)
    ends = enumerate(accumulate(sizes), start + 1)
    return [start, *[least + rest * done // total for least, done in ends]]


def _captions(text: str, width: int) -> list[str]:
    """Text in captions, of which the last is not a word or two that end a sentence."""
    found = _caption(width).findall(text)
    captions = [f"{first}\n{second}" if second else first or cut for first, second, cut in found]
    *before, last = captions
    if before and len(last) < width // 2 and not before[-1].rstrip(_CLOSING).endswith(_ENDS):
        start = len(text) - len(last) - len(before[-1]) - text[: -len(last)].endswith(" ")
        middle = text.find(" ", (start + len(text)) // 2)
        if middle > 0:
            halves = text[start:middle], text[middle + 1 :]
            return [*before[:-1], *(c for half in halves for c in _captions(half, width))]
    return captions


@cache
def _caption(width: int) -> re.Pattern[str]:
    """What finds captions one after the other, and in each its two lines or else its one.

    Where a word is too long for a line it is cut, before a letter if there is one: what Unicode
    joins to the letter before, or does not let start a line, is none.
    """
    return re.compile(
        rf"""
        (?=(.{{1,{width}}})(?:[ ]|\Z))\1             # as many words as fit, once and for all
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
