"""The formats that an episode is published in next to its page.

This table is the only place that knows a format's file name, media type, requirements and label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..settings import Settings
from ..show import Outline

Requirement = Callable[[Outline], bool]
"""Decides from the outline of a transcript whether a format can be generated."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format.

    Attributes:
        name: Its short name, as in ``vtt``.
        file_name: The name of the file in the folder of the page.
        media_type: Its media type.
        requires: What it needs of a transcript.
        option: The setting that turns it on.
        label: Its label on pages.
        is_message: Whether `label` is the key of a message.
        is_download: Whether the page offers it to readers.
        is_linked: Whether the head of the page links to it.
    """

    name: str
    file_name: str
    media_type: str
    requires: Requirement
    option: str
    label: str
    is_message: bool = False
    is_download: bool = True
    is_linked: bool = True


def _nothing(_outline: Outline) -> bool:
    return True


def _text(outline: Outline) -> bool:
    return outline.has_text


def _times(outline: Outline) -> bool:
    return outline.has_times


def _chapters(outline: Outline) -> bool:
    return bool(outline.chapters)


def _chapter_list(outline: Outline) -> bool:
    return outline.has_chapter_list


VTT = OutputFormat("vtt", "transcript.vtt", "text/vtt", _times, "captions", "WebVTT")
SRT = OutputFormat("srt", "transcript.srt", "application/x-subrip", _times, "captions", "SRT")
TRANSCRIPT_JSON = OutputFormat(
    "json", "transcript.json", "application/json", _times, "captions", "JSON"
)
PLAIN_TEXT = OutputFormat(
    "txt", "transcript.txt", "text/plain", _text, "captions", "plain_text", is_message=True
)
CHAPTERS_JSON = OutputFormat(
    "chapters",
    "chapters.json",
    "application/json+chapters",
    _chapters,
    "chapters",
    "chapters",
    is_message=True,
)
CHAPTER_LIST = OutputFormat(
    "chapter-list",
    "chapters.txt",
    "text/plain",
    _chapter_list,
    "chapters",
    "",
    is_download=False,
    is_linked=False,
)
MARKDOWN = OutputFormat(
    "markdown", "index.md", "text/markdown", _nothing, "markdown", "Markdown", is_download=False
)

FORMATS = (VTT, SRT, TRANSCRIPT_JSON, PLAIN_TEXT, CHAPTERS_JSON, CHAPTER_LIST, MARKDOWN)
"""All formats, the best for a player first."""

FORMATS_BY_NAME = {each.name: each for each in FORMATS}


def formats_of(outline: Outline, settings: Settings) -> Iterator[OutputFormat]:
    """Yield the formats that an episode is published in."""
    for each in FORMATS:
        if getattr(settings, each.option) and each.requires(outline):
            yield each
