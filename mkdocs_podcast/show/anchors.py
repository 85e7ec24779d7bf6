"""Anchors of sections and lines: promises, since people paste them into chats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

Slugify = Callable[[str, str], str]
"""Makes an anchor of a heading and a separator, as the `slugify` of the `toc` extension does."""

PAGE_ANCHORS = ("sections", "show-notes", "transcript")
"""The anchors of the headings that every page of an episode has, the same in all languages."""

_LINE_ANCHOR = re.compile(r"t-\d+(?:-\d+)?")
_UNSAFE = re.compile(r"[\s{}#\"'<>&=]+")
_DASHES_OR_DOTS = re.compile(r"---?|\.\.\.")
_WORD_CATEGORIES = {"L", "M", "Nd", "Pc"}


class AnchoredSection(Protocol):
    """The values of a section from which its anchor is derived."""

    @property
    def header(self) -> str:
        """Its header; empty if it has none."""

    @property
    def id(self) -> str:
        """The anchor that the file gives it, if any."""


def section_anchors(
    sections: Sequence[AnchoredSection], slug: Callable[[str], str], second: int = 2
) -> list[str]:
    """Return the anchor of each section of a page; empty for one without a header.

    The anchor is the header's own id, or a slug of the header. If two are the same, the later one
    gets ``-2``, ``-3``; an id that the file gives goes to its own section first.

    Args:
        sections: All sections of the page.
        slug: Makes a slug of a header.
        second: The number of the second anchor of a name; Jekyll counts from 1.
    """
    own = [_safe(section.id) if section.header and section.id else "" for section in sections]
    unique = unique_namer(PAGE_ANCHORS, second)
    anchors = [unique(name) if name else "" for name in own]
    for index, section in enumerate(sections):
        if section.header and not anchors[index]:
            anchors[index] = unique(_safe(slug(section.header)))
    return anchors


def unique_namer(used: Iterable[str], second: int = 2) -> Callable[[str], str]:
    """Return a function that makes names unique by numbers at their ends: ``a``, ``a-2``, ``a-3``.

    Args:
        used: Names that are taken.
        second: The number of the second name.
    """
    taken = set(used)
    numbers: dict[str, int] = {}

    def unique(name: str) -> str:
        found = name
        while found in taken:
            number = numbers[name] = numbers.get(name, second - 1) + 1
            found = f"{name}-{number}"
        taken.add(found)
        return found

    return unique


def line_namer() -> Callable[[float | None], str]:
    """Return a function that names the lines of a page, in their order, by their starts in seconds.

    A line is named by its second, ``t-132``; lines that share a second get ``t-132-2``,
    ``t-132-3``. A line without a time takes its predecessor's second. So an edit elsewhere moves no
    anchor.
    """
    counts: dict[int, int] = {}
    last = 0

    def name(start: float | None) -> str:
        nonlocal last
        if start is not None:
            last = int(start)
        count = counts[last] = counts.get(last, 0) + 1
        return f"t-{last}" if count == 1 else f"t-{last}-{count}"

    return name


def slugify_jekyll(header: str, _separator: str = "-") -> str:
    """Make the anchor that Jekyll gives a heading with its default settings.

    They are kramdown's with ``input: GFM`` and ``auto_ids``: lower-case letters, marks, digits,
    ``_`` and ``-`` stay, a space becomes a hyphen, and everything else goes. kramdown has turned
    dashes that are typed as hyphens into typographic ones before that, so they go too.
    """
    text = _DASHES_OR_DOTS.sub("", header)
    kept = (c for c in text.lower() if c in "- \t" or _is_in_words(unicodedata.category(c)))
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def _safe(name: str) -> str:
    """Return a name that is safe in an attribute and is not that of a line."""
    name = _UNSAFE.sub("-", name) or "section"
    return f"section-{name}" if _LINE_ANCHOR.fullmatch(name) else name


def _is_in_words(category: str) -> bool:
    return category in _WORD_CATEGORIES or category[0] in _WORD_CATEGORIES
