"""The feeds of whole sites keep to the rules of those who read them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import feedparser
import pytest
from lxml import etree

from ..publish.feed_rules import check, every
from .built import Build, Built
from .links import file_at

EPISODES = {
    ("example", "feed.xml"): 2,
    ("example", "updates.xml"): 5,
    ("corpus", "updates.xml"): 51,
    ("every kind", "feed.xml"): 1,
    ("every kind", "updates.xml"): 4,
}
"""How many episodes are in each feed."""

NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""What Podcasting 2.0 makes the UUIDs of feeds in."""

MAGIC = {"text/vtt": b"WEBVTT\n", "application/x-subrip": b"1\n00:"}
"""How files of a type begin."""

each_feed = pytest.mark.parametrize(("show", "name"), EPISODES)


def read(site: Built, name: str) -> Any:
    """A feed as a feed reader has it."""
    return feedparser.parse(site.bytes(name))


@each_feed
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_feed_keeps_to_every_rule(built: Build, show: str, name: str, theme: str):
    assert check(built(show, theme).bytes(name)) == []


def test_a_feed_reader_can_tell_the_two_feeds_of_a_show_apart(built: Build):
    example = built("example")
    podcast, updates = (read(example, name).feed for name in ("feed.xml", "updates.xml"))
    assert updates.title == f"More episodes – {podcast.title}"
    assert updates.image.title == updates.title


@each_feed
def test_a_feed_reader_has_nothing_to_complain_of(built: Build, show: str, name: str):
    feed = read(built(show), name)
    assert not feed.bozo
    assert feed.version == "rss20"
    assert len(feed.entries) == EPISODES[show, name]


def test_every_episode_is_in_one_feed(built: Build):
    for show in ("example", "corpus", "every kind"):
        site = built(show)
        feeds = [name for name in ("feed.xml", "updates.xml") if name in site.files]
        assert feeds == [name for of, name in EPISODES if of == show]
        links = [file_at(entry.link, site) for name in feeds for entry in read(site, name).entries]
        pages = [file.replace("index.md", "index.html") for file in site.ending("/index.md")]
        assert sorted(links) == sorted(pages)


@pytest.mark.parametrize("show", ["example", "every kind"])
def test_an_enclosure_is_a_file_of_its_length(built: Build, show: str):
    site = built(show)
    for entry in read(site, "feed.xml").entries:
        (enclosure,) = entry.enclosures
        recording = site.bytes(file_at(enclosure.href, site))
        assert int(enclosure.length) == len(recording)
        assert enclosure.type == "audio/mpeg"


@pytest.mark.parametrize("show", ["example", "every kind"])
def test_what_a_feed_says_the_type_of_is_of_it(built: Build, show: str):
    site = built(show)
    rss = etree.fromstring(site.bytes("feed.xml"))
    transcripts = every(rss, "channel/item/podcast:transcript")
    chapters = every(rss, "channel/item/podcast:chapters")
    assert transcripts
    assert chapters
    for element in (*transcripts, *chapters):
        content = site.bytes(file_at(element.get("url"), site))
        if "json" in element.get("type"):
            assert json.loads(content)["version"]
        assert content.startswith(MAGIC.get(element.get("type"), b""))


@each_feed
def test_a_feed_says_where_it_is(built: Build, show: str, name: str):
    site = built(show)
    (own,) = every(etree.fromstring(site.bytes(name)), "channel/atom:link")
    assert file_at(own.get("href"), site) == name
    assert urlsplit(own.get("href")).scheme == "https"


@pytest.mark.parametrize("directories", [True, False], ids=["folders", "files"])
def test_guids_do_not_depend_on_the_form_of_addresses(built: Build, directories: bool):
    site = built("every kind", directories=directories)
    feed = uuid5(NAMESPACE, f"{site.address.removeprefix('https://')}feed.xml")
    assert [entry.id for entry in read(site, "feed.xml").entries] == [str(uuid5(feed, "sound"))]
