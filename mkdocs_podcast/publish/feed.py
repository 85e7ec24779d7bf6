"""Feeds: what podcast apps and feed readers subscribe to.

`PODCAST` has what is to be heard, and says all that apps can show; `UPDATES` is for feed readers.
Nothing in them comes from a clock: the same show gives the same bytes on any day.

Specifications: https://www.rssboard.org/rss-specification,
https://podcasters.apple.com/support/823-podcast-requirements and, for the namespace of
Podcasting 2.0, https://podcasting2.org/docs/podcast-namespace.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element

from ..addresses import Addresses
from ..catalog import Catalog
from ..model import Episode, Person, Problem, Show, ascii_url, did_you_mean, plain_seconds
from . import captions, chapters
from .categories import every_category, parent_and_child
from .rss import add, add_known, dump, html_of_text, rfc_2822
from .structured import Form, Published, shortened

PODCAST = "feed.xml"
UPDATES = "updates.xml"

Mode = Literal["auto", "audio", "all", "none"]
"""Which episodes are in which feed; the option `mode` says what each means."""

Content = Callable[[Episode], str]
"""Says the whole of an item, in HTML; may have nothing to say."""

GUIDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""What guids of shows are made in."""

LONGEST_TEXT = 128
"""Apps cut what tags of Podcasting 2.0 say after so many characters."""

SOUNDBITE = (15, 120)
"""So many seconds, at least and at most, are a soundbite."""

_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/opus",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
}
"""Media types by the ending of a recording's name; each system's own table is another."""


def editions(catalog: Catalog, addresses: Addresses, mode: Mode) -> dict[str, tuple[Episode, ...]]:
    """Which feeds there are, by their place below the root, each with its episodes.

    Without the site's address there is none, since a feed is read elsewhere.
    """
    if not addresses.base or mode == "none":
        return {}
    heard = tuple(e for e in catalog.episodes if recording_of(addresses, e))
    if mode == "all":
        found = {PODCAST: catalog.episodes}
    else:
        others = tuple(e for e in catalog.episodes if not recording_of(addresses, e))
        found = {PODCAST: heard, UPDATES: others if mode == "auto" else ()}
    return {name: episodes for name, episodes in found.items() if episodes}


def podcast(
    published: Published,
    episodes: Iterable[Episode],
    content: Content,
    forms: Callable[[Episode], Iterable[Form]],
) -> bytes:
    """Write the feed that podcast apps read.

    Args:
        published: The show.
        episodes: Those that are in it.
        content: Says the whole of an item.
        forms: What lies beside the page of an episode; of that, captions and chapters are named.
    """
    episodes = tuple(episodes)
    rss, channel = _channel(published, PODCAST, episodes)
    _add_show(channel, published)
    for episode in episodes:
        item = _item(channel, published, episode, content)
        _add_recording(item, published.addresses, episode)
        _add_episode(item, published, episode)
        _add_forms(item, published, forms(episode))
    return dump(rss)


def updates(published: Published, episodes: Iterable[Episode], content: Content) -> bytes:
    """Write the feed of what is to be read or watched; see `podcast`."""
    episodes = tuple(episodes)
    rss, channel = _channel(published, UPDATES, episodes)
    if image := published.whole(_artwork(published)):
        picture = add(channel, "image")
        add(picture, "url", image)
        add(picture, "title", _title(published, UPDATES))
        add(picture, "link", published.home)
    for episode in episodes:
        _item(channel, published, episode, content)
    return dump(rss)


def guid_of_show(show: Show, addresses: Addresses) -> str:
    """What a show is known by in all directories: the UUID that it says, or its feed's."""
    if show.guid:
        return show.guid
    return guid_of_address(addresses.absolute(PODCAST))


def guid_of_address(address: str) -> str:
    """The UUID of a feed, as Podcasting 2.0 makes it of its address."""
    return str(uuid5(GUIDS, address.partition("://")[2].rstrip("/")))


