"""Anchors of sections: promises, since people paste them into chats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..model import Section

OF_THE_PAGE = ("sections", "show-notes", "transcript")
"""The anchors of a page's own headings, the same in all languages."""

_OF_A_LINE = re.compile(r"t-\d+(?:-\d+)?")
_UNSAFE = re.compile(r"[\s{}#\"'<>&=]+")


def section_anchors(sections: Sequence[Section], slug: Callable[[str], str]) -> list[str]:
    """Name the sections of a page.

    A section is called by its header's own id, or by its header. Where two would be called the
    same, the later one gets ``-2``, ``-3``; an id that was given is given to its own section
    first. The page's own headings come before all sections.

    Returns:
        An anchor a section; empty for one without header.
    """
    given = [_safe(section.id) if section.header and section.id else "" for section in sections]
    used = set(OF_THE_PAGE)
    names = [_unique(name, used) if name else "" for name in given]
    for index, section in enumerate(sections):
        if section.header and not names[index]:
            names[index] = _unique(_safe(slug(section.header)), used)
    return names


def _safe(name: str) -> str:
    """A name that can stand in an attribute and is no line's."""
    name = _UNSAFE.sub("-", name) or "section"
    return f"section-{name}" if _OF_A_LINE.fullmatch(name) else name


def _unique(name: str, used: set[str]) -> str:
    unique, count = name, 1
    while unique in used:
        count += 1
        unique = f"{name}-{count}"
    used.add(unique)
    return unique
