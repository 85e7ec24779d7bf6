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
    "not-text": Check(Level.ERROR, "The file is not UTF-8, or has characters YAML forbids.", True),
    "too-large": Check(
        Level.ERROR,
        "The file is larger than 8 MiB, nests deeper than 32 levels, or its aliases "
        "expand to more than 4 million characters.",
        True,
    ),
    "not-yaml": Check(Level.ERROR, "The file is not YAML, or its front matter does not end.", True),
    "two-documents": Check(Level.ERROR, "The file holds a second YAML document.", True),
    "duplicate-key": Check(
        Level.ERROR, "A key is given twice in one place; one of the values would be lost.", True
    ),
    "wrong-type": Check(Level.ERROR, "A value is not of the kind its key takes.", True),
    "missing-title": Check(Level.ERROR, "The file has no `title`.", True),
    "name-too-long": Check(
        Level.ERROR,
        "The name of a file is too long for a page, which file systems limit to 255 bytes.",
        True,
    ),
    "same-address": Check(
        Level.ERROR,
        "Two files make a page at one address, or a page has the address of one that is made of "
        "the whole show, such as `people`, `topics` or `season-2`, or of a file beside another.",
        True,
    ),
    "unknown-key": Check(
        Level.WARNING, "A key that nothing reads looks like a slip of a known one."
    ),
    "unknown-check": Check(Level.WARNING, "`ignore` names a check that does not exist."),
    "time-goes-backwards": Check(
        Level.WARNING, "A line starts before the one above it, so that playing along jumps."
    ),
    "bad-time": Check(
        Level.WARNING, "`sec` or `time` of a line is not a time; the value is ignored."
    ),
    "times-disagree": Check(Level.WARNING, "`sec` and `time` of a line are different moments."),
    "first-line-without-time": Check(
        Level.WARNING, "The first line of a timed transcript has no time, so nothing links there."
    ),
    "who-missing": Check(
        Level.INFO,
        "Lines have no `who` and are read as the same speaker going on to the next header.",
    ),
    "who-with-colon": Check(Level.INFO, "`who` ends in a colon, which the page leaves out."),
    "who-is-a-sentence": Check(
        Level.WARNING, "`who` holds a sentence, and the page would show it as a name."
    ),
    "header-without-line": Check(Level.INFO, "A header has no line before the next header."),
    "same-header": Check(
        Level.INFO, "A header stands twice in a transcript; the second gets an address with `-2`."
    ),
    "youtube-chapters": Check(
        Level.INFO,
        "YouTube would show no chapters of an episode that is there: the first is not at 0:00, "
        "there are fewer than three, or one is shorter than ten seconds.",
    ),
    "empty-line": Check(Level.WARNING, "A line or header has no text."),
    "unknown-guest": Check(Level.WARNING, "`guests` or `hosts` names somebody who has no file."),
    "unknown-speaker": Check(
        Level.INFO, "A speaker is neither a guest nor a host, nor anybody else with a file."
    ),
    "ambiguous-speaker": Check(
        Level.WARNING, "A speaker’s name fits two people, and is taken for neither."
    ),
    "alias-clash": Check(
        Level.WARNING,
        "`aliases` names an address that is a page already, or that another episode names too; "
        "it leads nowhere else.",
    ),
    "bad-alias": Check(Level.WARNING, "`aliases` names what is no address of a page in this site."),
    "bad-youtube-id": Check(Level.WARNING, "`ids.youtube` is not a YouTube id."),
    "empty-link": Check(Level.WARNING, "A link is empty or says `TODO`; the page leaves it out."),
    "bad-link": Check(Level.WARNING, "A link is no http(s) address; the page leaves it out."),
    "image-not-found": Check(Level.WARNING, "`image` or `picture` names a file that is not there."),
    "audio-not-found": Check(Level.WARNING, "`audio` names a file that is not there."),
    "same-person": Check(
        Level.WARNING, "Two people have one id, so that one of them is not shown."
    ),
    "same-number": Check(Level.WARNING, "Two episodes have one season and episode number."),
    "same-guid": Check(
        Level.WARNING, "Two episodes have one `guid`, so that podcast apps show one of them."
    ),
    "feed-without-address": Check(
        Level.INFO, "The site has no `site_url`, which the links in a feed begin with."
    ),
    "feed-incomplete": Check(
        Level.INFO, "The show has episodes with audio, and lacks what podcast directories ask for."
    ),
    "unknown-category": Check(Level.INFO, "Podcast directories have no category of that name."),
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
