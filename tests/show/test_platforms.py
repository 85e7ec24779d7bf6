from __future__ import annotations

import pytest

from mkdocs_podcast.show import Person
from mkdocs_podcast.show.platforms import platform_key, platform_name


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


@pytest.mark.parametrize("key", ["apple", "my-player"])
def test_a_platform_is_known_by_its_name(key):
    assert platform_key(platform_name(key)) == key


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
