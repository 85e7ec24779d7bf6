from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timezone

import pytest

from mkdocs_podcast.show import Header, Line

from .conftest import A


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        *((f"title: {text}", "title", text) for text in (
            "1.10", "1e3", "0x10", "2024-03-31", "on", "~x", "<<", "NULL", "é 😀", r"\ud83d\ude00",
        )),
        *((f"season: {nothing}", "season", None) for nothing in ("", "~", "null")),
        *((f"short: '{text}'", "short", text) for text in ("", "~", "null")),
        ("date: 2024-03-31", "published", date(2024, 3, 31)),
        ("date: 2024-03-31 10:00:00", "published", datetime(2024, 3, 31, 10, tzinfo=timezone.utc)),
        ("season: 010", "season", 10),
        ("season: !!int 07", "season", 7),
        ("short: !!str 1:10", "short", "1:10"),
        (r'title: "\ud83d\ude00 and \uD83D\uDE80"', "title", "😀 and 🚀"),
        (r'title: "\\ud83d\\ude00"', "title", r"\ud83d\ude00"),
        (r'title: "\\\ud83d\ude00"', "title", "\\😀"),
        ("guests: &who [ada]\nhosts: *who", "hosts", ("ada",)),
        ("short: &s B\nsubtitle: *s", "subtitle", "B"),
    ],
)  # fmt: skip
def test_a_scalar_is_the_text_in_the_file(read, text, field, value):
    assert getattr(read(text).episode, field) == value


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("[{line: Hi., who: Ada, time: 1:10}]", [Line("Hi.", "Ada", 70.0)]),
        ("[{line: Yes, who: No}, {header: null or}]", [Line("Yes", "No"), Header("null or")]),
        ("[{<<: *a, sec: 2}, {sec: 3, <<: *a}]", [Line("Hi.", "A", 2.0), Line("Hi.", "A", 3.0)]),
        ("[{<<: [*b, *a]}]", [Line("Hi.", "B", 1.0)]),
    ],
)
def test_a_merge_key_adds_missing_keys_and_values_without_quotes_are_text(read, text, entries):
    anchors = "x: [&a {line: Hi., who: A, sec: 1}, &b {who: B}]\n"
    assert list(read(f"{A}{anchors}transcript: {text}").entries) == entries


@pytest.mark.parametrize(
    ("text", "position"),
    [
        *((f"title: A\nx: {tag} y\n", "2:4 not-yaml") for tag in (
            "!!python/object/apply:os.system", "!x", "!!binary", "!<tag:x>",
        )),
        ("Hello.\n", "1:1 not-a-mapping"),
        ("- title: A\n", "1:1 not-a-mapping"),
        ("title: A\n---\ntitle: B\n", "2:1 two-documents"),
        ("title: A\nintro: a\x07b\n", "2:9 not-text"),
        ("title: A\nintro: a\x00b\n", "2:9 not-text"),
        ("title: A\ntranscript: []\ntranscript: []\n", "3:1 duplicate-key transcript"),
        *(("title: Dânia\n".encode(encoding), f"{position} not-text") for encoding, position in (
            ("utf-16", "1:1"), ("utf-32", "1:1"), ("latin-1", "1:9"), ("cp1252", "1:9"),
        )),
        (f"title: A\nx: {'y' * 8 * 2**20}", "1:1 too-large"),
    ],
)  # fmt: skip
def test_an_unreadable_file_is_omitted_and_its_problem_has_a_position(read, text, position):
    file = read(text)
    assert file.episode is None
    assert file.positions == [position]


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("x:\n\ta: b", "2:1", "The line is indented with a tab, but YAML allows only spaces."),
        ("x: so: it is", "1:6", "The colon in this text is read as the end of a key."),
        ("x: a\n  y: 1", "2:4", "The colon in this text is read as the end of a key."),
        ("x: 'so", "1:7", "A quote or bracket is not closed."),
        ("x: [a", "2:1", "A bracket or brace is not closed, or a comma is missing."),
        ("x: *A", "1:4", "There is no “&A” before “*A”."),
        ("x: &a [*a]", "1:8", "There is no “&a” before “*a”."),
        ("x: &a {y: *a}", "1:11", "There is no “&a” before “*a”."),
        ("x: * A", "1:5", "The star is read as an alias."),
        ("x: & A", "1:5", "The ampersand is read as an anchor."),
        ("x: @ada", "1:4", "YAML reserves the first character of this text."),
        ("%x: y", "1:3", "A line that starts with “%” is read as a directive."),
        (
            "x: y\nseason\n",
            "3:1",
            "A key has no colon, or a text continues without being indented.",
        ),
        ("? [a]\n: b", "1:3", "A list or mapping is used as a key."),
        ('x: "\\ud83d"', "1:7", "The escape after the backslash is not a character."),
        ('x: "a" b', "1:8", "Expected a key."),
        ("x:\n  - 'a' b", "2:9", "Expected the next item of a list."),
        ("x: ]", "1:4", "Expected a value."),
    ],
)
def test_a_syntax_error_is_explained_at_its_position(read, text, position, message):
    file = read(text)
    assert file.positions == [f"{position} not-yaml"]
    assert file.problems[0].message == message


