from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Episode, Header, Line
from mkdocs_podcast.show.chapters import chapters, moments

from ..strategies import times, transcripts

some_times = st.lists(st.none() | st.integers(0, 6).map(float), max_size=7)


def lines(*starts: float | None) -> tuple[Line, ...]:
    return tuple(Line("Hi.", "Ada", start) for start in starts)


def made(*transcript: Header | Line, **values: object) -> list[tuple[str, float, float | None]]:
    episode = Episode(title="Tides", transcript=transcript, **values)
    return [(chapter.title, chapter.start, chapter.end) for chapter in episode.chapters]


def test_times_that_ascend_are_all_kept():
    assert moments(lines(None, 0, 4, 4, None, 9)) == [None, 0, 4, 4, None, 9]


def test_one_slip_costs_one_time_however_large_it_is():
    assert moments(lines(0, 10, 4_000, 20, 30)) == [0, 10, None, 20, 30]
    assert moments(lines(0, 10, 20, 3, 30)) == [0, 10, 20, None, 30]


def test_of_two_times_that_cannot_both_be_right_the_first_is_kept():
    assert moments(lines(5, 9, 8, 12)) == [5, 9, None, 12]
    assert moments(lines(9, 8)) == [9, None]


@given(some_times)
def test_what_is_kept_ascends_and_as_much_as_can_be_is(starts):
    kept = moments(lines(*starts))
    assert all(mine in (None, given) for mine, given in zip(kept, starts, strict=True))
    left = [start for start in kept if start is not None]
    assert left == sorted(left)
    given_times = [start for start in starts if start is not None]
    longest = max(
        size
        for size in range(len(given_times) + 1)
        if any(list(row) == sorted(row) for row in combinations(given_times, size))
    )
    assert len(left) == longest


def test_a_chapter_goes_from_the_first_line_below_its_header_to_the_next_chapter():
    assert made(
        Header("The moon"), *lines(0, 10), Header("The sun"), *lines(20, 30), duration=60.0
    ) == [("The moon", 0, 20), ("The sun", 20, 60)]


def test_the_last_chapter_has_no_end_where_the_length_is_unknown_or_wrong():
    assert made(Header("The moon"), *lines(5)) == [("The moon", 5, None)]
    assert made(Header("The moon"), *lines(5), duration=5.0) == [("The moon", 5, None)]


def test_a_header_without_lines_goes_with_the_one_below():
    assert made(Header("Part one"), Header("The moon"), *lines(0), Header("End"), *lines(9)) == [
        ("Part one / The moon", 0, 9),
        ("End", 9, None),
    ]


def test_a_header_without_lines_at_the_end_goes_with_the_one_above():
    assert made(Header("The moon"), *lines(0), Header("End")) == [("The moon / End", 0, None)]


def test_a_section_without_times_goes_with_the_one_above():
    assert made(Header("A"), *lines(0), Header("B"), *lines(None), Header("C"), *lines(9)) == [
        ("A / B", 0, 9),
        ("C", 9, None),
    ]


def test_a_section_without_times_at_the_start_goes_with_the_one_below():
    assert made(Header("A"), *lines(None), Header("B"), *lines(9)) == [("A / B", 9, None)]


def test_sections_that_start_at_one_moment_are_one_chapter():
    assert made(Header("A"), *lines(3), Header("B"), *lines(3)) == [("A / B", 3, None)]


def test_a_section_that_seems_to_start_too_early_starts_with_its_next_line():
    assert made(
        Header("A"), *lines(0, 10, 20), Header("B"), *lines(2, 24), Header("C"), *lines(30)
    ) == [("A", 0, 24), ("B", 24, 30), ("C", 30, None)]


def test_lines_above_the_first_header_and_below_an_empty_one_open_no_chapter():
    assert made(*lines(0), Header("A"), *lines(5), Header(""), *lines(9)) == [("A", 5, None)]


def test_without_headers_or_without_times_there_are_no_chapters():
    assert made(*lines(0, 9)) == []
    assert made(Header("A"), *lines(None)) == []
    assert made(Header("A")) == []


@given(transcripts, st.none() | times)
def test_of_any_transcript_no_header_is_lost_and_no_chapter_is_empty(transcript, duration):
    found = chapters(transcript, duration)
    headers = [e.header for e in transcript if isinstance(e, Header)]
    starts = [e.start for e in transcript if isinstance(e, Line)]
    header_at = next((i for i, e in enumerate(transcript) if isinstance(e, Header)), None)
    if found:
        assert " / ".join(chapter.title for chapter in found) == " / ".join(headers)
        assert found[0].entry == header_at
    else:
        below = transcript[header_at:] if headers else ()
        kept = iter(moments(transcript))
        after = [next(kept) if isinstance(e, Line) else None for e in transcript]
        assert not any(s is not None for s in after[len(transcript) - len(below) :])
    ends = [*(chapter.start for chapter in found[1:]), found[-1].end if found else None]
    assert all(
        chapter.start in starts
        and chapter.end == end
        and (end is None or end > chapter.start)
        and isinstance(transcript[chapter.entry], Header)
        for chapter, end in zip(found, ends, strict=False)
    )
