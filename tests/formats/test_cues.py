from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats.cues import Cue, captioned, cues
from mkdocs_podcast.show import Episode, Header, Line

from ..strategies import characters, times, transcripts


def made(*transcript: Header | Line, **values: object) -> tuple[Cue, ...]:
    return cues(Episode(title="Tides", transcript=transcript, **values), {})


def said(*transcript: Header | Line, **values: object) -> list[tuple[float, float, str]]:
    return [(cue.start, cue.end, cue.text) for cue in made(*transcript, **values)]


def test_a_line_ends_where_the_next_one_starts_and_the_last_with_the_episode():
    assert said(Line("A", sec=1), Line("B", sec=2.5), duration=60.0) == [
        (1, 2.5, "A"),
        (2.5, 60, "B"),
    ]


def test_without_a_length_that_is_later_the_last_line_ends_when_it_has_been_read():
    assert said(Line("x" * 150, sec=5)) == [(5, 15, "x" * 150)]
    assert said(Line("x" * 150, sec=5), duration=5.0) == [(5, 15, "x" * 150)]
    assert said(Line("No.", sec=5)) == [(5, 6, "No.")]


def test_lines_that_share_a_moment_share_its_time_by_their_length():
    assert said(Line("One.", sec=1), Line("Hundreds", sec=1), Line("B", sec=4), duration=5.0) == [
        (1, 2, "One."),
        (2, 4, "Hundreds"),
        (4, 5, "B"),
    ]


def test_a_line_without_time_shares_that_of_the_line_before():
    assert said(Line("One.", sec=1), Line("Hundreds"), Line("B", sec=4), duration=5.0) == [
        (1, 2, "One."),
        (2, 4, "Hundreds"),
        (4, 5, "B"),
    ]


def test_lines_before_the_first_time_start_with_the_episode():
    assert said(Line("One."), Line("Four"), Line("B", sec=4), duration=5.0) == [
        (0, 2, "One."),
        (2, 4, "Four"),
        (4, 5, "B"),
    ]
    assert said(Line("One."), Line("Two.", sec=0), duration=4.0) == [(0, 2, "One."), (2, 4, "Two.")]


def test_a_line_whose_time_goes_backwards_shares_that_of_the_line_before():
    assert said(Line("One.", sec=1), Line("Hundreds", sec=0), Line("B", sec=4), duration=5.0) == [
        (1, 2, "One."),
        (2, 4, "Hundreds"),
        (4, 5, "B"),
    ]


def test_a_time_far_too_late_moves_no_other_line():
    late = Line("Hundreds", sec=4_000)
    assert said(Line("One.", sec=1), late, Line("B", sec=4), Line("C", sec=5), duration=6.0) == [
        (1, 2, "One."),
        (2, 4, "Hundreds"),
        (4, 5, "B"),
        (5, 6, "C"),
    ]


def test_lines_with_less_than_a_millisecond_each_share_the_time_up_to_the_moment_after():
    assert said(
        Line("A", sec=1), Line("B", sec=1), Line("C", sec=1.001), Line("D", sec=4), duration=5.0
    ) == [(1, 2, "A"), (2, 3, "B"), (3, 4, "C"), (4, 5, "D")]


def test_an_empty_line_is_silence():
    assert said(Line("A", sec=1), Line("", sec=2), Line("B", sec=4), duration=5.0) == [
        (1, 2, "A"),
        (4, 5, "B"),
    ]
    assert said(Line("", sec=2)) == []


def test_without_times_there_are_no_cues():
    assert said(Header("H"), Line("A"), Line("B"), duration=60.0) == []
    assert said() == []


