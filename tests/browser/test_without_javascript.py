"""Everything can be read, linked and played by link without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .reader import Reader
from .shows import THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_shown_that_does_not_work(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/", java_script_enabled=False, at_work=False)
    ours = "[class*='podcast-']"
    controls = page.locator(f"{ours} :is(button, input, select), {ours}:is(button, input, select)")
    assert [c for c in controls.all() if c.is_visible()] == []
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".podcast-line")).to_have_count(14)
    assert all(line.is_visible() for line in page.locator(".podcast-line").all())


def test_times_and_moments_are_plain_links(reader: Reader):
    page = reader.open("low-water/podcast/whales/#t-3723", java_script_enabled=False, at_work=False)
    expect(page.locator("#t-3723")).to_be_in_viewport()
    with page.expect_request("https://www.youtube.com/watch?v=LowWater_02&t=132s"):
        page.locator("#t-132 .podcast-time").click()


def test_a_recording_opens_at_its_time(reader: Reader):
    page = reader.open("low-water/podcast/tides/", java_script_enabled=False, at_work=False)
    with page.expect_request("**/audio/tides.mp3"):
        page.locator("#t-24 .podcast-time").click()
    page.wait_for_url("**/audio/tides.mp3#t=24")
