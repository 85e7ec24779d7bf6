"""What can be wrong with a file, and how it is said."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

Path = tuple[str | int, ...]
"""The way to a value in a file: ``("transcript", 57, "who")``."""


class Level(str, Enum):
    """How much a problem matters."""

    ERROR = "error"
    """The page cannot be right; a build ends."""
    WARNING = "warning"
    """A reader is harmed; a strict build ends."""
    INFO = "info"
    """A matter of taste."""
    IGNORE = "ignore"
    """Not told."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for.

    Attributes:
        level: How much it matters unless the site or the file says otherwise.
        meaning: What it finds, for the documentation.
        fixed: The level cannot be changed, since there is nothing to build without the mend.
    """

    level: Level
    meaning: str
    fixed: bool = False


CHECKS: Mapping[str, Check] = {
    "not-text": Check(
        Level.ERROR, "The file is not UTF-8, or contains characters that YAML forbids.", True
    ),
    "too-large": Check(
        Level.ERROR,
        "The file is larger than 8 MiB, nested more than 32 levels deep, or its YAML aliases "
        "expand to more than 4 million characters.",
        True,
    ),
    "not-yaml": Check(
        Level.ERROR, "The file is not valid YAML, or its front matter is not closed.", True
    ),
    "two-documents": Check(Level.ERROR, "The file contains a second YAML document.", True),
    "duplicate-key": Check(
        Level.ERROR, "A key occurs twice in a mapping, so one of its values would be lost.", True
    ),
    "wrong-type": Check(Level.ERROR, "A value does not have the type that its key requires.", True),
    "missing-title": Check(Level.ERROR, "The file has no `title`.", True),
    "same-address": Check(
        Level.ERROR,
        "Two outputs would be published at the same URL: two pages, or a page and a list such as "
        "`people`, `topics` or `season-2`, or a page and a file of another page.",
        True,
    ),
    "unknown-key": Check(Level.WARNING, "A key is unknown, and similar to a known one."),
    "unknown-check": Check(Level.WARNING, "`ignore` names a check that does not exist."),
    "time-goes-backwards": Check(Level.WARNING, "A line starts before the line above it."),
    "times-disagree": Check(Level.WARNING, "`sec` and `time` of a line differ."),
    "first-line-without-time": Check(
        Level.WARNING, "The first line of a transcript with times has no time."
    ),
    "who-missing": Check(
        Level.INFO,
        "Lines have no `who`, and are attributed to the previous speaker up to the next header.",
    ),
    "who-with-colon": Check(Level.INFO, "`who` ends with a colon. The page omits it."),
    "who-is-a-sentence": Check(Level.WARNING, "`who` contains a sentence instead of a name."),
    "header-without-line": Check(
        Level.INFO, "A header is followed by another header, without a line between them."
    ),
    "same-header": Check(
        Level.INFO, "Two sections have the same header. The anchor of the second ends with `-2`."
    ),
    "youtube-chapters": Check(
        Level.INFO,
        "YouTube would not show the chapters of the video: the first is not at 0:00, there are "
        "fewer than three, or one is shorter than ten seconds.",
    ),
    "empty-line": Check(Level.WARNING, "A line or header has no text."),
    "unknown-guest": Check(Level.WARNING, "`guests` or `hosts` contains an id without a file."),
    "unknown-speaker": Check(
        Level.INFO, "A speaker is not a host, a guest or anyone else with a file."
    ),
    "ambiguous-speaker": Check(
        Level.WARNING, "The name of a speaker matches two people, so it is linked to neither."
    ),
    "alias-clash": Check(
        Level.WARNING,
        "`aliases` contains the URL of a page, or a URL that another episode lists too. It does "
        "not redirect.",
    ),
    "bad-alias": Check(
        Level.WARNING, "`aliases` contains something that is not a URL of a page of this site."
    ),
    "bad-youtube-id": Check(Level.WARNING, "`ids.youtube` is not the id of a YouTube video."),
    "empty-link": Check(
        Level.WARNING, "A link is empty or a placeholder such as `TODO`. The page omits it."
    ),
    "bad-link": Check(Level.WARNING, "A link is not an http or https URL. The page omits it."),
    "image-not-found": Check(Level.WARNING, "The file in `image` or `picture` does not exist."),
    "audio-not-found": Check(Level.WARNING, "The file in `audio` does not exist."),
    "same-person": Check(Level.WARNING, "Two people have the same id, so one of them is not used."),
    "same-number": Check(Level.WARNING, "Two episodes have the same season and episode number."),
    "same-guid": Check(
        Level.WARNING,
        "Two episodes have the same `guid`, so podcast apps would show only one of them.",
    ),
    "feed-without-address": Check(
        Level.INFO, "`site_url` is not set, so no feed can be published."
    ),
    "feed-incomplete": Check(
        Level.INFO,
        "The show has episodes with audio, but lacks something that podcast directories require.",
    ),
    "unknown-category": Check(Level.INFO, "A category does not exist in podcast directories."),
    "no-date": Check(Level.INFO, "The episode has no `published` date."),
}
"""Every check by its code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file.

    Attributes:
        code: Which of the `CHECKS` found it.
        message: What is wrong, a sentence.
        advice: What to do about it, a sentence.
        path: The way to the value.
        file: The file, as the author knows it; relative to the configuration where possible.
        line: From 1; 0 where the problem is the file as a whole.
        column: From 1.
        level: How much it matters.
    """

    code: str
    message: str
    advice: str
    path: Path = ()
    file: str = ""
    line: int = 0
    column: int = 0
    level: Level = Level.IGNORE

    def __str__(self) -> str:
        """Say it in one line, in the form that editors and CI make links of."""
        place = self.file if not self.line else f"{self.file}:{self.line}:{self.column}"
        where = f" ({dotted(self.path)})" if self.path else ""
        said = f"{place}: {self.message}{where} {self.advice} [{self.code}]"
        return said if said.isprintable() else "".join(map(_visible, said))


def _visible(character: str) -> str:
    """What a terminal would obey, or a log break at, as an escape."""
    return character if character.isprintable() else character.encode("unicode_escape").decode()


def dotted(path: Path) -> str:
    """Write the way to a value: ``transcript[57].who``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def did_you_mean(word: str, known: Collection[str]) -> str | None:
    """The known word that the given one looks like a slip of, if there is one."""
    if word in known:
        return None
    folded = {key.casefold().replace("-", "_"): key for key in known}
    close = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.8)
    return folded[close[0]] if close else None


def judge(
    problems: Iterable[Problem],
    levels: Mapping[str, Level],
    ignored: Mapping[str, Collection[str]],
) -> list[Problem]:
    """Give each problem its level, and put them in the order in which they are told.

    Args:
        problems: All that were found.
        levels: What the site says, by code.
        ignored: What files say: the codes to leave out, by file.
    """
    judged = []
    for problem in problems:
        check = CHECKS[problem.code]
        level = check.level if check.fixed else levels.get(problem.code, check.level)
        if problem.code in ignored.get(problem.file, ()) and not check.fixed:
            level = Level.IGNORE
        if level is not Level.IGNORE:
            judged.append(replace(problem, level=level))
    return sorted(judged, key=lambda p: (p.file, p.line, p.column, p.code, p.message))
