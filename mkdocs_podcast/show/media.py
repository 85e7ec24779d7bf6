"""Media types of recordings."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import urlsplit

MEDIA_TYPES: Mapping[str, str] = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/opus",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
"""Media types by file name extension; the tables of operating systems differ."""

_NOT_PLAYABLE = {"video/quicktime"}


def media_type(url: str) -> str:
    """Return the media type of a recording by the extension of its name; empty if unknown."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return MEDIA_TYPES.get(posixpath.splitext(path)[1][1:].lower(), "")


def is_playable(type_: str) -> bool:
    """Return whether browsers play recordings of a media type."""
    return type_.startswith(("audio/", "video/")) and type_ not in _NOT_PLAYABLE
