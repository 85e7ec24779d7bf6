"""The menu of sections."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .reader import Reader
from .shows import THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_in_reach_in_the_middle_of_the_transcript(reader: Reader, theme):
    size = {"width": 390, "height": 700}
    episode = reader.episode(f"{theme}/podcast/five-and-nine/", viewport=size)
    episode.page.evaluate("document.querySelector('#t-43').scrollIntoView({ block: 'center' })")
    expect(episode.menu).to_be_hidden()
    expect(episode.button("Sections")).to_be_in_viewport(ratio=1)
    episode.button("Sections").press("Enter")
    expect(episode.menu).to_be_in_viewport(ratio=1)
    episode.menu.get_by_role("link", name="The logbook").click()
    expect(episode.menu).to_be_hidden()
    expect(episode.page.locator("h3#the-logbook")).to_be_in_viewport()


def test_every_list_marks_the_current_section_and_plays_sections(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/").play("t-6")
    episode.button("Sections").click()
    episode.menu.locator(".podcast-time").nth(1).click()
    episode.expect_current("t-24")
    episode.expect_playing()
    for name in (".podcast-sections", ".podcast-menu"):
        expect(episode.page.locator(f"{name} [aria-current]")).to_have_text("The harbour")


def test_escape_closes_it_and_returns_the_focus(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/")
    toggle = episode.button("Sections")
    toggle.press("Enter")
    expect(episode.menu).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    episode.page.keyboard.press("Tab")
    episode.page.keyboard.press("Escape")
    expect(episode.menu).to_be_hidden()
    expect(toggle).to_be_focused()
