from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from mkdocs_podcast.show import Header, Line

A = "title: A\npublished: 2024-03-31\n"


def test_a_time_without_quotes_is_a_time(read):
    entries = read(A + "transcript:\n- {line: Hi., who: Ada, time: 1:10}\n").entries
    assert entries == (Line("Hi.", "Ada", 70.0),)


def test_a_name_without_quotes_is_a_name(read):
    entries = read(A + "transcript:\n- {line: Yes, who: No}\n- {header: null and void}\n").entries
    assert entries == (Line("Yes", "No"), Header("null and void"))


def test_a_number_that_starts_with_zero_is_not_octal(read):
    assert read(A + "season: 010\nepisode: 08\n").episode.season == 10


@pytest.mark.parametrize("written", ["2024-03-31", "2024-03-31 10:00:00"])
def test_a_date_without_quotes_is_a_date(read, written):
    assert read(f"title: A\ndate: {written}\n").episode.published == date(2024, 3, 31)


@pytest.mark.parametrize(
    "title", ["1.10", "1e3", "0x10", "2024-03-31", "on", "~x", "<<", "NULL", "é 😀"]
)
def test_a_title_is_the_text_in_the_file(read, title):
    assert read(f"published: 2024-03-31\ntitle: {title}\n").episode.title == title


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_no_value_unless_it_is_quoted(read, nothing):
    assert read(A + f"season: {nothing}\n").episode.season is None
    assert read(A + f"short: '{nothing}'\n").episode.short == nothing


def test_yaml_tags_are_ignored(read):
    assert read(A + "season: !!int 07\nshort: !!str 1:10\n").episode.short == "1:10"


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!x", "!!binary", "!<tag:x>"])
def test_other_tags_are_rejected(read, tag):
    assert read(f"title: A\nx: {tag} y\n").positions == ["2:4 not-yaml"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r'"\ud83d\ude00 and \uD83D\uDE80"', "😀 and 🚀"),
        (r'"\\ud83d\\ude00"', r"\ud83d\ude00"),
        (r'"\\\ud83d\ude00"', "\\😀"),
        (r"\ud83d\ude00", r"\ud83d\ude00"),
    ],
)
def test_characters_that_json_escapes_as_two_are_one(read, written, title):
    assert read(f"title: {written}\n").episode.title == title


UNREADABLE = {
    "a tab": ("title: A\nlinks:\n\trss: x\n", "3:1 not-yaml"),
    "a colon": ("title: A\nintro: so: it is\n", "2:10 not-yaml"),
    "an open quote": ("title: A\nintro: 'so\n", "3:1 not-yaml"),
    "an open bracket": ("title: A\ntopics: [a\n", "3:1 not-yaml"),
    "a star": ("title: *A\n", "1:8 not-yaml"),
    "a star and a space": ("title: * A\n", "1:9 not-yaml"),
    "an at sign": ("title: @ada\n", "1:8 not-yaml"),
    "a percent sign": ("title: A\n%x: y\n", "2:3 not-yaml"),
    "a key without a colon": ("title: A\nseason\n", "3:1 not-yaml"),
    "too much indentation": ("title: A\n  season: 1\n", "2:9 not-yaml"),
    "a list as a key": ("title: A\n? [a]\n: b\n", "2:3 not-yaml"),
    "half a character": ('title: "\\ud83d"\n', "1:11 not-yaml"),
    "no keys": ("Hello.\n", "1:1 not-a-mapping"),
    "a list": ("- title: A\n", "1:1 not-a-mapping"),
    "two documents": ("title: A\n---\ntitle: B\n", "2:1 two-documents"),
    "a bell": ("title: A\nintro: a\x07b\n", "2:9 not-text"),
    "a null": ("title: A\nintro: a\x00b\n", "2:9 not-text"),
    "two transcripts": (A + "transcript: []\ntranscript: []\n", "4:1 duplicate-key transcript"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_is_omitted_and_its_problem_has_a_position(read, case):
    text, position = UNREADABLE[case]
    file = read(text)
    assert file.episode is None
    assert file.positions == [position]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("title: B\ndate: 2024-03-31\ntitle: A\n", "3:1 duplicate-key title"),
        (
            A + "links:\n  rss: x\n  web: y\n  rss: https://z.example\n",
            "6:3 duplicate-key links.rss",
        ),
        (
            A + "transcript:\n- line: x\n- line: x\n  who: A\n  line: y\n",
            "7:3 duplicate-key transcript[1].line",
        ),
    ],
)
def test_the_last_of_two_values_under_the_same_key_counts(read, text, position):
    file = read(text)
    assert position in file.positions
    assert file.episode.title == "A"
    assert file.episode.links.get("rss") in {None, "https://z.example"}
    assert [entry.text for entry in file.entries] in ([], ["x", "y"])


