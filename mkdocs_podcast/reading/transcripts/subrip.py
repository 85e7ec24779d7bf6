"""SRT, which has no specification: numbers, times with a comma, and text with a few tags."""

from __future__ import annotations

import re
from html import unescape

from .cue_files import blocks_of
from .segments import Faults, Segment, tidy_lines

_MARKUP = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]*)?/?>|\{\\[^{}]*\}", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6});")
_WORD_JOINER = "\u2060"
_FIRST_LINES = re.compile(r"(?:\d+[ \t]*\n)?[ \t]*[\d:.,]+[ \t]*-->")


def is_srt(text: str) -> bool:
    """Return whether text is SRT, to judge by its first lines."""
    return bool(_FIRST_LINES.match(text[:200].lstrip()))


def read_srt(text: str, faults: Faults) -> list[Segment]:
    """Read SRT."""
    segments = list[Segment]()
    for block in blocks_of(text, faults):
        marked = "\n".join(block.text).replace(_WORD_JOINER, "")
        plain = _REFERENCE.sub(lambda match: unescape(match[0]), _MARKUP.sub("", marked))
        words = tidy_lines(plain)
        if not words or (not block.is_timed and words.isdigit()):
            continue
        if not block.is_timed:
            faults.add(
                "This text has no times.",
                "Add a line such as 00:01:02,500 --> 00:01:05,000, or remove the blank line above.",
                block.row,
            )
        segments.append(Segment(words, "", block.start, block.end, (), block.row))
    return segments
