"""What the show is about."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Line

from ..strategies import words
from .shows import catalog, episode, section


def topics(*episodes, **values):
    """The names and slugs of all topics."""
    found = catalog(*episodes, **values).topics
    return [(topic.name, slug) for slug, topic in found.items()]


def test_topics_come_in_the_order_of_the_alphabet():
    assert topics(episode(topics=("zoo", "Élan", "apes"))) == [
        ("apes", "apes"), ("Élan", "élan"), ("zoo", "zoo"),
    ]  # fmt: skip


def test_a_topic_has_its_episodes_the_newest_first_and_each_once():
    old = episode("old", season=1, topics=("SQL", "sql"))
    new = episode("new", season=2, topics=("sql",))
    (topic,) = catalog(old, new).topics.values()
    assert [each.name for each in topic.episodes] == ["new", "old"]


def test_a_topic_has_the_sections_whose_headers_name_it():
    talk = (
        Line("Before.", "Ada"),
        *section("One", ("Ada", 1), topics=("SQL",)),
        *section("Two", ("Ada", 1)),
        *section("Three", ("Ada", 1), topics=("sql", "dbt")),
    )
    old = episode("old", season=1, transcript=talk)
    new = episode("new", season=2, topics=("SQL",), transcript=talk)
    found = catalog(old, new).topics
    assert list(found) == ["dbt", "sql"]
    assert [(ref.episode.name, ref.index, ref.header) for ref in found["sql"].sections] == [
        ("new", 1, "One"), ("new", 3, "Three"), ("old", 1, "One"), ("old", 3, "Three"),
    ]  # fmt: skip
    assert [each.name for each in found["sql"].episodes] == ["new"]
    assert found["dbt"].episodes == ()


def test_a_section_knows_when_it_starts():
    talk = (*section("One", ("Ada", 1)), *section("Two", topics=("x",)), Line("y", "Ada", 72.5))
    (topic,) = catalog(episode(transcript=talk)).topics.values()
    assert [(ref.header, ref.start) for ref in topic.sections] == [("Two", 72.5)]


def test_a_section_without_a_name_is_no_place_to_be_sent_to():
    assert topics(episode(transcript=section("", ("Ada", 1), topics=("x",)))) == []


@pytest.mark.parametrize(
    "spellings",
    [
        ("SQL", "sql", "Sql"),
        ("café", "CAFÉ", "cafe"),
        ("open source", "Open-Source", "open_source"),
    ],
)
def test_spellings_of_a_topic_are_one_topic(spellings):
    episodes = [episode(str(n), topics=(name,)) for n, name in enumerate(spellings)]
    assert len(topics(*episodes)) == 1
    found = catalog(*episodes)
    assert {found.topic(name).slug for name in spellings} == set(found.topics)


@pytest.mark.parametrize("two", [("C", "C++"), ("か", "が"), ("go", "goes"), ("a b", "ab")])
def test_two_topics_are_not_made_one(two):
    assert len(topics(episode(topics=two))) == 2


def test_the_spelling_that_is_used_most_shows_and_of_two_alike_the_older():
    one, two, three = (
        episode(name, season=number, topics=(spelling,))
        for name, number, spelling in (("a", 1, "sql"), ("b", 2, "SQL"), ("c", 3, "SQL"))
    )
    assert topics(one, two) == [("sql", "sql")]
    assert topics(three, two, one) == [("SQL", "sql")]


def test_new_episodes_rename_no_page():
    old = episode("old", season=1, topics=("C#", "Résumé"))
    new = [episode(str(n), season=2, topics=("C", "C++", "resume", "Resume")) for n in range(3)]
    before = catalog(old)
    after = catalog(old, *new)
    for name in old.topics:
        assert after.topic(name).slug == before.topic(name).slug
    assert {after.topic(name).slug for name in ("C", "C++")} == {"c-2", "c-3"}


def test_no_topic_takes_the_page_of_all_topics():
    assert topics(episode(topics=("Index",))) == [("Index", "index-2")]


def test_a_topic_that_no_episode_has_is_none():
    assert catalog(episode(topics=("x",))).topic("y") is None


@given(st.lists(words | st.just("é" * 10_000) | st.sampled_from(["😀", "++", "..", "-_-"])))
def test_slugs_are_names_of_files_and_of_one_topic_each(names):
    found = catalog(episode(topics=tuple(names))).topics
    for slug, topic in found.items():
        assert re.fullmatch(r"[\w-]+", slug)
        assert slug.strip("-_") == slug
        assert len(f"{slug}.html".encode()) <= 255
        assert topic.slug == slug
    assert len({slug.casefold() for slug in found}) == len(found)


@given(st.permutations(["SQL", "sql", "C", "C++", "C#", "😀"]))
def test_topics_are_the_same_in_whatever_order_files_are_read(order):
    episodes = [episode(name, topics=(name,)) for name in order]
    assert topics(*episodes) == topics(*sorted(episodes, key=lambda each: each.name))
