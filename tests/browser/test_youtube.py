"""Videos on YouTube, with a fake of its API."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .reader import Reader

API = "https://www.youtube.com/iframe_api"
WHALES = "bare/podcast/whales/"


def calls(page: Page, name: str) -> list[list[object]]:
    """The arguments of the calls of a method of the API."""
    recorded = page.evaluate("window.youtube?.calls ?? []")
    return [values for called, *values in recorded if called == name]


def embeds(reader: Reader) -> list[str]:
    return [url for url in reader.requests if "://www.youtube-nocookie.com/" in url]


def test_a_click_replaces_the_poster_by_the_player(reader: Reader):
    episode = reader.episode(WHALES)
    assert reader.requests == []
    episode.page.locator(".podcast-poster").click()
    frame = episode.page.locator(".podcast-player iframe")
    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert frame.get_attribute("title")
    expect(episode.page.locator(".podcast-poster")).to_be_hidden()
    size = frame.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 200


def test_times_start_the_video_and_then_seek_in_it(reader: Reader):
    episode = reader.episode(WHALES)
    page = episode.page
    # The second click comes while the player is still loading.
    page.evaluate(
        """for (const id of ["t-132", "t-3723"])
          document.querySelector(`#${id} .podcast-time`).click()"""
    )
    episode.expect_current("t-3723")
    page.wait_for_function("window.youtube?.players[0]?.state === 1")
    (embed,) = embeds(reader)
    query = {key: value for key, (value,) in parse_qs(urlsplit(embed).query).items()}
    assert urlsplit(embed).path == "/embed/LowWater_02"
    assert page.url.startswith(query.pop("origin") + "/")
    assert query == {"start": "3723", "enablejsapi": "1", "playsinline": "1", "autoplay": "1"}
    for anchor, seconds in (("t-132", 132), ("t-0", 0)):
        episode.time(anchor).click()
        episode.expect_current(anchor)
        assert calls(page, "seekTo")[-1] == [seconds, True]
    assert len(embeds(reader)) == len(calls(page, "Player")) == reader.requests.count(API) == 1


def test_the_current_line_follows_the_video(reader: Reader):
    episode = reader.episode(WHALES)
    episode.time("t-132").click()
    episode.page.wait_for_function("window.youtube?.players[0]?.state === 1")
    for seconds, anchor in ((141, "t-140"), (3800, "t-3730")):
        episode.page.evaluate(f"youtube.at({seconds})")
        episode.expect_current(anchor)


@pytest.mark.parametrize(
    ("name", "video", "blocked"),
    [
        ("refused", "Refused_150", ""),
        ("no-referrer", "Refused_153", ""),
        ("refused", "Refused_150", "www.youtube.com"),
        ("refused", "Refused_150", "players/youtube.js"),
    ],
)
def test_a_video_that_cannot_play_becomes_a_link_and_times_do_too(
    reader: Reader, name, video, blocked
):
    reader.blocked |= {blocked} - {""}
    episode = reader.episode(f"bare/podcast/{name}/")
    episode.time("t-5").click()
    link = episode.page.locator(".podcast-failure a")
    expect(link).to_have_attribute("href", f"https://www.youtube.com/watch?v={video}&t=5")
    expect(episode.page.locator(".podcast-player iframe")).to_have_count(0)
    with episode.page.expect_request(f"https://www.youtube.com/watch?v={video}&t=5s"):
        episode.time("t-5").click()


def test_a_page_opened_from_a_folder_has_working_links(
    chromium: Browser, built: Callable[[str], Path]
):
    context = chromium.new_context()
    context.route("https://**", lambda route: route.abort())
    page = context.new_page()
    page.goto((built("low-water") / "podcast/whales/index.html").as_uri())
    with page.expect_request("https://www.youtube.com/watch?v=LowWater_02&t=132s"):
        page.locator("#t-132 .podcast-time").click()
    context.close()
