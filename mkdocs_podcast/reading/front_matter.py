"""The two parts of a Markdown file with front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)")
_OPENING = re.compile(r"\s*?---[ \t]*(?:\n|\Z)")
_EPISODE_KEY = re.compile(r"""^(["']?)(?:transcript|episode)\1[ \t]*:""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file taken apart.

    Attributes:
        yaml: The front matter. Its lines have the numbers they have in the file.
        body: What follows.
        closed: Whether the front matter ends.
    """

    yaml: str
    body: str
    closed: bool


def split(text: str) -> Parts | None:
    """Take a Markdown file apart, or return nothing where it has no front matter.

    The front matter begins at a first line of three dashes and ends at the next line of three
    dashes or dots that is not indented.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    head = re.sub(r"[^\n]", "", opening[0])
    closing = _FENCE.search(text, opening.end() - 1)
    if not closing:
        return Parts(head + text[opening.end() :], "", closed=False)
    return Parts(
        head + text[opening.end() : closing.start() + 1],
        text[closing.end() :].strip("\n"),
        closed=True,
    )


def is_episode(parts: Parts) -> bool:
    """Whether the front matter is an episode's: it has `transcript` or `episode`."""
    return bool(_EPISODE_KEY.search(parts.yaml))
