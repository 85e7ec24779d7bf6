"""`mkdocs-podcast import feed`."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from mkdocs_podcast.importing.feed import parse_feed

from ..sites import Site

NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:psc="http://podlove.org/simple-chapters"'
)
SITE = """
mkdocs.yml
  site_name: Low Water
  site_url: https://new.example/
  plugins: [podcast]
docs/index.md
  # Home
"""
ITEM = """
<item>
  <title>Tides &amp; Fog</title>
  <guid isPermaLink="false">low-7</guid>
  <link>https://old.example/e/7</link>
  <pubDate>Sun, 31 Mar 2024 07:30:00 +0100</pubDate>
  <enclosure url="https://cdn.example/7.mp3?a=1&amp;b=2" length="20123" type="audio/mpeg"/>
  <itunes:duration>31:07</itunes:duration>
  <itunes:season>2</itunes:season>
  <itunes:episode>7</itunes:episode>
  <itunes:image href="https://cdn.example/7.png"/>
  <itunes:explicit>no</itunes:explicit>
  <itunes:keywords>sea, moon</itunes:keywords>
  <description>What &lt;em&gt;moves&lt;/em&gt; the sea.</description>
</item>
"""
HOSTS = {
    "libsyn": "<itunes:episodeType>full</itunes:episodeType><itunes:title>Tides</itunes:title>",
    "buzzsprout": '<podcast:transcript url="{url}7.vtt" type="text/vtt"/>'
    '<podcast:chapters url="{url}7.json" type="application/json"/>',
    "transistor": '<podcast:person role="guest" href="https://ada.example">Ada</podcast:person>',
    "fireside": "<content:encoded><![CDATA[<p>What moves the sea.</p><ul><li>Moon</li></ul>]]>"
    "</content:encoded>",
    "anchor": "<itunes:summary>&lt;p&gt;What moves the sea.&lt;/p&gt;</itunes:summary>",
    "megaphone": "<itunes:subtitle>About the sea</itunes:subtitle>",
    "podlove": '<psc:chapters><psc:chapter start="0:41" title="Moon" href="https://m.example"/>'
    "</psc:chapters>",
    "powerpress": "<category>Nature</category>",
    "castopod": "<podcast:episode display='7b'>7.5</podcast:episode>",
}
"""What the feeds of large hosts have besides, each as its host writes it."""


def feed(*items: str, channel: str = "") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>'
        f"<title>Low Water</title><language>en-GB</language>{channel}{''.join(items)}"
        "</channel></rss>"
    )


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """The URL of a web server for the folder `web`."""
    (tmp_path / "web").mkdir()
    handler = partial(Handler, directory=str(tmp_path / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def episodes(tmp_path: Path) -> list[dict[str, object]]:
    files = sorted((tmp_path / "docs/podcast").glob("*.yaml"))
    return [yaml.load(file.read_text(), yaml.BaseLoader) for file in files]


@pytest.mark.parametrize("host", HOSTS)
def test_a_feed_that_is_published_again_has_the_same_items(run, write, tmp_path, web, host):
    write(f"{SITE}web/7.vtt\n  WEBVTT\n\n  00:41.000 --> 00:43.000\n  It pulls.\n")
    chapters = '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Moon"}]}'
    (tmp_path / "web/7.json").write_text(chapters)
    extra = HOSTS[host].replace("{url}", web)
    old = feed(ITEM.replace("</item>", f"{extra}</item>"))
    (tmp_path / "web/feed.xml").write_text(old)
    result = run("import", "feed", f"{web}feed.xml", "--allow-private")
    assert result.exit_code == 0, result.output
    site = Site(tmp_path).build()
    new = ET.fromstring(site.text("feed.xml"))
    for name in ("title", "guid", "pubDate"):
        assert new.findtext(f"channel/item/{name}") == ET.fromstring(old).findtext(
            f"channel/item/{name}"
        )
    enclosure = new.find("channel/item/enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "https://cdn.example/7.mp3?a=1&b=2",
        "length": "20123",
        "type": "audio/mpeg",
    }
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    assert new.findtext(f"channel/item/{itunes}duration") == "1867"
    assert "What" in site.text("podcast/tides-fog/index.html")
    assert "the sea" in site.text("podcast/tides-fog/index.html")


def test_the_file_of_an_item_is_tidy(run, write, tmp_path):
    write(SITE)
    (tmp_path / "feed.xml").write_text(feed(ITEM))
    assert run("import", "feed", "feed.xml").exit_code == 0
    path = tmp_path / "docs/podcast/2024-03-31-tides-fog.yaml"
    assert (
        path.read_text()
        == """\
