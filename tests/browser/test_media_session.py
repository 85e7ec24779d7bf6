"""What the lock screen, a headset or a car shows and controls."""

from __future__ import annotations

from playwright.sync_api import expect

from .reader import Reader

ACTIONS = """
window.actions = {};
MediaSession.prototype.setActionHandler = (name, handler) => { window.actions[name] = handler; };
"""
METADATA = "() => navigator.mediaSession.metadata?.title"


def test_a_playing_section_is_shown_and_controlled_by_the_system(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/", script=ACTIONS)
    assert episode.page.evaluate(METADATA) is None
    episode.play("t-24")
    episode.page.wait_for_function("navigator.mediaSession.metadata?.title === 'The harbour'")
    artist = episode.page.evaluate("navigator.mediaSession.metadata.artist")
    assert artist == "Low Water · Tides"
    episode.page.evaluate("window.actions.previoustrack({})")
    episode.page.wait_for_function("navigator.mediaSession.metadata.title === 'The moon'")
    episode.page.evaluate("window.actions.seekto({ seekTime: 48 })")
    episode.expect_current("t-48")
    episode.page.evaluate("window.actions.pause({})")
    expect(episode.audio()).to_have_js_property("paused", value=True)
