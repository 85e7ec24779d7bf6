from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest

from mkdocs_podcast.checks.problem import dotted
from mkdocs_podcast.show import Header, Line

A = "title: A\npublished: 2024-03-31\n"


def places(reading) -> list[str]:
    return [f"{p.line}:{p.column} {p.code} {dotted(p.path)}".strip() for p in reading.problems]


def test_a_time_without_quotes_is_a_time(read):
    episode = read(A + "transcript:\n- {line: Hi., who: Ada, time: 1:10}\n").value
    assert episode.transcript == (Line("Hi.", "Ada", time=70),)


def test_a_name_without_quotes_is_a_name(read):
    episode = read(A + "transcript:\n- {line: Yes, who: No}\n- {header: null and void}\n").value
    assert episode.transcript == (Line("Yes", "No"), Header("null and void"))


def test_a_number_with_zeros_before_it_is_not_octal(read):
    assert read(A + "season: 010\nepisode: 08\n").value.season == 10


def test_a_date_without_quotes_is_a_date(read):
    assert read("title: A\ndate: 2024-03-31\n").value.published == date(2024, 3, 31)
    assert read("title: A\ndate: 2024-03-31 10:00:00\n").value.published == date(2024, 3, 31)


def test_a_day_that_is_not_in_the_calendar_is_pointed_at(read):
    assert places(read("title: A\ndate: 2023-02-30\n")) == ["2:1 wrong-type date"]


@pytest.mark.parametrize(
    "title", ["1.10", "1e3", "0x10", "2024-03-31", "on", "~x", "<<", "NULL", "é 😀"]
)
def test_a_title_is_what_stands_there(read, title):
    assert read(f"published: 2024-03-31\ntitle: {title}\n").value.title == title


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_no_value_unless_it_has_quotes(read, nothing):
    assert read(A + f"season: {nothing}\n").value.season is None
    assert read(f"title: '{nothing}'\n").value is None if not nothing else True
    assert read(A + f"short: '{nothing}'\n").value.short == nothing


def test_tags_of_yaml_change_nothing(read):
    assert read(A + "season: !!int 07\nshort: !!str 1:10\n").value.short == "1:10"


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!x", "!!binary", "!<tag:x>"])
def test_other_tags_are_refused(read, tag):
    assert places(read(f"title: A\nx: {tag} y\n")) == ["2:4 not-yaml"]


