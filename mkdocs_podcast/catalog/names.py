"""Resolving names in transcripts to people."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from ..show import Person

_STROKED = str.maketrans("ŁłØøĐđÐðĦħıŦŧ", "LlOoDdDdHhiTt")
"""Letters with a stroke, which Unicode does not decompose."""

_MAX_LETTER_CLASS = 9
"""Combining marks up to this class are part of a letter and no accent: か and が differ."""


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """Return a name without accents and case, for comparison."""
    if name.isascii():
        return name.casefold().strip()
    letters = unicodedata.normalize("NFKD", name.translate(_STROKED))
    kept = "".join(c for c in letters if unicodedata.combining(c) <= _MAX_LETTER_CLASS)
    return kept.casefold().strip()


def full_names_of(person: Person) -> set[str]:
    """Return the names of a person in any episode, folded: full name and aliases."""
    return {fold(person.title), *map(fold, person.aliases)} - {""}


def first_name_of(person: Person) -> str:
    """Return the first word of the full name, folded."""
    return fold(person.title).partition(" ")[0]


def people_by_full_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Return people by each of their full names and aliases, folded."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for name in full_names_of(person):
            found.setdefault(name, []).append(person)
    return found


def people_named(
    name: str, cast: Collection[Person], everyone: Mapping[str, Sequence[Person]]
) -> Sequence[Person]:
    """Return the people that a speaker's name can refer to; one person if it is unambiguous.

    The people of the episode come first, by full name or alias, then by first name. First names
    of other people are ignored.

    Args:
        name: The name in the transcript.
        cast: The hosts and guests of the episode.
        everyone: All people, as `people_by_full_name` returns them.
    """
    folded = fold(name)
    if not folded:
        return ()
    return (
        [person for person in cast if folded in full_names_of(person)]
        or [person for person in cast if folded == first_name_of(person)]
        or everyone.get(folded, ())
    )
