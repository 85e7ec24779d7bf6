from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Header, Line, Transcript, outline_of
from mkdocs_podcast.show.chapters import (
    ChapterListProblem,
    ascending_starts,
    description_chapters,
    make_chapters,
)

from ..strategies import times, transcripts

some_times = st.lists(st.none() | st.integers(0, 6).map(float), max_size=7)


def transcript(sketch: str) -> Transcript:
    """Return a transcript of headers (letters, `_` if empty) and lines (times, `-` if unknown)."""
    return Transcript(
        tuple(
            Header(word.strip("_"))
            if word == "_" or word.isalpha()
            else Line("Hi.", "Ada", None if word == "-" else float(word))
            for word in sketch.split()
        )
    )


@pytest.mark.parametrize(
    ("starts", "kept"),
    [
        ("- 0 4 4 - 9", [None, 0, 4, 4, None, 9]),
        ("0 10 4000 20 30", [0, 10, None, 20, 30]),
        ("0 10 20 3 30", [0, 10, 20, None, 30]),
        ("5 9 8 12", [5, 9, None, 12]),
        ("9 8", [9, None]),
    ],
)
def test_a_wrong_time_costs_only_itself_and_the_first_of_two_is_kept(starts, kept):
    assert ascending_starts(transcript(starts)) == kept


@given(some_times)
def test_as_many_times_as_possible_are_kept(starts):
    found = ascending_starts([Line("Hi.", "Ada", start) for start in starts])
    assert all(each in (None, given) for each, given in zip(found, starts, strict=True))
    rest = [start for start in found if start is not None]
    assert rest == sorted(rest)
    given_times = [start for start in starts if start is not None]
    assert len(rest) == max(
        size
        for size in range(len(given_times) + 1)
        if any(list(each) == sorted(each) for each in combinations(given_times, size))
    )


@pytest.mark.parametrize(
    ("sketch", "duration", "chapters"),
    [
        ("A 0 10 B 20 30", 60.0, [("A", 0, 20), ("B", 20, 60)]),
        # The last chapter has no end if the length is unknown or wrong.
        ("A 5", None, [("A", 5, None)]),
        ("A 5", 5.0, [("A", 5, None)]),
        # A header without lines joins the next one; the last one joins the previous one.
        ("A B 0 C 9", None, [("A / B", 0, 9), ("C", 9, None)]),
        ("A 0 B", None, [("A / B", 0, None)]),
        # A section without times joins the previous one; the first one joins the next one.
        ("A 0 B - C 9", None, [("A / B", 0, 9), ("C", 9, None)]),
        ("A - B 9", None, [("A / B", 9, None)]),
        # Sections that start at the same time are one chapter.
        ("A 3 B 3", None, [("A / B", 3, None)]),
        # A section that seems to start too early starts with its next line.
        ("A 0 10 20 B 2 24 C 30", None, [("A", 0, 24), ("B", 24, 30), ("C", 30, None)]),
        # Lines without a header above them, or below an empty one, start no chapter.
        ("0 A 5 _ 9", None, [("A", 5, None)]),
        *((sketch, 60.0, []) for sketch in ("0 9", "A -", "")),
    ],
)
def test_sections_become_chapters(sketch, duration, chapters):
    assert [each[:3] for each in make_chapters(transcript(sketch), duration)] == chapters


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
        assert not any(start is not None for start in ascending_starts(entries)[count:])
        return
    assert " / ".join(chapter.title for chapter in found) == " / ".join(headers)
    assert all(a.start < b.start and a.end == b.start for a, b in pairwise(found))
    assert found[-1].end is None or found[-1].end > found[-1].start
    assert all(isinstance(entries[chapter.entry], Header) for chapter in found)
    assert len({chapter.anchor for chapter in found}) == len(found)


@pytest.mark.parametrize(
    ("sketch", "listed"),
    [
        ("A 10 B 90", [("Introduction", 0), ("A", 10), ("B", 90)]),
        ("A 9.9 B 20 C 40", [("A", 0), ("B", 20), ("C", 40)]),  # an introduction is too short
    ],
)
def test_a_list_of_chapters_starts_at_zero(sketch, listed):
    outline = outline_of(transcript(sketch))
    found = description_chapters(outline.chapters, "Introduction")
    assert [(chapter.title, chapter.start) for chapter in found] == listed
    assert outline.has_chapter_list


@pytest.mark.parametrize(
    ("sketch", "reason", "entry"),
    [
        ("A 9 B 60", "there are fewer than 3 chapters", 0),
        ("A 0 B 60 C 69", "the chapter at 1:00 is shorter than 10 seconds", 2),
        ("", None, None),
    ],
)
def test_a_list_of_chapters_that_platforms_would_ignore_has_a_reason(sketch, reason, entry):
    outline = outline_of(transcript(sketch))
    problem = outline.chapter_list_problem
    assert (problem and (problem.reason, problem.entry)) == (reason and (reason, entry))
    assert not outline.has_chapter_list


@given(st.lists(st.integers(0, 200).map(float), min_size=1, max_size=6, unique=True).map(sorted))
def test_a_list_of_chapters_follows_the_rules_of_platforms(starts):
    sketch = " ".join(f"A {start}" for start in starts)
    found = description_chapters(make_chapters(transcript(sketch)), "Introduction")
    if not isinstance(found, ChapterListProblem):
        assert int(found[0].start) == 0
        assert len(found) >= 3
        assert all(int(b.start) - int(a.start) >= 10 for a, b in pairwise(found))