title: Tides & Fog
season: 2
episode: 7
published: 2024-03-31T07:30:00+01:00
duration: 31:07
audio: {url: "https://cdn.example/7.mp3?a=1&b=2", length: 20123, type: audio/mpeg}
image: https://cdn.example/7.png
topics: [sea, moon]
guid: low-7
aliases: ["/e/7"]
intro: <p>What <em>moves</em> the sea.</p>
"""
    )


def test_the_next_run_adds_only_new_items(run, write, tmp_path):
    write(SITE)
    (tmp_path / "feed.xml").write_text(feed(ITEM))
    run("import", "feed", "feed.xml")
    (tmp_path / "feed.xml").write_text(feed(ITEM.replace("low-7", "low-8"), ITEM))
    result = run("import", "feed", "feed.xml", "--json")
    listed = json.loads(result.stdout)
    assert [Path(each).name for each in listed["added"]] == ["2024-03-31-tides-fog-2.yaml"]
    assert listed["known"] == 1
    assert {each["guid"] for each in episodes(tmp_path)} == {"low-7", "low-8"}


@pytest.mark.parametrize("name", ["low-7.vtt", "Tides & Fog.vtt", "07 something.vtt", "s2e7.vtt"])
def test_a_transcript_is_matched_by_guid_title_or_number(run, write, tmp_path, name):
    write(f"{SITE}texts/unrelated.vtt\n  WEBVTT\n")
    (tmp_path / "texts" / name).write_text("WEBVTT\n\n00:41.000 --> 00:43.000\nIt pulls.\n")
    (tmp_path / "feed.xml").write_text(feed(ITEM, ITEM.replace("7", "8").replace("Tides", "Old")))
    result = run("import", "feed", "feed.xml", "--transcripts", "texts")
    assert result.exit_code == 1
    assert "No episode matches the transcript texts/unrelated.vtt." in result.output
    assert [path.name for path in (tmp_path / "docs/podcast").glob("*.vtt")] == [
        "2024-03-31-tides-fog.vtt"
    ]


def test_all_pages_of_a_feed_are_read(run, write, tmp_path, web):
    write(SITE)
    link = f'<atom:link rel="next" href="{web}2.xml"/>'
    (tmp_path / "web/1.xml").write_text(feed(ITEM, channel=link))
    (tmp_path / "web/2.xml").write_text(feed(ITEM.replace("low-7", "low-6"), channel=link))
    assert run("import", "feed", f"{web}1.xml", "--allow-private").exit_code == 0
    assert {each["guid"] for each in episodes(tmp_path)} == {"low-6", "low-7"}


def test_recordings_are_downloaded(run, write, tmp_path, web):
    write(SITE)
    (tmp_path / "web/7.mp3").write_bytes(b"ID3")
    item = ITEM.replace("https://cdn.example/7.mp3?a=1&amp;b=2", f"{web}7.mp3")
    gone = item.replace("low-7", "low-6").replace("7.mp3", "6.mp3").replace("Tides", "Old")
    (tmp_path / "feed.xml").write_text(feed(item, gone))
    result = run("import", "feed", "feed.xml", "--download", "--allow-private")
    assert result.exit_code == 1
    assert "The recording of “Old & Fog” stays where it is: " in result.output
    assert "answers with “404 File not found”." in result.output
    audio = [each["audio"] for each in episodes(tmp_path)]
    assert "audio/2024-03-31-tides-fog.mp3" in audio
    assert (tmp_path / "docs/audio/2024-03-31-tides-fog.mp3").read_bytes() == b"ID3"


def test_introductions_can_be_markdown(run, write, tmp_path):
    write(SITE)
    (tmp_path / "feed.xml").write_text(feed(ITEM))
    run("import", "feed", "feed.xml", "--markdown")
    assert episodes(tmp_path)[0]["notes"] == "What *moves* the sea."


def test_the_options_of_the_show_are_printed(run, write, tmp_path):
    write(SITE)
    channel = (
        "<description>About water.</description><itunes:author>Ada</itunes:author>"
        '<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>'
        "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
    )
    (tmp_path / "feed.xml").write_text(feed(channel=channel))
    result = run("import", "feed", "feed.xml")
    (_, plugin) = yaml.safe_load(result.stdout)["plugins"]
    assert plugin["podcast"]["show"] == {
        "title": "Low Water",
        "description": "About water.",
        "author": "Ada",
        "language": "en-GB",
        "categories": ["Arts > Books"],
        "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    }


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("<rss>", "feed.xml is not an RSS feed: "),
        ("<opml/>", "feed.xml is not an RSS feed."),
        ("", "feed.xml is not an RSS feed: "),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "is an Atom feed"),
        ("<html><p>Hi", "feed.xml is a web page, not a feed. Look for"),
        (
            '<html><link type="application/rss+xml" href="/rss">',
            "The page names this feed: /rss",
        ),
        (ENTITIES, "declares entities"),
    ],
)
def test_a_file_that_is_no_feed_gets_one_sentence(run, write, tmp_path, content, sentence):
    write(SITE)
    (tmp_path / "feed.xml").write_text(content)
    result = run("import", "feed", "feed.xml")
    assert result.exit_code == 1
    assert sentence in result.output
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "docs/podcast").exists()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("none.xml", "none.xml: No such file or directory."),
        ("http://127.0.0.1:9/feed", "which is not on the public internet"),
        ("http://localhost/feed", "which is not on the public internet"),
        ("http://no-such-host.invalid/feed", "The host no-such-host.invalid cannot be found."),
    ],
)
def test_a_source_that_cannot_be_read_gets_one_sentence(run, write, source, sentence):
    write(SITE)
    result = run("import", "feed", source)
    assert result.exit_code == 1
    assert sentence in result.output
    assert len(result.output.splitlines()) == 1


def test_values_that_make_no_sense_are_left_out():
    item = "<item><title>X</title><pubDate>soon</pubDate><itunes:duration>long</itunes:duration>"
    parsed = parse_feed(feed(f"{item}<enclosure length='x'/></item>").encode(), "feed.xml")
    assert parsed.items[0].values == {"title": "X"}
