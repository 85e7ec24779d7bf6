"""All episodes and people of a show together."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from ..checks import MAX_SPEAKER_LENGTH, Problem
from ..show import Episode, Person, Show
from ..show.credits import roles_of
from ..show.dates import moment_of
from .names import fold, people_by_full_name, people_named
from .order import group_by_season, in_listing_order, in_order
from .relations import Relations, Trait
from .topics import SectionRef, Topic, find_topics, key_of_topic

Role = str
"""What a person is in an episode: `host`, `guest`, or a role that its file names."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person in an episode.

    Attributes:
        episode: The episode.
        role: What the person is in it.
    """

    episode: Episode
    role: Role


@dataclass(frozen=True, slots=True)
class SpokenSection:
    """A section in which a person speaks.

    Attributes:
        section: The section.
        share: The share of its characters that the person says, up to 1.
    """

    section: SectionRef
    share: float


@dataclass(frozen=True)
class Catalog:
    """All episodes and people of a show.

    Attributes:
        show: The options of the show.
        episodes: All published episodes: the newest first, or in a serial show, the first one of
            each season first.
        people: Everyone who has a file, by id.
        drafts: Episodes that only their author sees, including those that are scheduled.
        scheduled: The files of episodes that will be published later.
    """

    show: Show
    episodes: tuple[Episode, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    drafts: tuple[Episode, ...] = ()
    scheduled: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        show: Show,
        episodes: Iterable[Episode],
        people: Iterable[Person],
        now: datetime | None = None,
    ) -> Catalog:
        """Create a catalog, with the episodes in the order of the show.

        Args:
            show: The options of the show.
            episodes: Its episodes.
            people: Everyone who has a file.
            now: The time of the build; episodes with a later date are drafts.
        """
        listed = in_listing_order(episodes, show.type)
        scheduled = frozenset(each.file for each in listed if _is_later(each, now))
        return cls(
            show,
            tuple(each for each in listed if not each.draft and each.file not in scheduled),
            {person.id: person for person in people},
            tuple(
                replace(each, draft=True) for each in listed if each.draft or each.file in scheduled
            ),
            scheduled,
        )

    def without(self, files: Collection[str]) -> Catalog:
        """Return the catalog without the episodes of some files."""
        return replace(
            self,
            episodes=tuple(each for each in self.episodes if each.file not in files),
            drafts=tuple(each for each in self.drafts if each.file not in files),
        )

    @cached_property
    def people_by_name(self) -> Sequence[Person]:
        """Everyone who has a file, in the order of their names."""
        return sorted(self.people.values(), key=lambda person: (fold(person.title), person.id))

    def seasons(self) -> list[tuple[int | None, list[Episode]]]:
        """Return the seasons, the latest first, each with its episodes."""
        return group_by_season(self.episodes)

    @cached_property
    def archived(self) -> Sequence[Episode]:
        """The episodes in the order of the archive, which is by season."""
        return [episode for _, season in self.seasons() for episode in season]

    def neighbours(self, episode: Episode) -> tuple[Episode | None, Episode | None]:
        """Return the episode before this one and the one after it, across seasons."""
        return self._neighbours.get(episode.file, (None, None))

    def hosts(self, episode: Episode | None = None) -> list[Person]:
        """Return the hosts of an episode, or of the show."""
        own = episode.hosts if episode else ()
        return [self._person(name) for name in own or self.show.hosts]

    def guests(self, episode: Episode) -> list[Person]:
        """Return the guests of an episode; a host of the show can be a guest of an episode."""
        return [self._person(name) for name in episode.guests]

    def cast(self, episode: Episode) -> list[tuple[Person, Role]]:
        """Return the hosts, the guests and all others of an episode, each person once."""
        roles: dict[str, tuple[Person, Role]] = {p.id: (p, "host") for p in self.hosts(episode)}
        for guest in self.guests(episode):
            roles.pop(guest.id, None)  # so that guests come after hosts
            roles[guest.id] = guest, "guest"
        for person, role in self._credits(episode):
            roles.setdefault(person.id, (person, role))
        return list(roles.values())

    def participants(self, episode: Episode) -> list[tuple[Person, tuple[Role, ...]]]:
        """Return the people of an episode in the order of `cast`, each with all their roles."""
        credited: dict[str, list[Role]] = {}
        for person, role in self._credits(episode):
            credited.setdefault(person.id, []).append(role)
        people = []
        for person, role in self.cast(episode):
            base = role if role in {"host", "guest"} else ""
            people.append((person, roles_of(base, credited.get(person.id, ()))))
        return people

    def speaker(self, episode: Episode, name: str) -> Person | None:
        """Return the person that a name in the transcript means, or None if that is unclear."""
        candidates = self._candidates(episode, name)
        return candidates[0] if len(candidates) == 1 else None

    def names(self, episode: Episode) -> dict[str, str]:
        """Return the full names of the known speakers, by their names in the transcript."""
        people = ((name, self.speaker(episode, name)) for name in episode.outline.speakers)
        return {name: person.title for name, person in people if person}

    def speaking_hosts(self, episode: Episode) -> list[str]:
        """Return the hosts' names in the transcript, in order of their first line."""
        hosts = {person.id for person in self.hosts(episode)}
        people = ((name, self.speaker(episode, name)) for name in episode.outline.speakers)
        return [name for name, person in people if person and person.id in hosts]

    def appearances(self, person: Person) -> Sequence[Appearance]:
        """Return the episodes that a person is in, the newest first."""
        return self._appearances.get(person.id, ())

    def spoken_sections(self, person: Person, count: int) -> list[SpokenSection]:
        """Return the sections in which a person says most, those of newer episodes first."""
        found = heapq.nsmallest(count, self._spoken.get(person.id, ()))
        return [
            SpokenSection(SectionRef(self.episodes[position], index), -characters / total)
            for characters, position, index, total in found
        ]

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics of the show by slug, in alphabetical order."""
        return {topic.slug: topic for topic in self._topics.values()}

    def topic(self, name: str) -> Topic | None:
        """Return the topic with a name, in any spelling; None if no episode has it."""
        return self._topics.get(key_of_topic(name))

    def related(self, episode: Episode, count: int = 3) -> list[Episode]:
        """Return the episodes that share the most topics and people; rare ones have more weight."""
        position = self._positions.get(episode.file)
        if position is None:
            return []
        return [self.episodes[each] for each in self._relations.nearest(position, count)]

    def check(self) -> Iterator[Problem]:
        """Find problems across files; they have paths, but no positions yet."""
        numbers: dict[tuple[int, float], Episode] = {}
        guids: dict[str, Episode] = {}
        yield from self._check_dates()
        for episode in sorted(self.episodes, key=lambda each: each.file):
            yield from self._check_people(episode)
            yield from self._check_speakers(episode)
            first = guids.setdefault(episode.guid or episode.name, episode)
            if first is not episode:
                yield Problem(
                    "same-guid",
                    f"{first.file} has the same guid, so podcast apps show only one of the two.",
                    "Give one of them a different “guid:”.",
                    ("guid",),
                    episode.file,
                )
            if episode.season is None or episode.episode is None:
                continue
            first = numbers.setdefault((episode.season, episode.episode), episode)
            if first is not episode:
                yield Problem(
                    "same-number",
                    f"{first.file} is also episode {episode.episode} of season {episode.season}.",
                    "Give one of them a different number.",
                    ("episode",),
                    episode.file,
                )

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {episode.file: position for position, episode in enumerate(self.episodes)}

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Episode | None, Episode | None]]:
        ordered = in_order(self.episodes)
        around = [None, *ordered, None]
        return {each.file: (around[i], around[i + 2]) for i, each in enumerate(ordered)}

    @cached_property
    def _people_by_full_name(self) -> Mapping[str, Sequence[Person]]:
        return people_by_full_name(self.people.values())

    @cached_property
    def _appearances(self) -> Mapping[str, Sequence[Appearance]]:
        found: dict[str, list[Appearance]] = {}
        for episode in self.episodes:
            for person, role in self.cast(episode):
                others = (r for p, r in self._credits(episode) if p.id == person.id)
                for each in dict.fromkeys((role, *others)):
                    found.setdefault(person.id, []).append(Appearance(episode, each))
        return found

    @cached_property
    def _spoken(self) -> Mapping[str, Sequence[tuple[int, int, int, int]]]:
        """The number of characters that each person says in each section, the most first.

        The characters (negative), the position of the episode, the index of the section, and the
        characters of the whole section.
        """
        found: dict[str, list[tuple[int, int, int, int]]] = {}
        for position, episode in enumerate(self.episodes):
            speakers = episode.outline.speakers
            ids = {name: p.id for name in speakers if (p := self.speaker(episode, name))}
            for index, section in enumerate(episode.outline.sections):
                by_person: dict[str, int] = {}
                for name, characters in section.characters.items() if section.header else ():
                    if person := ids.get(name):
                        by_person[person] = by_person.get(person, 0) + characters
                for person, characters in by_person.items():
                    if characters:
                        row = -characters, position, index, sum(section.characters.values())
                        found.setdefault(person, []).append(row)
        return found

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        return find_topics(self.episodes)

    @cached_property
    def _relations(self) -> Relations:
        return Relations(map(self._traits, self.episodes))

    @cached_property
    def _regular_hosts(self) -> set[str]:
        """The hosts of more than half of the episodes; sharing them does not relate episodes."""
        return {
            person
            for person, appearances in self._appearances.items()
            if sum(each.role == "host" for each in appearances) * 2 > len(self.episodes)
        }

    def _traits(self, episode: Episode) -> Iterator[Trait]:
        for name in (*episode.topics, *episode.outline.topics):
            yield "topic", key_of_topic(name)
        for person, _ in self.cast(episode):
            if person.id not in self._regular_hosts:
                yield "person", person.id

    def _candidates(self, episode: Episode, name: str) -> Sequence[Person]:
        cast = [person for person, _ in self.cast(episode)]
        return people_named(name, cast, self._people_by_full_name)

    def _credits(self, episode: Episode) -> Iterator[tuple[Person, Role]]:
        return ((self._person(each.name), each.role) for each in episode.credits)

    def _person(self, name: str) -> Person:
        """Return the person with an id or a name, who may have no file."""
        if person := self.people.get(name):
            return person
        named = self._people_by_full_name.get(fold(name), ())
        if len(named) == 1:
            return named[0]
        return self._described.get(name) or Person(title=name, id=name)

    @cached_property
    def _described(self) -> Mapping[str, Person]:
        """What episodes say about people, by name; with a portrait if any episode has one."""
        found: dict[str, Person] = {}
        for episode in (*self.episodes, *self.drafts):
            for person in episode.people:
                known = found.get(person.id, person)
                best = person if person.picture and not known.picture else known
                found[person.id] = replace(best, web=known.web or person.web)
        return found

    def _check_dates(self) -> Iterator[Problem]:
        for episode in self.drafts:
            if episode.file in self.scheduled and episode.published:
                yield Problem(
                    "scheduled",
                    f"The episode is left out until {episode.published}.",
                    "Build the site again then, or publish it now with “future: true”.",
                    ("published",),
                    episode.file,
                )

    def _check_people(self, episode: Episode) -> Iterator[Problem]:
        if not self.people:
            return
        for key, names in (("guests", episode.guests), ("hosts", episode.hosts)):
            for index, name in enumerate(names):
                person = self._person(name)
                if person.id not in self.people and person.id not in self._described:
                    yield Problem(
                        "unknown-guest",
                        f"There is no person with the id “{name}”.",
                        "Correct the id, or add a file to the people folder.",
                        (key, index),
                        episode.file,
                    )

    def _check_speakers(self, episode: Episode) -> Iterator[Problem]:
        cast = [person for person, _ in self.cast(episode)]
        if not cast and not self.people:
            return
        for speaker, index in episode.outline.speakers.items():
            candidates = people_named(speaker, cast, self._people_by_full_name)
            path = ("transcript", index, "who")
            if len(candidates) > 1:
                names = " or ".join(sorted(map(_unambiguous_name, candidates)))
                yield Problem(
                    "ambiguous-speaker",
                    f"“{speaker}” could be {names}.",
                    "Write the full name, or a name from the “aliases:” of one of them.",
                    path,
                    episode.file,
                )
            elif not candidates and len(speaker) <= MAX_SPEAKER_LENGTH:
                yield Problem(
                    "unknown-speaker",
                    f"“{speaker}” is neither a host nor a guest.",
                    "Correct the name, add it to the person’s “aliases:”, or add the person to the "
                    "guests or hosts.",
                    path,
                    episode.file,
                )


def _is_later(episode: Episode, now: datetime | None) -> bool:
    return bool(now and episode.published and moment_of(episode.published) > now)


def _unambiguous_name(person: Person) -> str:
    return f"“{person.title}”" + (f" ({person.file})" if person.file else "")
