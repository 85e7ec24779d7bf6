"""The sections, in reach while reading."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .episode import SOUGHT, expect_current, expect_playing, play_line
from .reader import Reader
from .shows import THEMES


def toggle(page: Page) -> Locator:
    return page.get_by_role("button", name="Sections")


def menu(page: Page) -> Locator:
    return page.locator(".podcast-menu")


@pytest.mark.parametrize("theme", THEMES)
def test_the_list_is_in_reach_in_the_middle_of_the_transcript(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/", viewport={"width": 390, "height": 700})
    page.evaluate("document.querySelector('#t-43').scrollIntoView({ block: 'center' })")
    expect(menu(page)).to_be_hidden()
    toggle(page).click()
    expect(menu(page)).to_be_visible()
    expect(menu(page)).to_be_in_viewport(ratio=1)
    menu(page).get_by_role("link", name="The logbook").click()
    expect(menu(page)).to_be_hidden()
    expect(page.locator("h3#the-logbook")).to_be_in_viewport()


def test_the_current_section_is_marked_in_every_list(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    play_line(page, "t-30")
    expect_current(page, "t-30")
    toggle(page).click()
    for place in (".podcast-sections", ".podcast-menu"):
        current = page.locator(f"{place} [aria-current]")
        expect(current).to_have_count(1)
        expect(current).to_contain_text("The harbour")


def test_a_time_in_the_list_plays_from_there(reader: Reader):
    page = reader.open("low-water/podcast/tides/", before=SOUGHT)
    toggle(page).click()
    menu(page).locator(".podcast-time").nth(1).click()
    expect_playing(page)
    assert abs(page.evaluate("sought")[-1] - 24) < 0.3
    expect_current(page, "t-24")


def test_escape_closes_the_list_and_gives_the_focus_back(reader: Reader):
    page = reader.open("low-water/podcast/tides/")
    toggle(page).focus()
    page.keyboard.press("Enter")
    expect(menu(page)).to_be_visible()
    expect(toggle(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    expect(toggle(page)).to_be_focused()
