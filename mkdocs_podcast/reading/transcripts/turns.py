"""Turns: what somebody says, with the name in front, as people write transcripts.

``**Ada:** Hello.``, ``Ada: 0:41`` above the text, ``[0:00:41] ADA: Hello.``, ``*Ada (0:41)*:`` and
other forms are all the same: at the start of a paragraph a time, a name and a time, of which the
name or a time may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...show import Header, Line
from .blocks import Block
from .inline_markdown import plain_words
from .names import is_capitalized, is_name
from .segments import FileEntry, TranscriptOptions, seconds

MIN_LOWER_CASE_TURNS = 3
"""A name in lower case that is not emphasised occurs at least this often."""

MIN_TURNS = 2
"""Any other name that is not emphasised and has no time occurs at least this often."""

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_UNTIL = rf"(?:\s?(?:--?>?|–|—)\s?{_CLOCK})?"
_TIME = re.compile(
    rf"(?P<mark>\*\*|__|\*|_)?"
    rf"(?:\\?[\[(]\s?(?P<in>{_CLOCK}){_UNTIL}\s?\\?[\])](?:\([^()\s]*\))?"
    rf"|(?P<bare>{_CLOCK}){_UNTIL}(?=$|[\s:*_–—-]))(?(mark)(?P=mark))"
)
_DASH = re.compile(r"(?<![ \t–—-])[ \t]*[–—-]+[ \t]+")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=[^\s*_])([^\n]{1,80}?)(?<=\S)\1(?![\w*])")
_BRACKETED = re.compile(r"\\?\[([^\[\]\n\\]{1,40})\\?\]")
_PLAIN = re.compile(r"(?:>>\s*)?((?:[^\n:\[\]()*`<>#|\\]|:(?=\d)){1,60})")
_COLON = re.compile(r"[ \t]*:(?=\s|$)")
_TIME_AT_END = re.compile(rf"(?<![\s,–—-])[\s,–—-]*\\?[\[(]?({_CLOCK})\\?[\])]?:?\s*$")


class Opening(NamedTuple):
    """The start of a turn.

    Attributes:
        name: The speaker.
        start: Its start in seconds, if given.
        text: What follows in the paragraph.
        is_emphasized: Whether the name is emphasised.
        is_sure: Whether something marks it as a name: a colon, a time, or that it is alone.
    """

    name: str
    start: float | None
    text: str
    is_emphasized: bool = False
    is_sure: bool = True


def find_opening(line: str) -> Opening | None:
    """Return the name and time at the start of a line, if it has a name."""
    time, rest = _take_time(line)
    if match := _EMPHASIS.match(rest):
        return _emphasized(match, time, rest)
    if (match := _BRACKETED.match(rest)) and is_name(match[1]):
        after, colon, text = _after_name(rest[match.end() :])
        time = after if time is None else time
        return Opening(match[1].strip(), time, text) if colon or time is not None else None
    match = _PLAIN.match(rest)
    return _plain(match[1], time, rest[match.end() :]) if match else None


def _plain(words: str, time: float | None, following: str) -> Opening | None:
    """Return the opening of a line that starts with words without markup."""
    name = words.strip().rstrip(" -–—,")
    after, colon, text = _after_name(following)
    if own_time := _TIME_AT_END.search(name):  # “Ada Example 0:41”
        name, after = name[: own_time.start()].strip(), seconds(own_time[1])
    if not is_name(name):
        return None
    is_alone = after is not None and not text and is_capitalized(name)
    time = after if time is None else time
    return Opening(name, time, text) if colon or is_alone else None


def accepted_openings(lines: Iterable[str], options: TranscriptOptions) -> dict[str, Opening]:
    """Return the openings of those lines that start a turn, by the line.

    Args:
        lines: All lines of text, since a name that occurs twice is one.
        options: Names that are those of speakers.
    """
    found = dict[str, Opening]()
    counts = Counter[str]()
    for line in lines:
        opening = found.get(line) or find_opening(line)
        if opening:
            found[line] = opening
            counts[opening.name] += opening.is_sure
    known = options.known_names | options.speakers.keys()
    names = {
        opening.name
        for opening in found.values()
        if opening.name in known or (opening.is_sure and _is_marked(opening, counts[opening.name]))
    }
    return {line: opening for line, opening in found.items() if opening.name in names}


def read_turns(blocks: Sequence[Block], openings: Mapping[str, Opening]) -> Iterator[FileEntry]:
    """Yield headers and lines.

    A paragraph without a name belongs to the speaker before it, and so does one below a header. A
    name or time that is alone in its paragraph is that of the next one.

    Args:
        blocks: The blocks of the transcript.
        openings: The lines that start a turn.
    """
    turn = _Turn()
    for block in blocks:
        if block.level:
            yield from turn.end()
            yield FileEntry(Header(plain_words(block.text), block.anchor), block.row)
            continue
        for row, lines in _paragraphs(block, openings):
            first, *others = lines
            if opening := openings.get(first):
                yield from turn.end()
                turn.start(opening, row)
                text = opening.text
            else:
                time, text = _take_time(first)
                turn.time = turn.time if time is None else time
            text = "\n".join([text, *others])
            words = " ".join(text.split()) if block.is_verbatim else plain_words(text)
            yield from turn.say(words, row)
    yield from turn.end()


class _Turn:
    """A turn while its paragraphs are read."""

    def __init__(self) -> None:
        self.time: float | None = None  # that of the next line
        self._speaker = ""
        self._row = 0  # that of the name, until there is a line

    def start(self, opening: Opening, row: int) -> None:
        """Start the turn of a speaker."""
        self._speaker, self._row = opening.name, row
        self.time = self.time if opening.start is None else opening.start

    def say(self, words: str, row: int) -> Iterator[FileEntry]:
        """Yield a line, if there are words for it."""
        if words:
            yield FileEntry(Line(words, self._speaker, self.time), row)
            self.time, self._row = None, 0

    def end(self) -> Iterator[FileEntry]:
        """Yield an empty line if the turn has none, so that the name is not lost."""
        if self._row:
            yield FileEntry(Line("", self._speaker, self.time), self._row)
            self.time, self._row = None, 0


def _paragraphs(block: Block, openings: Mapping[str, Opening]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each paragraph with its row; a turn or time in a block starts another."""
    lines, row = list[str](), block.row
    for number, line in enumerate(block.text.split("\n"), block.row):
        if lines and (line in openings or _take_time(line)[0] is not None):
            yield row, lines
            lines = []
        if not lines:
            row = number
        lines.append(line)
    if lines:
        yield row, lines


