"""The bar that stays when the player leaves the view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .episode import (
    expect_current,
    expect_in_view,
    expect_playing,
    expect_silent,
    heard,
    play_line,
    sound,
)
from .reader import Reader

LOW = {"viewport": {"width": 900, "height": 500}}


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Player", exact=True)


def button(page: Page, name: str) -> Locator:
    return bar(page).get_by_role("button", name=name)


def docked(reader: Reader) -> Page:
    """An episode that plays out of view."""
    page = reader.open("low-water/podcast/tides/", **LOW)
    play_line(page, "t-36")
    expect_playing(page)
    sound(page).evaluate("audio => audio.pause()")
    page.evaluate("document.querySelector('#t-36').scrollIntoView({ block: 'center' })")
    expect(bar(page)).to_be_visible()
    return page


def test_it_comes_when_the_player_leaves_and_goes_when_it_is_back(reader: Reader):
    page = reader.open("low-water/podcast/tides/", **LOW)
    expect(bar(page)).to_be_hidden()
    page.evaluate("scrollTo(0, 9999)")
    expect(bar(page)).to_be_hidden()  # nothing has been played
    play_line(page, "t-54")
    expect(bar(page)).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    expect(bar(page)).to_be_hidden()


def test_it_plays_pauses_goes_back_and_on(reader: Reader):
    page = docked(reader)
    before = heard(page)
    button(page, "Back 15 seconds").click()
    assert abs(heard(page) - (before - 15)) < 0.3
    button(page, "Forward 30 seconds").click()
    assert abs(heard(page) - (before + 15)) < 0.3
    button(page, "Play").click()
    expect_playing(page)
    button(page, "Pause").click()
    expect_silent(page)


def test_it_says_the_time_the_length_and_the_section(reader: Reader):
    page = docked(reader)
    expect(bar(page)).to_contain_text("0:36 / 1:07")
    expect(bar(page)).to_contain_text("The harbour")
    position = bar(page).get_by_role("slider", name="Position")
    expect(position).to_have_attribute("aria-valuetext", "36 seconds of 1 minute, 7 seconds")
    position.fill("6")
    expect(bar(page)).to_contain_text("0:06 / 1:07")
    expect(bar(page)).to_contain_text("The moon")
    assert abs(heard(page) - 6) < 0.3
    expect_current(page, "t-6")


def slider(page: Page) -> Locator:
    return bar(page).get_by_role("slider", name="Position")


def cued_below(reader: Reader, episode: str, anchor: str) -> Page:
    """An episode that is at a line and has not been played, with its player out of view."""
    page = reader.open(f"low-water/podcast/{episode}/#{anchor}", **LOW)
    page.evaluate("document.querySelector('main, [role=main]').style.paddingBottom = '999px'")
    page.evaluate("scrollTo(0, 9999)")
    expect(bar(page)).to_be_visible()
    return page


def test_before_the_player_is_there_the_length_is_what_the_page_says(reader: Reader):
    page = cued_below(reader, "whales", "t-3723")
    expect(bar(page)).to_contain_text("1:02:03 / 1:06:40")
    expect(slider(page)).to_have_js_property("max", "4000")
    expect(slider(page)).to_have_value("3723")
    slider(page).fill("1000")
    expect(bar(page)).to_contain_text("16:40 / 1:06:40")
    assert reader.outside == []


def test_what_the_player_says_of_the_length_counts_more(reader: Reader):
    page = reader.open("low-water/podcast/tides/", **LOW)
    sound(page).evaluate("audio => { audio.dataset.duration = 4000 }")
    play_line(page, "t-36")
    expect(bar(page)).to_contain_text("/ 1:07")
    expect(slider(page)).to_have_js_property("max", "67")


def test_there_is_no_slider_where_nothing_says_the_length(reader: Reader):
    page = cued_below(reader, "gulls", "t-75")
    expect(bar(page)).to_contain_text("1:15")
    expect(bar(page)).not_to_contain_text("/")
    expect(slider(page)).to_be_hidden()


def test_the_speed_is_kept_for_the_next_episode(reader: Reader):
    page = docked(reader)
    bar(page).get_by_role("combobox", name="Speed").select_option("1.5")
    expect(sound(page)).to_have_js_property("playbackRate", 1.5)
    page.goto(page.url.replace("tides", "fog"))
    page.wait_for_selector(".podcast-dock", state="attached")
    sound(page).evaluate("audio => audio.play()")
    expect(sound(page)).to_have_js_property("playbackRate", 1.5)


def test_it_goes_to_the_line(reader: Reader):
    page = docked(reader)
    page.evaluate("scrollTo(0, document.querySelector('#t-0').offsetTop + 60)")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    button(page, "Go to the current line").click()
    expect_in_view(page, "t-36")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_covers_nothing_of_the_end_of_the_page_and_is_wide_enough_for_fingers(
    reader: Reader, width
):
    page = reader.open("low-water/podcast/tides/", viewport={"width": width, "height": 600})
    play_line(page, "t-60")
    expect(bar(page)).to_be_visible()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("footer, [role=contentinfo]").last.bounding_box()
    edge = bar(page).bounding_box()
    assert last
    assert edge
    assert last["y"] + last["height"] <= edge["y"] + 1
    assert edge["x"] >= 0
    assert edge["x"] + edge["width"] <= width
    for control in bar(page).get_by_role("button").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
