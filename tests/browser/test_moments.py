"""Addresses of moments."""

from __future__ import annotations

from playwright.sync_api import expect

from .episode import expect_cued, expect_current, expect_in_view, expect_silent, heard, line
from .reader import Reader

TIDES = [
    ("#t-24", "t-24", 24),
    ("#t=24", "t-24", 24),
    ("#t=npt:24", "t-24", 24),
    ("#t=0:24", "t-24", 24),
    ("#t=0:00:24", "t-24", 24),
    ("?t=24", "t-24", 24),
    ("#t=26", "t-24", 26),  # in the middle of a line
    ("#t-12", "t-12", 12.2),
    ("#t-12-2", "t-12-2", 12.6),
    ("#t=12.4", "t-12", 12.4),
    ("#t=12.7", "t-12-2", 12.7),
    ("#t=24,30", "t-24", 24),
    ("#t-33", "t-33", 33),
]


def test_a_moment_is_shown_and_cued_without_a_sound(reader: Reader):
    page = reader.open("low-water/")
    for moment, anchor, seconds in TIDES:
        reader.go(page, f"low-water/podcast/tides/{moment}")
        expect_current(page, anchor)
        expect_cued(page, seconds)
        expect_in_view(page, anchor)


def test_past_one_hour_a_moment_waits_for_the_click(reader: Reader):
    page = reader.open("low-water/")
    for moment in ("#t-3723", "#t=3723", "#t=62:03", "?t=3723", "#t=1:02:03"):
        reader.go(page, f"low-water/podcast/whales/{moment}")
        expect_current(page, "t-3723")
        expect_in_view(page, "t-3723")
    assert reader.outside == []
    page.locator(".podcast-poster").click()
    page.wait_for_function("window.youtube?.players.length")
    assert "start=3723" in page.evaluate("youtube.asked[0][1]")


def test_where_no_line_has_a_time_a_moment_is_only_cued(reader: Reader):
    page = reader.open("low-water/")
    for moment, seconds in (("#t=12", 12), ("?t=0:12", 12), ("#t-132", 0)):
        reader.go(page, f"low-water/podcast/fog/{moment}")
        expect_cued(page, seconds)
        expect(page.locator(".podcast-line[aria-current]")).to_have_count(0)


def test_what_is_no_moment_does_nothing(reader: Reader):
    page = reader.open("low-water/")
    for moment in ("#t=", "#t=soon", "#t=1:2:3:4", "#t=-5", "?t=%F0", "#nowhere"):
        reader.go(page, f"low-water/podcast/tides/{moment}")
        expect(page.locator(".podcast-line[aria-current]")).to_have_count(0)
        assert heard(page) == 0


def test_a_moment_with_an_end_stops_there(reader: Reader):
    page = reader.open("low-water/podcast/tides/#t=10,11")
    expect_cued(page, 10)
    page.locator("audio").evaluate("audio => audio.play()")
    page.wait_for_function("document.querySelector('audio').currentTime > 10.5")
    expect_silent(page)
    assert 10.9 <= heard(page) < 60  # and not at the end of the sound


def test_a_new_moment_in_the_same_page_is_gone_to(reader: Reader):
    page = reader.open("low-water/podcast/tides/#t-6")
    expect_current(page, "t-6")
    page.evaluate("location.hash = '#t=0:54'")
    expect_current(page, "t-54")
    expect_cued(page, 54)
    page.go_back()
    expect_current(page, "t-6")


def test_the_link_of_a_line_leads_to_its_moment(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    line(page, "t-48").hover()
    line(page, "t-48").locator(".podcast-anchor").click()
    assert page.url.endswith("#t-48")
    expect_current(page, "t-48")


def test_the_address_of_a_section_cues_its_first_line(reader: Reader):
    page = reader.open("low-water/podcast/tides/#the-harbour")
    expect_current(page, "t-24")
    expect_cued(page, 24)
