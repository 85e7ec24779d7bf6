"""The domain: a show, its episodes and people, as frozen data with the rules that belong to them."""

from __future__ import annotations

from .episode import Audio, Clip, Episode, spotify_id, youtube_id
from .fields import is_unfinished, is_web_address
from .person import Person
from .show import Show
from .timecode import (
    Timecode,
    format_timecode,
    iso_duration,
    parse_duration,
    parse_timecode,
    plain_seconds,
)
from .transcript import Entry, Header, Line, Section

__all__ = [
    "Audio",
    "Clip",
    "Entry",
    "Episode",
    "Header",
    "Line",
    "Person",
    "Section",
    "Show",
    "Timecode",
    "format_timecode",
    "is_unfinished",
    "is_web_address",
    "iso_duration",
    "parse_duration",
    "parse_timecode",
    "plain_seconds",
    "spotify_id",
    "youtube_id",
]
