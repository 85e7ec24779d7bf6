"""Feeds, which podcast apps and feed readers subscribe to.

The podcast feed contains everything that apps can show; the other one is for feed readers. Nothing
in them depends on the time of the build: the same show yields the same bytes.

Specifications: https://www.rssboard.org/rss-specification,
https://podcasters.apple.com/support/823-podcast-requirements and, for the namespace of
Podcasting 2.0, https://podcasting2.org/docs/podcast-namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element

from ..show import Audio, Episode, Person, Show, is_web_url, plain_seconds
from ..show.categories import parent_and_child
from ..show.credits import GROUP_BY_ROLE
from ..show.dates import moment_of
from ..show.media import media_type
from ..show.numbering import MAX_DISPLAY
from ..show.players import youtube_url
from ..show.timecode import normal_play_time
from ..show.url import ascii_url
from ..site.feeds import PODCAST_FEED, Feed, feed_guid
from ..site.output_formats import (
    CHAPTERS_JSON,
    FORMATS_BY_NAME,
    PLAIN_TEXT,
    SRT,
    TRANSCRIPT_JSON,
    VTT,
)
from ..site.outputs import Kind
from ..site.plan import SitePlan
from .chapters import with_absolute_images
from .rss import add, add_if_filled, html_of_text, rfc_2822, write_xml
from .text import shorten

MAX_TEXT = 128
"""The length in characters at which apps cut the text of Podcasting 2.0 elements."""

SOUNDBITE_SECONDS = (15, 120)
"""The shortest and the longest soundbite."""

_CAPTIONS = {VTT.name, SRT.name, TRANSCRIPT_JSON.name}
_TRANSCRIPTS = {*_CAPTIONS, PLAIN_TEXT.name}
_DEFAULT_MEDIA_TYPE = "audio/mpeg"


def write_feed(plan: SitePlan, feed: Feed, contents: Mapping[str, str]) -> bytes:
    """Write a feed.

    Args:
        plan: The plan of the build.
        feed: One of its feeds.
        contents: The HTML of items, by the files of their episodes.
    """
    is_podcast = feed.path == PODCAST_FEED
    rss = Element("rss", version="2.0")
    channel = _add_channel(rss, plan, feed)
    if is_podcast:
        _add_podcast(channel, plan)
    else:
        _add_image(channel, plan, feed)
    for episode in feed.episodes:
        item = _add_item(channel, plan, episode, contents.get(episode.file, ""))
        if is_podcast:
            _add_recording(item, plan, episode)
            _add_details(item, plan, episode)
            _add_files(item, plan, episode)
            if episode.file in contents:  # older items only link to their chapters
                _add_chapters(item, plan, episode)
    return write_xml(rss)


def show_guid(plan: SitePlan) -> str:
    """Return the guid by which directories know a show: its own, or that of its feed."""
    return plan.catalog.show.guid or feed_guid(plan.urls.absolute(PODCAST_FEED))


def episode_guid(episode: Episode, show_guid: str) -> str:
    """Return the guid of an episode, derived from the show's guid and the name of the file.

    It never changes with anything else: apps take an item with another guid for another episode.
    """
    return episode.guid or str(uuid5(UUID(show_guid), episode.name))


def _absolute(plan: SitePlan, target: str) -> str:
    """Return the absolute URL of a target; empty if there is no target."""
    return plan.urls.absolute(target) if target else ""


def _home(plan: SitePlan) -> str:
    return plan.urls.absolute(plan.page(Kind.ARCHIVE))


def _artwork(plan: SitePlan) -> str:
    return _absolute(plan, plan.asset("", plan.catalog.show.image))


def _add_channel(rss: Element, plan: SitePlan, feed: Feed) -> Element:
    """Add the channel with what all feeds contain; items follow later."""
    show = plan.catalog.show
    channel = add(rss, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", _home(plan))
    # RSS requires a description.
    add(channel, "description", html_of_text(show.description or show.title))
    add(channel, "language", show.language)
    add_if_filled(channel, "copyright", show.copyright)
    dates = [episode.published for episode in feed.episodes if episode.published]
    newest = max(dates, key=moment_of, default=None)
    add_if_filled(channel, "lastBuildDate", rfc_2822(newest) if newest else "")
    url = plan.urls.absolute(feed.path)
    add(channel, "atom:link", href=url, rel="self", type="application/rss+xml")
    return channel


def _add_image(channel: Element, plan: SitePlan, feed: Feed) -> None:
    if url := _artwork(plan):
        image = add(channel, "image")
        add(image, "url", url)
        add(image, "title", feed.title)
        add(image, "link", _home(plan))


def _add_podcast(channel: Element, plan: SitePlan) -> None:
    """Add what only podcast apps read about a show."""
    show = plan.catalog.show
    if image := _artwork(plan):
        add(channel, "itunes:image", href=image)
    add_if_filled(channel, "itunes:author", show.author)
    if show.author or show.email:
        owner = add(channel, "itunes:owner")
        add_if_filled(owner, "itunes:name", show.author)
        add_if_filled(owner, "itunes:email", show.email)
    for parent, children in _nested(show.categories).items():
        category = add(channel, "itunes:category", text=parent)
        for child in children:
            add(category, "itunes:category", text=child)
    add(channel, "itunes:explicit", _boolean(show.explicit))
    add(channel, "itunes:type", show.type)
    add(channel, "podcast:guid", show_guid(plan))
    add(channel, "podcast:medium", "podcast")
    add(channel, "podcast:locked", "yes" if show.locked else "no", owner=show.email)
    for text, url in show.funding.items():
        add(channel, "podcast:funding", shorten(text, MAX_TEXT), url=ascii_url(url))
    _add_license(channel, show)
    for host in plan.catalog.hosts():
        _add_person(channel, plan, host, "host")


def _add_license(channel: Element, show: Show) -> None:
    # SPDX identifiers are lower-case here; the name of the show's own license stays as it is.
    name = show.license if show.license_url else show.license.lower()
    url = ascii_url(show.license_url)
    add_if_filled(channel, "podcast:license", shorten(name, MAX_TEXT), url=url)


def _nested(categories: Iterable[str]) -> Mapping[str, list[str]]:
    """Return categories, each with its subcategories."""
    found: dict[str, list[str]] = {}
    for category in categories:
        parent, child = parent_and_child(category)
        found.setdefault(parent, []).extend([child] if child else [])
    return found


def _add_item(channel: Element, plan: SitePlan, episode: Episode, content: str) -> Element:
    """Add an episode with what all feeds contain."""
    item = add(channel, "item")
    add(item, "title", episode.title)
    add(item, "link", plan.urls.absolute(plan.page(Kind.EPISODE, episode.file)))
    add(item, "guid", episode_guid(episode, show_guid(plan)), isPermaLink="false")
    if episode.published:
        add(item, "pubDate", rfc_2822(episode.published))
    add_if_filled(item, "description", html_of_text(episode.summary))
    add_if_filled(item, "content:encoded", content)
    for topic in episode.topics:
        add(item, "category", topic)
    return item


def _add_recording(item: Element, plan: SitePlan, episode: Episode) -> None:
    """Add the recording, and moments of it that are worth hearing."""
    recording = plan.recording(episode)
    if not episode.audio or not recording:
        return
    add(
        item,
        "enclosure",
        url=plan.urls.absolute(recording),
        length=str(episode.audio.length),  # 0 if unknown, as is common
        type=episode.audio.type or media_type(recording) or _DEFAULT_MEDIA_TYPE,
    )
    for alternate in episode.alternates:
        _add_alternate(item, plan, episode, alternate)
    if episode.duration:
        add(item, "itunes:duration", str(round(episode.duration)))
    shortest, longest = SOUNDBITE_SECONDS
    for clip in episode.clips:
        duration = (clip.end or 0) - clip.start
        if shortest <= duration <= longest:
            start, length = plain_seconds(clip.start), plain_seconds(duration)
            text = shorten(clip.name, MAX_TEXT)
            add(item, "podcast:soundbite", text, startTime=start, duration=length)


def _add_alternate(item: Element, plan: SitePlan, episode: Episode, recording: Audio) -> None:
    """Add another format of the recording."""
    if target := plan.asset(episode.file, recording.url):
        enclosure = add(
            item,
            "podcast:alternateEnclosure",
            type=recording.media_type or _DEFAULT_MEDIA_TYPE,
            length=str(recording.length or ""),
        )
        add(enclosure, "podcast:source", uri=plan.urls.absolute(target))


def _add_details(item: Element, plan: SitePlan, episode: Episode) -> None:
    """Add what only podcast apps read about an episode."""
    if image := _absolute(plan, plan.asset(episode.file, episode.image)):
        add(item, "itunes:image", href=image)
    if episode.explicit is not None:
        add(item, "itunes:explicit", _boolean(episode.explicit))
    add_if_filled(item, "itunes:episodeType", episode.type)
    for name, number in (("season", episode.season), ("episode", episode.episode)):
        display = shorten(episode.display, MAX_DISPLAY) if name == "episode" else ""
        if number and isinstance(number, int):  # Apple allows neither 0 nor decimals
            add(item, f"itunes:{name}", str(number))
        if number is not None:
            add(item, f"podcast:{name}", str(number), display=display)
    for person, roles in plan.catalog.participants(episode):  # replace those of the channel
        for role in roles:
            _add_person(item, plan, person, role)
    if episode.youtube:
        add(item, "podcast:contentLink", "YouTube", href=youtube_url(episode.youtube))


def _add_person(parent: Element, plan: SitePlan, person: Person, role: str) -> None:
    page = _absolute(plan, plan.page(Kind.PERSON, person.id))
    known = role.lower() in GROUP_BY_ROLE
    group = GROUP_BY_ROLE.get(role.lower(), "")
    add_if_filled(
        parent,
        "podcast:person",
        shorten(person.title, MAX_TEXT),
        role=role.lower() if known else role,
        group="" if group == "cast" else group,  # the default
        img=_absolute(plan, plan.asset(person.file, person.picture)),
        href=page or next(iter(person.profiles.values()), ""),
    )


def _add_files(item: Element, plan: SitePlan, episode: Episode) -> None:
    """Add the files of transcripts and chapters next to the page."""
    for name, path in plan.files_by_episode.get(episode.file, {}).items():
        url, media_type = plan.urls.absolute(path), FORMATS_BY_NAME[name].media_type
        if name == CHAPTERS_JSON.name:
            add(item, "podcast:chapters", url=url, type=media_type)
        elif name in _TRANSCRIPTS:
            rel = "captions" if name in _CAPTIONS else ""
            language = episode.language
            add(item, "podcast:transcript", url=url, type=media_type, rel=rel, language=language)


def _add_chapters(item: Element, plan: SitePlan, episode: Episode) -> None:
    """Add the chapters themselves, for apps that do not load their file.

    See https://podlove.org/simple-chapters/.
    """
    chapters = with_absolute_images(plan, episode).outline.chapters
    if not chapters or not plan.settings.chapters:
        return
    parent = add(item, "psc:chapters", version="1.2")
    for chapter in chapters:
        add(
            parent,
            "psc:chapter",
            start=normal_play_time(chapter.start),
            title=chapter.title,
            href=chapter.url if is_web_url(chapter.url) else "",
            image=chapter.image,
        )


def _boolean(value: bool) -> str:
    return "true" if value else "false"
