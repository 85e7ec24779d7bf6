from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from mkdocs_podcast.addresses import Addresses
from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.load import Folders, load
from mkdocs_podcast.model import Audio, Clip, Episode, Person, Show
from mkdocs_podcast.publish import captions, chapters, feed, rss
from mkdocs_podcast.publish.categories import every_category
from mkdocs_podcast.publish.feed_content import content_of, parts_of
from mkdocs_podcast.publish.structured import Form, Published

from ..strategies import anything, words
from .feed_rules import PREFIXES, check

SHOW = Show(
    title="Low Water",
    description="What the sea leaves behind.",
    author="Ada Lovelace",
    email="tides@a.example",
    language="en-GB",
    categories=("Arts > Books", "Technology", "Arts > Design"),
    image="show.png",
    hosts=("ada",),
    copyright="© Low Water",
    license="CC-BY-4.0",
    funding={"Buy us tea": "https://a.example/tea"},
    locked=True,
)
ADA = Person(title="Ada Lovelace", id="ada", web="https://a.example/ada", file="ada.yaml")
BOB = Person(title="Bob Dylan", id="bob", picture="bob.png", file="bob.yaml")
AUDIO = Audio(url="ebb.mp3", length=1200, type="audio/mpeg")
BITE = Clip(name="It pulls", startOffset=61.5, endOffset=91.5)
EBB = Episode(
    title="Ebb",
    name="s1/ebb",
    file="ebb.yaml",
    description="Where it goes.",
    summary="Where it goes.",
    season=1,
    episode=2,
    guests=("bob",),
    image="ebb.jpg",
    published=date(2023, 11, 3),
    duration=61.6,
    audio=AUDIO,
    topics=("sea", "moon"),
    clips=(BITE,),
    ids={"youtube": "abcdefghijk"},
)
FLOW = Episode(title="Flow", name="flow", file="flow.yaml", published=date(2023, 12, 1))
BASE = "https://low.example/tides/"
HOSTILE = (
    "</script><script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "-->", "<!--", "&", "&amp;",
    "&lt;", "\"'", "\u202eשלום", "😀𝔘", "x" * 10_000, "</title></channel></rss>", "<?xml?>",
    "a\x00b\x0b\x1f\ufffe", "{{ x }}{% x %}", "%00%", "a\ud800b",
)  # fmt: skip


def published(
    *episodes: Episode, show=SHOW, people=(ADA, BOB), pages=False, base=BASE, assets=None
) -> Published:
    known = {("", "show.png"): "images/show.png", ("bob.yaml", "bob.png"): "images/bob.png"}
    for each in episodes:
        if each.audio:
            known[each.file, each.audio.url] = f"audio/{each.audio.url}"
        known[each.file, "ebb.jpg"] = "images/ebb.jpg"
    addresses = Addresses(base=base, assets=known | (assets or {}), people=pages)
    return Published(Catalog.of(show, episodes, people), addresses, "podcast/")


def forms(name: str, *names: str):
    types = captions.FORMATS | chapters.FORMATS
    return lambda _: [Form(f"podcast/{name}/{each}", types[each]) for each in names]


def nothing(_: Episode) -> str:
    return ""


def written(*episodes: Episode, content=nothing, beside=lambda _: (), **values) -> bytes:
    site = published(*episodes, **values)
    return feed.podcast(site, site.catalog.episodes, content, beside)


def plain(*episodes: Episode, content=nothing, **values) -> bytes:
    site = published(*episodes, **values)
    return feed.updates(site, site.catalog.episodes, content)


def channel(xml: bytes) -> ET.Element:
    return ET.fromstring(xml).find("channel")


def item(xml: bytes) -> ET.Element:
    return channel(xml).find("item")


def said(parent: ET.Element, name: str) -> list[tuple[str | None, dict[str, str]]]:
    return [(each.text, dict(each.attrib)) for each in parent.findall(name, PREFIXES)]


def test_a_feed_keeps_to_all_rules():
    names = (*captions.FORMATS, *chapters.FORMATS)
    xml = written(EBB, FLOW, beside=forms("s1/ebb", *names), content=lambda _: "<p>Hi</p>")
    assert check(xml) == []
    assert check(plain(EBB, FLOW)) == []


