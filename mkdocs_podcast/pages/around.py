"""The pages around the episodes: the archive, seasons, people, topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..catalog import Catalog, Role, Topic, fold
from ..messages import Words
from ..show import Episode, Person
from ..site.urls import Addresses
from .platforms import platforms_in
from .site import Site

_SPOKEN = 5
"""So many sections in which somebody says most are on their page."""

_ANY_SEASON: Mapping[str, Any] = {"season": None, "filtered": False}
"""What templates have that list episodes of any season."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that is not an episode's.

    Attributes:
        uri: Where it is, below the docs folder.
        template: What writes it.
        title: What it is called.
        values: What its template has besides what all have; asked for when it is written.
        description: What it is about, for search engines.
        image: Where its picture is, below the root or elsewhere.
        source: The file that it is about, as its author knows it; may be empty.
    """

    uri: str
    template: str
    title: str
    values: Callable[[], Mapping[str, Any]]
    description: str = ""
    image: str = ""
    source: str = ""


def plans(catalog: Catalog, site: Site) -> Iterator[Plan]:
    """The pages that there are: the archive first, then seasons, people, topics, the search."""
    addresses, words = site.addresses, site.words
    if site.archive:
        yield _archive(catalog, addresses, words, site.filter)
    for number, episodes in catalog.seasons():
        if uri := addresses.season_uri(number):
            yield _season(uri, words["season"](number=number), number, episodes)
    if addresses.people_index_uri:
        people = sorted(catalog.people.values(), key=lambda person: (fold(person.title), person.id))
        yield Plan(
            addresses.people_index_uri, "people.md", words["people"], lambda: {"people": people}
        )
        for person in people:
            if uri := addresses.person_uri(person):
                yield _person(uri, person, catalog, addresses, words)
    if addresses.topics_index_uri:
        topics = list(catalog.topics.values())
        yield Plan(
            addresses.topics_index_uri, "topics.md", words["topics"], lambda: {"topics": topics}
        )
        for topic in topics:
            yield _topic(addresses.topic_uri(topic.slug), topic)
    if site.search:
        yield Plan(addresses.uri("search"), "search.md", words["search"], dict)


def _archive(catalog: Catalog, addresses: Addresses, words: Words, script: str) -> Plan:
    show = catalog.show
    artwork = addresses.asset("", show.image)

    def values() -> Mapping[str, Any]:
        return {
            "seasons": list(catalog.seasons()),
            "artwork": artwork,
            "platforms": list(platforms_in(show.links, words)),
            "filtered": bool(script) and len(catalog.episodes) > 1,
            "script": script,
        }

    uri = addresses.uri("index")
    return Plan(uri, "index.md", show.title, values, show.description, artwork)


def _season(uri: str, title: str, number: int | None, episodes: list[Episode]) -> Plan:
    values = {"season": number, "episodes": episodes, "filtered": False}
    return Plan(uri, "season.md", title, lambda: values)


def _topic(uri: str, topic: Topic) -> Plan:
    values = {"topic": topic, "episodes": topic.episodes, **_ANY_SEASON}
    return Plan(uri, "topic.md", topic.name, lambda: values)


def _person(uri: str, person: Person, catalog: Catalog, addresses: Addresses, words: Words) -> Plan:
    def values() -> Mapping[str, Any]:
        return {
            "person": person,
            "platforms": list(platforms_in(person.profiles, words)),
            "as_guest": _episodes(catalog, person, "guest"),
            "as_host": _episodes(catalog, person, "host"),
            "spoken": [spoken.section for spoken in catalog.spoken_sections(person, _SPOKEN)],
            **_ANY_SEASON,
        }

    return Plan(
        uri,
        "person.md",
        person.title,
        values,
        person.summary,
        addresses.asset(person.file, person.picture),
        person.file,
    )


def _episodes(catalog: Catalog, person: Person, role: Role) -> list[Episode]:
    return [each.episode for each in catalog.appearances(person) if each.role == role]
