"""Checks of a person on their own."""

from __future__ import annotations

from collections.abc import Iterator

from ..show.fields import is_unfinished
from ..show.person import Person
from .common import check_ignored_codes, check_links
from .problem import Problem


def check_person(person: Person) -> Iterator[Problem]:
    """Find problems within the file of a person. Paths consist of the names of fields."""
    if person.web and ("://" in person.web or is_unfinished(person.web)):
        yield from check_links({"web": person.web})
    yield from check_links(person.links, ("links",))
    yield from check_ignored_codes(person.ignore)
