"""Two players on one page."""

from __future__ import annotations

from .episode import expect_current, expect_playing, expect_silent, heard, play_line, sound
from .reader import Reader


def test_the_first_is_the_pages_until_the_other_is_started(reader: Reader):
    page = reader.open("low-water/two/")
    play_line(page, "t-20")
    expect_playing(page, 0)
    expect_silent(page, 1)
    sound(page, 1).evaluate("audio => audio.play()")
    expect_playing(page, 1)
    expect_silent(page, 0)  # one is heard at a time
    play_line(page, "t-40")
    expect_playing(page, 1)
    expect_silent(page, 0)
    assert 40 <= heard(page, 1) < 42
    assert heard(page, 0) < 25
    expect_current(page, "t-40")
