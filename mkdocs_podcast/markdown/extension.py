"""The Python-Markdown extension, which renders the parts of an episode's page.

Without it, the comments around parts are invisible, and the Markdown or HTML between them is what
is shown. With it, they are taken out before anything else reads the page (`_TakeOut`), since
snippets, fences and critic marks would find theirs in a transcript. The block parser makes elements
of the placeholders that stay (`_MakeElements`): headings of a transcript are real ones, so that the
table of contents, permalinks and other extensions see them, and all else is a paragraph that
stands for HTML, which comes in its place at the very end (`_PutHtml`), past all costly passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString

from .parts import Parts, Piece, has_parts, placeholder, take_out

_PART = re.compile(placeholder(0).replace("0", r"(\d{1,9})"))
_HTML = re.compile(r"<p>podcast-html-(\d{1,9})-of-this-page</p>")

LINE_LINK = "Link to this line"
"""What a screen reader says of the link to a line."""


@dataclass
class Rendered:
    """The page that was written last, whose parts were rendered with it.

    Attributes:
        text: Its Markdown.
        parts: Its parts.
    """

    text: str = ""
    parts: Parts = field(default_factory=lambda: Parts("", []))


class PodcastExtension(Extension):
    """Renders the parts of an episode's page."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {
            "line_link": [LINE_LINK, "What a screen reader says of the link to a line."],
            "rendered": ["", "A page whose parts are known; not for configuration."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with Python-Markdown."""
        md.registerExtensions(
            [AttrListExtension()], {}
        )  # for ids of headings outside of transcripts
        page = _Page()
        rendered = self.getConfig("rendered") or Rendered()
        take_out = _TakeOut(md, page, self.getConfig("line_link"), rendered)
        # Before snippets (32), superfences (25) and whatever else looks for its marks.
        md.preprocessors.register(take_out, "podcast", 1_000)
        md.parser.blockprocessors.register(_MakeElements(md, page), "podcast", 1_000)
        # After raw_html (30) and the rest, so that none of them has to search what is put here.
        md.postprocessors.register(_PutHtml(md, page), "podcast", -1_000)


class _Page:
    """The page that is being converted: its parts, and the HTML of those that were come by."""

    def __init__(self) -> None:
        self.parts: list[list[Piece]] = []
        self.html: list[str] = []


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, page: _Page, line_link: str, rendered: Rendered) -> None:
        super().__init__(md)
        self._page = page
        self._line_link = line_link
        self._rendered = rendered

    def run(self, lines: list[str]) -> list[str]:
        self._page.parts, self._page.html = [], []
        text = "\n".join(lines)
        if not has_parts(text):
            return lines
        text = text.replace("\r\n", "\n")
        known = self._rendered
        parts = known.parts if known.text == text else take_out(text, self._line_link)
        self._page.parts = parts.taken
        return parts.rest.split("\n")


class _MakeElements(BlockProcessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md.parser)
        self._page = page

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(self._page.parts) and block.startswith("podcast-part-")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        match = _PART.fullmatch(blocks[0].strip())
        if not match or int(match[1]) >= len(self._page.parts):
            return False
        blocks.pop(0)
        for piece in self._page.parts[int(match[1])]:
            # An atomic string is not searched for inline markup.
            if piece.html:
                name = f"podcast-html-{len(self._page.html)}-of-this-page"
                self._page.html.append(piece.html)
                SubElement(parent, "p").text = AtomicString(name)
            else:
                heading = SubElement(parent, "h3", {"id": piece.id} if piece.id else {})
                heading.text = AtomicString(_as_text(piece.heading))
        return True


def _as_text(text: str) -> str:
    """Text in which nothing reads a reference or a list of attributes."""
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;").replace("{", f"{STX}{ord('{')}{ETX}")


class _PutHtml(Postprocessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        html = self._page.html

        def put(match: re.Match[str]) -> str:
            number = int(match[1])
            return html[number] if number < len(html) else match[0]

        return _HTML.sub(put, text) if html else text
