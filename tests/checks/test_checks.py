"""Every check finds what it is for, at its position, and nothing in a valid file."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.checks import CHECKS, Problem, dotted
from mkdocs_podcast.reading import locate_problems

from ..reading.conftest import episodes, read_files, settings_for

LONG = "é" * 125 + "x"
YOUTUBE = "ids: {youtube: dQw4w9WgXcQ}\n"
ADA = "people/ada.yaml\n  title: Ada Lovelace\n"
TWO_ADAS = ADA + "people/byron.yaml\n  title: Ada Byron\n"


def lines(*entries: str) -> str:
    return "transcript:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)


def sections_at(*starts: float) -> str:
    """A transcript with a header above a line at each time."""
    sections = ((f"header: At {start}", f"line: Hi., who: Ada, sec: {start}") for start in starts)
    return lines(*(entry for section in sections for entry in section))


# The code, the position and path (in `episodes/a.yaml` unless a file is named), what the episode
# contains besides title and date if there is a problem, and if there is none. Or sketches of files.
TABLE = [
    ("not-text", "3:2", "x\x07: y", "x: y"),
    ("too-large", "3:35", f"x: {'[' * 40}{']' * 40}", "x: [[[[]]]]"),
    ("not-yaml", "3:9", "intro: A: B", "intro: 'A: B'"),
    ("two-documents", "3:1", "---\ntitle: B", ""),
    ("not-a-mapping", "1:1", "episodes/a.yaml\n  - title: A", ""),
    ("unquoted-text", "3:12 intro", "intro: Try # 1", "season: 1 # one"),
    ("unquoted-text", "4:17 transcript[0]",
     lines("line: Hi, Bob, who: Ada"), lines("line: 'Hi, Bob', who: Ada")),
    ("missing-title", "1:1", "episodes/a.yaml\n  season: 1", ""),
    ("duplicate-key", "3:1 title", "title: B", ""),
    ("duplicate-key", "3:15 links.a", "links: {a: x, a: y}", ""),
    ("duplicate-key", "4:1 transcript", "transcript:\ntranscript:", ""),
    ("name-too-long", f"episodes/{LONG}.yml:1:1", f"episodes/{LONG}.yml\n  title: A",
     f"episodes/{LONG}.yml\n  {{title: A, slug: a}}"),
    ("name-too-long", f"people/{LONG}.yml:1:1", f"people/{LONG}.yml\n  title: A",
     f"people/{LONG}.yml\n  {{title: A, short: a}}"),
    ("bad-number", "3:1 season", "season: one", "season: 1"),
    ("bad-text", "3:9 links.a", "links: {a: [x]}", "links: {a: }"),
    ("bad-text", "4:24 transcript[0].topics[0]",
     lines("header: H, topics: [{AI: x}]"), lines("header: H, topics: [AI]")),
    ("bad-list", "3:1 tags", "tags: {a: b}", "tags: a, b"),
    ("bad-mapping", "3:1 links", "links: x", "links: {}"),
    ("bad-flag", "3:1 draft", "draft: maybe", "draft: no"),
    ("bad-date", "3:1 updated", "updated: soon", "updated: 2024-03-31 10:00"),
    ("bad-duration", "3:1 duration", "duration: long", "duration: PT1H"),
    ("bad-time", "4:35 transcript[0].time", lines("line: Hi., who: Ada, sec: 132, time: '2:112'"),
     lines("line: Hi., who: Ada, sec: 132, time: '2:12'")),
    ("bad-time", "3:19 clips[0].startOffset",
     "clips: [{name: x, startOffset: soon}]", "clips: [{name: x, startOffset: 1:02}]"),
    ("bad-slug", "3:1 slug", "slug: ../a", "slug: a b"),
    ("bad-slug", "people/a.yml:2:1 short",
     f"people/a.yml\n  title: A\n  short: {LONG}", "people/a.yml\n  title: A\n  short: a"),
    ("bad-type", "3:1 type", "type: podcast", "type: Full"),
    ("bad-entry", "4:3 transcript[0]", lines("header: a, line: b"), lines("header: a, topics: b")),
    ("bad-clip", "3:9 clips[0]", "clips: [{name: x}]", "clips: [{name: x, startOffset: 0}]"),
    ("unknown-key", "3:1 guest", "guest: ada", "weather: fine"),
    ("unknown-key", "4:25 transcript[0].tme",
     lines("line: Hi., who: Ada, tme: 1"), lines("line: Hi., who: Ada, mood: calm")),
    ("unknown-key", "4:14 transcript[0].speaker",
     lines("line: Hi, speaker: Ada"), lines("line: Hi., who: Ada, speaker: Bob")),
    ("unread-entry-key", "4:25 transcript[0].mood",
     lines("line: Hi., who: Ada, mood: 1", "line: Ho., mood: 2"), lines("line: Hi., who: , x: ")),
    ("unquoted-text", "4:14 transcript[0].he said",
     lines("line: Hi, he said: no"), lines("line: 'Hi, he said: no'")),
    ("unknown-check", "3:1 ignore", "ignore: no-dates", "ignore: no-date"),
    ("time-goes-backwards", "5:25 transcript[1].sec",
     lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, sec: 8"),
     lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, sec: 9")),
    ("time-goes-backwards", "5:25 transcript[1].time",
     lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, time: '0:08'"),
     lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada", "line: Hm., time: '0:09'")),
    ("times-disagree", "4:35 transcript[0].time",
     lines("line: Hi., who: Ada, sec: 132, time: '2:14'"),
     lines("line: Hi., who: Ada, sec: 132.9, time: '2:13'")),
    ("first-line-without-time", "4:4 transcript[0].line",
     lines("line: Hi., who: Ada", "line: Ho., sec: 9"),
     lines("line: Hi., who: Ada, sec: 9", "line: Ho.")),
    ("first-line-without-time", "5:4 transcript[1].line",
     lines("header: H", "line: Hi., who: Ada", "line: Ho., sec: 9"), lines("line: Hi., who: Ada")),
    ("who-missing", "5:4 transcript[1].line",
     lines("line: Hi., who: Ada", "line: Ho.", "line: Hm.", "line: Ah., who: Ada"),
     lines("line: Hi., who: Ada", "line: Ho., who: Ada")),
    ("who-with-colon", "4:15 transcript[0].who",
     lines("line: Hi., who: 'Ada:'"), lines("line: Hi., who: 'Ada: X'")),
    ("who-is-a-sentence", "4:15 transcript[0].who",
     lines("line: Hi., who: How are you?"), lines("line: Hi., who: Q.")),
    ("who-is-a-sentence", "4:15 transcript[0].who",
     lines(f"line: Hi., who: {'x' * 61}"), lines(f"line: Hi., who: {'x' * 60}")),
    ("header-without-line", "4:4 transcript[0].header",
     lines("header: H", "header: I", "line: Hi., who: Ada"),
     lines("header: H", "line: Hi., who: Ada")),
    ("header-without-line", "5:4 transcript[1].header",
     lines("line: Hi., who: Ada", "header: H"), lines("header: H", "line: Hi., who: Ada")),
    ("same-header", "6:4 transcript[2].header",
     lines("header: H", "line: Hi., who: Ada", "header: H", "line: Ho., who: Ada"),
     lines("header: H", "line: Hi., who: Ada", "header: h", "line: Ho., who: Ada")),
    ("youtube-chapters", "4:4 transcript[0].header",
     sections_at(9.9, 20) + YOUTUBE, sections_at(10, 20) + YOUTUBE),
    ("youtube-chapters", "4:4 transcript[0].header",
     sections_at(0, 20) + YOUTUBE, sections_at(0, 20)),
    ("youtube-chapters", "6:4 transcript[2].header",
     sections_at(0, 20, 29), sections_at(0, 20, 30)),
    ("youtube-chapters", "8:4 transcript[4].header",
     sections_at(0, 20, 40) + "duration: '0:49'", sections_at(0, 20, 40) + "duration: '0:50'"),
    ("empty-line", "4:4 transcript[0].line",
     lines("line: , who: Ada"), lines("line: 0, who: Ada")),
    ("empty-line", "4:4 transcript[0].header",
     lines("header: ' '", "line: Hi., who: Ada"), lines("header: No", "line: Hi., who: Ada")),
    ("unknown-guest", "3:15 guests[1]",
     ADA + episodes(a="guests: [ada, bob]"), episodes(a="guests: [ada, bob]")),
    ("unknown-guest", "3:1 hosts[0]",
     ADA + episodes(a="hosts: bob"), ADA + episodes(a="hosts: ada")),
    ("unknown-speaker", "5:15 transcript[1].who",
     ADA + episodes(a=lines("line: Hi., who: Ada", "line: Ho., who: Bob", "line: Hm., who: Bob")
                 + "guests: [ada]"),
     ADA + episodes(a=lines("line: Hi., who: 'ADA:'", "line: Ho., who: Ada Lovelace")
                 + "guests: [ada]")),
    ("unknown-speaker", "5:15 transcript[1].who",
     ADA + episodes(a=lines("neither: x", "line: Hi., who: Ada")),
     ADA + episodes(a=lines("line: Hi., who: 'ADA LOVELACE:'"))),
    ("ambiguous-speaker", "4:15 transcript[0].who",
     TWO_ADAS + episodes(a=lines("line: Hi., who: Ada") + "guests: [ada, byron]"),
     TWO_ADAS + episodes(a=lines("line: Hi., who: Ada") + "guests: [byron]")),
    ("bad-youtube-id", "3:7 ids.youtube", "ids: {youtube: dQw4w9WgXc}", YOUTUBE),
    ("bad-youtube-id", "3:7 ids.youtube", "ids: {youtube: 'https://[x'}", "ids: {youtube: }"),
    ("empty-link", "3:9 links.a", "links: {a: TODO}", "links: {a: 'https://a.example/1'}"),
    ("empty-link", "3:9 links.a", "links: {a: ''}", "links: {a: }"),
    ("bad-link", "3:9 links.a",
     "links: {a: 'javascript:alert(1)'}", "links: {a: 'http://a.example'}"),
    ("bad-link", "3:9 links.a", "links: {a: 'https://[x'}", "links: {a: 'https://[::1]/'}"),
    ("image-not-found", "3:1 image", "image: a.png", "docs/a.png\n" + episodes(a="image: a.png")),
    ("image-not-found", "3:1 image",
     "docs/b.png\nsecret.png\n" + episodes(a="image: ../secret.png"), "image: https://a.example/a.png"),
    ("audio-not-found", "3:1 audio", "audio: a.mp3", "docs/a.mp3\n" + episodes(a="audio: /a.mp3")),
    ("same-number", "episodes/b.md:2:1 episode",
     "episodes/b.md\n  ---\n  episode: 2\n  season: 1\n  ---\n"
     + episodes(a="season: 1\nepisode: 2"), ""),
    ("same-number", "episodes/b.yaml:4:1 episode",
     episodes(a="season: 1\nepisode: 2", b="season: 1\nepisode: 02"),
     episodes(a="season: 1\nepisode: 2", b="season: 2\nepisode: 2", c="episode: 2")),
    ("same-person", "people/b.yaml:1:12 short",
     "people/a.yaml\n  title: A\npeople/b.yaml\n  {title: B, short: a}",
     "people/a.yaml\n  title: A\npeople/b.yaml\n  title: A"),
    ("same-person", "people/b.yaml:1:1",
     "people/a.yaml\n  title: A\n  short: b\npeople/b.yaml\n  title: B",
     "people/a.yaml\n  title: A\npeople/b.yaml\n  title: A"),
    ("not-toml", "episodes/b.md:3:5",
     "episodes/b.md\n  +++\n  episode = 1\n  x = \n  +++",
     "episodes/b.md\n  +++\n  title = 'A'\n  episode = 1\n  +++"),
    ("not-json", "episodes/b.json:1:16",
     'episodes/b.json\n  {"title": "A", ]', 'episodes/b.json\n  {"title": "A"}'),
    ("unread-key", "3:1 mood", "mood: calm", ""),
    ("unmapped-key", "3:1 podcast_file", "podcast_file: a.mp3", "audio: 'https://a.example/a.mp3'"),
    ("mdx-component", "episodes/a.mdx:6:1",
     "episodes/a.mdx\n  ---\n  episode: 1\n  ---\n\n  Notes.\n  <Player/>",
     "episodes/a.mdx\n  ---\n  episode: 1\n  ---\n\n  Notes, `<Player/>`."),
    ("bad-permalink", "3:1 permalink", "permalink: /:year/:title/", "permalink: /2024/knots/"),
    ("transcript-not-found", "3:1 transcript",
     "transcript: a.vtt", "episodes/a.yaml\n  transcript: a.vtt\nepisodes/a.vtt\n  WEBVTT"),
    ("bad-transcript", "episodes/a.vtt:3:1",
     "episodes/a.yaml\n  transcript: a.vtt\nepisodes/a.vtt\n  WEBVTT\n\n  0:1 --> 0:02\n  a",
     "episodes/a.yaml\n  transcript: a.vtt\nepisodes/a.vtt\n  WEBVTT\n\n  0:01 --> 0:02\n  a"),
    ("bad-chapter", "3:12 chapters[0]",
     "chapters: [{start: 0:10}]", "chapters: ['0:10 A', {start: 0:20, title: A}]"),
    ("chapters-not-found", "3:1 chapters",
     "chapters: a.json",
     'episodes/a.yaml\n  chapters: b.json\nepisodes/b.json\n  {"chapters": []}'),
    ("same-guid", "episodes/b.yaml:3:1 guid",
     episodes(a="guid: x", b="guid: x"), episodes(a="guid: x", b="guid: y", c="")),
    ("same-guid", "1:1 guid",
     "episodes/a.md\n  ---\n  title: A\n  episode: 1\n  slug: b\n  ---\n" + episodes(a=""),
     episodes(a="", b="")),
    ("audio-without-length", "3:1 audio", "audio: https://a.example/a.mp3",
     "audio: {url: https://a.example/a.mp3, length: 1}"),
    ("line-after-end", "4:25 transcript[0].sec",
     lines("line: Hi., who: Ada, sec: 187") + "duration: '1:00'",
     lines("line: Hi., who: Ada, sec: 186") + "duration: '1:00'"),
    ("bad-language", "3:1 lang", "lang: English (US)", "lang: en_US"),
    ("bad-person", "3:10 guests[0]", "guests: [{url: x}]", "guests: [{name: A, url: x}]"),
    ("unknown-role", "3:1 credits", "credits: {editr: ada}", "credits: {Editor: ada}"),
    ("seasons-disagree", "3:1 episode",
     "episode: S02E01\nseason: 1", "episode: S02E01\nseason: 2"),
    ("scheduled", "2:1 date",
     "episodes/a.yaml\n  {title: A,\n  date: 2100-01-02}",
     "episodes/a.yaml\n  {title: A, date: 2100-01-01}"),
    ("no-date", "1:1",
     "episodes/a.yaml\n  title: A", "episodes/a.yaml\n  {title: A, date: 2024-03-31}"),
]  # fmt: skip
IDS = [f"{row[0]}-{number}" for number, row in enumerate(TABLE)]


def problems_of(root: Path, sketch: str) -> list[Problem]:
    is_sketch = sketch.startswith(("docs/", "episodes/", "people/"))
    read = read_files(root, sketch if is_sketch else episodes(a=sketch))
    settings = settings_for(root)
    now = datetime(2100, 1, 1, tzinfo=timezone.utc)
    catalog = Catalog.of(settings.show, read.episodes, read.people, now)
    return [*read.problems, *locate_problems(catalog.check(), read, settings)]


@pytest.mark.parametrize(("code", "position", "sketch"), [row[:3] for row in TABLE], ids=IDS)
def test_a_check_finds_what_it_is_for(tmp_path, code, position, sketch):
    (problem,) = [problem for problem in problems_of(tmp_path, sketch) if problem.code == code]
    found = f"{problem.file}:{problem.line}:{problem.column} {dotted(problem.path)}".strip()
    assert found == (position if "/" in position else f"episodes/a.yaml:{position}")
    assert problem.message.endswith(".")
    assert problem.advice.endswith((".", "?")) or ": " in problem.advice


@pytest.mark.parametrize(("code", "sketch"), [(row[0], row[3]) for row in TABLE], ids=IDS)
def test_a_check_finds_nothing_in_a_valid_file(tmp_path, code, sketch):
    assert code not in {problem.code for problem in problems_of(tmp_path, sketch)}


ELSEWHERE = {
    *("feed-without-url", "feed-incomplete", "unknown-category", "no-guid"),
    *("bad-artwork", "duration-differs"),
    *("dead-link", "unreachable-link"),
    *("same-url", "alias-clash", "bad-alias"),
    *(
        "unreadable-file",
        "few-episodes",
        "skipped-file",
        "unused-transcript",
        "scheduled",
        "unused-mapping",
    ),
}
"""Checks of the site, in tests/site, of the file system, in tests/reading, and of links, in
tests/cli."""


def test_every_check_is_in_the_table():
    assert {row[0] for row in TABLE} | ELSEWHERE == set(CHECKS)
