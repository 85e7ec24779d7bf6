from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timezone

import pytest

from mkdocs_podcast.show import Header, Line

from .conftest import A, position_of


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


AS_COLON = "YAML reads the colon in this text as the end of a key."
NOT_ALIGNED = "This key is not aligned with the keys above."
TAB = "The line is indented with a tab, but YAML allows only spaces."
IN_BRACES = "In braces, text that contains commas, colons, brackets or quotes needs quotes."


def at_start(character: str, meaning: str) -> str:
    return f"YAML reads “{character}” at the start of this text as {meaning}."


@pytest.mark.parametrize(
    ("text", "position", "message", "pasted"),
    [
        ("x: so: it is", "1:6", AS_COLON, 'x: "so: it is"'),
        ("- x: 😀 so: it is", "1:10", AS_COLON, '- x: "😀 so: it is"'),
        ("x: it's \"so\": yes", "1:13", AS_COLON, "x: 'it''s \"so\": yes'"),
        (f"x: {'y ' * 400}: z", "1:804", AS_COLON, f'x: "{"y " * 47}y … {"y " * 48}: z"'),
        ("x: [laughs] Yes", "1:4", at_start("[", "a list"), 'x: "[laughs] Yes"'),
        ("x: {a} b", "1:4", at_start("{", "a mapping"), 'x: "{a} b"'),
        ("x: *A* b", "1:4", at_start("*", "a reference"), 'x: "*A* b"'),
        ("x: & b", "1:4", at_start("&", "an anchor"), 'x: "& b"'),
        ("x: !a!b c", "1:4", at_start("!", "a tag"), 'x: "!a!b c"'),
        ("x: | b", "1:4", at_start("|", "the start of a block"), 'x: "| b"'),
        ("x: > b", "1:4", at_start(">", "the start of a block"), 'x: "> b"'),
        ("x: - b", "1:4", at_start("-", "an item of a list"), 'x: "- b"'),
        ("x: ? b", "1:4", at_start("?", "a key"), 'x: "? b"'),
        *((f"x: {each}b", "1:4", f"A text without quotes cannot start with “{each}” in YAML.",
           f'x: "{each}b"') for each in "@`%,]}"),
        ('- x: "Stop," she said', "1:6", "The text continues after its closing quote.",
         "- x: '\"Stop,\" she said'"),
        ("x: 'It's me'", "1:4", "The text contains the quotes that it is written in.",
         'x: "It\'s me"'),
        ("x: 'so", "1:4", "The quote “'” is not closed.", "x: 'so'"),
        ("x: [a", "1:4", "The bracket “[” is not closed.", 'x: "[a"'),
        (r'x: "a\d"', "1:6", "In double quotes, the character after the backslash has no meaning.",
         r"x: 'a\d'"),
        ("x: a # b\n  c", "2:3", "YAML reads “#” in this text as the start of a comment.",
         'x: "a # b c"'),
        ("- {x: a: b, y: c}", "1:8", IN_BRACES, '- {x: "a: b", y: c}'),
        ("- {x: [a] b, y: [c]}", "1:11", IN_BRACES, '- {x: "[a] b", y: [c]}'),
        ("x: a\n  y: 1", "2:4",
         "YAML reads this line as more of the text above, but it looks like a key.", 'x: "a y: 1"'),
        ("x:y\nz: 1", "1:3", "There is no space after “x:”.", "x: y"),
        ("x:\n\ta: b", "2:1", TAB, None),
        ("x: a\n  \tb: c", "2:5", AS_COLON, None),
        ("x:\n- y: a\n z: b", "3:2", NOT_ALIGNED, None),
        ("%x: y", "1:3", "A line that starts with “%” is read as a directive.", None),
        ("x: y\nseason\n", "3:1",
         "A key has no colon, or a text continues without being indented.", None),
        ("? [a]\n: b", "1:3", "A list or mapping is used as a key.", None),
        (r'x: "\ud83d"', "1:7", "The escape after the backslash is not a character.", None),
    ],
)  # fmt: skip
def test_a_syntax_error_is_explained_at_its_position(read, text, position, message, pasted):
    file = read(text)
    assert file.episode is None
    assert file.positions == [f"{position} not-yaml"]
    assert file.problems[0].message == message
    assert pasted is None or file.problems[0].advice.endswith(f": {pasted}")


def test_a_reading_finds_the_errors_after_the_first_one(read):
    file = read("""\
title: A: B
transcript:
- line: [laughs] Yes
  who: @ada
- line: |
    This: is fine # here
- line: "Stop," she said
  who:Bob
- {line: a: b, who: c}
- line: *Never*
  who: "Ada
intro: on
  two: lines
season: 1
season: 2
""")
    assert file.positions == [
        *("1:9 not-yaml", "3:9 not-yaml", "4:8 not-yaml", "7:9 not-yaml", "8:7 not-yaml"),
        *("9:11 not-yaml", "10:9 not-yaml", "11:8 not-yaml", "13:6 not-yaml"),
        "15:1 duplicate-key season",
    ]


@pytest.mark.parametrize(
    ("text", "position", "pasted", "value_in"),
    [
        ("title: Show # 1", "1:13 title", 'title: "Show # 1"', lambda f: f.episode.title),
        ("intro: Two\n  lines # 1", "2:9 intro", 'intro: "Two lines # 1"', None),
        ("transcript:\n- line: A # 1", "2:11 transcript[0].line", '- line: "A # 1"', None),
        ("transcript:\n- header: A # 1", "2:13 transcript[0].header", '- header: "A # 1"', None),
        ("clips:\n- name: A # 1\n  startOffset: 1", "2:11 clips[0].name", '- name: "A # 1"', None),
        ("x: *A", "1:4 x", 'x: "*A"', lambda f: f.episode.extra["x"]),
        ("x: &a [*a]", "1:8 x[0]", 'x: "&a [*a]"', None),
        ("x: !a b", "1:4 x", 'x: "!a b"', lambda f: f.episode.extra["x"]),
        ("x: ! b", "1:4 x", 'x: "! b"', lambda f: f.episode.extra["x"]),
        ("x: !!binary b", "1:4 x", 'x: "!!binary b"', lambda f: f.episode.extra["x"]),
        ("x: &a b", "1:4", 'x: "&a b"', None),
        ("transcript:\n- {who: A, line: Yes, it is, and so on.}", "2:28 transcript[0]",
         '- {who: A, line: "Yes, it is, and so on."}', None),
    ],
)  # fmt: skip
def test_text_that_yaml_would_lose_is_reported_with_the_line_to_paste(
    read, text, position, pasted, value_in
):
    file = read(text)
    (problem,) = [problem for problem in file.problems if problem.code == "unquoted-text"]
    assert position_of(problem).replace(" unquoted-text", "") == position
    assert problem.advice.endswith(f": {pasted}")
    if value_in:
        assert f": {value_in(file)}" in text


@pytest.mark.parametrize(
    "text",
    [
        "season: 2 # spring\nimage: https://a.example/x.png # cover",
        'title: "Show # 1" # the first',
        "title: C#",
        "topics: [] # none",
        "# title: B",
        "short: &s B\nsubtitle: *s",
        "x: !!str b\ny: ! 'b'",
        "x: {a: , b: }",
        "intro: |\n  A # 1",
    ],
)
def test_comments_anchors_and_empty_values_are_fine(read, text):
    assert not any("unquoted-text" in position for position in read(f"{A}{text}").positions)


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
