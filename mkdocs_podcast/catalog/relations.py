"""Episodes that have something in common."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

Trait = tuple[str, str]
"""Something that episodes can share: its kind, `topic` or `person`, and its key."""

MAX_CANDIDATES = 100
"""Compare at most this many candidates with an episode, those that share rare traits first."""


class Relations:
    """Measures what episodes have in common.

    Args:
        traits: The traits of each episode, in the order of the show.
    """

    def __init__(self, traits: Iterable[Iterable[Trait]]) -> None:
        self._traits = [frozenset(each) for each in traits]
        self._shared_by: dict[Trait, list[int]] = {}
        for position, each in enumerate(self._traits):
            for trait in each:
                self._shared_by.setdefault(trait, []).append(position)
        # Integers, since the sum of floats depends on their order.
        self._weights = {
            trait: round(1000 * math.log2((len(self._traits) + 1) / len(positions)))
            for trait, positions in self._shared_by.items()
        }

    def nearest(self, position: int, count: int) -> list[int]:
        """Return the episodes that share most with one; on a tie the nearer, then the newer one.

        Args:
            position: The position of the episode.
            count: The number of episodes to return, at most.
        """
        own = self._traits[position]
        weights, shared_by = self._weights, self._shared_by
        found = set[int]()
        for trait in sorted(own, key=lambda trait: (len(shared_by[trait]), trait)):
            if len(found) > MAX_CANDIDATES:
                break
            found.update(_nearby(shared_by[trait], position))
        found.discard(position)

        def rank(other: int) -> tuple[int, int, int]:
            shared = sum(weights[trait] for trait in own & self._traits[other])
            return -shared, abs(other - position), other

        return heapq.nsmallest(count, found, key=rank)


def _nearby(positions: Sequence[int], position: int) -> Sequence[int]:
    """Return the positions nearest to one."""
    if len(positions) <= MAX_CANDIDATES:
        return positions
    middle = bisect_left(positions, position)
    return positions[max(0, middle - MAX_CANDIDATES // 2) : middle + MAX_CANDIDATES // 2]
