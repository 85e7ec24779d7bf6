"""The Python-Markdown extension: transcripts and the other parts of an episode's page.

A part of a page stands between two comments, ``<!-- podcast:NAME -->`` and
``<!-- /podcast:NAME -->``. Without the extension they are invisible, and the Markdown or HTML
between them is what is shown. With it, a transcript is rendered here, past Python-Markdown's
costly passes; any other part becomes a ``<div>``. One that begins with a tag, right below its
comment, is HTML and stays as it is.

Parts are taken out before anything else reads the page (`_TakeOut`), since snippets, fences and
critic marks would find theirs in a transcript; a placeholder stays, which the block parser makes
elements of (`_PutIn`). Headings of a transcript are real elements, so that the table of contents,
permalinks and other extensions see them. All else goes through the stash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape as escape_html
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from ..model import format_timecode
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
_PLACEHOLDER = re.compile(r"podcast-part-(\d+)-of-this-page")

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
        parts: list[_Part] = []
        # Before snippets (32), superfences (25) and whatever else looks for its marks.
        md.preprocessors.register(_TakeOut(md, parts), "podcast", 1_000)
        put_in = _PutIn(md, parts, escape_html(self.getConfig("line_link")))
        md.parser.blockprocessors.register(put_in, "podcast", 1_000)


_Part = tuple[str, str, str]
"""What was taken out: its kind, its text, and the data in its comment."""


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, parts: list[_Part]) -> None:
        super().__init__(md)
        self._parts = parts

    def run(self, lines: list[str]) -> list[str]:
        self._parts.clear()
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
        self._parts.append((kind, text, data))
        return f"\n\npodcast-part-{len(self._parts) - 1}-of-this-page\n\n"


class _PutIn(BlockProcessor):
    def __init__(self, md: Markdown, parts: list[_Part], line_link: str) -> None:
        super().__init__(md.parser)
        self._md = md
        self._parts = parts
        self._line_link = line_link
        self._name_line = dialect.line_anchors()

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(self._parts) and block.startswith("podcast-part-")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        match = _PLACEHOLDER.fullmatch(blocks[0].strip())
        if not match or int(match[1]) >= len(self._parts):
            return False
        blocks.pop(0)
        number = int(match[1])
        if number == 0:
            self._name_line = dialect.line_anchors()
        kind, text, data = self._parts[number]
        if kind == "html":
            self._stash(parent, text)
        else:
            self._transcript(parent, text, data)
        return True

    def _stash(self, parent: Element, html: str) -> None:
        # An atomic string spares the placeholder from being searched for inline markup.
        SubElement(parent, "p").text = AtomicString(self._md.htmlStash.store(html))

    def _transcript(self, parent: Element, text: str, data: str) -> None:
        hosts = _hosts(data)
        speakers = {name: number for number, name in enumerate(hosts, 1)}
        self._stash(parent, _div("transcript"))
        html: list[str] = []
        for block in dialect.read(text):
            if isinstance(block, dialect.Heading):
                self._lines(parent, html)
                heading = SubElement(parent, "h3", {"id": block.id} if block.id else {})
                heading.text = AtomicString(block.text)
                continue
            if block.speaker:
                number = speakers.setdefault(block.speaker, len(speakers) + 1)
                html.append("</div>" if html else "")
                html.append(_turn(block.speaker, number, host=number <= len(hosts)))
            elif not html:
                html.append('<div class="podcast-turn">')
            html.append(self._line(block))
        self._lines(parent, html)
        self._stash(parent, "</div>")

    def _lines(self, parent: Element, html: list[str]) -> None:
        if html:
            lines = "\n".join(filter(None, html))
            self._stash(parent, f"{_div('lines')}\n{lines}\n</div>\n</div>")
            html.clear()

    def _line(self, line: dialect.Spoken) -> str:
        anchor = self._name_line(line.start)
        text = line.text
        if "&" in text or "<" in text or ">" in text:
            text = escape_html(text, quote=False)
        if "[" in text:
            text = _ASIDE.sub(r'<i class="podcast-aside">\g<0></i>', text)
        start = time = ""
        if line.start is not None:
            start = f' data-start="{line.start:g}"'
            time = format_timecode(int(line.start))
            if line.href:
                time = f'<a class="podcast-time" href="{escape_html(line.href)}">{time}</a> '
            else:
                time = f'<span class="podcast-time">{time}</span> '
        return (
            f'<p class="podcast-line" id="{anchor}"{start}>{time}{text} '
            f'<a class="podcast-anchor" href="#{anchor}" aria-label="{self._line_link}">#</a></p>'
        )


def anchors_in(html: str) -> set[str]:
    """The anchors of lines in HTML that this extension made."""
    return set(_LINE_ID.findall(html)) if 'class="podcast-line"' in html else set()


def _div(name: str) -> str:
    return f'<div class="podcast-{name}">'


def _turn(speaker: str, number: int, *, host: bool) -> str:
    colour = (number - 1) % SPEAKER_COLOURS + 1
    name = escape_html(speaker)
    role = ' data-role="host"' if host else ""
    return (
        f'<div class="podcast-turn podcast-speaker-{colour}" data-speaker="{name}"{role}>\n'
        f'<p class="podcast-name">{name}</p>'
    )


def _hosts(data: str) -> list[str]:
    try:
        hosts = json.loads(data)["hosts"] if data else []
    except (ValueError, KeyError):
        return []
    return [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []
