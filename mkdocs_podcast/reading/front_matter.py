"""The two parts of a Markdown file with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_OPENING = re.compile(r"\s*?---[ \t]*(?:\n|\Z)")
_EPISODE_KEY = re.compile(r"""^(["']?)(?:transcript|episode)\1[ \t]*:""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A Markdown file with front matter.

    Attributes:
        yaml: The front matter. Its lines have the numbers that they have in the file.
        body: The rest.
        is_closed: Whether the front matter ends.
    """

    yaml: str
    body: str
    is_closed: bool


def split(text: str) -> MarkdownFile | None:
    """Split a Markdown file; return None if it has no front matter.

    The front matter starts at a first line of three dashes, and ends at the next line of three
    dashes or dots that is not indented.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    blank_lines = "\n" * opening[0].count("\n")
    closing = _FENCE.search(text, opening.end() - 1)
    if not closing:
        return MarkdownFile(blank_lines + text[opening.end() :], "", is_closed=False)
    return MarkdownFile(
        blank_lines + text[opening.end() : closing.start() + 1],
        text[closing.end() :].strip("\n"),
        is_closed=True,
    )


def is_episode(front_matter: str) -> bool:
    """Return whether the front matter is an episode's: it has `transcript` or `episode`."""
    return bool(_EPISODE_KEY.search(front_matter))
