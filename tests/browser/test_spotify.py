"""Episodes on Spotify, with a fake of its API."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .reader import Reader

GULLS = "bare/podcast/gulls/"
API = "https://open.spotify.com/embed/iframe-api/v1"


def calls(page: Page, name: str) -> list[list[object]]:
    """The arguments of the calls of a method of the API."""
    recorded = page.evaluate("window.spotify?.calls ?? []")
    return [values for called, *values in recorded if called == name]


def test_the_poster_plays_and_the_current_line_follows(reader: Reader):
    episode = reader.episode(GULLS)
    assert reader.requests == []
    episode.page.locator(".podcast-poster").click()
    expect(episode.page.locator(".podcast-player iframe")).to_be_visible()
    episode.page.wait_for_function("spotify.controllers.some(controller => !controller.paused)")
    assert calls(episode.page, "createController") == [["spotify:episode:LowWaterSpotify0000005"]]
    episode.page.evaluate("spotify.at(80)")
    episode.expect_current("t-75")


def test_lines_play_from_their_times(reader: Reader):
    episode = reader.episode(GULLS)
    episode.time("t-75").click()
    episode.page.wait_for_function("window.spotify?.controllers[0]?.position === 75_000")
    episode.expect_current("t-75")
    episode.time("t-3").click()
    episode.expect_current("t-3")
    assert calls(episode.page, "seek") == [[75], [3]]
    assert len(calls(episode.page, "createController")) == reader.requests.count(API) == 1


def test_a_link_remains_if_spotify_cannot_be_reached(reader: Reader):
    reader.blocked.add("open.spotify.com")
    episode = reader.episode(GULLS)
    episode.page.locator(".podcast-poster").click()
    link = episode.page.locator(".podcast-failure a")
    expect(link).to_have_attribute(
        "href", "https://open.spotify.com/episode/LowWaterSpotify0000005?t=0"
    )
