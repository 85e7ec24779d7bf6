"""The Python-Markdown extension: transcripts and the other parts of an episode's page.

A part of a page stands between two comments, ``<!-- podcast:NAME -->`` and
``<!-- /podcast:NAME -->``. Without the extension they are invisible, and the Markdown or HTML
between them is what is shown. With it, a transcript is rendered here, past Python-Markdown's
costly passes; any other part becomes a ``<div>``. One that begins with a tag, right below its
comment, is HTML and stays as it is.

Parts are taken out before anything else reads the page (`_TakeOut`), since snippets, fences and
critic marks would find theirs in a transcript. The block parser makes elements of the placeholders
that stay (`_MakeElements`): headings of a transcript are real ones, so that the table of contents,
permalinks and other extensions see them, and all else is a paragraph that stands for HTML, which
comes in its place at the very end (`_PutHtml`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape as escape_html
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString

from ..model import format_timecode, plain_seconds
from . import dialect

_MARK = re.compile(
    r"^(?:(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*?(?P=fence)[ \t]*"
    r"|<!-- podcast:(?P<name>[a-z]+)(?: (?P<data>\{.*\}))? -->"
    r"|<!-- /podcast:(?P<end>[a-z]+) -->)$",
    re.MULTILINE,
)
_HTML = re.compile(r"\n<[a-z]")
_ASIDE = re.compile(r"\[[^\[\]]{1,160}\]")
_LINE_ID = re.compile(r'<p class="podcast-line" id="([^"]+)"')
_TAKEN = re.compile(r"podcast-part-(\d+)-of-this-page")
_HTML_PLACEHOLDER = re.compile(r"<p>podcast-html-(\d+)-of-this-page</p>")
_BRACE = f"{STX}{ord('{')}{ETX}"
"""An escaped brace, as Python-Markdown keeps it; another would open a list of attributes."""

SPEAKER_COLOURS = 8
"""After so many speakers the colours begin again."""


class PodcastExtension(Extension):
    """Renders the parts of an episode's page."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {
            "line_link": ["Link to this line", "What a screen reader says of the link to a line."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with Python-Markdown."""
        md.registerExtensions(["attr_list"], {})  # for ids of headings outside of transcripts
        page = _Page()
        # Before snippets (32), superfences (25) and whatever else looks for its marks.
        md.preprocessors.register(_TakeOut(md, page), "podcast", 1_000)
        elements = _MakeElements(md, page, escape_html(self.getConfig("line_link")))
        md.parser.blockprocessors.register(elements, "podcast", 1_000)
        # After raw_html (30) and the rest, so that none of them has to search what is put here.
        md.postprocessors.register(_PutHtml(md, page), "podcast", -1_000)


class _Page:
    """The parts of the page that is being converted."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Forget the page before."""
        self.taken: list[tuple[str, str, str]] = []  # kind, text, the data in the comment
        self.html: list[str] = []
        self.name_line = dialect.line_anchors()


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, lines: list[str]) -> list[str]:
        self._page.start()
        text = "\n".join(lines)
        if "<!-- podcast:" not in text:
            return lines
        return "".join(self._without(text.replace("\r\n", "\n"))).split("\n")

    def _without(self, text: str) -> Iterator[str]:
        position = 0
        while match := _MARK.search(text, position):
            yield text[position : match.start()]
            position = match.end()
            if match["fence"]:
                yield match[0]
            elif match["end"]:
                yield self._placeholder("html", "</div>")
            elif match["name"] == "transcript" or _HTML.match(text, position):
                closing = f"\n<!-- /podcast:{match['name']} -->"
                end = text.find(closing, position)
                if end < 0:  # an opening that is never closed is a comment
                    yield match[0]
                    continue
                inner = text[position:end]
                position = end + len(closing)
                if match["name"] == "transcript":
                    yield self._placeholder("transcript", inner, match["data"] or "")
                else:
                    yield self._placeholder("html", f"{_div(match['name'])}{inner}\n</div>")
            else:
                yield self._placeholder("html", _div(match["name"]))
        yield text[position:]

    def _placeholder(self, kind: str, text: str, data: str = "") -> str:
        self._page.taken.append((kind, text, data))
        return f"\n\npodcast-part-{len(self._page.taken) - 1}-of-this-page\n\n"


