"""HTML that an author wrote, as pages and feeds contain it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape, unescape
from itertools import groupby

import nh3

from .scanning import Tag, tags_in

_SPECIAL = re.compile(r"[^ -%'-;=?-~\n¡-\u00ac\u00ae-\u1fff\u2010-\u2027\u3000-\ud7ff]")
"""What may be markup, or what a parser may write in another form."""

MAX_NESTING = 200
"""The number of elements that may be open at once; the time to parse them grows with its square."""

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "em", "i", "li", "ol", "p", "pre", "q",
    "s", "small", "strong", "sub", "sup", "u", "ul",
}  # fmt: skip
_BLOCKS = ("<p>", "<ul>", "<ol>", "<blockquote>", "<pre>")
_NEVER_NESTED = frozenset({
    "!", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr", "dd", "dt", "li", "option", "p", "td", "th", "tr",
})  # fmt: skip
"""Elements without content, and those that end where the next one of their kind starts."""


def clean_author_html(html: str, resolve: Callable[[str], str] | None = None) -> str:
    """Keep the elements of an author's HTML that a paragraph may contain, and make paragraphs.

    Args:
        html: The HTML.
        resolve: Replaces the URL of a link.
    """
    html = html.replace("<![", "&lt;![")  # a parser would drop it with the words up to the next >
    clean = _clean(without_deep_nesting(html), resolve)
    # nh3 writes tags in exactly one form, and no such bracket in text or attributes.
    blocks = [position for tag in _BLOCKS if (position := clean.find(tag)) >= 0]
    start = min(blocks, default=len(clean))
    # Clean each paragraph once more, since an element may span several of them.
    parts = map(_clean, _paragraphs(clean[:start]))
    paragraphs = [f"<p>{part}</p>" for part in parts if _has_text(part)]
    text = "\n".join([*paragraphs, _clean(clean[start:])])
    text = text.replace("](", "]&#40;")  # not a Markdown link
    return "\n".join(line for line in text.strip().split("\n") if line.strip(" \t"))


def without_deep_nesting(html: str) -> str:
    """Return HTML, or only its text if more than `MAX_NESTING` elements in it are open at once."""
    if html.count("<") <= MAX_NESTING or not _is_deeply_nested(html):
        return html
    return escape(unescape(" ".join(_texts(html))), quote=False)


def _texts(html: str) -> Iterator[str]:
    """Yield the text between tags, without that of scripts and styles."""
    before = Tag("", 0, 0)
    for tag in (*tags_in(html), Tag("", len(html), len(html))):
        if before.name not in {"script", "style"}:
            yield html[before.end : tag.start]
        before = tag


def _is_deeply_nested(html: str) -> bool:
    opened = Counter[str]()
    depth = 0
    for tag in tags_in(html):
        name = tag.name.removeprefix("/")
        if name in _NEVER_NESTED:
            continue
        if name == tag.name:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > MAX_NESTING:
            return True
    return False


def _paragraphs(html: str) -> Iterator[str]:
    """Divide HTML without blocks at blank lines, and where there are several line breaks."""
    for is_text, lines in groupby(html.split("\n"), key=_is_not_blank):
        if is_text:
            pieces = "\n".join(lines).split("<br>")
            for is_part, group in groupby(pieces, key=_is_not_blank):
                if is_part:
                    yield "<br>".join(group)


def _is_not_blank(text: str) -> bool:
    return bool(text.strip())


def _has_text(html: str) -> bool:
    return any(text.partition("<")[0] for text in f">{html}".split(">"))


def _clean(html: str, resolve: Callable[[str], str] | None = None) -> str:
    if not _SPECIAL.search(html):  # most text; a parser would return it as it is
        return html.strip()

    def replace(_tag: str, name: str, value: str) -> str:
        value = " ".join(value.split())  # an attribute with a blank line would be divided
        return resolve(value) if resolve and name == "href" else value

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        attribute_filter=replace,
        link_rel="noopener",
    ).strip()
