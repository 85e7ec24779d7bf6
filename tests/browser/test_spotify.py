"""What a page asks of Spotify, of a stand-in of our own."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import expect_current, play_line
from .reader import Reader

GULLS = "bare/podcast/gulls/"
API = "https://open.spotify.com/embed/iframe-api/v1"


def asked(page: Page, name: str) -> list[list[object]]:
    calls = page.evaluate("window.spotify?.asked ?? []")
    return [values for called, *values in calls if called == name]


def wait_until_playing(page: Page) -> None:
    page.wait_for_function("window.spotify?.controllers.some(controller => !controller.paused)")


def test_an_episode_that_is_only_there_plays_there(reader: Reader):
    page = reader.open(GULLS)
    assert reader.outside == []
    page.locator(".podcast-poster").click()
    expect(page.locator(".podcast-player iframe")).to_be_visible()
    assert asked(page, "createController") == [["spotify:episode:LowWaterSpotify0000005"]]
    wait_until_playing(page)


def test_its_lines_play_from_their_times(reader: Reader):
    page = reader.open(GULLS)
    play_line(page, "t-75")
    page.wait_for_function("window.spotify?.controllers[0]?.position === 75_000")
    expect_current(page, "t-75")
    play_line(page, "t-3")
    expect_current(page, "t-3")
    assert asked(page, "seek") == [[75], [3]]
    assert len(asked(page, "createController")) == 1
    assert reader.outside.count(API) == 1


def test_the_line_follows_its_time(reader: Reader):
    page = reader.open(GULLS)
    page.locator(".podcast-poster").click()
    wait_until_playing(page)
    page.evaluate("spotify.at(80)")
    expect_current(page, "t-75")


def test_where_it_does_not_answer_the_link_stays(reader: Reader):
    reader.unreachable.add("open.spotify.com")
    page = reader.open(GULLS)
    page.locator(".podcast-poster").click()
    expect(
        page.locator(".podcast-player a[href*='/episode/LowWaterSpotify0000005']")
    ).to_be_visible()
