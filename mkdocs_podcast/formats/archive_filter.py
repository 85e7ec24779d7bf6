"""The list of all episodes that the filter of a divided archive loads.

It says by which words each episode is found. The cards of episodes are taken from the pages of the
archive, so the list needs little per episode, and a site's own card is shown as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ..messages import Messages
from ..show.dates import day_of, from_iso
from ..site.urls import relative_url
from ..site.views import EpisodeCard

MAX_WORDS = 400
"""The number of bytes of the words that an episode is found by, besides its title and names."""

MAX_ALL_WORDS = 600_000
"""The number of bytes of all these words. If there are many episodes, each has fewer."""


def filter_list(
    messages: Messages, path: str, pages: Iterable[str], cards: Sequence[EpisodeCard]
) -> bytes:
    """Write the list as JSON.

    Names of topics and people are written once; episodes refer to them by their positions.

    Args:
        messages: The texts of pages.
        path: The path of the list, which its URLs are relative to.
        pages: The targets of the pages of the archive, in order.
        cards: All episodes, in the order of the archive.
    """
    limit = min(MAX_WORDS, MAX_ALL_WORDS // max(1, len(cards)))
    topics, people = dict[str, int](), dict[str, int]()

    def numbers(names: Iterable[str], known: dict[str, int]) -> list[int]:
        return [known.setdefault(name, len(known)) for name in names]

    episodes = [
        [
            card.title,
            relative_url(card.url, path),
            _first_bytes(" ".join(filter(None, _words(messages, card))), limit),
            numbers(card.topics, topics),
            numbers(card.people, people),
        ]
        for card in cards
    ]
    values = {
        "pages": [relative_url(page, path) for page in pages],
        "topics": list(topics),
        "people": list(people),
        "episodes": episodes,
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _words(messages: Messages, card: EpisodeCard) -> Iterator[str]:
    """Yield what a card shows besides title and people."""
    yield messages.numbering(card.season, card.number, display=card.display)
    if card.published:
        yield messages.long_date(day_of(from_iso(card.published)))
    if card.duration:
        yield messages.length(card.duration)
    yield " ".join(card.description.split())


def _first_bytes(text: str, limit: int) -> str:
    """Return the characters of text that fit into a number of bytes."""
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
