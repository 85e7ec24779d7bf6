"""People in episodes, in the forms in which people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..checks import Problem, ValuePath
from ..show import Person
from ..show.credits import Credit
from .kinds import ONE_LINE, InvalidValue, JsonSchema, Record, read_as, unexpected


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """A person in the file of an episode.

    Attributes:
        name: The id or the name.
        url: Their website.
        image: A portrait.
        role: What they did; empty if the key says it.
        twitter, linkedin, github: A URL, or the name of the account there.
    """

    name: str
    url: str = ""
    image: str = ""
    role: str = ""
    twitter: str = ""
    linkedin: str = ""
    github: str = ""

    @property
    def person(self) -> Person | None:
        """The person as the file describes them; None if it has just a name."""
        if not any((self.url, self.image, self.twitter, self.linkedin, self.github)):
            return None
        return Person(
            title=self.name,
            id=self.name,
            web=self.url,
            picture=self.image,
            twitter=self.twitter,
            linkedin=self.linkedin,
            github=self.github,
        )


_PERSON = Record(
    WrittenPerson,
    (
        read_as("name", ONE_LINE, "name", "title", "id", is_required=True),
        read_as("url", ONE_LINE, "url", "web", "website", "href", "link"),
        read_as("image", ONE_LINE, "image", "picture", "img", "photo", "avatar"),
        read_as("role", ONE_LINE),
        read_as("twitter", ONE_LINE),
        read_as("linkedin", ONE_LINE),
        read_as("github", ONE_LINE),
    ),
    code="bad-person",
    shorthand="name",
)


@dataclass(frozen=True, slots=True)
class People:
    """People: ids, names, or mappings with a name; in a list, in a text with commas, or one alone.

    Attributes:
        by_role: Whether a mapping can also have names by role.
    """

    by_role: bool = False

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        one = _PERSON.schema
        return {"type": ["array", "null", "object", "string"], "items": one}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> list[WrittenPerson]:
        """Read people, each once, without those that are empty or invalid."""
        found: dict[tuple[str, str], WrittenPerson] = {}
        for role, item, item_path in self._items(value):
            try:
                person: WrittenPerson = _PERSON.read(item, (*path, *item_path), problems)
            except InvalidValue as error:
                problems.append(error.at((*path, *item_path)))
                continue
            if person.name:
                named = _with_role(person, role)
                found.setdefault((named.name, named.role), named)
        return list(found.values())

    def _items(self, value: object) -> Iterator[tuple[str, object, ValuePath]]:
        """Yield roles, people and their paths."""
        if isinstance(value, dict) and self.by_role and not value.keys() & _PERSON.keys:
            for role, people in value.items():
                for _, item, path in People()._items(people) if people is not None else ():
                    yield role, item, (role, *path)
        elif isinstance(value, str):
            yield from (("", name.strip(), ()) for name in value.split(","))
        elif isinstance(value, dict):
            yield "", value, ()
        elif isinstance(value, list):
            yield from (("", each, (n,)) for n, each in enumerate(value) if each is not None)
        else:
            raise unexpected("bad-list", "a list, or text with commas", value, "Write a list.")


def _with_role(person: WrittenPerson, role: str) -> WrittenPerson:
    if not role or person.role:
        return person
    values = {name: getattr(person, name) for name in WrittenPerson.__slots__}
    return WrittenPerson(**{**values, "role": role.replace("_", " ")})


PEOPLE = People()
"""Hosts or guests."""

CREDITS = People(by_role=True)
"""People with roles; also names by role."""


def people_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an episode that the people in its file determine.

    Args:
        values: What was read from `hosts`, `guests` and `credits`.
    """
    names: dict[str, dict[str, None]] = {"host": {}, "guest": {}}
    credited: dict[Credit, None] = {}
    described: dict[str, Person] = {}
    for key, default in (("hosts", "host"), ("guests", "guest"), ("credits", "")):
        for each in values.get(key, ()):
            role = each.role.lower()
            place = default or (role if role in names else "" if role else "guest")
            if place:
                names[place][each.name] = None
            if role and role not in names:
                credited[Credit(each.name, each.role)] = None
            if each.person:
                described.setdefault(each.name, each.person)
    return {
        "hosts": tuple(names["host"]),
        "guests": tuple(names["guest"]),
        "credits": tuple(credited),
        "people": tuple(described.values()),
    }
