"""HTML that an author wrote, as pages and feeds contain it."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "em", "i", "li", "ol", "p", "pre", "q",
    "s", "small", "strong", "sub", "sup", "u", "ul",
}  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"<(?:p|ul|ol|blockquote|pre)\b")
_BREAKS = re.compile(r"(?:\s*<br\s*/?>\s*){2,}|\n[ \t]*\n\s*")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def clean_html(html: str, resolve: Callable[[str], str] | None = None) -> str:
    """Keep the elements of an author's HTML that a paragraph may contain, and make paragraphs.

    Args:
        html: The HTML.
        resolve: Replaces the URL of a link.
    """
    clean = _clean(html, resolve)
    block = _BLOCK.search(clean)
    start = block.start() if block else len(clean)
    # Clean each paragraph once more, since an element may span several of them.
    parts = map(_clean, _BREAKS.split(clean[:start]))
    paragraphs = [f"<p>{part}</p>" for part in parts if _TAG.sub("", part)]
    text = "\n".join([*paragraphs, _clean(clean[start:])])
    text = text.replace("](", "]&#40;")  # not a Markdown link
    return _BLANK_LINES.sub("\n", text.strip())


def _clean(html: str, resolve: Callable[[str], str] | None = None) -> str:
    def replace(_tag: str, name: str, value: str) -> str:
        return resolve(value) if resolve and name == "href" else value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        attribute_filter=replace if resolve else None,
        link_rel="noopener",
    ).strip()
