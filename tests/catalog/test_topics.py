from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Episode, Line

from ..strategies import words
from .shows import catalog, episode, section


def topics(*episodes: Episode) -> list[tuple[str, str]]:
    """Return the names and slugs of all topics."""
    return [(topic.name, slug) for slug, topic in catalog(*episodes).topics.items()]


def test_topics_are_in_alphabetical_order():
    assert topics(episode(topics=("zoo", "Élan", "apes"))) == [
        ("apes", "apes"), ("Élan", "élan"), ("zoo", "zoo"),
    ]  # fmt: skip


def test_a_topic_has_its_episodes_once_and_its_sections_with_a_header():
    talk = (
        Line("Before.", "Ada"),
        *section("One", ("Ada", 1), topics=("SQL",)),
        *section("Two", ("Ada", 1)),
        *section("Three", ("Ada", 1), topics=("sql", "dbt")),
        *section("", ("Ada", 1), topics=("nothing",)),
    )
    old = episode("old", season=1, topics=("R",), transcript=talk)
    new = episode("new", season=2, topics=("SQL", "sql"), transcript=talk)
    found = catalog(old, new).topics
    assert list(found) == ["dbt", "r", "sql"]
    assert [(each.episode.name, each.index) for each in found["sql"].sections] == [
        ("new", 1), ("new", 3), ("old", 1), ("old", 3),
    ]  # fmt: skip
    assert [each.name for each in found["sql"].episodes] == ["new"]
    assert found["dbt"].episodes == ()


@pytest.mark.parametrize(
    "spellings",
    [
        ("SQL", "sql", "Sql"),
        ("café", "CAFÉ", "cafe"),
        ("open source", "Open-Source", "open_source"),
    ],
)
def test_all_spellings_are_one_topic(spellings):
    shows = catalog(*(episode(str(n), topics=(name,)) for n, name in enumerate(spellings)))
    assert len(shows.topics) == 1
    assert {shows.topic(name).slug for name in spellings} == set(shows.topics)
    assert shows.topic("something else") is None


@pytest.mark.parametrize("two", [("C", "C++"), ("か", "が"), ("go", "goes"), ("a b", "ab")])
def test_similar_topics_are_two(two):
    assert len(topics(episode(topics=two))) == 2


def test_the_most_frequent_spelling_is_used_and_on_a_tie_the_older():
    one, two, three = (
        episode(name, season=number, topics=(spelling,))
        for name, number, spelling in (("a", 1, "sql"), ("b", 2, "SQL"), ("c", 3, "SQL"))
    )
    assert topics(one, two) == [("sql", "sql")]
    assert topics(three, two, one) == [("SQL", "sql")]


def test_new_episodes_do_not_change_the_urls_of_topics():
    old = episode("old", season=1, topics=("C#", "Résumé"))
    new = [episode(str(n), season=2, topics=("C", "C++", "resume", "Resume")) for n in range(3)]
    before, after = catalog(old), catalog(old, *new)
    for name in old.topics:
        assert after.topic(name).slug == before.topic(name).slug
    assert {after.topic(name).slug for name in ("C", "C++")} == {"c-2", "c-3"}


def test_no_topic_has_the_url_of_the_page_of_all_topics():
    assert topics(episode(topics=("Index",))) == [("Index", "index-2")]


@given(st.lists(words | st.just("é" * 10_000) | st.sampled_from(["😀", "++", "..", "-_-"])))
def test_every_slug_is_a_file_name_and_unique(names):
    found = catalog(episode(topics=tuple(names))).topics
    for slug, topic in found.items():
        assert re.fullmatch(r"[\w-]+", slug)
        assert slug.strip("-_") == slug == topic.slug
        assert len(f"{slug}.html".encode()) <= 255
    assert len({slug.casefold() for slug in found}) == len(found)


@given(st.permutations(["SQL", "sql", "C", "C++", "C#", "😀"]))
def test_topics_do_not_depend_on_the_order_of_files(order):
    episodes = [episode(name, topics=(name,)) for name in order]
    assert topics(*episodes) == topics(*sorted(episodes, key=lambda each: each.name))
