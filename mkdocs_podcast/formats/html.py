"""HTML of pages, cleaned for readers other than browsers."""

from __future__ import annotations

from collections.abc import Callable
from html import escape, unescape

import nh3

from ..markdown.html import without_deep_nesting
from ..markdown.scanning import tags_in

_PERMALINK = 'class="headerlink"'
_PERMALINK_CLASS = {"a": {"class": {"headerlink"}}}
_NOT_CONTENT = {"script", "style", "svg"}


def keep_elements(
    html: str,
    tags: set[str],
    attributes: dict[str, set[str]] | None = None,
    attribute_filter: Callable[[str, str, str], str | None] | None = None,
) -> str:
    """Keep the given elements and the text of HTML, without scripts, icons and permalinks.

    The result is well-formed HTML in the form that nh3 writes.

    Args:
        html: The HTML.
        tags: The names of the elements to keep.
        attributes: The attributes to keep, by element; nh3's own choice unless given.
        attribute_filter: Replaces the value of an attribute, given those of element and attribute.
    """
    cleaned = nh3.clean(
        without_deep_nesting(html),
        tags=tags | {"a"},
        clean_content_tags=_NOT_CONTENT,
        attributes=attributes,
        attribute_filter=attribute_filter,
        tag_attribute_values=_PERMALINK_CLASS,
        link_rel=None,
    )
    cleaned = _without_permalinks(cleaned)
    return cleaned if "a" in tags else cleaned.replace("<a>", "").replace("</a>", "")


def plain_words(html: str) -> str:
    """Return the text of HTML on one line."""
    html = without_deep_nesting(separated(html))
    text = nh3.clean(html, tags=set(), clean_content_tags=_NOT_CONTENT)
    return " ".join(unescape(text).split())


def separated(html: str) -> str:
    """Return HTML with a space between adjacent tags, so that words stay apart without the tags."""
    return html.replace("><", "> <").replace("<br", " <br")


def first_words(html: str, limit: int) -> str:
    """Return the first words of HTML that consists of text only, as such HTML.

    Args:
        html: Escaped text, without elements.
        limit: The number of characters at most; without spaces, as in Japanese, it is cut between
            any two.
    """
    return escape(shorten_words(unescape(html), limit), quote=False)


def shorten_words(text: str, limit: int) -> str:
    """Return the first words of text, with an ellipsis if there are more."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    return (words[: limit + 1].rpartition(" ")[0] or words[:limit]) + " …"


def _without_permalinks(html: str) -> str:
    """Remove the links from headings to themselves that the `toc` extension adds."""
    if _PERMALINK not in html:
        return html
    parts = []
    position = 0
    is_in_link = False
    for tag in tags_in(html):
        if tag.name == "a" and _PERMALINK in html[tag.start : tag.end]:
            parts.append(html[position : tag.start])
            is_in_link = True
        elif tag.name == "/a" and is_in_link:
            position = tag.end
            is_in_link = False
    return "".join([*parts, html[position:]])
