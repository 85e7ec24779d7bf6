"""What the show is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify_unicode

from ..show import Episode, Section
from .names import fold

_LONGEST_SLUG = 60
"""Characters of up to four bytes, since no file system takes names of more than 255 bytes."""


_BETWEEN_WORDS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class SectionRef:
    """A section of an episode, for those who link to it.

    To ask for anything but the two attributes reads the transcript.

    Attributes:
        episode: The episode.
        index: Which of its `Episode.sections` it is, from 0; also that of its anchor.
    """

    episode: Episode
    index: int

    @property
    def section(self) -> Section:
        """The section itself."""
        return next(s for index, s in enumerate(self.episode.sections()) if index == self.index)

    @property
    def header(self) -> str:
        """What it is called."""
        return self.section.header

    @property
    def start(self) -> float | None:
        """The moment at which it starts, in seconds."""
        return self.section.start


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the show speaks of.

    Attributes:
        name: As it is written most often.
        slug: What its page is called; it stays when episodes are added.
        episodes: Those that are about it as a whole, the newest first.
        sections: Those that are about it, the newest episode first.
    """

    name: str
    slug: str
    episodes: tuple[Episode, ...]
    sections: tuple[SectionRef, ...]


@dataclass(slots=True)
class _Found:
    """What was found of a topic so far."""

    spellings: Counter[str] = field(default_factory=Counter)
    episodes: list[Episode] = field(default_factory=list)
    sections: list[SectionRef] = field(default_factory=list)


def key_of_topic(name: str) -> str:
    """What is the same of all spellings of a topic, such as “Open-Source” and “open source”."""
    return _BETWEEN_WORDS.sub(" ", fold(name))


def find_topics(episodes: Sequence[Episode]) -> dict[str, Topic]:
    """Find the topics of episodes.

    Args:
        episodes: The newest first.

    Returns:
        The topics by `key_of_topic`, in the order of the alphabet.
    """
    found: dict[str, _Found] = {}
    for episode in reversed(episodes):  # so that what is new never renames what is old
        for name in episode.topics:
            topic = found.setdefault(key_of_topic(name), _Found())
            topic.spellings[name] += 1
            if not topic.episodes or topic.episodes[-1] is not episode:
                topic.episodes.append(episode)
        sections: dict[str, set[int]] = {}
        for name, indexes in episode.section_topics.items():
            found.setdefault(key_of_topic(name), _Found()).spellings[name] += len(indexes)
            sections.setdefault(key_of_topic(name), set()).update(indexes)
        for key, all_indexes in sections.items():
            # Backwards as episodes are, so that turning all of them puts both in order.
            refs = (SectionRef(episode, index) for index in sorted(all_indexes, reverse=True))
            found[key].sections.extend(refs)
    slugs = {"index"}
    topics = {key: _topic(topic, slugs) for key, topic in found.items()}
    return dict(sorted(topics.items()))


def _topic(found: _Found, slugs: set[str]) -> Topic:
    oldest = next(iter(found.spellings))
    ((name, _),) = found.spellings.most_common(1)  # of two, the one that was there first
    return Topic(
        name, _slug(oldest, slugs), tuple(found.episodes[::-1]), tuple(found.sections[::-1])
    )


def _slug(name: str, taken: set[str]) -> str:
    stem = slugify_unicode(name, "-")[:_LONGEST_SLUG].strip("-_") or "topic"
    slug, count = stem, 1
    while slug in taken:
        count += 1
        slug = f"{stem}-{count}"
    taken.add(slug)
    return slug
