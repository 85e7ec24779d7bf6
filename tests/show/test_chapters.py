from __future__ import annotations

from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Chapter, Header, Line, Transcript, outline_of
from mkdocs_podcast.show.chapters import (
    ChapterListProblem,
    description_chapters,
    make_chapters,
    moments,
)

from ..strategies import times, transcripts

some_times = st.lists(st.none() | st.integers(0, 6).map(float), max_size=7)


def lines(*starts: float | None) -> tuple[Line, ...]:
    return tuple(Line("Hi.", "Ada", start) for start in starts)


def chapters(*entries: Header | Line, duration: float | None = None):
    found = make_chapters(Transcript(entries), duration)
    return [(chapter.title, chapter.start, chapter.end) for chapter in found]


def sections_at(*starts: float) -> Transcript:
    sections = ((Header(f"At {start}"), *lines(start)) for start in starts)
    return Transcript(tuple(chain.from_iterable(sections)))


def test_ascending_times_are_all_kept():
    assert moments(lines(None, 0, 4, 4, None, 9)) == [None, 0, 4, 4, None, 9]


def test_one_wrong_time_costs_only_itself():
    assert moments(lines(0, 10, 4_000, 20, 30)) == [0, 10, None, 20, 30]
    assert moments(lines(0, 10, 20, 3, 30)) == [0, 10, 20, None, 30]


def test_the_first_of_two_contradicting_times_is_kept():
    assert moments(lines(5, 9, 8, 12)) == [5, 9, None, 12]
    assert moments(lines(9, 8)) == [9, None]


@given(some_times)
def test_as_many_times_as_possible_are_kept(starts):
    found = moments(lines(*starts))
    assert all(each in (None, given) for each, given in zip(found, starts, strict=True))
    rest = [start for start in found if start is not None]
    assert rest == sorted(rest)
    given_times = [start for start in starts if start is not None]
    assert len(rest) == max(
        size
        for size in range(len(given_times) + 1)
        if any(list(each) == sorted(each) for each in combinations(given_times, size))
    )


def test_a_chapter_lasts_from_its_first_line_to_the_next_chapter():
    assert chapters(
        Header("The moon"), *lines(0, 10), Header("The sun"), *lines(20, 30), duration=60.0
    ) == [("The moon", 0, 20), ("The sun", 20, 60)]


@pytest.mark.parametrize("duration", [None, 5.0])
def test_the_last_chapter_has_no_end_if_the_length_is_unknown_or_wrong(duration):
    assert chapters(Header("The moon"), *lines(5), duration=duration) == [("The moon", 5, None)]


def test_a_header_without_lines_joins_the_next_one():
    assert chapters(
        Header("Part one"), Header("The moon"), *lines(0), Header("End"), *lines(9)
    ) == [("Part one / The moon", 0, 9), ("End", 9, None)]


def test_a_last_header_without_lines_joins_the_previous_one():
    assert chapters(Header("The moon"), *lines(0), Header("End")) == [("The moon / End", 0, None)]


def test_a_section_without_times_joins_the_previous_one():
    assert chapters(Header("A"), *lines(0), Header("B"), *lines(None), Header("C"), *lines(9)) == [
        ("A / B", 0, 9),
        ("C", 9, None),
    ]


def test_a_first_section_without_times_joins_the_next_one():
    assert chapters(Header("A"), *lines(None), Header("B"), *lines(9)) == [("A / B", 9, None)]


def test_sections_that_start_at_the_same_time_are_one_chapter():
    assert chapters(Header("A"), *lines(3), Header("B"), *lines(3)) == [("A / B", 3, None)]


def test_a_section_that_seems_to_start_too_early_starts_with_its_next_line():
    assert chapters(
        Header("A"), *lines(0, 10, 20), Header("B"), *lines(2, 24), Header("C"), *lines(30)
    ) == [("A", 0, 24), ("B", 24, 30), ("C", 30, None)]


