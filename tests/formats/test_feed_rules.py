"""Each rule of the checker can be broken on its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .feed_rules import RULES, VALUES, check

FEED = (Path(__file__).parent / "golden/feed.xml").read_text(encoding="utf-8")
FLOW_GUID = "52c7c6ba-8112-56ef-8fe1-41e7a92658aa"
RECORDING = '<enclosure url="https://a.example/media/tides.mp3" length="1000" type="audio/mpeg" />'
HOST_OF_ITEM = re.search(r' {6}<podcast:person role="host".*\n', FEED)[0]

BROKEN = [
    ("xml", "</rss>", ""),
    ("rss", 'version="2.0"', 'version="0.91"'),
    ("encoding", '<?xml version="1.0" encoding="utf-8"?>\n', ""),
    ("known-elements", "itunes:type>", "itunes:Type>"),
    ("once", "<title>Tides</title>", "<title>Tides</title><title>Ebb</title>"),
    ("channel-and-items-are-described", "<description>What the sea leaves.</description>", ""),
    ("podcasts-are-described", '<itunes:image href="https://a.example/images/show.png" />', ""),
    ("language-is-a-tag", "en-GB", "English (UK)"),
    ("links-itself", 'rel="self"', 'rel="next"'),
    ("urls-are-absolute", "https://a.example/images/show.png", "show.png"),
    ("urls-are-absolute", "https://a.example/podcast/tides/<", "/ebb/<"),
    ("content-links-are-absolute", '"https://a.example/"&gt;', '"../"&gt;'),
    ("content-is-safe", "&lt;/a&gt;", "&lt;/a&gt;&lt;script&gt;"),
    ("content-is-safe", "&lt;a ", "&lt;a onclick='x()' "),
    ("no-space-around-text", "<title>Tides", "<title> Tides"),
    ("days-follow-rfc-2822", "Fri, 01 Dec 2023 00:00:00 +0000", "2023-12-01"),
    ("channel-and-items-are-described", "<title>Tides</title>", ""),
    ("guids-and-enclosures-differ", FLOW_GUID, "ad719882-3c59-5959-8bad-bf8ac2a2c51d"),
    ("channel-and-items-are-described", FLOW_GUID, ""),
    ("guids-that-are-no-url-say-so", ' isPermaLink="false"', ""),
    ("artwork-is-jpeg-or-png", "show.png", "show.webp"),
    ("categories-are-apples", 'text="Arts"', 'text="Art"'),
    ("categories-are-apples", 'text="Books"', 'text="Aviation"'),
    ("explicit-is-true-or-false", "false</itunes:explicit>", "clean</itunes:explicit>"),
    ("type-is-apples", "episodic", "weekly"),
    ("enclosures-are-complete", "audio/mpeg", "text/html"),
    ("enclosures-are-complete", ' url="https://b.example/flow.mp3"', ""),
    ("guids-and-enclosures-differ", "https://b.example/flow.mp3", "https://a.example/media/tides.mp3"),
    ("durations-are-seconds", ">600<", ">10:00<"),
    ("apples-numbers-begin-at-one", "<itunes:season>1", "<itunes:season>0"),
    ("numbers-are-numbers", "<podcast:season>1", "<podcast:season>One"),
    ("the-show-has-a-uuid", "<podcast:guid>", "<podcast:guid>x"),
    ("medium-is-podcast", ">podcast<", ">music<"),
    ("locked-is-yes-or-no", ">yes<", ">true<"),
    ("funding-has-a-url", ' url="https://a.example/tea"', ""),
    ("licenses-are-known-or-have-a-text", "cc-by-4.0", "My own"),
    ("people-have-names-and-roles", "Grace Foam", ""),
    ("people-have-names-and-roles", '"guest"', '"friend"'),
    ("hosts-are-repeated", HOST_OF_ITEM, ""),
    ("texts-are-short", "Grace Foam", "b" * 129),
    ("transcripts-are-files-of-a-known-type", "text/vtt", "text/markdown"),
    ("captions-have-times", "text/vtt", "text/plain"),
    ("captions-have-times", 'rel="captions"', 'rel="subtitles"'),
    ("chapters-are-json", "application/json+chapters", "application/json"),
    ("soundbites-last-15-to-120-seconds-of-a-recording", 'duration="15.5"', 'duration="121"'),
    ("soundbites-last-15-to-120-seconds-of-a-recording", RECORDING, ""),
    ("soundbites-have-times", 'startTime="132"', 'startTime="2:12"'),
    ("content-links-are-complete", "YouTube<", "<"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "replacement"), BROKEN)
def test_a_rule_finds_what_breaks_it(name, text, replacement):
    assert text in FEED
    found = check(FEED.replace(text, replacement).encode())
    assert {fault.partition(":")[0] for fault in found} == {name}


def test_every_rule_is_broken_once():
    rules = {"xml", "rss", "encoding", *RULES, *(name for name, *_ in VALUES)}
    assert {name for name, *_ in BROKEN} == rules
