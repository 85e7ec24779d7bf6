from __future__ import annotations

import pytest
from hypothesis import given

from mkdocs_podcast.show import (
    Episode,
    Header,
    Line,
    is_unfinished,
    is_web_address,
    spotify_id,
    youtube_id,
)

from ..strategies import anything, transcripts

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
def test_a_video_is_recognised(text):
    assert youtube_id(text) == ID


@pytest.mark.parametrize(
    "text",
    [
        "", "TODO", "short", f"{ID}x", f"{ID} ", f"https://a.example/watch?v={ID}", f"/{ID}", "https://[x",
        f"javascript://youtu.be.a.example/{ID}", f'"><script>{ID}',
    ],
)  # fmt: skip
def test_what_is_no_video_is_not_taken_for_one(text):
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
def test_an_episode_on_spotify_is_recognised(text):
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
def test_what_is_no_episode_on_spotify_is_not_taken_for_one(text):
    assert spotify_id(text) == ""


@given(anything)
def test_an_id_on_spotify_is_safe_anywhere(text):
    for found in (spotify_id(text), spotify_id(f"https://open.spotify.com/episode/{text}")):
        assert not found or (len(found) == 22 and found.isascii() and found.isalnum())


@pytest.mark.parametrize(
    "link", ["", " ", "TODO", "todo", "TODO...", "TBD", "tba", "???", "-", "…", "FIXME", "xxx"]
)
def test_a_link_that_was_left_for_later_is_recognised(link):
    assert is_unfinished(link)


@pytest.mark.parametrize("link", ["https://a.example", "todo.example", "https://todo.example/"])
def test_a_finished_link_is_not_taken_for_an_unfinished(link):
    assert not is_unfinished(link)


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://a.example", True),
        ("http://a.example:80/x?y#z", True),
        ("HTTPS://a.example", True),
        ("https://münchen.example/ü", True),
        ("https://[::1]/", True),
        ("https://[x", False),
        ("https:///x", False),
        ("https:x", False),
        ("//a.example", False),
        ("a.example", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.example/ep b.mp3", True),
        ("https://a b.example/", False),
        ("", False),
    ],
)
def test_a_web_address_is_told_from_what_is_none(link, safe):
    assert is_web_address(link) is safe


@pytest.mark.parametrize(
    ("name", "slug", "address"),
    [("a", "", "a"), ("x/a", "", "x/a"), ("a", "b", "b"), ("x/y/a", "b", "x/y/b")],
)
def test_a_slug_takes_the_place_of_the_files_name(name, slug, address):
    assert Episode(title="A", name=name, slug=slug).address == address


def test_the_video_comes_from_the_links_where_there_is_no_id():
    assert Episode(title="A", links={"youtube": f"https://youtu.be/{ID}"}).youtube == ID
    assert Episode(title="A", ids={"youtube": "TODO"}).youtube == ""


def test_the_id_on_spotify_comes_from_the_links_where_it_is_not_given():
    link = f"https://open.spotify.com/episode/{SPOTIFY_ID}"
    assert Episode(title="A", links={"spotify": link}).spotify == SPOTIFY_ID
    assert Episode(title="A", ids={"spotify": SPOTIFY_ID}).spotify == SPOTIFY_ID
    assert Episode(title="A", ids={"spotify": "TODO"}).spotify == ""


def test_lines_before_the_first_header_are_a_section_without_one():
    episode = Episode(title="A", transcript=(Line("a"), Header("H", "h"), Line("b", sec=7)))
    assert [(s.header, s.id, len(s.lines), s.start) for s in episode.sections()] == [
        ("", "", 1, None),
        ("H", "h", 1, 7),
    ]


def test_a_section_has_the_topics_of_its_header():
    transcript = (Line("a"), Header("H", topics=("x", "y")), Header("I", topics=("x",)))
    episode = Episode(title="A", transcript=transcript)
    assert [section.topics for section in episode.sections()] == [(), ("x", "y"), ("x",)]
    assert episode.section_topics == {"x": [1, 2], "y": [1]}


def test_who_says_how_much_is_known_section_by_section():
    lines = (Line("123", "Ada:"), Line("45"), Line("6", "Bob"))
    episode = Episode(title="A", transcript=(*lines, Header("H"), Line("7"), *lines))
    assert episode.said == ({}, {"": 1, "Ada": 5, "Bob": 1})


def test_a_header_without_lines_is_a_section():
    episode = Episode(title="A", transcript=(Header("H"), Header("I")))
    assert [(s.header, s.lines) for s in episode.sections()] == [("H", ()), ("I", ())]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [("Ada", "Ada"), ("Ada:", "Ada"), ("Ada :", "Ada"), ("A: B", "A: B"), (":", "")],
)
def test_a_colon_that_was_left_at_a_name_is_not_part_of_it(who, speaker):
    assert Line("x", who).speaker == speaker


def test_of_two_times_the_one_in_seconds_counts():
    assert Line("x", sec=1, time=2).start == 1
    assert Line("x", time=2).start == 2
    assert Line("x").start is None


@given(transcripts)
def test_sections_lose_no_line_and_no_header(transcript):
    sections = list(Episode(title="A", transcript=transcript).sections())
    lines = [line for section in sections for line in section.lines]
    assert lines == [entry for entry in transcript if isinstance(entry, Line)]
    headers = [section.header for section in sections if section.header]
    assert headers == [entry.header for entry in transcript if isinstance(entry, Header)]