def test_a_reader_finds_the_show():
    show = feedparser.parse(written(EBB)).feed
    assert (show.title, show.subtitle, show.language) == (SHOW.title, SHOW.description, "en-GB")
    assert (show.link, show.rights) == ("https://low.example/tides/podcast/", "© Low Water")
    assert show.image.href == "https://low.example/tides/images/show.png"
    assert show.publisher_detail == {"name": "Ada Lovelace", "email": "tides@a.example"}
    assert show.author == "Ada Lovelace"
    assert show.itunes_type == "episodic"
    assert show.updated == "Fri, 03 Nov 2023 00:00:00 +0000"


def test_a_reader_finds_the_episode():
    (entry,) = feedparser.parse(written(EBB, content=lambda _: "<p>A <b>moon</b></p>")).entries
    assert (entry.title, entry.summary) == ("Ebb", "Where it goes.")
    assert entry.link == "https://low.example/tides/podcast/s1/ebb/"
    assert entry.content[0].value == "<p>A <b>moon</b></p>"
    assert entry.published == "Fri, 03 Nov 2023 00:00:00 +0000"
    (enclosure,) = entry.enclosures
    assert enclosure.href == "https://low.example/tides/audio/ebb.mp3"
    assert (enclosure.length, enclosure.type) == ("1200", "audio/mpeg")
    assert entry.itunes_duration == "62"
    assert (entry.itunes_season, entry.itunes_episode) == ("1", "2")
    assert entry.image.href == "https://low.example/tides/images/ebb.jpg"
    assert [tag.term for tag in entry.tags] == ["sea", "moon"]
    assert entry.guidislink is False


def test_categories_are_within_their_parents():
    categories = channel(written(EBB)).findall("itunes:category", PREFIXES)
    assert [(c.get("text"), [each.get("text") for each in c]) for c in categories] == [
        ("Arts", ["Books", "Design"]),
        ("Technology", []),
    ]


def test_podcasting_2_tags_of_the_show():
    show = channel(written(EBB))
    assert said(show, "podcast:medium") == [("podcast", {})]
    assert said(show, "podcast:locked") == [("yes", {"owner": "tides@a.example"})]
    assert said(show, "podcast:funding") == [("Buy us tea", {"url": "https://a.example/tea"})]
    assert said(show, "podcast:license") == [("cc-by-4.0", {})]
    assert said(show, "podcast:person") == [
        ("Ada Lovelace", {"role": "host", "href": "https://a.example/ada"})
    ]


def test_a_license_of_ones_own_has_its_text():
    show = replace(SHOW, license="Low Water Public", license_url="https://a.example/license")
    assert said(channel(written(EBB, show=show)), "podcast:license") == [
        ("Low Water Public", {"url": "https://a.example/license"})
    ]


def test_podcasting_2_tags_of_an_episode():
    entry = item(written(EBB))
    assert said(entry, "podcast:season") == [("1", {})]
    assert said(entry, "podcast:episode") == [("2", {})]
    assert said(entry, "podcast:soundbite") == [
        ("It pulls", {"startTime": "61.5", "duration": "30"})
    ]
    assert said(entry, "podcast:contentLink") == [
        ("YouTube", {"href": "https://www.youtube.com/watch?v=abcdefghijk"})
    ]
    bob = {"role": "guest", "img": "https://low.example/tides/images/bob.png"}
    assert [(text, role) for text, role in said(entry, "podcast:person")] == [
        ("Ada Lovelace", {"role": "host", "href": "https://a.example/ada"}),
        ("Bob Dylan", bob),
    ]


def test_people_link_to_their_pages_where_they_have_some():
    people = said(item(written(EBB, pages=True)), "podcast:person")
    assert [each["href"] for _, each in people] == [
        "https://low.example/tides/podcast/people/ada/",
        "https://low.example/tides/podcast/people/bob/",
    ]


def test_captions_and_chapters_are_named_where_they_are():
    names = (*captions.FORMATS, *chapters.FORMATS)
    entry = item(written(EBB, beside=forms("s1/ebb", *names)))
    below = "https://low.example/tides/podcast/s1/ebb/"
    assert said(entry, "podcast:transcript") == [
        (None, {"url": f"{below}transcript.vtt", "type": "text/vtt", "rel": "captions"}),
        (
            None,
            {"url": f"{below}transcript.srt", "type": "application/x-subrip", "rel": "captions"},
        ),
        (None, {"url": f"{below}transcript.json", "type": "application/json", "rel": "captions"}),
        (None, {"url": f"{below}transcript.txt", "type": "text/plain"}),
    ]
    assert said(entry, "podcast:chapters") == [
        (None, {"url": f"{below}chapters.json", "type": "application/json+chapters"})
    ]


