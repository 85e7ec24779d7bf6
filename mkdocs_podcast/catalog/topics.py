"""Topics of episodes and sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify_unicode

from ..show import Episode
from ..show.anchors import unique_namer
from .names import fold

MAX_SLUG_LENGTH = 60
"""In characters of up to four bytes; file systems limit names to 255 bytes."""


_BETWEEN_WORDS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class SectionRef:
    """A section of an episode.

    Attributes:
        episode: The episode.
        index: The index of the section in the outline of the episode, from 0.
    """

    episode: Episode
    index: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the show.

    Attributes:
        name: Its most frequent spelling.
        slug: The last part of its URL, which stays when episodes are added.
        episodes: The episodes that are about it as a whole, the newest first.
        sections: The sections that are about it, those of the newest episode first.
    """

    name: str
    slug: str
    episodes: tuple[Episode, ...]
    sections: tuple[SectionRef, ...]


@dataclass(slots=True)
class _Found:
    """A topic while episodes are being collected."""

    spellings: Counter[str] = field(default_factory=Counter)
    episodes: list[Episode] = field(default_factory=list)
    sections: list[SectionRef] = field(default_factory=list)


def key_of_topic(name: str) -> str:
    """Return a key that all spellings of a topic share, such as “Open-Source” and “open source”."""
    return _BETWEEN_WORDS.sub(" ", fold(name))


def find_topics(episodes: Sequence[Episode]) -> dict[str, Topic]:
    """Find the topics of episodes.

    Args:
        episodes: The episodes, the newest first.

    Returns:
        The topics by `key_of_topic`, in alphabetical order.
    """
    found: dict[str, _Found] = {}
    for episode in reversed(episodes):  # so that a new episode never renames an old topic
        for name in episode.topics:
            topic = found.setdefault(key_of_topic(name), _Found())
            topic.spellings[name] += 1
            if not topic.episodes or topic.episodes[-1] is not episode:
                topic.episodes.append(episode)
        sections: dict[str, set[int]] = {}
        for name, indexes in episode.outline.topics.items():
            found.setdefault(key_of_topic(name), _Found()).spellings[name] += len(indexes)
            sections.setdefault(key_of_topic(name), set()).update(indexes)
        for key, all_indexes in sections.items():
            # Newest last, like the episodes; both are reversed at the end.
            refs = (SectionRef(episode, index) for index in sorted(all_indexes, reverse=True))
            found[key].sections.extend(refs)
    unique = unique_namer(["index"])
    topics = {key: _topic(topic, unique) for key, topic in found.items()}
    return dict(sorted(topics.items()))


def _topic(found: _Found, unique: Callable[[str], str]) -> Topic:
    oldest = next(iter(found.spellings))
    ((name, _),) = found.spellings.most_common(1)  # on a tie, the oldest
    stem = slugify_unicode(oldest, "-")[:MAX_SLUG_LENGTH].strip("-_") or "topic"
    return Topic(name, unique(stem), tuple(found.episodes[::-1]), tuple(found.sections[::-1]))
