"""A transcript as files: WebVTT and SRT for videos, JSON for apps, and plain text.

WebVTT: https://www.w3.org/TR/webvtt1/. JSON:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md.
SRT has no specification; what is written here is what its readers agree on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from html import escape

from ..model import Episode
from .cues import Cue, captioned, cues, one_line, spoken

VTT = "transcript.vtt"
SRT = "transcript.srt"
JSON = "transcript.json"
PLAIN = "transcript.txt"

FORMATS: Mapping[str, str] = {
    VTT: "text/vtt",
    SRT: "application/x-subrip",
    JSON: "application/json",
    PLAIN: "text/plain",
}
"""The names of the files, each with its media type; the best for a player first."""

VTT_WIDTH = 65
"""So many characters a line of WebVTT has at most, as Podcasting 2.0 advises."""

SRT_WIDTH = 32
"""So many characters a line of SRT has at most, as Podcasting 2.0 advises."""

_SRT_MARKUP = re.compile(r"<(?=[A-Za-z/])|\{(?=\\)|--(?=>)")
_KEPT_APART = "\\g<0>\u2060"
"""What was found, and a word joiner."""


def files(episode: Episode, names: Mapping[str, str]) -> dict[str, str]:
    """Write what can be written of a transcript, by the name of the file.

    Without any time there is only plain text, and without a transcript nothing.
    """
    made = cues(episode, names)
    timed = {VTT: vtt(made), SRT: srt(made), JSON: transcript_json(made)} if made else {}
    text = plain(episode, names)
    return {**timed, PLAIN: text} if text else {}


def vtt(cues: Iterable[Cue]) -> str:
    """Write WebVTT with a voice on every caption of a named speaker.

    A voice ends with its cue, and players style and announce each cue on its own
    (https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span).
    """
    blocks = ["WEBVTT\n"]
    for cue in cues:
        moments, captions = captioned(cue, cue.text, VTT_WIDTH)
        if escape(cue.text, quote=False) != cue.text:
            captions = [escape(caption, quote=False) for caption in captions]
        voice = _voice(cue.speaker) if cue.speaker else ""
        blocks += _timed(moments, [voice + caption for caption in captions], ".")
    return "\n".join(blocks)


def srt(cues: Iterable[Cue]) -> str:
    """Write SRT with the speaker's name where it differs from the name of the cue before.

    SRT has no escapes. A word joiner, which is invisible, keeps text from being read as markup.
    """
    blocks = list[str]()
    before = ""
    for cue in cues:
        text = f"{cue.speaker}: {cue.text}" if cue.speaker not in ("", before) else cue.text
        before = cue.speaker
        if "<" in text or "{" in text or "-->" in text:
            text = _SRT_MARKUP.sub(_KEPT_APART, text)
        blocks += _timed(*captioned(cue, text, SRT_WIDTH), ",")
    return "\n".join([f"{number}\n{block}" for number, block in enumerate(blocks, 1)])


def transcript_json(cues: Iterable[Cue]) -> str:
    """Write the JSON of Podcasting 2.0, with a segment a line of the transcript."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": cue.start,
            "endTime": cue.end,
            "body": cue.text,
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def plain(episode: Episode, names: Mapping[str, str]) -> str:
    """Write all headers and lines as text, whether they have times or not.

    Paragraphs are apart by an empty line, sections by two. A name stands where the speaker
    changes.
    """
    sections = list[str]()
    for section in episode.sections():
        paragraphs = [one_line(section.header)]
        before = ""
        for speaker, words in spoken(section, names):
            opens = words and speaker and speaker != before
            paragraphs.append(f"{speaker}: {words}" if opens else words)
            before = speaker if words else before
        sections.append("\n\n".join(filter(None, paragraphs)))
    text = "\n\n\n".join(filter(None, sections))
    return f"{text}\n" if text else ""


@lru_cache(maxsize=1 << 10)
def _voice(speaker: str) -> str:
    """The tag of a voice, which a space keeps from ending in an arrow: that would end the cue."""
    end = " " if speaker.endswith("--") else ""
    return f"<v {escape(speaker, quote=False)}{end}>"


def _timed(moments: Sequence[int], captions: Iterable[str], point: str) -> list[str]:
    """Each caption below its times, which the formats write with one point or another."""
    parts = _milliseconds(point)
    clocks = [_clock(moment // 1_000) + parts[moment % 1_000] for moment in moments]
    timed = zip(clocks, clocks[1:], captions, strict=False)
    return [f"{start} --> {end}\n{caption}\n" for start, end, caption in timed]


@lru_cache(maxsize=1 << 14)
def _clock(seconds: int) -> str:
    return f"{seconds // 3_600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


@cache
def _milliseconds(point: str) -> list[str]:
    """All that can stand after the seconds of a time, since writing it anew takes longer."""
    return [f"{point}{milliseconds:03d}" for milliseconds in range(1_000)]
