"""The whole of an item: what an episode's page says around its transcript.

It is taken from the finished page, as the site's own Markdown extensions have made it, so that show
notes are the same in both. What stays is what readers of feeds show: text markup, lists, links,
tables and pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import nh3

from ..model.html import sanitize

_STARTS = tuple(f'<div class="podcast-{name}">' for name in ("intro", "sections", "notes"))
_PART = '<div class="podcast-'
_DIV = re.compile(r"<(/?)div\b")
_ICON = re.compile(r"<svg\b[^<]*(?:<(?!/?svg\b)[^<]*)*</svg>")
_PERMALINK = re.compile(r'<a class="headerlink"[^<]*(?:<(?!/?a\b)[^<]*)*</a>')
_TIME = re.compile(r'<a class="podcast-time"([^<>]*)>([^<]*)</a>')
_TO_SECTION = re.compile(r'<a href="#[^"<>]*">([^<]*(?:<(?!/?(?:a|li)\b)[^<]*)*)</a></li>')
_LINKS = {"href", "src", "cite"}
_TAGS = nh3.ALLOWED_TAGS - {"div", "span", "article", "aside", "footer", "header", "nav"}


def parts_of(html: str) -> str:
    """Take the introduction, the list of sections and the show notes out of a finished page.

    It is quick, and what comes of it says all that the content of an item is made of.

    Returns:
        Their HTML as it is; empty where the page has none of the three.
    """
    return "\n".join(_parts(html))


def content_of(parts: str, address: str) -> str:
    """Make the content of an item.

    In the list of sections, a time becomes text where it links into the recording, since an app
    jumps there by itself, and so does what links down the page.

    Args:
        parts: `parts_of` the page of an episode.
        address: The page's whole address, to which its links are relative.

    Returns:
        Safe HTML whose links are whole addresses.
    """
    parts = _PERMALINK.sub("", _ICON.sub("", parts))
    parts = _TIME.sub(lambda time: time[2] if "#t=" in time[1] else time[0], parts)
    parts = _TO_SECTION.sub(r"\1</li>", parts)

    def whole(_tag: str, name: str, value: str) -> str:
        return _joined(address, value) if name in _LINKS else value

    return sanitize(parts, _TAGS, attribute_filter=whole).strip()


def _joined(address: str, link: str) -> str:
    if link.startswith(("https://", "http://")):  # most are, and need not be looked at
        return link
    try:
        return urljoin(address, link)
    except ValueError:  # no address at all
        return link


def _parts(html: str) -> Iterator[str]:
    for start in _STARTS:
        position = html.find(start)
        if position >= 0:
            position += len(start)
            yield html[position : _end(html, position)].strip()


def _end(html: str, position: int) -> int:
    """Where a part ends: where as many divisions are closed as were opened, or the next begins."""
    following = html.find(_PART, position)
    limit = following if following >= 0 else len(html)
    depth = 1
    for division in _DIV.finditer(html, position, limit):
        depth += -1 if division[1] else 1
        if not depth:
            return division.start()
    return limit
