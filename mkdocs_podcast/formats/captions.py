"""A transcript as captions: WebVTT and SRT for videos, JSON for apps, and plain text.

WebVTT: https://www.w3.org/TR/webvtt1/. JSON:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md.
SRT has no specification; the writer keeps to what its readers have in common.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from html import escape

from ..show import Cue, Transcript
from .cues import divide_into_captions, named_lines, one_line

VTT_WIDTH = 65
"""The longest line of WebVTT in characters, as Podcasting 2.0 advises."""

SRT_WIDTH = 32
"""The longest line of SRT in characters, as Podcasting 2.0 advises."""

_SRT_MARKUP = re.compile(r"<(?=[A-Za-z/])|\{(?=\\)|--(?=>)")
_WITH_WORD_JOINER = "\\g<0>\u2060"


def write_vtt(cues: Iterable[Cue]) -> str:
    """Write WebVTT with a voice on every caption of a named speaker, and the times of words.

    A voice ends with its cue, and players style and announce each cue on its own
    (https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span).
    """
    blocks = ["WEBVTT\n"]
    for cue in cues:
        moments, captions = _captions(cue, cue.text, VTT_WIDTH)
        if cue.words:
            captions = [_with_times(cue)]
        elif escape(cue.text, quote=False) != cue.text:
            captions = [escape(caption, quote=False) for caption in captions]
        voice = _voice(cue.speaker) if cue.speaker else ""
        blocks += _timed(moments, [voice + caption for caption in captions], ".")
    return "\n".join(blocks)


def write_srt(cues: Iterable[Cue]) -> str:
    """Write SRT with the speaker's name where it differs from the name of the cue before.

    SRT has no escapes. A word joiner, which is invisible, keeps text from being read as markup.
    """
    blocks = list[str]()
    before = ""
    for cue in cues:
        text = f"{cue.speaker}: {cue.text}" if cue.speaker not in ("", before) else cue.text
        before = cue.speaker
        if "<" in text or "{" in text or "-->" in text:
            text = _SRT_MARKUP.sub(_WITH_WORD_JOINER, text)
        blocks += _timed(*_captions(cue, text, SRT_WIDTH), ",")
    return "\n".join([f"{number}\n{block}" for number, block in enumerate(blocks, 1)])


def write_transcript_json(cues: Iterable[Cue]) -> str:
    """Write the JSON of Podcasting 2.0, with a segment per cue."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": cue.start,
            "endTime": cue.end,
            "body": one_line(cue.text),
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def write_plain_text(transcript: Transcript, names: Mapping[str, str]) -> str:
    """Write all headers and lines as text, with or without times.

    A blank line separates paragraphs, two separate sections. A name is written where the speaker
    changes.

    Args:
        transcript: The transcript.
        names: The full names of speakers, by their names in the transcript.
    """
    sections = list[str]()
    for section in transcript.sections():
        paragraphs = [one_line(section.header)]
        before = ""
        for speaker, text in named_lines(section, names):
            is_turn = text and speaker and speaker != before
            paragraphs.append(f"{speaker}: {text}" if is_turn else text)
            before = speaker if text else before
        sections.append("\n\n".join(filter(None, paragraphs)))
    text = "\n\n\n".join(filter(None, sections))
    return f"{text}\n" if text else ""


@lru_cache(maxsize=1 << 10)
def _voice(speaker: str) -> str:
    """Return the tag of a voice; a space keeps it from ending in an arrow."""
    end = " " if speaker.endswith("--") else ""
    return f"<v {escape(speaker, quote=False)}{end}>"


def _captions(cue: Cue, text: str, width: int) -> tuple[list[int], list[str]]:
    """Return the moments and captions of a cue; a cue from a file is a single caption."""
    if cue.is_line:
        return divide_into_captions(cue, text, width)
    return [round(cue.start * 1_000), round(cue.end * 1_000)], [text]


def _with_times(cue: Cue) -> str:
    """Return the text of a cue with the start of each word, except those that start with it.

    Times ascend and are within the cue (https://www.w3.org/TR/webvtt1/#webvtt-timestamp).
    """
    parts, position, before = list[str](), 0, cue.start
    fractions = _fractions(".")
    for word in cue.words:
        if before < word.start < cue.end and position <= word.position:
            moment = round(word.start * 1_000)
            text = escape(cue.text[position : word.position], quote=False)
            parts += text, f"<{_clock(moment // 1_000)}{fractions[moment % 1_000]}>"
            position, before = word.position, word.start
    return "".join([*parts, escape(cue.text[position:], quote=False)])


def _timed(moments: Sequence[int], captions: Iterable[str], decimal_mark: str) -> list[str]:
    """Return each caption below its times."""
    fractions = _fractions(decimal_mark)
    clocks = [_clock(moment // 1_000) + fractions[moment % 1_000] for moment in moments]
    timed = zip(clocks, clocks[1:], captions, strict=False)
    return [f"{start} --> {end}\n{caption}\n" for start, end, caption in timed]


@lru_cache(maxsize=1 << 14)
def _clock(seconds: int) -> str:
    return f"{seconds // 3_600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


@cache
def _fractions(decimal_mark: str) -> list[str]:
    """Return the milliseconds of all times, which is faster than formatting each."""
    return [f"{decimal_mark}{milliseconds:03d}" for milliseconds in range(1_000)]
