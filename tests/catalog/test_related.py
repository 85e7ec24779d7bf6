"""Which episodes have something in common."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog.relations import MAX_CANDIDATES, Relations

from .shows import catalog, episode, section

TOPICS = st.lists(st.sampled_from("abcde"), max_size=4, unique=True).map(tuple)


def numbered(*topics: tuple[str, ...], **values):
    return [
        episode(str(n), season=1, episode=n, topics=each, **values) for n, each in enumerate(topics)
    ]


def related(episodes, name: str, **values) -> list[str]:
    shows = catalog(*episodes)
    (of,) = (each for each in episodes if each.name == name)
    return [each.name for each in shows.related(of, **values)]


def test_more_in_common_comes_first():
    episodes = numbered(("a", "b", "c"), ("a",), ("a", "b", "c"), ("a", "b"), ("z",))
    assert related(episodes, "0") == ["2", "3", "1"]


def test_what_is_rare_counts_more():
    episodes = numbered(("rare", "often"), ("often",), ("often",), ("often",), ("rare",))
    assert related(episodes, "0", count=1) == ["4"]


def test_a_guest_in_common_counts():
    episodes = [
        episode("0", guests=("bob",), topics=("a",)),
        episode("1", guests=("bob",)),
        episode("2", guests=("eve",)),
    ]
    assert related(episodes, "0") == ["1"]


def test_a_host_of_everything_says_nothing():
    assert related([episode(str(n)) for n in range(3)], "0") == []


def test_a_host_of_a_few_counts():
    episodes = [episode(str(n), hosts=("bob",) if n < 2 else ()) for n in range(6)]
    assert related(episodes, "0") == ["1"]


def test_topics_of_sections_count():
    talk = section("H", ("Ada", 1), topics=("x",))
    assert related([episode("0", transcript=talk), episode("1", topics=("X",))], "0") == ["1"]


def test_of_two_alike_the_nearer_comes_first_then_the_newer():
    episodes = numbered(*[("a",)] * 5)
    assert related(episodes, "2", count=4) == ["3", "1", "4", "0"]


def test_an_episode_without_anything_in_common_has_none():
    assert related(numbered(("a",), ("b",), ()), "0") == []


def test_a_draft_has_none():
    assert catalog(*numbered(("a",), ("a",))).related(episode("draft", topics=("a",))) == []


@given(st.lists(TOPICS, min_size=1, max_size=12), st.randoms())
def test_the_order_is_the_same_however_files_are_read(topics, chance):
    episodes = numbered(*topics)
    shuffled = list(episodes)
    chance.shuffle(shuffled)
    for each in episodes:
        assert related(episodes, each.name) == related(shuffled, each.name)


@given(st.lists(TOPICS, min_size=1, max_size=12))
def test_what_is_related_shares_something_and_nothing_nearer_is_left_out(topics):
    episodes = numbered(*topics)
    for each in episodes:
        found = related(episodes, each.name, count=len(episodes))
        sharing = {
            other.name
            for other in episodes
            if other is not each and set(other.topics) & set(each.topics)
        }
        assert set(found) == sharing
        assert len(found) == len(sharing)
        assert related(episodes, each.name, count=2) == found[:2]


def test_in_a_long_show_few_are_compared_and_what_is_rare_is_found():
    chance = random.Random(1)
    traits = [{("topic", "often"), ("topic", str(chance.randrange(400)))} for _ in range(2_000)]
    traits[0] |= {("topic", "rare")}
    traits[1_999] |= {("topic", "rare")}
    relations = Relations(traits)
    assert relations.nearest(0, 1) == [1_999]
    assert len(relations.nearest(1_000, 2_000)) <= 2 * MAX_CANDIDATES
    assert relations.nearest(1_000, 3) == Relations(traits).nearest(1_000, 3)
