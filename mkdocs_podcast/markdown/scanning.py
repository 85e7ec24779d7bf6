"""Searching long text in a time that grows no faster than the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_RAW_TEXT = frozenset({
    "script", "style", "title", "noscript", "textarea", "xmp", "iframe", "noembed", "noframes",
})  # fmt: skip
"""Elements whose content is text, in which nothing is a tag."""

_MAX_TAG_NAME = 32
_MAX_USUAL_TAG = 400


class ForwardSearch:
    """Searches a text for patterns, from positions that only increase.

    If many parts of a text are never closed, or are all closed at its end, searching for the end of
    each would take quadratic time. So a match is remembered until the search has passed it.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, re.Match[str] | None] = {}

    def find(self, pattern: str, position: int) -> re.Match[str] | None:
        """Return the first match of a pattern that starts at or after a position.

        Args:
            pattern: A regular expression, in which ``^`` and ``$`` match at the ends of lines.
            position: At least that of the call before with the same pattern.
        """
        if pattern in self._found:
            known = self._found[pattern]
            if known is None or known.start() >= position:
                return known
        found = re.compile(pattern, re.MULTILINE).search(self.text, position)
        self._found[pattern] = found
        return found


class Tag(NamedTuple):
    """A tag or comment in HTML.

    Attributes:
        name: The name of the element in lower case, with a slash before it in an end tag; ``!`` for
            a comment.
        start: Its position.
        end: The position after it.
    """

    name: str
    start: int
    end: int


_MALFORMED = "?"
"""The name of a comment that is not written as one."""


def tags_in(html: str) -> Iterator[Tag]:
    """Yield the tags and comments of HTML, without those in scripts and other text.

    It is much faster than a parser and finds the same tags, except in HTML that is made to be
    misread. What is not closed ends with the HTML.
    """
    search = ForwardSearch(html)
    position = html.find("<")
    while position >= 0:
        name = _name_at(html, position + 1)
        if not name:
            position = html.find("<", position + 1)
            continue
        end = _end_of_markup(search, name, position)
        end = len(html) if end < 0 else end
        yield Tag(name, position, end)
        if name in _RAW_TEXT:
            end = _end_of_text(html, name, end)
        position = html.find("<", end)


def _name_at(html: str, position: int) -> str:
    """Return the name of the tag whose bracket is before a position; empty if it is just text."""
    if html.startswith("!--", position):
        return "!"
    start = html[position : position + _MAX_TAG_NAME].lower()
    slash = "/" if start.startswith("/") else ""
    if not "a" <= start[len(slash) : len(slash) + 1] <= "z":
        # A parser takes these for comments that end with the next bracket.
        return _MALFORMED if slash or start[:1] in {"!", "?"} else ""
    word = start[len(slash) :].partition(">")[0].partition("/")[0]
    return slash + word.split(maxsplit=1)[0]


def _end_of_markup(search: ForwardSearch, name: str, position: int) -> int:
    if name == "!":
        return _end_of_comment(search, position)
    if name == _MALFORMED:
        found = search.find(">", position)
        return found.end() if found else -1
    return _end_of_tag(search, position)


def _end_of_comment(search: ForwardSearch, position: int) -> int:
    found = search.find("-->", position + 2)  # `<!-->` is a comment, too
    return found.end() if found else -1


def _end_of_tag(search: ForwardSearch, position: int) -> int:
    """Return the position after the bracket that closes a tag and is not in quotes."""
    tag, bracket_at_end, _ = search.text[position : position + _MAX_USUAL_TAG].partition(">")
    if bracket_at_end and "'" not in tag and tag.count('"') % 2 == 0:
        return position + len(tag) + 1  # the usual case, and much faster
    while bracket := search.find(">", position):
        opening = search.find(r"""=\s*["']""", position)  # elsewhere, a quote is part of a name
        if not opening or opening.start() > bracket.start():
            return bracket.end()
        closing = search.find(opening[0][-1], opening.end())
        if not closing:
            return bracket.end()
        position = closing.end()
    return -1


def _end_of_text(html: str, name: str, position: int) -> int:
    """Return the position of the end tag of an element that contains text."""
    while (position := html.find("</", position)) >= 0:
        if _name_at(html, position + 1) == f"/{name}":
            return position
        position += 2
    return len(html)
