"""Where else an episode or somebody is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..markdown.platforms import name_of
from ..model import Episode, is_web_address


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


def platforms_of(episode: Episode) -> Iterator[Platform]:
    """Where else an episode is."""
    links = {key: link for key, link in episode.links.items() if is_web_address(link)}
    if episode.youtube:
        links.setdefault("youtube", f"https://www.youtube.com/watch?v={episode.youtube}")
    if episode.spotify:
        links.setdefault("spotify", f"https://open.spotify.com/episode/{episode.spotify}")
    return platforms_in(links)


def platforms_in(links: Mapping[str, str]) -> Iterator[Platform]:
    """What links lead to; those that are unfinished or no web address are left out."""
    for key, link in links.items():
        if is_web_address(link):
            yield Platform(key, name_of(key), link)
