"""A transcript: who says what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a section.

    Attributes:
        text: The header.
        id: The anchor of the section; by default made from the header.
        topics: What the section is about, in a word or two each.
        extra: Keys that the plugin does not read, for templates.
    """

    text: str
    id: str = ""
    topics: tuple[str, ...] = ()
    extra: Mapping[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Line:
    """Words of a speaker, with the time at which they start.

    Attributes:
        text: The words, which are data and not markup.
        who: The speaker, as the file has it; empty if the line names nobody.
        start: Its start in seconds, if known.
        end: Its end in seconds, if known.
        extra: Keys that the plugin does not read, for templates.
    """

    text: str
    who: str = ""
    start: float | None = None
    end: float | None = None
    extra: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def speaker(self) -> str:
        """The speaker without a colon that was left at the end of the name."""
        return self.who.rstrip(": ") if self.who.endswith(":") else self.who


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
    """

    header: str
    id: str
    lines: tuple[Line, ...]
    topics: tuple[str, ...] = ()

    @property
    def start(self) -> float | None:
        """The start of its first line that has a time, in seconds."""
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
                yield Section(header.text, header.id, tuple(lines), header.topics)
            header, lines = entry, []
        if lines or header.text:
            yield Section(header.text, header.id, tuple(lines), header.topics)


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
