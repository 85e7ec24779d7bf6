"""What of a page goes into MkDocs' own search.

The index is downloaded by every reader who searches, and every text is in it twice. So it gets
the headings and the first words below each; whole transcripts would make it a hundred times
larger than the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WORDS = 130
"""So many characters below a heading are kept."""

WORDS_OF_PAGE = 900
"""So many characters below the title are kept: people, introduction, topics."""

_HEADING = re.compile(r"(?=<h[1-6][ >])")
_WHOLE_HEADING = re.compile(r"<h([1-6])[ >].*?</h\1>", re.DOTALL)
_LEFT_OUT = re.compile(
    r'<nav class="podcast-sections".*?</nav>|<svg.*?</svg>|<a class="podcast-(?:anchor|time)".*?</a>'
    r'|<span class="podcast-time".*?</span>|<p class="podcast-name">.*?</p>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")


def slim(html: str) -> str:
    """Shorten the HTML of a page to its headings and the first words below each."""
    return "\n".join(_parts(html))


def _parts(html: str) -> Iterator[str]:
    limit = WORDS_OF_PAGE
    for part in _HEADING.split(html):
        heading = _WHOLE_HEADING.match(part)
        if heading and heading[1] != "1":
            limit = WORDS
        if heading:
            yield heading[0]
        # Looking at ten times as much markup as words wanted is enough, and spares the rest.
        words = part[heading.end() if heading else 0 :][: limit * 10]
        if text := _first(_TAG.sub(" ", _LEFT_OUT.sub(" ", words)), limit):
            yield f"<p>{text}</p>"


def _first(text: str, limit: int) -> str:
    text = " ".join(text.rpartition("<")[0].split() if "<" in text else text.split())
    return text if len(text) <= limit else text[:limit].rpartition(" ")[0] + " …"
