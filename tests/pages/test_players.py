from __future__ import annotations

import pytest

from mkdocs_podcast.show.players import SOURCES, Player, link_of, players_of

from .conftest import episode

YOUTUBE = "dQw4w9WgXcQ"
SPOTIFY = "4rOoJ6Egrf8K2IrywzwOMk"
AUDIO = Player("audio", "../a b.mp3")
VIDEO = Player("youtube", f"https://www.youtube.com/watch?v={YOUTUBE}", YOUTUBE)
ON_SPOTIFY = Player("spotify", f"https://open.spotify.com/episode/{SPOTIFY}", SPOTIFY)
EVERYWHERE = episode(ids={"youtube": YOUTUBE, "spotify": SPOTIFY})


def test_players_come_in_the_order_of_sources():
    assert list(players_of(EVERYWHERE, AUDIO.url, SOURCES)) == [AUDIO, VIDEO, ON_SPOTIFY]
    assert list(players_of(EVERYWHERE, AUDIO.url, ["spotify", "audio"])) == [ON_SPOTIFY, AUDIO]


def test_what_an_episode_has_not_has_no_player():
    assert list(players_of(EVERYWHERE, "", SOURCES)) == [VIDEO, ON_SPOTIFY]
    assert list(players_of(episode(), "", SOURCES)) == []


@pytest.mark.parametrize(
    ("players", "address"),
    [
        ([AUDIO, VIDEO], "../a%20b.mp3#t=132.5"),
        ([VIDEO, AUDIO], f"{VIDEO.url}&t=132s"),
        ([ON_SPOTIFY, VIDEO], f"{VIDEO.url}&t=132s"),
        ([ON_SPOTIFY], ""),
        ([], ""),
    ],
)
def test_times_link_to_the_first_that_has_addresses_of_moments(players, address):
    assert link_of(players)(132.5) == address