FAULTY = {
    "a tab": ("title: A\nlinks:\n\trss: x\n", "3:1 not-yaml"),
    "a colon": ("title: A\nintro: so: it is\n", "2:10 not-yaml"),
    "a quote that does not end": ("title: A\nintro: 'so\n", "3:1 not-yaml"),
    "a bracket that does not end": ("title: A\ntopics: [a\n", "3:1 not-yaml"),
    "a star": ("title: *A\n", "1:8 not-yaml"),
    "a star and a space": ("title: * A\n", "1:9 not-yaml"),
    "an at": ("title: @ada\n", "1:8 not-yaml"),
    "a percent": ("title: A\n%x: y\n", "2:3 not-yaml"),
    "a key without colon": ("title: A\nseason\n", "3:1 not-yaml"),
    "an indent too many": ("title: A\n  season: 1\n", "2:9 not-yaml"),
    "a list for a key": ("title: A\n? [a]\n: b\n", "2:3 not-yaml"),
    "no keys": ("Hello.\n", "1:1 wrong-type"),
    "a list": ("- title: A\n", "1:1 wrong-type"),
    "two documents": ("title: A\n---\ntitle: B\n", "2:1 two-documents"),
    "a bell": ("title: A\nintro: a\x07b\n", "2:9 not-text"),
    "a null": ("title: A\nintro: a\x00b\n", "2:9 not-text"),
    "a key twice": ("title: A\ndate: 2024-03-31\ntitle: B\n", "3:1 duplicate-key"),
    "a key twice below": (A + "links:\n  rss: x\n  web: y\n  rss: z\n", "6:3 duplicate-key"),
    "a key twice in an entry": (
        A + "transcript:\n- line: x\n  who: A\n  line: y\n",
        "6:3 duplicate-key",
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_what_cannot_be_read_is_pointed_at(read, case):
    text, place = FAULTY[case]
    reading = read(text)
    assert reading.value is None
    assert place in places(reading)


def test_what_is_wrong_in_nested_places_is_pointed_at(read):
    reading = read(
        """\
title: A
published: 2024-03-31
guest: ada
season: one
links:
  rss: TODO
  web: ftp://x
quotableClips:
  - name: One
    startOffset: soon
  -
    startOffset: 2
transcript:
- header: H
- line: One.
  who: "Ada:"
- time: 1:00
  line:
    One: two
-   sec: 64
    line: >
      Two
      lines
    tme: 1:10
- [x]
"""
    )
    assert sorted(places(reading), key=lambda place: int(place.partition(":")[0])) == [
        "3:1 unknown-key guest",
        "4:1 wrong-type season",
        "6:3 empty-link links.rss",
        "7:3 bad-link links.web",
        "10:5 wrong-type quotableClips[0].startOffset",
        "12:5 wrong-type quotableClips[1]",
        "15:3 first-line-without-time transcript[1].line",
        "16:3 who-with-colon transcript[1].who",
        "18:3 wrong-type transcript[2].line",
        "18:3 who-missing transcript[2].line",
        "24:5 unknown-key transcript[3].tme",
        "25:3 wrong-type transcript[4]",
    ]


def test_an_alias_stands_for_what_it_names(read):
    text = A + "guests: &who [ada]\nhosts: *who\nshort: &s B\nsubtitle: *s\n"
    episode = read(text).value
    assert (episode.guests, episode.hosts, episode.subtitle) == (("ada",), ("ada",), "B")


def test_a_merge_key_brings_what_is_not_given(read):
    text = A + "x: &a {line: Hi., who: Ada, sec: 1}\n"
    text += "transcript:\n- {<<: *a, sec: 2}\n- {sec: 3, <<: *a}\n"
    lines = read(text).value.transcript
    assert lines == (Line("Hi.", "Ada", 2), Line("Hi.", "Ada", 3))


def test_a_merge_key_can_bring_several_of_which_the_first_wins(read):
    text = A + "x: [&a {who: Ada}, &b {who: Bob, line: Hi.}]\ntranscript: [{<<: [*a, *b]}]\n"
    assert read(text).value.transcript == (Line("Hi.", "Ada"),)


def test_a_key_beside_a_merge_key_is_still_not_given_twice(read):
    text = A + "x: &a {sec: 1}\ny: {<<: *a, sec: 2, sec: 3}\n"
    assert places(read(text)) == ["4:21 duplicate-key"]


@pytest.mark.parametrize("text", ["x: *a\n", "x: &a [*a]\n", "x: &a {y: *a}\n"])
def test_an_alias_of_nothing_or_of_itself_is_refused(read, text):
    assert places(read(text))[0].endswith("not-yaml")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_do_not_matter(read, line_end, mark):
    text = 'title: A\n\ntranscript:\n- line: |\n    One\n    two\n  who: "Ada:"\n'
    reading = read(mark + text.replace("\n", line_end).encode())
    assert reading.value.transcript[0].line == "One two"
    assert "7:3 who-with-colon transcript[0].who" in places(reading)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_refused_at_the_byte(read, encoding):
    reading = read("title: Dânia\n".encode(encoding))
    assert reading.value is None
    assert places(reading)[0].endswith("not-text")
    assert "UTF-8" in str(reading.problems[0])


def test_values_that_nest_too_deep_are_refused(read):
    assert read(A + "x: " + "[" * 20 + "]" * 20).value
    started = time.perf_counter()
    assert "too-large" in places(read(A + "x: " + "[" * 100_000))[0]
    assert "too-large" in places(read(A + "x: " + "{a: " * 100_000))[0]
    assert time.perf_counter() - started < 60  # to read them all would take far longer


def test_a_file_of_more_than_eight_mebibytes_is_refused(read):
    assert read(A + "x: " + "y" * (8 * 2**20 - 50)).value
    assert places(read(A + "x: " + "y" * 8 * 2**20)) == ["1:1 too-large"]


LAUGHS = {
    "laughs": "".join(
        f"- &a{n} [{f'*a{n - 1}, ' * 9}]\n" if n else "- &a0 lol\n" for n in range(30)
    ),
    "empty lists": f"- &a [{'[], ' * 1000}]\n" + "- *a\n" * 50_000,
    "long texts": f"- &a {'x' * 1_000_000}\n" + "- *a\n" * 100_000,
    "merges": "- &a {"
    + ", ".join(f"k{n}: v" for n in range(1000))
    + "}\n"
    + "- {<<: *a}\n" * 50_000,
}
MEASURED = """
import resource, sys
from pathlib import Path
from mkdocs_podcast.source import find, read_files
sources = find(Path(sys.argv[1]), Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(reading,), _ = read_files(sources)
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(reading.problems[-1].code, grown)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows measures no memory in this way")
@pytest.mark.parametrize("case", LAUGHS)
def test_aliases_that_expand_without_end_are_refused_before_they_do(tmp_path, case):
    (tmp_path / "a.yaml").write_text(A + "x:\n" + LAUGHS[case])
    command = [sys.executable, "-c", MEASURED, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    code, mebibytes = run.stdout.split()
    assert code == "too-large"
    assert int(mebibytes) < 100
