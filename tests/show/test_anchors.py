from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import Section
from mkdocs_podcast.show.anchors import line_namer, section_anchors, slugify_jekyll

from ..strategies import near_times, words


def anchors(*starts: float | None) -> list[str]:
    return list(map(line_namer(), starts))


def test_a_line_is_named_by_its_second_or_the_one_before():
    assert anchors(0, 132, 132.9, 132, 3723) == ["t-0", "t-132", "t-132-2", "t-132-3", "t-3723"]
    assert anchors(None, 7, None, None, 8) == ["t-0", "t-7", "t-7-2", "t-7-3", "t-8"]


@given(st.lists(near_times, max_size=30))
def test_no_two_lines_of_a_page_have_the_same_anchor(starts):
    assert len(set(anchors(*starts))) == len(starts)


@given(
    starts=st.lists(st.integers(0, 30), min_size=1, max_size=20, unique=True).map(sorted),
    new=st.lists(st.integers(100, 120), max_size=5),
    at=st.integers(0, 20),
)
def test_new_lines_at_other_seconds_move_no_anchor(starts, new, at):
    edited = [*starts[:at], *new, *starts[at:]]
    assert [name for name in anchors(*edited) if int(name.split("-")[1]) < 100] == anchors(*starts)


def slug(text: str) -> str:
    return text.lower().replace(" ", "-")


@pytest.mark.parametrize(
    ("headers", "ids", "expected"),
    [
        (["", "A b"], {}, ["", "a-b"]),
        (["A", "A", "A"], {}, ["a", "a-2", "a-3"]),
        (["A", "A", "A 2"], {}, ["a", "a-2", "a-2-2"]),
        (["A", "B"], {"B": "a"}, ["a-2", "a"]),
        (["A", "B"], {"A": "x", "B": "x"}, ["x", "x-2"]),
        (["A"], {"A": 'a "b" {#c}'}, ["a-b-c-"]),
        (["T 132", "T 132 2"], {}, ["section-t-132", "section-t-132-2"]),
        (["Transcript", "A"], {"A": "sections"}, ["transcript-2", "sections-2"]),
    ],
)
def test_the_anchor_of_a_section_is_its_id_or_a_slug_of_its_header(headers, ids, expected):
    sections = [Section(header, ids.get(header, ""), ()) for header in headers]
    assert section_anchors(sections, slug) == expected


def test_jekyll_counts_equal_anchors_from_one():
    sections = [Section(header, "", ()) for header in ("A", "A", "A", "A 1")]
    assert section_anchors(sections, slugify_jekyll, 1) == ["a", "a-1", "a-2", "a-1-1"]


@pytest.mark.parametrize(
    ("header", "anchor"),
    [
        ("Chris’s background", "chriss-background"), ("What's CRISP-DM?", "whats-crisp-dm"),
        ("3. Data & models", "3-data--models"), ("C++ vs. C#", "c-vs-c"), ("Wait...", "wait"),
        ("Before -- and after --- it", "before--and-after--it"), ("Ebb — flood", "ebb--flood"),
        ("snake_case", "snake_case"), ("Über ÉCOLE", "über-école"), ("½ price", "-price"),
        ("e\u0301tude", "e\u0301tude"), ("日本 語", "日本-語"), ("😀!", ""),
    ],
)  # fmt: skip
def test_jekyll_makes_anchors_like_kramdown(header, anchor):
    assert slugify_jekyll(header) == anchor


@given(
    st.lists(st.builds(Section, st.just("") | words, st.just("") | words, st.just(())), max_size=8)
)
def test_anchors_of_sections_are_unique_and_safe(sections):
    for slugify in (slug, slugify_jekyll, lambda _: ""):
        found = [anchor for anchor in section_anchors(sections, slugify) if anchor]
        assert len(found) == len(set(found)) == len([each for each in sections if each.header])
        assert not any(set(anchor) & set(" \n\t{}#\"'<>&=") for anchor in found)
