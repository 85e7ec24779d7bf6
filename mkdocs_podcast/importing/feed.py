"""Reading the feed of a podcast.

Specifications: https://www.rssboard.org/rss-specification,
https://podcasters.apple.com/support/823-podcast-requirements,
https://podcasting2.org/docs/podcast-namespace, https://podlove.org/simple-chapters/ and, for feeds
of several pages, RFC 5005.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from bs4 import BeautifulSoup
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..show import parse_duration
from ..show.fields import is_web_url

_PODCAST = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
_NAMESPACES = {
    "itunes": ("http://www.itunes.com/dtds/podcast-1.0.dtd",),
    "content": ("http://purl.org/rss/1.0/modules/content/",),
    "atom": ("http://www.w3.org/2005/Atom",),
    "podcast": _PODCAST,
    "psc": ("http://podlove.org/simple-chapters",),
}
_PREFIXES = {uri.lower(): prefix for prefix, uris in _NAMESPACES.items() for uri in uris}

TRANSCRIPT_TYPES = {
    "application/json": ".json",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/srt": ".srt",
    "text/srt": ".srt",
    "text/html": ".html",
    "text/plain": ".txt",
}
"""The media types of transcripts that can be read, with a suffix; the best one first."""

_LEADING_NUMBER = re.compile(r"(?:#|ep(?:isode)?\.?\s*)?(\d{1,5})\b", re.IGNORECASE)


class FeedError(Exception):
    """A feed cannot be read; the message is a sentence that says why."""


@dataclass(frozen=True)
class FeedItem:
    """An item of a feed.

    Attributes:
        values: Its values, by the keys of episode files.
        transcripts: The URLs of its transcripts, by suffix, the best format first.
        chapters: The URL of its chapters; empty if it has none.
    """

    values: Mapping[str, Any]
    transcripts: Mapping[str, str] = field(default_factory=dict)
    chapters: str = ""

    @property
    def guid(self) -> str:
        """Its guid; empty if the feed gives none."""
        return str(self.values.get("guid", ""))

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.values.get("title", ""))

    @property
    def number(self) -> int | float | None:
        """The number of the episode: its own, or that at the start of its title."""
        number = self.values.get("episode")
        if isinstance(number, int | float):
            return number
        match = _LEADING_NUMBER.match(self.title)
        return int(match[1]) if match else None


@dataclass(frozen=True)
class Feed:
    """A page of a feed.

    Attributes:
        show: The options of the show.
        items: The items, in the order of the feed.
        next_url: The URL of the next page; empty if this is the last one.
        is_wordpress: Whether WordPress has written it, whose further pages no link leads to.
    """

    show: Mapping[str, Any]
    items: Sequence[FeedItem]
    next_url: str = ""
    is_wordpress: bool = False


def parse_feed(content: bytes, name: str) -> Feed:
    """Read a page of a feed.

    Args:
        content: The XML.
        name: Its URL or file, for messages.

    Raises:
        FeedError: It is not a feed.
    """
    try:
        root: Element = fromstring(content)
    except DefusedXmlException:
        raise FeedError(f"{name} declares entities, which feeds must not do.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise FeedError(_not_a_feed(content, name, error)) from None
    channel = root.find("channel")
    if channel is None:
        raise FeedError(_not_a_feed(content, name, None))
    links = [(each.get("rel"), each.get("href") or "") for each in _all(channel, "atom:link")]
    return Feed(
        _filled(_show(channel)),
        [_item(each) for each in channel.iter("item")],
        next((url for rel, url in links if rel == "next"), ""),
        "wordpress" in _text(channel, "generator").lower(),
    )


def _not_a_feed(content: bytes, name: str, error: Exception | None) -> str:
    soup = BeautifulSoup(content[: 512 * 1024], "html.parser")
    if soup.find("html"):
        link = soup.find("link", attrs={"type": "application/rss+xml"})
        url = link.get("href") if link else None
        hint = f" The page names this feed: {url}" if url else " Look for its link to a feed."
        return f"{name} is a web page, not a feed.{hint}"
    if soup.find("feed"):
        return f"{name} is an Atom feed. Only RSS feeds contain what podcasts need."
    reason = f": {error}" if error else ""
    return f"{name} is not an RSS feed{reason}."


def _show(channel: Element) -> dict[str, Any]:
    owner = _first(channel, "itunes:owner")
    image, rss_image = _first(channel, "itunes:image"), _first(channel, "image")
    return {
        "title": _text(channel, "title"),
        "description": plain_text(_text(channel, "description", "itunes:summary")),
        "author": _text(channel, "itunes:author"),
        "email": _text(owner, "itunes:email") if owner is not None else "",
        "language": _text(channel, "language"),
        "categories": list(dict.fromkeys(_categories(channel))),
        "explicit": _is_explicit(_text(channel, "itunes:explicit")) or None,
        "image": _attribute(image, "href") or (_text(rss_image, "url") if rss_image else ""),
        "guid": _text(channel, "podcast:guid"),
        "type": "serial" if _text(channel, "itunes:type").lower() == "serial" else "",
        "copyright": _text(channel, "copyright"),
        "license": _text(channel, "podcast:license"),
        "funding": {
            (each.text or "").strip() or "Support the show": each.get("url", "")
            for each in _all(channel, "podcast:funding")
        },
        "hosts": [
            person["name"]
            for person in map(_person, _all(channel, "podcast:person"))
            if person.get("role", "host") == "host" and person.get("name")
        ],
        "links": {"website": _text(channel, "link")} if _text(channel, "link") else {},
    }


def _categories(channel: Element) -> Iterator[str]:
    for parent in _all(channel, "itunes:category"):
        children = _all(parent, "itunes:category")
        yield from (f"{parent.get('text')} > {child.get('text')}" for child in children)
        if not children and parent.get("text"):
            yield parent.get("text", "")


def _item(item: Element) -> FeedItem:
    people = [_person(each) for each in _all(item, "podcast:person")]
    transcripts = _transcripts(item)
    description = _text(item, "description", "itunes:summary")
    html = _text(item, "content:encoded") or description
    values: dict[str, Any] = {
        "title": _text(item, "title", "itunes:title"),
        "subtitle": _subtitle(item, html),
        "season": _number(_text(item, "itunes:season", "podcast:season")),
        "episode": _number(_text(item, "podcast:episode", "itunes:episode")),
        "published": _moment(_text(item, "pubDate")),
        "duration": _duration(_text(item, "itunes:duration")),
        "audio": _recording(item),
        "image": _attribute(_first(item, "itunes:image"), "href"),
        "hosts": [person for person in people if person.get("role", "host") == "host"],
        "guests": [person for person in people if person.get("role", "host") != "host"],
        "topics": _topics(item),
        "type": _episode_type(_text(item, "itunes:episodeType")),
        "explicit": _is_explicit(_text(item, "itunes:explicit")) or None,
        "guid": _text(item, "guid"),
        "aliases": _aliases(_text(item, "link")),
        "chapters": list(map(_chapter, _inner_chapters(item))),
        "description": plain_text(description) if description and html != description else "",
        "intro": html,
    }
    for key in ("hosts", "guests"):
        values[key] = [_without_usual_role(person, key) for person in values[key]]
    chapters = _attribute(_first(item, "podcast:chapters"), "url")
    return FeedItem(_filled(values), transcripts, chapters)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are neither empty nor unknown; numbers may be 0."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}


def plain_text(html: str) -> str:
    """Return the words of HTML, with single spaces."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def _subtitle(item: Element, html: str) -> str:
    """Return the subtitle, unless it only repeats the introduction."""
    subtitle = _text(item, "itunes:subtitle")
    return "" if subtitle.rstrip(" .…")[:40] in plain_text(html) else subtitle


