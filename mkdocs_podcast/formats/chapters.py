"""Chapters: JSON for apps, and the list of times that platforms read in a description.

JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md,
version 1.2.0.
"""

from __future__ import annotations

import json
from dataclasses import replace

from ..show import Chapter, Episode, format_timecode, is_web_url, plain_seconds
from ..show.chapters import ChapterListProblem, description_chapters
from ..site import SitePlan
from .cues import one_line

_FORBIDDEN = str.maketrans("<>", "‹›")
"""YouTube rejects a description that contains one of these."""


def with_absolute_images(plan: SitePlan, episode: Episode) -> Episode:
    """Return an episode with the absolute URLs of the pictures of its chapters."""
    outline = episode.outline
    if not any(chapter.image for chapter in outline.chapters):
        return episode
    chapters = tuple(
        chapter._replace(image=plan.urls.absolute(target) if target else "")
        for chapter in outline.chapters
        for target in [plan.asset(episode.file, chapter.image)]
    )
    return replace(episode, outline=replace(outline, chapters=chapters))


def write_chapters_json(episode: Episode, page_url: str) -> str:
    """Write the JSON of Podcasting 2.0.

    Args:
        episode: The episode. The pictures of its chapters are absolute URLs.
        page_url: The absolute URL of its page, to which chapters link; empty if it has none.
    """
    rows = [
        {
            "startTime": chapter.start,
            **({} if chapter.end is None else {"endTime": chapter.end}),
            "title": chapter.title,
            **({"img": chapter.image} if chapter.image else {}),
            **({"url": url} if (url := _url(chapter, page_url)) else {}),
        }
        for chapter in episode.outline.chapters
    ]
    content = {"version": "1.2.0", "title": episode.title, "chapters": rows}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _url(chapter: Chapter, page_url: str) -> str:
    """Return the page about a chapter: its own, or where it starts on the page of the episode."""
    if is_web_url(chapter.url) or not page_url:
        return chapter.url if is_web_url(chapter.url) else ""
    return f"{page_url}#{chapter.anchor or f't={plain_seconds(chapter.start)}'}"


def write_chapter_list(episode: Episode, intro_title: str) -> str:
    """Write the list of times that YouTube and Spotify turn into chapters; empty if they would not.

    Args:
        episode: The episode.
        intro_title: The title of the time before the first chapter.
    """
    chapters = episode.outline.chapters
    listed = description_chapters(chapters, intro_title) if chapters else ()
    if isinstance(listed, ChapterListProblem):
        return ""
    return "".join(
        f"{format_timecode(int(chapter.start))} {one_line(chapter.title).translate(_FORBIDDEN)}\n"
        for chapter in listed
    )
