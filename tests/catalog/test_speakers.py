"""Who is meant by a speaker's name: never a guess."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_podcast.catalog import fold
from mkdocs_podcast.show import Person, Show

from ..strategies import names
from .shows import ADA, BOB, BYRON, EVE, catalog, episode, said

EVERYBODY = (ADA, BOB, BYRON, EVE)


def meant(name: str, people=EVERYBODY, **values) -> str:
    """The id of whom a name means in an episode; nothing where that is not certain."""
    shows = catalog(people=people, show=Show(title="S"))
    person = shows.speaker(episode(**values), name)
    return person.id if person else ""


@pytest.mark.parametrize(
    "name", ["Ada Lovelace", "ada lovelace", "ÁDA LOVELACE", "Countess", "COUNTESS", "Ada", "adà"]
)
def test_a_guest_is_meant_by_full_name_alias_and_first_name(name):
    assert meant(name, guests=("ada",)) == "ada"
    assert meant(name, hosts=("ada",)) == "ada"


@pytest.mark.parametrize("name", ["Lovelace", "Ad", "Adam", "Ada L", "", ":", "Ada Lovelace Byron"])
def test_a_part_of_a_name_means_nobody(name):
    assert meant(name, guests=("ada",)) == ""


def test_of_others_a_full_name_or_an_alias_counts_and_no_first_name():
    assert meant("Ada Lovelace", guests=("bob",)) == "ada"
    assert meant("Countess", guests=("bob",)) == "ada"
    assert meant("Eve", guests=("bob",)) == ""


def test_those_of_the_episode_come_before_others():
    assert meant("Bob") == "eve"
    assert meant("Bob", guests=("bob",)) == "bob"


def test_an_alias_comes_before_a_first_name():
    assert meant("Bob", guests=("bob", "eve")) == "eve"


def test_a_name_that_two_guests_share_means_neither():
    assert meant("Ada", guests=("ada", "byron")) == ""
    assert meant("Ada", hosts=("ada",), guests=("byron",)) == ""
    assert meant("Ada Byron", guests=("ada", "byron")) == "byron"


def test_a_name_that_two_others_share_means_neither():
    double = Person(title="Ada Lovelace", id="double", file="double.yaml")
    assert meant("Ada Lovelace", people=(ADA, double)) == ""
    assert meant("Ada Lovelace", people=(ADA, double), guests=("double",)) == "double"


def test_a_host_who_is_also_named_as_a_guest_is_one_person():
    assert meant("Ada", hosts=("ada",), guests=("ada",)) == "ada"


def test_a_guest_without_a_file_is_known_by_the_name_alone():
    assert meant("Grace", guests=("Grace Hopper",)) == "Grace Hopper"


def test_names_in_the_transcript_stand_for_full_names_where_they_are_certain():
    spoken = said("Ada:", "Bob", "Mallory", "", "countess")
    known = catalog().names(episode(guests=("bob",), transcript=spoken))
    assert known == {"Ada": "Ada Lovelace", "Bob": "Bób Dylan", "countess": "Ada Lovelace"}


def test_a_doubt_is_told_with_the_files_of_all_who_may_be_meant():
    spoken = said("Ada", "Ada Byron", "Ada")
    (problem,) = catalog(episode(guests=("byron",), transcript=spoken), people=(ADA, BYRON)).check()
    assert (problem.code, problem.path) == ("ambiguous-speaker", ("transcript", 0, "who"))
    assert problem.message == (
        "“Ada” can mean “Ada Byron” (byron.yaml) and “Ada Lovelace” (ada.yaml)."
    )


@pytest.mark.parametrize("mend", [{"aliases": ("Ada",)}, {"title": "Augusta Byron"}])
def test_a_doubt_is_mended_by_an_alias_or_another_name(mend):
    other = Person(**{"title": "Ada Byron", **mend}, id="byron", file="byron.yaml")
    shows = catalog(episode(guests=("byron",), transcript=said("Ada")), people=(ADA, other))
    assert [problem.code for problem in shows.check()] == []


@given(st.lists(names, min_size=1, max_size=4), st.data())
def test_who_is_meant_bears_the_name_and_nobody_else_does(titles, data):
    people = [
        Person(title=title, id=str(number), file=f"{number}.yaml")
        for number, title in enumerate(titles)
    ]
    own = tuple(data.draw(st.sets(st.sampled_from([p.id for p in people]))))
    name = data.draw(st.sampled_from(titles) | names)
    shows = catalog(people=people, show=Show(title="S"))
    person = shows.speaker(episode(guests=own), name)
    bearers = [p.id for p in people if fold(p.title) == fold(name) != ""]
    if person is None:
        here = [each for each in bearers if each in own]
        assert len(bearers) != 1 or len(here) > 1
    elif fold(person.title) != fold(name):
        assert person.id in own
        assert fold(name) == fold(person.title).split(" ")[0]


@given(names)
def test_case_and_accents_change_no_name(text):
    assume(text.upper().casefold() == text.casefold())  # which they do to a few letters
    assert fold(text.upper()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


def test_what_only_looks_like_an_accent_is_a_letter_of_its_own():
    assert fold("かき") != fold("かぎ")
    assert fold("हिन्दी") != fold("हिनदी")