def _recording(item: Element) -> dict[str, Any]:
    enclosure = _first(item, "enclosure")
    length = _attribute(enclosure, "length")
    return _filled(
        {
            "url": _attribute(enclosure, "url"),
            "length": int(length) if length.isdecimal() and int(length) > 0 else None,
            "type": _attribute(enclosure, "type"),
        }
    )


def _transcripts(item: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in _all(item, "podcast:transcript"):
        url = each.get("url", "")
        suffix = TRANSCRIPT_TYPES.get(each.get("type", "").partition(";")[0].strip().lower(), "")
        if url and suffix:
            found.setdefault(suffix, url)
    order = list(dict.fromkeys(TRANSCRIPT_TYPES.values()))
    return dict(sorted(found.items(), key=lambda entry: order.index(entry[0])))


def _person(element: Element) -> dict[str, str]:
    return _filled(
        {
            "name": " ".join((element.text or "").split()),
            "url": element.get("href", ""),
            "image": element.get("img", ""),
            "role": element.get("role", "host").strip().lower(),
        }
    )


def _without_usual_role(person: dict[str, str], key: str) -> object:
    """Return a person without the role that the key says; a name if nothing else is known."""
    role = person.get("role", "")
    values = {k: v for k, v in person.items() if k != "role" or role != key[:-1]}
    return values["name"] if values.keys() == {"name"} else values


def _topics(item: Element) -> list[str]:
    keywords = [each.strip() for each in _text(item, "itunes:keywords").split(",")]
    categories = [(each.text or "").strip() for each in item.findall("category")]
    return [each for each in dict.fromkeys([*categories, *keywords]) if each]


def _inner_chapters(item: Element) -> list[Element]:
    chapters = _first(item, "psc:chapters")
    return _all(chapters, "psc:chapter") if chapters is not None else []


def _chapter(element: Element) -> dict[str, str]:
    return _filled(
        {
            "start": element.get("start", ""),
            "title": element.get("title", ""),
            "url": element.get("href", ""),
            "img": element.get("image", ""),
        }
    )


def _aliases(link: str) -> list[str]:
    """Return the path of an old page, which is redirected if the site takes over the domain."""
    path = urlsplit(link).path if is_web_url(link) else ""
    return [path] if path.strip("/") else []


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except (TypeError, ValueError, IndexError):
        return None


def _duration(text: str) -> float | None:
    try:
        return parse_duration(text) if text else None
    except ValueError:
        return None


def _number(text: str) -> int | float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10**9 else number


def _episode_type(text: str) -> str:
    return text.lower() if text.lower() in {"trailer", "bonus"} else ""


def _is_explicit(text: str) -> bool:
    return text.lower() in {"yes", "true", "explicit"}


def _text(parent: Element, *names: str) -> str:
    """Return the text of the first of some children that has any."""
    for name in names:
        for child in _all(parent, name):
            if text := "".join(child.itertext()).strip():
                return text
    return ""


def _attribute(element: Element | None, name: str) -> str:
    return (element.get(name) or "").strip() if element is not None else ""


def _first(parent: Element, name: str) -> Element | None:
    return next(iter(_all(parent, name)), None)


def _all(parent: Element, name: str) -> list[Element]:
    """Return the children with a name; prefixes stand for any spelling of their namespaces."""
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return parent.findall(name)
    return [
        child
        for child in parent
        if isinstance(child.tag, str)
        and child.tag.rpartition("}")[2] == local
        and _PREFIXES.get(child.tag[1:].partition("}")[0].lower()) == prefix
    ]
