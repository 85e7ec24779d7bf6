"""The transcript of an episode, wherever it is: in a list, in a file of its own, or in the text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from ..checks import Problem, ValuePath
from ..messages import LANGUAGES, load_messages
from ..settings import ReadingOptions
from ..show import ChapterMark, Episode, Line, Transcript
from ..show.chapters import with_sections
from ..show.transcript import plain_name
from . import front_matter
from .chapters import chapters_in_notes, read_chapter_file
from .related import RelatedFile, RelatedFiles
from .serialization import Position
from .transcript import ReadTranscript
from .transcripts import TranscriptOptions, read_transcript_file, split_body

CHECKS_OF_LISTS = frozenset({
    "empty-line", "first-line-without-time", "who-missing", "who-with-colon",
})  # fmt: skip
"""Checks of what people write in lists; text needs no name, time and words in each line."""

_BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Body(NamedTuple):
    """The text below the values of a file, and the line of the file where it starts, from 1."""

    text: str = ""
    row: int = 1


NO_BODY = Body()
"""A file without text."""


@dataclass(frozen=True, kw_only=True)
class TranscriptValues:
    """The values of a file that decide how its transcript is read.

    Attributes:
        given: The transcript in the list of the file, if there is one.
        speakers: The names of speakers, by what the transcript calls them.
        merge: Whether cues are merged into sentences; as the site does unless given.
        names: The names of guests and hosts.
        chapters: The chapters in the list of the file.
        notes: The show notes under a key of their own.
    """

    given: ReadTranscript | None = None
    speakers: Mapping[str, str]
    merge: bool | None = None
    names: frozenset[str] = frozenset()
    chapters: tuple[ChapterMark, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class FoundTranscript:
    """A transcript, and what else belongs to it.

    Attributes:
        read: The transcript, and where its entries are. Chapters are headers if it has none.
        notes: The text without the transcript: show notes.
        chapters: The chapters that a file lists.
        problems: What is wrong with it, with positions.
    """

    read: ReadTranscript
    notes: str = ""
    chapters: tuple[ChapterMark, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_transcript_values(values: dict[str, Any]) -> TranscriptValues:
    """Return the values that decide how a transcript is read; that of `transcript` is taken out."""
    people = [*values.get("guests", ()), *values.get("hosts", ())]
    return TranscriptValues(
        given=values.pop("transcript", None),
        speakers=values.get("speakers", {}),
        merge=values.get("merge"),
        names=frozenset(name for person in people for name in _names(person)),
        chapters=values.get("chapters", ()),
        notes=values.get("notes", ""),
    )


def find_transcript(
    values: TranscriptValues, related: RelatedFiles, body: Body, options: ReadingOptions
) -> FoundTranscript:
    """Return the transcript of an episode: in its list, in another file, or else in its text.

    Args:
        values: The values of its file.
        related: The other files that belong to it.
        body: The text of its file.
        options: The options of the site.
    """
    speakers = {**options.speakers, **values.speakers}
    known = {name for person in options.hosts for name in _names(person)}
    reading = TranscriptOptions(
        merge=options.merge if values.merge is None else values.merge,
        speakers=speakers,
        known_names=frozenset(known | values.names | set(speakers.values())),
    )
    marks, problems = _chapters(values, related)
    if values.given is None and not related.transcript:
        split = split_body(
            body.text, transcript_headings(), reading, is_in_notes=options.transcript_in_notes
        )
        rows = tuple(body.row + each.row - 1 for each in split.entries)
        entries = Transcript(tuple(each.entry for each in split.entries))
        found = FoundTranscript(ReadTranscript(entries, rows=rows), split.notes)
    else:
        found = FoundTranscript(ReadTranscript(), body.text)
    if not marks and options.chapters_from_notes:
        marks = chapters_in_notes(f"{values.notes}\n{found.notes}")
    if values.given is not None:
        found = replace(found, read=_with_names(values.given, reading))
    elif related.transcript:
        starts = tuple(sorted(mark.start for mark in marks))
        found = replace(
            _in_file(related.transcript, replace(reading, chapter_starts=starts)), notes=body.text
        )
    return replace(
        found,
        read=_with_sections(found.read, marks),
        chapters=marks,
        problems=(*problems, *found.problems),
    )


def _chapters(
    values: TranscriptValues, related: RelatedFiles
) -> tuple[tuple[ChapterMark, ...], Sequence[Problem]]:
    """Return the chapters in the list of an episode, or else in a file."""
    if values.chapters or not related.chapters:
        return values.chapters, ()
    file = related.chapters
    text, problems = _text_of(file)
    marks, others = read_chapter_file(text, file.format)
    return marks, [replace(each, file=file.label) for each in (*problems, *others)]


def _with_sections(read: ReadTranscript, marks: Sequence[ChapterMark]) -> ReadTranscript:
    """Add a header for each chapter to a transcript that has none."""
    if not marks:
        return read
    entries = with_sections(read.transcript.entries, marks)
    if len(entries) == len(read.transcript):
        return read
    return replace(
        read,
        transcript=Transcript(tuple(entry for _, entry in entries)),
        indexes=tuple(read.indexes[index] for index, _ in entries) if read.indexes else (),
        rows=tuple(read.rows[index] for index, _ in entries) if read.rows else (),
    )


def at_row(problem: Problem, read: ReadTranscript) -> Problem:
    """Return a problem of an entry with its position in text.

    Args:
        problem: A problem with a path such as ``("transcript", 3, "start")``.
        read: The transcript.
    """
    row = read.rows[int(problem.path[1])]
    return replace(problem, path=(), line=row, column=1, file=read.file)


def positions_of_speakers(
    episode: Episode, read: ReadTranscript
) -> Iterator[tuple[ValuePath, Position]]:
    """Yield the position of the first line of each speaker, if the transcript is text."""
    if read.rows:
        for index in episode.outline.speakers.values():
            position = Position(read.rows[index], 1, is_text=True, file=read.file)
            yield ("transcript", index, "who"), position


@cache
def transcript_headings() -> frozenset[str]:
    """Return the headings above transcripts in all languages, in lower case."""
    texts = (str(load_messages(language)["transcript"]) for language in LANGUAGES)
    return frozenset(text.casefold() for text in texts)


def _in_file(file: RelatedFile, options: TranscriptOptions) -> FoundTranscript:
    text, problems = _text_of(file)
    row = 1
    if file.format == "md" and (parts := front_matter.split(text)):
        text, row = parts.body, parts.body_row
    found = read_transcript_file(text, f".{file.format}", options)
    rows = tuple(row + each - 1 for each in found.rows)
    return FoundTranscript(
        ReadTranscript(found.transcript, rows=rows, file=file.label),
        problems=tuple(replace(each, file=file.label) for each in (*problems, *found.problems)),
    )


def _text_of(file: RelatedFile) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file; of one that is not UTF-8, every character is kept."""
    content = file.content
    encoding = _BOMS.get(content[:2], "utf-8")
    problems: tuple[Problem, ...] = ()
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode(encoding)
    except UnicodeDecodeError as error:
        text = content.decode("cp1252", "replace")
        problem = Problem(
            "bad-transcript",
            f"The byte 0x{content[error.start]:02X} is not valid in UTF-8, so the file is read as "
            "Windows-1252.",
            "Save the file as UTF-8.",
            line=content.count(b"\n", 0, error.start) + 1,
            column=1,
        )
        problems = (problem,)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _with_names(read: ReadTranscript, options: TranscriptOptions) -> ReadTranscript:
    """Return a transcript with the names that the site or the episode gives to speakers."""
    if not options.speakers:
        return read
    entries = list(read.transcript)
    for index, entry in enumerate(entries):
        if isinstance(entry, Line) and (name := options.speakers.get(plain_name(entry.who))):
            entries[index] = replace(entry, who=name)
    return replace(read, transcript=Transcript(tuple(entries)))


def _names(person: object) -> Iterable[str]:
    """Yield what a transcript may call a person: the name, the first name, or an id in words."""
    name = str(getattr(person, "name", "") or person)
    words = name.replace("-", " ").split() if name.islower() else name.split()
    yield name
    yield " ".join(word.title() for word in words) if name.islower() else name
    if words:
        yield words[0].title() if name.islower() else words[0]
