"""How a long list is divided between pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def count_pages(entries: int, page_size: int) -> int:
    """Return the number of pages of a list; an empty list has one page.

    Args:
        entries: The number of entries.
        page_size: The number of entries on a page at most; 0 puts all on one page.
    """
    return max(1, -(-entries // page_size)) if page_size else 1


def slices_of_page(lengths: Iterable[int], number: int, page_size: int) -> Iterator[slice]:
    """Yield what a page shows of each of some lists that follow one another.

    Args:
        lengths: The numbers of entries of the lists.
        number: The number of the page, from 1.
        page_size: The number of entries on a page at most; 0 puts all on one page.
    """
    start = (number - 1) * page_size
    for length in lengths:
        yield slice(max(0, start), max(0, start + page_size) if page_size else None)
        start -= length
