"""What an episode is played with on its page, and what its times link to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..markdown import dialect
from . import Episode, plain_seconds

SOURCES = ("audio", "youtube", "spotify")
"""Where an episode can be played from; the first that it has is what its page has a player of."""

Link = Callable[[float], str]
"""Makes an address of a moment, in seconds; an empty one where it cannot be played from."""


@dataclass(frozen=True, slots=True)
class Player:
    """What plays an episode.

    Attributes:
        source: One of `SOURCES`.
        url: The address of the recording, or of the episode's page on the platform.
        id: The episode's id on the platform; empty for a recording.
    """

    source: str
    url: str
    id: str = ""


def players_of(episode: Episode, audio: str, sources: Iterable[str]) -> Iterator[Player]:
    """What can play an episode, in the order of sources.

    Args:
        episode: The episode.
        audio: The address of its recording; empty where it has none.
        sources: Some of `SOURCES`.
    """
    known = {
        "audio": Player("audio", audio),
        "youtube": Player(
            "youtube", f"https://www.youtube.com/watch?v={episode.youtube}", episode.youtube
        ),
        "spotify": Player(
            "spotify", f"https://open.spotify.com/episode/{episode.spotify}", episode.spotify
        ),
    }
    for source in sources:
        player = known[source]
        if player.id or (source == "audio" and player.url):
            yield player


def link_of(players: Iterable[Player]) -> Link:
    """What times link to: the first player that has addresses of moments. Spotify has none."""
    for player in players:
        if player.source == "audio":
            audio = dialect.address(player.url)
            return lambda start: f"{audio}#t={plain_seconds(start)}"
        if player.source == "youtube":
            video = player.url
            return lambda start: f"{video}&t={int(start)}s"
    return lambda _start: ""
