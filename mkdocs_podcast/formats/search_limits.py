"""How much of its pages a show puts into the index of MkDocs' search.

Every reader who searches downloads the whole index. Sizes are those of the entries that it stores,
one per page and one per section, as JSON with their URLs. The entry of a page repeats the text of
its sections.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from html import escape, unescape
from itertools import accumulate
from json.encoder import encode_basestring_ascii
from typing import NamedTuple

from .html import shorten_words

MAX_PAGE_SIZE = 10_000
"""The number of bytes that the index stores of a page, unless its headings alone need more."""

_ELLIPSIS = len(json.dumps(" …"))
_ENTRY = len('{"location":"","text":"","title":""},')


class Detail(Enum):
    """By what a page is found."""

    WORDS = "words"
    """By its headings and the first words below each."""
    HEADINGS = "headings"
    """By its headings, and what is said about the page as a whole."""
    SUBJECT = "subject"
    """By what is said about the page as a whole: people, topics and introduction."""
    TITLE = "title"
    """By its title."""


class Entry(NamedTuple):
    """A heading and the words below it.

    Attributes:
        heading: The heading as HTML; empty for the start of a page.
        anchor: Its anchor.
        title: Its text.
        words: The words below it, as escaped text.
    """

    heading: str
    anchor: str
    title: str
    words: str


@dataclass(frozen=True)
class IndexedPage:
    """A page as the index stores it.

    Attributes:
        url: Its URL, relative to the site.
        title: Its title.
        content: Its headings and words as HTML, each on a line.
        tags: The tags that the index repeats in each entry; only that of Material does.
        copies: How often the index stores a text below a heading.
    """

    url: str
    title: str
    content: str
    tags: tuple[str, ...] = ()
    copies: int = 2

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The entries of the page; the first has no heading."""
        return [_entry(heading, text) for heading, text in split_headings(self.content)]

    @cached_property
    def size(self) -> int:
        """The number of bytes that the index stores."""
        return sum(
            self._size_without_words(entry) + self._size_of_words(entry) for entry in self.entries
        )

    def with_detail(self, detail: Detail) -> IndexedPage:
        """Return the page as it is found by less."""
        if not self.content:
            return self
        first, *rest = self.entries
        match detail:
            case Detail.WORDS:
                return self
            case Detail.HEADINGS:
                lines = [first.words, *(entry.heading for entry in rest)]
            case Detail.SUBJECT:
                lines = [first.words]
            case Detail.TITLE:
                lines = []
        # Material's search skips a page without content.
        content = "\n".join(filter(None, lines)) or escape(self.title, quote=False)
        return replace(self, content=content)

    def shortened(self, limit: int) -> IndexedPage:
        """Return the page with as many words below each heading as fit into a number of bytes."""
        if self.size <= limit:
            return self
        first, *rest = self.entries
        sizes = list(map(self._size_of_words, rest))
        room = _fair_share(sizes, limit - self.size + sum(sizes))
        lines = [first.words]
        for entry, size in zip(rest, sizes, strict=True):
            lines.append(entry.heading)
            words = unescape(entry.words)
            if size > room:
                words = _first_words(words, room // self.copies - _ELLIPSIS)
            lines.append(escape(words, quote=False))
        return replace(self, content="\n".join(filter(None, lines)))

    def _size_without_words(self, entry: Entry) -> int:
        heading = _size(entry.title)
        location = _size(self.url) + (_size(entry.anchor) + 1 if entry.heading else 0)
        tags = len(json.dumps(self.tags)) + len(',"tags":') if self.tags else 0
        # The text of a page contains its headings too.
        title = heading * self.copies + 1 if entry.heading else _size(self.title)
        return _ENTRY + location + title + tags

    def _size_of_words(self, entry: Entry) -> int:
        copies = self.copies if entry.heading else 1
        return (_size(unescape(entry.words)) + 1) * copies if entry.words else 0


@dataclass(frozen=True, slots=True)
class LimitedIndex:
    """What the index stores of the pages of a show.

    Attributes:
        contents: The searchable content of each page, by its key.
        details: The number of pages by what they are found by.
        size: The number of bytes that the index stores.
    """

    contents: Mapping[str, str]
    details: Mapping[Detail, int]
    size: int


def limit_index(pages: Mapping[str, IndexedPage], limit: int) -> LimitedIndex:
    """Reduce the searchable content of pages until all fit into an index.

    The words below headings are dropped first, then headings, then all but titles; each of them
    from the last pages on.

    Args:
        pages: The pages by any key, the most important first.
        limit: The number of bytes that the index stores at most; 0 for any number.
    """
    kept = {key: page.shortened(MAX_PAGE_SIZE) for key, page in pages.items()}
    details = dict.fromkeys(kept, Detail.WORDS)
    size = sum(page.size for page in kept.values())
    for key, detail in _reductions(kept):
        if not limit or size <= limit:
            break
        page = kept[key].with_detail(detail)
        size += page.size - kept[key].size
        kept[key], details[key] = page, detail
    contents = {key: page.content for key, page in kept.items()}
    return LimitedIndex(contents, Counter(details.values()), size)


def describe_reduction(index: LimitedIndex, limit: int) -> str:
    """Say what the index lacks, and what to do about it; empty if it has everything."""
    details = index.details
    reduced = [
        f"{details[detail]} by {what}" for detail, what in _MEANINGS.items() if details.get(detail)
    ]
    if not reduced:
        return ""
    pages = sum(details.values())
    result = "and is larger nevertheless" if index.size > limit else "so pages are found by less"
    return (
        f"The entries of the show in the search index are limited to {limit / 1e6:g} MB "
        f"(“search_limit”), {result}: of {pages} pages, {', '.join(reduced)}. "
        "Use “search: pagefind” to search all transcripts."
    )


_MEANINGS = {
    Detail.HEADINGS: "headings without the words below them",
    Detail.SUBJECT: "title, people, topics and introduction",
    Detail.TITLE: "title",
}


def _fair_share(sizes: Sequence[int], available: int) -> int:
    """Return the largest share so that what is larger can be cut to it and all fit."""
    share = 0
    for taken, size in enumerate(sorted(sizes)):
        share = max(0, available) // (len(sizes) - taken)
        if size > share:
            break
        available -= size
    return share


def _reductions(keys: Iterable[str]) -> Iterator[tuple[str, Detail]]:
    """Yield what can be reduced, in order."""
    last_first = list(keys)[::-1]
    for detail in (Detail.HEADINGS, Detail.SUBJECT, Detail.TITLE):
        yield from ((key, detail) for key in last_first)


def split_headings(html: str) -> Iterator[tuple[str, str]]:
    """Yield each heading of HTML without other elements, with the text below it.

    The first is empty, and has the text above all headings.
    """
    start, *others = html.split("<h")
    yield "", start
    for other in others:
        heading, *rest = other.split("</h")  # after the end tags of headings in each other
        text = "".join(each.partition(">")[2] for each in rest)
        yield f"<h{' '.join(heading.split())}</h{heading[0]}>", text


def _entry(heading: str, text: str) -> Entry:
    attributes, _, title = heading.partition(">")
    anchor = unescape(attributes.partition('id="')[2].partition('"')[0])
    return Entry(heading, anchor, unescape(title.partition("</h")[0]), text.strip())


def _first_words(text: str, size: int) -> str:
    """Return the first words of text that need at most a number of bytes, and an ellipsis."""
    sizes = list(accumulate(map(_size, text)))
    count = bisect_right(sizes, size)
    return shorten_words(text, count) if count else ""


def _size(text: str) -> int:
    """Return the number of bytes of text in JSON, in which all but ASCII is escaped."""
    return len(encode_basestring_ascii(text)) - 2  # what `json.dumps` calls, after a detour
