"""The episodes that people are in, and the sections in which they speak most."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog import Appearance, Catalog
from mkdocs_podcast.show import Header, Line, Person

from .shows import ADA, BOB, BYRON, catalog, episode, section


def spoken(shows: Catalog, person: Person = BOB, count: int = 5) -> list[tuple[str, str, float]]:
    found = [(each.section, each.share) for each in shows.spoken_sections(person, count)]
    return [
        (ref.episode.name, ref.episode.outline.sections[ref.index].header, share)
        for ref, share in found
    ]


def bob_speaks(*entries: Header | Line) -> Catalog:
    return catalog(episode(guests=("bob",), transcript=entries))


def test_appearances_have_a_role_and_are_the_newest_first():
    first = episode("a", season=1)
    second = episode("b", season=2, hosts=("bob",))
    third = episode("c", season=3, guests=("ada", "bob", "Grace Hopper"))
    shows = catalog(first, second, third)
    assert shows.appearances(ADA) == [Appearance(third, "guest"), Appearance(first, "host")]
    assert shows.appearances(BOB) == [Appearance(third, "guest"), Appearance(second, "host")]
    grace = Person(title="Grace Hopper", id="Grace Hopper")
    assert shows.appearances(grace) == [Appearance(third, "guest")]
    assert list(shows.appearances(BYRON)) == []


def test_the_cast_has_each_person_once_and_hosts_first():
    shows = catalog()
    assert shows.cast(episode(guests=("bob",))) == [(ADA, "host"), (BOB, "guest")]
    everyone = episode(hosts=("bob", "ada"), guests=("bob", "bob"))
    assert shows.cast(everyone) == [(ADA, "host"), (BOB, "guest")]


def test_sections_in_which_a_person_says_most_come_first():
    shows = bob_speaks(
        *section("Little", ("Bob", 10)),
        *section("Much", ("Ada", 100), ("Bob", 200), ("bób dylan", 100)),
        *section("Nothing", ("Ada", 500)),
        *section("Some", ("Ada", 50), ("Bob", 50)),
    )
    assert spoken(shows) == [("a", "Much", 0.75), ("a", "Some", 0.5), ("a", "Little", 1)]
    assert spoken(shows, count=1) == [("a", "Much", 0.75)]


def test_on_a_tie_the_section_of_the_newer_episode_comes_first_then_the_earlier_section():
    talk = (*section("One", ("Bob", 10)), *section("Two", ("Bob", 10)))
    old, new = (
        episode(name, season=number, guests=("bob",), transcript=talk)
        for number, name in enumerate(("old", "new"))
    )
    for order in ((old, new), (new, old)):
        assert [row[:2] for row in spoken(catalog(*order))] == [
            ("new", "One"), ("new", "Two"), ("old", "One"), ("old", "Two"),
        ]  # fmt: skip


def test_someone_outside_the_cast_is_recognized_by_full_name():
    shows = catalog(episode(transcript=section("Call", ("Bob Dylan", 10), ("Bob", 90))))
    assert spoken(shows) == [("a", "Call", 0.1)]


def test_a_line_without_a_name_belongs_to_the_speaker_before_it_in_the_section():
    shows = bob_speaks(
        *section("One", ("", 10), ("Bob", 10), ("", 20)),
        *section("Two", ("", 30), ("Bob", 10)),
    )
    assert spoken(shows) == [("a", "One", 0.75), ("a", "Two", 0.25)]


def test_lines_without_a_header_are_not_linked():
    assert spoken(bob_speaks(Line("x", "Bob"), Header(""), Line("y", "Bob"))) == []


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Bob", ""]), st.integers(1, 50)), max_size=8))
def test_the_shares_of_a_section_are_at_most_one_together(lines):
    shows = bob_speaks(*section("H", *lines))
    shares = [share for person in (ADA, BOB) for *_, share in spoken(shows, person)]
    assert all(0 < share <= 1 for share in shares)
    assert sum(shares) <= 1.000001
