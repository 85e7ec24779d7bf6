"""Who is meant by a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from ..show import Person

_WHOLE = str.maketrans("ŁłØøĐđÐðĦħıŦŧ", "LlOoDdDdHhiTt")
"""Letters whose stroke is not an accent to Unicode."""

_LAST_OF_LETTERS = 9
"""Combining marks of a class up to this are no accents: the sounds of か and が are two."""


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name without accents and case, for comparing."""
    if name.isascii():
        return name.casefold().strip()
    letters = unicodedata.normalize("NFKD", name.translate(_WHOLE))
    kept = "".join(c for c in letters if unicodedata.combining(c) <= _LAST_OF_LETTERS)
    return kept.casefold().strip()


def full_names_of(person: Person) -> set[str]:
    """What means a person wherever it stands, folded: the full name and the aliases."""
    return {fold(person.title), *map(fold, person.aliases)} - {""}


def first_name_of(person: Person) -> str:
    """The first word of the full name, folded."""
    return fold(person.title).partition(" ")[0]


def names_of(person: Person) -> set[str]:
    """What a person goes by in transcripts, folded: the full name, the first name, the aliases."""
    return {first_name_of(person), *full_names_of(person)} - {""}


def by_full_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    """People by each of their full names and aliases."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for name in full_names_of(person):
            found.setdefault(name, []).append(person)
    return found


def meant_by(
    name: str, own: Collection[Person], everybody: Mapping[str, Sequence[Person]]
) -> Sequence[Person]:
    """Whom a speaker's name can mean; one person where there is no doubt.

    The episode's own people come first, by full name or alias before first name: of anybody
    else, a first name says nothing.

    Args:
        name: As the transcript has it.
        own: The hosts and guests of the episode.
        everybody: All people, as `by_full_name` has them.
    """
    folded = fold(name)
    if not folded:
        return ()
    return (
        [person for person in own if folded in full_names_of(person)]
        or [person for person in own if folded == first_name_of(person)]
        or everybody.get(folded, ())
    )
