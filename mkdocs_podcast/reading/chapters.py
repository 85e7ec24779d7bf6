"""The chapters of an episode: in its file, in a file of their own, or as times in show notes.

A file can be the JSON of Podcasting 2.0
(https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md),
Podlove Simple Chapters (https://podlove.org/simple-chapters/), or lines of times and titles, as
mp4chaps and Auphonic write them. They are read here: podcast-chapter-tools requests files from the
web, and stops at the first line that it does not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from ..checks import Problem, ValuePath
from ..show import ChapterMark
from ..show.fields import tidy
from ..show.timecode import parse_timecode
from .kinds import (
    ONE_LINE,
    PROSE,
    TIME,
    InvalidValue,
    JsonSchema,
    Record,
    read_as,
    unexpected,
)
from .transcripts.inline_markdown import plain_words

MIN_CHAPTERS_IN_NOTES = 2
"""Fewer times in show notes are no chapters."""

MARK = Record(
    ChapterMark,
    (
        read_as("title", PROSE, "title", "name", is_required=True),
        read_as("start", TIME, "start", "startTime", "time", is_required=True),
        read_as("end", TIME, "end", "endTime"),
        read_as("image", ONE_LINE, "image", "img"),
        read_as("url", ONE_LINE, "url", "href", "link"),
    ),
    code="bad-chapter",
)

_CLOCK = r"(?:\d{1,4}:)?\d{1,5}:\d{2}(?:[.,]\d{1,9})?"
_MARK_LINE = re.compile(
    rf"\s*(?:(?:[-*+]|\d{{1,3}}[.)])\s*)?[\[(]?({_CLOCK})[\])]?(?:\([^()\s]*\))?(?:\s*[-–—:|]\s+|\s+)(\S.*)"
)
_URL_AT_END = re.compile(r"(?<!\s)\s*<(https?://[^<>\s]*)>\s*$")
_OGM_TIME = re.compile(r"\s*CHAPTER(\d{1,4})=(\S+)", re.IGNORECASE)
_OGM_NAME = re.compile(r"\s*CHAPTER(\d{1,4})NAME=(.*)", re.IGNORECASE)
_PSC = re.compile(r"<(?:psc:)?chapter\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChaptersKind:
    """A list of chapters, or text in one of the formats of chapter files."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        items = {"anyOf": [MARK.schema, {"type": "string"}]}
        return {"type": ["array", "null", "string"], "items": items}

    def read(
        self, value: object, path: ValuePath, problems: list[Problem]
    ) -> tuple[ChapterMark, ...]:
        """Read chapters, without invalid ones."""
        if isinstance(value, str):
            value = _values_in_text(value)
        if not isinstance(value, list):
            raise unexpected("bad-list", "a list", value, "Write a list of chapters.")
        return tuple(_marks(value, path, problems))


CHAPTERS = ChaptersKind()


def read_chapter_file(text: str, format_: str) -> tuple[tuple[ChapterMark, ...], list[Problem]]:
    """Read a file of chapters.

    Args:
        text: Its content.
        format_: Its format by its suffix; `json`, or else the content decides.

    Returns:
        The chapters, and what is wrong with others.
    """
    problems: list[Problem] = []
    if format_ == "json":
        try:
            data = json.loads(text, parse_float=str, parse_int=str)
        except (ValueError, RecursionError):
            data = None
        values = data.get("chapters") if isinstance(data, dict) else data
        if isinstance(values, list):
            values = [each for each in values if not _is_hidden(each)]
    else:
        values = _values_in_text(text)
    if not isinstance(values, list):
        message = "The file contains no chapters."
        advice = "Export it as Podcasting 2.0 JSON, or as lines of times and titles."
        return (), [Problem("bad-chapter", message, advice, line=1, column=1)]
    marks = tuple(_marks(values, ("chapters",), problems))
    if format_ != "json":
        problems = [replace(each, path=(), line=1, column=1) for each in problems]
    return marks, problems


def chapters_in_notes(notes: str) -> tuple[ChapterMark, ...]:
    """Return the chapters of a list of times in show notes: ``0:34 – Why we blog``."""
    found = [mark for line in notes.split("\n") if (mark := _mark_of_line(line))]
    found = [{**mark, "title": plain_words(mark["title"])} for mark in found]
    starts = [mark["start"] for mark in found]
    if len(found) < MIN_CHAPTERS_IN_NOTES or len(set(starts)) < MIN_CHAPTERS_IN_NOTES:
        return ()
    return tuple(_marks(found, (), []))


def _marks(
    values: Iterable[Any], path: ValuePath, problems: list[Problem]
) -> Iterator[ChapterMark]:
    for index, value in enumerate(values):
        if value is None:
            continue
        mark = (_mark_of_line(value) if isinstance(value, str) else None) or value
        try:
            yield MARK.read(mark, (*path, index), problems)
        except InvalidValue as error:
            problems.append(error.at((*path, index)))


def _is_hidden(value: object) -> bool:
    """Return whether a chapter of JSON only changes the picture, and is in no list."""
    return isinstance(value, dict) and (value.get("toc") is False or "title" not in value)


def _values_in_text(text: str) -> list[dict[str, str]]:
    """Return the chapters in text: XML of Podlove, variables of mp4chaps, or a line each."""
    if elements := _PSC.findall(text):
        return [_attributes(element) for element in elements]
    lines = text.split("\n")
    starts = {match[1]: match[2] for line in lines if (match := _OGM_TIME.match(line))}
    if starts:
        names = {match[1]: match[2] for line in lines if (match := _OGM_NAME.match(line))}
        return [{"start": start, "title": names.get(key, "")} for key, start in starts.items()]
    return [_mark_of_line(line) or {"title": line} for line in lines if line.strip()]


def _attributes(element: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(element)
    return {name.lower(): unescape(double or single) for name, double, single in found}


def _mark_of_line(line: str) -> dict[str, str]:
    """Return the chapter of a line with a time and a title; empty if it is none."""
    match = _MARK_LINE.fullmatch(line)
    if not match:
        return {}
    try:
        parse_timecode(match[1])
    except ValueError:
        return {}
    title = match[2]
    url = _URL_AT_END.search(title[-500:])
    if url:
        title = title[: title.rindex("<")]
    found = {"start": match[1], "title": tidy(title)}
    return {**found, "url": url[1]} if url else found
