"""Every check finds what it is for, at its place, and nothing in what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_podcast.load import Folders, Podcast, load
from mkdocs_podcast.model import CHECKS, Show
from mkdocs_podcast.model.problem import dotted

from .sites import write_sketch

A = "title: A\npublished: 2024-03-31\n"
DEEP = f"x: {'[' * 40}{']' * 40}\n"
LAUGHS = "x:\n- &a [lol, lol]\n" + "".join(
    f"- &{name} [{', '.join([f'*{before}'] * 20)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LINE = "transcript: [{line: Hi., who: Ada, sec: 1}]\n"
YOUTUBE = "ids: {youtube: dQw4w9WgXcQ}\n"
ADA = "docs/people/ada.yaml\n  title: Ada Lovelace\n"
TWO_ADAS = ADA + "docs/people/byron.yaml\n  title: Ada Byron\n"


LONG = "é" * 125 + "x"


def lines(*entries: str) -> str:
    return A + "transcript:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)


def on_youtube(*starts: float) -> str:
    """An episode with a header above a line at each of some times."""
    sections = ((f"header: At {start}", f"line: Hi., who: Ada, sec: {start}") for start in starts)
    return lines(*(entry for section in sections for entry in section)) + YOUTUBE


def files(**texts: str) -> str:
    """A sketch of episode files."""
    return "".join(
        f"docs/podcast/{name}.yaml\n" + "".join(f"  {line}\n" for line in text.splitlines())
        for name, text in texts.items()
    )


# What is found, how much it matters, where, under which key, in what - and not in what.
TABLE = [
    ("not-text", "error", "a.yaml:1:9", "", "title: A\udcff\n", A),
    ("not-text", "error", "a.yaml:1:9", "", "title: A\x07\n", A),
    ("too-large", "error", "a.yaml:3:35", "", A + DEEP, A + "x: [[[[]]]]\n"),
    ("too-large", "error", "a.yaml:8:19", "", A + LAUGHS, A + "x: [&a [1, 2], *a]\n"),
    ("not-yaml", "error", "a.yaml:1:9", "", "title: A: B\n", 'title: "A: B"\n'),
    ("two-documents", "error", "a.yaml:3:1", "", A + "---\ntitle: B\n", "---\n" + A),
    ("duplicate-key", "error", "a.yaml:3:1", "", A + "title: B\n", A),
    ("duplicate-key", "error", "a.yaml:3:15", "", A + "links: {a: x, a: y}\n", A),
    ("wrong-type", "error", "a.yaml:3:1", "season", A + "season: one\n", A + "season: 1\n"),
    ("wrong-type", "error", "a.yaml:1:1", "", "- title: A\n", A),
    ("missing-title", "error", "a.yaml:1:1", "", "published: 2024-03-31\n", A),
    ("missing-title", "error", "a.yaml:1:1", "", "title: ' '\n", A),
    ("missing-title", "error", "a.yaml:1:1", "", "# nothing yet\n", A),
    (
        "name-too-long", "error", f"{LONG}.yml:1:1", "",
        f"docs/podcast/{LONG}.yml\n  title: A\n",
        f"docs/podcast/{LONG}.yml\n  {{title: A, slug: a}}\n",
    ),
    (
        "name-too-long", "error", f"people/{LONG}.yml:1:1", "",
        f"docs/people/{LONG}.yml\n  title: A\n",
        f"docs/people/{LONG}.yml\n  {{title: A, short: a}}\n",
    ),
    ("same-address", "error", "b.yaml:3:1", "slug", files(a=A, b=A + "slug: a"), files(a=A, b=A)),
    (
        "same-address", "error", "b/index.yaml:1:1", "",
        files(**{"b": A, "b/index": A}), files(**{"b": A, "b/c": A}),
    ),
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
        "bad-time", "warning", "a.yaml:4:35", "transcript[0].time",
        lines("line: Hi., who: Ada, sec: 132, time: '2:112'"),
        lines("line: Hi., who: Ada, sec: 132, time: '2:12'"),
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
     on_youtube(1, 20, 40), on_youtube(0.9, 20, 40)),
    ("youtube-chapters", "info", "a.yaml:4:4", "transcript[0].header",
     on_youtube(0, 20), lines("header: H", "line: Hi., who: Ada, sec: 0")),
    ("youtube-chapters", "info", "a.yaml:6:4", "transcript[2].header",
     on_youtube(0, 20, 29), on_youtube(0, 20, 30)),
    ("youtube-chapters", "info", "a.yaml:8:4", "transcript[4].header",
     on_youtube(0, 20, 40) + "duration: '0:49'\n", on_youtube(0, 20, 40) + "duration: '0:50'\n"),
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


def read(root: Path, sketch: str) -> Podcast:
    if "docs/" in sketch:
        write_sketch(root, sketch)
    else:
        folder = root / "docs/podcast"
        folder.mkdir(parents=True)
        (folder / "a.yaml").write_bytes(sketch.encode(errors="surrogateescape"))
    docs = root / "docs"
    return load(Show(title="S"), Folders(root, docs, docs / "podcast", docs / "people"))


FAULTY = [row[:5] for row in TABLE]
FINE = [(row[0], row[5]) for row in TABLE]


@pytest.mark.parametrize(("code", "level", "place", "path", "sketch"), FAULTY, ids=IDS)
def test_a_check_finds_what_it_is_for(tmp_path, code, level, place, path, sketch):
    found = [problem for problem in read(tmp_path, sketch).problems if problem.code == code]
    assert [(p.level.value, f"{p.file}:{p.line}:{p.column}", dotted(p.path)) for p in found] == [
        (level, f"docs/{'' if place.startswith('people/') else 'podcast/'}{place}", path)
    ]
    assert all(p.message.endswith(".") and p.advice.endswith((".", "?")) for p in found)


@pytest.mark.parametrize(("code", "sketch"), FINE, ids=IDS)
def test_a_check_finds_nothing_in_what_is_right(tmp_path, code, sketch):
    assert code not in {problem.code for problem in read(tmp_path, sketch).problems}


ELSEWHERE = {
    *("feed-without-address", "feed-incomplete", "unknown-category"),
    *("alias-clash", "bad-alias"),
}
"""What is found where files are made of episodes, in tests/publish/."""


def test_every_check_is_in_the_table():
    assert {row[0] for row in TABLE} | ELSEWHERE == set(CHECKS)


def test_levels_in_the_table_are_those_of_the_checks():
    levels = {code: CHECKS[code].level.value for code in set(CHECKS) - ELSEWHERE}
    assert {row[0]: row[1] for row in TABLE} == levels
