"""All episodes and people together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from .model import Episode, Person, Problem, Show
from .model.checks import LONGEST_NAME


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

    def hosts(self, episode: Episode) -> list[Person]:
        """Who asks."""
        return [self._person(name) for name in episode.hosts or self.show.hosts]

    def guests(self, episode: Episode) -> list[Person]:
        """Who is asked. A host of the show who is a guest for once is a guest there."""
        return [self._person(name) for name in episode.guests]

    def speaking_hosts(self, episode: Episode) -> list[str]:
        """The names in the transcript that are the hosts', in order of their first line."""
        names = set().union(*(names_of(person) for person in self.hosts(episode)))
        return [speaker for speaker in episode.speakers if fold(speaker) in names]

    def check(self) -> Iterator[Problem]:
        """Find what is wrong between files; the problems have paths, but no places yet."""
        numbers: dict[tuple[int, int], Episode] = {}
        everybody = set().union(*(names_of(person) for person in self.people.values()))
        for episode in sorted(self.episodes, key=lambda e: e.file):
            yield from self._check_people(episode)
            yield from self._check_speakers(episode, everybody)
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

    def _check_speakers(self, episode: Episode, everybody: set[str]) -> Iterator[Problem]:
        known = everybody.union(
            *(names_of(p) for p in (*self.hosts(episode), *self.guests(episode)))
        )
        if not known:
            return
        for speaker, index in episode.speakers.items():
            if fold(speaker) not in known and len(speaker) <= LONGEST_NAME:
                yield Problem(
                    "unknown-speaker",
                    f"“{speaker}” is neither a host nor a guest.",
                    "Correct the name, or add it to the “aliases:” of the person.",
                    ("transcript", index, "who"),
                    episode.file,
                )


_WHOLE = str.maketrans("ŁłØøĐđÐðĦħıŦŧ", "LlOoDdDdHhiTt")
"""Letters whose stroke is not an accent to Unicode."""


def fold(name: str) -> str:
    """A name without accents and case, for comparing."""
    letters = unicodedata.normalize("NFKD", name.translate(_WHOLE))
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold().strip()


def names_of(person: Person) -> set[str]:
    """What a person goes by in transcripts, folded: the full name, the first name, the aliases."""
    full = fold(person.title)
    return {full, full.partition(" ")[0], *map(fold, person.aliases)} - {""}


def _age(episode: Episode) -> tuple[int, int, date, str]:
    return (
        -1 if episode.season is None else episode.season,
        -1 if episode.episode is None else episode.episode,
        episode.published or date.min,
        episode.address,
    )
