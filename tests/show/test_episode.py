from __future__ import annotations

import pytest
from hypothesis import given

from mkdocs_podcast.show import Episode, spotify_id, youtube_id

from ..strategies import anything

ID = "dQw4w9WgXcQ"
SPOTIFY_ID = "4rOoJ6Egrf8K2IrywzwOMk"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"{ID}&t",
        f"{ID}?t=4",
        f"https://youtu.be/{ID}",
        f"https://youtu.be/{ID}?t=4",
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?list=x&v={ID}&t=4s",
        f"https://m.youtube.com/watch?v={ID}",
        f"https://music.youtube.com/watch?v={ID}",
        f"https://www.youtube.com/live/{ID}?feature=share",
        f"https://www.youtube.com/embed/{ID}",
        f"https://www.youtube-nocookie.com/embed/{ID}",
    ],
)
def test_a_video_is_recognized(text):
    assert youtube_id(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        "", "TODO", "short", f"{ID}x", f"{ID} ", f"https://a.example/watch?v={ID}", f"/{ID}", "https://[x",
        f"javascript://youtu.be.a.example/{ID}", f'"><script>{ID}',
    ],
)  # fmt: skip
def test_anything_else_is_not_a_video(text):
    assert youtube_id(text) == ""


@given(anything)
def test_an_id_of_a_video_is_safe_anywhere(text):
    for found in (youtube_id(text), youtube_id(f"https://youtu.be/{text}")):
        assert not found or (
            len(found) == 11 and found.replace("-", "a").replace("_", "a").isalnum()
        )


@pytest.mark.parametrize(
    "text",
    [
        SPOTIFY_ID,
        f"{SPOTIFY_ID}?si=3f2c",
        f"spotify:episode:{SPOTIFY_ID}",
        f"https://open.spotify.com/episode/{SPOTIFY_ID}",
        f"https://open.spotify.com/episode/{SPOTIFY_ID}/",
        f"https://open.spotify.com/episode/{SPOTIFY_ID}?si=3f2c&t=90",
        f"http://open.spotify.com/intl-de/episode/{SPOTIFY_ID}",
        f"https://open.spotify.com/intl-pt-br/episode/{SPOTIFY_ID}",
        f"https://open.spotify.com/embed/episode/{SPOTIFY_ID}?utm_source=generator",
    ],
)
def test_an_episode_on_spotify_is_recognized(text):
    assert spotify_id(text) == SPOTIFY_ID


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TODO",
        SPOTIFY_ID[1:],
        f"{SPOTIFY_ID}x",
        f"{SPOTIFY_ID} ",
        f"{SPOTIFY_ID[1:]}-",
        f"spotify:show:{SPOTIFY_ID}",
        f"https://open.spotify.com/show/{SPOTIFY_ID}",
        f"https://open.spotify.com/show/{SPOTIFY_ID}/episode/{SPOTIFY_ID}",
        f"https://open.spotify.com/episode/{SPOTIFY_ID}/x",
        f"https://spotify.a.example/episode/{SPOTIFY_ID}",
        f"https://podcasters.spotify.com/episode/{SPOTIFY_ID}",
        f"javascript://open.spotify.com.a.example/episode/{SPOTIFY_ID}",
        f'"><script>{SPOTIFY_ID}',
        "https://[x",
    ],
)
def test_anything_else_is_not_an_episode_on_spotify(text):
    assert spotify_id(text) == ""


@given(anything)
def test_an_id_on_spotify_is_safe_anywhere(text):
    for found in (spotify_id(text), spotify_id(f"https://open.spotify.com/episode/{text}")):
        assert not found or (len(found) == 22 and found.isascii() and found.isalnum())


@pytest.mark.parametrize(
    ("name", "slug", "page_name"),
    [("a", "", "a"), ("x/a", "", "x/a"), ("a", "b", "b"), ("x/y/a", "b", "x/y/b")],
)
def test_a_slug_replaces_the_file_name(name, slug, page_name):
    assert Episode(title="A", name=name, slug=slug).page_name == page_name


def test_the_video_comes_from_the_links_if_there_is_no_id():
    assert Episode(title="A", links={"youtube": f"https://youtu.be/{ID}"}).youtube == ID
    assert Episode(title="A", ids={"youtube": "TODO"}).youtube == ""


def test_the_id_on_spotify_comes_from_the_links_if_it_is_not_given():
    link = f"https://open.spotify.com/episode/{SPOTIFY_ID}"
    assert Episode(title="A", links={"spotify": link}).spotify == SPOTIFY_ID
    assert Episode(title="A", ids={"spotify": SPOTIFY_ID}).spotify == SPOTIFY_ID
    assert Episode(title="A", ids={"spotify": "TODO"}).spotify == ""
