"""Text that is safe in a page."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..markdown.html import clean_author_html

_REFERENCES = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("\n", " "),
    *((character, f"&#{ord(character)};") for character in "\\`*_[]{}~|\"'"),
)
_READ_AS_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"(\d+)([.)])|()([#+=:!?-])")


class Markdown(str):
    """Text that is Markdown or HTML already; templates make any other text `safe`."""

    __slots__ = ()

    def __html__(self) -> Markdown:
        """Return the text, which needs no escaping."""
        return self


def clean_html(html: str, resolve: Callable[[str], str] | None = None) -> Markdown:
    """Keep the elements of an author's HTML that a paragraph may contain, and make paragraphs.

    Args:
        html: The HTML.
        resolve: Replaces the URL of a link.
    """
    return Markdown(clean_author_html(html, resolve))


def safe(text: str) -> Markdown:
    """Text that shows as it is wherever a template puts it: in Markdown, HTML, or an attribute.

    References are understood in all three; backslashes would not be.
    """
    for character, reference in _REFERENCES:
        if character in text:
            text = text.replace(character, reference)
    if text.endswith("#"):  # which Markdown takes for the end of a heading
        bare = text.rstrip("#")
        text = bare + "&#35;" * (len(text) - len(bare))
    if match := _AT_START.match(text):
        number, mark = match[1] or "", match[2] or match[4]
        text = f"{number}&#{ord(mark)};{text[match.end() :]}"
    return Markdown(text)


def for_themes(text: str) -> str:
    """Text of a page's meta data, which themes put into HTML and attributes as it is.

    Only what would end them or be read as a reference is written as one, since others than themes
    read it too.
    """
    text = _READ_AS_REFERENCE.sub("&amp;", text)
    return text.replace("<", "&lt;").replace('"', "&quot;")
