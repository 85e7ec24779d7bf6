from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example

from mkdocs_podcast.formats import write_feed
from mkdocs_podcast.formats.feed import feed_guid
from mkdocs_podcast.show import Audio, Clip, Episode, Person, Show
from mkdocs_podcast.show.credits import Credit

from ..plans import COMPLETE_SHOW, FLOW, SITE, TIDES, complete_plan
from .feed_rules import PREFIXES, check
from .texts import any_text

GOLDEN = Path(__file__).parent / "golden"
SHORT = replace(FLOW, audio=Audio(url="https://b.example/flow.mp3"), season=0, episode=0)
SILENT = replace(TIDES, audio=None, file="silent.yaml", name="silent", guid="1 & only")


def written(*episodes: Episode, path: str = "feed.xml", content: str = "", **values) -> bytes:
    made = complete_plan(*episodes, **{"feed_mode": "all", **values})
    return write_feed(made, made.feeds[path], {episode.file: content for episode in episodes})


def channel(xml: bytes) -> ET.Element:
    return ET.fromstring(xml).find("channel")


def item(*episodes: Episode, **values) -> ET.Element:
    return channel(written(*episodes, **values)).find("item")


def found(parent: ET.Element, name: str) -> list[tuple[str | None, dict[str, str]]]:
    return [(each.text, dict(each.attrib)) for each in parent.findall(name, PREFIXES)]


@pytest.mark.parametrize("path", ["feed.xml", "updates.xml"])
def test_the_feeds_of_a_complete_show(golden, monkeypatch, path):
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)  # the time of the build is not in it
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    content = '<p>A <a href="https://a.example/">moon</a></p>'
    xml = written(TIDES, SHORT, SILENT, path=path, content=content, feed_mode="auto")
    golden(GOLDEN / path, xml.decode())
    assert check(xml) == []


def test_a_feed_of_all_episodes_breaks_no_rule():
    assert check(written(TIDES, SILENT, FLOW)) == []


def test_a_license_of_the_show_links_to_its_text():
    show = replace(
        COMPLETE_SHOW, license="Low Water Public", license_url="https://a.example/license"
    )
    assert found(channel(written(TIDES, show=show)), "podcast:license") == [
        ("Low Water Public", {"url": "https://a.example/license"})
    ]


def test_people_without_a_page_link_to_their_profile():
    people = found(item(TIDES, people=False), "podcast:person")
    assert [each.get("href") for _, each in people] == ["https://ada.example/", None]


def test_unknown_values_are_omitted():
    xml = written(Episode(title="Bare", name="bare", file="bare.yaml"), show=Show(title="S"))
    names = [child.tag.rpartition("}")[2] for child in channel(xml)]
    assert names == [
        "title", "link", "description", "language", "link", "explicit", "type", "guid", "medium",
        "locked", "item",
    ]  # fmt: skip
    assert [child.tag for child in channel(xml).find("item")] == ["title", "link", "guid"]


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [(0, 15, 1), (0, 14.999, 0), (0, 120, 1), (0, 120.001, 0), (20, None, 0), (20, 5, 0)],
)
def test_a_soundbite_lasts_15_to_120_seconds(start, end, count):
    episode = replace(TIDES, clips=(Clip(name="x", start=start, end=end),))
    assert len(found(item(episode), "podcast:soundbite")) == count


@pytest.mark.parametrize(
    ("url", "given_type", "expected"),
    [
        ("https://b.example/a.M4A?x=1", "", "audio/x-m4a"),
        ("https://b.example/play", "", "audio/mpeg"),
        ("https://b.example/play", "audio/ogg", "audio/ogg"),
    ],
)
def test_a_recording_elsewhere_has_a_type_and_an_unknown_length(url, given_type, expected):
    entry = item(replace(TIDES, audio=Audio(url=url, type=given_type)))
    assert found(entry, "enclosure") == [(None, {"url": url, "length": "0", "type": expected})]


def test_people_have_their_roles_and_groups():
    eve = Person(title="Eve", id="Eve", web="https://eve.example/ü", picture="", file="tides.yaml")
    credited = (Credit("Eve", "Audio Editor"), Credit("Eve", "Tea"))
    entry = item(replace(TIDES, guests=(), credits=credited, people=(eve,)))
    assert found(entry, "podcast:person")[1:] == [
        (
            "Eve",
            {
                "role": "audio editor",
                "group": "audio post-production",
                "href": "https://eve.example/%C3%BC",
            },
        ),
        ("Eve", {"role": "Tea", "href": "https://eve.example/%C3%BC"}),
    ]


def test_other_formats_of_a_recording_are_alternate_enclosures():
    formats = (Audio(url="https://b.example/ü.m4a", length=7), Audio(url="https://b.example/x"))
    entry = item(replace(TIDES, audio=Audio(url="https://b.example/ep b.mp4"), alternates=formats))
    assert found(entry, "enclosure") == [
        (None, {"url": "https://b.example/ep%20b.mp4", "length": "0", "type": "video/mp4"})
    ]
    types = [attributes for _, attributes in found(entry, "podcast:alternateEnclosure")]
    assert types == [{"type": "audio/x-m4a", "length": "7"}, {"type": "audio/mpeg"}]
    sources = found(entry, "podcast:alternateEnclosure/podcast:source")
    uris = ["https://b.example/%C3%BC.m4a", "https://b.example/x"]
    assert [attributes["uri"] for _, attributes in sources] == uris


