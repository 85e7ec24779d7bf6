"""The Python-Markdown extension, which renders the parts of a page.

Without it, the comments around parts are invisible, and the Markdown or HTML between them is shown.
With it, rendering takes three steps. A preprocessor replaces the parts by placeholders before
anything else reads the page, since snippets, code fences and critic marks would find their markup
in a transcript. A block processor turns placeholders into elements: headings become real ones,
so that the table of contents, permalinks and other extensions see them, and everything else becomes
a paragraph that represents finished HTML. A postprocessor inserts that HTML at the very end, so
that it skips the slow parts of Python-Markdown.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString

from .dialect import Heading
from .page_parts import Piece, extract_parts, may_have_parts, placeholder

_PLACEHOLDER = re.compile(placeholder(0).replace("0", r"(\d{1,9})"))
_HTML_PLACEHOLDER = re.compile(r"<p>podcast-html-(\d{1,9})-of-this-page</p>")

LINE_LINK = "Link to this line"
"""The default label of the link to a line, for screen readers."""


class PodcastExtension(Extension):
    """Renders the parts of a page."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {
            "line_link": [LINE_LINK, "The label of the link to a line, for screen readers."]
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with Python-Markdown."""
        # For the ids of headings outside of transcripts.
        md.registerExtensions([AttrListExtension()], {})
        page = _Page()
        extract = _ExtractParts(md, page, self.getConfig("line_link"))
        # Before snippets (32), superfences (25) and everything else that looks for markup.
        md.preprocessors.register(extract, "podcast", 1_000)
        md.parser.blockprocessors.register(_CreateElements(md, page), "podcast", 1_000)
        # After raw_html (30) and everything else, which would search the HTML.
        md.postprocessors.register(_InsertHtml(md, page), "podcast", -1_000)


class _Page:
    """The page that is being converted: its parts, and the HTML of those found by the parser."""

    def __init__(self) -> None:
        self.groups: list[list[Piece]] = []
        self.html: list[str] = []


class _ExtractParts(Preprocessor):
    def __init__(self, md: Markdown, page: _Page, line_link: str) -> None:
        super().__init__(md)
        self._page = page
        self._line_link = line_link

    def run(self, lines: list[str]) -> list[str]:
        self._page.groups, self._page.html = [], []
        text = "\n".join(lines)
        if not may_have_parts(text):
            return lines
        extracted = extract_parts(text.replace("\r\n", "\n"), self._line_link)
        self._page.groups = extracted.groups
        return extracted.text.split("\n")


class _CreateElements(BlockProcessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md.parser)
        self._page = page

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(self._page.groups) and block.startswith("podcast-part-")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        match = _PLACEHOLDER.fullmatch(blocks[0].strip())
        if not match or int(match[1]) >= len(self._page.groups):
            return False
        blocks.pop(0)
        for piece in self._page.groups[int(match[1])]:
            # Atomic strings are not searched for inline markup.
            if isinstance(piece, Heading):
                heading = SubElement(parent, "h3", {"id": piece.id} if piece.id else {})
                heading.text = AtomicString(_heading_text(piece.text))
            else:
                name = f"podcast-html-{len(self._page.html)}-of-this-page"
                self._page.html.append(piece)
                SubElement(parent, "p").text = AtomicString(name)
        return True


def _heading_text(text: str) -> str:
    """Return text in which nothing is taken for a character reference or a list of attributes."""
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;").replace("{", f"{STX}{ord('{')}{ETX}")


class _InsertHtml(Postprocessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        html = self._page.html

        def replace(match: re.Match[str]) -> str:
            number = int(match[1])
            return html[number] if number < len(html) else match[0]

        return _HTML_PLACEHOLDER.sub(replace, text) if html else text
