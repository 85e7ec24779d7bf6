"""Shortcuts, and reading by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .episode import TOLERANCE, EpisodePage
from .reader import Reader
from .shows import THEMES

MAX_TABS = 60


def playing(reader: Reader, site: str = "low-water") -> EpisodePage:
    episode = reader.episode(f"{site}/podcast/tides/").play("t-24")
    episode.page.evaluate("document.activeElement.blur()")
    return episode


def test_keys_play_pause_skip_and_change_the_speed(reader: Reader):
    episode = playing(reader)
    press = episode.page.keyboard.press
    for key in (" ", "k"):
        press(key)
        episode.expect_paused()
        press(key)
        episode.expect_playing()
    press("k")
    before = episode.seconds()
    for key, offset in (("j", -15), ("l", 15)):
        press(key)
        assert abs(episode.seconds() - before - offset) < TOLERANCE
    for keys, rate in ((".", 1.25), (",,", 0.75)):
        for key in keys:
            press(key)
        expect(episode.audio()).to_have_js_property("playbackRate", rate)


def test_a_slash_goes_to_the_field_and_a_question_mark_lists_the_keys(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/")
    episode.page.keyboard.press("?")
    expect(episode.page.get_by_role("dialog")).to_contain_text("Play or pause")
    episode.page.keyboard.press("Escape")
    expect(episode.page.get_by_role("dialog")).to_be_hidden()
    episode.page.keyboard.press("/")
    expect(episode.field).to_be_focused()
    expect(episode.field).to_have_value("")


def test_keys_in_a_field_and_those_of_the_browser_do_nothing_else(reader: Reader):
    episode = playing(reader)
    for modifier in ("Control", "Alt", "Meta"):
        episode.page.keyboard.press(f"{modifier}+j")
    assert episode.seconds() >= 24
    episode.field.focus()
    episode.page.keyboard.type("k j,l.?/")
    expect(episode.field).to_have_value("k j,l.?/")
    expect(episode.page.get_by_role("dialog")).to_be_hidden()
    expect(episode.audio()).to_have_js_property("playbackRate", 1)
    episode.expect_playing()


def test_readers_and_authors_can_turn_them_off(reader: Reader):
    episode = playing(reader)
    episode.page.keyboard.press("?")
    episode.page.get_by_role("checkbox", name="Use these shortcuts").uncheck()
    episode.button("Close").click()
    episode.reload().page.keyboard.press("?")
    expect(episode.page.locator(".podcast-shortcuts")).to_be_hidden()
    episode = playing(reader, "quiet")
    for key in ("k", ".", "?"):
        episode.page.keyboard.press(key)
    episode.expect_playing()
    expect(episode.audio()).to_have_js_property("playbackRate", 1)
    expect(episode.page.locator(".podcast-shortcuts")).to_have_count(0)


def test_keys_of_the_theme_work_on_all_pages_without_an_episode(reader: Reader):
    page = reader.open("material/quick-start/")
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    episode = reader.episode("material/podcast/five-and-nine/")
    episode.page.keyboard.press("/")
    expect(episode.field).to_be_focused()
    episode.page.evaluate("document.activeElement.blur()")
    for key in ".,":  # in Material, they go to the next page and the previous
        episode.page.keyboard.press(key)
    assert "/podcast/five-and-nine/" in episode.page.url


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, and expect that the reader sees it."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            break
    focused = page.locator(f":is({selector}):focus-visible")
    expect(focused).to_be_visible()
    expect(focused).to_be_in_viewport()


@pytest.mark.parametrize("theme", THEMES)
def test_a_line_can_be_played_and_its_link_copied_by_keyboard(reader: Reader, theme):
    episode = reader.episode(f"{theme}/podcast/five-and-nine/")
    episode.page.keyboard.press("/")  # instead of a hundred tabs through the theme
    expect(episode.field).to_be_focused()
    tab_to(episode.page, "#t-11 .podcast-time")
    episode.page.keyboard.press("Enter")
    episode.expect_playing()
    episode.expect_current("t-11")
    tab_to(episode.page, "#t-11 [aria-label='Copy link']")
    episode.page.keyboard.press("Enter")
    expect(episode.page.locator(".podcast-status")).to_have_text("Link copied")
    assert episode.clipboard().endswith("/podcast/five-and-nine/#t-11")
