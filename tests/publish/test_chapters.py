from __future__ import annotations

import json
import re
from itertools import chain, pairwise

import pytest
from hypothesis import given

from mkdocs_podcast.model import Episode, Header, Line, parse_timecode
from mkdocs_podcast.publish import chapters

from ..strategies import transcripts

PAGE = "https://example.org/podcast/tides/"


def episode(*transcript: Header | Line, **values: object) -> Episode:
    return Episode(title="Tides", transcript=transcript, **values)


TIDES = episode(
    Header("The moon & <i>we</i>"), Line("It pulls.", "Ada", 0.5),
    Header("The sun"), Line("It shines.", "Ada", 132), Line("Indeed.", "Ada", 140),
    Header("“Tea” 😀"), Line("With milk.", "Ada", 3723),
    duration=4000.0,
)  # fmt: skip


def test_apps_get_times_titles_and_addresses():
    assert json.loads(chapters.files(TIDES, PAGE)["chapters.json"]) == {
        "version": "1.2.0",
        "title": "Tides",
        "chapters": [
            {
                "startTime": 0.5,
                "endTime": 132,
                "title": "The moon & <i>we</i>",
                "url": f"{PAGE}#t-0",
            },
            {"startTime": 132, "endTime": 3723, "title": "The sun", "url": f"{PAGE}#t-132"},
            {"startTime": 3723, "endTime": 4000, "title": "“Tea” 😀", "url": f"{PAGE}#t-3723"},
        ],
    }


def test_what_is_not_known_is_left_out():
    made = json.loads(chapters.files(episode(Header("A"), Line("Hi.", "Ada", 1)))["chapters.json"])
    assert made["chapters"] == [{"startTime": 1, "title": "A"}]


def test_a_description_gets_whole_seconds_and_no_character_that_it_cannot_have():
    assert chapters.files(TIDES)["chapters.txt"] == (
        "0:00 The moon & ‹i›we‹/i›\n2:12 The sun\n1:02:03 “Tea” 😀\n"
    )


def at(*starts: float) -> Episode:
    sections = ((Header(f"At {start}"), Line("Hi.", "Ada", start)) for start in starts)
    return episode(*chain.from_iterable(sections))


def test_a_description_starts_at_0_00_with_an_introduction():
    made = chapters.files(at(10, 90), introduction="Einleitung")["chapters.txt"]
    assert made == "0:00 Einleitung\n0:10 At 10\n1:30 At 90\n"


@pytest.mark.parametrize(
    "starts", [(5, 60, 90), (0, 60), (0, 60, 69)], ids=["short start", "too few", "short chapter"]
)
def test_there_is_no_list_that_platforms_would_ignore(starts):
    assert set(chapters.files(at(*starts))) == {"chapters.json"}


def test_a_chapter_links_to_the_anchor_that_its_line_has_on_the_page():
    made = episode(
        Header("A"), Line("One.", "Ada", 132.2),
        Header("B"), Line("Two.", "Ada", 132.8), Line("", "Ada"), Line("Three.", "Ada"),
        Header("C"), Line("", "Bob"), Line("Four.", "Bob", 133),
    )  # fmt: skip
    rows = json.loads(chapters.files(made, PAGE)["chapters.json"])["chapters"]
    assert [row["url"] for row in rows] == [
        f"{PAGE}#t-132", f"{PAGE}#t-132-2", f"{PAGE}#t-133",
    ]  # fmt: skip


def test_without_chapters_there_is_no_file():
    assert chapters.files(episode(Line("Hi.", "Ada", 1)), PAGE) == {}


def test_every_file_has_a_type():
    assert set(chapters.files(TIDES)) == set(chapters.FORMATS)
    assert chapters.FORMATS["chapters.json"] == "application/json+chapters"


@given(transcripts)
def test_of_any_transcript_the_files_say_what_the_chapters_are(transcript):
    made = episode(*transcript).chapters
    files = chapters.files(episode(*transcript), PAGE)
    if not made:
        assert files == {}
        return
    rows = json.loads(files["chapters.json"])["chapters"]
    assert [(row["title"], row["startTime"]) for row in rows] == [(c.title, c.start) for c in made]
    if "chapters.txt" in files:
        listed = [
            re.fullmatch(r"([\d:]+) ([^\n<>]+)", line)
            for line in files["chapters.txt"].removesuffix("\n").split("\n")
        ]
        starts = [parse_timecode(row[1]) for row in listed]
        assert starts[0] == 0
        assert starts[-len(made) :] == [int(c.start) for c in made]
        assert len(starts) >= 3
        assert all(end - start >= 10 for start, end in pairwise(starts))
