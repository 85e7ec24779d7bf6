from __future__ import annotations

import pytest

from mkdocs_podcast.show.platforms import key_of, name_of


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("apple", "Apple Podcasts"),
        ("YouTube", "YouTube"),
        ("my-own_player", "My own player"),
        ("RadioPublic", "RadioPublic"),
        ("Radio Eins – Archiv", "Radio Eins – Archiv"),
        ("a -- b", "a -- b"),
    ],
)
def test_a_key_is_shown_as_a_name_unless_it_is_one(key: str, name: str):
    assert name_of(key) == name


@pytest.mark.parametrize("key", ["apple", "my-player"])
def test_a_platform_is_known_by_its_name(key: str):
    assert key_of(name_of(key)) == key
