"""The order of episodes."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog.order import in_order
from mkdocs_podcast.show import Episode, Show

from .shows import catalog, episode

WEST = timezone(-timedelta(hours=8))


def on(day: int | None, season: int | None = None, number: float | None = None) -> dict:
    return {"published": day and date(2024, 1, day), "season": season, "episode": number}


ORDERS = {
    "by date, whatever the numbers": [("bonus", on(9)), ("two", on(5, 1, 2)), ("one", on(1, 1, 1))],
    "by number on the same day": [
        ("a", on(1, 2, 1)), ("b", on(1, 1, 10)), ("d", on(1, 1, 2.5)), ("c", on(1, 1, 2)),
        ("y", on(1)), ("x", on(1)),
    ],
    "next to the lower number of the season": [
        ("z", on(9, 2, 1)), ("y", on(None, 1, 3)), ("x", on(5, 1, 2)), ("w", on(3))],
    "next to the higher number if there is no lower one": [
        ("c", on(5, 1, 2)), ("b", on(None, 1, 1)), ("a", on(3))],
    "next to other seasons if the season has no dates": [
        ("e", on(None, 3, 2)), ("d", on(None, 3, 1)), ("c", on(8, 2, 1)), ("b", on(4, 1, 1)),
        ("a", on(None))],
    "by number if there are no dates": [
        ("d", on(None, 2, 1)), ("c", on(None, 1, 2)), ("b", on(None, 1, 1)), ("a", on(None))],
    "by moment within a day": [
        ("west", {"published": datetime(2024, 1, 1, 22, tzinfo=WEST)}),
        ("noon", {"published": datetime(2024, 1, 1, 12, tzinfo=timezone.utc)}),
        ("day", on(1)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", ORDERS.values(), ids=ORDERS)
@given(chance=st.randoms())
def test_the_newest_episode_comes_first(rows, chance):
    episodes = [episode(name, **values) for name, values in rows]
    chance.shuffle(episodes)
    assert [each.name for each in catalog(*episodes).episodes] == [name for name, _ in rows]


def test_a_serial_show_starts_each_season_with_its_first_episode():
    rows = [("a", on(1, 1, 1)), ("b", on(2, 1, 2)), ("c", on(3, 2, 1)), ("d", on(4, 2, 2))]
    episodes = [episode(name, **values) for name, values in rows]
    show = catalog(*episodes, show=Show(title="S", type="serial"))
    assert [each.name for each in show.episodes] == ["c", "d", "a", "b"]
    assert [number for number, _ in show.seasons()] == [2, 1]
    assert [e and e.name for e in show.neighbours(show.episodes[0])] == ["b", "d"]


@pytest.mark.parametrize(("day", "seasons"), [(9, [None, 2, 1]), (3, [2, 1, None])])
def test_episodes_without_a_season_come_first_if_one_is_the_newest(day, seasons):
    rows = [on(day), on(1, None, 5), on(8, 1, 1), on(5, 2, 1)]
    show = catalog(*(episode(str(n), **values) for n, values in enumerate(rows)))
    assert [number for number, _ in show.seasons()] == seasons


@given(
    st.lists(
        st.builds(
            on,
            *(st.none() | st.integers(1, 4) for _ in range(3)),
        )
    )
)
def test_every_episode_is_in_the_order_once(values):
    episodes = [
        Episode(title="A", name=str(n), file=str(n), **each) for n, each in enumerate(values)
    ]
    ordered = in_order(episodes)
    assert sorted(each.file for each in ordered) == sorted(each.file for each in episodes)
    days = [each.published for each in ordered if each.published]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("published", "is_later"),
    [(date(2024, 3, 1), False), (date(2024, 3, 2), True), (None, False),
     (datetime(2024, 3, 1, 23, 30, tzinfo=WEST), True)],
)  # fmt: skip
def test_an_episode_is_a_draft_until_its_moment(published, is_later):
    now = datetime(2024, 3, 1, 12, tzinfo=timezone.utc)
    show = catalog(episode(published=published), now=now)
    assert [each.draft for each in show.drafts] == [True] * is_later
    assert (len(show.episodes), len(show.scheduled)) == (not is_later, is_later)
    assert [each.code for each in show.check()] == ["scheduled"] * is_later
