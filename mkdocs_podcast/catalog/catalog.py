"""The show with everything that is known of it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Literal

from ..checks import Problem
from ..checks.single_file import LONGEST_NAME
from ..show import Episode, Person, Show
from .names import by_full_name, meant_by
from .relations import Relations, Trait
from .topics import SectionRef, Topic, find_topics, key_of_topic

SPOKEN = 8
"""So many sections are told of a person."""

Role = Literal["host", "guest"]
"""What somebody is in an episode."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in an episode.

    Attributes:
        episode: Where they are.
        role: As whom.
    """

    episode: Episode
    role: Role


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody says in a section.

    Attributes:
        section: Where.
        share: How much of the section's characters is theirs, up to 1.
    """

    section: SectionRef
    share: float


@dataclass(frozen=True)
class Catalog:
    """The show with everything that is known of it.

    Attributes:
        show: What the site says of the show.
        episodes: All but drafts, the newest first.
        people: By id.
    """

    show: Show
    episodes: tuple[Episode, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, show: Show, episodes: Iterable[Episode], people: Iterable[Person]) -> Catalog:
        """Put episodes and people in their order."""
        published = sorted((e for e in episodes if not e.draft), key=_age, reverse=True)
        return cls(show, tuple(published), {person.id: person for person in people})

    def seasons(self) -> Iterator[tuple[int | None, list[Episode]]]:
        """The seasons, the newest first, each with its episodes."""
        for season, episodes in groupby(self.episodes, key=lambda episode: episode.season):
            yield season, list(episodes)

    def neighbours(self, episode: Episode) -> tuple[Episode | None, Episode | None]:
        """The episode before and the one after, across seasons."""
        position = self._positions.get(episode.file)
        if position is None:
            return None, None
        before = self.episodes[position + 1] if position + 1 < len(self.episodes) else None
        return before, self.episodes[position - 1] if position else None

    def hosts(self, episode: Episode | None = None) -> list[Person]:
        """Who asks, in an episode or in the show as a whole."""
        own = episode.hosts if episode else ()
        return [self._person(name) for name in own or self.show.hosts]

    def guests(self, episode: Episode) -> list[Person]:
        """Who is asked. A host of the show who is a guest for once is a guest there."""
        return [self._person(name) for name in episode.guests]

    def cast(self, episode: Episode) -> list[tuple[Person, Role]]:
        """Hosts and guests, each person once."""
        roles: dict[str, tuple[Person, Role]] = {p.id: (p, "host") for p in self.hosts(episode)}
        for guest in self.guests(episode):
            roles.pop(guest.id, None)  # so that guests come after hosts
            roles[guest.id] = guest, "guest"
        return list(roles.values())

    def speaker(self, episode: Episode, name: str) -> Person | None:
        """Whom a speaker's name in the transcript means; nobody where that is not certain."""
        meant = self._meant(episode, name)
        return meant[0] if len(meant) == 1 else None

    def names(self, episode: Episode) -> dict[str, str]:
        """The full names of the speakers who are known, by their names in the transcript."""
        people = ((name, self.speaker(episode, name)) for name in episode.speakers)
        return {name: person.title for name, person in people if person}

    def speaking_hosts(self, episode: Episode) -> list[str]:
        """The names in the transcript that are the hosts', in order of their first line."""
        hosts = {person.id for person in self.hosts(episode)}
        people = ((name, self.speaker(episode, name)) for name in episode.speakers)
        return [name for name, person in people if person and person.id in hosts]

    def appearances(self, person: Person) -> Sequence[Appearance]:
        """The episodes that somebody is in, the newest first."""
        return self._appearances.get(person.id, ())

    def spoken_sections(self, person: Person, count: int = SPOKEN) -> list[Spoken]:
        """The sections in which somebody says most; of two alike, the newer episode's first."""
        found = heapq.nsmallest(count, self._spoken.get(person.id, ()))
        return [
            Spoken(SectionRef(self.episodes[position], index), -said / of_all)
            for said, position, index, of_all in found
        ]

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """What the show is about, by slug, in the order of the alphabet."""
        return {topic.slug: topic for topic in self._topics.values()}

    def topic(self, name: str) -> Topic | None:
        """The topic that is written in one way or another; nothing where no episode has it."""
        return self._topics.get(key_of_topic(name))

    def related(self, episode: Episode, count: int = 3) -> list[Episode]:
        """The episodes that share most topics and people with one; what is rare counts more."""
        position = self._positions.get(episode.file)
        if position is None:
            return []
        return [self.episodes[each] for each in self._relations.nearest(position, count)]

    def check(self) -> Iterator[Problem]:
        """Find what is wrong between files; the problems have paths, but no places yet."""
        numbers: dict[tuple[int, int], Episode] = {}
        guids: dict[str, Episode] = {}
        for episode in sorted(self.episodes, key=lambda e: e.file):
            yield from self._check_people(episode)
            yield from self._check_speakers(episode)
            first = guids.setdefault(episode.guid or episode.name, episode)
            if first is not episode:
                yield Problem(
                    "same-guid",
                    f"Podcast apps know {first.file} by the same guid.",
                    "Give one of the two a “guid:” of its own.",
                    ("guid",),
                    episode.file,
                )
            if episode.season is None or episode.episode is None:
                continue
            first = numbers.setdefault((episode.season, episode.episode), episode)
            if first is not episode:
                yield Problem(
                    "same-number",
                    f"Season {episode.season}, episode {episode.episode} is also {first.file}.",
                    "Give one of the two another number.",
                    ("episode",),
                    episode.file,
                )

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {episode.file: position for position, episode in enumerate(self.episodes)}

    @cached_property
    def _everybody(self) -> Mapping[str, Sequence[Person]]:
        return by_full_name(self.people.values())

    @cached_property
    def _appearances(self) -> Mapping[str, Sequence[Appearance]]:
        found: dict[str, list[Appearance]] = {}
        for episode in self.episodes:
            for person, role in self.cast(episode):
                found.setdefault(person.id, []).append(Appearance(episode, role))
        return found

    @cached_property
    def _spoken(self) -> Mapping[str, Sequence[tuple[int, int, int, int]]]:
        """Of each person, how much they say where, in the order in which it is told.

        Characters (below zero, so that many come first), the episode's position, the index of
        the section, and the characters of the whole section.
        """
        found: dict[str, list[tuple[int, int, int, int]]] = {}
        for position, episode in enumerate(self.episodes):
            ids = {name: p.id for name in episode.speakers if (p := self.speaker(episode, name))}
            for index, section in enumerate(episode.said):
                said: dict[str, int] = {}
                for name, characters in section.items():
                    if person := ids.get(name):
                        said[person] = said.get(person, 0) + characters
                for person, characters in said.items():
                    if characters:
                        row = -characters, position, index, sum(section.values())
                        found.setdefault(person, []).append(row)
        return found

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        return find_topics(self.episodes)

    @cached_property
    def _relations(self) -> Relations:
        return Relations(map(self._traits, self.episodes))

    @cached_property
    def _regulars(self) -> set[str]:
        """Who hosts more than half of the episodes, and so says nothing of any of them."""
        return {
            person
            for person, appearances in self._appearances.items()
            if sum(each.role == "host" for each in appearances) * 2 > len(self.episodes)
        }

    def _traits(self, episode: Episode) -> Iterator[Trait]:
        for name in (*episode.topics, *episode.section_topics):
            yield "topic", key_of_topic(name)
        for person, _ in self.cast(episode):
            if person.id not in self._regulars:
                yield "person", person.id

    def _meant(self, episode: Episode, name: str) -> Sequence[Person]:
        return meant_by(name, [person for person, _ in self.cast(episode)], self._everybody)

    def _person(self, name: str) -> Person:
        return self.people.get(name) or Person(title=name, id=name)

    def _check_people(self, episode: Episode) -> Iterator[Problem]:
        if not self.people:
            return
        for key, names in (("guests", episode.guests), ("hosts", episode.hosts)):
            for index, name in enumerate(names):
                if name not in self.people:
                    yield Problem(
                        "unknown-guest",
                        f"Nobody in the people folder has the id “{name}”.",
                        "Correct the id, or add a file for the person.",
                        (key, index),
                        episode.file,
                    )

    def _check_speakers(self, episode: Episode) -> Iterator[Problem]:
        own = [person for person, _ in self.cast(episode)]
        if not own and not self.people:
            return
        for speaker, index in episode.speakers.items():
            meant = meant_by(speaker, own, self._everybody)
            way = ("transcript", index, "who")
            if len(meant) > 1:
                names = " and ".join(sorted(map(_told, meant)))
                yield Problem(
                    "ambiguous-speaker",
                    f"“{speaker}” can mean {names}.",
                    "Write the full name, or one that is among the “aliases:” of one of them.",
                    way,
                    episode.file,
                )
            elif not meant and len(speaker) <= LONGEST_NAME:
                yield Problem(
                    "unknown-speaker",
                    f"“{speaker}” is neither a host nor a guest.",
                    "Correct the name, add it to the “aliases:” of the person, or name the person "
                    "among the guests or hosts.",
                    way,
                    episode.file,
                )


def _told(person: Person) -> str:
    """Somebody in a way that tells them from others of the same name."""
    return f"“{person.title}”" + (f" ({person.file})" if person.file else "")


def _age(episode: Episode) -> tuple[int, int, date, str]:
    return (
        -1 if episode.season is None else episode.season,
        -1 if episode.episode is None else episode.episode,
        episode.published or date.min,
        episode.address,
    )
