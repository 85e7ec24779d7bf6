"""Every check finds what it is for, at its position, and nothing in a valid file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.checks import CHECKS, Problem, dotted
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading import locate_problems, read_show
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show

from ..sites import write_sketch

A = "title: A\npublished: 2024-03-31\n"
LONG = "é" * 125 + "x"
DEEP = f"x: {'[' * 40}{']' * 40}\n"
LAUGHS = "x:\n- &a [lol, lol]\n" + "".join(
    f"- &{name} [{', '.join([f'*{before}'] * 20)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
YOUTUBE = "ids: {youtube: dQw4w9WgXcQ}\n"
ADA = "docs/people/ada.yaml\n  title: Ada Lovelace\n"
TWO_ADAS = ADA + "docs/people/byron.yaml\n  title: Ada Byron\n"


def lines(*entries: str) -> str:
    return A + "transcript:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)


def sections_at(*starts: float) -> str:
    """An episode with a header above a line at each time."""
    sections = ((f"header: At {start}", f"line: Hi., who: Ada, sec: {start}") for start in starts)
    return lines(*(entry for section in sections for entry in section))


def files(**texts: str) -> str:
    """A sketch of episode files."""
    return "".join(
        f"docs/podcast/{name}.yaml\n" + "".join(f"  {line}\n" for line in text.splitlines())
        for name, text in texts.items()
    )


# The code, its level, the position, the path, a file with the problem, and one without.
TABLE = [
    ("not-text", "warning", "a.yaml:1:9", "", "title: A\udcff\n", A),
    ("not-text", "warning", "a.yaml:1:9", "", "title: A\x07\n", A),
    ("too-large", "warning", "a.yaml:3:35", "", A + DEEP, A + "x: [[[[]]]]\n"),
    ("too-large", "warning", "a.yaml:8:19", "", A + LAUGHS, A + "x: [&a [1, 2], *a]\n"),
    ("not-yaml", "warning", "a.yaml:1:9", "", "title: A: B\n", 'title: "A: B"\n'),
    ("two-documents", "warning", "a.yaml:3:1", "", A + "---\ntitle: B\n", "---\n" + A),
    ("duplicate-key", "warning", "a.yaml:3:1", "title", A + "title: B\n", A),
    ("duplicate-key", "warning", "a.yaml:3:15", "links.a", A + "links: {a: x, a: y}\n", A),
    ("bad-number", "warning", "a.yaml:3:1", "season", A + "season: one\n", A + "season: 1\n"),
    ("not-a-mapping", "warning", "a.yaml:1:1", "", "- title: A\n", A),
    ("missing-title", "warning", "a.yaml:1:1", "", "published: 2024-03-31\n", A),
    ("missing-title", "warning", "a.yaml:1:1", "", "title: ' '\n", A),
    ("missing-title", "warning", "a.yaml:1:1", "", "# nothing yet\n", A),
    (
        "name-too-long", "warning", f"{LONG}.yml:1:1", "",
        f"docs/podcast/{LONG}.yml\n  title: A\n",
        f"docs/podcast/{LONG}.yml\n  {{title: A, slug: a}}\n",
    ),
    (
        "name-too-long", "warning", f"people/{LONG}.yml:1:1", "",
        f"docs/people/{LONG}.yml\n  title: A\n",
        f"docs/people/{LONG}.yml\n  {{title: A, short: a}}\n",
    ),
    ("duplicate-key", "warning", "a.yaml:4:1", "transcript", A + "transcript:\ntranscript:\n", A),
    ("bad-number", "warning", "a.yaml:3:1", "episode",
     A + f"episode: {'7' * 300}\n", A + f"episode: {'0' * 300}7\n"),
    ("bad-text", "warning", "a.yaml:3:9", "links.a", A + "links: {a: [x]}\n", A + "links: {a: }\n"),
    ("bad-text", "warning", "a.yaml:4:24", "transcript[0].topics[0]",
     lines("header: H, topics: [{AI: x}]"),
     lines("header: H, topics: [AI]")),
    ("bad-list", "warning", "a.yaml:3:1", "tags", A + "tags: {a: b}\n", A + "tags: a, b\n"),
    ("bad-list", "warning", "a.yaml:3:1", "transcript",
     A + "transcript: Hi.\n", A + "transcript: []\n"),
    ("bad-mapping", "warning", "a.yaml:3:1", "links", A + "links: x\n", A + "links: {}\n"),
    ("bad-flag", "warning", "a.yaml:3:1", "draft", A + "draft: maybe\n", A + "draft: no\n"),
    ("bad-date", "warning", "a.yaml:3:1", "updated",
     A + "updated: soon\n", A + "updated: 2024-03-31 10:00\n"),
    ("bad-date", "warning", "a.yaml:3:1", "updated",
     A + "updated: 2023-02-30\n", A + "updated: 2024-02-29\n"),
    ("bad-duration", "warning", "a.yaml:3:1", "duration",
     A + "duration: long\n", A + "duration: PT1H\n"),
    ("bad-time", "warning", "a.yaml:4:35", "transcript[0].time",
     lines("line: Hi., who: Ada, sec: 132, time: '2:112'"),
     lines("line: Hi., who: Ada, sec: 132, time: '2:12'")),
    ("bad-time", "warning", "a.yaml:3:19", "clips[0].startOffset",
     A + "clips: [{name: x, startOffset: soon}]\n", A + "clips: [{name: x, startOffset: 1:02}]\n"),
    ("bad-slug", "warning", "a.yaml:3:1", "slug", A + "slug: ../a\n", A + "slug: a b\n"),
    ("bad-slug", "warning", "people/a.yml:2:1", "short",
     f"docs/people/a.yml\n  title: A\n  short: {LONG}\n", "docs/people/a.yml\n  short: a\n"),
    ("bad-type", "warning", "a.yaml:3:1", "type", A + "type: podcast\n", A + "type: Full\n"),
    ("bad-entry", "warning", "a.yaml:4:3", "transcript[0]",
     lines("header: a, line: b"), lines("header: a, topics: b")),
    ("bad-clip", "warning", "a.yaml:3:9", "clips[0]",
     A + "clips: [{name: x}]\n", A + "clips: [{name: x, startOffset: 0}]\n"),
    ("unknown-key", "warning", "a.yaml:3:1", "guest", A + "guest: ada\n", A + "weather: fine\n"),
    (
        "unknown-key", "warning", "a.yaml:4:25", "transcript[0].tme",
        lines("line: Hi., who: Ada, tme: 1"), lines("line: Hi., who: Ada, mood: calm"),
    ),
    ("unknown-check", "warning", "a.yaml:3:1", "ignore",
     A + "ignore: no-dates\n", A + "ignore: no-date\n"),
    (
        "time-goes-backwards", "warning", "a.yaml:5:25", "transcript[1].sec",
        lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, sec: 8"),
        lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, sec: 9"),
    ),
    (
        "time-goes-backwards", "warning", "a.yaml:5:25", "transcript[1].time",
        lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada, time: '0:08'"),
        lines("line: Hi., who: Ada, sec: 9", "line: Ho., who: Ada", "line: Hm., time: '0:09'"),
    ),
    (
        "times-disagree", "warning", "a.yaml:4:35", "transcript[0].time",
        lines("line: Hi., who: Ada, sec: 132, time: '2:21'"),
        lines("line: Hi., who: Ada, sec: 132.9, time: '2:12'"),
    ),
    (
        "first-line-without-time", "warning", "a.yaml:4:4", "transcript[0].line",
        lines("line: Hi., who: Ada", "line: Ho., sec: 9"),
        lines("line: Hi., who: Ada, sec: 9", "line: Ho."),
    ),
    ("first-line-without-time", "warning", "a.yaml:5:4", "transcript[1].line",
     lines("header: H", "line: Hi., who: Ada", "line: Ho., sec: 9"), lines("line: Hi., who: Ada")),
    (
        "who-missing", "info", "a.yaml:5:4", "transcript[1].line",
        lines("line: Hi., who: Ada", "line: Ho.", "line: Hm.", "line: Ah., who: Ada"),
        lines("line: Hi., who: Ada", "line: Ho., who: Ada"),
    ),
    (
        "who-with-colon", "info", "a.yaml:4:15", "transcript[0].who",
        lines("line: Hi., who: 'Ada:'"), lines("line: Hi., who: 'Ada: X'"),
    ),
    (
        "who-is-a-sentence", "warning", "a.yaml:4:15", "transcript[0].who",
        lines("line: Hi., who: How are you?"), lines("line: Hi., who: Q."),
    ),
    (
        "who-is-a-sentence", "warning", "a.yaml:4:15", "transcript[0].who",
        lines(f"line: Hi., who: {'very ' * 12}long"), lines(f"line: Hi., who: {'x' * 60}"),
    ),
    (
        "header-without-line", "info", "a.yaml:4:4", "transcript[0].header",
        lines("header: H", "header: I", "line: Hi., who: Ada"),
        lines("header: H", "line: Hi., who: Ada"),
    ),
    (
        "header-without-line", "info", "a.yaml:5:4", "transcript[1].header",
        lines("line: Hi., who: Ada", "header: H"), lines("header: H", "line: Hi., who: Ada"),
    ),
    (
        "same-header", "info", "a.yaml:6:4", "transcript[2].header",
        lines("header: H", "line: Hi., who: Ada", "header: H", "line: Ho., who: Ada"),
        lines("header: H", "line: Hi., who: Ada", "header: h", "line: Ho., who: Ada"),
    ),
    ("youtube-chapters", "info", "a.yaml:4:4", "transcript[0].header",
     sections_at(9.9, 20) + YOUTUBE, sections_at(10, 20) + YOUTUBE),
    ("youtube-chapters", "info", "a.yaml:4:4", "transcript[0].header",
     sections_at(0, 20) + YOUTUBE, sections_at(0, 20)),
    ("youtube-chapters", "info", "a.yaml:6:4", "transcript[2].header",
     sections_at(0, 20, 29), sections_at(0, 20, 30)),
    ("youtube-chapters", "info", "a.yaml:8:4", "transcript[4].header",
     sections_at(0, 20, 40) + "duration: '0:49'\n",
     sections_at(0, 20, 40) + "duration: '0:50'\n"),
    ("empty-line", "warning", "a.yaml:4:4", "transcript[0].line",
     lines("line: , who: Ada"), lines("line: 0, who: Ada")),
    ("empty-line", "warning", "a.yaml:4:4", "transcript[0].header",
     lines("header: ' '", "line: Hi., who: Ada"), lines("header: No", "line: Hi., who: Ada")),
    (
        "unknown-guest", "warning", "a.yaml:3:15", "guests[1]",
        ADA + files(a=A + "guests: [ada, bob]"), files(a=A + "guests: [ada, bob]"),
    ),
    (
        "unknown-guest", "warning", "a.yaml:3:1", "hosts[0]",
        ADA + files(a=A + "hosts: bob"), ADA + files(a=A + "hosts: ada"),
    ),
    (
        "unknown-speaker", "info", "a.yaml:5:15", "transcript[1].who",
        ADA + files(a=lines("line: Hi., who: Ada", "line: Ho., who: Bob", "line: Hm., who: Bob")
                    + "guests: [ada]\n"),
        ADA + files(a=lines("line: Hi., who: 'ADA:'", "line: Ho., who: Ada Lovelace")
                    + "guests: [ada]\n"),
    ),
    (
        "unknown-speaker", "info", "a.yaml:4:15", "transcript[0].who",
        ADA + files(a=lines("line: Hi., who: Ada")),
        ADA + files(a=lines("line: Hi., who: 'ADA LOVELACE:'")),
    ),
    (
        "ambiguous-speaker", "warning", "a.yaml:4:15", "transcript[0].who",
        TWO_ADAS + files(a=lines("line: Hi., who: Ada") + "guests: [ada, byron]\n"),
        TWO_ADAS + files(a=lines("line: Hi., who: Ada") + "guests: [byron]\n"),
    ),
    (
        "bad-youtube-id", "warning", "a.yaml:3:7", "ids.youtube",
        A + "ids: {youtube: dQw4w9WgXcQ&t}\n", A + "ids: {youtube: dQw4w9WgXcQ}\n",
    ),
    ("bad-youtube-id", "warning", "a.yaml:3:7", "ids.youtube",
     A + "ids: {youtube: 'https://[x'}\n", A + "ids: {youtube: }\n"),
    ("empty-link", "warning", "a.yaml:3:9", "links.apple",
     A + "links: {apple: TODO}\n", A + "links: {apple: 'https://a.example/1'}\n"),
    ("empty-link", "warning", "a.yaml:3:9", "links.apple",
     A + "links: {apple: }\n", A + "links:\n"),
    ("bad-link", "warning", "a.yaml:3:9", "links.apple",
     A + "links: {apple: 'javascript:alert(1)'}\n", A + "links: {apple: 'http://a.example'}\n"),
    ("bad-link", "warning", "a.yaml:3:9", "links.apple",
     A + "links: {apple: 'https://[x'}\n", A + "links: {apple: 'https://[::1]/'}\n"),
    ("image-not-found", "warning", "a.yaml:3:1", "image",
     A + "image: a.png\n", "docs/a.png\n" + files(a=A + "image: a.png")),
    ("image-not-found", "warning", "a.yaml:3:1", "image",
     "secret.png\n" + files(a=A + "image: ../secret.png"), A + "image: https://a.example/a.png\n"),
    ("audio-not-found", "warning", "a.yaml:3:1", "audio",
     A + "audio: a.mp3\n", "docs/a.mp3\n" + files(a=A + "audio: /a.mp3")),
    (
        "same-number", "warning", "b.yaml:4:1", "episode",
        files(a=A + "season: 1\nepisode: 2", b=A + "season: 1\nepisode: 02"),
        files(a=A + "season: 1\nepisode: 2", b=A + "season: 2\nepisode: 2", c=A + "episode: 2"),
    ),
    (
        "same-person", "warning", "people/b.yaml:1:1", "",
        "docs/people/a.yaml\n  title: A\n  short: b\ndocs/people/b.yaml\n  title: B\n",
        "docs/people/a.yaml\n  title: A\ndocs/people/b.yaml\n  title: A\n",
    ),
    (
        "same-guid", "warning", "b.yaml:3:1", "guid",
        files(a=A + "guid: x", b=A + "guid: x"), files(a=A + "guid: x", b=A + "guid: y", c=A),
    ),
    (
        "same-guid", "warning", "a.yaml:1:1", "guid",
        "docs/podcast/a.md\n  ---\n  title: A\n  episode: 1\n  slug: b\n  ---\n" + files(a=A),
        files(a=A, b=A),
    ),
    ("no-date", "info", "a.yaml:1:1", "", "title: A\n", "title: A\ndate: 2024-03-31\n"),
]  # fmt: skip
IDS = [f"{row[0]}-{number}" for number, row in enumerate(TABLE)]


def problems_of(root: Path, sketch: str) -> list[Problem]:
    if "docs/" in sketch:
        write_sketch(root, sketch)
    else:
        folder = root / "docs/podcast"
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_bytes(sketch.encode(errors="surrogateescape"))
    docs, show = root / "docs", Show(title="S")
    settings = Settings(show=show, folders=Folders(root, docs, docs / "podcast", docs / "people"))
    read = read_show(settings, MemoryCache())
    catalog = Catalog.of(show, read.episodes, read.people)
    return [*read.problems, *locate_problems(catalog.check(), read, settings)]


FAULTY = [row[:5] for row in TABLE]
VALID = [(row[0], row[5]) for row in TABLE]


@pytest.mark.parametrize(("code", "level", "position", "path", "sketch"), FAULTY, ids=IDS)
def test_a_check_finds_what_it_is_for(tmp_path, code, level, position, path, sketch):
    found = [problem for problem in problems_of(tmp_path, sketch) if problem.code == code]
    folder = "docs" if position.startswith("people/") else "docs/podcast"
    assert [(f"{p.file}:{p.line}:{p.column}", dotted(p.path)) for p in found] == [
        (f"{folder}/{position}", path)
    ]
    assert all(p.message.endswith(".") and p.advice.endswith((".", "?")) for p in found)
    assert CHECKS[code].level.value == level


@pytest.mark.parametrize(("code", "sketch"), VALID, ids=IDS)
def test_a_check_finds_nothing_in_a_valid_file(tmp_path, code, sketch):
    assert code not in {problem.code for problem in problems_of(tmp_path, sketch)}


ELSEWHERE = {
    *("feed-without-url", "feed-incomplete", "unknown-category"),
    *("same-url", "alias-clash", "bad-alias"),
    "unreadable-file",
}
"""Checks of the site, in tests/site, and of the file system, in tests/reading."""


def test_every_check_is_in_the_table():
    assert {row[0] for row in TABLE} | ELSEWHERE == set(CHECKS)
