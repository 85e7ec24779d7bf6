"""The XML of feeds, written by the standard library.

RSS 2.0: https://www.rssboard.org/rss-specification.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ..show.dates import moment_of

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
"""The extensions of RSS, by their usual prefixes."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")

for _prefix, _uri in NAMESPACES.items():
    register_namespace(_prefix, _uri)


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element to the end of another one.

    Args:
        parent: The other element.
        name: Its name, with the prefix of its namespace if it has one.
        text: Its text; characters that XML 1.0 does not allow are omitted.
        **attributes: Its attributes; empty ones are omitted.
    """
    filled = {key: allowed(value) for key, value in attributes.items() if value}
    element = SubElement(parent, qualified(name), filled)
    element.text = allowed(text) or None
    return element


def add_if_filled(parent: Element, name: str, text: str, /, **attributes: str) -> None:
    """Add an element unless its text is empty."""
    if allowed(text):
        add(parent, name, text, **attributes)


def html_of_text(text: str) -> str:
    """Write plain text for an element that readers interpret as HTML, such as `description`.

    RSS 2.0 allows entity-encoded HTML there (https://www.rssboard.org/rss-encoding-examples), and
    most apps render it. The XML writer escapes the result once more.
    """
    return escape(text, quote=False)


def qualified(name: str) -> str:
    """Return a name as the library writes it, with the namespace instead of its prefix."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def allowed(text: str) -> str:
    """Return text without the characters that XML 1.0 does not allow."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def rfc_2822(value: date) -> str:
    """Write a moment in its own zone, or midnight of a day in UTC."""
    return format_datetime(moment_of(value))


def write_xml(root: Element) -> bytes:
    """Write a document, one element per line."""
    indent(root)
    # Encoding the whole text is much faster than letting the library encode each piece.
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