def test_what_nobody_said_is_not_there():
    bare = Episode(title="Bare", name="bare", file="bare.yaml")
    xml = written(bare, show=Show(title="S"), people=())
    assert [child.tag.rpartition("}")[2] for child in item(xml)] == ["title", "link", "guid"]
    assert [child.tag.rpartition("}")[2] for child in channel(xml)] == [
        "title", "link", "description", "language", "link", "explicit", "type", "guid", "medium",
        "locked", "item",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [(0, 15, 1), (0, 14.999, 0), (0, 120, 1), (0, 120.001, 0), (20, None, 0), (20, 5, 0)],
)
def test_a_soundbite_lasts_15_to_120_seconds(start, end, there):
    clip = Clip(name="x", startOffset=start, endOffset=end)
    assert len(said(item(written(replace(EBB, clips=(clip,)))), "podcast:soundbite")) == there


def test_a_soundbite_needs_a_recording():
    assert said(item(written(replace(EBB, audio=None))), "podcast:soundbite") == []


def test_a_season_zero_is_none_of_apples():
    entry = item(written(replace(EBB, season=0, episode=0)))
    assert said(entry, "itunes:season") == said(entry, "itunes:episode") == []
    assert said(entry, "podcast:season") == said(entry, "podcast:episode") == [("0", {})]


@pytest.mark.parametrize(
    ("url", "type_", "meant"),
    [
        ("https://b.example/a.m4a?x=1", "", "audio/x-m4a"),
        ("https://b.example/a.MP3", "", "audio/mpeg"),
        ("https://b.example/play", "", "audio/mpeg"),
        ("https://b.example/play", "audio/ogg", "audio/ogg"),
    ],
)
def test_a_recording_elsewhere_has_a_type_and_no_length(url, type_, meant):
    episode = replace(EBB, audio=Audio(url=url, type=type_))
    xml = written(episode, assets={(episode.file, url): url})
    assert said(item(xml), "enclosure") == [(None, {"url": url, "length": "0", "type": meant})]


def test_an_episode_says_of_itself_what_the_show_does_not():
    entry = item(written(replace(EBB, explicit=True, type="trailer")))
    assert said(entry, "itunes:explicit") == [("true", {})]
    assert said(entry, "itunes:episodeType") == [("trailer", {})]
    assert said(item(written(replace(EBB, explicit=False))), "itunes:explicit") == [("false", {})]


# Which episodes are in which feed.


def editions(mode: feed.Mode, *episodes: Episode, **values) -> dict[str, list[str]]:
    site = published(*episodes, **values)
    found = feed.editions(site.catalog, site.addresses, mode)
    return {name: [episode.title for episode in of] for name, of in found.items()}


@pytest.mark.parametrize(
    ("mode", "there"),
    [
        ("auto", {"feed.xml": ["Ebb"], "updates.xml": ["Flow"]}),
        ("audio", {"feed.xml": ["Ebb"]}),
        ("all", {"feed.xml": ["Ebb", "Flow"]}),
        ("none", {}),
    ],
)
def test_a_mode_says_which_episodes_are_in_which_feed(mode, there):
    assert editions(mode, EBB, FLOW) == there


def test_a_feed_without_episodes_is_none():
    assert editions("auto", FLOW) == {"updates.xml": ["Flow"]}
    assert editions("auto", EBB) == {"feed.xml": ["Ebb"]}
    assert editions("audio", FLOW) == editions("all") == {}


def test_a_recording_that_is_not_there_is_none():
    assert editions("auto", EBB, assets={("ebb.yaml", "ebb.mp3"): ""}) == {"updates.xml": ["Ebb"]}


def test_a_site_without_an_address_has_no_feed():
    assert editions("auto", EBB, FLOW, base="") == {}


def test_a_plain_feed_has_nothing_of_podcast_apps():
    xml = plain(EBB, FLOW, content=lambda _: "<p>x</p>")
    assert b"itunes" not in xml
    assert b"podcastindex" not in xml
    assert feedparser.parse(xml).feed.image.href == "https://low.example/tides/images/show.png"
    assert [entry.link for entry in feedparser.parse(xml).entries] == [
        "https://low.example/tides/podcast/s1/ebb/",
        "https://low.example/tides/podcast/flow/",
    ]


