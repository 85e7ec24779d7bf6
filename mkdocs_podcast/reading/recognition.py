"""Whether a file is an episode, by its content."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from ..show.episode import spotify_id, youtube_id


class Skipped(str, Enum):
    """Why a file is neither an episode nor a person."""

    NO_FRONT_MATTER = "no front matter"
    """It is an ordinary page."""
    NO_EPISODE_KEYS = "no key of an episode"
    """It is a page with metadata."""
    OTHER_DATA = "other data"
    """It is JSON, and contains a transcript, chapters or a list."""
    FRONT_PAGE = "the page of the folder"
    """It is the `index.md` or `README.md` of the folder of episodes or people."""
    OPTED_OUT = "podcast: false"
    """Its front matter says so."""


DATE_KEYS = frozenset({"published", "date", "dateadded"})
_EPISODE_KEYS = frozenset({"transcript", "episode", "audio", "guests", "duration"})
_KEYED = frozenset({"transcript", "episode"})
_YES = {"true", "yes", "on"}
_NO = {"false", "no", "off"}


def opts_out(values: Mapping[str, Any]) -> bool:
    """Return whether a file says that it is no episode."""
    return str(values.get("podcast")).strip().lower() in _NO


def without_choice(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return values without ``podcast: true``, which chooses what is chosen already."""
    if str(values.get("podcast")).strip().lower() not in _YES:
        return values
    return {key: value for key, value in values.items() if key != "podcast"}


def looks_like_episode(values: Mapping[str, Any], mode: str, *, has_date: bool) -> bool:
    """Return whether front matter is an episode's.

    Args:
        values: Its values.
        mode: The option `episodes`.
        has_date: Whether the name of the file starts with a date.
    """
    if mode != "auto":
        return mode == "all" or bool(values.keys() & _KEYED)
    if values.keys() & _EPISODE_KEYS or _is_playable(values):
        return True
    return bool(values.get("title")) and (has_date or any(map(values.get, DATE_KEYS)))


def _is_playable(values: Mapping[str, Any]) -> bool:
    ids, links = values.get("ids"), values.get("links")
    ids = ids if isinstance(ids, dict) else {}
    links = links if isinstance(links, dict) else {}
    recognizers = {"youtube": youtube_id, "spotify": spotify_id}
    return any(
        recognize(str(each.get(platform) or ""))
        for platform, recognize in recognizers.items()
        for each in (ids, links)
    )
