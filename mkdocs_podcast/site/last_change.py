"""When pages last changed, for the sitemap."""

from __future__ import annotations

from collections.abc import Iterable

from ..show.dates import day_of, from_iso, moment_of
from .views import (
    ArchiveView,
    EpisodeCard,
    EpisodeView,
    PageView,
    PersonView,
    SeasonView,
    TopicView,
)


def last_change(view: PageView) -> str:
    """Return the day on which a page last changed, in ISO 8601; empty if it is unknown.

    A list changes when its newest episode is published.
    """
    if isinstance(view, EpisodeView):
        changed = view.episode.updated or view.episode.published
    else:
        dates = (from_iso(card.published) for card in _cards(view) if card.published)
        changed = max(dates, key=moment_of, default=None)
    return day_of(changed).isoformat() if changed else ""


def _cards(view: PageView) -> Iterable[EpisodeCard]:
    match view:
        case ArchiveView():
            return [card for season in view.seasons for card in season.episodes]
        case SeasonView() | TopicView():
            return view.episodes
        case PersonView():
            others = (card for credit in view.credits for card in credit.episodes)
            return (*view.as_guest, *view.as_host, *others)
        case _:
            return ()
