"""Conversion of the plain values of a file to episodes and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..checks import Problem, ValuePath, check_episode, check_person
from ..settings import DEFAULT_READING, ReadingOptions
from ..show import Episode, Person, Transcript, outline_of
from ..show.dates import moment_of
from ..show.fields import has_controls, plain_text, tidy
from .episode_kinds import number_fields
from .episode_transcript import (
    CHECKS_OF_LISTS,
    NO_BODY,
    Body,
    at_row,
    find_transcript,
    positions_of_speakers,
    take_transcript_values,
)
from .extra import read_extra
from .fields import EPISODE, PERSON
from .kinds import DATE, InvalidValue, Record, misspelt_keys, read_one_line
from .link_kinds import recording_fields, written_path
from .people_kinds import people_fields
from .related import NO_RELATED_FILES, RelatedFiles, names_file
from .serialization import Position
from .transcript import ReadTranscript, record_of

MAX_EPISODE_SUMMARY = 200
"""Characters of a summary that is made from an introduction."""

MAX_PERSON_SUMMARY = 600
"""Characters of a summary that is made from a short biography."""


@dataclass(frozen=True)
class ParsedFile:
    """What the values of a file mean.

    Attributes:
        value: The episode or person.
        transcript: The transcript of an episode.
        problems: What is wrong with the values. They have paths, but no positions yet.
        paths: The paths in the file of values that can be wrong in relation to other files, by
            their paths in the model.
        positions: The positions of those values that are in text, by their paths in the model.
    """

    value: Episode | Person
    transcript: Transcript = field(default_factory=Transcript)
    problems: Sequence[Problem] = ()
    paths: Mapping[ValuePath, ValuePath] = field(default_factory=dict)
    positions: Mapping[ValuePath, Position] = field(default_factory=dict)


def parse_episode(
    data: Mapping[str, Any],
    file_name: str,
    related: RelatedFiles = NO_RELATED_FILES,
    body: Body = NO_BODY,
    options: ReadingOptions = DEFAULT_READING,
) -> ParsedFile:
    """Make an episode and its transcript from the values of its file.

    Args:
        data: The values, by key.
        file_name: The title of an episode that has none.
        related: The other files that belong to it.
        body: The text below the values.
        options: The options that decide what a file means.
    """
    problems: list[Problem] = []
    data = {key: value for key, value in data.items() if not names_file(value, key)}
    values = EPISODE.read_fields(_with_title(data, file_name, problems), (), problems)
    _find_change(values, data)
    if numbering := values.pop("episode", None):
        values |= number_fields(numbering, values.get("season"), problems)
    values |= people_fields(values)
    values |= recording_fields(values.pop("audio", ()), values.get("links", {}))
    extra = _unread_keys(EPISODE, data, problems)
    found = find_transcript(take_transcript_values(values), related, body, options)
    values["notes"] = "\n\n".join(filter(None, (values.get("notes", ""), found.notes)))
    values["chapters"] = found.chapters
    read = found.read
    episode = Episode(**values, extra=read_extra(extra))
    episode = replace(
        episode,
        summary=episode.description or plain_text(episode.intro, MAX_EPISODE_SUMMARY),
        outline=outline_of(read.transcript, episode.duration, episode.chapters),
    )
    paths = _WrittenPaths(EPISODE, data, episode.links, read)
    problems += found.problems
    problems += paths.translate(check_episode(episode, read.transcript))
    return ParsedFile(
        episode,
        read.transcript,
        [each for each in problems if not each.file or each.code not in episode.ignore],
        dict(paths.of_fields() if read.rows else paths.of_episode(episode)),
        dict(positions_of_speakers(episode, read)),
    )


def parse_person(data: Mapping[str, Any], file_name: str) -> ParsedFile:
    """Make a person from the values of their file; see `parse_episode`."""
    problems: list[Problem] = []
    values = PERSON.read_fields(_with_title(data, file_name, problems), (), problems)
    extra = _unread_keys(PERSON, data, problems)
    urls = {key: value for key, value in extra.items() if _is_url(value)}
    person = Person(**values, extra=read_extra({k: v for k, v in extra.items() if k not in urls}))
    person = replace(
        person,
        links={**person.links, **{tidy(key): read_one_line(url) for key, url in urls.items()}},
        summary=plain_text(person.bio_short, MAX_PERSON_SUMMARY),
    )
    paths = _WrittenPaths(PERSON, data, person.links)
    problems += paths.translate(check_person(person))
    return ParsedFile(person, problems=problems, paths=dict(paths.of_fields()))


def _with_title(
    data: Mapping[str, Any], file_name: str, problems: list[Problem]
) -> Mapping[str, Any]:
    """Return the values with a valid title, which is the file name if there is none."""
    try:
        if read_one_line(data.get("title") or ""):
            return data
    except InvalidValue as error:
        problems.append(error.at(("title",)))
    else:
        message = f"The file has no title, so it is called “{file_name}”."
        problems.append(Problem("missing-title", message, "Add “title:”."))
    return {**data, "title": file_name}


def _find_change(values: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Take a `date` after `dateadded` for the day of the last change."""
    if data.get("published") is not None:
        return
    try:
        added, changed = (DATE.read(data.get(key), (), []) for key in ("dateadded", "date"))
    except InvalidValue:
        return
    if moment_of(added) < moment_of(changed):
        values["published"] = added
        values.setdefault("updated", changed)


