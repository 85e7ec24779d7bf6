"""Chapters: JSON for apps, and the list of times that platforms read in a description.

JSON: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md,
version 1.2.0.
"""

from __future__ import annotations

import json

from ..show import Episode, format_timecode
from ..show.chapters import ChapterListProblem, description_chapters
from .cues import one_line

_FORBIDDEN = str.maketrans("<>", "‹›")
"""YouTube rejects a description that contains one of these."""


def write_chapters_json(episode: Episode, page_url: str) -> str:
    """Write the JSON of Podcasting 2.0.

    Args:
        episode: The episode.
        page_url: The absolute URL of its page, to which chapters link; empty if it has none.
    """
    rows = [
        {
            "startTime": chapter.start,
            **({} if chapter.end is None else {"endTime": chapter.end}),
            "title": chapter.title,
            **({"url": f"{page_url}#{chapter.anchor}"} if page_url else {}),
        }
        for chapter in episode.outline.chapters
    ]
    content = {"version": "1.2.0", "title": episode.title, "chapters": rows}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


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
