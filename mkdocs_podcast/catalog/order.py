"""The order of episodes: by date, with numbers where dates are equal or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from itertools import groupby

from ..show import Episode
from ..show.dates import moment_of

_OLDEST = datetime.min.replace(tzinfo=timezone.utc)

_Number = tuple[int, float]
"""The season and the number of an episode; -1 where it has none."""


def in_order(episodes: Iterable[Episode]) -> list[Episode]:
    """Return episodes in the order in which they were published, the oldest first.

    An episode without a date is next to the one of its season with the next lower number, or else
    the next higher one; if no episode of its season has a date, next to those of other seasons.
    """
    by_number = sorted(episodes, key=lambda each: (_number(each), each.page_name))
    moments = _moments(by_number)
    # Sorting is stable, so numbers decide between equal moments.
    return [by_number[i] for i in sorted(range(len(by_number)), key=moments.__getitem__)]


def in_listing_order(episodes: Iterable[Episode], show_type: str) -> list[Episode]:
    """Return episodes in the order of lists.

    Args:
        episodes: The episodes.
        show_type: ``serial`` if the first episode of a season comes first; otherwise, the newest
            comes first.
    """
    oldest_first = in_order(episodes)
    if show_type != "serial":
        return oldest_first[::-1]
    return [each for _, season in group_by_season(oldest_first[::-1]) for each in reversed(season)]


def group_by_season(episodes: Sequence[Episode]) -> list[tuple[int | None, list[Episode]]]:
    """Group episodes by season, the latest season first, without changing their order otherwise.

    Those without a season come first if the first episode is one of them, or else last.
    """
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    rank_of_none = float("inf") if episodes and episodes[0].season is None else -1
    return sorted(
        seasons.items(),
        key=lambda item: rank_of_none if item[0] is None else item[0],
        reverse=True,
    )


def _moments(by_number: Sequence[Episode]) -> list[datetime]:
    """Return the moment of each episode; that of a neighbour if it has no date."""
    moments = [moment_of(each.published) if each.published else None for each in by_number]
    if None in moments:
        numbered = [i for i, each in enumerate(by_number) if _number(each) != (-1, -1)]
        seasons = (list(each) for _, each in groupby(numbered, lambda i: by_number[i].season))
        for neighbours in (*seasons, numbered):
            _fill(moments, neighbours)
            _fill(moments, neighbours[::-1])
    return [each or _OLDEST for each in moments]


def _fill(moments: list[datetime | None], neighbours: Iterable[int]) -> None:
    """Give each position without a moment that of the neighbour before."""
    before: datetime | None = None
    for position in neighbours:
        before = moments[position] = moments[position] or before


def _number(episode: Episode) -> _Number:
    season, number = episode.season, episode.episode
    return -1 if season is None else season, -1 if number is None else number
