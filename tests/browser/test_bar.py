"""The bar that appears when the player is out of view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .episode import TOLERANCE, EpisodePage
from .reader import Reader

LOW = {"viewport": {"width": 900, "height": 500}}
TIDES = "low-water/podcast/tides/"


def button(episode: EpisodePage, name: str) -> Locator:
    return episode.bar.get_by_role("button", name=name)


def slider(episode: EpisodePage) -> Locator:
    return episode.bar.get_by_role("slider", name="Position")


def docked(reader: Reader) -> EpisodePage:
    """An episode that was played to 0:36 and paused, with the player out of view."""
    episode = reader.episode(TIDES, **LOW).play("t-36")
    episode.audio().evaluate("audio => audio.pause()")
    episode.page.evaluate("document.querySelector('#t-36').scrollIntoView({ block: 'center' })")
    expect(episode.bar).to_be_visible()
    return episode


def cued(reader: Reader, name: str, anchor: str) -> EpisodePage:
    """An episode that is at a line but was not played, with the player out of view."""
    episode = reader.episode(f"low-water/podcast/{name}/#{anchor}", **LOW)
    episode.page.evaluate(
        "document.querySelector('[role=main], main').style.paddingBottom = '999px'"
    )
    episode.page.evaluate("scrollTo(0, 9999)")
    expect(episode.bar).to_be_visible()
    return episode


def test_it_appears_when_what_was_played_is_out_of_view(reader: Reader):
    episode = reader.episode(TIDES, **LOW)
    episode.page.evaluate("scrollTo(0, 9999)")
    expect(episode.bar).to_be_hidden()
    episode.play("t-54")
    expect(episode.bar).to_be_visible()
    episode.page.evaluate("scrollTo(0, 0)")
    expect(episode.bar).to_be_hidden()


def test_its_buttons_skip_play_pause_and_go_to_the_line(reader: Reader):
    episode = docked(reader)
    before = episode.seconds()
    for name, offset in (("Back 15 seconds", -15), ("Forward 30 seconds", 15)):
        button(episode, name).click()
        assert abs(episode.seconds() - before - offset) < TOLERANCE
    button(episode, "Play").click()
    episode.expect_playing()
    button(episode, "Pause").click()
    episode.expect_paused()
    episode.seek(36)
    episode.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    button(episode, "Go to the current line").click()
    episode.expect_in_view("t-36")


def test_it_shows_time_length_and_section_and_its_slider_seeks(reader: Reader):
    episode = docked(reader)
    expect(episode.bar).to_contain_text("0:36 / 1:07")
    expect(episode.bar).to_contain_text("The harbour")
    expect(slider(episode)).to_have_attribute("aria-valuetext", "36 seconds of 1 minute, 7 seconds")
    slider(episode).fill("6")
    expect(episode.bar).to_contain_text("0:06 / 1:07")
    expect(episode.bar).to_contain_text("The moon")
    episode.expect_current("t-6")


def test_the_length_is_that_of_the_page_until_the_player_knows_it(reader: Reader):
    episode = cued(reader, "whales", "t-3723")
    expect(episode.bar).to_contain_text("1:02:03 / 1:06:40")
    expect(slider(episode)).to_have_js_property("max", "4000")
    slider(episode).fill("1000")
    expect(episode.bar).to_contain_text("16:40 / 1:06:40")
    assert reader.requests == []
    episode = reader.episode(TIDES, **LOW)
    episode.audio().evaluate("audio => { audio.dataset.duration = 4000 }")
    episode.play("t-36")
    expect(episode.bar).to_contain_text("/ 1:07")


def test_without_a_length_there_is_no_slider(reader: Reader):
    episode = cued(reader, "gulls", "t-75")
    expect(episode.bar).to_contain_text("1:15")
    expect(episode.bar).not_to_contain_text("/")
    expect(slider(episode)).to_be_hidden()


def test_the_speed_is_remembered(reader: Reader):
    episode = docked(reader)
    episode.bar.get_by_role("combobox", name="Speed").select_option("1.5")
    expect(episode.audio()).to_have_js_property("playbackRate", 1.5)
    reader.go_to_episode(episode.page, "low-water/podcast/fog/")
    episode.audio().evaluate("audio => audio.play()")
    expect(episode.audio()).to_have_js_property("playbackRate", 1.5)


@pytest.mark.parametrize("width", [390, 1280])
def test_it_covers_no_text_and_its_buttons_are_large_enough(reader: Reader, width):
    episode = reader.episode(TIDES, viewport={"width": width, "height": 600}).play("t-60")
    expect(episode.bar).to_be_visible()
    episode.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = episode.page.locator("footer, [role=contentinfo]").last.bounding_box()
    bar = episode.bar.bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"] + 1
    assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= width
    boxes = [control.bounding_box() for control in episode.bar.get_by_role("button").all()]
    assert all(box and min(box["width"], box["height"]) >= 44 for box in boxes)