@pytest.mark.parametrize("explicit", [True, False])
def test_an_episode_has_its_own_rating_and_type(explicit):
    entry = item(replace(TIDES, explicit=explicit, type="trailer"))
    assert found(entry, "itunes:explicit") == [(str(explicit).lower(), {})]
    assert found(entry, "itunes:episodeType") == [("trailer", {})]


@pytest.mark.parametrize(
    ("number", "display", "apple", "others"),
    [
        (12.5, "", [], [("12.5", {})]),
        (12.5, "12.50", [], [("12.5", {"display": "12.50"})]),
        (3, "Ch. 3", [("3", {})], [("3", {"display": "Ch. 3"})]),
    ],
)
def test_a_number_can_be_a_decimal_or_have_a_name(number, display, apple, others):
    entry = item(replace(TIDES, episode=number, display=display))
    assert (found(entry, "itunes:episode"), found(entry, "podcast:episode")) == (apple, others)


@pytest.mark.parametrize(
    "url", ["https://podnews.net/rss", "http://podnews.net/rss/", "https://podnews.net/rss//"]
)
def test_the_guid_of_a_feed_is_that_of_the_specification(url):
    assert feed_guid(url) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def guid(episode: Episode, **values) -> str:
    return item(episode, **values).findtext("guid")


def test_a_guid_stays_when_everything_else_changes():
    changed = Episode(title="Other", slug="other", name="tides", file="moved.yaml", season=9)
    assert guid(TIDES) == guid(changed) == "ad719882-3c59-5959-8bad-bf8ac2a2c51d"
    assert guid(TIDES) != guid(replace(TIDES, name="ebb"))
    silent = replace(TIDES, audio=None)
    assert guid(TIDES) == guid(silent, path="updates.xml", feed_mode="auto")


def test_a_guid_stays_when_a_site_with_its_own_guid_moves():
    show = replace(COMPLETE_SHOW, guid=feed_guid(f"{SITE}feed.xml"))
    moved = written(TIDES, show=show, site_url="https://new.example/")
    assert channel(moved).findtext("podcast:guid", "", PREFIXES) == show.guid
    assert guid(TIDES) == channel(moved).findtext("item/guid")
    assert guid(TIDES) != guid(TIDES, site_url="https://new.example/")


def test_the_feed_is_as_new_as_its_newest_episode():
    xml = written(TIDES, replace(FLOW, published=date(2024, 5, 1)))
    assert channel(xml).findtext("lastBuildDate") == "Wed, 01 May 2024 00:00:00 +0000"
    assert b"Date>" not in written(replace(TIDES, published=None))


def legible(text: str) -> str:
    """Return text without the characters that XML 1.0 does not allow."""
    forbidden = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
    return "".join(c for c in text if ord(c) > 31 or c in "\t\n\r").translate(forbidden)


@example(text="a\ud800b")
@any_text
def test_any_text_is_text_in_every_element(text):
    clean, html = legible(text), legible(escape(text, quote=False))
    show = replace(COMPLETE_SHOW, title=text, description=text, author=text, copyright=text)
    episode = replace(
        TIDES, title=text, summary=text, guid=f"x{text}", topics=(text,), guests=(text,),
        clips=(Clip(name=text, start=0, end=20),),
    )  # fmt: skip
    xml = written(episode, show=show, content=html)
    assert not clean or check(xml) == []
    for name in ("title", "copyright", "itunes:author", "item/title", "item/category"):
        assert channel(xml).findtext(name, "", PREFIXES) == clean
    for name in ("description", "item/description", "item/content:encoded"):
        assert channel(xml).findtext(name, "", PREFIXES) == html
    assert channel(xml).findtext("item/guid") == f"x{clean}"
    for name in ("item/podcast:person", "item/podcast:soundbite"):
        texts = {text for text, _ in found(channel(xml), name)}
        assert not clean or {clean, f"{clean[:127]}…"} & texts or " " in clean[:128]
    parsed = feedparser.parse(xml, sanitize_html=False, resolve_relative_uris=False)
    assert [entry.link for entry in parsed.entries] == [f"{SITE}podcast/tides/"]
    assert not parsed.bozo


def test_urls_are_in_ascii():
    audio = Audio(url="https://cdn.example/ep ü.mp3")
    show = replace(COMPLETE_SHOW, funding={"Tea": "https://bücher.example/tee"})
    episode = replace(TIDES, name="s1/ébb & flow", audio=audio)
    xml = written(episode, show=show, site_url="https://bücher.example/ä/")
    link = channel(xml).findtext("item/link")
    base = "https://xn--bcher-kva.example"
    assert link == f"{base}/%C3%A4/podcast/s1/%C3%A9bb%20%26%20flow/"
    assert channel(xml).find("item/enclosure").get("url") == "https://cdn.example/ep%20%C3%BC.mp3"
    assert found(channel(xml), "podcast:funding") == [("Tea", {"url": f"{base}/tee"})]