# What episodes and shows are known by.


def guid(*episodes: Episode, **values) -> str:
    return item(written(*episodes, **values)).findtext("guid")


def test_the_guid_of_a_feed_is_that_of_the_specification():
    vector = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    for address in (
        "https://podnews.net/rss",
        "http://podnews.net/rss/",
        "https://podnews.net/rss//",
    ):
        assert feed.guid_of_address(address) == vector


def test_a_show_is_known_by_the_address_of_its_feed_or_by_what_it_says():
    own = feed.guid_of_address("https://low.example/tides/feed.xml")
    assert channel(written(EBB)).findtext("podcast:guid", "", PREFIXES) == own
    show = replace(SHOW, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810")
    assert channel(written(EBB, show=show)).findtext("podcast:guid", "", PREFIXES) == show.guid


def test_a_guid_stays_when_everything_else_changes():
    changed = Episode(
        title="Other",
        slug="other",
        name=EBB.name,
        file="moved.yaml",
        season=9,
        episode=9,
        audio=AUDIO,
    )
    assert guid(EBB) == guid(changed) == "84840a50-f546-5585-aff7-d258e35d6862"


def test_a_guid_stays_when_the_site_moves_and_the_show_says_its_own():
    own = feed.guid_of_address("https://low.example/tides/feed.xml")
    show = replace(SHOW, guid=own)
    assert guid(EBB) == guid(EBB, show=show, base="https://new.example/")
    assert guid(EBB) != guid(EBB, base="https://new.example/")


def test_a_guid_that_is_given_is_taken():
    assert guid(replace(EBB, guid="anchor-17 & more")) == "anchor-17 & more"


def test_guids_of_episodes_and_of_feeds_are_the_same_in_both_feeds():
    assert guid(EBB) == item(plain(EBB)).findtext("guid")
    assert guid(EBB) != guid(replace(EBB, name="ebb"))


# Reproducible, and safe.


def test_a_feed_is_the_same_on_any_day(monkeypatch):
    before = written(EBB, FLOW)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert written(EBB, FLOW) == before
    moments = re.findall(r"\w{3}, \d\d \w{3} \d{4} [\d:]+ [+-]\d{4}", before.decode())
    assert set(moments) == {"Fri, 03 Nov 2023 00:00:00 +0000", "Fri, 01 Dec 2023 00:00:00 +0000"}


def test_no_day_is_made_up():
    xml = written(replace(EBB, published=None))
    assert b"Date>" not in xml


def test_the_feed_is_as_new_as_its_newest_episode():
    assert (
        channel(written(EBB, FLOW)).findtext("lastBuildDate") == "Fri, 01 Dec 2023 00:00:00 +0000"
    )


def legible(text: str) -> str:
    """Text as XML can say it at all."""
    return "".join(c for c in text if ord(c) > 31 or c in "\t\n\r").translate(
        dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_one_field(text):
    person = Person(title=text, id="ada", file="ada.yaml")
    show = replace(
        SHOW,
        title=text,
        description=text,
        author=text,
        email=text,
        copyright=text,
        license=text,
        funding={text: "https://a.example/" + text},
        categories=(text,),
    )
    episode = replace(
        EBB,
        title=text,
        summary=text,
        topics=(text,),
        guid=text,
        clips=(replace(BITE, name=text),),
        audio=Audio(url="ebb.mp3", type=text, length=1),
    )
    xml = written(episode, show=show, people=[person], content=lambda _: text)
    assert len(channel(xml).findall("item")) == 1
    clean = legible(text)
    for name in ("title", "description", "copyright", "itunes:author"):
        assert channel(xml).findtext(name, "", PREFIXES) == clean
    entry = item(xml)
    for name in ("title", "description", "guid", "category", "content:encoded"):
        assert entry.findtext(name, "", PREFIXES) == clean
    assert entry.find("enclosure").get("type") == clean
    for name in ("podcast:person", "podcast:soundbite"):
        assert entry.findtext(name, "", PREFIXES) in {clean, clean[:127] + "…"}


@given(text=anything)
def test_any_text_comes_out_of_the_xml_as_it_went_in(text):
    entry = item(written(replace(EBB, summary=text, guid=f"x{text}")))
    meant = legible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert entry.findtext("description", "") == meant
    assert entry.findtext("guid") == f"x{meant}"


@given(title=words)
def test_any_title_is_what_a_reader_shows(title):
    # feedparser takes a title for HTML where it looks like some, as readers of feeds do.
    xml = written(replace(EBB, title=title))
    assert item(xml).findtext("title") == legible(title)
    parsed = feedparser.parse(xml, sanitize_html=False, resolve_relative_uris=False)
    assert len(parsed.entries) == 1
    assert parsed.entries[0].link == "https://low.example/tides/podcast/s1/ebb/"
    assert not parsed.bozo


def test_addresses_are_quoted():
    xml = written(replace(EBB, name="s1/ébb & flow"))
    assert item(xml).findtext("link") == f"{BASE}podcast/s1/%C3%A9bb%20%26%20flow/"


# What is wrong with a show that has audio.


def found(*episodes: Episode, mode: feed.Mode = "auto", **values) -> Iterator[tuple[str, str]]:
    site = published(*episodes, **values)
    for problem in feed.problems(site.catalog, site.addresses, mode):
        assert problem.message.endswith(".")
        assert problem.advice.endswith((".", "?"))
        yield problem.code, ".".join(map(str, problem.path))


def test_nothing_is_wrong_with_a_whole_show():
    assert list(found(EBB, FLOW)) == []


def test_directories_ask_for_what_is_missing():
    show = Show(title="S")
    assert list(found(EBB, show=show)) == [
        ("feed-incomplete", f"show.{key}")
        for key in ("image", "description", "categories", "email")
    ]
    assert list(found(FLOW, show=show)) == list(found(EBB, show=show, mode="none")) == []


def test_a_feed_without_an_address_is_told_where_there_is_something_to_publish():
    assert list(found(EBB, base="")) == [("feed-without-address", "site_url")]
    assert list(found(EBB, base="", mode="none")) == list(found(base="")) == []


@pytest.mark.parametrize("category", list(every_category()))
def test_categories_of_apple_are_known(category):
    assert list(found(EBB, show=replace(SHOW, categories=(category,)))) == []


@pytest.mark.parametrize("category", ["Art", "Books", "Arts > Aviation", "Arts, Books", ">", "<&>"])
def test_other_categories_are_told(category):
    show = replace(SHOW, categories=("Arts", category))
    assert list(found(EBB, show=show)) == [("unknown-category", "show.categories.1")]


def test_a_slip_in_a_category_is_told_with_what_is_meant():
    site = published(EBB, show=replace(SHOW, categories=("arts > book",)))
    (problem,) = feed.problems(site.catalog, site.addresses, "auto")
    assert problem.advice == "Did you mean “Arts > Books”?"


# The whole of an item.

HERE = "https://low.example/podcast/ebb/"


def test_content_is_what_the_page_says_around_the_transcript():
    page = (
        '<h1>Ebb</h1>\n<div class="podcast podcast-intro">\n<p>Why.</p>\n</div>\n'
        '<div class="podcast podcast-player">\n<p>Play</p>\n</div>\n'
        '<h2 id="sections">Sections</h2>\n<div class="podcast podcast-sections">\n<ol>\n'
        '<li><a class="podcast-time" data-start="2" href="../../a.mp3#t=2">0:02</a> '
        '<a href="#moon">Moon</a></li>\n</ol>\n</div>\n'
        '<h2 id="show-notes">Notes</h2>\n<div class="podcast podcast-notes">\n'
        '<div class="admonition"><p>Mind <a href="../flow/">that</a></p></div>\n'
        "<p>End</p>\n</div>\n"
        '<h2 id="transcript">Transcript</h2>\n'
        '<div class="podcast podcast-transcript">\n<p>Hi</p>\n</div>'
    )
    content = content_of(parts_of(page), HERE)
    assert [line for line in content.split("\n") if line] == [
        "<p>Why.</p>",
        "<ol>",
        "<li>0:02 Moon</li>",
        "</ol>",
        '<p>Mind <a href="https://low.example/podcast/flow/">that</a></p>',
        "<p>End</p>",
    ]


def notes(html: str) -> str:
    end = '</div><h2>T</h2><div class="podcast podcast-transcript"><p>Hi</p></div>'
    return content_of(parts_of(f'<div class="podcast podcast-notes">{html}{end}'), HERE)


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("../flow/", "https://low.example/podcast/flow/"),
        ("/x", "https://low.example/x"),
        ("#a", "https://low.example/podcast/ebb/#a"),
        ("//b.example/", "https://b.example/"),
        ("https://b.example/?a=1&amp;b=2", "https://b.example/?a=1&b=2"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_whole(link, whole):
    (anchor,) = BeautifulSoup(notes(f'<a href="{link}">x</a>'), "html.parser").select("a")
    assert anchor["href"] == whole


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<a href='javascript:alert(1)'>x</a>", "<img src=x onerror=y>",
        "<a href=' java\nscript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>",
        "<iframe src=/x></iframe>", "<style>p{}</style>", "<svg><script>1</script></svg>",
        "<p style='x'>y</p>", "<a href='http://[x'>x</a>", "<math><mi xlink:href='javascript:x'>",
    ],
)  # fmt: skip
def test_content_is_safe(html):
    xml = written(EBB, content=lambda _: notes(html) or "x")
    assert check(xml) == []
    for word in ("script:", "alert", "onerror", "style", "iframe"):
        assert word not in notes(html)


def test_a_video_s_times_stay_links():
    video = "https://www.youtube.com/watch?v=a&amp;t=2s"
    time = f'<a class="podcast-time" data-start="2" href="{video}">0:02</a>'
    page = f'<div class="podcast podcast-sections"><ol><li>{time} Moon</li></ol></div>'
    assert f'<a href="{video}">0:02</a> Moon' in content_of(parts_of(page), HERE)


def test_permalinks_and_icons_are_left_out_and_code_keeps_its_lines():
    html = (
        '<h3 id="x">X<a class="headerlink" href="#x" title="Link">¶</a></h3>'
        "<p><svg><title>t</title><path/></svg>y</p><pre><code>a\n\n    b\n</code></pre>"
    )
    assert notes(html) == "<h3>X</h3><p>y</p><pre><code>a\n\n    b\n</code></pre>"


def test_a_division_that_is_not_closed_ends_before_the_transcript():
    assert "Hi" not in notes("<div><p>x</p>")
    assert "<p>x</p>" in notes("<div><p>x</p>")


def test_a_page_without_parts_has_no_content():
    assert content_of(parts_of("<h1>x</h1><p>y</p>"), HERE) == ""


@given(html=anything)
def test_content_of_any_notes_is_safe(html):
    xml = written(EBB, content=lambda _: rss.allowed(notes(html)).strip())
    assert [fault for fault in check(xml) if fault.startswith("content-is-safe")] == []


# Real episodes.

CORPUS = Path(__file__).parents[3] / "shared/corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real episodes are not beside the project")
@pytest.mark.parametrize("heard", [True, False])
def test_feeds_of_real_episodes_keep_to_all_rules(heard):
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    podcast = load(replace(SHOW, hosts=("alexeygrigorev",)), folders)
    assets = {key: asset.uri for key, asset in podcast.assets.items()}
    assets["", "show.png"] = "images/show.png"
    episodes = podcast.catalog.episodes
    if heard:
        audio = [
            Audio(url=f"{episode.name}.mp3", length=1, type="audio/mpeg") for episode in episodes
        ]
        episodes = [replace(e, audio=a) for e, a in zip(episodes, audio, strict=True)]
        assets |= {(e.file, e.audio.url): f"audio/{e.audio.url}" for e in episodes}
    catalog = Catalog.of(podcast.catalog.show, episodes, podcast.catalog.people.values())
    site = Published(catalog, Addresses(base=BASE, assets=assets), "podcast/")
    found = feed.editions(catalog, site.addresses, "auto")
    assert {name: len(each) for name, each in found.items()} == {
        "feed.xml" if heard else "updates.xml": len(episodes)
    }
    if heard:
        xml = feed.podcast(site, found["feed.xml"], nothing, lambda _: ())
        assert len(ET.fromstring(xml).findall(".//enclosure")) == len(episodes)
    else:
        xml = feed.updates(site, found["updates.xml"], nothing)
    assert check(xml) == []
    assert [entry.title for entry in feedparser.parse(xml).entries] == [
        e.title for e in catalog.episodes
    ]
