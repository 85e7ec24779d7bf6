"""Anchors of sections: promises, since people paste them into chats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from . import Section

OF_THE_PAGE = ("sections", "show-notes", "transcript")
"""The anchors of a page's own headings, the same in all languages."""

_OF_A_LINE = re.compile(r"t-\d+(?:-\d+)?")
_UNSAFE = re.compile(r"[\s{}#\"'<>&=]+")
_DASHES_OR_DOTS = re.compile(r"---?|\.\.\.")
_IN_WORDS = {"L", "M", "Nd", "Pc"}


def jekyll(header: str, _separator: str = "-") -> str:
    """Name a section as Jekyll names headings, with the settings that it comes with.

    They are kramdown's in the dialect of GitHub (``input: GFM``, ``auto_ids``): small letters,
    marks, digits, ``_`` and ``-`` stay, a space is a hyphen, and all else goes. Of dashes that are
    typed as hyphens kramdown has made typography before, and so they go too.
    """
    typeset = _DASHES_OR_DOTS.sub("", header)
    kept = (c for c in typeset.lower() if c in "- \t" or _is_in_words(unicodedata.category(c)))
    return "".join(kept).replace(" ", "-").replace("\t", "-")


def section_anchors(
    sections: Sequence[Section], slug: Callable[[str], str], second: int = 2
) -> list[str]:
    """Name the sections of a page.

    A section is called by its header's own id, or by its header. Where two would be called the
    same, the later one gets ``-2``, ``-3``; an id that was given is given to its own section
    first. The page's own headings come before all sections.

    Args:
        sections: All sections of the page.
        slug: Makes a name of a header.
        second: What the second of a name is told apart by; Jekyll counts from 1.

    Returns:
        An anchor a section; empty for one without header.
    """
    given = [_safe(section.id) if section.header and section.id else "" for section in sections]
    used = set(OF_THE_PAGE)
    names = [_unique(name, used, second) if name else "" for name in given]
    for index, section in enumerate(sections):
        if section.header and not names[index]:
            names[index] = _unique(_safe(slug(section.header)), used, second)
    return names


def _safe(name: str) -> str:
    """A name that can stand in an attribute and is no line's."""
    name = _UNSAFE.sub("-", name) or "section"
    return f"section-{name}" if _OF_A_LINE.fullmatch(name) else name


def _unique(name: str, used: set[str], second: int) -> str:
    unique, count = name, second
    while unique in used:
        unique = f"{name}-{count}"
        count += 1
    used.add(unique)
    return unique


def _is_in_words(category: str) -> bool:
    return category in _IN_WORDS or category[0] in _IN_WORDS
