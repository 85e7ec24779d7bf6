"""Problems in the files of a show."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from .registry import CHECKS, Level

ValuePath = tuple[str | int, ...]
"""The keys and indexes that lead to a value in a file: ``("transcript", 57, "who")``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file.

    Attributes:
        code: The check that found it, one of `CHECKS`.
        message: The problem, as a sentence.
        advice: The fix, as a sentence.
        path: The path of the value.
        file: The file, relative to the configuration where possible.
        line: From 1; 0 if the problem concerns the file as a whole.
        column: From 1.
        level: How much it matters.
    """

    code: str
    message: str
    advice: str
    path: ValuePath = ()
    file: str = ""
    line: int = 0
    column: int = 0
    level: Level = Level.IGNORE

    def __str__(self) -> str:
        """Write it on one line, in the form that editors and CI turn into links."""
        position = self.file if not self.line else f"{self.file}:{self.line}:{self.column}"
        path = f" ({dotted(self.path)})" if self.path else ""
        text = f"{position}: {self.message}{path} {self.advice} [{self.code}]"
        return text if text.isprintable() else "".join(map(_visible, text))


def dotted(path: ValuePath) -> str:
    """Write the path of a value: ``transcript[57].who``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def did_you_mean(word: str, known: Collection[str]) -> str | None:
    """Return the known word that looks most like a misspelt one, if any does."""
    if word in known:
        return None
    folded = {_folded(key): key for key in known}
    close = difflib.get_close_matches(_folded(word), folded, n=1, cutoff=0.8)
    return folded[close[0]] if close else None


def assign_levels(
    problems: Iterable[Problem],
    levels: Mapping[str, Level],
    ignored: Mapping[str, Collection[str]],
) -> list[Problem]:
    """Give each problem its level, drop those that are ignored, and sort the rest by position.

    Args:
        problems: All problems.
        levels: The site's own levels, by the code of a check.
        ignored: The codes that files ignore, by file.
    """
    reported = []
    for problem in problems:
        level = levels.get(problem.code, CHECKS[problem.code].level)
        if level is not Level.IGNORE and problem.code not in ignored.get(problem.file, ()):
            reported.append(replace(problem, level=level))
    return sorted(reported, key=lambda p: (p.file, p.line, p.column, p.code, p.message))


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")


def _visible(character: str) -> str:
    """Escape what a terminal would obey, or a log would break at."""
    return character if character.isprintable() else character.encode("unicode_escape").decode()
