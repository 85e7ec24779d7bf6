"""An episode: its metadata, and the outline of its transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .chapters import ChapterMark
from .credits import Credit
from .media import media_type
from .outline import Outline
from .person import Person

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}", re.ASCII)
_SPOTIFY_ID = re.compile(r"[A-Za-z0-9]{22}", re.ASCII)
_SPOTIFY_PATH = re.compile(r"/(?:intl-[a-z-]+/)?(?:embed/)?episode/([^/]+)/?", re.ASCII)

EPISODE_TYPES = ("full", "trailer", "bonus")
"""What an episode can be to podcast apps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """The recording of an episode.

    Attributes:
        url: Its URL, or its path relative to the docs folder.
        length: Its size in bytes; 0 if unknown.
        type: Its media type; empty if unknown.
    """

    url: str = ""
    length: int = 0
    type: str = ""

    @property
    def media_type(self) -> str:
        """Its media type, from its name if it is not given; empty if unknown."""
        return self.type or media_type(self.url)

    @property
    def is_video(self) -> bool:
        """Whether it is a video."""
        return self.media_type.startswith("video/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A moment worth quoting.

    Attributes:
        name: What is said there.
        start: Its start in seconds.
        end: Its end in seconds, if known.
        url: Its URL on a platform.
    """

    name: str
    start: float
    end: float | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An episode.

    Attributes:
        title: The heading of its page.
        short: A shorter title, for lists.
        subtitle: A sentence below the title.
        description: One or two sentences, for search engines and lists.
        intro: What the episode is about; HTML.
        season: The number of its season.
        episode: Its number within the season; a whole one is an `int`.
        display: How readers see the number, if not in the usual way: ``12.50``, ``Ch. 3``.
        guests: The ids of its guests, or their names.
        hosts: The ids of its hosts, or their names; the show's hosts unless given.
        credits: What people did besides, or how they took part.
        people: What its file says about people who have no file.
        image: The path of its artwork, relative to the docs folder, or a URL.
        published: The day it was published, or the moment: a `datetime` with a zone.
        updated: The day or the moment it was last changed.
        duration: Its length in seconds.
        ids: Its id on `youtube`, `spotify`, `apple`, `anchor`.
        links: Its URL on any platform, by platform.
        audio: Its recording.
        alternates: Other formats of its recording.
        topics: What it is about, in a word or two each.
        clips: Moments worth quoting.
        chapters: Its chapters; by default the sections of its transcript.
        context: A summary for templates; not on the page.
        aliases: Earlier URLs of its page.
        permalink: The URL of its page on another site generator; one more alias, or the URL of its
            page if the option `urls` says so.
        draft: Whether only `mkdocs serve` shows it.
        slug: The last part of its URL, instead of the file name.
        guid: Its id in podcast apps; by default made from the show's guid and the file name.
        explicit: Whether it is explicit; as the show is unless given.
        language: Its language, a BCP 47 tag; that of the show unless given.
        type: `full`, `trailer` or `bonus`; empty if not given.
        notes: Show notes, Markdown.
        speakers: The names of speakers, by what its transcript calls them.
        merge: Whether the cues of its transcript are merged into sentences; as the site does unless
            given.
        ignore: Codes of checks that are not reported for its file.
        extra: Keys that the plugin does not read, for templates.
        summary: The description, or the first words of the introduction without HTML.
        name: The path of its file below the folder of episodes, without suffix.
        file: Its file, as problems name it.
        digest: A digest of the content of its file, which stands for its transcript too.
        outline: The outline of its transcript, which `digest` determines.
    """

    title: str
    short: str = ""
    subtitle: str = ""
    description: str = ""
    intro: str = ""
    season: int | None = None
    episode: int | float | None = None
    display: str = ""
    guests: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    people: tuple[Person, ...] = ()
    image: str = ""
    published: date | None = None
    updated: date | None = None
    duration: float | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    audio: Audio | None = None
    alternates: tuple[Audio, ...] = ()
    topics: tuple[str, ...] = ()
    clips: tuple[Clip, ...] = ()
    chapters: tuple[ChapterMark, ...] = ()
    context: str = ""
    aliases: tuple[str, ...] = ()
    permalink: str = ""
    draft: bool = False
    slug: str = ""
    guid: str = ""
    explicit: bool | None = None
    language: str = ""
    type: str = ""
    notes: str = ""
    speakers: Mapping[str, str] = field(default_factory=dict)
    merge: bool | None = None
    ignore: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    name: str = ""
    file: str = ""
    digest: str = ""
    outline: Outline = field(default_factory=Outline, metadata={"is_digested": False})

    @property
    def page_name(self) -> str:
        """The path of its page below the show's folder, without suffix."""
        if not self.slug:
            return self.name
        folder, _, _ = self.name.rpartition("/")
        return f"{folder}/{self.slug}" if folder else self.slug

    @property
    def youtube(self) -> str:
        """The id of its video, from `ids` or from its link; empty if it has none."""
        return youtube_id(self.ids.get("youtube", "")) or youtube_id(self.links.get("youtube", ""))

    @property
    def spotify(self) -> str:
        """Its id on Spotify, from `ids` or from its link; empty if it has none."""
        return spotify_id(self.ids.get("spotify", "")) or spotify_id(self.links.get("spotify", ""))


def youtube_id(text: str) -> str:
    """Return the id in the URL of a YouTube video, or at the start of a text, or nothing.

    Ids are eleven of ``A-Za-z0-9_-``.
    """
    if "/" in text:
        try:
            parts = urlsplit(text if "://" in text else f"//{text}")
        except ValueError:
            return ""
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        if host == "youtu.be":
            text = parts.path.strip("/")
        elif host in {"youtube.com", "youtube-nocookie.com", "music.youtube.com"}:
            text = parse_qs(parts.query).get("v", [parts.path.rpartition("/")[2]])[0]
        else:
            return ""
    match = _YOUTUBE_ID.match(text)
    return match[0] if match and text[11:12] in {"", "&", "?"} else ""


def spotify_id(text: str) -> str:
    """Return the id in the URL of an episode on Spotify, or at the start of a text, or nothing.

    Ids are 22 letters and digits. The URLs of shows contain similar ids, which are not used.
    """
    text = text.removeprefix("spotify:episode:")
    if "/" in text:
        try:
            parts = urlsplit(text if "://" in text else f"//{text}")
        except ValueError:
            return ""
        path = _SPOTIFY_PATH.fullmatch(parts.path)
        if parts.hostname != "open.spotify.com" or not path:
            return ""
        text = path[1]
    match = _SPOTIFY_ID.match(text)
    return match[0] if match and text[22:23] in {"", "&", "?"} else ""
