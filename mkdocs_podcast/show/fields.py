"""Rules for the text, names and links that files contain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SEPARATOR = "\x1d"
"""A control character, which no text from a file contains."""

MAX_NAME_BYTES = 250
"""File systems limit names to 255 bytes, and ``.html`` takes five of them."""

MAX_QUOTED_CHARACTERS = 40
"""Messages quote at most this much of a value."""

MAX_HTML_CHARACTERS = 10_000
"""Summaries are made from the start of an author's HTML, since deep nesting is slow to parse."""

_SPACES = re.compile(r"[ \t\r\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PAGE_NAME = re.compile(r"(?!\.)[^/\\?#\x00-\x1f\x7f]+")
_BLOCK_TAGS = (
    "p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "table", "tr", "th", "td",
)  # fmt: skip


def tidy(text: str) -> str:
    """Put text on one line, with single spaces and without control characters."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # the usual case, and much faster than regular expressions
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def without_controls(text: str) -> str:
    """Remove control characters, except tabs and line ends."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


def has_controls(text: str) -> bool:
    """Return whether text contains control characters other than tabs and line ends."""
    return not text.isprintable() and _CONTROLS.search(text) is not None


def quoted(text: str) -> str:
    """Quote text in a message, shortened if it is long."""
    short = text if len(text) <= MAX_QUOTED_CHARACTERS else text[: MAX_QUOTED_CHARACTERS - 1] + "…"
    return f"“{short}”"


def plain_text(html: str, limit: int) -> str:
    """Return the words of an author's HTML, cut after a word if they exceed `limit` characters."""
    text = _text_of(html[:MAX_HTML_CHARACTERS]) if "<" in html or "&" in html else html
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    return words[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def is_unfinished(link: str) -> bool:
    """Return whether a link is empty or a placeholder."""
    return link.strip(" .?…-").upper() in {"", "TODO", "TBD", "TBA", "FIXME", "XXX"}


def is_web_url(link: str) -> bool:
    """Return whether a link is an http(s) URL that is safe to follow, encoded or not."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    has_host = bool(parts.hostname) and " " not in parts.netloc
    return has_host and parts.scheme in {"http", "https"}


def is_page_name(name: str) -> bool:
    """Return whether a name can be the last part of a page's URL."""
    return bool(_PAGE_NAME.fullmatch(name)) and not is_long_name(name)


def is_long_name(name: str) -> bool:
    """Return whether a name is too long for the file of a page."""
    return len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES


def _text_of(html: str) -> str:
    """Return the text of HTML, with spaces between blocks."""
    import nh3
    from bs4 import BeautifulSoup

    # Foreign HTML can make `html.parser` raise an exception; what nh3 returns cannot.
    html = html.replace("<![", "&lt;![")  # nh3 would drop it
    blocks = nh3.clean(html, tags=set(_BLOCK_TAGS), attributes={"*": set()})
    return without_controls(BeautifulSoup(blocks, "html.parser").get_text(" "))
