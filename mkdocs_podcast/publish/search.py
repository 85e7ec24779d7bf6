"""What of a page goes into MkDocs' own search.

The index is downloaded by every reader who searches, and every text is in it twice. So it gets
the headings and the first words below each; whole transcripts would make it a hundred times
larger than the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from ..model.scanning import Closings

WORDS_OF_PAGE = 300
"""So many characters of people, introduction and topics are kept."""

WORDS_OF_SECTION = 120
"""So many characters below a heading are kept at most."""

WORDS_OF_SECTIONS = 880
"""So many characters below all headings together; in an episode of many sections each gets less."""

_LIST = re.compile(r'\s*<div class="podcast-(?:sections|related)">')
_ICON = re.compile("<svg[^<]*(?:<(?!/?svg)[^<]*)*</svg>")
_NOT_WORDS = re.compile(
    r'<a class="(?:podcast-(?:anchor|time)|headerlink)".*?</a>'
    r'|<span class="podcast-time".*?</span>|<p class="podcast-name">.*?</p>|<[^<>]*>',
    re.DOTALL,
)
_LINE = re.compile(
    r'<p class="podcast-line"[^<>]*>'
    r'(?:<(?:a|span) class="podcast-time"[^<>]*>[^<]*</(?:a|span)>)?'
    r'([^<]*(?:<(?!a class="podcast-anchor")[^<]*)*)'
)
_TAG = re.compile(r"<[^<>]*>")
_CUT_REFERENCE = re.compile(r"&[^;]*\Z")
_HEADING = re.compile(r"<h([1-6])[ >]")


class _Heading(NamedTuple):
    """A heading in HTML: its level, where it starts, and where it ends."""

    level: str
    start: int
    end: int


def slim(html: str) -> str:
    """Shorten the HTML of a page to its headings and the first words below each.

    The title is left out too: the index has it by itself.
    """
    return "\n".join(_parts(html))


def _parts(html: str) -> Iterator[str]:
    headings = list(_headings(html))
    start = next((h.start for h in headings if h.level != "1"), len(html))
    # Lists of sections and of other episodes say what those say themselves.
    below = [h for h in headings if h.level != "1" and not _LIST.match(html, h.end)]
    title = next((h for h in headings if h.level == "1" and h.start < start), None)
    page = html[:start].replace(html[title.start : title.end], "") if title else html[:start]
    yield from _first(_words(_ICON.sub("", page)[: WORDS_OF_PAGE * 8]), WORDS_OF_PAGE)
    limit = min(WORDS_OF_SECTION, WORDS_OF_SECTIONS // max(1, len(below)))
    for heading, following in zip_longest(below, below[1:]):
        yield html[heading.start : heading.end]
        start, end = heading.end, following.start if following else len(html)
        lines = _lines(html, start, end, limit)
        # Of other text, some more markup than words is enough to look at.
        text = lines or _words(html[start : min(end, start + limit * 4)])
        yield from _first(text, limit)


def _headings(html: str) -> Iterator[_Heading]:
    # To look for two characters is much faster than to look with an expression.
    closings = Closings(html)
    position = html.find("<h")
    while position >= 0:
        opening = _HEADING.match(html, position)
        if opening and (closing := closings.after(opening.end(), f"</h{opening[1]}>")):
            yield _Heading(opening[1], position, closing.end())
            position = closing.end()
        else:
            position += 1
        position = html.find("<h", position)


def _lines(html: str, start: int, end: int, limit: int) -> str:
    """The first lines of a section of a transcript, as many as are wanted."""
    words = ""
    for line in _LINE.finditer(html, start, end):
        words += f" {_words(line[1][: limit * 8])}"  # far more markup than a line has
        if len(words) > limit:
            break
    return _TAG.sub("", words) if "<" in words else words


def _words(html: str) -> str:
    if "<" not in html:
        return html
    if html.rfind("<") > html.rfind(">"):
        html = html[: html.rfind("<")]
    return _NOT_WORDS.sub(" ", html)


def _first(text: str, limit: int) -> Iterator[str]:
    words = " ".join(text.split())
    if len(words) > limit:
        start = words[: limit + 1]
        # Without spaces, as in Japanese, between any two characters but those of a reference.
        words = (start.rpartition(" ")[0] or _CUT_REFERENCE.sub("", start[:limit])) + " …"
    if words:
        yield words
