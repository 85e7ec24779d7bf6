from __future__ import annotations

import pytest

from mkdocs_podcast.show import Episode, Person, Show
from mkdocs_podcast.show.credits import Credit

from .shows import ADA, BOB, catalog, episode, said, section

WITH_ALIAS = Person(title="Ada Byron", id="byron", aliases=("Ada",), file="byron.yaml")


def problems(*episodes: Episode, **values) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in catalog(*episodes, **values).check()]


def test_drafts_are_omitted():
    assert catalog(episode(draft=True)).episodes == ()


def test_seasons_have_their_episodes_and_a_season_0_is_not_the_same_as_none():
    numbers = {"a": 2, "b": 1, "c": 1, "d": 0, "e": None}
    shows = catalog(*(episode(name, season=number) for name, number in numbers.items()))
    assert [(number, [e.name for e in episodes]) for number, episodes in shows.seasons()] == [
        (2, ["a"]), (1, ["c", "b"]), (0, ["d"]), (None, ["e"]),
    ]  # fmt: skip


def test_neighbours_are_the_previous_and_the_next_episode_across_seasons():
    first, second, third = (episode(name, season=n) for n, name in enumerate("abc"))
    shows = catalog(third, first, second)
    assert shows.neighbours(second) == (first, third)
    assert shows.neighbours(first) == (None, second)
    assert shows.neighbours(third) == (second, None)
    assert shows.neighbours(episode("draft")) == (None, None)
    assert shows.without({"b.yaml"}).neighbours(third) == (first, None)


def test_the_hosts_are_those_of_the_show_unless_the_episode_has_its_own():
    assert catalog().hosts(episode()) == [ADA]
    assert catalog().hosts(episode(hosts=("bob",))) == [BOB]


def test_a_person_without_a_file_has_only_a_name():
    (guest,) = catalog().guests(episode(guests=("Grace Hopper",)))
    assert guest == Person(title="Grace Hopper", id="Grace Hopper")


def test_people_are_sorted_by_name_without_accents():
    people = [Person(title=name, id=name) for name in ("Zoë", "Łucja", "ada", "Émile")]
    assert [each.title for each in catalog(people=people).people_by_name] == [
        "ada", "Émile", "Łucja", "Zoë",
    ]  # fmt: skip


def test_an_unknown_speaker_is_reported_once_per_spelling():
    assert problems(episode(transcript=said("Eve", "Ada", "Eve", "eve"))) == [
        ("unknown-speaker", "“Eve” is neither a host nor a guest."),
        ("unknown-speaker", "“eve” is neither a host nor a guest."),
    ]


def test_an_ambiguous_speaker_is_reported_with_the_files_of_all_candidates():
    byron = Person(title="Ada Byron", id="byron", file="byron.yaml")
    spoken = episode(guests=("byron",), transcript=said("Ada Byron", "Ada", "Ada"))
    (problem,) = catalog(spoken, people=(ADA, byron)).check()
    assert (problem.code, problem.path) == ("ambiguous-speaker", ("transcript", 1, "who"))
    assert problem.message == (
        "“Ada” could be “Ada Byron” (byron.yaml) or “Ada Lovelace” (ada.yaml)."
    )


@pytest.mark.parametrize(
    ("values", "people", "hosts"),
    [
        ({"guests": ("bob",), "transcript": said("Bob", "Ada", "bób dylan")}, (ADA, BOB), ("ada",)),
        ({"transcript": said("Eve")}, (), ()),
        ({"guests": ("eve",)}, (), ("ada",)),
        ({"transcript": section("H", ("x" * 61, 1))}, (ADA,), ("ada",)),
        ({"guests": ("byron",), "transcript": said("Ada")}, (ADA, WITH_ALIAS), ()),
    ],
    ids=["known", "show without people", "people without files", "sentence", "alias"],
)
def test_nothing_is_reported_that_nobody_can_fix(values, people, hosts):
    assert problems(episode(**values), people=people, show=Show(title="S", hosts=hosts)) == []


def test_hosts_and_guests_without_a_file_are_reported_if_anyone_has_one():
    (guest, host) = catalog(episode(guests=("bob", "eve"), hosts=("mal",))).check()
    assert guest.message == "There is no person with the id “eve”."
    assert (guest.code, guest.path, host.path) == ("unknown-guest", ("guests", 1), ("hosts", 0))


def test_two_episodes_with_the_same_number_or_guid_are_reported_at_the_second_file():
    same = {"season": 1, "episode": 2, "guid": "x"}
    found = problems(episode("b", **same), episode("a", **same), episode("c", season=2, episode=2))
    assert found == [
        ("same-guid", "a.yaml has the same guid, so podcast apps show only one of the two."),
        ("same-number", "a.yaml is also episode 2 of season 1."),
    ]


def test_people_are_found_by_their_names_and_described_by_any_episode():
    eve = Person(title="Eve", id="Eve", web="https://eve.example", file="b.yaml")
    portrait = Person(title="Eve", id="Eve", picture="eve.png", file="c.yaml")
    show = catalog(
        episode("a", guests=("Ada Lovelace", "Eve")),
        episode("b", guests=("Eve",), people=(eve,)),
        episode("c", people=(portrait,)),
    )
    ada, found = show.guests(show.episodes[-1])
    assert ada is ADA
    assert (found.web, found.picture, found.file) == (eve.web, "eve.png", "c.yaml")
    assert list(show.check()) == []


def test_credits_are_roles_besides_those_of_hosts_and_guests():
    credited = (Credit("bob", "editor"), Credit("ada", "Co-Host"), Credit("bob", "composer"))
    show = catalog(episode(credits=credited, guests=("eve",)))
    participants = [(p.id, roles) for p, roles in show.participants(show.episodes[0])]
    assert participants == [
        ("ada", ("Co-Host",)), ("eve", ("guest",)), ("bob", ("editor", "composer")),
    ]  # fmt: skip
    assert [each.role for each in show.appearances(BOB)] == ["editor", "composer"]
    assert [each.role for each in show.appearances(ADA)] == ["host", "Co-Host"]
