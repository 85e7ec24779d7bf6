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

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PREFIXES = {
    "itunes": ITUNES,
    "podcast": PODCAST,
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}

SEVERAL = {
    "item", "category", "itunes:category", "podcast:transcript", "podcast:person",
    "podcast:soundbite", "podcast:contentLink", "podcast:funding", "atom:link",
}  # fmt: skip
OF_CHANNEL = {
    "title", "link", "description", "language", "copyright", "lastBuildDate", "image", "item",
    "category", "atom:link", "itunes:image", "itunes:author", "itunes:owner", "itunes:category",
    "itunes:explicit", "itunes:type", "podcast:guid", "podcast:medium", "podcast:locked",
    "podcast:funding", "podcast:license", "podcast:person",
}  # fmt: skip
OF_ITEM = {
    "title", "link", "guid", "pubDate", "description", "content:encoded", "category", "enclosure",
    "itunes:duration", "itunes:image", "itunes:explicit", "itunes:episodeType", "itunes:season",
    "itunes:episode", "podcast:season", "podcast:episode", "podcast:person", "podcast:soundbite",
    "podcast:transcript", "podcast:chapters", "podcast:contentLink",
}  # fmt: skip
APPLE = {
    "Arts": {
        "Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts",
    },
    "Technology": set(), "Leisure": {
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies",
        "Home & Garden", "Video Games",
    },
    "Education": {"Courses", "How To", "Language Learning", "Self-Improvement"},
}  # fmt: skip
"""The part of Apple's categories that is in tests."""

HEARD = {
    "audio/mpeg", "audio/x-m4a", "audio/mp4", "audio/aac", "audio/ogg", "audio/opus", "audio/flac",
    "audio/wav", "video/mp4", "video/x-m4v", "video/quicktime", "video/webm",
}  # fmt: skip
TRANSCRIPTS = {
    "text/plain", "text/html", "text/vtt", "application/json", "application/srt",
    "application/x-subrip",
}  # fmt: skip

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
    return [f"{name}: {fault}" for name, find in RULES.items() for fault in find(rss)]


def named(element: etree._Element) -> str:
    """Return the name of an element with its usual prefix."""
    name = etree.QName(element)
    prefix = next((p for p, uri in PREFIXES.items() if uri == name.namespace), None)
    return f"{prefix}:{name.localname}" if prefix else str(element.tag)


def find_all(rss: etree._Element, path: str) -> list[etree._Element]:
    return rss.findall(path, PREFIXES)


def text_of(parent: etree._Element, path: str) -> str:
    return parent.findtext(path, "", PREFIXES)


def is_podcast(rss: etree._Element) -> bool:
    return bool(find_all(rss, "channel/itunes:*") or find_all(rss, "channel/item/enclosure"))


def is_url(text: str | None) -> bool:
    address = urlsplit(text or "")
    return address.scheme in {"http", "https"} and bool(address.hostname) and " " not in text


