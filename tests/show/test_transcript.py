from __future__ import annotations

import pytest
from hypothesis import given

from mkdocs_podcast.show import Header, Line, Transcript, outline_of
from mkdocs_podcast.show.transcript import shown_lines

from ..strategies import transcripts


def transcript(*entries: Header | Line) -> Transcript:
    return Transcript(entries)


def test_lines_before_the_first_header_are_a_section_without_one():
    sections = transcript(Line("a"), Header("H", "h"), Line("b", start=7)).sections()
    assert [(s.header, s.id, len(s.lines), s.start) for s in sections] == [
        ("", "", 1, None),
        ("H", "h", 1, 7),
    ]


def test_a_section_has_the_topics_of_its_header():
    outline = outline_of(
        transcript(Line("a"), Header("H", topics=("x", "y")), Header("I", topics=("x",)))
    )
    assert [section.topics for section in outline.sections] == [(), ("x", "y"), ("x",)]
    assert outline.topics == {"x": [1, 2], "y": [1]}


def test_an_outline_contains_who_says_how_much_in_each_section():
    lines = (Line("123", "Ada:"), Line("45"), Line("6", "Bob"))
    outline = outline_of(transcript(*lines, Header("H"), Line("7"), *lines))
    assert [section.characters for section in outline.sections] == [
        {"Ada": 5, "Bob": 1},
        {"": 1, "Ada": 5, "Bob": 1},
    ]
    assert outline.speakers == {"Ada": 0, "Bob": 2}


def test_a_header_without_lines_is_a_section():
    sections = transcript(Header("H"), Header("I")).sections()
    assert [(s.header, s.lines) for s in sections] == [("H", ()), ("I", ())]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [("Ada", "Ada"), ("Ada:", "Ada"), ("Ada :", "Ada"), ("A: B", "A: B"), (":", "")],
)
def test_a_colon_at_the_end_of_a_name_is_not_part_of_it(who, speaker):
    assert Line("x", who).speaker == speaker


def test_lines_without_words_time_or_a_new_speaker_are_not_shown():
    entries = (
        Line("", "Ada"), Line("", "Ada"), Line("", start=1.0), Header("H"), Line(""),
        Line("", "Ada"), Line("x"),
    )  # fmt: skip
    assert [index for index, _ in shown_lines(entries)] == [0, 2, 5, 6]


@given(transcripts)
def test_sections_lose_no_line_and_no_header(made):
    sections = list(made.sections())
    assert [line for section in sections for line in section.lines] == list(made.lines())
    headers = [section.header for section in sections if section.header]
    assert headers == [entry.text for entry in made if isinstance(entry, Header)]
