from __future__ import annotations

import pytest

from mkdocs_podcast.show import Episode, Person
from mkdocs_podcast.show.platforms import platform_key, platform_name
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
    [(AUDIO, "../a%20b.mp3#t=132.5"), (VIDEO, f"{VIDEO.url}&t=132s"), (ON_SPOTIFY, ""), (None, "")],
)
def test_a_moment_has_the_url_of_the_player_if_it_has_any(player, url):
    assert moment_url(player, "../a%20b.mp3", 132.5) == url


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("apple", "Apple Podcasts"), ("YouTube", "YouTube"), ("my-own_player", "My own player"),
        ("RadioPublic", "RadioPublic"), ("Radio Eins – Archiv", "Radio Eins – Archiv"),
        ("a -- b", "a -- b"),
    ],
)  # fmt: skip
def test_a_key_is_shown_as_a_name_unless_it_is_one(key, name):
    assert platform_name(key) == name


def test_a_platform_is_known_by_its_name():
    assert [platform_key(platform_name(key)) for key in ("apple", "my-player")] == [
        "apple",
        "my-player",
    ]


def test_accounts_become_urls_and_links_that_lead_nowhere_are_omitted():
    person = Person(
        title="A",
        web="https://a.example",
        twitter="@a_b",
        linkedin="TODO",
        github="https://github.example/a",
        links={"mastodon": "javascript:x()", "rss": "https://a.example/feed"},
    )
    assert person.profiles == {
        "web": "https://a.example",
        "twitter": "https://x.com/a_b",
        "github": "https://github.example/a",
        "rss": "https://a.example/feed",
    }
