"""Relative links in Markdown that an author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_RELATIVE = r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)"
_LINK = re.compile(
    # Code comes first, so that what looks like a link in it is skipped.
    r"(?:^|\n)(?P<fence>```+|~~~+).*?\n(?P=fence)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    rf"|(?P<before>\]\(<?|^\[[^\]\n]+\]:[ ]+<?){_RELATIVE}(?P<link>[^()<>\s]+)"
    r"|(?P<tag><(?:a|img|audio|source)\s[^<>]*>)",
    re.DOTALL | re.MULTILINE,
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

    def replace(match: re.Match[str]) -> str:
        if match["link"]:
            return match["before"] + replace_markdown(match["link"])
        if match["tag"]:
            return _ATTRIBUTE.sub(partial(_attribute, replace_html), match["tag"])
        return match[0]

    return _LINK.sub(replace, text)


def _attribute(replace_html: Callable[[str], str], match: re.Match[str]) -> str:
    return match[1] + replace_html(match[2])
