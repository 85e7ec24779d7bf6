"""Without JavaScript, episodes can be read, linked to, and played by their links."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .reader import Reader
from .shows import THEMES

OWN_ELEMENTS = "[class*='podcast-']"
CONTROLS = ":is(button, input, select)"


@pytest.mark.parametrize("theme", THEMES)
def test_everything_that_is_shown_works(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/", java_script_enabled=False)
    controls = page.locator(f"{OWN_ELEMENTS} {CONTROLS}, {OWN_ELEMENTS}{CONTROLS}").all()
    assert not any(control.is_visible() for control in controls)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".podcast-line")).to_have_count(14)
    assert all(line.is_visible() for line in page.locator(".podcast-line").all())


def test_times_and_moments_are_plain_links(reader: Reader):
    page = reader.open("low-water/podcast/whales/#t-3723", java_script_enabled=False)
    expect(page.locator("#t-3723")).to_be_in_viewport()
    with page.expect_request("https://www.youtube.com/watch?v=LowWater_02&t=132s"):
        page.locator("#t-132 .podcast-time").click()
    reader.go(page, "low-water/podcast/tides/")
    page.locator("#t-24 .podcast-time").click()
    page.wait_for_url("**/audio/tides.mp3#t=24")
