"""Chapters as files: JSON for apps, and the list that platforms read in a description.

JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md,
version 1.2.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ..show import Episode, format_timecode
from ..show.chapters import Chapter
from .cues import one_line

JSON = "chapters.json"
LIST = "chapters.txt"

FORMATS: Mapping[str, str] = {JSON: "application/json+chapters", LIST: "text/plain"}
"""The names of the files, each with its media type."""

_NOT_ALLOWED = str.maketrans("<>", "‹›")
"""YouTube takes no description that has one of these."""


def files(episode: Episode, page: str = "") -> dict[str, str]:
    """Write the chapters of an episode, by the name of the file; nothing where it has none.

    Args:
        episode: The episode.
        page: The whole address of its page, if the site has one.
    """
    made = episode.chapters
    return {JSON: dump(made, episode.title, page), LIST: for_description(made)} if made else {}


def dump(chapters: Iterable[Chapter], title: str = "", page: str = "") -> str:
    """Write the JSON of Podcasting 2.0.

    Args:
        chapters: The chapters of an episode.
        title: What the episode is called.
        page: The whole address of the episode's page; each chapter gets that of its first line.
    """
    rows = [
        {
            "startTime": chapter.start,
            **({} if chapter.end is None else {"endTime": chapter.end}),
            "title": chapter.title,
            **({"url": f"{page}#t-{int(chapter.start)}"} if page else {}),
        }
        for chapter in chapters
    ]
    about = {"title": title} if title else {}
    whole = {"version": "1.2.0", **about, "chapters": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def for_description(chapters: Iterable[Chapter]) -> str:
    """Write the list of times that YouTube and Spotify make chapters of in a description."""
    return "".join(
        f"{format_timecode(int(chapter.start))} {one_line(chapter.title).translate(_NOT_ALLOWED)}\n"
        for chapter in chapters
    )