def test_speakers_have_their_full_names_and_go_on_until_the_next_header():
    transcript = (
        Line("A", "Ada:", 1), Line("B", "", 2), Line("C", "Bob", 3), Header("H"), Line("D", "", 4)
    )  # fmt: skip
    episode = Episode(title="Tides", transcript=transcript)
    found = cues(episode, {"Ada": "Ada Lovelace", "D": "E"})
    assert [cue.speaker for cue in found] == ["Ada Lovelace", "Ada Lovelace", "Bob", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\u2028", "\x85", "\x0b", "\u00a0 "])
def test_text_is_of_one_line(end):
    (cue,) = made(Line(f"One{end}two", f"Ada{end}Lovelace", 1))
    assert (cue.speaker, cue.text) == ("Ada Lovelace", "One two")


@given(transcripts, st.none() | times)
def test_of_any_transcript_every_word_is_said_in_order_and_for_some_time(transcript, duration):
    found = made(*transcript, duration=duration)
    lines = [entry for entry in transcript if isinstance(entry, Line)]
    if all(line.start is None for line in lines):
        assert found == ()
        return
    assert "".join(squeezed(c.text) for c in found) == "".join(squeezed(n.line) for n in lines)
    assert all(cue.end > cue.start >= 0 for cue in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def squeezed(text: str) -> str:
    return "".join(text.split())


def captions(text: str, width: int = 32, end: float = 100) -> list[str]:
    return captioned(Cue(0, end, "", text), text, width)[1]


def test_a_short_text_is_one_caption():
    assert captioned(Cue(1, 2.5, "", "It pulls."), "It pulls.", 32) == (
        [1_000, 2_500],
        ["It pulls."],
    )


def test_a_long_text_is_divided_at_words_and_its_time_in_proportion():
    text = "The water comes twice a day, and twice a day it goes out again to where it came from"
    (start, between, end), found = captioned(Cue(1, 9.3, "", text), text, 32)
    assert found == [
        "The water comes twice a day, and\ntwice a day it goes out again to",
        "where it came from",
    ]
    assert (start, end) == (1_000, 9_300)
    assert between == pytest.approx(1_000 + 65 * 100, abs=1)


def test_a_caption_ends_with_a_sentence_that_ends_in_its_second_line():
    assert captions(
        "The water comes twice a day, and goes. Then, in the afternoon, it comes back to us."
    ) == [
        "The water comes twice a day, and\ngoes.",
        "Then, in the afternoon, it comes\nback to us.",
    ]


def test_no_word_or_two_are_left_alone():
    text = "the water comes twice a day, and twice a day it goes out to sea"
    assert captions(f"{text} again") == [
        "the water comes twice a day, and\ntwice",
        "a day it goes out to sea again",
    ]


def test_a_short_sentence_is_left_alone():
    text = "The water comes twice a day, and twice a day it goes out to sea."
    assert captions(f"{text} It does.") == [
        "The water comes twice a day, and\ntwice a day it goes out to sea.",
        "It does.",
    ]


def test_text_without_spaces_is_cut_before_a_letter():
    assert captions("水" * 70) == ["水" * 32, "水" * 32, "水" * 6]
    assert captions("水" * 31 + "水。" * 10) == ["水" * 31, "水。" * 10]
    assert captions("e\u0301" * 33) == ["e\u0301" * 16, "e\u0301" * 16, "e\u0301"]
    assert captions("😀" * 40) == ["😀" * 32, "😀" * 8]


def test_a_text_with_no_time_to_show_its_parts_stays_whole():
    text = "word " * 40 + "word"
    moments, (whole,) = captioned(Cue(0, 0.003, "", text), text, 32)
    assert moments == [0, 3]
    assert len(whole.split("\n")) == 7
    assert whole.split() == text.split()


any_line = st.lists(
    st.text(characters, max_size=50) | st.just("word") | st.just("end."), max_size=30
).map(lambda words: " ".join(" ".join(words).split()))


@given(any_line.filter(bool), st.integers(10, 40))
def test_any_text_is_divided_into_two_lines_of_a_width_at_most(text, width):
    moments, found = captioned(Cue(0, 1_000, "", text), text, width)
    assert moments[0] == 0
    assert moments[-1] == 1_000_000
    assert moments == sorted(set(moments))
    lines = [caption.split("\n") for caption in found]
    assert all(len(pair) <= 2 for pair in lines)
    assert all(0 < len(line) <= width for pair in lines for line in pair)
    assert squeezed("".join(found)) == squeezed(text)


@given(st.lists(st.text("abc.", min_size=1, max_size=9), min_size=1, max_size=60))
def test_words_that_fit_are_never_cut(words):
    assert " ".join(captions(" ".join(words))).split() == words
