"""Text that is safe to stand in a page."""

from __future__ import annotations

import re

from ..model.html import sanitize

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "em", "i", "li", "ol", "p", "pre", "q",
    "s", "small", "strong", "sub", "sup", "u", "ul",
}  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"<(?:p|ul|ol|blockquote|pre)\b")
_BREAKS = re.compile(r"<br>(?:\s*<br>)+|\n[ \t]*\n\s*")  # nh3 writes no other form of <br>
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
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
    """Text that is Markdown or HTML already; any other is made `safe` where a template puts it."""

    __slots__ = ()


def clean_html(html: str) -> Markdown:
    """Keep of an author's HTML what a paragraph may have, and make paragraphs of its parts."""
    clean = _clean(html)
    block = _BLOCK.search(clean)
    start = block.start() if block else len(clean)
    # Each by itself once more, since a tag may have gone on from one to the next.
    parts = map(_clean, _BREAKS.split(clean[:start]))
    paragraphs = [f"<p>{part}</p>" for part in parts if _TAG.sub("", part)]
    text = "\n".join([*paragraphs, _clean(clean[start:])])
    text = text.replace("](", "]&#40;")  # no link, to whatever looks for some in the page
    return Markdown(_BLANK_LINES.sub("\n", text.strip()))


def _clean(html: str) -> str:
    attributes = {"a": {"href", "title"}}
    return sanitize(html, _TAGS, attributes=attributes, link_rel="noopener").strip()


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
