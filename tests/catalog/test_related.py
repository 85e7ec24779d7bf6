"""Episodes that have something in common."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog.relations import MAX_CANDIDATES, Relations
from mkdocs_podcast.show import Episode

from .shows import catalog, episode, section

TOPICS = st.lists(st.sampled_from("abcde"), max_size=4, unique=True).map(tuple)


def about(*topics: tuple[str, ...]) -> list[Episode]:
    """Return an episode per tuple of topics, called by its number."""
    return [episode(str(n), season=1, episode=n, topics=each) for n, each in enumerate(topics)]


def related(episodes: list[Episode], name: str, count: int = 3) -> list[str]:
    (found,) = (each for each in episodes if each.name == name)
    return [each.name for each in catalog(*episodes).related(found, count)]


def test_episodes_with_more_in_common_come_first():
    episodes = about(("a", "b", "c"), ("a",), ("a", "b", "c"), ("a", "b"), ("z",))
    assert related(episodes, "0") == ["2", "3", "1"]


def test_a_rare_topic_counts_more():
    episodes = about(("rare", "often"), ("often",), ("often",), ("often",), ("rare",))
    assert related(episodes, "0", count=1) == ["4"]


def test_a_guest_counts():
    guests = {"0": "bob", "1": "bob", "2": "eve"}
    assert related([episode(n, guests=(guest,)) for n, guest in guests.items()], "0") == ["1"]


def test_a_host_counts_unless_they_host_most_episodes():
    assert related([episode(str(n)) for n in range(3)], "0") == []
    episodes = [episode(str(n), hosts=("bob",) if n < 2 else ()) for n in range(6)]
    assert related(episodes, "0") == ["1"]


def test_topics_of_sections_count():
    talk = section("H", ("Ada", 1), topics=("x",))
    assert related([episode("0", transcript=talk), episode("1", topics=("X",))], "0") == ["1"]


def test_on_a_tie_the_nearer_episode_comes_first_then_the_newer():
    assert related(about(*[("a",)] * 5), "2", count=4) == ["3", "1", "4", "0"]


def test_an_episode_with_nothing_in_common_and_a_draft_have_no_related_episodes():
    assert related(about(("a",), ("b",), ()), "0") == []
    draft = episode("draft", topics=("a",))
    assert catalog(*about(("a",), ("a",))).related(draft) == []


@given(st.lists(TOPICS, min_size=1, max_size=12), st.randoms())
def test_related_episodes_share_something_in_an_order_that_does_not_depend_on_files(topics, chance):
    episodes = about(*topics)
    shuffled = list(episodes)
    chance.shuffle(shuffled)
    for each in episodes:
        found = related(episodes, each.name, count=len(episodes))
        others = (other for other in episodes if other is not each)
        assert set(found) == {other.name for other in others if {*other.topics} & {*each.topics}}
        assert related(shuffled, each.name, count=2) == found[:2]


def test_a_long_show_compares_few_episodes_and_still_finds_rare_traits():
    chance = random.Random(1)
    traits = [{("topic", "often"), ("topic", str(chance.randrange(400)))} for _ in range(2_000)]
    traits[0] |= {("topic", "rare")}
    traits[1_999] |= {("topic", "rare")}
    relations = Relations(traits)
    assert relations.nearest(0, 1) == [1_999]
    assert len(relations.nearest(1_000, 2_000)) <= 2 * MAX_CANDIDATES
