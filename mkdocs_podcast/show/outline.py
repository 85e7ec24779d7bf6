"""The outline of a transcript: what other pages and files need to know without reading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .chapters import (
    Chapter,
    ChapterListProblem,
    ChapterMark,
    description_chapters,
    make_chapters,
    marked_chapters,
)
from .transcript import Line, Section, Transcript


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section without its lines.

    Attributes:
        header: Its header; empty for the lines before the first header.
        id: The anchor that the file gives it, if any.
        start: The start of its first line that has a time, in seconds.
        topics: Its own topics.
        characters: The number of characters that each speaker says in it, by name.
    """

    header: str
    id: str = ""
    start: float | None = None
    topics: tuple[str, ...] = ()
    characters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """What an episode's transcript consists of.

    Attributes:
        sections: Its sections.
        speakers: The speakers' names, each with the index of the first entry they have.
        chapters: Its chapters, as players and platforms show them.
        has_text: Whether there is a transcript.
        has_times: Whether any line has a time.
        latest: The latest start of a line, in seconds.
    """

    sections: tuple[OutlineSection, ...] = ()
    speakers: Mapping[str, int] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    has_text: bool = False
    has_times: bool = False
    latest: float | None = None

    def with_duration(self, duration: float) -> Outline:
        """Return the outline of an episode whose duration, in seconds, was not known before."""
        *others, last = self.chapters or (None,)
        if last is None or last.end is not None or duration <= last.start:
            return self
        return replace(self, chapters=(*filter(None, others), last._replace(end=duration)))

    @property
    def chapter_list_problem(self) -> ChapterListProblem | None:
        """Why platforms would ignore the list of its chapters; None if they would not."""
        listed = description_chapters(self.chapters, "") if self.chapters else ()
        return listed if isinstance(listed, ChapterListProblem) else None

    @property
    def has_chapter_list(self) -> bool:
        """Whether its chapters can be listed in a description."""
        return bool(self.chapters) and self.chapter_list_problem is None

    def describes(self, transcript: Transcript) -> bool:
        """Return whether its sections are those of a transcript."""
        return self.sections == tuple(map(_outline_section, transcript.sections()))

    def has_sections_of(self, other: Outline) -> bool:
        """Return whether it is the outline of a transcript that differs in its words at most."""
        return _without_characters(self) == _without_characters(other)

    @property
    def topics(self) -> dict[str, list[int]]:
        """The topics of sections that have a header, each with the indexes of the sections."""
        found: dict[str, list[int]] = {}
        for index, section in enumerate(self.sections):
            for topic in section.topics if section.header else ():
                found.setdefault(topic, []).append(index)
        return found


def outline_of(
    transcript: Transcript,
    duration: float | None = None,
    marks: Sequence[ChapterMark] = (),
) -> Outline:
    """Outline a transcript.

    Args:
        transcript: The transcript.
        duration: The length of the episode in seconds, if known.
        marks: The chapters that a file lists; without them, sections are chapters.
    """
    starts = [line.start for line in transcript.lines() if line.start is not None]
    if marks:
        chapters = marked_chapters(marks, transcript, duration)
    else:
        chapters = make_chapters(transcript, duration)
    return Outline(
        sections=tuple(map(_outline_section, transcript.sections())),
        speakers=_speakers(transcript),
        chapters=chapters,
        has_text=bool(transcript),
        has_times=bool(starts),
        latest=max(starts, default=None),
    )


def _without_characters(outline: Outline) -> Outline:
    sections = (replace(section, characters={}) for section in outline.sections)
    return replace(outline, sections=tuple(sections))


def _outline_section(section: Section) -> OutlineSection:
    characters: dict[str, int] = {}
    for speaker, line in section.spoken_lines():
        characters[speaker] = characters.get(speaker, 0) + len(line.text)
    return OutlineSection(section.header, section.id, section.start, section.topics, characters)


def _speakers(transcript: Transcript) -> dict[str, int]:
    first_lines: dict[str, tuple[int, Line]] = {}
    for index, entry in enumerate(transcript.entries):
        if isinstance(entry, Line) and entry.who not in first_lines:
            first_lines[entry.who] = index, entry
    found: dict[str, int] = {}
    for index, line in first_lines.values():
        if line.speaker:
            found.setdefault(line.speaker, index)
    return found
