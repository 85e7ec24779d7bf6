"""Sound that really plays."""

from __future__ import annotations

from itertools import pairwise

from .episode import SOUGHT, expect_current, expect_playing, expect_silent, heard, play_line, sound
from .reader import Reader

WATCHED = """
audio => {
  window.watched = [];
  addEventListener("timeupdate", () => watched.push([
    audio.currentTime, document.querySelector(".podcast-line[aria-current]")?.id,
  ]), true);
}
"""
"""Notes the current line after each time update, when our own listener has run."""
STARTS = """
[...document.querySelectorAll(".podcast-line[data-start]")].map(line => [
  Number(line.dataset.start), line.id,
])
"""
TOLERANCE = 0.3
LEAD = 0.2
"""So much may the next line be marked too early."""


def test_a_time_plays_from_there_within_a_third_of_a_second(reader: Reader):
    page = reader.open("material/podcast/five-and-nine/", before=SOUGHT)
    for anchor, start in (("t-24", 24.7), ("t-5", 5.2), ("t-43", 43.5)):
        page.evaluate("window.sought = []")
        play_line(page, anchor)
        expect_playing(page)
        (sought,) = page.evaluate("sought")
        assert abs(sought - start) < TOLERANCE
        expect_current(page, anchor)


def test_a_click_on_a_time_keeps_the_page_and_its_address(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    before = page.url
    page.evaluate("window.same = true")
    play_line(page, "t-24")
    expect_playing(page)
    assert page.evaluate("window.same")
    assert page.url == before
    assert reader.outside == []


def test_the_line_that_is_heard_is_the_current_one_while_playing(reader: Reader):
    page = reader.open("material/podcast/five-and-nine/")
    starts = page.evaluate(STARTS)
    play_line(page, "t-14")
    expect_playing(page)
    sound(page).evaluate("audio => { audio.playbackRate = 4; }")
    sound(page).evaluate(WATCHED)
    page.wait_for_function("document.querySelector('audio').currentTime > 26")
    watched = page.evaluate("watched")
    for time, current in watched:
        right = {
            anchor
            for (start, anchor), (end, _) in pairwise([*starts, (999, "")])
            if start - LEAD <= time < end + TOLERANCE
        }
        assert current in right
    assert watched[-1][1] == "t-24"


def test_a_section_plays_from_its_time(reader: Reader):
    page = reader.open("low-water/podcast/tides/", before=SOUGHT)
    page.locator(".podcast-sections > ol .podcast-time").nth(1).click()
    expect_playing(page)
    assert abs(page.evaluate("sought")[-1] - 24) < TOLERANCE
    expect_current(page, "t-24")


def test_a_click_with_a_key_held_is_the_browsers_own(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    with page.context.expect_page():
        page.locator("#t-24 .podcast-time").click(modifiers=["Control"])
    expect_silent(page)
    assert heard(page) == 0


def test_of_lines_that_share_a_second_each_plays_from_its_own_time(reader: Reader):
    page = reader.open("low-water/podcast/tides/", before=SOUGHT)
    play_line(page, "t-12-2")
    expect_playing(page)
    assert abs(page.evaluate("sought")[-1] - 12.6) < TOLERANCE
    expect_current(page, "t-12-2")


def test_lines_whose_times_go_backwards_are_current_at_their_times(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    for anchor in ("t-36", "t-33", "t-42"):
        play_line(page, anchor)
        expect_current(page, anchor)
