"""Components in Markdown files, which only MDX can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_COMPONENT = re.compile(r"^(?:import|export)\b[^\n]*|<(?=/?[A-Z])", re.MULTILINE)
_TAG = re.compile(r"</?[\w.]+")


@dataclass(frozen=True, slots=True)
class MdxText:
    """Text in which components are plain text.

    Attributes:
        text: The text.
        first: The start of the first import, export or component; empty if there is none.
        line: Its line in the text, from 1.
        count: How many there are; the end of a component does not count.
    """

    text: str
    first: str = ""
    line: int = 0
    count: int = 0


def escape_components(text: str) -> MdxText:
    """Turn components into plain text, so that a browser does not take them for unknown tags.

    Imports and exports are plain text as they are. Code stays as it is.
    """
    code = [*_fenced(text)]
    code += _in_ticks(text, code)
    starts = iter(sorted(code))
    start, end = next(starts, (len(text), len(text)))
    pieces, position, found = list[str](), 0, list[int]()
    for match in _COMPONENT.finditer(text):
        while match.start() >= end:
            start, end = next(starts, (len(text), len(text)))
        if match.start() >= start:
            continue  # it is code
        is_tag = match[0] == "<"
        if is_tag:
            pieces += [text[position : match.start()], "&lt;"]
            position = match.end()
        if not is_tag or text[match.end()] != "/":
            found.append(match.start())
    escaped = "".join((*pieces, text[position:]))
    if not found:
        return MdxText(escaped)
    tag = _TAG.match(text, found[0])
    first = tag[0] if tag else text[found[0] :].partition("\n")[0]
    return MdxText(escaped, first, text.count("\n", 0, found[0]) + 1, len(found))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each block of code."""
    fence, start, position = "", 0, 0
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence and match and match[1].startswith(fence) and not line[match.end() :].strip():
            yield start, position + len(line)
            fence = ""
        elif match and not fence:
            fence, start = match[1], position
        position += len(line)
    if fence:
        yield start, position


def _in_ticks(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each piece of code within a line or paragraph."""
    edges = [0, *(edge for block in blocks for edge in block), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        runs = [*_TICKS.finditer(text, start, end)]
        following: dict[int, int] = {}
        partners: list[int | None] = [None] * len(runs)
        for index in range(len(runs) - 1, -1, -1):
            length = len(runs[index][0])
            partners[index] = following.get(length)
            following[length] = index
        index = 0
        while index < len(runs):
            partner = partners[index]
            if partner is None:
                index += 1
                continue
            yield runs[index].start(), runs[partner].end()
            index = partner + 1
