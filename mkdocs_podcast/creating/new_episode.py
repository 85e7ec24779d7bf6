"""A new episode: its number, file name and guid, and what its recording says."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..reading.recordings import Recording
from ..reading.yaml_writing import write_mapping, write_text, write_transcript
from ..settings import Folders
from ..show import ChapterMark, Episode, Person, Transcript, format_timecode
from ..show.fields import is_long_name
from ..show.media import media_type

MAX_SLUG_LENGTH = 80
"""Characters of a file name that is made from a title."""


@dataclass(frozen=True, kw_only=True)
class NewEpisode:
    """What the author says about a new episode.

    Attributes:
        title: Its title.
        published: Its date, which can be in the future.
        season: Its season, if it has one.
        number: Its number, if it has one.
        guests: The names or ids of its guests.
        audio: The path of its recording as in episode files, or its URL; empty if there is none.
        length: The size of a recording on another site in bytes; 0 if unknown.
        recording: What the file of the recording says, if it will be on another site.
        transcript: Its transcript.
        draft: Whether it is not published yet.
        schema: The path of a JSON Schema, for editors; empty if there is none.
    """

    title: str
    published: date
    season: int | None = None
    number: int | None = None
    guests: tuple[str, ...] = ()
    audio: str = ""
    length: int = 0
    recording: Recording = field(default_factory=Recording)
    transcript: Transcript = field(default_factory=Transcript)
    draft: bool = False
    schema: str = ""


def next_number(episodes: Iterable[Episode]) -> tuple[int | None, int]:
    """Return the season and number of the next episode: those of the latest one, plus one."""
    numbered = [each for each in episodes if isinstance(each.episode, int)]
    season = max((each.season for each in numbered if each.season is not None), default=None)
    numbers = [int(each.episode or 0) for each in numbered if each.season == season]
    return season, max(numbers, default=0) + 1


def slug_of(title: str) -> str:
    """Return the file name for a title, without suffix."""
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    slug = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", plain).lower()).strip("-_")
    slug = slug[:MAX_SLUG_LENGTH].rstrip("-")
    while is_long_name(slug):
        slug = slug[:-1]
    return slug or "episode"


def find_guests(names: Iterable[str], people: Sequence[Person]) -> tuple[list[str], dict[str, str]]:
    """Return guests as an episode names them, and the files of those who have none yet.

    Args:
        names: Their ids or names.
        people: The people of the show. If there are none, the show uses plain names.

    Returns:
        Ids, or plain names; and the contents of new files by their names.
    """
    ids: list[str] = []
    files: dict[str, str] = {}
    known = {
        name.casefold(): person.id
        for person in people
        for name in (person.title, *person.aliases, person.id)
    }
    for name in names:
        if people and name.casefold() not in known:
            files[f"{slug_of(name)}.yaml"] = f"title: {write_text(name)}\n"
        ids.append(known.get(name.casefold(), slug_of(name)) if people else name)
    return ids, files


def reference_to(recording: Path, folders: Folders) -> str:
    """Return the path of a recording as an episode names it; empty if it must be copied."""
    path = recording.resolve()
    for folder in (folders.docs, folders.episodes):
        if path.is_relative_to(folder.resolve()):
            return path.relative_to(folder.resolve()).as_posix()
    return ""


def write_episode(episode: NewEpisode) -> str:
    """Return the text of the file of an episode."""
    values = {key: value for key, value in _values(episode) if value not in (None, "", (), [])}
    lines = [f"# yaml-language-server: $schema={episode.schema}"] if episode.schema else []
    lines += write_mapping(values)
    if episode.transcript.entries:
        lines += write_transcript(episode.transcript)
    return "\n".join((*lines, ""))


def _values(episode: NewEpisode) -> Iterator[tuple[str, Any]]:
    yield "title", episode.title
    yield "season", episode.season
    yield "episode", episode.number
    yield "published", episode.published.isoformat()
    yield "draft", episode.draft or None
    yield "guests", list(episode.guests)
    yield "guid", str(uuid.uuid4())
    if episode.length:
        audio: Mapping[str, Any] = {"url": episode.audio, "length": episode.length}
        type_ = media_type(episode.audio)
        yield "audio", {**audio, **({"type": type_} if type_ else {})}
    else:
        yield "audio", episode.audio
    recording = episode.recording
    if recording.duration:
        yield "duration", format_timecode(round(recording.duration))
    if recording.chapters and not episode.transcript.entries:
        yield "chapters", list(map(_chapter, recording.chapters))


def _chapter(mark: ChapterMark) -> str:
    return f"{format_timecode(mark.start)} {mark.title}"
