"""HTML as Markdown of paragraphs, headings and emphasis, from which turns are read.

Tags are read one after the other. A tree, as of BeautifulSoup or nh3, takes quadratic time for
deeply nested elements, and `html.parser` raises exceptions for malformed HTML.
"""

from __future__ import annotations

import re
from html import unescape

from ...markdown.scanning import tags_in
from .inline_markdown import escape_words

BLOCK_START = re.compile(
    r"\s*<(?:p|div|h[1-6]|ul|ol|dl|dd|dt|li|blockquote|section|article|table|tr|td|cite|figure)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
"""How a block of HTML starts."""

_BLOCKS = frozenset({
    "article", "blockquote", "body", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
})  # fmt: skip
_BOLD = frozenset(("strong", "b", "cite"))
_ITALIC = frozenset(("em", "i"))
_WITHOUT_WORDS = frozenset(("script", "style", "title", "noscript", "textarea", "iframe"))
_HREF = re.compile(r"""\shref\s*=\s*["']?(https?://[^\s"'<>()]*)""", re.IGNORECASE)


def markdown_of_html(html: str) -> str:
    """Return HTML as Markdown, with a blank line between blocks."""
    writer = _Writer()
    position, before = 0, ""
    for tag in tags_in(html):
        if before not in _WITHOUT_WORDS:
            writer.write_text(html[position : tag.start])
        if tag.name.startswith("/"):
            writer.end(tag.name[1:])
        else:
            href = _HREF.search(html[tag.start : tag.end]) if tag.name == "a" else None
            writer.start(tag.name, href[1] if href else "")
        position, before = tag.end, tag.name
    writer.write_text(html[position:])
    return writer.markdown()


class _Writer:
    """Writes Markdown, without emphasis in emphasis and with none over several blocks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._mark = ""  # the emphasis that is open
        self._inner: list[str] = []  # what is emphasised
        self._depth = 0
        self._href = ""

    def markdown(self) -> str:
        """Return the Markdown of everything so far."""
        self._end_emphasis()
        return "".join(self._parts)

    def start(self, tag: str, href: str) -> None:
        """Write the start of an element."""
        if tag in _BLOCKS:
            self._end_emphasis()
            level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
            self._parts.append("\n\n" + "#" * level + (" " if level else ""))
        elif tag in _BOLD or tag in _ITALIC:
            self._depth += 1
            if self._depth == 1:
                self._mark = "**" if tag in _BOLD else "*"
        elif tag == "time":
            self._write(" [")
        elif tag == "br":
            self._end_emphasis()
            self._parts.append("\n")
        elif href and not self._href:
            self._href = href
            self._write("[")

    def end(self, tag: str) -> None:
        """Write the end of an element."""
        if tag in _BLOCKS:
            self._end_emphasis()
            self._parts.append("\n\n")
        elif tag in _BOLD or tag in _ITALIC:
            self._depth = max(0, self._depth - 1)
            if not self._depth:
                self._end_emphasis()
        elif tag == "time":
            self._write("] ")
        elif tag == "a" and self._href:
            self._write(f"]({self._href})")
            self._href = ""

    def write_text(self, html: str) -> None:
        """Write text with character references."""
        if html:
            self._write(escape_words(re.sub(r"[ \t\r\n]+", " ", unescape(html))))

    def _write(self, text: str) -> None:
        (self._inner if self._mark else self._parts).append(text)

    def _end_emphasis(self) -> None:
        if self._mark:
            inner = "".join(self._inner)
            words = inner.strip()
            if words:
                before = inner[: len(inner) - len(inner.lstrip())]
                after = inner[len(inner.rstrip()) :]
                self._parts.append(f"{before}{self._mark}{words}{self._mark}{after}")
        self._mark, self._inner, self._depth = "", [], 0