def is_moment(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False


@rule
def known_elements(rss):
    for path, known in (("channel/*", OF_CHANNEL), ("channel/item/*", OF_ITEM)):
        yield from (named(e) for e in find_all(rss, path) if named(e) not in known)


@rule
def once(rss):
    for parent in [*find_all(rss, "channel"), *find_all(rss, "channel/item")]:
        names = [named(element) for element in parent]
        yield from sorted({n for n in names if names.count(n) > 1 and n not in SEVERAL})


@rule
def channel_is_described(rss):
    for name in ("title", "link", "description", "language"):
        if not text_of(rss, f"channel/{name}"):
            yield name


@rule
def language_is_a_tag(rss):
    language = text_of(rss, "channel/language")
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", language):
        yield language


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
    for content in find_all(rss, "channel/item/content:encoded"):
        html = BeautifulSoup(content.text or "", "html.parser")
        for name in ("href", "src"):
            for element in html.select(f"[{name}]"):
                if urlsplit(element[name]).scheme not in {"http", "https", "mailto"}:
                    yield element[name]


@rule
def content_is_safe(rss):
    for content in find_all(rss, "channel/item/content:encoded"):
        html = BeautifulSoup(content.text or "", "html.parser")
        yield from (e.name for e in html.select("script, style, iframe, object, embed, form"))
        yield from (n for e in html.select("*") for n in e.attrs if n.startswith("on"))


@rule
def no_space_around_text(rss):
    for element in rss.iter():
        if not len(element) and element.text and element.text != element.text.strip():
            yield named(element)


@rule
def days_follow_rfc_2822(rss):
    for element in [
        *find_all(rss, "channel/lastBuildDate"),
        *find_all(rss, "channel/item/pubDate"),
    ]:
        if not is_moment(element.text or ""):
            yield named(element)


@rule
def items_have_a_title(rss):
    yield from ("title" for item in find_all(rss, "channel/item") if not text_of(item, "title"))


@rule
def guids_exist_and_differ(rss):
    guids = [text_of(item, "guid") for item in find_all(rss, "channel/item")]
    yield from sorted({guid or "none" for guid in guids if not guid or guids.count(guid) > 1})


@rule
def guids_that_are_no_url_say_so(rss):
    for guid in find_all(rss, "channel/item/guid"):
        if guid.get("isPermaLink") != "false" and not is_url(guid.text):
            yield guid.text


@rule
def apple_needs_artwork(rss):
    images = find_all(rss, "channel/itunes:image")
    if is_podcast(rss) and not images:
        yield "itunes:image"


@rule
def artwork_is_jpeg_or_png(rss):
    for image in find_all(rss, ".//itunes:image"):
        if not urlsplit(image.get("href", "")).path.lower().endswith((".jpg", ".jpeg", ".png")):
            yield image.get("href", "")


@rule
def apple_needs_a_category(rss):
    if is_podcast(rss) and not find_all(rss, "channel/itunes:category"):
        yield "itunes:category"


@rule
def categories_are_apples(rss):
    for category in find_all(rss, "channel/itunes:category"):
        known = APPLE.get(category.get("text"))
        if known is None:
            yield category.get("text", "")
            continue
        yield from (c.get("text", "") for c in category if c.get("text") not in known)


@rule
def apple_needs_explicit(rss):
    if is_podcast(rss) and not text_of(rss, "channel/itunes:explicit"):
        yield "itunes:explicit"


@rule
def explicit_is_true_or_false(rss):
    for element in find_all(rss, ".//itunes:explicit"):
        if element.text not in {"true", "false"}:
            yield element.text or ""


@rule
def type_is_apples(rss):
    for name, known in (
        ("type", {"episodic", "serial"}),
        ("episodeType", {"full", "trailer", "bonus"}),
    ):
        yield from (e.text or "" for e in find_all(rss, f".//itunes:{name}") if e.text not in known)


@rule
def enclosures_are_complete(rss):
    for enclosure in find_all(rss, "channel/item/enclosure"):
        if not enclosure.get("url"):
            yield "url"
        if not re.fullmatch(r"\d+", enclosure.get("length", "")):
            yield "length"
        if enclosure.get("type") not in HEARD:
            yield "type"


@rule
def enclosures_differ(rss):
    urls = [enclosure.get("url") for enclosure in find_all(rss, "channel/item/enclosure")]
    yield from sorted({url for url in urls if urls.count(url) > 1})


@rule
def durations_are_seconds(rss):
    for element in find_all(rss, "channel/item/itunes:duration"):
        if not re.fullmatch(r"[1-9]\d*", element.text or ""):
            yield element.text or ""


@rule
def apples_numbers_begin_at_one(rss):
    for name in ("season", "episode"):
        for element in find_all(rss, f"channel/item/itunes:{name}"):
            if not re.fullmatch(r"[1-9]\d*", element.text or ""):
                yield name


@rule
def numbers_are_numbers(rss):
    for name, form in (("season", r"\d+"), ("episode", r"\d+(\.\d+)?")):
        for element in find_all(rss, f"channel/item/podcast:{name}"):
            if not re.fullmatch(form, element.text or ""):
                yield name


@rule
def the_show_has_a_uuid(rss):
    if not is_podcast(rss):
        return
    guid = text_of(rss, "channel/podcast:guid")
    try:
        if str(UUID(guid)) != guid:
            yield guid
    except ValueError:
        yield guid or "none"


@rule
def medium_is_podcast(rss):
    if is_podcast(rss) and text_of(rss, "channel/podcast:medium") != "podcast":
        yield text_of(rss, "channel/podcast:medium")


@rule
def locked_is_yes_or_no(rss):
    for element in find_all(rss, "channel/podcast:locked"):
        if element.text not in {"yes", "no"}:
            yield element.text or ""


@rule
def funding_leads_somewhere(rss):
    yield from ("url" for e in find_all(rss, "channel/podcast:funding") if not e.get("url"))


@rule
def licenses_are_known_or_have_a_text(rss):
    for element in find_all(rss, "channel/podcast:license"):
        known = re.fullmatch(r"[a-z0-9.+-]+", element.text or "")
        if not element.text or not (known or element.get("url")):
            yield element.text or ""


@rule
def people_have_names_and_roles(rss):
    for person in find_all(rss, ".//podcast:person"):
        if not person.text or person.get("role", "host") not in {"host", "guest"}:
            yield person.text or "none"


@rule
def hosts_are_named_again(rss):
    # The people of an item are instead of the channel's; a host may be a guest for once.
    of_show = {person.text for person in find_all(rss, "channel/podcast:person")}
    for item in find_all(rss, "channel/item"):
        people = find_all(item, "podcast:person")
        hosts = [p for p in people if p.get("role", "host") == "host" or p.text in of_show]
        if of_show and people and not hosts:
            yield text_of(item, "title")


@rule
def texts_are_short(rss):
    for name in ("person", "funding", "soundbite", "license"):
        for element in find_all(rss, f".//podcast:{name}"):
            if len(element.text or "") > 128:
                yield name


@rule
def transcripts_are_files_of_a_known_type(rss):
    for element in find_all(rss, "channel/item/podcast:transcript"):
        if not element.get("url") or element.get("type") not in TRANSCRIPTS:
            yield element.get("type") or "none"


@rule
def captions_have_times(rss):
    for element in find_all(rss, "channel/item/podcast:transcript"):
        if element.get("rel", "captions") != "captions":
            yield element.get("rel")
        if element.get("rel") and element.get("type") == "text/plain":
            yield "text/plain"


@rule
def chapters_are_json(rss):
    for element in find_all(rss, "channel/item/podcast:chapters"):
        if not element.get("url") or element.get("type") != "application/json+chapters":
            yield element.get("type") or "none"


@rule
def soundbites_are_15_to_120_seconds(rss):
    for element in find_all(rss, "channel/item/podcast:soundbite"):
        start, length = element.get("startTime", ""), element.get("duration", "")
        if not all(re.fullmatch(r"\d+(\.\d+)?", time) for time in (start, length)):
            yield f"{start} {length}"
        elif not 15 <= float(length) <= 120:
            yield length


@rule
def soundbites_are_of_a_recording(rss):
    for item in find_all(rss, "channel/item"):
        if find_all(item, "podcast:soundbite") and not find_all(item, "enclosure"):
            yield text_of(item, "title")


@rule
def content_links_lead_somewhere(rss):
    for element in find_all(rss, "channel/item/podcast:contentLink"):
        if not element.get("href") or not element.text:
            yield element.text or "none"
