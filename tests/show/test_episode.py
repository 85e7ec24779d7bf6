from __future__ import annotations

import re

import pytest
from hypothesis import given

from mkdocs_podcast.show import Episode, spotify_id, youtube_id

from ..strategies import anything

ID = "dQw4w9WgXcQ"
SPOTIFY_ID = "4rOoJ6Egrf8K2IrywzwOMk"
VIDEOS = [
    ID, f"{ID}&t", f"{ID}?t=4", f"https://youtu.be/{ID}", f"https://youtu.be/{ID}?t=4",
    f"https://www.youtube.com/watch?v={ID}", f"https://youtube.com/watch?list=x&v={ID}&t=4s",
    f"https://m.youtube.com/watch?v={ID}", f"https://music.youtube.com/watch?v={ID}",
    f"https://www.youtube.com/live/{ID}?feature=share", f"https://www.youtube.com/embed/{ID}",
    f"https://www.youtube-nocookie.com/embed/{ID}",
]  # fmt: skip
NO_VIDEOS = [
    "", "TODO", "short", f"{ID}x", f"{ID} ", f"https://a.example/watch?v={ID}", f"/{ID}",
    "https://[x", f"javascript://youtu.be.a.example/{ID}", f'"><script>{ID}',
]  # fmt: skip
ON_SPOTIFY = [
    SPOTIFY_ID, f"{SPOTIFY_ID}?si=3f2c", f"spotify:episode:{SPOTIFY_ID}",
    f"http://open.spotify.com/episode/{SPOTIFY_ID}",
    *(f"https://open.spotify.com/{path}" for path in (
        f"episode/{SPOTIFY_ID}", f"episode/{SPOTIFY_ID}/", f"episode/{SPOTIFY_ID}?si=3f2c&t=90",
        f"intl-de/episode/{SPOTIFY_ID}", f"intl-pt-br/episode/{SPOTIFY_ID}",
        f"embed/episode/{SPOTIFY_ID}?utm_source=generator",
    )),
]  # fmt: skip
NOT_ON_SPOTIFY = [
    "", "TODO", SPOTIFY_ID[1:], f"{SPOTIFY_ID}x", f"{SPOTIFY_ID} ", f"{SPOTIFY_ID[1:]}-",
    f"spotify:show:{SPOTIFY_ID}", f"https://open.spotify.com/show/{SPOTIFY_ID}",
    f"https://open.spotify.com/show/{SPOTIFY_ID}/episode/{SPOTIFY_ID}",
    f"https://open.spotify.com/episode/{SPOTIFY_ID}/x",
    f"https://spotify.a.example/episode/{SPOTIFY_ID}",
    f"https://podcasters.spotify.com/episode/{SPOTIFY_ID}",
    f"javascript://open.spotify.com.a.example/episode/{SPOTIFY_ID}", f'"><script>{SPOTIFY_ID}',
    "https://[x",
]  # fmt: skip


@pytest.mark.parametrize(
    ("id_in", "text", "found"),
    [
        *((youtube_id, text, ID) for text in VIDEOS),
        *((youtube_id, text, "") for text in NO_VIDEOS),
        *((spotify_id, text, SPOTIFY_ID) for text in ON_SPOTIFY),
        *((spotify_id, text, "") for text in NOT_ON_SPOTIFY),
    ],
)
def test_an_id_is_recognized_in_urls_of_its_platform(id_in, text, found):
    assert id_in(text) == found


@given(anything)
def test_an_id_is_safe_anywhere(text):
    for url in (text, f"https://youtu.be/{text}", f"https://open.spotify.com/episode/{text}"):
        assert re.fullmatch(r"([A-Za-z0-9_-]{11})?", youtube_id(url))
        assert re.fullmatch(r"([A-Za-z0-9]{22})?", spotify_id(url))


@pytest.mark.parametrize(
    ("name", "slug", "page_name"),
    [("a", "", "a"), ("x/a", "", "x/a"), ("a", "b", "b"), ("x/y/a", "b", "x/y/b")],
)
def test_a_slug_replaces_the_file_name(name, slug, page_name):
    assert Episode(title="A", name=name, slug=slug).page_name == page_name


def test_ids_come_from_the_links_if_they_are_not_given():
    links = {"youtube": VIDEOS[3], "spotify": ON_SPOTIFY[3]}
    for episode, youtube, spotify in (
        (Episode(title="A", links=links), ID, SPOTIFY_ID),
        (Episode(title="A", ids={"youtube": ID, "spotify": SPOTIFY_ID}), ID, SPOTIFY_ID),
        (Episode(title="A", ids={"youtube": "TODO", "spotify": "TODO"}), "", ""),
    ):
        assert (episode.youtube, episode.spotify) == (youtube, spotify)
