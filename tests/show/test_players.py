from __future__ import annotations

import pytest

from mkdocs_podcast.show import Episode
from mkdocs_podcast.show.players import PLAYER_SOURCES, Player, moment_url, players_of

YOUTUBE = "dQw4w9WgXcQ"
SPOTIFY = "4rOoJ6Egrf8K2IrywzwOMk"
AUDIO = Player("audio", "media/a b.mp3")
VIDEO = Player("youtube", f"https://www.youtube.com/watch?v={YOUTUBE}", YOUTUBE)
ON_SPOTIFY = Player("spotify", f"https://open.spotify.com/episode/{SPOTIFY}", SPOTIFY)
EVERYWHERE = Episode(title="Tides", ids={"youtube": YOUTUBE, "spotify": SPOTIFY})


@pytest.mark.parametrize(
    ("episode", "audio", "sources", "players"),
    [
        (EVERYWHERE, AUDIO.url, PLAYER_SOURCES, [AUDIO, VIDEO, ON_SPOTIFY]),
        (EVERYWHERE, AUDIO.url, ["spotify", "audio"], [ON_SPOTIFY, AUDIO]),
        (EVERYWHERE, "", PLAYER_SOURCES, [VIDEO, ON_SPOTIFY]),
        (Episode(title="Tides"), "", PLAYER_SOURCES, []),
    ],
)
def test_players_are_in_the_order_of_the_sources(episode, audio, sources, players):
    assert list(players_of(episode, audio, sources)) == players


@pytest.mark.parametrize(
    ("player", "url"),
    [
        (AUDIO, "../a%20b.mp3#t=132.5"),
        (VIDEO, f"{VIDEO.url}&t=132s"),
        (ON_SPOTIFY, ""),
        (None, ""),
    ],
)
def test_a_moment_has_the_url_of_the_player_if_it_has_any(player, url):
    assert moment_url(player, "../a%20b.mp3", 132.5) == url
