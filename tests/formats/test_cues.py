from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats.cues import divide_into_captions, make_cues
from mkdocs_podcast.show import Cue, Entry, Episode, Header, Line, Transcript

from ..strategies import characters
from .caption_readers import squeezed


def cues(*entries: Entry, names: dict[str, str] | None = None, **values) -> tuple[Cue, ...]:
    return make_cues(Episode(title="Tides", **values), Transcript(entries), names or {})


A, B, C, D = (Line(text, start=start) for text, start in zip("ABCD", (1, 2.5, 3, 5), strict=True))
LONG = Line("x" * 150, start=5)


@pytest.mark.parametrize(
    ("entries", "duration", "expected"),
    [
        ((A, B), 6, [(1, 2.5, "A"), (2.5, 6, "B")]),
        ((Line("A", start=1, end=1.5), B), 6, [(1, 1.5, "A"), (2.5, 6, "B")]),
        ((Line("A", start=1, end=9), B), 6, [(1, 2.5, "A"), (2.5, 6, "B")]),
        ((Line("A", start=1, end=0.5), B), 6, [(1, 2.5, "A"), (2.5, 6, "B")]),
        ((Line("A", start=1, end=1), B), 6, [(1, 2.5, "A"), (2.5, 6, "B")]),
        ((LONG,), None, [(5, 15, LONG.text)]),
        ((LONG,), 5, [(5, 15, LONG.text)]),
        ((Line("No.", start=5),), None, [(5, 6, "No.")]),
        ((A, Line("", start=2), C, D), 6, [(1, 2, "A"), (3, 5, "C"), (5, 6, "D")]),
        ((Line("", start=2),), 5, []),
        ((Line("One."), Line("Four"), D), 6, [(0, 2.5, "One."), (2.5, 5, "Four"), (5, 6, "D")]),
        ((Line("One."), Line("Two.", start=0)), 4, [(0, 2, "One."), (2, 4, "Two.")]),
        (
            (A, Line("B", start=1), Line("C", start=1.001), Line("D", start=4)), 5,
            [(1, 2, "A"), (2, 3, "B"), (3, 4, "C"), (4, 5, "D")],
        ),
        (
            (Line("Hello.", start=3), Line("潮" * 60, start=600)), 900,
            [(3, 8.8, "Hello."), (600, 621, "潮" * 60)],
        ),
        ((Header("H"), Line("A"), Line("B")), 60, []),
        ((), 60, []),
    ],
    ids=[
        "up to the next line and the end of the episode", "an end of its own",
        "an end after the next line starts", "an end before it starts", "an end as it starts",
        "as long as reading it", "an episode that ends before its last line",
        "at least a second", "an empty line is silence", "only silence",
        "lines before the first time", "a time that is that of the start",
        "less than a millisecond each", "silence until the next line", "no times", "no lines",
    ],
)  # fmt: skip
def test_the_times_of_lines(entries, duration, expected):
    assert [(cue.start, cue.end, cue.text) for cue in cues(*entries, duration=duration)] == expected


@pytest.mark.parametrize("start", [1, None, 0, 4_000], ids=["same", "none", "earlier", "too late"])
def test_a_line_without_a_moment_of_its_own_shares_that_of_the_line_before_by_length(start):
    found = cues(Line("One.", start=1), Line("Hundreds", start=start), Line("B", start=4), D)
    assert [(cue.start, cue.end) for cue in found] == [(1, 2), (2, 4), (4, 5), (5, 6)]


def test_a_speaker_has_the_full_name_and_goes_on_until_the_next_header():
    found = cues(
        Line("A", "Ada:", 1), Line("B", "", 2), Line("C", "Bob", 3), Header("H"), Line("D", "", 4),
        names={"Ada": "Ada Lovelace", "D": "E"},
    )  # fmt: skip
    assert [cue.speaker for cue in found] == ["Ada Lovelace", "Ada Lovelace", "Bob", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\u2028", "\x85", "\x0b", "\u00a0 "])
def test_text_is_on_one_line(end):
    (cue,) = cues(Line(f"One{end}two", f"Ada{end}Lovelace", 1))
    assert (cue.speaker, cue.text) == ("Ada Lovelace", "One two")


def captions(text: str, width: int = 32) -> list[str]:
    return divide_into_captions(Cue(0, 100, "", text), text, width)[1]


def test_a_long_text_is_divided_between_words_and_its_time_in_proportion():
    text = "The water comes twice a day, and twice a day it goes out again to where it came from"
    (start, between, end), found = divide_into_captions(Cue(1, 9.3, "", text), text, 32)
    assert found == [
        "The water comes twice a day, and\ntwice a day it goes out again to",
        "where it came from",
    ]
    assert (start, end) == (1_000, 9_300)
    assert between == pytest.approx(1_000 + 65 * 100, abs=1)


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        (
            "The water comes twice a day, and goes. Then, in the afternoon, it comes back to us.",
            ["The water comes twice a day, and\ngoes.",
             "Then, in the afternoon, it comes\nback to us."],
        ),
        (
            "the water comes twice a day, and twice a day it goes out to sea again",
            ["the water comes twice a day, and\ntwice", "a day it goes out to sea again"],
        ),
        (
            "The water comes twice a day, and twice a day it goes out to sea. It does.",
            ["The water comes twice a day, and\ntwice a day it goes out to sea.", "It does."],
        ),
        ("水" * 70, ["水" * 32, "水" * 32, "水" * 6]),
        ("水" * 31 + "水。" * 10, ["水" * 31, "水。" * 10]),
        ("e\u0301" * 33, ["e\u0301" * 16, "e\u0301" * 16, "e\u0301"]),
        ("😀" * 40, ["😀" * 32, "😀" * 8]),
    ],
    ids=["after a sentence", "not before the last word", "short sentence", "no spaces",
         "before a letter", "combining", "emoji"],
)  # fmt: skip
def test_a_long_text_is_divided_where_it_reads_well(text, divided):
    assert captions(text) == divided


def test_a_text_without_time_to_show_its_parts_is_not_divided():
    text = "word " * 40 + "word"
    moments, (caption,) = divide_into_captions(Cue(0, 0.003, "", text), text, 32)
    assert moments == [0, 3]
    assert len(caption.split("\n")) == 7
    assert caption.split() == text.split()


any_line = st.lists(
    st.text(characters, max_size=50) | st.just("word") | st.just("end."), max_size=30
).map(lambda words: " ".join(" ".join(words).split()))


@given(any_line.filter(bool), st.integers(10, 40))
def test_any_text_is_divided_into_at_most_two_lines_per_caption(text, width):
    moments, found = divide_into_captions(Cue(0, 1_000, "", text), text, width)
    assert (moments[0], moments[-1]) == (0, 1_000_000)
    assert moments == sorted(set(moments))
    lines = [caption.split("\n") for caption in found]
    assert all(len(pair) <= 2 for pair in lines)
    assert all(0 < len(line) <= width for pair in lines for line in pair)
    assert squeezed("".join(found)) == squeezed(text)


@given(st.lists(st.text("abc.", min_size=1, max_size=9), min_size=1, max_size=60))
def test_words_that_fit_are_never_cut(words):
    assert " ".join(captions(" ".join(words))).split() == words
