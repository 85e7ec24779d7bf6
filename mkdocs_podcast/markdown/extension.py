"""The Python-Markdown extension: transcripts and the other parts of an episode's page.

A part of a page stands between two comments, ``<!-- podcast:NAME -->`` and
``<!-- /podcast:NAME -->``. Without the extension they are invisible, and the Markdown between them
is what is shown. With it, a transcript, the list of its sections and the list of platforms are
rendered here, past Python-Markdown's costly passes; any other part becomes a ``<div>``. One that
begins with a tag, right below its comment, is HTML and stays as it is.

The text of a transcript is taken out before anything else reads the page (`_TakeOut`), since
snippets, fences and critic marks would find theirs in it; the HTML is put back when it is safe to
stash it (`_PutBack`), with the headings left for Python-Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape as escape_html

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from ..model import format_timecode
from . import dialect
from .icons import icon, platform_of

_MARK = re.compile(
    r"^(?:(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*?(?P=fence)[ \t]*"
    r"|<!-- podcast:(?P<name>[a-z]+)(?: (?P<data>\{.*\}))? -->"
    r"|<!-- /podcast:(?P<end>[a-z]+) -->)$",
    re.MULTILINE,
)
_HTML = re.compile(r"\n<[a-z]")
_ASIDE = re.compile(r"\[[^\[\]]{1,160}\]")
_LINE_ID = re.compile(r'<p class="podcast-line" id="([^"]+)"')
_ITEM = re.compile(r"^[-*] (.*)$", re.MULTILINE)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_TIMED = re.compile(r"(?:\[([\d:.]+)\]\(([^()\s]*)\)|\(([\d:.]+)\))[ ]")
_PLACEHOLDER = "podcast-part-{}-of-this-page"
_PLACEHOLDERS = re.compile(r"^podcast-part-(\d+)-of-this-page$", re.MULTILINE)

SPEAKER_COLOURS = 8
"""After so many speakers the colours begin again."""


class PodcastExtension(Extension):
    """Renders the parts of an episode's page."""

    def __init__(self, **kwargs: object) -> None:
        self.config = {
            "line_link": ["Link to this line", "What a screen reader says of the link to a line."],
            "sections": ["Sections", "What a screen reader says of the list of sections."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with Python-Markdown."""
        md.registerExtensions(["attr_list"], {})  # for the ids of headings
        parts = _Parts(self.getConfig("line_link"), self.getConfig("sections"))
        # Before snippets (32), superfences (25) and whatever else looks for its marks.
        md.preprocessors.register(_TakeOut(md, parts), "podcast_take_out", 1000)
        # After normalize_whitespace (30), which strips the stash's marks; before html_block (20).
        md.preprocessors.register(_PutBack(md, parts), "podcast_put_back", 29)


class _Parts:
    """What was taken out of the page that is being converted."""

    def __init__(self, line_link: str, sections: str) -> None:
        self.line_link = line_link
        self.sections = sections
        self.taken: list[tuple[str, str, str]] = []


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, parts: _Parts) -> None:
        super().__init__(md)
        self.parts = parts

    def run(self, lines: list[str]) -> list[str]:
        self.parts.taken = []
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
                yield self._placeholder("end", match["end"], "")
            elif match["name"] in _RENDERERS or _HTML.match(text, position):
                closing = f"\n<!-- /podcast:{match['name']} -->"
                end = text.find(closing, position)
                if end < 0:  # an opening that is never closed is a comment
                    yield match[0]
                    continue
                inner = text[position:end]
                position = end + len(closing)
                yield self._placeholder(match["name"], inner, match["data"] or "")
            else:
                yield self._placeholder("start", match["name"], "")
        yield text[position:]

    def _placeholder(self, name: str, inner: str, data: str) -> str:
        self.parts.taken.append((name, inner, data))
        return f"\n{_PLACEHOLDER.format(len(self.parts.taken) - 1)}\n"


class _PutBack(Preprocessor):
    def __init__(self, md: Markdown, parts: _Parts) -> None:
        super().__init__(md)
        self.parts = parts

    def run(self, lines: list[str]) -> list[str]:
        if not self.parts.taken:
            return lines
        self._anchor = dialect.line_anchors()
        text = _PLACEHOLDERS.sub(self._part, "\n".join(lines))
        return text.split("\n")

    def _part(self, match: re.Match[str]) -> str:
        number = int(match[1])
        if number >= len(self.parts.taken):
            return match[0]
        name, inner, data = self.parts.taken[number]
        if name == "start":
            return self._stash(f'<div class="podcast-{inner}">')
        if name == "end":
            return self._stash("</div>")
        if renderer := _RENDERERS.get(name):
            return "\n\n".join(renderer(self, inner, data))
        return self._stash(f'<div class="podcast-{name}">{inner}\n</div>')

    def _stash(self, html: str) -> str:
        return f"\n{self.md.htmlStash.store(html)}\n"

    def _transcript(self, text: str, data: str) -> Iterator[str]:
        speakers = {name: number for number, name in enumerate(_hosts(data), 1)}
        hosts = len(speakers)
        yield self._stash('<div class="podcast-transcript">')
        html: list[str] = []
        turn = False
        for block in dialect.read(text):
            if isinstance(block, dialect.Heading):
                if html:
                    yield self._stash(_lines(html, turn=turn))
                html, turn = [], False
                anchor = f" {{ #{block.id} }}" if block.id else ""
                yield f"### {dialect.escape(block.text)}{anchor}"
                continue
            if block.speaker:
                if turn:
                    html.append("</div>")
                number = speakers.setdefault(block.speaker, len(speakers) + 1)
                html.append(_turn(block.speaker, number, host=number <= hosts))
                turn = True
            html.append(self._line(block))
        if html:
            yield self._stash(_lines(html, turn=turn))
        yield self._stash("</div>")

    def _line(self, line: dialect.Spoken) -> str:
        anchor = self._anchor(line.start)
        text = escape_html(line.text, quote=False)
        if "[" in text:
            text = _ASIDE.sub(r'<i class="podcast-aside">\g<0></i>', text)
        start = time = ""
        if line.start is not None:
            start = f' data-start="{line.start:g}"'
            time = _time(line.start, line.href)
        return (
            f'<p class="podcast-line" id="{anchor}"{start}>{time}{text} '
            f'<a class="podcast-anchor" href="#{anchor}" aria-label="{self.parts.line_link}">#</a></p>'
        )

    def _section_list(self, text: str, _data: str) -> Iterator[str]:
        items = []
        for item in _ITEM.findall(text):
            timed = _TIMED.match(item)
            start, href = (timed[1] or timed[3], timed[2] or "") if timed else ("", "")
            time = _time_text(start, href) if start else ""
            rest = item[timed.end() :] if timed else item
            items.append(f"<li>{time}{_links(rest)}</li>")
        label = escape_html(self.parts.sections)
        yield self._stash(
            f'<nav class="podcast-sections" aria-label="{label}"><ol>\n'
            + "\n".join(items)
            + "\n</ol></nav>"
        )

    def _platforms(self, text: str, _data: str) -> Iterator[str]:
        items = []
        for item in _ITEM.findall(text):
            if match := _LINK.fullmatch(item):
                label = dialect.unescape(match[1])
                platform = platform_of(label)
                items.append(
                    f'<li><a class="podcast-platform" data-platform="{escape_html(platform)}" '
                    f'href="{escape_html(match[2])}">{icon(platform)}{escape_html(label)}</a></li>'
                )
        yield self._stash('<ul class="podcast-platforms">\n' + "\n".join(items) + "\n</ul>")


def anchors_in(html: str) -> set[str]:
    """The anchors of lines in HTML that this extension made."""
    return set(_LINE_ID.findall(html)) if 'class="podcast-line"' in html else set()


_RENDERERS = {
    "transcript": _PutBack._transcript,  # noqa: SLF001
    "sections": _PutBack._section_list,  # noqa: SLF001
    "platforms": _PutBack._platforms,  # noqa: SLF001
}


def _hosts(data: str) -> list[str]:
    try:
        hosts = json.loads(data)["hosts"] if data else []
    except (ValueError, KeyError, TypeError):
        return []
    return [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []


def _lines(html: list[str], *, turn: bool) -> str:
    return '<div class="podcast-lines">\n' + "\n".join(html) + ("\n</div>" if turn else "") + "\n</div>"


def _turn(speaker: str, number: int, *, host: bool) -> str:
    colour = (number - 1) % SPEAKER_COLOURS + 1
    name = escape_html(speaker)
    role = ' data-role="host"' if host else ""
    return (
        f'<div class="podcast-turn podcast-speaker-{colour}" data-speaker="{name}"{role}>\n'
        f'<p class="podcast-name">{name}</p>'
    )


def _time(start: float, href: str) -> str:
    return _time_text(format_timecode(int(start)), href)


def _time_text(text: str, href: str) -> str:
    if href:
        return f'<a class="podcast-time" href="{escape_html(href)}">{text}</a> '
    return f'<span class="podcast-time">{text}</span> '


def _links(text: str) -> str:
    match = _LINK.fullmatch(text)
    if not match:
        return escape_html(dialect.unescape(text))
    return f'<a href="{escape_html(match[2])}">{escape_html(dialect.unescape(match[1]))}</a>'
