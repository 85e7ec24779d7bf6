"""What pages list: sections of their own, sections of other pages, files."""

from __future__ import annotations

from dataclasses import dataclass

from ..show import Episode


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list of sections.

    Attributes:
        title: What starts there.
        start: The moment, in seconds; nothing where it is not known.
        anchor: Where it is in the page; empty where it is not.
    """

    title: str
    start: float | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A section of some episode, as other pages link to it.

    Attributes:
        episode: Where it is.
        title: What it is called.
        start: The moment, in seconds; nothing where it is not known.
        anchor: Where it is in the page of the episode.
    """

    episode: Episode
    title: str
    start: float | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page of an episode.

    Attributes:
        name: What readers call its format.
        target: Where it is, below the root.
    """

    name: str
    target: str
