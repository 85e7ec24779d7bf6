"""The domain: a show with its episodes and people, as frozen data and the rules that go with it."""

from __future__ import annotations

from .chapters import Chapter, ChapterMark
from .episode import EPISODE_TYPES, Audio, Clip, Episode, spotify_id, youtube_id
from .fields import is_unfinished, is_web_url
from .outline import Outline, OutlineSection, outline_of
from .person import Person
from .show import Show
from .timecode import (
    format_timecode,
    iso_duration,
    parse_duration,
    parse_timecode,
    plain_seconds,
)
from .transcript import Cue, Entry, Header, Line, Section, Transcript, Word

__all__ = [
    "EPISODE_TYPES",
    "Audio",
    "Chapter",
    "ChapterMark",
    "Clip",
    "Cue",
    "Entry",
    "Episode",
    "Header",
    "Line",
    "Outline",
    "OutlineSection",
    "Person",
    "Section",
    "Show",
    "Transcript",
    "Word",
    "format_timecode",
    "is_unfinished",
    "is_web_url",
    "iso_duration",
    "outline_of",
    "parse_duration",
    "parse_timecode",
    "plain_seconds",
    "spotify_id",
    "youtube_id",
]
