from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given

from mkdocs_podcast.formats import write_feed
from mkdocs_podcast.formats.feed import feed_guid
from mkdocs_podcast.show import Audio, Clip, Episode, Show

from ..strategies import anything, words
from .feed_rules import PREFIXES, check
from .shows import FLOW, HOSTILE, SHOW, SITE, TIDES, plan

PAGE = f"{SITE}podcast/tides/"


def written(
    *episodes: Episode, path: str = "feed.xml", content: str = "", mode: str = "all", **values
) -> bytes:
    made = plan(*episodes, feed_mode=mode, **values)
    contents = {episode.file: content for episode in episodes}
    return write_feed(made, made.feeds[path], contents)


def updates(*episodes: Episode, **values) -> bytes:
    silent = [replace(episode, audio=None) for episode in episodes]
    return written(*silent, path="updates.xml", mode="auto", **values)


def channel(xml: bytes) -> ET.Element:
    return ET.fromstring(xml).find("channel")


def item(xml: bytes) -> ET.Element:
    return channel(xml).find("item")


def found(parent: ET.Element, name: str) -> list[tuple[str | None, dict[str, str]]]:
    return [(each.text, dict(each.attrib)) for each in parent.findall(name, PREFIXES)]


def test_feeds_break_no_rule():
    assert check(written(TIDES, FLOW, content="<p>Hi</p>")) == []
    assert check(updates(TIDES, FLOW, content="<p>Hi</p>")) == []


def test_a_reader_finds_the_show():
    show = feedparser.parse(written(TIDES)).feed
    assert (show.title, show.subtitle, show.language) == (SHOW.title, SHOW.description, "en-GB")
    assert (show.link, show.rights) == (f"{SITE}podcast/", "© Low Water")
    assert show.image.href == f"{SITE}images/show.png"
    assert show.publisher_detail == {"name": "The Harbour", "email": "tides@a.example"}
    assert (show.author, show.itunes_type) == ("The Harbour", "episodic")
    assert show.updated == "Sun, 31 Mar 2024 00:00:00 +0000"


def test_a_reader_finds_the_episode():
    (entry,) = feedparser.parse(written(TIDES, content="<p>A <b>moon</b></p>")).entries
    assert (entry.title, entry.summary, entry.link) == ("Tides", "Why the sea comes.", PAGE)
    assert entry.content[0].value == "<p>A <b>moon</b></p>"
    assert entry.published == "Sun, 31 Mar 2024 00:00:00 +0000"
    (enclosure,) = entry.enclosures
    assert enclosure.href == f"{SITE}audio/tides.mp3"
    assert (enclosure.length, enclosure.type) == ("1000", "audio/mpeg")
    assert entry.itunes_duration == "600"
    assert (entry.itunes_season, entry.itunes_episode) == ("1", "2")
    assert entry.image.href == f"{SITE}images/tides.png"
    assert [tag.term for tag in entry.tags] == ["ebb", "flow"]
    assert entry.guidislink is False


def test_categories_contain_their_subcategories():
    categories = channel(written(TIDES)).findall("itunes:category", PREFIXES)
    assert [(each.get("text"), [child.get("text") for child in each]) for each in categories] == [
        ("Arts", ["Books", "Design"]),
        ("Technology", []),
    ]


def test_podcasting_2_elements_of_the_show():
    show = channel(written(TIDES))
    assert found(show, "podcast:medium") == [("podcast", {})]
    assert found(show, "podcast:locked") == [("yes", {"owner": "tides@a.example"})]
    assert found(show, "podcast:funding") == [("Buy us tea", {"url": "https://a.example/tea"})]
    assert found(show, "podcast:license") == [("cc-by-4.0", {})]
    assert [text for text, _ in found(show, "podcast:person")] == ["Ada Marsh"]


def test_a_license_of_the_show_links_to_its_text():
    show = replace(SHOW, license="Low Water Public", license_url="https://a.example/license")
    assert found(channel(written(TIDES, show=show)), "podcast:license") == [
        ("Low Water Public", {"url": "https://a.example/license"})
    ]


def test_podcasting_2_elements_of_an_episode():
    entry = item(written(TIDES))
    assert found(entry, "podcast:season") == [("1", {})]
    assert found(entry, "podcast:episode") == [("2", {})]
    assert found(entry, "podcast:soundbite") == [
        ("It pulls", {"startTime": "132", "duration": "15.5"})
    ]
    assert found(entry, "podcast:contentLink") == [
        ("YouTube", {"href": "https://www.youtube.com/watch?v=TidesTides1"})
    ]


def test_people_link_to_their_page_or_else_to_their_profile():
    assert found(item(written(TIDES)), "podcast:person") == [
        (
            "Ada Marsh",
            {
                "role": "host",
                "img": f"{SITE}images/ada.png",
                "href": f"{SITE}podcast/people/ada/",
            },
        ),
        ("Grace Foam", {"role": "guest", "href": f"{SITE}podcast/people/grace/"}),
    ]
    without_pages = found(item(written(TIDES, people_pages=False)), "podcast:person")
    assert [each.get("href") for _, each in without_pages] == ["https://ada.example/", None]


