"""The parts of a page, between ``<!-- podcast:NAME -->`` and ``<!-- /podcast:NAME -->``.

A transcript and a list of links are rendered here; a part that begins with a tag, right below its
comment, is HTML and stays as it is; any other is Markdown, and only gets a ``<div>`` around it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape as escape_html
from itertools import chain, groupby, islice
from typing import NamedTuple

from ..model import format_timecode, plain_seconds
from ..model.fields import SEPARATOR
from ..model.scanning import Closings
from . import dialect, lists

_MARK = re.compile(
    r"^(?:(?P<fence>`{3,}|~{3,})"
    r"|<!-- podcast:(?P<name>[a-z]+)(?: (?P<data>\{.*\}))? -->$"
    r"|<!-- /podcast:(?P<end>[a-z]+) -->$)",
    re.MULTILINE,
)
_HTML = re.compile(r"\n<[a-z]")
_ASIDE = re.compile(r"\[[^\[\]]{1,160}\]")
_LINE_ID = re.compile(r'<p class="podcast-line" id="([^"]+)"')

SPEAKER_COLOURS = 8
"""After so many speakers the colours begin again."""


class Piece(NamedTuple):
    """What a part becomes, in pieces.

    Attributes:
        html: HTML; empty where this is a heading, which is left for others to see.
        heading: What the heading of a section says.
        id: Its anchor; may be empty.
    """

    html: str
    heading: str = ""
    id: str = ""


class Parts(NamedTuple):
    """A page taken apart.

    Attributes:
        rest: The page with a `placeholder` for each part, on a line of its own.
        taken: What comes in the place of each.
    """

    rest: str
    taken: list[list[Piece]]

    def dump(self) -> str:
        """Write it in a form that is quick to read again."""
        counts = " ".join(str(len(pieces)) for pieces in self.taken)
        return SEPARATOR.join((counts, self.rest, *chain(*chain(*self.taken))))

    @classmethod
    def load(cls, content: str) -> Parts:
        """Read what `dump` has written."""
        counts, rest, *values = content.split(SEPARATOR)
        pieces = map(Piece._make, zip(*[iter(values)] * len(Piece._fields), strict=True))
        return cls(rest, [list(islice(pieces, int(count))) for count in counts.split()])


def placeholder(number: int) -> str:
    """What stands in a page for a part that was taken out."""
    return f"podcast-part-{number}-of-this-page"


Written = Mapping[str, Sequence[dialect.Block]]
"""Transcripts by their Markdown, which need not be read since they were just written."""


def take_out(text: str, line_link: str, written: Written | None = None) -> Parts:
    """Take a page apart.

    Args:
        text: Its Markdown.
        line_link: What a screen reader says of the link to a line.
        written: What is known of transcripts in it.
    """
    taking = _Taking(text, line_link, written or {})
    rest = "".join(taking.without())
    return Parts(rest, [list(_joined(pieces)) for pieces in taking.taken])


def has_parts(text: str) -> bool:
    """Whether there may be parts in a page; quick."""
    return "<!-- podcast:" in text


def anchors_in(html: str) -> set[str]:
    """The anchors of lines in HTML that this extension made."""
    return set(_LINE_ID.findall(html)) if 'class="podcast-line"' in html else set()


class _Taking:
    def __init__(self, text: str, line_link: str, written: Written) -> None:
        self.taken: list[list[Piece]] = []
        self._text = text
        self._position = 0
        self._open = Counter[str]()
        self._closings = Closings(text)
        self._beside = False
        self._line_link = escape_html(line_link)
        self._written = written
        self._name_line = dialect.line_anchors()

    def without(self) -> Iterator[str]:
        """The page without its parts."""
        while match := _MARK.search(self._text, self._position):
            between = self._text[self._position : match.start()]
            self._beside = self._beside and not between.strip()
            yield between
            self._position = match.end()
            if self._open[match["end"]]:
                self._open[match["end"]] -= 1
                yield self._put(Piece("</div>"))
            elif match["name"] and (closing := self._after(_closing(match))):
                yield self._part(match, closing.start())
            else:
                self._beside = False
                if match["fence"] and (closing := self._after(rf"^{match['fence']}[ \t]*$")):
                    self._position = closing.end()
                # A fence, or a comment that opens or closes nothing.
                yield self._text[match.start() : self._position]
        yield self._text[self._position :]

    def _after(self, pattern: str) -> re.Match[str] | None:
        return self._closings.after(self._position, pattern)

    def _part(self, match: re.Match[str], end: int) -> str:
        """Take out a part, or only what opens it where its text is Python-Markdown's."""
        name, start = match["name"], match.end()
        self._position = end + len(_closing(match))
        if name == "transcript":
            whole = self._text[match.start() : self._position]
            blocks = self._written.get(whole) or dialect.read(self._text[start:end])
            hosts = _hosts(_data(match))
            return self._put(*_transcript(blocks, hosts, self._name_line, self._line_link))
        if _HTML.match(self._text, start, end):
            return self._put(Piece(f"{_div(name)}{self._text[start:end]}\n</div>"))
        if lists.is_list(self._text, start, end):
            keys = _keys(_data(match)) if name == "platforms" else None
            items = lists.render(self._text[start:end], keys)
            return self._put(Piece(f"{_div(name)}\n{items}\n</div>"))
        self._position = start
        self._open[name] += 1
        return self._put(Piece(_div(name)))

    def _put(self, *pieces: Piece) -> str:
        """Put pieces to those that stand right before them, or in a place of their own."""
        if not self._beside:
            self.taken.append([])
        self.taken[-1] += pieces
        place = "" if self._beside else f"\n\n{placeholder(len(self.taken) - 1)}\n\n"
        self._beside = True
        return place


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join HTML that is between two headings into one piece."""
    for is_html, group in groupby(pieces, key=lambda piece: bool(piece.html)):
        if is_html:
            yield Piece("\n".join(piece.html for piece in group))
        else:
            yield from group


def _closing(match: re.Match[str]) -> str:
    return f"\n<!-- /podcast:{match['name']} -->"


def _transcript(
    blocks: Iterable[dialect.Block], hosts: list[str], name_line: dialect.LineNamer, link: str
) -> Iterator[Piece]:
    speakers = {name: number for number, name in enumerate(hosts, 1)}
    html = [_div("transcript")]
    turn = lines = False
    for block in blocks:
        if isinstance(block, dialect.Heading):
            if html:
                yield Piece("\n".join([*html, *["</div>"] * (turn + lines)]))
            yield Piece("", block.text, block.id)
            html, turn, lines = [], False, False
            continue
        if not lines:
            html.append(_div("lines"))
            lines = True
        if block.speaker or not turn:
            html += ["</div>"] * turn
            html += _turn(block.speaker, speakers, len(hosts))
            turn = True
        html.append(_line(block, name_line(block.start), link))
    yield Piece("\n".join([*html, *["</div>"] * (turn + lines + 1)]))


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


def _data(opening: re.Match[str]) -> Mapping[str, object]:
    try:
        return dict(json.loads(opening["data"])) if opening["data"] else {}
    except (ValueError, RecursionError):
        return {}


def _keys(data: Mapping[str, object]) -> dict[str, str]:
    """The keys of platforms, by names that do not say them."""
    keys = data.get("keys")
    return {n: k for n, k in keys.items() if isinstance(k, str)} if isinstance(keys, dict) else {}


def _hosts(data: Mapping[str, object]) -> list[str]:
    hosts = data.get("hosts")
    named = [host for host in hosts if isinstance(host, str)] if isinstance(hosts, list) else []
    return list(dict.fromkeys(named))
