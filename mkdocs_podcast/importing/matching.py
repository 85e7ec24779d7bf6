"""Finding out which transcript in a folder belongs to which item of a feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from markdown.extensions.toc import slugify_unicode

from .feed import FeedItem

_NUMBER = re.compile(
    r"(?:s\d{1,4})?(?:ep?|episode)?[ _#-]{0,4}0{0,9}(\d{1,5})(?!\d)", re.IGNORECASE
)
_LEADING_NUMBER = re.compile(r"(?:s\d{1,4})?(?:ep?|episode)?-?\d{1,14}-")


def match_transcripts(
    items: Sequence[FeedItem], paths: Iterable[Path]
) -> tuple[Mapping[int, Path], list[Path]]:
    """Match the names of files with the guids, titles and numbers of items, in this order.

    Args:
        items: The items.
        paths: The files.

    Returns:
        The file of each item that has one, by the index of the item; and the files that match
        none, or as well as another one.
    """
    remaining = sorted(paths)
    found: dict[int, Path] = {}
    for keys_of_item, keys_of_path in _RULES:
        by_key = _unique({index: keys_of_item(item) for index, item in enumerate(items)})
        left = []
        for path in remaining:
            matches = {by_key[key] for key in keys_of_path(path) if key in by_key}
            index = next(iter(matches)) if len(matches) == 1 else None
            if index is None or index in found:
                left.append(path)
            else:
                found[index] = path
        remaining = left
    return found, remaining


def _unique(keys: Mapping[int, set[str]]) -> dict[str, int]:
    """Return the item of each key that only one item has."""
    counts = Counter(key for each in keys.values() for key in each)
    return {
        key: index
        for index, each in keys.items()
        for key in each
        if counts[key] == 1 and key not in {"", "None"}
    }


def _titles(text: str) -> set[str]:
    """Return a title as a slug, with and without the number at its start."""
    slug = _slug(text)
    return {slug, slug[match.end() :] if (match := _LEADING_NUMBER.match(slug)) else slug}


def _slug(text: str) -> str:
    return slugify_unicode(text, "-")


def _number(stem: str) -> str:
    match = _NUMBER.match(stem)
    return match[1] if match else ""


_RULES: Sequence[tuple[Callable[[FeedItem], set[str]], Callable[[Path], set[str]]]] = (
    (lambda item: {_slug(item.guid)}, lambda path: {_slug(path.stem)}),
    (lambda item: _titles(item.title), lambda path: _titles(path.stem)),
    (lambda item: {str(item.number)}, lambda path: {_number(path.stem)}),
)
"""The keys of an item and of a file that may be the same, the most certain ones first."""
