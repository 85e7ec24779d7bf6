"""Where a reader stopped is remembered in their own browser, and offered."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import expect_cued, expect_playing, expect_silent, heard, play_line
from .reader import Reader, wait_until_at_work

TIDES = "bare/podcast/tides/"


def listen_until(page: Page, anchor: str) -> None:
    play_line(page, anchor)
    expect_playing(page)
    page.wait_for_timeout(300)


def test_the_position_is_offered_and_not_forced(reader: Reader):
    page = reader.open("talks/podcast/talk-100/")
    listen_until(page, "t-20")
    page.reload()
    wait_until_at_work(page)
    button = page.get_by_role("button", name="Continue at 0:2")
    expect(button).to_be_visible()
    expect_silent(page)
    assert heard(page) == 0
    button.click()
    expect_playing(page)
    assert heard(page) >= 20
    expect(button).to_be_hidden()


def test_the_offer_can_be_declined(reader: Reader):
    page = reader.open(TIDES)
    listen_until(page, "t-24")
    page.reload()
    wait_until_at_work(page)
    button = page.get_by_role("button", name="Continue at 0:2")
    expect(button).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect(button).to_be_hidden()


def test_each_episode_has_a_position_of_its_own(reader: Reader):
    page = reader.open(TIDES)
    listen_until(page, "t-24")
    page.goto(page.url.replace("tides", "fog"))
    wait_until_at_work(page)
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)


def test_the_first_seconds_are_not_offered(reader: Reader):
    page = reader.open(TIDES)
    listen_until(page, "t-0")
    page.reload()
    wait_until_at_work(page)
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)


def test_an_address_of_a_moment_wins(reader: Reader):
    page = reader.open(TIDES)
    listen_until(page, "t-24")
    page.goto(page.url + "#t-12")
    page.reload()
    wait_until_at_work(page)
    expect_cued(page, 12.2)


def test_a_moment_that_was_not_played_is_not_remembered(reader: Reader):
    page = reader.open(TIDES)
    listen_until(page, "t-24")
    page.goto(page.url + "#t-12")
    page.reload()
    wait_until_at_work(page)
    expect_cued(page, 12.2)
    page.goto(page.url.partition("#")[0] + "?again")
    wait_until_at_work(page)
    expect(page.get_by_role("button", name="Continue at 0:2")).to_be_visible()


def test_a_browser_that_keeps_nothing_does_no_harm(reader: Reader):
    full = "Storage.prototype.setItem = () => { throw new DOMException('full'); };"
    closed = "Object.defineProperty(window, 'localStorage', { get() { throw Error('no'); } });"
    for before in (full, closed):
        page = reader.open(TIDES, before=before)
        listen_until(page, "t-24")


def test_remembering_can_be_off(reader: Reader):
    page = reader.open("quiet/podcast/tides/")
    listen_until(page, "t-24")
    page.reload()
    wait_until_at_work(page)
    expect(page.get_by_role("button", name="Continue")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
