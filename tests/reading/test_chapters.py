from __future__ import annotations

import json

import pytest

from mkdocs_podcast.reading.chapters import chapters_in_notes, read_chapter_file
from mkdocs_podcast.show import ChapterMark, Header, Line

from .conftest import A, read_files

SEA = ChapterMark(title="The sea", start=0.0)
MOON = ChapterMark(title="Sun & moon", start=62.5, url="https://moon.example/")
PSC = """\
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="00:00:00.000" title="The sea"/>
<psc:chapter href="https://moon.example/" title='Sun &amp; moon' start="00:01:02.500" />
</psc:chapters>"""
JSON = {
    "version": "1.2.0",
    "chapters": [
        {"startTime": 62.5, "title": "Sun & moon", "url": "https://moon.example/"},
        {"startTime": 30, "img": "only-a-picture.png", "toc": False},
        {"startTime": 0, "title": "The sea"},
    ],
}


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        (json.dumps(JSON), "json"),
        (PSC, "xml"),
        ("00:00:00.000 The sea\n00:01:02.500 Sun & moon <https://moon.example/>\n", "txt"),
    ],
    ids=["json", "psc", "mp4chaps"],
)
def test_a_file_of_chapters_is_read(text, format_):
    marks, problems = read_chapter_file(text, format_)
    assert (sorted(marks, key=lambda mark: mark.start), problems) == ([SEA, MOON], [])


@pytest.mark.parametrize(
    ("text", "format_", "titles"),
    [
        ("CHAPTER01=00:00:00.000\nCHAPTER01NAME=The sea\nCHAPTER02=0:09\n", "txt", ["The sea", ""]),
        ("(0:00) A\n0:10 - B\nHello.\n[1:00:00] C", "txt", ["A", "B", "C"]),
        ('{"chapters": [{"startTime": 1, "title": "A"}, {"title": "B"}, 3]}', "json", ["A"]),
        ("{", "json", []),
    ],
)
def test_valid_chapters_are_read_and_others_reported(text, format_, titles):
    marks, problems = read_chapter_file(text, format_)
    assert [mark.title for mark in marks] == titles
    assert {problem.code for problem in problems} <= {"bad-chapter", "bad-mapping"}


@pytest.mark.parametrize(
    ("notes", "titles"),
    [
        (
            "Hi.\n\n- 0:34 – Why we *blog*\n- [1:02](https://a.example/) How\n",
            ["Why we blog", "How"],
        ),
        ("(00:34) Why\n1:02:03 How", ["Why", "How"]),
        ("At 10:30 we met.", []),
        ("10:30 we met.", []),
    ],
)
def test_chapters_are_a_list_of_times_in_show_notes(notes, titles):
    assert [mark.title for mark in chapters_in_notes(notes)] == titles


VALUES = """chapters:
  - {start: "0:05", title: The moon, img: moon.png, href: "https://moon.example/"}
  - 0:00 The sea
  - {start: 1:30, title: The end}
transcript:
  - {line: It is wide., time: 0:01}
  - {line: It pulls., time: 0:05}
  - {line: Always.}
"""


def test_chapters_divide_a_transcript_without_headers_into_sections(read):
    file = read(A + VALUES)
    assert file.entries == (
        Header("The sea", start=0.0), Line("It is wide.", start=1.0), Header("The moon", start=5.0),
        Line("It pulls.", start=5.0), Line("Always."), Header("The end", start=90.0),
    )  # fmt: skip
    sections = [(section.header, section.start) for section in file.episode.outline.sections]
    assert sections == [("The sea", 0.0), ("The moon", 5.0), ("The end", 90.0)]
    chapters = [(each.title, each.start, each.anchor) for each in file.episode.outline.chapters]
    assert chapters == [("The sea", 0.0, "t-1"), ("The moon", 5.0, "t-5"), ("The end", 90.0, "")]
    assert "3:1 youtube-chapters chapters" in file.positions
    assert "8:6 who-missing transcript[0].line" in file.positions


def test_headers_of_a_transcript_stay_and_chapters_are_those_of_the_file(read):
    file = read(A + VALUES.replace("transcript:", "transcript:\n  - header: H"))
    assert [each.header for each in file.episode.outline.sections] == ["H"]
    assert [each.start for each in file.episode.outline.chapters] == [0, 5, 90]


def test_a_line_does_not_span_two_chapters(tmp_path):
    read = read_files(
        tmp_path,
        "episodes/a.yaml\n  {title: A, date: 2024-03-31}\nepisodes/a.chapters.json\n  "
        + json.dumps(JSON)
        + "\nepisodes/a.vtt\n  WEBVTT\n\n  01:01.000 --> 01:02.000\n  one\n\n"
        "  01:02.500 --> 01:03.000\n  two\n",
    )
    (episode,) = read.episodes
    sections = [(each.header, dict(each.characters)) for each in episode.outline.sections]
    assert sections == [("The sea", {"": 3}), ("Sun & moon", {"": 3})]
    assert [each.url for each in episode.outline.chapters] == ["", "https://moon.example/"]
