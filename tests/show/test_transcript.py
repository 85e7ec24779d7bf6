from __future__ import annotations

import pytest
from hypothesis import given

from mkdocs_podcast.show import Header, Line, Transcript, outline_of
from mkdocs_podcast.show.transcript import shown_lines

from ..strategies import transcripts


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([Line("a"), Header("H", "h"), Line("b", start=7)], [("", "", 1, None), ("H", "h", 1, 7)]),
        ([Header("H"), Header("I")], [("H", "", 0, None), ("I", "", 0, None)]),
    ],
)
def test_a_section_starts_at_a_header_or_the_first_line(entries, expected):
    sections = Transcript(tuple(entries)).sections()
    assert [(s.header, s.id, len(s.lines), s.start) for s in sections] == expected


def test_an_outline_contains_the_topics_and_who_says_how_much_in_each_section():
    lines = (Line("123", "Ada:"), Line("45"), Line("6", "Bob"))
    headers = (Header("H", topics=("x", "y")), Header("I", topics=("x",)))
    outline = outline_of(Transcript((*lines, headers[0], Line("7"), *lines, headers[1])))
    assert [(section.topics, section.characters) for section in outline.sections] == [
        ((), {"Ada": 5, "Bob": 1}),
        (("x", "y"), {"": 1, "Ada": 5, "Bob": 1}),
        (("x",), {}),
    ]
    assert outline.topics == {"x": [1, 2], "y": [1]}
    assert outline.speakers == {"Ada": 0, "Bob": 2}


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
def test_sections_lose_no_line_and_no_header(transcript):
    sections = list(transcript.sections())
    assert [line for section in sections for line in section.lines] == list(transcript.lines())
    headers = [section.header for section in sections if section.header]
    assert headers == [entry.text for entry in transcript if isinstance(entry, Header)]
