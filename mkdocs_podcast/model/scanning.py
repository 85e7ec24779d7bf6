"""Looking for things in a long text, in a time that grows no faster than the text."""

from __future__ import annotations

import re


class Closings:
    """Finds what closes parts of a text.

    If many parts are never closed, or are all closed at the end, then looking for the closing of
    each one would take quadratic time. So what was found for one is used for the next.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, re.Match[str] | None] = {}

    def after(self, position: int, pattern: str) -> re.Match[str] | None:
        """The first match of a pattern that starts at or after a position, if there is one.

        Args:
            position: No less than in any call before, for the same pattern.
            pattern: A regular expression; ``^`` and ``$`` match at the ends of lines.
        """
        if pattern in self._found:
            found = self._found[pattern]
            if found is None or found.start() >= position:
                return found
        found = re.compile(pattern, re.MULTILINE).search(self._text, position)
        self._found[pattern] = found
        return found
