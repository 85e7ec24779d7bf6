"""Single episodes in the formats that a site publishes them in."""

from __future__ import annotations

from ..build import Build
from ..formats import transcript_files
from ..site import Kind

SUFFIXES = {
    "vtt": ".vtt",
    "srt": ".srt",
    "json": ".json",
    "txt": ".txt",
    "chapters": ".chapters.json",
    "chapter-list": ".chapters.txt",
    "markdown": ".md",
}
"""The suffixes of exported files, by the name of the format."""

_REQUIREMENTS = {
    "vtt": "its transcript has no times",
    "srt": "its transcript has no times",
    "json": "its transcript has no times",
    "txt": "it has no transcript",
    "chapters": "it has no chapters",
    "chapter-list": "it has no chapters that can be listed in a description",
    "markdown": "it is a draft, and drafts have none",
}


class ExportError(Exception):
    """An episode cannot be exported; the message is a part of a sentence that says why."""


def export_episode(build: Build, file: str, format_: str) -> bytes:
    """Return an episode in a format.

    Args:
        build: The show.
        file: The file of the episode, as problems name it.
        format_: One of `SUFFIXES`.

    Raises:
        ExportError: The file is no episode, or lacks what the format needs.
    """
    episode = build.plan.episodes.get(file)
    if episode is None:
        raise ExportError("it is not a readable episode")
    output = next(each for each in build.plan.of_kind(Kind.EPISODE) if each.subject == file)
    urls = build.plan.urls
    outline = episode.outline
    has_content = {
        "txt": outline.has_text,
        "chapters": bool(outline.chapters),
        "chapter-list": outline.has_chapter_list,
        "markdown": True,
    }
    content = b""
    if format_ == "markdown":
        content = build.page(output.src_uri).portable.encode()
    elif has_content.get(format_, outline.has_times):
        files = transcript_files(
            episode,
            build.transcript(episode),
            build.plan.catalog.names(episode),
            urls.absolute(urls.page(output.src_uri)),
            (format_,),
            str(build.messages["introduction"]),
        )
        content = files[format_]
    if not content:
        raise ExportError(_REQUIREMENTS[format_])
    return content