def _is_marked(opening: Opening, count: int) -> bool:
    """Return whether a name is one by the way it is written, or by how often it occurs."""
    if opening.is_emphasized or opening.start is not None:
        return True
    return count >= (MIN_TURNS if is_capitalized(opening.name) else MIN_LOWER_CASE_TURNS)


def _emphasized(match: re.Match[str], time: float | None, line: str) -> Opening | None:
    """Return the opening of a line that starts with emphasis."""
    own_time, name = _take_time(match[2])
    name, has_colon = _without_colon(name)
    if last := _TIME_AT_END.search(name):
        own_time = seconds(last[1])
        name, inner_colon = _without_colon(name[: last.start()])
        has_colon = has_colon or inner_colon
    name = plain_words(name)
    if not is_name(name):
        return None
    after, colon, text = _after_name(line[match.end() :])
    times = [each for each in (time, own_time, after) if each is not None]
    is_sure = has_colon or colon or bool(times) or not text
    return Opening(name, times[0] if times else None, text, is_emphasized=True, is_sure=is_sure)


def _after_name(text: str) -> tuple[float | None, bool, str]:
    """Return the time after a name, whether there is a colon, and the rest."""
    text, colon = _after_colon(text)
    time, rest = _take_time(text)
    if time is not None and not colon:
        rest, colon = _after_colon(rest)
    return time, colon, rest


def _after_colon(text: str) -> tuple[str, bool]:
    match = _COLON.match(text)
    return (text[match.end() :].lstrip(" \t"), True) if match else (text, False)


def _without_colon(name: str) -> tuple[str, bool]:
    stripped = name.strip()
    return stripped.rstrip(": "), stripped.endswith(":")


def _take_time(text: str) -> tuple[float | None, str]:
    """Return the time at the start of a text, if there is one, and the rest."""
    match = _TIME.match(text := text.lstrip(" \t"))
    time = seconds(match["in"] or match["bare"]) if match else None
    if match is None or time is None:
        return None, text
    return time, _DASH.sub("", text[match.end() :], count=1).lstrip(" \t")