@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_files_and_levels_of_nesting_are_limited_generously(read, opening):
    assert "too-large" in read(f"x: {opening * 100_000}").positions[0]
    assert read(f"x: {'[' * 20}{']' * 20}\ny: {'z' * (8 * 2**20 - 50)}").episode


@pytest.mark.parametrize(
    ("text", "position", "value_in"),
    [
        ("title: 1\ntitle: 2", "3:1 duplicate-key title", lambda f: f.episode.title),
        ("ids:\n  a: 1\n  a: 2", "4:3 duplicate-key ids.a", lambda f: f.episode.ids["a"]),
        ("x: &a {b: 0}\ny: {<<: *a, b: 1, b: 2}", "3:19 duplicate-key y.b",
         lambda f: f.episode.extra["y"]["b"]),
        ("transcript:\n- line: 1\n  line: 2", "4:3 duplicate-key transcript[0].line",
         lambda f: f.entries[0].text),
    ],
)  # fmt: skip
def test_the_last_of_two_values_under_the_same_key_counts(read, text, position, value_in):
    file = read(f"published: 2024-03-31\n{text}")
    assert position in file.positions
    assert str(value_in(file)) == "2"


def test_problems_in_nested_values_have_positions(read):
    file = read("""\
title: A
published: 2024-03-31
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
""")
    assert file.positions == [
        "4:3 empty-link links.rss",
        "5:3 bad-link links.web",
        "8:5 bad-time quotableClips[0].startOffset",
        "10:5 bad-clip quotableClips[1]",
        "12:3 bad-entry transcript[0]",
        "14:3 first-line-without-time transcript[2].line",
        "15:3 who-with-colon transcript[2].who",
        "17:3 bad-text transcript[3].line",
        "20:5 who-missing transcript[4].line",
        "23:5 unknown-key transcript[4].tme",
    ]
    assert file.entries[-1] == Line("Two lines", start=64.0, extra={"tme": "1:10"})


def test_a_line_of_several_paragraphs_keeps_them(read):
    file = read(
        f"{A}transcript:\n- who: Ada\n  sec: 5\n  line: |\n    One\n    two.\n\n    Three.\n"
    )
    assert file.entries == (Line("One two.", "Ada", 5.0), Line("Three.", "Ada"))
    assert file.positions == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_do_not_matter(read, line_end, mark):
    text = 'title: A\n\ntranscript:\n- line: |\n    One\n    two\n  who: "Ada:"\n'
    file = read(mark + text.replace("\n", line_end).encode())
    assert file.entries[0].text == "One two"
    assert "7:3 who-with-colon transcript[0].who" in file.positions


LAUGHS = {
    "laughs": "".join(
        f"- &a{n} [{f'*a{n - 1}, ' * 9}]\n" if n else "- &a0 lol\n" for n in range(30)
    ),
    "empty lists": f"- &a [{'[], ' * 1000}]\n" + "- *a\n" * 50_000,
    "long texts": f"- &a {'x' * 1_000_000}\n" + "- *a\n" * 100_000,
    "merges": f"- &a {{{', '.join(f'k{n}: v' for n in range(1000))}}}\n" + "- {<<: *a}\n" * 50_000,
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