def test_captions_and_chapters_next_to_the_page_are_listed():
    entry = item(written(TIDES))
    assert found(entry, "podcast:transcript") == [
        (None, {"url": f"{PAGE}transcript.vtt", "type": "text/vtt", "rel": "captions"}),
        (
            None,
            {"url": f"{PAGE}transcript.srt", "type": "application/x-subrip", "rel": "captions"},
        ),
        (None, {"url": f"{PAGE}transcript.json", "type": "application/json", "rel": "captions"}),
        (None, {"url": f"{PAGE}transcript.txt", "type": "text/plain"}),
    ]
    assert found(entry, "podcast:chapters") == [
        (None, {"url": f"{PAGE}chapters.json", "type": "application/json+chapters"})
    ]
    silent = item(written(TIDES, captions=False, chapters=False))
    assert found(silent, "podcast:transcript") == found(silent, "podcast:chapters") == []


def test_unknown_values_are_omitted():
    bare = Episode(title="Bare", name="bare", file="bare.yaml")
    xml = written(bare, show=Show(title="S"))
    assert [child.tag.rpartition("}")[2] for child in item(xml)] == ["title", "link", "guid"]
    assert [child.tag.rpartition("}")[2] for child in channel(xml)] == [
        "title", "link", "description", "language", "link", "explicit", "type", "guid", "medium",
        "locked", "item",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [(0, 15, 1), (0, 14.999, 0), (0, 120, 1), (0, 120.001, 0), (20, None, 0), (20, 5, 0)],
)
def test_a_soundbite_lasts_15_to_120_seconds(start, end, count):
    episode = replace(TIDES, clips=(Clip(name="x", start=start, end=end),))
    assert len(found(item(written(episode)), "podcast:soundbite")) == count


def test_a_soundbite_needs_a_recording():
    assert found(item(written(replace(TIDES, audio=None))), "podcast:soundbite") == []


def test_apple_has_no_season_zero():
    entry = item(written(replace(TIDES, season=0, episode=0)))
    assert found(entry, "itunes:season") == found(entry, "itunes:episode") == []
    assert found(entry, "podcast:season") == found(entry, "podcast:episode") == [("0", {})]


@pytest.mark.parametrize(
    ("url", "given_type", "expected"),
    [
        ("https://b.example/a.m4a?x=1", "", "audio/x-m4a"),
        ("https://b.example/a.MP3", "", "audio/mpeg"),
        ("https://b.example/play", "", "audio/mpeg"),
        ("https://b.example/play", "audio/ogg", "audio/ogg"),
    ],
)
def test_a_recording_elsewhere_has_a_type_and_an_unknown_length(url, given_type, expected):
    episode = replace(TIDES, audio=Audio(url=url, type=given_type))
    xml = written(episode, assets={(episode.file, url): url})
    assert found(item(xml), "enclosure") == [(None, {"url": url, "length": "0", "type": expected})]


def test_an_episode_has_its_own_rating_and_type():
    entry = item(written(replace(TIDES, explicit=True, type="trailer")))
    assert found(entry, "itunes:explicit") == [("true", {})]
    assert found(entry, "itunes:episodeType") == [("trailer", {})]
    clean = item(written(replace(TIDES, explicit=False)))
    assert found(clean, "itunes:explicit") == [("false", {})]


def test_the_feed_of_updates_has_nothing_for_podcast_apps():
    xml = updates(TIDES, FLOW, content="<p>x</p>")
    assert b"itunes" not in xml
    assert b"podcastindex" not in xml
    parsed = feedparser.parse(xml)
    assert parsed.feed.image.href == f"{SITE}images/show.png"
    assert [entry.link for entry in parsed.entries] == [PAGE, f"{SITE}podcast/flow/"]


# Guids.


def guid(*episodes: Episode, **values) -> str:
    return item(written(*episodes, **values)).findtext("guid")


