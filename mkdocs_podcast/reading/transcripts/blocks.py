"""The blocks of a Markdown file: paragraphs and headings, with the lines where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .html_blocks import BLOCK_START, markdown_of_html

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_ANCHOR = re.compile(r"(?<![ \t])[ \t]*\{[ \t]*#([^\s{}]+)[ \t]*\}$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_HTML_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>$")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")


class Block(NamedTuple):
    """A paragraph or heading.

    Attributes:
        text: Its Markdown, without the marks of headings, lists and quotes.
        row: The line where it starts, from 1.
        level: The level of a heading; 0 for a paragraph.
        anchor: The anchor that a heading names.
        is_verbatim: Whether its text is not Markdown.
        is_item: Whether it is an item of a list, which is never a turn.
    """

    text: str
    row: int
    level: int = 0
    anchor: str = ""
    is_verbatim: bool = False
    is_item: bool = False


def blocks_of_markdown(text: str) -> Iterator[Block]:
    """Yield the blocks of Markdown. HTML in it becomes Markdown; its comments are left out."""
    reader = _BlockReader()
    for row, line in enumerate(text.split("\n"), 1):
        yield from reader.read(line, row)
    yield from reader.end_paragraph()


class _BlockReader:
    """Reads Markdown line by line."""

    def __init__(self) -> None:
        self._lines: list[str] = []  # those of the paragraph
        self._row = 1
        self._is_item = False
        self._fence = ""
        self._is_comment = False

    def read(self, written: str, row: int) -> Iterator[Block]:
        """Read a line, and yield the blocks that end before it or with it."""
        if self._fence:
            if written.strip().startswith(self._fence):
                self._fence = ""
            else:
                yield Block(written.strip(), row, is_verbatim=True, is_item=True)
            return
        line, self._is_comment = _without_comments(written, is_open=self._is_comment)
        if line != written and not line.strip():
            return
        line = _QUOTE.sub("", line, count=1)
        if fence := _FENCE.match(line):
            yield from self.end_paragraph()
            self._fence = fence[1]
        elif heading := _HEADING.match(line):
            yield from self.end_paragraph()
            yield _heading(heading[2] or "", row, len(heading[1]))
        elif self._is_underline(line):
            yield _heading(self._lines.pop(), self._row, 1 if line.strip()[0] == "=" else 2)
        elif not line.strip() or _RULE.match(line):
            yield from self.end_paragraph()
        else:
            yield from self._read_text(line, row)

    def end_paragraph(self) -> Iterator[Block]:
        """Yield the paragraph so far."""
        if not self._lines:
            return
        text, self._lines = "\n".join(self._lines), []
        if not BLOCK_START.match(text):
            yield Block(text, self._row, is_item=self._is_item)
            return
        for block in blocks_of_markdown(markdown_of_html(text)):
            yield block._replace(row=self._row)

    def _read_text(self, line: str, row: int) -> Iterator[Block]:
        item = _ITEM.match(line)
        if item or (self._lines and _HTML_END.search(self._lines[-1][-20:])):
            yield from self.end_paragraph()
        if not self._lines:
            self._row, self._is_item = row, bool(item)
        self._lines.append((line[item.end() :] if item else line).strip())

    def _is_underline(self, line: str) -> bool:
        return len(self._lines) == 1 and not self._is_item and bool(_UNDERLINE.match(line))


def blocks_of_text(text: str) -> Iterator[Block]:
    """Yield the paragraphs of plain text."""
    lines, row = list[str](), 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            row = row if lines else number
            lines.append(line.strip())
        elif lines:
            yield Block("\n".join(lines), row, is_verbatim=True)
            lines = []


def _heading(text: str, row: int, level: int) -> Block:
    text = text.strip()
    bare = text.rstrip("#")
    if bare != text and bare.endswith((" ", "\t")):
        text = bare.rstrip()
    anchor = _ANCHOR.search(text[-200:])
    if anchor:
        text = text[: len(text) - len(anchor[0])]
    return Block(text.strip(), row, level, anchor[1] if anchor else "")


def _without_comments(line: str, *, is_open: bool) -> tuple[str, bool]:
    """Return a line without HTML comments, and whether one is open at its end."""
    parts, position = list[str](), 0
    while position < len(line):
        if is_open:
            end = line.find("-->", position)
            if end < 0:
                return "".join(parts), True
            position, is_open = end + 3, False
        start = line.find("<!--", position)
        if start < 0:
            break
        parts.append(line[position:start])
        position, is_open = start + 4, True
    return "".join([*parts, line[position:]]) if not is_open else "".join(parts), is_open
