"""HTML that authors write, made safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

import nh3

MAX_NESTING = 200
"""Elements that may be open at once. The time to parse grows with their number, squared."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)[^<>]*>?", re.IGNORECASE | re.DOTALL
)
_NEVER_NESTED = {"area", "br", "col", "embed", "hr", "img", "input", "li", "link", "meta", "p"}
"""Elements without content, and those that end where the next one of their kind starts."""


def sanitize(
    html: str,
    tags: set[str],
    *,
    attributes: Mapping[str, set[str]] | None = None,
    attribute_filter: Callable[[str, str, str], str | None] | None = None,
    link_rel: str | None = None,
) -> str:
    """Keep only some elements of HTML, and the text of the others.

    HTML with more than `MAX_NESTING` elements in each other loses all of its elements.

    Args:
        html: Any text.
        tags: The names of the elements to keep.
        attributes: The attributes to keep, by element; those that nh3 considers safe by default.
        attribute_filter: Called with element, attribute and value; returns the value to write.
        link_rel: The `rel` of links.
    """
    if is_deeply_nested(html):
        html = _TAG.sub(" ", html).replace("<", "&lt;")
    return nh3.clean(
        html,
        tags=tags,
        attributes=None if attributes is None else {tag: set(v) for tag, v in attributes.items()},
        attribute_filter=attribute_filter,
        link_rel=link_rel,
    )


def is_deeply_nested(html: str) -> bool:
    """Whether more than `MAX_NESTING` elements are open at once."""
    if html.count("<") <= MAX_NESTING:
        return False
    opened = Counter[str]()
    depth = 0
    for tag in _TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if not name or name in _NEVER_NESTED:
            continue
        if not tag["end"]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > MAX_NESTING:
            return True
    return False
