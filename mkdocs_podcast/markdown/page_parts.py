"""The parts of a page, between ``<!-- podcast:NAME -->`` and ``<!-- /podcast:NAME -->``.

Transcripts and lists of links are rendered here. A part that begins with an HTML tag, right below
its comment, stays as it is. Any other part is Markdown, and gets a ``<div>`` around it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape as escape_html
from itertools import groupby
from typing import NamedTuple

from ..show.anchors import line_namer
from . import dialect, lists
from .dialect import Comments, Heading
from .finished_html import part_closing, part_opening
from .transcript_html import render_transcript

_HTML = re.compile(r"\n<[a-z]")

Piece = str | Heading
"""A piece of a page: finished HTML, or a heading that other extensions will see."""


class ExtractedParts(NamedTuple):
    """A page and its parts.

    Attributes:
        text: The page with a `placeholder` for each group of adjacent parts, on its own line.
        groups: The pieces that replace each placeholder.
    """

    text: str
    groups: list[list[Piece]]


def placeholder(number: int) -> str:
    """Return what the text of a page contains instead of a group of parts."""
    return f"podcast-part-{number}-of-this-page"


def may_have_parts(text: str) -> bool:
    """Return whether there may be parts in a page."""
    return "<!-- podcast:" in text


def extract_parts(text: str, line_link: str) -> ExtractedParts:
    """Render the parts of a page, and replace them by placeholders.

    Args:
        text: The Markdown of the page.
        line_link: The label of the link to a line, for screen readers.
    """
    extraction = _Extraction(text, line_link)
    remaining = "".join(extraction.remaining_text())
    return ExtractedParts(remaining, [list(_joined(group)) for group in extraction.groups])


class _Extraction:
    def __init__(self, text: str, line_link: str) -> None:
        self.groups: list[list[Piece]] = []
        self._text = text
        self._position = 0
        self._open = Counter[str]()
        self._comments = Comments(text)
        self._is_adjacent = False
        self._line_link = escape_html(line_link)
        self._name_line = line_namer()

    def remaining_text(self) -> Iterator[str]:
        """Yield the text of the page with placeholders instead of its parts."""
        while match := self._comments.find(self._position):
            between = self._text[self._position : match.start()]
            self._is_adjacent = self._is_adjacent and not between.strip()
            yield between
            self._position = match.end()
            opened, closed = match["opened"], match["closed"]
            if closed and self._open[closed]:
                self._open[closed] -= 1
                yield self._replace(part_closing(closed))
            elif opened and (end := self._comments.end_of_part(opened, match.end())) >= 0:
                yield self._replace(*self._part(match, end))
            else:
                self._is_adjacent = False
                yield match[0]  # it opens or closes nothing
        yield self._text[self._position :]

    def _part(self, match: re.Match[str], end: int) -> Iterator[Piece]:
        """Yield the pieces of a part; of one that is Markdown, only the piece that opens it."""
        name, text, start = match["opened"], self._text, match.end()
        self._position = end + 1 + len(dialect.closing(name))
        if name == "transcript":
            blocks, data = dialect.read(text[start:end]), _data(match["data"])
            hosts, language = _hosts(data), _language(data)
            yield from render_transcript(blocks, hosts, self._name_line, self._line_link, language)
        elif _HTML.match(text, start, end):
            yield f"{part_opening(name)}{text[start:end]}\n</div>"
        elif lists.is_list(text, start, end):
            keys = _platform_keys(match["data"]) if name == "platforms" else None
            yield f"{part_opening(name)}\n{lists.render(text[start:end], keys)}\n</div>"
        else:
            self._position = start
            self._open[name] += 1
            yield part_opening(name)

    def _replace(self, *pieces: Piece) -> str:
        """Add pieces to the group of the part right before them, or to a new group."""
        is_new = not self._is_adjacent
        if is_new:
            self.groups.append([])
        self.groups[-1] += pieces
        self._is_adjacent = True
        return f"\n\n{placeholder(len(self.groups) - 1)}\n\n" if is_new else ""


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join the HTML between two headings into one piece."""
    for is_heading, group in groupby(pieces, key=lambda piece: isinstance(piece, Heading)):
        if is_heading:
            yield from group
        else:
            yield "\n".join(map(str, group))


def _data(text: str | None) -> Mapping[str, object]:
    try:
        return dict(json.loads(text)) if text else {}
    except (ValueError, RecursionError):
        return {}


def _platform_keys(data: str | None) -> dict[str, str]:
    """Return the keys of platforms that cannot be derived from their names, by name."""
    keys = _data(data).get("keys")
    return {n: k for n, k in keys.items() if isinstance(k, str)} if isinstance(keys, dict) else {}


def _language(data: Mapping[str, object]) -> str:
    language = data.get("lang")
    return language if isinstance(language, str) else ""


def _hosts(data: Mapping[str, object]) -> list[str]:
    hosts = data.get("hosts")
    names = [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []
    return list(dict.fromkeys(names))
