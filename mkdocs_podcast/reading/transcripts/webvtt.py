"""WebVTT: https://www.w3.org/TR/webvtt1/.

Names (`<v Ada>`) and times of words (`<00:01.500>`) are kept. Comments, styles, regions, the
positions of cues and other tags are not words, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ...show import Word
from ...show.fields import tidy
from .cue_files import CueBlock, blocks_of
from .segments import Faults, Segment, clean, join_pieces, later, seconds, tidy_lines

_TAG = re.compile(
    r"<(?P<time>\d[\d:.,]*)>"
    r"|<v(?:\.[^\s<>]*)?[ \t](?P<voice>[^<>]*)>"
    r"|</?(?:v|c|i|b|u|ruby|rt|lang|font|s)(?:[.\s][^<>]*)?/?>",
    re.IGNORECASE,
)
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|$)")


def is_webvtt(text: str) -> bool:
    """Return whether text is WebVTT, to judge by its first line."""
    return bool(re.match(r"WEBVTT(?=\s|$)", text))


def read_webvtt(text: str, faults: Faults) -> list[Segment]:
    """Read WebVTT."""
    segments = list[Segment]()
    for block in blocks_of(text, faults):
        if block.is_timed:
            segments += _voices(block)
        elif block.text[0].startswith("WEBVTT") and block.row == 1:
            continue
        elif not _NO_CUE.match(block.text[0]) and not block.text[0].strip().isdigit():
            faults.add(
                "This text has no times.",
                "Add a line such as 00:01:02.500 --> 00:01:05.000, or remove the blank line above.",
                block.row,
            )
            segments += _voices(block)
    return segments


def _voices(block: CueBlock) -> Iterator[Segment]:
    """Yield what each voice of a cue says; most cues have one."""
    text = "\n".join(block.text)
    if "<" not in text:
        words = tidy_lines(unescape(text))
        if words:
            yield Segment(words, "", block.start, block.end, (), block.row)
        return
    speaker, pieces = "", list[tuple[str, float | None]]()
    position, moment = 0, block.start
    for tag in _TAG.finditer(text):
        pieces.append((unescape(text[position : tag.start()]), moment))
        position, moment = tag.end(), None
        if tag["time"]:
            moment = seconds(tag["time"])
        elif tag["voice"] is not None:
            name = tidy(clean(unescape(tag["voice"])))
            if name != speaker:
                yield from _segment(speaker, pieces, block)
                speaker, pieces, moment = name, [], block.start
    pieces.append((unescape(text[position:]), moment))
    yield from _segment(speaker, pieces, block)


def _segment(
    speaker: str, pieces: list[tuple[str, float | None]], block: CueBlock
) -> Iterator[Segment]:
    if len(pieces) == 1:
        text, starts = tidy_lines(pieces[0][0]), list[tuple[float, int]]()
    else:
        text, starts = join_pieces(pieces)
    if text:
        has_times = any(start != block.start for start, _ in starts)
        words = _words(starts, block) if has_times else ()
        yield Segment(text, speaker, block.start, block.end, words, block.row)


def _words(starts: list[tuple[float, int]], block: CueBlock) -> tuple[Word, ...]:
    ends = [*(start for start, _ in starts[1:]), block.end]
    spoken = zip(starts, ends, strict=True)
    found = [
        Word(start, last, position)
        for (start, position), end in spoken
        if (last := later(end, start)) is not None
    ]
    return tuple(found) if block.end is not None and len(found) == len(starts) else ()
