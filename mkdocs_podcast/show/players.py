"""What an episode is played with, and links to its moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .episode import Episode
from .timecode import plain_seconds

PLAYER_SOURCES = ("audio", "youtube", "spotify")
"""What an episode can be played from; its page has a player of the first that it has."""


@dataclass(frozen=True, slots=True)
class Player:
    """Something that plays an episode.

    Attributes:
        source: One of `PLAYER_SOURCES`.
        url: The target of the recording, or the URL of the episode on the platform.
        id: The episode's id on the platform; empty for a recording.
    """

    source: str
    url: str
    id: str = ""

    @property
    def links_to_moments(self) -> bool:
        """Whether a URL can lead to a moment. Spotify has no such URLs."""
        return self.source != "spotify"


def players_of(episode: Episode, audio: str, sources: Iterable[str]) -> Iterator[Player]:
    """Yield what can play an episode, in the order of sources.

    Args:
        episode: The episode.
        audio: The target of its recording; empty if it has none.
        sources: Some of `PLAYER_SOURCES`.
    """
    known = {
        "audio": Player("audio", audio),
        "youtube": Player("youtube", youtube_url(episode.youtube), episode.youtube),
        "spotify": Player("spotify", spotify_url(episode.spotify), episode.spotify),
    }
    for source in sources:
        player = known[source]
        if player.id or (source == "audio" and player.url):
            yield player


def youtube_url(video: str, start: float | None = None) -> str:
    """Return the URL of a video on YouTube, or of a moment of it in whole seconds."""
    return f"https://www.youtube.com/watch?v={video}" + _at("&t={}s", start)


def youtube_embed_url(video: str) -> str:
    """Return the URL of the player of a video on YouTube."""
    return f"https://www.youtube.com/embed/{video}"


def spotify_url(episode: str) -> str:
    """Return the URL of an episode on Spotify."""
    return f"https://open.spotify.com/episode/{episode}"


def moment_url(player: Player | None, url: str, start: float) -> str:
    """Return the URL of a moment; empty if the player has none.

    Args:
        player: What plays the episode.
        url: Its URL, as the page writes it.
        start: The moment in seconds.
    """
    if player is None or not player.links_to_moments:
        return ""
    if player.source == "youtube":
        return youtube_url(player.id, start)
    return f"{url}#t={plain_seconds(start)}"


def _at(parameter: str, start: float | None) -> str:
    return "" if start is None else parameter.format(int(start))
