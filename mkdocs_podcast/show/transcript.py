"""A transcript: who says what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a section.

    Attributes:
        text: The header.
        id: The anchor of the section; by default made from the header.
        topics: What the section is about, in a word or two each.
        start: Its start in seconds, if it has one of its own; by default that of its lines.
        extra: Keys that the plugin does not read, for templates.
    """

    text: str
    id: str = ""
    topics: tuple[str, ...] = ()
    start: float | None = None
    extra: Mapping[str, Any] | None = field(default=None, hash=False)


class Word(NamedTuple):
    """When a word of a cue is spoken.

    Attributes:
        start: Its start in seconds.
        end: Its end in seconds.
        position: The index of its first character in the text of the cue.
    """

    start: float
    end: float
    position: int


class Cue(NamedTuple):
    """Words that are shown together while they are spoken: a caption, as in WebVTT and SRT.

    Attributes:
        start: Its start in seconds, in whole milliseconds.
        end: Its end in seconds, in whole milliseconds; always later.
        speaker: The speaker; empty if unknown, and in a line, which has a speaker itself.
        text: The words, on one or several lines.
        words: The times of the words, if known, in their order.
        is_line: Whether it is made of a line, and can be divided where it is too long to show.
    """

    start: float
    end: float
    speaker: str
    text: str
    words: tuple[Word, ...] = ()
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a speaker, with the time at which they start.

    Attributes:
        text: The words, which are data and not markup.
        who: The speaker, as the file has it; empty if the line names nobody.
        start: Its start in seconds, if known.
        end: Its end in seconds, if known.
        cues: The cues that the line was put together from, if any. They contain all its words.
        extra: Keys that the plugin does not read, for templates.
    """

    text: str
    who: str = ""
    start: float | None = None
    end: float | None = None
    cues: tuple[Cue, ...] = ()
    extra: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def speaker(self) -> str:
        """The speaker without a colon or emphasis that was left around the name."""
        return plain_name(self.who)


Entry = Header | Line
"""An entry of a transcript."""


@dataclass(frozen=True, slots=True)
class Section:
    """A header and the lines up to the next one.

    Attributes:
        header: The header; empty for the lines before the first header.
        id: The anchor that the file gives it, if any.
        lines: The lines; a section may have none.
        topics: Its own topics, besides those of the episode.
        header_start: The start of the header in seconds, if it has one of its own.
    """

    header: str
    id: str
    lines: tuple[Line, ...]
    topics: tuple[str, ...] = ()
    header_start: float | None = None

    @property
    def start(self) -> float | None:
        """Its own start in seconds, or that of its first line that has a time."""
        if self.header_start is not None:
            return self.header_start
        return next((line.start for line in self.lines if line.start is not None), None)

    def spoken_lines(self) -> Iterator[tuple[str, Line]]:
        """Yield each line with its speaker.

        A line that names nobody belongs to the speaker before it in the section, if there is one.
        """
        speaker = ""
        for line in self.lines:
            speaker = line.speaker or speaker
            yield speaker, line


@dataclass(frozen=True, slots=True)
class Transcript:
    """Headers and lines, in order.

    Attributes:
        entries: The headers and lines.
    """

    entries: tuple[Entry, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over headers and lines."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Return the number of headers and lines."""
        return len(self.entries)

    def lines(self) -> Iterator[Line]:
        """Yield the lines."""
        return (entry for entry in self.entries if isinstance(entry, Line))

    def sections(self) -> Iterator[Section]:
        """Yield the sections; lines before the first header are a section without one."""
        header, lines = Header(""), list[Line]()
        for entry in self.entries:
            if isinstance(entry, Line):
                lines.append(entry)
                continue
            if lines or header.text:
                yield _section(header, lines)
            header, lines = entry, []
        if lines or header.text:
            yield _section(header, lines)


def _section(header: Header, lines: Iterable[Line]) -> Section:
    return Section(header.text, header.id, tuple(lines), header.topics, header.start)


def plain_name(name: str) -> str:
    """Return a speaker without a colon at the end of the name and emphasis around it.

    ``Ada:``, ``**Ada:**`` and ``*Ada*`` are all Ada.
    """
    while name.endswith((":", "*", "_")):
        bare = name.rstrip(": ") if name.endswith(":") else _without_emphasis(name)
        if bare == name:
            break
        name = bare
    return name


def _without_emphasis(name: str) -> str:
    mark = name[-1]
    bare = name.strip(mark).strip() if name.startswith(mark) else name
    return bare if any(character.isalnum() for character in bare) else name


def shown_lines(entries: Iterable[Entry]) -> Iterator[tuple[int, Line]]:
    """Yield the lines that a page shows, each with its index among the entries.

    A line without words, without a time and without a new speaker shows nothing.
    """
    before = ""
    for index, entry in enumerate(entries):
        if isinstance(entry, Header):
            before = ""
            continue
        speaker = entry.speaker or before
        if entry.text or entry.start is not None or speaker != before:
            yield index, entry
        before = speaker
