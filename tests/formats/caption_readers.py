"""Captions as other programs read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from webvtt import WebVTT

SRT_TIMES = re.compile(
    r"(\d{2,}:[0-5]\d:[0-5]\d,\d{3}) --> (\d{2,}:[0-5]\d:[0-5]\d,\d{3})", re.ASCII
)


@dataclass(frozen=True)
class Caption:
    """A caption as another program reads it: times in milliseconds, lines, and the voice."""

    start: int
    end: int
    lines: list[str]
    voice: str = ""


def milliseconds(clock: str) -> int:
    hours, minutes, seconds, rest = map(int, re.split(r"[:.,]", clock))
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest


def read_vtt(text: str) -> list[Caption]:
    """Read WebVTT with webvtt-py, strictly."""
    found = []
    for caption in WebVTT.from_string(text, strict=True):
        _, voice, words = re.fullmatch(r"(?s)(<v ([^>]*)>)?(.*)", caption.raw_text).groups("")
        assert not re.search(r"<|-->", words)
        start, end = milliseconds(caption.start), milliseconds(caption.end)
        found.append(Caption(start, end, unescape(words).split("\n"), unescape(voice).strip()))
    return found


def read_srt(text: str) -> list[Caption]:
    """Read SRT strictly: blocks of a number, times and lines, and nothing else."""
    assert text.endswith("\n")
    found = []
    for number, block in enumerate(text.removesuffix("\n").split("\n\n"), 1):
        first, clocks, *lines = block.split("\n")
        assert first == str(number)
        start, end = SRT_TIMES.fullmatch(clocks).groups()
        assert lines
        assert all(line.strip() and "-->" not in line for line in lines)
        found.append(Caption(milliseconds(start), milliseconds(end), lines))
    return found


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2060", "").split())


def words_of(read: list[Caption]) -> str:
    return squeezed("".join(line for caption in read for line in caption.lines))
