"""An episode, in the shape in which its file has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from .chapters import Chapter, chapters, find_list_problem
from .fields import Name, Names, Number, PageName, Read, Reference, Text
from .timecode import Duration, Timecode
from .transcript import Entries, Entry, Line, Section, sections

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}", re.ASCII)
_SPOTIFY_ID = re.compile(r"[A-Za-z0-9]{22}", re.ASCII)
_SPOTIFY_PATH = re.compile(r"/(?:intl-[a-z-]+/)?(?:embed/)?episode/([^/]+)/?", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?", re.ASCII)
TYPES = ("full", "trailer", "bonus")
"""What an episode can be to podcast apps."""


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DATE.fullmatch(value.strip())
    if not match:
        raise ValueError(f"“{value}” is not a date such as 2024-03-31")
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        message = f"“{match[1]}” is not in the calendar"
        raise ValueError(message) from None


def _audio(value: object) -> object:
    if isinstance(value, str):
        return {"url": value}
    if isinstance(value, dict) and "file" in value:
        return {"url": value["file"], **{k: v for k, v in value.items() if k != "file"}}
    return value


def _type(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() not in {"", *TYPES}:
        raise ValueError(f"“{value}” is none of {', '.join(TYPES)}")
    return value.strip().lower() if isinstance(value, str) else value


Date = Annotated[date, Read(_date)]
"""A day; a time of day after it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """The recording.

    Attributes:
        url: Its address, or its path relative to the docs folder; also `file`.
        length: Bytes; 0 where unknown.
        type: Media type; empty where unknown.
    """

    url: Reference = ""
    length: Number = 0
    type: Reference = ""


Recording = Annotated[Audio, Read(_audio, {"type": ["string", "object"]})]
"""A recording, written as its address or path alone or with what is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A moment worth quoting.

    Attributes:
        name: What is said there.
        startOffset: Its start, in seconds.
        endOffset: Its end, in seconds.
        url: Its address on a platform.
    """

    name: Name
    startOffset: Timecode  # noqa: N815 - the key's name in schema.org and in the files
    endOffset: Timecode | None = None  # noqa: N815
    url: Reference = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An episode file.

    Attributes:
        title: The heading of its page.
        short: A shorter title, for lists.
        subtitle: A sentence below the title.
        description: One or two sentences, for search engines and lists.
        intro: What the episode is about; HTML.
        season: The season's number.
        episode: The number within the season.
        guests: Ids of people.
        hosts: Ids of people; the show's hosts unless given.
        image: Path of the artwork, relative to the docs folder, or its address.
        published: The day it came out. Also `date` or `dateadded`.
        updated: The day it was last changed.
        duration: Its length, in seconds.
        ids: Its id on `youtube`, `spotify`, `apple`, `anchor`.
        links: Its address on any platform.
        audio: The recording itself.
        topics: What it is about, in a word or two each. Also `tags` or `keywords`.
        clips: Moments worth quoting; `quotableClips` in the file.
        context: A summary for templates; not on the page.
        aliases: Addresses that the page had before.
        draft: Shown by `mkdocs serve` alone.
        slug: The page's address, instead of the file's name.
        guid: What podcast apps know it by; by default made of the show's guid and the file's name.
        explicit: Whether its language is not for everybody; the show's `explicit` unless given.
        type: `full`, `trailer` or `bonus`; for podcast apps.
        transcript: Headers and lines, in order.
        notes: Show notes, Markdown. In a `.md` file, the body.
        ignore: Codes of checks to leave out for this file.
        extra: Keys that are not ours, for templates.
        summary: The description, or else the first words of the introduction, without HTML.
        name: The file's name without its ending, below the episodes folder.
        file: The file it was read from, as the author knows it.
        digest: A fingerprint of the file.
        speakers: Who speaks in the transcript, each with the index of their first entry.
        said: How many characters each speaker says, section by section; nothing for a section
            without header, which nobody can be sent to.
        section_topics: Topics that headers name, each with the indexes of the sections.
        forms: What can be made of the transcript: ``text``, ``captions``, ``chapters``,
            ``chapter-list``.
        chapters: Its sections, as players want them. What is made of the transcript, from
            `speakers` on, is made when that is new, and not when an episode is copied.
    """

    title: Name
    short: Name = ""
    subtitle: Name = ""
    description: Name = ""
    intro: Text = ""
    season: Number | None = None
    episode: Number | None = None
    guests: Names = ()
    hosts: Names = ()
    image: Reference = ""
    published: Date | None = None
    updated: Date | None = None
    duration: Duration | None = None
    ids: Mapping[str, Reference] = field(default_factory=dict)
    links: Mapping[str, Reference] = field(default_factory=dict)
    audio: Recording | None = None
    topics: Names = ()
    clips: tuple[Clip, ...] = ()
    context: Text = ""
    aliases: Names = ()
    draft: bool = False
    slug: PageName = ""
    guid: Name = ""
    explicit: bool | None = None
    type: Annotated[str, Read(_type, {"type": "string", "enum": list(TYPES)})] = ""
    transcript: Annotated[Sequence[Entry], Entries()] = ()
    notes: Text = ""
    ignore: Names = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    name: str = ""
    file: str = ""
    digest: str = ""
    speakers: Mapping[str, int] = field(default_factory=dict)
    said: tuple[Mapping[str, int], ...] = ()
    section_topics: Mapping[str, Sequence[int]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()

    def __post_init__(self) -> None:
        """Note of the transcript what is asked for more often than what is said in it."""
        if not self.said and self.transcript:
            parts = list(self.sections())
            object.__setattr__(self, "speakers", _speakers(self.transcript))
            object.__setattr__(self, "said", tuple(map(_said, parts)))
            object.__setattr__(self, "section_topics", _section_topics(parts))
            object.__setattr__(self, "chapters", chapters(self.transcript, self.duration))
            object.__setattr__(self, "forms", tuple(_forms(self)))

    @property
    def address(self) -> str:
        """Where its page is, below the folder of pages."""
        if not self.slug:
            return self.name
        folder, _, _ = self.name.rpartition("/")
        return f"{folder}/{self.slug}" if folder else self.slug

    @property
    def youtube(self) -> str:
        """Its video's id, from `ids` or from the link; empty where it has none."""
        return youtube_id(self.ids.get("youtube", "")) or youtube_id(self.links.get("youtube", ""))

    @property
    def spotify(self) -> str:
        """Its id on Spotify, from `ids` or from the link; empty where it has none."""
        return spotify_id(self.ids.get("spotify", "")) or spotify_id(self.links.get("spotify", ""))

    def sections(self) -> Iterator[Section]:
        """Its transcript, section by section; lines before the first header come without one."""
        return sections(self.transcript)


