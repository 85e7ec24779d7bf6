"""The XML of feeds, by the standard library: what is text stays text.

RSS 2.0: https://www.rssboard.org/rss-specification.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
"""What extends RSS, by the prefix that everybody uses."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")

for _prefix, _uri in NAMESPACES.items():
    register_namespace(_prefix, _uri)


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element at the end of another.

    Args:
        parent: The other.
        name: Its name, with the prefix of a namespace where it has one.
        text: What it says. Characters that XML 1.0 has no way to write are left out.
        **attributes: Those that are empty are left out.
    """
    known = {key: allowed(value) for key, value in attributes.items() if value}
    element = SubElement(parent, qualified(name), known)
    element.text = allowed(text) or None
    return element


def add_known(parent: Element, name: str, text: str, /, **attributes: str) -> None:
    """Add an element where there is something for it to say."""
    if allowed(text):
        add(parent, name, text, **attributes)


def html_of_text(text: str) -> str:
    """Write plain text for an element that readers interpret as HTML, such as `description`.

    RSS 2.0 allows entity-encoded HTML there (https://www.rssboard.org/rss-encoding-examples), and
    most apps render it. The XML writer escapes the result once more.
    """
    return escape(text, quote=False)


def qualified(name: str) -> str:
    """A name as the library has it: with the namespace instead of the prefix."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def allowed(text: str) -> str:
    """Text without the characters that XML 1.0 cannot have."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def rfc_2822(day: date) -> str:
    """Midnight of a day, as RSS writes moments."""
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=timezone.utc))


def dump(root: Element) -> bytes:
    """Write a document, an element a line."""
    indent(root)
    # To write text and encode it once is much faster than to have the library encode each piece.
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
