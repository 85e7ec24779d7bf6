"""A transcript: what a file says of who says what, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .fields import Name, Names
from .timecode import Timecode

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, slots=True)
class Header:
    """The start of a section of the transcript.

    Attributes:
        header: What it says.
        id: Its address in the page; by default made from what it says.
        topics: What the section is about, in a word or two each.
        extra: Keys that are not ours, for templates.
    """

    header: Name
    id: Name = ""
    topics: Names = ()
    extra: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker says from one moment on.

    Attributes:
        line: The words; data, not markup.
        who: The speaker, as the file has it.
        sec: The moment, in seconds.
        time: The moment, in seconds, from its clock form.
        extra: Keys that are not ours, for templates.
    """

    line: Name
    who: Name = ""
    sec: Timecode | None = None
    time: Timecode | None = None
    extra: Mapping[str, Any] | None = None

    @property
    def start(self) -> float | None:
        """The moment at which it starts, in seconds."""
        return self.time if self.sec is None else self.sec

    @property
    def speaker(self) -> str:
        """The speaker's name without a colon that was left at its end."""
        return self.who.rstrip(": ") if self.who.endswith(":") else self.who


class Entries:
    """Tells pydantic that each entry is a header or a line, by its keys."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Tell pydantic."""
        from pydantic_core import core_schema

        schemas = {name: handler.generate_schema(kind) for kind, name in _KINDS.items()}
        entry = core_schema.tagged_union_schema(schemas, discriminator=kind_of)
        return core_schema.tuple_variable_schema(entry)


def kind_of(value: object) -> str | None:
    """What an entry is by its keys: a header, a line, or neither of them alone."""
    if kind := _KINDS.get(type(value)):
        return kind
    if isinstance(value, (dict, Mapping)):  # to ask for an abstract class alone takes longer
        header, line = "header" in value, "line" in value
        return None if header == line else "header" if header else "line"
    return None


_KINDS: Mapping[type, str] = {Header: "header", Line: "line"}

Entry = Header | Line
"""An entry of the list `transcript`."""


@dataclass(frozen=True, slots=True)
class Section:
    """A header and the lines to the next one.

    Attributes:
        header: Empty for the lines before the first header.
        id: The header's own address in the page, where the file gives one.
        lines: May be empty.
        topics: What it is about beside what the whole episode is about.
    """

    header: str
    id: str
    lines: tuple[Line, ...]
    topics: tuple[str, ...] = ()

    @property
    def start(self) -> float | None:
        """The moment of its first line that has one, in seconds."""
        return next((line.start for line in self.lines if line.start is not None), None)


def sections(transcript: Iterable[Entry]) -> Iterator[Section]:
    """Divide a transcript; lines before the first header come without one."""
    header, lines = Header(""), list[Line]()
    for entry in transcript:
        if isinstance(entry, Line):
            lines.append(entry)
            continue
        if lines or header.header:
            yield Section(header.header, header.id, tuple(lines), header.topics)
        header, lines = entry, []
    if lines or header.header:
        yield Section(header.header, header.id, tuple(lines), header.topics)


def shown_lines(entries: Iterable[Entry]) -> Iterator[tuple[int, Line]]:
    """Yield the lines that a page shows, each with its index among the entries.

    A line without words, without a time, and without a new speaker has nothing to show.
    """
    speaker = ""
    for index, entry in enumerate(entries):
        if isinstance(entry, Header):
            speaker = ""
            continue
        says = entry.speaker or speaker
        if entry.line or entry.start is not None or says != speaker:
            yield index, entry
        speaker = says


LineNamer = Callable[[float | None], str]
"""Returns the anchor of the next line, given its start in seconds."""


def line_anchors() -> LineNamer:
    """Create a function that names the lines of one page, called once per shown line in order.

    A line is named after its second, ``t-132``; further lines in that second get ``t-132-2``,
    ``t-132-3``. A line without a time takes its predecessor's second. An edit elsewhere moves no
    anchor.
    """
    counts: dict[int, int] = {}
    last = 0

    def name(start: float | None) -> str:
        nonlocal last
        if start is not None:
            last = int(start)
        count = counts[last] = counts.get(last, 0) + 1
        return f"t-{last}" if count == 1 else f"t-{last}-{count}"

    return name
