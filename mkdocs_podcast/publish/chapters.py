"""Chapters as files: JSON for apps, and the list that platforms read in a description.

JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md,
version 1.2.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from ..model import Episode, format_timecode
from ..model.chapters import Chapter, chapter_anchors, listed_chapters
from .cues import one_line

JSON = "chapters.json"
LIST = "chapters.txt"

FORMATS: Mapping[str, str] = {JSON: "application/json+chapters", LIST: "text/plain"}
"""The names of the files, each with its media type."""

_NOT_ALLOWED = str.maketrans("<>", "‹›")
"""YouTube takes no description that has one of these."""


def files(episode: Episode, page: str = "", introduction: str = "Introduction") -> dict[str, str]:
    """Write the chapters of an episode, by file name; nothing if it has none.

    Args:
        episode: The episode.
        page: The absolute URL of its page, if the site has one.
        introduction: The title of the time before the first chapter, in the list.
    """
    made = episode.chapters
    if not made:
        return {}
    written = {JSON: dump(made, episode.title, chapter_urls(episode, page))}
    if "chapter-list" in episode.forms:
        written[LIST] = for_description(listed_chapters(made, introduction))
    return written


def chapter_urls(episode: Episode, page: str) -> list[str]:
    """Return the URL of the line that each chapter starts with; empty if the page has no URL."""
    if not page:
        return [""] * len(episode.chapters)
    return [f"{page}#{anchor}" for anchor in chapter_anchors(episode.transcript, episode.chapters)]


def dump(chapters: Iterable[Chapter], title: str, urls: Iterable[str]) -> str:
    """Write the JSON of Podcasting 2.0.

    Args:
        chapters: The chapters of an episode.
        title: The episode's title.
        urls: The URL of each chapter; empty if the site has no URL.
    """
    rows = [
        {
            "startTime": chapter.start,
            **({} if chapter.end is None else {"endTime": chapter.end}),
            "title": chapter.title,
            **({"url": url} if url else {}),
        }
        for chapter, url in zip(chapters, urls, strict=True)
    ]
    whole = {"version": "1.2.0", "title": title, "chapters": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def for_description(chapters: Iterable[Chapter]) -> str:
    """Write the list of times that YouTube and Spotify turn into chapters in a description."""
    return "".join(
        f"{format_timecode(int(chapter.start))} {one_line(chapter.title).translate(_NOT_ALLOWED)}\n"
        for chapter in chapters
    )