def test_lines_before_the_first_header_and_below_an_empty_one_start_no_chapter():
    assert chapters(*lines(0), Header("A"), *lines(5), Header(""), *lines(9)) == [("A", 5, None)]


def test_without_headers_or_without_times_there_are_no_chapters():
    assert chapters(*lines(0, 9)) == chapters(Header("A"), *lines(None)) == chapters() == []


def test_a_chapter_has_the_anchor_of_its_first_line_on_the_page():
    entries = (
        Header("A"), Line("One.", "Ada", 132.2),
        Header("B"), Line("Two.", "Ada", 132.8), Line("", "Ada"), Line("Three.", "Ada"),
        Header("C"), Line("", "Bob"), Line("Four.", "Bob", 133.0),
    )  # fmt: skip
    anchors = [chapter.anchor for chapter in make_chapters(Transcript(entries))]
    assert anchors == ["t-132", "t-132-2", "t-133"]


@given(transcripts, st.none() | times)
def test_no_header_is_lost_and_no_chapter_is_empty(transcript, duration):
    found = make_chapters(transcript, duration)
    entries = transcript.entries
    headers = [entry.text for entry in entries if isinstance(entry, Header)]
    if not found:
        first = next((i for i, e in enumerate(entries) if isinstance(e, Header)), len(entries))
        count = sum(isinstance(entry, Line) for entry in entries[:first])
        assert not any(start is not None for start in moments(entries)[count:])
        return
    assert " / ".join(chapter.title for chapter in found) == " / ".join(headers)
    assert all(a.start < b.start and a.end == b.start for a, b in pairwise(found))
    assert found[-1].end is None or found[-1].end > found[-1].start
    assert all(isinstance(entries[chapter.entry], Header) for chapter in found)
    assert len({chapter.anchor for chapter in found}) == len(found)


def test_a_list_of_chapters_starts_with_an_introduction():
    found = description_chapters(make_chapters(sections_at(10, 90)), "Introduction")
    assert isinstance(found, tuple)
    assert [(c.title, c.start) for c in found] == [
        ("Introduction", 0),
        ("At 10", 10),
        ("At 90", 90),
    ]


def test_a_list_of_chapters_has_no_introduction_of_less_than_ten_seconds():
    found = description_chapters(make_chapters(sections_at(9.9, 20, 40)), "Introduction")
    assert isinstance(found, tuple)
    titles = [(chapter.title, chapter.start) for chapter in found]
    assert titles == [("At 9.9", 0), ("At 20", 20), ("At 40", 40)]


@pytest.mark.parametrize(
    ("starts", "reason", "entry"),
    [
        ((9, 60), "there are fewer than 3 chapters", 0),
        ((0, 60, 69), "the chapter at 1:00 is shorter than 10 seconds", 2),
    ],
)
def test_a_list_of_chapters_that_platforms_would_ignore_has_a_reason(starts, reason, entry):
    outline = outline_of(sections_at(*starts))
    problem = outline.chapter_list_problem
    assert isinstance(problem, ChapterListProblem)
    assert problem.reason.startswith(reason)
    assert problem.entry == entry
    assert not outline.has_chapter_list


def test_an_outline_knows_whether_there_is_a_list_of_chapters():
    assert outline_of(sections_at(10, 90)).has_chapter_list
    assert not outline_of(Transcript()).has_chapter_list
    assert outline_of(Transcript()).chapter_list_problem is None


@given(st.lists(st.integers(0, 200).map(float), min_size=1, max_size=6, unique=True).map(sorted))
def test_a_list_of_chapters_follows_the_rules_of_platforms(starts):
    found = description_chapters(make_chapters(sections_at(*starts)), "Introduction")
    if isinstance(found, tuple):
        assert int(found[0].start) == 0
        assert len(found) >= 3
        assert all(int(b.start) - int(a.start) >= 10 for a, b in pairwise(found))
        assert all(isinstance(chapter, Chapter) for chapter in found)
