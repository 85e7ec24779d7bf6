"""What a page asks of YouTube, of a stand-in of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .episode import expect_current, play_line
from .reader import Reader

API = "https://www.youtube.com/iframe_api"
WHALES = "bare/podcast/whales/"


def asked(page: Page, name: str) -> list[list[object]]:
    """The values of the calls of a name."""
    calls = page.evaluate("window.youtube?.asked ?? []")
    return [values for called, *values in calls if called == name]


def embeds(reader: Reader) -> list[str]:
    return [url for url in reader.outside if urlsplit(url).netloc == "www.youtube-nocookie.com"]


def test_the_poster_gives_way_to_the_player(reader: Reader):
    page = reader.open(WHALES)
    assert reader.outside == []
    page.locator(".podcast-poster").click()
    frame = page.locator(".podcast-player iframe")
    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert frame.get_attribute("title")
    expect(page.locator(".podcast-poster")).to_be_hidden()
    size = frame.bounding_box()
    assert size
    assert size["width"] >= 200
    assert size["height"] >= 200


def test_the_embed_address_says_what_the_api_needs(reader: Reader):
    page = reader.open(WHALES)
    play_line(page, "t-132")
    page.wait_for_function("window.youtube?.players.length")
    (embed,) = embeds(reader)
    address = urlsplit(embed)
    query = {key: value for key, (value,) in parse_qs(address.query).items()}
    assert address.path == "/embed/LowWater_02"
    assert query["start"] == "132"
    assert query["enablejsapi"] == "1"
    assert query["playsinline"] == "1"
    assert query["autoplay"] == "1"
    assert page.url.startswith(query["origin"] + "/")
    assert reader.outside.count(API) == 1


def test_later_times_are_sought_and_the_frame_is_never_loaded_again(reader: Reader):
    page = reader.open(WHALES)
    play_line(page, "t-132")
    expect_current(page, "t-132")
    page.locator(".podcast-player iframe").evaluate("frame => { frame.ours = frame.src; }")
    for anchor, seconds in (("t-3723", 3723), ("t-0", 0)):
        play_line(page, anchor)
        expect_current(page, anchor)
        assert asked(page, "seekTo")[-1] == [seconds, True]
    frame = page.locator(".podcast-player iframe")
    assert frame.evaluate("frame => frame.ours === frame.src")
    assert len(embeds(reader)) == 1
    assert len(asked(page, "Player")) == 1
    assert reader.outside.count(API) == 1


def test_a_click_while_the_player_still_loads_is_not_lost(reader: Reader):
    page = reader.open(WHALES)
    page.evaluate(
        """for (const id of ["t-132", "t-3723"]) {
          document.querySelector(`#${id} .podcast-time`).click();
        }"""
    )
    expect_current(page, "t-3723")
    assert len(embeds(reader)) == 1


def test_the_line_follows_the_time_of_the_video(reader: Reader):
    page = reader.open(WHALES)
    play_line(page, "t-132")
    page.wait_for_function("window.youtube?.players[0]?.state === 1")
    page.evaluate("youtube.at(141)")
    expect_current(page, "t-140")
    page.evaluate("youtube.at(3800)")
    expect_current(page, "t-3730")


def refused(episode: str) -> Callable[[Reader], Page]:
    return lambda reader: reader.open(f"bare/podcast/{episode}/")


def blocked(reader: Reader) -> Page:
    reader.unreachable.add("www.youtube.com")
    return reader.open("bare/podcast/refused/")


@pytest.mark.parametrize(
    ("opened", "video"),
    [
        (refused("refused"), "Refused_150"),
        (refused("no-referrer"), "Refused_153"),
        (blocked, "Refused_150"),
    ],
    ids=["error 150", "error 153", "the API does not answer"],
)
def test_where_it_cannot_play_the_link_works_as_it_did(reader: Reader, opened, video):
    page = opened(reader)
    play_line(page, "t-5")
    link = page.locator(f".podcast-player a[href^='https://www.youtube.com/watch?v={video}']")
    expect(link).to_be_visible()
    expect(page.locator(".podcast-player iframe")).to_have_count(0)
    with page.expect_request(f"https://www.youtube.com/watch?v={video}&t=5s"):
        play_line(page, "t-5")


def test_from_a_file_the_link_works(chromium: Browser, built: Callable[[str], Path]):
    context = chromium.new_context()
    context.route("https://**", lambda route: route.abort())
    page = context.new_page()
    page.goto((built("low-water") / "podcast/whales/index.html").as_uri())
    with page.expect_request("https://www.youtube.com/watch?v=LowWater_02&t=132s"):
        play_line(page, "t-132")
    context.close()
