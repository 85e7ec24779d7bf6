"""The parts of a page, between ``<!-- podcast:NAME -->`` and ``<!-- /podcast:NAME -->``.

Transcripts and lists of links are rendered here. A part that begins with an HTML tag, right below
its comment, stays as it is. Any other part is Markdown, and gets a ``<div>`` around it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape as escape_html
from typing import NamedTuple

from ..show.anchors import line_namer
from . import dialect, lists
from .dialect import COMMENT_OR_FENCE, Heading
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
        line_link: What screen readers say for the link to a line.
    """
    extraction = _Extraction(text, line_link)
    return ExtractedParts("".join(extraction.remaining_text()), extraction.groups)


class _Extraction:
    def __init__(self, text: str, line_link: str) -> None:
        self.groups: list[list[Piece]] = []
        self._text = text
        self._position = 0
        self._open: list[str] = []
        self._is_adjacent = False
        self._line_link = escape_html(line_link)
        self._name_line = line_namer()

    def remaining_text(self) -> Iterator[str]:
        """Yield the text of the page with placeholders instead of its parts."""
        while match := COMMENT_OR_FENCE.search(self._text, self._position):
            between = self._text[self._position : match.start()]
            self._is_adjacent = self._is_adjacent and not between.strip()
            yield between
            self._position = match.end()
            if match["closed"] in self._open:
                self._open.remove(match["closed"])
                yield self._replace(part_closing(match["closed"]))
            elif match["opened"] and (end := self._end_of_part(match)) >= 0:
                yield self._replace(*self._part(match, end))
            else:
                self._is_adjacent = False
                yield match[0]  # a block of code, or a comment that opens or closes nothing
        yield self._text[self._position :]

    def _end_of_part(self, match: re.Match[str]) -> int:
        return self._text.find(f"\n{dialect.closing(match['opened'])}", match.end())

    def _part(self, match: re.Match[str], end: int) -> Iterator[Piece]:
        """Yield the pieces of a part; of one that is Markdown, only the piece that opens it."""
        name, content = match["opened"], self._text[match.end() : end]
        closing = dialect.closing(name)
        self._position = end + 1 + len(closing)
        if name == "transcript":
            blocks, hosts = dialect.read(content), _hosts(match["data"])
            yield from render_transcript(blocks, hosts, self._name_line, self._line_link)
        elif _HTML.match(content):
            yield f"{part_opening(name)}{content}\n</div>"
        elif lists.is_list(content):
            keys = _platform_keys(match["data"]) if name == "platforms" else None
            yield f"{part_opening(name)}\n{lists.render(content, keys)}\n</div>"
        else:
            self._position = match.end()
            self._open.append(name)
            yield part_opening(name)

    def _replace(self, *pieces: Piece) -> str:
        """Add pieces to the group of the part right before them, or to a new group."""
        is_new = not self._is_adjacent
        if is_new:
            self.groups.append([])
        group = self.groups[-1]
        for piece in pieces:
            if group and isinstance(piece, str) and isinstance(group[-1], str):
                group[-1] += f"\n{piece}"
            else:
                group.append(piece)
        self._is_adjacent = True
        return f"\n\n{placeholder(len(self.groups) - 1)}\n\n" if is_new else ""


def _data(text: str | None) -> Mapping[str, object]:
    try:
        return dict(json.loads(text)) if text else {}
    except (ValueError, RecursionError):
        return {}


def _platform_keys(data: str | None) -> dict[str, str]:
    """Return the keys of platforms whose names do not say them, by name."""
    keys = _data(data).get("keys")
    return {n: k for n, k in keys.items() if isinstance(k, str)} if isinstance(keys, dict) else {}


def _hosts(data: str | None) -> list[str]:
    hosts = _data(data).get("hosts")
    names = [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []
    return list(dict.fromkeys(names))
