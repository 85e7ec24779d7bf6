"""What the project speaks of: frozen, typed, and knowing nothing of where it comes from."""

from __future__ import annotations

from .episode import Audio, Clip, Episode, spotify_id, youtube_id
from .fields import is_unfinished, is_web_address
from .person import Person
from .problem import CHECKS, Check, Level, Problem, did_you_mean, judge
from .reading import adapter, parse_episode, parse_person
from .schema import json_schema
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
from .url import ascii_url, web_links

__all__ = [
    "CHECKS",
    "Audio",
    "Check",
    "Clip",
    "Entry",
    "Episode",
    "Header",
    "Level",
    "Line",
    "Person",
    "Problem",
    "Section",
    "Show",
    "Timecode",
    "adapter",
    "ascii_url",
    "did_you_mean",
    "format_timecode",
    "is_unfinished",
    "is_web_address",
    "iso_duration",
    "json_schema",
    "judge",
    "parse_duration",
    "parse_episode",
    "parse_person",
    "parse_timecode",
    "plain_seconds",
    "spotify_id",
    "web_links",
    "youtube_id",
]
