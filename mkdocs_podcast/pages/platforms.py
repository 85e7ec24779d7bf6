"""Where else an episode or somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..markdown.platforms import key_of, name_of
from ..messages import Words
from ..model import Episode, web_links

_WORDS = {"web": "website", "audio": "audio"}
"""What is no name but a word, which languages have their own for."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that has an episode.

    Attributes:
        key: The platform, as files call it.
        name: As readers do.
        url: The episode's address there.
    """

    key: str
    name: str
    url: str


def platforms_of(episode: Episode, words: Words) -> Iterator[Platform]:
    """Where else an episode is."""
    links = web_links(episode.links)
    if episode.youtube:
        links.setdefault("youtube", f"https://www.youtube.com/watch?v={episode.youtube}")
    if episode.spotify:
        links.setdefault("spotify", f"https://open.spotify.com/episode/{episode.spotify}")
    return platforms_in(links, words)


def platforms_in(links: Mapping[str, str], words: Words) -> Iterator[Platform]:
    """What links lead to; those that are unfinished or no web address are left out."""
    for key, link in web_links(links).items():
        yield platform(key, link, words)


def platform(key: str, url: str, words: Words) -> Platform:
    """A platform under its name."""
    word = _WORDS.get(key.lower())
    return Platform(key, str(words[word]) if word else name_of(key), url)


def keys_of(platforms: Iterable[Platform]) -> dict[str, str]:
    """The keys of platforms by their names, where a name does not say the key."""
    keys = {each.name: each.key.lower() for each in platforms}
    return {name: key for name, key in keys.items() if key_of(name) != key}
