"""The person that a speaker's name means; never a guess."""

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
WITH_ALIAS = Person(title="Ada Byron", id="byron", aliases=("Ada",), file="byron.yaml")
SECOND_ADA = Person(title="Ada Lovelace", id="double", file="double.yaml")


def meant(name: str, people=EVERYBODY, **values) -> str:
    """Return the id of the person that a name means in an episode; empty if that is unclear."""
    shows = catalog(people=people, show=Show(title="S"))
    person = shows.speaker(episode(**values), name)
    return person.id if person else ""


@pytest.mark.parametrize("role", ["guests", "hosts"])
@pytest.mark.parametrize(
    "name", ["Ada Lovelace", "ada lovelace", "ÁDA LOVELACE", "Countess", "COUNTESS", "Ada", "adà"]
)
def test_someone_in_the_cast_is_meant_by_full_name_alias_and_first_name(name, role):
    assert meant(name, **{role: ("ada",)}) == "ada"


@pytest.mark.parametrize("name", ["Lovelace", "Ad", "Adam", "Ada L", "", ":", "Ada Lovelace Byron"])
def test_a_part_of_a_name_means_nobody(name):
    assert meant(name, guests=("ada",)) == ""


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("Ada Lovelace", {"guests": ("bob",)}, "ada"),
        ("Countess", {"guests": ("bob",)}, "ada"),
        ("Eve", {"guests": ("bob",)}, ""),  # the first name of someone outside the cast
        ("Bob", {}, "eve"),
        ("Bob", {"guests": ("bob",)}, "bob"),  # the cast comes before everyone else
        ("Bob", {"guests": ("bob", "eve")}, "eve"),  # and an alias before a first name
        ("Ada", {"guests": ("ada", "byron")}, ""),
        ("Ada", {"hosts": ("ada",), "guests": ("byron",)}, ""),
        ("Ada Byron", {"guests": ("ada", "byron")}, "byron"),
        ("Ada", {"hosts": ("ada",), "guests": ("ada",)}, "ada"),
        ("Grace", {"guests": ("Grace Hopper",)}, "Grace Hopper"),
        ("Ada Lovelace", {"people": (ADA, SECOND_ADA)}, ""),
        ("Ada Lovelace", {"people": (ADA, SECOND_ADA), "guests": ("double",)}, "double"),
        ("Ada", {"people": (ADA, WITH_ALIAS), "guests": ("byron",)}, "byron"),
    ],
)
def test_the_most_certain_candidate_is_meant_if_there_is_only_one(name, values, expected):
    assert meant(name, **values) == expected


def test_known_speakers_have_their_full_names_and_hosts_are_recognized_by_any_name():
    spoken = episode(guests=("bob",), transcript=said("Ada:", "Bob", "Mallory", "", "COUNTESS"))
    assert catalog().names(spoken) == {
        "Ada": "Ada Lovelace", "Bob": "Bób Dylan", "COUNTESS": "Ada Lovelace",
    }  # fmt: skip
    assert catalog().speaking_hosts(spoken) == ["Ada", "COUNTESS"]


@given(st.lists(names, min_size=1, max_size=4), st.data())
def test_whoever_is_meant_has_that_name_and_nobody_else_does(titles, data):
    people = [
        Person(title=title, id=str(number), file=f"{number}.yaml")
        for number, title in enumerate(titles)
    ]
    cast = tuple(data.draw(st.sets(st.sampled_from([p.id for p in people]))))
    name = data.draw(st.sampled_from(titles) | names)
    person = catalog(people=people, show=Show(title="S")).speaker(episode(guests=cast), name)
    bearers = [p.id for p in people if fold(p.title) == fold(name) != ""]
    if person is None:
        assert len(bearers) != 1 or len([each for each in bearers if each in cast]) > 1
    elif fold(person.title) != fold(name):
        assert person.id in cast
        assert fold(name) == fold(person.title).split(" ")[0]


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


@given(names)
def test_case_and_the_form_of_accents_make_no_difference(text):
    assume(text.upper().casefold() == text.casefold())  # false for a few letters
    assert fold(text.upper()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


def test_marks_that_make_another_letter_are_no_accents():
    assert fold("かき") != fold("かぎ")
    assert fold("हिन्दी") != fold("हिनदी")
