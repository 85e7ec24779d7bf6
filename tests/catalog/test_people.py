"""Where people are, and what they say there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog import Appearance
from mkdocs_podcast.show import Episode, Header, Line, Person

from ..strategies import transcripts
from .shows import ADA, BOB, BYRON, catalog, episode, section


def spoken(shows, person=BOB, **values):
    return [
        (each.section.episode.name, each.section.header, each.share)
        for each in shows.spoken_sections(person, **values)
    ]


def test_appearances_are_the_newest_first_with_what_somebody_is_there():
    first = episode("a", season=1)
    second = episode("b", season=2, hosts=("bob",))
    third = episode("c", season=3, guests=("ada", "bob"))
    shows = catalog(first, second, third)
    assert shows.appearances(ADA) == [Appearance(third, "guest"), Appearance(first, "host")]
    assert shows.appearances(BOB) == [Appearance(third, "guest"), Appearance(second, "host")]
    assert list(shows.appearances(BYRON)) == []


def test_the_cast_is_each_person_once_hosts_first():
    shows = catalog()
    assert shows.cast(episode(guests=("bob",))) == [(ADA, "host"), (BOB, "guest")]
    assert shows.cast(episode(hosts=("bob", "ada"), guests=("bob", "bob"))) == [
        (ADA, "host"),
        (BOB, "guest"),
    ]


def test_somebody_without_a_file_appears_too():
    grace = Person(title="Grace Hopper", id="Grace Hopper")
    shows = catalog(episode(guests=("Grace Hopper",)))
    assert [each.role for each in shows.appearances(grace)] == ["guest"]


def test_the_sections_that_somebody_says_most_in_come_first():
    talk = (
        *section("Little", ("Bob", 10)),
        *section("Much", ("Ada", 100), ("Bob", 200), ("bób dylan", 100)),
        *section("Nothing", ("Ada", 500)),
        *section("Some", ("Ada", 50), ("Bob", 50)),
    )
    shows = catalog(episode(guests=("bob",), transcript=talk))
    assert spoken(shows) == [("a", "Much", 0.75), ("a", "Some", 0.5), ("a", "Little", 1)]
    assert spoken(shows, count=1) == [("a", "Much", 0.75)]


def test_of_two_sections_alike_that_of_the_newer_episode_comes_first_then_the_earlier():
    talk = (*section("One", ("Bob", 10)), *section("Two", ("Bob", 10)))
    old, new = (
        episode(name, season=number, guests=("bob",), transcript=talk)
        for name, number in (("old", 1), ("new", 2))
    )
    for order in ((old, new), (new, old)):
        assert [row[:2] for row in spoken(catalog(*order))] == [
            ("new", "One"), ("new", "Two"), ("old", "One"), ("old", "Two"),
        ]  # fmt: skip


def test_sections_of_an_episode_without_the_person_in_its_cast_count_by_full_name():
    shows = catalog(episode(transcript=section("Call", ("Bob Dylan", 10), ("Bob", 90))))
    assert spoken(shows) == [("a", "Call", 0.1)]


def test_lines_without_a_name_go_on_from_the_one_above_in_their_section():
    talk = (
        *section("One", ("", 10), ("Bob", 10), ("", 20)),
        *section("Two", ("", 30), ("Bob", 10)),
    )
    shows = catalog(episode(guests=("bob",), transcript=talk))
    assert spoken(shows) == [("a", "One", 0.75), ("a", "Two", 0.25)]


def test_what_stands_below_no_header_cannot_be_told():
    talk = (Line("x", "Bob"), Header(""), Line("y", "Bob"))
    assert spoken(catalog(episode(guests=("bob",), transcript=talk))) == []


class Closed(tuple):
    """A transcript that nobody may read."""

    __slots__ = ()

    def __iter__(self):
        pytest.fail("the transcript was read")

    __getitem__ = __len__ = __iter__


def test_nothing_but_the_words_themselves_needs_the_transcript():
    read = episode(guests=("bob",), topics=("x",), transcript=section("H", ("Bob", 9), topics="y"))
    kept = {name: getattr(read, name) for name in ("speakers", "said", "section_topics")}
    unread = episode(guests=("bob",), topics=("x",), transcript=Closed((1,)), **kept)
    shows = catalog(unread, episode("b", topics=("X",)))
    assert list(shows.check()) == []
    assert shows.names(unread) == {"Bob": "Bób Dylan"}
    assert [each.share for each in shows.spoken_sections(BOB)] == [1]
    assert [len(topic.sections) for topic in shows.topics.values()] == [0, 1]
    assert [each.name for each in shows.related(unread)] == ["b"]


@given(transcripts)
def test_what_is_kept_of_a_transcript_agrees_with_it(transcript):
    made = Episode(title="A", transcript=transcript)
    sections = list(made.sections())
    assert len(made.said) == len(sections)
    for kept, each in zip(made.said, sections, strict=True):
        assert sum(kept.values()) == (sum(len(e.line) for e in each.lines) if each.header else 0)
        assert set(kept) - {""} <= set(made.speakers)


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Bob", ""]), st.integers(1, 50)), max_size=8))
def test_shares_of_a_section_are_parts_of_a_whole(lines):
    shows = catalog(episode(guests=("bob",), transcript=section("H", *lines)))
    told = [each.share for person in (ADA, BOB) for each in shows.spoken_sections(person)]
    assert all(0 < share <= 1 for share in told)
    assert sum(told) <= 1.000001
