from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show.anchors import line_namer

from ..strategies import near_times


def anchors(*starts: float | None) -> list[str]:
    name = line_namer()
    return [name(start) for start in starts]


def test_a_line_is_named_by_its_second():
    assert anchors(0, 132, 132.9, 132, 3723) == ["t-0", "t-132", "t-132-2", "t-132-3", "t-3723"]


def test_a_line_without_a_time_is_named_by_the_second_before():
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