def guid_of(episode: Episode, show: str) -> str:
    """What an episode is known by, made of the show's guid and the file's name.

    It stays the same whatever else changes: apps take an item with another guid for another
    episode.
    """
    return episode.guid or str(uuid5(UUID(show), episode.name))


def recording_of(addresses: Addresses, episode: Episode) -> str:
    """Where the recording of an episode is, below the root or elsewhere; empty without one."""
    return addresses.asset(episode.file, episode.audio.url) if episode.audio else ""


def problems(catalog: Catalog, addresses: Addresses, mode: Mode) -> Iterator[Problem]:
    """Find what keeps feeds from being made, or from being taken by directories."""
    show = catalog.show
    if mode != "none" and not addresses.base and any(e.audio for e in catalog.episodes):
        yield Problem(
            "feed-without-address",
            "There is no feed, since the site does not say where it is.",
            "Add “site_url:”, or turn feeds off with “mode: none” below “feed:”.",
            ("site_url",),
            show.file,
        )
    if PODCAST not in editions(catalog, addresses, mode):
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
    known = list(every_category())
    for index, category in enumerate(show.categories):
        if " > ".join(filter(None, parent_and_child(category))) in known:
            continue
        hint = did_you_mean(category, known)
        yield Problem(
            "unknown-category",
            f"Podcast directories have no category “{category}”.",
            f"Did you mean “{hint}”?" if hint else "Look up theirs in the documentation of feeds.",
            ("show", "categories", index),
            show.file,
        )


def _title(published: Published, name: str) -> str:
    """What a feed is called; where there are two, readers have to tell them apart."""
    return published.feeds.get(name) or published.catalog.show.title


def _artwork(published: Published) -> str:
    return published.addresses.asset("", published.catalog.show.image)


def _channel(
    published: Published, name: str, episodes: Sequence[Episode]
) -> tuple[Element, Element]:
    """Begin a feed with what all feeds say; its items come after that."""
    show = published.catalog.show
    rss = Element("rss", version="2.0")
    channel = add(rss, "channel")
    add(channel, "title", _title(published, name))
    add(channel, "link", published.home)
    # RSS requires a description.
    add(channel, "description", html_of_text(show.description or show.title))
    add(channel, "language", show.language)
    add_known(channel, "copyright", show.copyright)
    days = [episode.published for episode in episodes if episode.published]
    add_known(channel, "lastBuildDate", rfc_2822(max(days)) if days else "")
    address = published.whole(name)
    add(channel, "atom:link", href=address, rel="self", type="application/rss+xml")
    return rss, channel


def _add_show(channel: Element, published: Published) -> None:
    """Say of the show what only podcast apps read."""
    show, addresses = published.catalog.show, published.addresses
    if image := published.whole(_artwork(published)):
        add(channel, "itunes:image", href=image)
    add_known(channel, "itunes:author", show.author)
    if show.author or show.email:
        owner = add(channel, "itunes:owner")
        add_known(owner, "itunes:name", show.author)
        add_known(owner, "itunes:email", show.email)
    for parent, children in _nested(show.categories).items():
        category = add(channel, "itunes:category", text=parent)
        for child in children:
            add(category, "itunes:category", text=child)
    add(channel, "itunes:explicit", _truth(show.explicit))
    add(channel, "itunes:type", show.type)
    add(channel, "podcast:guid", guid_of_show(show, addresses))
    add(channel, "podcast:medium", "podcast")
    add(channel, "podcast:locked", "yes" if show.locked else "no", owner=show.email)
    for words, address in show.funding.items():
        add(channel, "podcast:funding", shortened(words, LONGEST_TEXT), url=ascii_url(address))
    # An identifier is written small; a name that has a text of its own is left as it is.
    name = show.license if show.license_url else show.license.lower()
    license_url = ascii_url(show.license_url)
    add_known(channel, "podcast:license", shortened(name, LONGEST_TEXT), url=license_url)
    for host in published.catalog.hosts():
        _add_person(channel, published, host, "host")


