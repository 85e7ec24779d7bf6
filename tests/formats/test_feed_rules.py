"""Each rule of the checker can be broken on its own."""

from __future__ import annotations

import pytest

from .feed_rules import RULES, VALUES, check

SOUND = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
<title>Low Water</title>
<link>https://a.example/</link>
<description>Tides.</description>
<language>en-GB</language>
<lastBuildDate>Fri, 03 Nov 2023 00:00:00 +0000</lastBuildDate>
<atom:link href="https://a.example/feed.xml" rel="self"/>
<itunes:image href="https://a.example/show.png"/>
<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>
<itunes:explicit>false</itunes:explicit>
<itunes:type>episodic</itunes:type>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<podcast:medium>podcast</podcast:medium>
<podcast:locked>no</podcast:locked>
<podcast:funding url="https://a.example/tea">Tea</podcast:funding>
<podcast:license>cc-by-4.0</podcast:license>
<podcast:person role="host" href="https://a.example/ada">Ada</podcast:person>
<item>
<title>Ebb</title>
<link>https://a.example/ebb/</link>
<guid isPermaLink="false">1</guid>
<pubDate>Fri, 03 Nov 2023 00:00:00 +0000</pubDate>
<content:encoded>&lt;a href="https://a.example/"&gt;A&lt;/a&gt;</content:encoded>
<enclosure url="https://a.example/1.mp3" length="12" type="audio/mpeg"/>
<itunes:duration>60</itunes:duration>
<itunes:season>1</itunes:season>
<podcast:season>1</podcast:season>
<podcast:person role="host">Ada</podcast:person>
<podcast:person role="guest">Bob</podcast:person>
<podcast:soundbite startTime="1.5" duration="20">Bite</podcast:soundbite>
<podcast:transcript url="https://a.example/1.vtt" type="text/vtt" rel="captions"/>
<podcast:chapters url="https://a.example/1.json" type="application/json+chapters"/>
<podcast:contentLink href="https://v.example/1">Video</podcast:contentLink>
</item>
<item>
<title>Flow</title>
<guid isPermaLink="false">2</guid>
<enclosure url="https://a.example/2.mp3" length="0" type="audio/mpeg"/>
</item>
</channel>
</rss>
"""
ENCLOSURE = '<enclosure url="https://a.example/1.mp3" length="12" type="audio/mpeg"/>'

BROKEN = [
    ("xml", "</rss>", ""),
    ("xml", "Tides.", "Tides & more"),
    ("rss", 'version="2.0"', 'version="0.91"'),
    ("encoding", '<?xml version="1.0" encoding="utf-8"?>\n', ""),
    ("known-elements", "<itunes:type>episodic</itunes:type>", "<itunes:Type>serial</itunes:Type>"),
    ("known-elements", "<itunes:duration>60</itunes:duration>", "<duration>60</duration>"),
    ("once", "<title>Ebb</title>", "<title>Ebb</title><title>Ebb</title>"),
    ("channel-is-described", "<description>Tides.</description>", ""),
    ("language-is-a-tag", "en-GB", "English (UK)"),
    ("links-itself", 'rel="self"', 'rel="next"'),
    ("urls-are-absolute", "https://a.example/show.png", "show.png"),
    ("urls-are-absolute", "https://a.example/ebb/", "/ebb/"),
    ("content-links-are-absolute", '"https://a.example/"&gt;', '"../"&gt;'),
    ("content-links-are-absolute", '"https://a.example/"&gt;', '"javascript:x()"&gt;'),
    ("content-is-safe", "&lt;/a&gt;", "&lt;/a&gt;&lt;script&gt;"),
    ("content-is-safe", "&lt;a ", "&lt;a onclick='x()' "),
    ("no-space-around-text", "<title>Ebb", "<title> Ebb"),
    ("days-follow-rfc-2822", "<pubDate>Fri, 03 Nov 2023 00:00:00 +0000", "<pubDate>2023-11-03"),
    ("items-have-a-title", "<title>Ebb</title>", ""),
    ("guids-exist-and-differ", ">2</guid>", ">1</guid>"),
    ("guids-exist-and-differ", '<guid isPermaLink="false">2</guid>', ""),
    ("guids-that-are-no-url-say-so", ' isPermaLink="false">2', ">2"),
    ("podcasts-are-described", '<itunes:image href="https://a.example/show.png"/>', ""),
    ("artwork-is-jpeg-or-png", "show.png", "show.webp"),
    (
        "podcasts-are-described",
        '<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>', "",
    ),
    ("categories-are-apples", 'text="Arts"', 'text="Art"'),
    ("categories-are-apples", 'text="Books"', 'text="Aviation"'),
    ("podcasts-are-described", "<itunes:explicit>false</itunes:explicit>", ""),
    ("explicit-is-true-or-false", "false</itunes:explicit>", "clean</itunes:explicit>"),
    ("type-is-apples", "episodic", "weekly"),
    ("enclosures-are-complete", ' length="12"', ""),
    ("enclosures-are-complete", ENCLOSURE, ENCLOSURE.replace("audio/mpeg", "text/html")),
    ("enclosures-are-complete", ' url="https://a.example/1.mp3"', ""),
    ("enclosures-differ", "2.mp3", "1.mp3"),
    ("durations-are-seconds", ">60<", ">1:00<"),
    ("apples-numbers-begin-at-one", "<itunes:season>1", "<itunes:season>0"),
    ("numbers-are-numbers", "<podcast:season>1", "<podcast:season>One"),
    ("the-show-has-a-uuid", "9b024349", "x"),
    ("podcasts-are-described", "<podcast:medium>podcast</podcast:medium>", ""),
    ("medium-is-podcast", ">podcast<", ">music<"),
    ("locked-is-yes-or-no", ">no<", ">false<"),
    ("funding-has-a-url", ' url="https://a.example/tea"', ""),
    ("licenses-are-known-or-have-a-text", "cc-by-4.0", "My own"),
    ("people-have-names-and-roles", ">Bob<", "><"),
    ("people-have-names-and-roles", '"guest"', '"friend"'),
    ("hosts-are-repeated", '<podcast:person role="host">Ada</podcast:person>', ""),
    ("texts-are-short", ">Bob<", f">{'b' * 129}<"),
    ("transcripts-are-files-of-a-known-type", "text/vtt", "text/markdown"),
    ("captions-have-times", "text/vtt", "text/plain"),
    ("captions-have-times", 'rel="captions"', 'rel="subtitles"'),
    ("chapters-are-json", "application/json+chapters", "application/json"),
    ("soundbites-last-15-to-120-seconds-of-a-recording", 'duration="20"', 'duration="121"'),
    ("soundbites-have-times", 'startTime="1.5"', 'startTime="0:01"'),
    ("soundbites-last-15-to-120-seconds-of-a-recording", ENCLOSURE, ""),
    ("content-links-are-complete", ' href="https://v.example/1"', ""),
]  # fmt: skip


def test_a_sound_feed_breaks_no_rule():
    assert check(SOUND.encode()) == []


@pytest.mark.parametrize(("name", "text", "replacement"), BROKEN)
def test_a_rule_finds_what_breaks_it(name, text, replacement):
    assert text in SOUND
    found = check(SOUND.replace(text, replacement, 1).encode())
    assert {fault.partition(":")[0] for fault in found} == {name}


def test_every_rule_is_broken_once():
    rules = {"xml", "rss", "encoding", *RULES, *(name for name, *_ in VALUES)}
    assert {name for name, *_ in BROKEN} == rules


def test_a_feed_without_recordings_needs_nothing_for_apple():
    start, end = SOUND.index("<itunes:image"), SOUND.index("</channel>")
    assert check((SOUND[:start] + SOUND[end:]).encode()) == []