def _unread_keys(
    record: Record, data: Mapping[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    """Return the values under keys that are not read, and report those that look misspelt."""
    extra = {key: value for key, value in data.items() if key not in record.keys}
    problems += misspelt_keys(extra, record.keys, data, ())
    return extra


@dataclass(frozen=True)
class _WrittenPaths:
    """Translates paths in the model to paths in a file.

    Attributes:
        record: The fields of the file.
        data: Its values.
        links: The links of the model.
        read: The transcript, and where its entries are.
    """

    record: Record
    data: Mapping[str, Any]
    links: Mapping[str, str]
    read: ReadTranscript = field(default_factory=ReadTranscript)

    def translate(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems with the paths of their values in the file, or their positions in text."""
        for problem in problems:
            if self.read.rows and problem.path[:1] == ("transcript",):
                if problem.code not in CHECKS_OF_LISTS:
                    yield at_row(problem, self.read)
            else:
                yield replace(problem, path=self.path(problem.path))

    def path(self, path: ValuePath) -> ValuePath:
        """Return the path in the file for a path in the model."""
        if not path:
            return ()
        first, *rest = path
        each = self.record.fields_by_name.get(str(first))
        if each is None:
            return path
        key = each.written_key(self.data)
        if first == "transcript" and rest:
            return (key, *self._entry_path(int(rest[0]), *rest[1:]))
        if first == "links" and rest:
            return self._link_path(key, str(rest[0]))
        return (key, *rest)

    def of_fields(self) -> Iterator[tuple[ValuePath, ValuePath]]:
        """Yield the paths of all keys that the file has, and of the items of lists."""
        for each in self.record.fields:
            key = each.written_key(self.data)
            value = self.data.get(key)
            if value is None or each.name == "transcript":
                continue
            yield (each.name,), (key,)
            for index, item in enumerate(value if isinstance(value, list) else ()):
                if isinstance(item, (str, dict)):
                    yield (each.name, index), (key, index)
        for key in self.data:
            if key not in self.record.keys and not has_controls(key):
                yield ("extra", tidy(key)), (key,)

    def of_episode(self, episode: Episode) -> Iterator[tuple[ValuePath, ValuePath]]:
        """Yield the paths of the fields of an episode, and of the first line of each speaker."""
        yield from self.of_fields()
        for index in episode.outline.speakers.values():
            path = ("transcript", index, "who")
            yield path, self.path(path)

    def _link_path(self, key: str, name: str) -> ValuePath:
        value = self.data.get(key)
        path = () if value is None else written_path(value, name, self.links.get(name, ""))
        return (key, *path) if path or isinstance(value, str) else (name,)  # a key of its own

    def _entry_path(self, index: int, *rest: str | int) -> ValuePath:
        written = self.read.indexes[index]
        item = self.data["transcript"][written]
        record = record_of(item)
        if not rest or record is None:
            return (written, *rest)
        return (written, record.fields_by_name[str(rest[0])].written_key(item), *rest[1:])


def _is_url(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))
