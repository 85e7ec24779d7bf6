"""Relative links in Markdown that an author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from .scanning import ForwardSearch

_RELATIVE = r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)"
_LINK_OR_CODE = re.compile(
    # Code comes first, so that what looks like a link in it is skipped.
    r"^(?P<fence>`{3,}|~{3,})|(?P<ticks>`+)"
    rf"|(?P<before>\]\(<?|^\[[^\]\n]+\]:[ ]+<?){_RELATIVE}(?P<link>[^()<>\s]+)"
    r"|(?P<tag><(?:a|img|audio|source)\s[^<>]*>)",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(rf"(\s(?:href|src)=[\"']){_RELATIVE}([^\"']+)")


def replace_links(
    text: str, replace_markdown: Callable[[str], str], replace_html: Callable[[str], str]
) -> str:
    """Replace the relative links of Markdown.

    Args:
        text: The Markdown, as its author wrote it.
        replace_markdown: Returns what to write instead of the target of a Markdown link.
        replace_html: Returns what to write instead of an attribute of an HTML element.
    """
    return "".join(_replaced(text, replace_markdown, replace_html))


def _replaced(
    text: str, replace_markdown: Callable[[str], str], replace_html: Callable[[str], str]
) -> Iterator[str]:
    search = ForwardSearch(text)
    position = 0
    while match := _LINK_OR_CODE.search(text, position):
        yield text[position : match.start()]
        position = match.end()
        if match["link"]:
            yield match["before"] + replace_markdown(match["link"])
        elif match["tag"]:
            yield _ATTRIBUTE.sub(partial(_attribute, replace_html), match["tag"])
        else:
            position = _end_of_code(search, match[0], bool(match["fence"]), position)
            yield text[match.start() : position]
    yield text[position:]


def _end_of_code(search: ForwardSearch, mark: str, is_fence: bool, position: int) -> int:
    """Return the end of the code that a mark opens; where the mark ends if it opens none."""
    closing = search.find(rf"\n{mark}", position) if is_fence else None
    if not closing and mark.startswith("`"):
        closing = search.find(rf"(?<!`){mark}(?!`)", position)
    return closing.end() if closing else position


def _attribute(replace_html: Callable[[str], str], match: re.Match[str]) -> str:
    return match[1] + replace_html(match[2])