def test_problems_in_nested_values_have_positions(read):
    file = read(
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
- [x]
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
"""
    )
    assert file.positions == [
        "3:1 unknown-key guest",
        "4:1 bad-number season",
        "6:3 empty-link links.rss",
        "7:3 bad-link links.web",
        "10:5 bad-time quotableClips[0].startOffset",
        "12:5 bad-clip quotableClips[1]",
        "14:3 bad-entry transcript[0]",
        "16:3 first-line-without-time transcript[2].line",
        "17:3 who-with-colon transcript[2].who",
        "19:3 bad-text transcript[3].line",
        "22:5 who-missing transcript[4].line",
        "25:5 unknown-key transcript[4].tme",
    ]
    assert file.entries[-1] == Line("Two lines", start=64.0, extra={"tme": "1:10"})


def test_an_alias_is_replaced_by_its_value(read):
    text = A + "guests: &who [ada]\nhosts: *who\nshort: &s B\nsubtitle: *s\n"
    episode = read(text).episode
    assert (episode.guests, episode.hosts, episode.subtitle) == (("ada",), ("ada",), "B")


def test_a_merge_key_adds_missing_keys(read):
    text = A + "x: &a {line: Hi., who: Ada, sec: 1}\n"
    text += "transcript:\n- {<<: *a, sec: 2}\n- {sec: 3, <<: *a}\n"
    assert read(text).entries == (Line("Hi.", "Ada", 2.0), Line("Hi.", "Ada", 3.0))


def test_the_first_of_several_merged_mappings_wins(read):
    text = A + "x: [&a {who: Ada}, &b {who: Bob, line: Hi.}]\ntranscript: [{<<: [*a, *b]}]\n"
    assert read(text).entries == (Line("Hi.", "Ada"),)


def test_a_duplicate_key_next_to_a_merge_key_is_reported(read):
    text = A + "x: &a {sec: 1}\ny: {<<: *a, sec: 2, sec: 3}\n"
    assert read(text).positions == ["4:21 duplicate-key y.sec"]


@pytest.mark.parametrize("text", ["x: *a\n", "x: &a [*a]\n", "x: &a {y: *a}\n"])
def test_an_alias_of_nothing_or_of_itself_is_rejected(read, text):
    assert read(text).positions[0].endswith("not-yaml")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_do_not_matter(read, line_end, mark):
    text = 'title: A\n\ntranscript:\n- line: |\n    One\n    two\n  who: "Ada:"\n'
    file = read(mark + text.replace("\n", line_end).encode())
    assert file.entries[0].text == "One two"
    assert "7:3 who-with-colon transcript[0].who" in file.positions


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_rejected(read, encoding):
    file = read("title: Dânia\n".encode(encoding))
    assert file.episode is None
    assert file.positions[0].endswith("not-text")
    assert "UTF-8" in str(file.problems[0])


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_deeply_nested_values_are_rejected(read, opening):
    assert read(A + "x: " + "[" * 20 + "]" * 20).episode
    assert "too-large" in read(A + "x: " + opening * 100_000).positions[0]


def test_a_file_of_more_than_eight_mebibytes_is_rejected(read):
    assert read(A + "x: " + "y" * (8 * 2**20 - 50)).episode
    assert read(A + "x: " + "y" * 8 * 2**20).positions == ["1:1 too-large"]


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
from mkdocs_podcast.reading.yaml import read_yaml
text = Path(sys.argv[1]).read_text()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
document = read_yaml(text)
print(document.problems[-1].code)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows measures no memory in this way")
@pytest.mark.parametrize("case", LAUGHS)
def test_aliases_that_expand_without_end_are_rejected(tmp_path, case):
    (tmp_path / "a.yaml").write_text(A + "x:\n" + LAUGHS[case])
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "a.yaml")]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    code, mebibytes = result.stdout.split()
    assert code == "too-large"
    assert int(mebibytes) < 100
