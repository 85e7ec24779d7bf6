from __future__ import annotations

import json
import re

from hypothesis import given

from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.formats.chapters import write_chapter_list, write_chapters_json
from mkdocs_podcast.show import Entry, Episode, Header, Line, parse_timecode

from ..strategies import transcripts
from .shows import with_transcript

PAGE = "https://example.org/podcast/tides/"


def episode(*entries: Entry, **values) -> Episode:
    return with_transcript(Episode(title="Tides", **values), *entries)


TIDES = episode(
    Header("The moon & <i>we</i>"), Line("It pulls.", "Ada", 0.5),
    Header("The sun"), Line("It shines.", "Ada", 132.2), Line("Indeed.", "Ada", 140),
    Header("“Tea” 😀"), Line("With milk.", "Ada", 3723),
    duration=4000.0,
)  # fmt: skip


def test_apps_get_times_titles_and_urls():
    assert json.loads(write_chapters_json(TIDES, PAGE)) == {
        "version": "1.2.0",
        "title": "Tides",
        "chapters": [
            {
                "startTime": 0.5,
                "endTime": 132.2,
                "title": "The moon & <i>we</i>",
                "url": f"{PAGE}#t-0",
            },
            {"startTime": 132.2, "endTime": 3723, "title": "The sun", "url": f"{PAGE}#t-132"},
            {"startTime": 3723, "endTime": 4000, "title": "“Tea” 😀", "url": f"{PAGE}#t-3723"},
        ],
    }


def test_a_chapter_links_to_the_anchor_of_its_own_line():
    close = episode(Header("A"), Line("x", "", 132.2), Header("B"), Line("y", "", 132.8))
    rows = json.loads(write_chapters_json(close, PAGE))["chapters"]
    assert [row["url"] for row in rows] == [f"{PAGE}#t-132", f"{PAGE}#t-132-2"]


def test_unknown_values_are_omitted():
    short = episode(Header("A"), Line("Hi.", "Ada", 1))
    assert json.loads(write_chapters_json(short, ""))["chapters"] == [
        {"startTime": 1, "title": "A"}
    ]


def test_a_description_gets_whole_seconds_and_no_forbidden_character():
    assert write_chapter_list(TIDES, "Introduction") == (
        "0:00 The moon & ‹i›we‹/i›\n2:12 The sun\n1:02:03 “Tea” 😀\n"
    )


def test_the_list_starts_at_zero_with_an_introduction():
    late = episode(
        Line("Hi.", "", 0), Header("A"), Line("x", "", 30), Header("B"), Line("y", "", 60)
    )
    assert write_chapter_list(late, "Intro") == "0:00 Intro\n0:30 A\n1:00 B\n"


def test_there_is_no_list_that_platforms_would_ignore():
    two = episode(Header("A"), Line("x", "", 0), Header("B"), Line("y", "", 60))
    assert write_chapter_list(two, "Intro") == ""


@given(transcripts)
def test_the_files_of_any_transcript_contain_its_chapters(transcript):
    made = episode(*transcript)
    files = transcript_files(made, transcript, {}, PAGE, ("chapters", "chapter-list"), "Intro")
    rows = json.loads(files["chapters"])["chapters"]
    chapters = made.outline.chapters
    assert [(row["title"], row["startTime"]) for row in rows] == [
        (chapter.title, chapter.start) for chapter in chapters
    ]
    lines = files["chapter-list"].decode().splitlines()
    listed = [re.fullmatch(r"([\d:]+) ([^\n<>]+)", line) for line in lines]
    starts = [parse_timecode(row[1]) for row in listed]
    assert starts[-len(chapters) :] == [int(chapter.start) for chapter in chapters] or not lines
