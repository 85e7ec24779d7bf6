"""What pages need to know of the site that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown.extensions.toc import slugify as ascii_slug

from ..markdown import LINE_LINK
from ..messages import Words, words_in
from ..show.players import SOURCES
from ..site.urls import Addresses

Slugify = Callable[[str, str], str]


@dataclass(frozen=True)
class Site:
    """What pages need to know of the site that they stand in.

    Attributes:
        addresses: Where everything is.
        overrides: Folders with templates that come before our own.
        slugify: What makes an anchor of a heading and a separator.
        line_link: What a screen reader says of the link to a line.
        words: What pages say of themselves, in the site's language.
        sources: What episodes are played from, in order of preference.
        autoload: Whether players load something from elsewhere before a reader asks them to play.
        archive: Whether there is a page of all episodes.
        filter: Where the script is that filters that page, below the root; empty for none.
        related: How many related episodes a page links to.
        search: Whether there is a page that searches whole transcripts.
        files: The names of files that are beside a page, if its transcript is enough for them.
    """

    addresses: Addresses = field(default_factory=Addresses)
    overrides: Sequence[Path] = ()
    slugify: Slugify = ascii_slug
    line_link: str = LINE_LINK
    words: Words = field(default_factory=words_in)
    sources: Sequence[str] = SOURCES
    autoload: bool = False
    archive: bool = True
    filter: str = ""
    related: int = 3
    search: bool = False
    files: Sequence[str] = ()

    def with_slugify(self, slugify: Slugify) -> Site:
        """The same site with another way to make anchors."""
        return replace(self, slugify=slugify)
