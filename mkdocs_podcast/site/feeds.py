"""Which feeds a site has, and what keeps them from being published or accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from ..catalog import Catalog
from ..checks import Problem, did_you_mean
from ..show import Episode
from ..show.categories import all_categories, parent_and_child
from ..show.url import ascii_url

PODCAST_FEED = "feed.xml"
"""The feed that podcast apps read: the episodes with a recording."""

UPDATES_FEED = "updates.xml"
"""The feed for feed readers: the episodes without a recording."""


GUID_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of the guids of shows, defined by Podcasting 2.0."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the site.

    Attributes:
        path: Its path below the root of the site.
        title: What it is called.
        episodes: The episodes in it, the newest first.
    """

    path: str
    title: str
    episodes: tuple[Episode, ...]


def feed_guid(url: str) -> str:
    """Return the guid of a feed, as Podcasting 2.0 derives it from the feed's URL."""
    return str(uuid5(GUID_NAMESPACE, url.partition("://")[2].rstrip("/")))


def feeds_of(
    catalog: Catalog, recordings: Mapping[str, str], mode: str, site_url: str, updates_title: str
) -> Iterator[Feed]:
    """Yield the feeds of a show, the main one first.

    A site without a URL has none, since a feed is read elsewhere. See `name_feeds` for titles.

    Args:
        catalog: The show.
        recordings: The targets of recordings, by the files of their episodes.
        mode: Which episodes are in which feed, as the option `feed.mode` says.
        site_url: The URL of the site; empty if it has none.
        updates_title: The title of the second feed.
    """
    if not site_url or mode == "none":
        return
    heard = tuple(each for each in catalog.episodes if recordings.get(each.file))
    others = tuple(each for each in catalog.episodes if not recordings.get(each.file))
    found = [
        Feed(PODCAST_FEED, catalog.show.title, catalog.episodes if mode == "all" else heard),
        Feed(UPDATES_FEED, updates_title, others if mode == "auto" else ()),
    ]
    yield from (feed for feed in found if feed.episodes)


def name_feeds(feeds: Iterable[Feed], title: str) -> Iterator[Feed]:
    """Yield feeds, of which the first or only one has the title of the show."""
    for index, feed in enumerate(feeds):
        yield feed if index else replace(feed, title=title)


def check_feeds(
    catalog: Catalog, feeds: Mapping[str, Feed], mode: str, site_url: str
) -> Iterator[Problem]:
    """Find what keeps feeds from being published, or from being accepted by directories."""
    show = catalog.show
    if mode != "none" and not site_url and any(each.audio for each in catalog.episodes):
        yield Problem(
            "feed-without-url",
            "The site has no URL, so there is no feed.",
            "Add “site_url:”, or turn feeds off with “mode: none” below “feed:”.",
            ("site_url",),
            show.file,
        )
    if PODCAST_FEED not in feeds:
        return
    for key in ("image", "description", "categories", "email"):
        if not getattr(show, key):
            yield Problem(
                "feed-incomplete",
                f"The show has no “{key}”, which podcast directories ask for.",
                f"Add “{key}:” to “show:”.",
                ("show", key),
                show.file,
            )
    if not show.guid:
        yield Problem(
            "no-guid",
            "The guids of the show and its episodes depend on the URL of the site, so apps would "
            "take them for new ones after a move.",
            f"Add “guid: {feed_guid(ascii_url(f'{site_url}{PODCAST_FEED}'))}” to “show:”.",
            ("show", "guid"),
            show.file,
        )
    known = list(all_categories())
    for index, category in enumerate(show.categories):
        if " > ".join(filter(None, parent_and_child(category))) in known:
            continue
        hint = did_you_mean(category, known)
        yield Problem(
            "unknown-category",
            f"Podcast directories have no category “{category}”.",
            f"Did you mean “{hint}”?" if hint else "See the list in the documentation of feeds.",
            ("show", "categories", index),
            show.file,
        )