def _nested(categories: Iterable[str]) -> Mapping[str, list[str]]:
    """Categories, each with those that are within it."""
    found: dict[str, list[str]] = {}
    for category in categories:
        parent, child = parent_and_child(category)
        found.setdefault(parent, []).extend([child] if child else [])
    return found


def _item(channel: Element, published: Published, episode: Episode, content: Content) -> Element:
    """Add an episode, with what all feeds say of one."""
    show, addresses = published.catalog.show, published.addresses
    item = add(channel, "item")
    add(item, "title", episode.title)
    add(item, "link", published.whole(addresses.episode(episode)))
    add(item, "guid", guid_of(episode, guid_of_show(show, addresses)), isPermaLink="false")
    if episode.published:
        add(item, "pubDate", rfc_2822(episode.published))
    add_known(item, "description", html_of_text(episode.summary))
    add_known(item, "content:encoded", content(episode))
    for topic in episode.topics:
        add(item, "category", topic)
    return item


def _add_recording(item: Element, addresses: Addresses, episode: Episode) -> None:
    """Say where an episode is to be heard, and which moments of it are worth it."""
    recording = recording_of(addresses, episode)
    if not episode.audio or not recording:
        return
    ending = posixpath.splitext(urlsplit(recording).path)[1].lower()
    add(
        item,
        "enclosure",
        url=addresses.absolute(recording),
        length=str(episode.audio.length),  # 0 where it is not known, as everybody has it
        type=episode.audio.type or _TYPES.get(ending, "audio/mpeg"),
    )
    if episode.duration:
        add(item, "itunes:duration", str(round(episode.duration)))
    shortest, longest = SOUNDBITE
    for clip in episode.clips:
        duration = (clip.endOffset or 0) - clip.startOffset
        if shortest <= duration <= longest:
            start, length = plain_seconds(clip.startOffset), plain_seconds(duration)
            words = shortened(clip.name, LONGEST_TEXT)
            add(item, "podcast:soundbite", words, startTime=start, duration=length)


def _add_episode(item: Element, published: Published, episode: Episode) -> None:
    """Say of an episode what only podcast apps read."""
    catalog, addresses = published.catalog, published.addresses
    if image := published.whole(addresses.asset(episode.file, episode.image)):
        add(item, "itunes:image", href=image)
    if episode.explicit is not None:
        add(item, "itunes:explicit", _truth(episode.explicit))
    add_known(item, "itunes:episodeType", episode.type)
    for name, number in (("season", episode.season), ("episode", episode.episode)):
        if number:  # Apple has no number 0
            add(item, f"itunes:{name}", str(number))
        if number is not None:
            add(item, f"podcast:{name}", str(number))
    for person, role in catalog.cast(episode):  # hosts too, since these replace the channel's
        _add_person(item, published, person, role)
    if episode.youtube:
        address = f"https://www.youtube.com/watch?v={episode.youtube}"
        add(item, "podcast:contentLink", "YouTube", href=address)


def _add_person(parent: Element, published: Published, person: Person, role: str) -> None:
    addresses = published.addresses
    page = published.whole(addresses.person(person))
    add_known(
        parent,
        "podcast:person",
        shortened(person.title, LONGEST_TEXT),
        role=role,
        img=published.whole(addresses.asset(person.file, person.picture)),
        href=page or next(iter(person.profiles.values()), ""),
    )


def _add_forms(item: Element, published: Published, forms: Iterable[Form]) -> None:
    """Name the files with what is said, and when."""
    for form in forms:
        name, address = posixpath.basename(form.target), published.whole(form.target)
        if name == chapters.JSON:
            add(item, "podcast:chapters", url=address, type=form.type)
        elif name in captions.FORMATS:
            timed = "" if name == captions.PLAIN else "captions"
            add(item, "podcast:transcript", url=address, type=form.type, rel=timed)


def _truth(value: bool) -> str:
    return "true" if value else "false"
