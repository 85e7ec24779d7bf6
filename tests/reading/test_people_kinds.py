"""People in episodes as people write them."""

from __future__ import annotations

import pytest

from mkdocs_podcast.checks import dotted
from mkdocs_podcast.reading.values import ParsedFile, parse_episode
from mkdocs_podcast.show import Person
from mkdocs_podcast.show.credits import Credit, roles_of

URL = "https://ada.example"
DESCRIBED = Person(title="Ada B", id="Ada B", web=URL, picture="ada.png")


def parse(**values) -> ParsedFile:
    return parse_episode({"title": "A", "published": "2024-03-31", **values}, "x")


@pytest.mark.parametrize(
    ("written", "names", "people", "credited"),
    [
        ("ada, Ada B,", ("ada", "Ada B"), (), ()),
        (["ada", None, {"id": "ada"}, {"name": "Ada B", "image": "ada.png", "web": URL}],
         ("ada", "Ada B"), (DESCRIBED,), ()),
        ({"name": "Ada B", "url": URL, "picture": "ada.png"}, ("Ada B",), (DESCRIBED,), ()),
        ({"name": "Ada B", "role": "Narrator"}, ("Ada B",), (), (Credit("Ada B", "Narrator"),)),
        ([{"name": "Ada B", "role": "Guest"}], ("Ada B",), (), ()),
    ],
)  # fmt: skip
def test_a_guest_is_an_id_a_name_or_a_mapping(written, names, people, credited):
    episode = parse(guests=written).value
    assert (episode.guests, episode.people, episode.credits) == (names, people, credited)
    assert parse(guests=written).problems == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([{"name": "ada", "role": "editor"}, {"name": "bob", "role": "host"}, "eve"],
         (("bob",), ("eve",), (Credit("ada", "editor"),))),
        ({"audio_editor": ["ada", "bob"], "guest": "eve, mal", "composer": None},
         ((), ("eve", "mal"), (Credit("ada", "audio editor"), Credit("bob", "audio editor")))),
    ],
)  # fmt: skip
def test_credits_name_roles(written, expected):
    episode = parse(credits=written).value
    assert (episode.hosts, episode.guests, episode.credits) == expected


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"guests": ["a", {"url": URL}]}, ("bad-person", "guests[1]")),
        ({"guests": ["a", ["b"]]}, ("bad-mapping", "guests[1]")),
        ({"guests": [{"name": "a", "imge": "x"}]}, ("unknown-key", "guests[0].imge")),
        ({"credits": {"editor": [{"name": ["x"]}]}}, ("bad-text", "credits.editor[0].name")),
        ({"credits": {"editr": "ada"}}, ("unknown-role", "credits")),
    ],
)
def test_a_wrong_person_is_reported_where_it_is_written(values, problem):
    assert [(each.code, dotted(each.path)) for each in parse(**values).problems] == [problem]


@pytest.mark.parametrize(
    ("base", "credited", "roles"),
    [
        ("host", (), ("host",)), ("host", ("Co-Host",), ("Co-Host",)),
        ("", ("editor",), ("editor",)), ("host", ("editor", "editor"), ("host", "editor")),
    ],
)  # fmt: skip
def test_roles_do_not_repeat_what_another_one_says(base, credited, roles):
    assert roles_of(base, credited) == roles
