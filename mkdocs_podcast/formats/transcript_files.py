"""The files that are made from the transcript of an episode: captions and chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..show import Episode, Transcript
from ..site.output_formats import CHAPTER_LIST, CHAPTERS_JSON, PLAIN_TEXT, SRT, TRANSCRIPT_JSON, VTT
from .captions import write_plain_text, write_srt, write_transcript_json, write_vtt
from .chapters import write_chapter_list, write_chapters_json
from .cues import make_cues


def transcript_files(
    episode: Episode,
    transcript: Transcript,
    names: Mapping[str, str],
    page_url: str,
    formats: Iterable[str],
    intro_title: str,
) -> dict[str, bytes]:
    """Return the contents of the files made from a transcript, by the name of the format.

    Args:
        episode: The episode.
        transcript: Its transcript.
        names: The full names of speakers, by their names in the transcript.
        page_url: The absolute URL of the episode's page; empty if it has none.
        formats: The names of formats, as in `output_formats`. Others than those of transcripts are
            ignored.
        intro_title: The title of the time before the first chapter.
    """
    cues = make_cues(episode, transcript, names)
    writers: Mapping[str, Callable[[], str]] = {
        VTT.name: lambda: write_vtt(cues),
        SRT.name: lambda: write_srt(cues),
        TRANSCRIPT_JSON.name: lambda: write_transcript_json(cues),
        PLAIN_TEXT.name: lambda: write_plain_text(transcript, names),
        CHAPTERS_JSON.name: lambda: write_chapters_json(episode, page_url),
        CHAPTER_LIST.name: lambda: write_chapter_list(episode, intro_title),
    }
    return {name: writers[name]().encode() for name in formats if name in writers}
