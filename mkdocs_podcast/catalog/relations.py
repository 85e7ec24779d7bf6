"""Which episodes have something in common."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

Trait = tuple[str, str]
"""Something that episodes can share, by its kind: a topic or a person."""

ENOUGH = 100
"""So many episodes are compared with one; those with which it shares what is rare."""


class Relations:
    """How near episodes are to each other.

    Args:
        traits: Those of each episode, in the show's order.
    """

    def __init__(self, traits: Iterable[Iterable[Trait]]) -> None:
        self._traits = [frozenset(each) for each in traits]
        self._shared_by: dict[Trait, list[int]] = {}
        for position, each in enumerate(self._traits):
            for trait in each:
                self._shared_by.setdefault(trait, []).append(position)
        # Whole numbers, whose sum does not depend on the order in which they are added.
        self._weights = {
            trait: round(1000 * math.log2((len(self._traits) + 1) / len(positions)))
            for trait, positions in self._shared_by.items()
        }

    def nearest(self, position: int, count: int) -> list[int]:
        """The episodes that share most with one; of two alike the nearer, then the newer.

        Args:
            position: Which episode.
            count: How many to find at most.
        """
        own = self._traits[position]
        weights, shared_by = self._weights, self._shared_by
        found = set[int]()
        for trait in sorted(own, key=lambda trait: (len(shared_by[trait]), trait)):
            if len(found) > ENOUGH:
                break
            found.update(_around(shared_by[trait], position))
        found.discard(position)

        def rank(other: int) -> tuple[int, int, int]:
            shared = sum(weights[trait] for trait in own & self._traits[other])
            return -shared, abs(other - position), other

        return heapq.nsmallest(count, found, key=rank)


def _around(positions: Sequence[int], position: int) -> Sequence[int]:
    """Of many positions, those around one."""
    if len(positions) <= ENOUGH:
        return positions
    middle = bisect_left(positions, position)
    return positions[max(0, middle - ENOUGH // 2) : middle + ENOUGH // 2]