class _MakeElements(BlockProcessor):
    def __init__(self, md: Markdown, page: _Page, line_link: str) -> None:
        super().__init__(md.parser)
        self._page = page
        self._line_link = line_link

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(self._page.taken) and block.startswith("podcast-part-")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        match = _TAKEN.fullmatch(blocks[0].strip())
        if not match or int(match[1]) >= len(self._page.taken):
            return False
        blocks.pop(0)
        kind, text, data = self._page.taken[int(match[1])]
        if kind == "html":
            self._html(parent, text)
        else:
            self._transcript(parent, text, data)
        return True

    def _html(self, parent: Element, html: str) -> None:
        self._page.html.append(html)
        # An atomic string is not searched for inline markup.
        placeholder = AtomicString(f"podcast-html-{len(self._page.html) - 1}-of-this-page")
        SubElement(parent, "p").text = placeholder

    def _transcript(self, parent: Element, text: str, data: str) -> None:
        hosts = _hosts(data)
        speakers = {name: number for number, name in enumerate(hosts, 1)}
        html = [_div("transcript")]
        turn = lines = False
        for block in dialect.read(text):
            if isinstance(block, dialect.Heading):
                html += ["</div>"] * (turn + lines)
                self._html(parent, "\n".join(html))
                heading = SubElement(parent, "h3", {"id": block.id} if block.id else {})
                heading.text = AtomicString(block.text.replace("{", _BRACE))
                html, turn, lines = [], False, False
                continue
            if not lines:
                html.append(_div("lines"))
                lines = True
            if block.speaker or not turn:
                html += ["</div>"] * turn
                html += _turn(block.speaker, speakers, len(hosts))
                turn = True
            html.append(_line(block, self._page.name_line(block.start), self._line_link))
        html += ["</div>"] * (turn + lines + 1)
        self._html(parent, "\n".join(html))


class _PutHtml(Postprocessor):
    def __init__(self, md: Markdown, page: _Page) -> None:
        super().__init__(md)
        self._page = page

    def run(self, text: str) -> str:
        html = self._page.html

        def put(match: re.Match[str]) -> str:
            number = int(match[1])
            return html[number] if number < len(html) else match[0]

        return _HTML_PLACEHOLDER.sub(put, text) if html else text


def _line(line: dialect.Spoken, anchor: str, link: str) -> str:
    text = line.text
    if "&" in text or "<" in text or ">" in text:
        text = escape_html(text, quote=False)
    if "[" in text:
        text = _ASIDE.sub(r'<i class="podcast-aside">\g<0></i>', text)
    if line.start is None:
        return (
            f'<p class="podcast-line" id="{anchor}">{text} '
            f'<a class="podcast-anchor" href="#{anchor}" aria-label="{link}">#</a></p>'
        )
    start, clock = _moment(line.start)
    if line.href:
        href = line.href.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        time = f'<a class="podcast-time" href="{href}">{clock}</a>'
    else:
        time = f'<span class="podcast-time">{clock}</span>'
    return (
        f'<p class="podcast-line" id="{anchor}" data-start="{start}">{time} {text} '
        f'<a class="podcast-anchor" href="#{anchor}" aria-label="{link}">#</a></p>'
    )


@lru_cache(maxsize=1 << 15)
def _moment(start: float) -> tuple[str, str]:
    """A time for programs and for people."""
    return plain_seconds(start), format_timecode(float(int(start)))


def anchors_in(html: str) -> set[str]:
    """The anchors of lines in HTML that this extension made."""
    return set(_LINE_ID.findall(html)) if 'class="podcast-line"' in html else set()


def _div(name: str) -> str:
    return f'<div class="podcast-{name}">'


def _turn(speaker: str, speakers: dict[str, int], hosts: int) -> list[str]:
    """Begin a turn; speakers are numbered as they come."""
    if not speaker:
        return ['<div class="podcast-turn">']
    number = speakers.setdefault(speaker, len(speakers) + 1)
    colour = (number - 1) % SPEAKER_COLOURS + 1
    name = escape_html(speaker)
    role = ' data-role="host"' if number <= hosts else ""
    return [
        f'<div class="podcast-turn podcast-speaker-{colour}" data-speaker="{name}"{role}>',
        f'<p class="podcast-name">{name}</p>',
    ]


def _hosts(data: str) -> list[str]:
    try:
        hosts = json.loads(data)["hosts"] if data else []
    except (ValueError, KeyError, RecursionError):
        return []
    return [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []
