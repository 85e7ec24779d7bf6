"""A checker of feeds.

The rules are those of RSS 2.0, of Apple's directory and of the namespace of Podcasting 2.0, taken
from their documents and not from our code. A feed without anything for Apple only has to follow the
first of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from uuid import UUID

from bs4 import BeautifulSoup
from lxml import etree

PREFIXES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}
REPEATABLE = {
    "item", "category", "itunes:category", "podcast:transcript", "podcast:person",
    "podcast:soundbite", "podcast:contentLink", "podcast:funding", "podcast:alternateEnclosure",
    "psc:chapter", "atom:link",
}  # fmt: skip
KNOWN = {
    "channel": {
        "title", "link", "description", "language", "copyright", "lastBuildDate", "image", "item",
        "category", "atom:link", "itunes:image", "itunes:author", "itunes:owner",
        "itunes:category", "itunes:explicit", "itunes:type", "podcast:guid", "podcast:medium",
        "podcast:locked", "podcast:funding", "podcast:license", "podcast:person",
    },
    "channel/item": {
        "title", "link", "guid", "pubDate", "description", "content:encoded", "category",
        "enclosure", "itunes:duration", "itunes:image", "itunes:explicit", "itunes:episodeType",
        "itunes:season", "itunes:episode", "podcast:season", "podcast:episode", "podcast:person",
        "podcast:soundbite", "podcast:transcript", "podcast:chapters", "podcast:contentLink",
        "podcast:alternateEnclosure", "psc:chapters",
    },
    "channel/item/psc:chapters": {"psc:chapter"},
    "channel/item/podcast:alternateEnclosure": {"podcast:source"},
}  # fmt: skip
APPLE_CATEGORIES = {
    "Arts": {"Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"},
    "Leisure": {"Games", "Hobbies"},
    "Technology": set(),
    "Education": {"Courses", "How To", "Language Learning", "Self-Improvement"},
}
"""The Apple categories that are in tests."""

RECORDING = r"audio/(mpeg|x-m4a|mp4|aac|ogg|opus|flac|wav)|video/(mp4|x-m4v|quicktime|webm)"
TRANSCRIPT = r"text/(plain|html|vtt)|application/(json|srt|x-subrip)"
FILLED = r"(?s).+"

VALUES = (
    ("language-is-a-tag", "channel/language", "", r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*"),
    ("artwork-is-jpeg-or-png", ".//itunes:image", "href", r"(?i)[^?#]*\.(jpe?g|png)"),
    ("explicit-is-true-or-false", ".//itunes:explicit", "", "true|false"),
    ("type-is-apples", "channel/itunes:type", "", "episodic|serial"),
    ("type-is-apples", ".//itunes:episodeType", "", "full|trailer|bonus"),
    ("enclosures-are-complete", ".//enclosure", "url", FILLED),
    ("enclosures-are-complete", ".//enclosure", "length", r"\d+"),
    ("enclosures-are-complete", ".//enclosure", "type", RECORDING),
    ("durations-are-seconds", ".//itunes:duration", "", r"[1-9]\d*"),
    ("apples-numbers-begin-at-one", ".//itunes:season .//itunes:episode", "", r"[1-9]\d*"),
    ("numbers-are-numbers", ".//podcast:season", "", r"\d+"),
    ("numbers-are-numbers", ".//podcast:episode", "", r"\d+(\.\d+)?"),
    ("medium-is-podcast", "channel/podcast:medium", "", "podcast"),
    ("locked-is-yes-or-no", "channel/podcast:locked", "", "yes|no"),
    ("funding-has-a-url", "channel/podcast:funding", "url", FILLED),
    ("people-have-names-and-roles", ".//podcast:person", "", FILLED),
    ("people-have-names-and-roles", ".//podcast:person", "role", "(host|guest)?"),
    ("texts-are-short", ".//podcast:person .//podcast:funding", "", r"(?s).{,128}"),
    ("texts-are-short", ".//podcast:soundbite .//podcast:license", "", r"(?s).{,128}"),
    ("transcripts-are-files-of-a-known-type", ".//podcast:transcript", "url", FILLED),
    ("transcripts-are-files-of-a-known-type", ".//podcast:transcript", "type", TRANSCRIPT),
    ("captions-have-times", ".//podcast:transcript", "rel", "(captions)?"),
    ("captions-have-times", ".//podcast:transcript[@rel]", "type", "(?!text/plain).+"),
    ("chapters-are-json", ".//podcast:chapters", "url", FILLED),
    ("chapters-are-json", ".//podcast:chapters", "type", r"application/json\+chapters"),
    ("soundbites-have-times", ".//podcast:soundbite", "startTime", r"\d+(\.\d+)?"),
    ("content-links-are-complete", ".//podcast:contentLink", "href", FILLED),
    ("content-links-are-complete", ".//podcast:contentLink", "", FILLED),
)
"""Rules about single values: name, elements, attribute (none for the text) and pattern."""

Rule = Callable[[etree._Element], Iterator[str]]
RULES: dict[str, Rule] = {}


def rule(find: Rule) -> Rule:
    RULES[find.__name__.replace("_", "-")] = find
    return find


def check(xml: bytes) -> list[str]:
    """Return the rules that a feed breaks, and where."""
    try:
        rss = etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        return [f"xml: {error}"]
    if rss.tag != "rss" or rss.get("version") != "2.0" or [e.tag for e in rss] != ["channel"]:
        return ["rss: one channel in an <rss version='2.0'>"]
    if not xml.startswith(b"<?xml") or rss.getroottree().docinfo.encoding.lower() != "utf-8":
        return ["encoding: an XML declaration that says UTF-8"]
    found = [f"{name}: {fault}" for name, find in RULES.items() for fault in find(rss)]
    for name, paths, attribute, pattern in VALUES:
        for element in (e for path in paths.split() for e in find_all(rss, path)):
            value = (element.get(attribute) if attribute else element.text) or ""
            if not re.fullmatch(pattern, value):
                found.append(f"{name}: {value}")
    return found


def named(element: etree._Element) -> str:
    """Return the name of an element with its usual prefix."""
    name = etree.QName(element)
    prefix = next((p for p, uri in PREFIXES.items() if uri == name.namespace), None)
    return f"{prefix}:{name.localname}" if prefix else str(element.tag)


def find_all(rss: etree._Element, path: str) -> list[etree._Element]:
    return rss.findall(path, PREFIXES)


def is_url(text: str | None) -> bool:
    parts = urlsplit(text or "")
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


def contents(rss: etree._Element) -> Iterator[BeautifulSoup]:
    for content in find_all(rss, "channel/item/content:encoded"):
        yield BeautifulSoup(content.text or "", "html.parser")


@rule
def known_elements(rss):
    for path, known in KNOWN.items():
        yield from (named(e) for e in find_all(rss, f"{path}/*") if named(e) not in known)


@rule
def once(rss):
    for parent in [*find_all(rss, "channel"), *find_all(rss, "channel/item")]:
        names = [named(element) for element in parent]
        yield from sorted({n for n in names if names.count(n) > 1 and n not in REPEATABLE})


@rule
def channel_and_items_are_described(rss):
    for path, names in (("channel", "title link description language"), (".//item", "title guid")):
        for parent in find_all(rss, path):
            yield from (name for name in names.split() if not parent.findtext(name))


@rule
def podcasts_are_described(rss):
    if find_all(rss, "channel/itunes:*") or find_all(rss, "channel/item/enclosure"):
        names = "itunes:image itunes:category itunes:explicit podcast:guid podcast:medium"
        yield from (name for name in names.split() if not find_all(rss, f"channel/{name}"))


@rule
def links_itself(rss):
    own = [e for e in find_all(rss, "channel/atom:link") if e.get("rel") == "self"]
    if len(own) != 1 or not is_url(own[0].get("href")):
        yield "atom:link"


@rule
def urls_are_absolute(rss):
    for element in rss.iter():
        attributes = {"url", "href", "img"} & set(element.attrib)
        yield from (f"{named(element)} {a}" for a in attributes if not is_url(element.get(a)))
    for link in [*find_all(rss, ".//link"), *find_all(rss, "channel/image/url")]:
        if not is_url(link.text):
            yield named(link)


@rule
def content_links_are_absolute(rss):
    for html in contents(rss):
        links = [tag[key] for key in ("href", "src") for tag in html.select(f"[{key}]")]
        yield from (s for s in links if urlsplit(s).scheme not in {"http", "https", "mailto"})


@rule
def content_is_safe(rss):
    for html in contents(rss):
        yield from (e.name for e in html.select("script, style, iframe, object, embed, form"))
        yield from (n for e in html.select("*") for n in e.attrs if n.startswith("on"))


@rule
def no_space_around_text(rss):
    for element in rss.iter():
        if not len(element) and element.text and element.text != element.text.strip():
            yield named(element)


@rule
def days_follow_rfc_2822(rss):
    for element in [*find_all(rss, "channel/lastBuildDate"), *find_all(rss, ".//pubDate")]:
        try:
            is_moment = parsedate_to_datetime(element.text or "").tzinfo is not None
        except ValueError:
            is_moment = False
        if not is_moment:
            yield named(element)


@rule
def guids_and_enclosures_differ(rss):
    guids = [guid.text for guid in find_all(rss, ".//guid")]
    urls = [enclosure.get("url") for enclosure in find_all(rss, ".//enclosure")]
    yield from (each for found in (guids, urls) for each in set(found) if found.count(each) > 1)


@rule
def guids_that_are_no_url_say_so(rss):
    for guid in find_all(rss, "channel/item/guid"):
        if guid.get("isPermaLink") != "false" and not is_url(guid.text):
            yield guid.text


@rule
def categories_are_apples(rss):
    for category in find_all(rss, "channel/itunes:category"):
        known = APPLE_CATEGORIES.get(category.get("text"))
        if known is None:
            yield category.get("text", "")
        else:
            yield from (c.get("text", "") for c in category if c.get("text") not in known)


@rule
def the_show_has_a_uuid(rss):
    for element in find_all(rss, "channel/podcast:guid"):
        try:
            is_canonical = str(UUID(element.text)) == element.text
        except ValueError:
            is_canonical = False
        if not is_canonical:
            yield element.text


@rule
def licenses_are_known_or_have_a_text(rss):
    for element in find_all(rss, "channel/podcast:license"):
        is_known = re.fullmatch(r"[a-z0-9.+-]+", element.text or "")
        if not element.text or not (is_known or element.get("url")):
            yield element.text or ""


@rule
def hosts_are_repeated(rss):
    # The people of an item replace those of the channel; a host may be a guest for once.
    of_show = {person.text for person in find_all(rss, "channel/podcast:person")}
    for item in find_all(rss, "channel/item"):
        people = find_all(item, "podcast:person")
        hosts = [p for p in people if p.get("role", "host") == "host" or p.text in of_show]
        if of_show and people and not hosts:
            yield item.findtext("title")


@rule
def soundbites_last_15_to_120_seconds_of_a_recording(rss):
    for item in find_all(rss, "channel/item"):
        for element in find_all(item, "podcast:soundbite"):
            length = element.get("duration", "")
            is_number = re.fullmatch(r"\d+(\.\d+)?", length)
            if not is_number or not 15 <= float(length) <= 120 or not find_all(item, "enclosure"):
                yield length