@pytest.mark.parametrize(
    "url", ["https://podnews.net/rss", "http://podnews.net/rss/", "https://podnews.net/rss//"]
)
def test_the_guid_of_a_feed_is_that_of_the_specification(url):
    assert feed_guid(url) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_a_show_has_the_guid_of_its_feed_or_its_own():
    derived = feed_guid(f"{SITE}feed.xml")
    assert channel(written(TIDES)).findtext("podcast:guid", "", PREFIXES) == derived
    show = replace(SHOW, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810")
    assert channel(written(TIDES, show=show)).findtext("podcast:guid", "", PREFIXES) == show.guid


def test_a_guid_stays_when_everything_else_changes():
    changed = Episode(
        title="Other", slug="other", name=TIDES.name, file="moved.yaml", season=9, audio=TIDES.audio
    )
    assert guid(TIDES) == guid(changed) == "027c7b03-8c38-5fed-a14e-6ebd4072b209"


def test_a_guid_stays_when_a_site_with_its_own_guid_moves():
    show = replace(SHOW, guid=feed_guid(f"{SITE}feed.xml"))
    assert guid(TIDES) == guid(TIDES, show=show, site_url="https://new.example/")
    assert guid(TIDES) != guid(TIDES, site_url="https://new.example/")


def test_an_episode_can_have_its_own_guid():
    assert guid(replace(TIDES, guid="anchor-17 & more")) == "anchor-17 & more"


def test_an_episode_has_the_same_guid_in_both_feeds():
    assert guid(TIDES) == item(updates(TIDES)).findtext("guid")
    assert guid(TIDES) != guid(replace(TIDES, name="ebb"))


# Reproducible and safe.


def test_a_feed_is_the_same_on_any_day(monkeypatch):
    before = written(TIDES, FLOW)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert written(TIDES, FLOW) == before
    moments = re.findall(r"\w{3}, \d\d \w{3} \d{4} [\d:]+ [+-]\d{4}", before.decode())
    assert set(moments) == {"Sun, 31 Mar 2024 00:00:00 +0000", "Fri, 01 Dec 2023 00:00:00 +0000"}
    assert b"Date>" not in written(replace(TIDES, published=None))


def test_the_feed_is_as_new_as_its_newest_episode():
    newer = replace(FLOW, published=date(2024, 5, 1))
    xml = written(TIDES, newer)
    assert channel(xml).findtext("lastBuildDate") == "Wed, 01 May 2024 00:00:00 +0000"


def legible(text: str) -> str:
    """Return text without the characters that XML does not allow."""
    forbidden = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
    return "".join(c for c in text if ord(c) > 31 or c in "\t\n\r").translate(forbidden)


@pytest.mark.parametrize("text", [*HOSTILE, "<?xml?>", "a\x0b\ufffe", "a\ud800b"], ids=ascii)
def test_hostile_text_is_text_in_every_element(text):
    clean = legible(text)
    show = replace(SHOW, title=text, description=text, author=text, copyright=text)
    episode = replace(
        TIDES, title=text, summary=text, guid=text, topics=(text,), guests=(text,),
        audio=Audio(url="tides.mp3", type=text), clips=(Clip(name=text, start=0, end=20),),
    )  # fmt: skip
    xml = written(episode, show=show, content=text)
    for name in ("title", "copyright", "itunes:author"):
        assert channel(xml).findtext(name, "", PREFIXES) == clean
    entry = item(xml)
    for name in ("title", "guid", "category", "content:encoded"):
        assert entry.findtext(name, "", PREFIXES) == clean
    assert entry.find("enclosure").get("type", "") in {clean, "audio/mpeg"}
    for name in ("podcast:person", "podcast:soundbite"):
        texts = [text for text, _ in found(entry, name)]
        assert {clean, clean[:127] + "…"} & set(texts) or not clean


@pytest.mark.parametrize(
    "text", ["How to use the <details> tag", "AT&T", "&lt;b&gt;", "</description>"]
)
def test_descriptions_are_plain_text_to_readers_that_expect_html(text):
    show, episode = replace(SHOW, description=text), replace(TIDES, summary=text)
    xml = written(episode, show=show)
    shown = re.sub("<", "&lt;", re.sub("&", "&amp;", text)).replace(">", "&gt;")
    assert channel(xml).findtext("description") == item(xml).findtext("description") == shown


@given(text=anything)
def test_any_text_survives_the_xml(text):
    entry = item(written(replace(TIDES, title=text, guid=f"x{text}")))
    expected = legible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert entry.findtext("title", "") == expected
    assert entry.findtext("guid") == f"x{expected}"


@given(title=words)
def test_any_title_leaves_the_feed_readable(title):
    parsed = feedparser.parse(
        written(replace(TIDES, title=title)), sanitize_html=False, resolve_relative_uris=False
    )
    assert [entry.link for entry in parsed.entries] == [PAGE]
    assert not parsed.bozo


def test_urls_are_in_ascii():
    url = "https://cdn.example/ep ü.mp3"
    episode = replace(TIDES, name="s1/ébb & flow", audio=Audio(url=url))
    show = replace(SHOW, funding={"Tea": "https://bücher.example/tee"})
    site = "https://bücher.example/ä/"
    xml = written(episode, show=show, site_url=site, assets={(episode.file, url): url})
    base = "https://xn--bcher-kva.example/%C3%A4/"
    assert item(xml).findtext("link") == f"{base}podcast/s1/%C3%A9bb%20%26%20flow/"
    assert item(xml).find("enclosure").get("url") == "https://cdn.example/ep%20%C3%BC.mp3"
    assert found(channel(xml), "podcast:funding")[0][1]["url"].startswith("https://xn--bcher-kva.")
    assert check(xml) == []
