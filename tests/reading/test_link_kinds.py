"""Links and recordings as people write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given

from mkdocs_podcast.checks import dotted
from mkdocs_podcast.reading.kinds import InvalidValue
from mkdocs_podcast.reading.link_kinds import LINKS, RECORDINGS
from mkdocs_podcast.reading.values import parse_episode
from mkdocs_podcast.show import Audio, Episode

from ..strategies import anything

VIDEO = "https://www.youtube.com/watch?v=LooseEnds01"
SPOTIFY = "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"


def parse(**values) -> Episode:
    return parse_episode({"title": "A", "published": "2024-03-31", **values}, "x").value


def problems(**values) -> list[tuple[str, str]]:
    parsed = parse_episode({"title": "A", "published": "2024-03-31", **values}, "x")
    return [(each.code, dotted(each.path)) for each in parsed.problems]


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ({"spotify": SPOTIFY, "youtube": None}, {"spotify": SPOTIFY}),
        ({"YouTube": "LooseEnds01"}, {"YouTube": VIDEO}),
        ({"spotify": "4rOoJ6Egrf8K2IrywzwOMk"}, {"spotify": SPOTIFY}),
        ([VIDEO, None, SPOTIFY], {"youtube": VIDEO, "spotify": SPOTIFY}),
        (SPOTIFY, {"spotify": SPOTIFY}),
        (["https://pod.example.org/a", "https://www.pod.example.org/b"],
         {"pod.example.org": "https://pod.example.org/a",
          "pod.example.org 2": "https://www.pod.example.org/b"}),
        (["https://m.youtube.com/x", VIDEO, VIDEO],
         {"youtube": "https://m.youtube.com/x", "youtube.com": VIDEO}),
        ([{"name": "Apple Podcasts", "url": "https://podcasts.apple.com/a"},
          {"title": "Shop", "href": "https://example.org/rope"}, {"label": "Shop", "link": VIDEO}],
         {"apple": "https://podcasts.apple.com/a", "shop": "https://example.org/rope",
          "youtube": VIDEO}),
    ],
)  # fmt: skip
def test_links_are_read_by_platform_or_in_a_list(written, links):
    assert parse(links=written).links == links
    assert problems(links=written) == []


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("x", ("bad-mapping", "links")),
        ([VIDEO, "TODO"], ("empty-link", "links[1]")),
        ([{"name": "Shop", "href": "rope"}], ("bad-link", "links[0].href")),
        ([{"name": "Shop", "url": ["x"]}], ("bad-text", "links[0].url")),
        ({"shop": "rope"}, ("bad-link", "links.shop")),
        ("ftp://a.example", ("bad-mapping", "links")),
    ],
)
def test_a_wrong_link_is_reported_where_it_is_written(written, problem):
    assert problems(links=written) == [problem]


MP3, M4A = "https://cdn.example/7.mp3", "https://cdn.example/7.m4a"


@pytest.mark.parametrize(
    ("written", "recordings"),
    [
        ("a.mp3", [Audio(url="a.mp3")]),
        ({"file": "a.mp3", "length": "7"}, [Audio(url="a.mp3", length=7)]),
        ({"mp3": MP3, "m4a": M4A, "ogg": None}, [Audio(url=MP3), Audio(url=M4A)]),
        ({"mov": "a.mov", "mp4": "a.mp4"}, [Audio(url="a.mp4"), Audio(url="a.mov")]),
        ({"MP3": "https://a.example/play", "length": "7"},
         [Audio(url="https://a.example/play", type="audio/mpeg", length=7)]),
        ({"url": "a.mp3", "length": "7", "opus": {"url": "a.opus", "length": "5"}},
         [Audio(url="a.mp3", length=7), Audio(url="a.opus", length=5)]),
        (["a.mp3", None, {"src": "b.ogg", "type": "audio/ogg"}, {"m4a": "c.m4a"}, "a.mp3"],
         [Audio(url="a.mp3"), Audio(url="b.ogg", type="audio/ogg"), Audio(url="c.m4a")]),
    ],
)  # fmt: skip
def test_the_first_recording_that_browsers_play_is_the_one_on_the_page(written, recordings):
    episode = parse(audio=written)
    assert [episode.audio, *episode.alternates] == recordings
    assert set(problems(audio=written)) <= {("audio-without-length", "audio")}


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (["a.mp3", ["x"]], ("bad-mapping", "audio[1]")),
        ({"mp3": ["x"]}, ("bad-mapping", "audio.mp3")),
        ({"mp3": {"length": "big"}}, ("bad-number", "audio.mp3.length")),
        ({"mp3": "a.mp3", "lenght": "7"}, ("unknown-key", "audio.lenght")),
    ],
)
def test_a_wrong_recording_is_reported_where_it_is_written(written, problem):
    assert problems(audio=written) == [problem]


@pytest.mark.parametrize(("url", "platform"), [(VIDEO, "youtube"), (SPOTIFY, "spotify")])
def test_a_recording_on_a_platform_is_a_link(url, platform):
    episode = parse(audio=[url, "a.mp3"], links={"rss": "https://a.example"})
    assert episode.audio == Audio(url="a.mp3")
    assert episode.links == {"rss": "https://a.example", platform: url}
    assert parse(audio=url).audio is None


@pytest.mark.parametrize(
    "written",
    [
        "LooseEnds01", VIDEO, "youtu.be/LooseEnds01?t=3", "www.youtube.com/shorts/LooseEnds01",
        "https://music.youtube.com/watch?v=LooseEnds01&list=x",
    ],
)  # fmt: skip
def test_an_id_and_a_url_mean_the_same_video(written):
    assert parse(ids={"youtube": written}).youtube == "LooseEnds01"
    assert parse(links={"youtube": written}).youtube == "LooseEnds01"
    assert problems(ids={"youtube": written}) == []


@given(anything)
def test_any_value_is_read_or_has_a_problem(value):
    found = []
    for kind in (LINKS, RECORDINGS):
        with suppress(InvalidValue):
            assert kind.read(value, (), found) is not None
