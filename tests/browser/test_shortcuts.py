"""Keys of the page, which are never taken from a field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .episode import expect_playing, expect_silent, field, heard, play_line, sound
from .reader import Reader

TIDES = "low-water/podcast/tides/"


def playing(reader: Reader, site: str = "low-water") -> Page:
    """An episode that plays, with the focus nowhere."""
    page = reader.open(f"{site}/podcast/tides/")
    play_line(page, "t-24")
    expect_playing(page)
    page.evaluate("document.activeElement.blur()")
    return page


@pytest.mark.parametrize("key", [" ", "k"])
def test_a_key_pauses_and_plays(reader: Reader, key):
    page = playing(reader)
    page.keyboard.press(key)
    expect_silent(page)
    page.keyboard.press(key)
    expect_playing(page)


def test_j_and_l_go_back_and_on(reader: Reader):
    page = playing(reader)
    page.keyboard.press("k")
    expect_silent(page)
    before = heard(page)
    page.keyboard.press("j")
    assert abs(heard(page) - (before - 15)) < 0.3
    page.keyboard.press("l")
    assert abs(heard(page) - (before + 15)) < 0.3


def test_comma_and_period_change_the_speed(reader: Reader):
    page = playing(reader)
    page.keyboard.press(".")
    expect(sound(page)).to_have_js_property("playbackRate", 1.25)
    page.keyboard.press(",")
    page.keyboard.press(",")
    expect(sound(page)).to_have_js_property("playbackRate", 0.75)


def test_slash_goes_to_the_search(reader: Reader):
    page = reader.open(TIDES)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")


def test_a_question_mark_lists_the_keys_and_escape_ends_that(reader: Reader):
    page = reader.open(TIDES)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_no_key_is_taken_from_a_field(reader: Reader):
    page = playing(reader)
    field(page).focus()
    page.keyboard.type("k j,l.?/")
    expect(field(page)).to_have_value("k j,l.?/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect_playing(page)
    expect(sound(page)).to_have_js_property("playbackRate", 1)


def test_no_key_is_taken_from_the_browser(reader: Reader):
    page = playing(reader)
    for held in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{held}+j")
    expect_playing(page)
    assert heard(page) >= 24


def test_the_themes_keys_stay_where_no_episode_is(reader: Reader):
    page = reader.open("material/quick-start/")
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_on_an_episodes_page_ours_come_before_the_themes(reader: Reader):
    page = reader.open("material/podcast/five-and-nine/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(".")
    page.keyboard.press(",")
    assert page.url.endswith("/podcast/five-and-nine/")


def test_they_can_be_off(reader: Reader):
    page = playing(reader, "quiet")
    for key in ("k", "l", ".", "?"):
        page.keyboard.press(key)
    expect_playing(page)
    assert heard(page) < 24 + 15
    expect(sound(page)).to_have_js_property("playbackRate", 1)
    expect(page.locator(".podcast-shortcuts")).to_have_count(0)
