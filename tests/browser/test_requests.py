"""Nothing is asked of others before a reader wants it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Address
from .episode import play_line
from .reader import ARGUMENTS, Reader, browser_path
from .shows import CORPUS, CORPUS_EPISODES, THEMES

EPISODES = ("a-map-you-can-grep", "twenty-two-shoeboxes")  # sound, and a poster
OURS = "http://127.0.0.1"


def look_around(page: Page) -> None:
    """Do what a reader does who does not want to hear anything."""
    page.locator(".podcast-player").hover()
    page.keyboard.press("Tab")
    page.mouse.wheel(0, 4_000)
    page.wait_for_load_state("load")


@pytest.mark.parametrize("theme", THEMES)
def test_not_one_request_leaves_the_site_before_a_click(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/")
    for episode in EPISODES:
        look_around(reader.go(page, f"{theme}/podcast/{episode}/"))
    assert reader.outside == []


def test_sound_that_others_keep_is_not_asked_for_either(reader: Reader):
    page = reader.open("low-water/")
    for moment in ("", "#t-5", "#t=20"):
        look_around(reader.go(page, f"low-water/podcast/elsewhere/{moment}"))
    assert reader.outside == []
    with page.expect_request("https://media.example.org/elsewhere.mp3"):
        play_line(page, "t-20")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there are no real episodes beside us")
def test_not_one_leaves_it_on_pages_of_real_episodes(reader: Reader):
    page = reader.open("corpus/podcast/")
    for episode in CORPUS_EPISODES:
        look_around(reader.go(page, f"corpus/podcast/{episode}/"))
    assert reader.outside == []
    page.locator(".podcast-time").first.click()
    expect(page.locator(".podcast-player iframe")).to_be_visible()
    assert {urlsplit(url).netloc for url in reader.outside} <= {
        "www.youtube-nocookie.com",
        "www.youtube.com",
    }


def test_the_browsers_own_log_knows_of_nobody_else(
    chromium: Browser, address: Address, tmp_path: Path
):
    """No connection is made in advance, and no name is looked up either."""
    log = tmp_path / "log.json"
    browser = chromium.browser_type.launch(
        executable_path=browser_path(),
        args=[*ARGUMENTS, f"--log-net-log={log}"],
    )
    page = browser.new_page()
    for theme in THEMES:
        page.goto(f"{address(theme)}podcast/a-map-you-can-grep/")
        look_around(page)
    browser.close()
    assert {urlsplit(host).hostname for host in wanted(log)} == {"127.0.0.1"}


def wanted(log: Path) -> set[str]:
    """The hosts that pages of ours made the browser look up; it has business of its own too."""
    content = json.loads(log.read_text(encoding="utf-8"))
    looked_up = content["constants"]["logEventTypes"]["HOST_RESOLVER_MANAGER_REQUEST"]
    asked = (e["params"] for e in content["events"] if e["type"] == looked_up and "params" in e)
    return {a["host"] for a in asked if a.get("network_anonymization_key", "").startswith(OURS)}