def _speakers(transcript: Sequence[Entry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, entry in enumerate(transcript):
        if isinstance(entry, Line) and entry.who:
            found.setdefault(entry.speaker, index)
    return found


def _said(section: Section) -> dict[str, int]:
    said: dict[str, int] = {}
    speaker = ""
    for line in section.lines if section.header else ():
        speaker = line.speaker or speaker
        said[speaker] = said.get(speaker, 0) + len(line.line)
    return said


def _forms(episode: Episode) -> Iterator[str]:
    yield "text"
    if any(isinstance(entry, Line) and entry.start is not None for entry in episode.transcript):
        yield "captions"
    if episode.chapters:
        yield "chapters"
        if not find_list_problem(episode.chapters):
            yield "chapter-list"


def _section_topics(sections: Sequence[Section]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, section in enumerate(sections):
        for topic in section.topics if section.header else ():
            found.setdefault(topic, []).append(index)
    return found


def youtube_id(text: str) -> str:
    """The id in a YouTube address, or in an id that has something behind it; else nothing.

    Ids are eleven of ``A-Za-z0-9_-``.
    """
    if "/" in text:
        try:
            address = urlsplit(text)
        except ValueError:
            return ""
        host = (address.hostname or "").removeprefix("www.").removeprefix("m.")
        if host == "youtu.be":
            text = address.path.strip("/")
        elif host in {"youtube.com", "youtube-nocookie.com", "music.youtube.com"}:
            text = parse_qs(address.query).get("v", [address.path.rpartition("/")[2]])[0]
        else:
            return ""
    match = _YOUTUBE_ID.match(text)
    return match[0] if match and text[11:12] in {"", "&", "?"} else ""


def spotify_id(text: str) -> str:
    """The id in the address of an episode on Spotify, or in an id that has something behind it.

    Ids are 22 letters and digits. Those of shows look the same, and are not taken.
    """
    text = text.removeprefix("spotify:episode:")
    if "/" in text:
        try:
            address = urlsplit(text)
        except ValueError:
            return ""
        path = _SPOTIFY_PATH.fullmatch(address.path)
        if address.hostname != "open.spotify.com" or not path:
            return ""
        text = path[1]
    match = _SPOTIFY_ID.match(text)
    return match[0] if match and text[22:23] in {"", "&", "?"} else ""
