from __future__ import annotations

from datetime import date

import pytest

from mkdocs_podcast.catalog import fold, names_of
from mkdocs_podcast.show import Episode, Person, Show

from .shows import ADA, BOB, catalog, episode, said


def found(*episodes: Episode, **values) -> list[tuple[str, str]]:
    return [(p.code, p.message) for p in catalog(*episodes, **values).check()]


def test_episodes_are_ordered_by_season_then_number_then_date_then_address():
    episodes = [
        episode("a", season=2, episode=1),
        episode("b", season=1, episode=2),
        episode("c", season=1, episode=1),
        episode("d", published=date(2024, 2, 1)),
        episode("f", published=date(2024, 1, 1)),
        episode("e", published=date(2024, 1, 1)),
        episode("g"),
    ]
    for order in (episodes, episodes[::-1]):
        assert [e.name for e in catalog(*order).episodes] == ["a", "b", "c", "d", "f", "e", "g"]


def test_drafts_are_left_out():
    assert catalog(episode(draft=True)).episodes == ()


def test_seasons_come_with_their_episodes():
    episodes = [
        episode("a", season=2),
        episode("b", season=1),
        episode("c", season=1),
        episode("d"),
    ]
    seasons = [(n, [e.name for e in of]) for n, of in catalog(*episodes).seasons()]
    assert seasons == [(2, ["a"]), (1, ["c", "b"]), (None, ["d"])]


def test_a_season_zero_is_not_the_same_as_no_season():
    episodes = [episode("a", season=0), episode("b"), episode("c", season=0), episode("d")]
    assert [number for number, _ in catalog(*episodes).seasons()] == [0, None]


def test_neighbours_are_before_and_after_across_seasons():
    first, second, third = (episode(n, season=s) for n, s in (("a", 1), ("b", 2), ("c", 3)))
    shows = catalog(third, first, second)
    assert shows.neighbours(second) == (first, third)
    assert shows.neighbours(first) == (None, second)
    assert shows.neighbours(third) == (second, None)
    assert shows.neighbours(episode("draft")) == (None, None)


def test_hosts_are_the_shows_unless_the_episode_has_its_own():
    shows = catalog()
    assert shows.hosts(episode()) == [ADA]
    assert shows.hosts(episode(hosts=("bob",))) == [BOB]


def test_a_person_without_a_file_has_their_name():
    assert catalog().guests(episode(guests=("Grace Hopper",)))[0].title == "Grace Hopper"


def test_hosts_in_a_transcript_are_recognised_by_any_of_their_names():
    spoken = said("Ada:", "Bob", "COUNTESS", "Ada", "Ada Lovelace", "")
    assert catalog().speaking_hosts(episode(transcript=spoken)) == [
        "Ada",
        "COUNTESS",
        "Ada Lovelace",
    ]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Dânia", "dania"),
        ("  ADA ", "ada"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Žižek", "zizek"),
    ],
)
def test_names_are_compared_without_accents_and_case(name, folded):
    assert fold(name) == folded


def test_a_person_goes_by_full_name_first_name_and_aliases():
    assert names_of(ADA) == {"ada lovelace", "ada", "countess"}
    assert names_of(Person(title="")) == set()


def test_speakers_who_are_known_raise_no_question():
    assert (
        found(episode(guests=("bob",), transcript=said("Bob", "Ada", "Countess", "bób dylan")))
        == []
    )


def test_a_speaker_who_is_nobody_is_told_once():
    assert found(episode(transcript=said("Eve", "Ada", "Eve", "eve"))) == [
        ("unknown-speaker", "“Eve” is neither a host nor a guest."),
        ("unknown-speaker", "“eve” is neither a host nor a guest."),
    ]


def test_where_nobody_is_known_speakers_raise_no_question():
    assert found(episode(transcript=said("Eve")), people=(), show=Show(title="S")) == []


def test_where_there_are_no_people_guests_raise_no_question():
    assert found(episode(guests=("eve",)), people=()) == []


def test_hosts_and_guests_need_files_where_there_are_any():
    assert [code for code, _ in found(episode(guests=("eve",), hosts=("mal",)))] == [
        "unknown-guest"
    ] * 2


def test_episodes_with_one_number_are_told_with_the_other_file():
    same = {"season": 1, "episode": 2}
    assert found(episode("b", **same), episode("a", **same), episode("c", season=2, episode=2)) == [
        ("same-number", "Season 1, episode 2 is also a.yaml.")
    ]
