"""No other server gets a request before the reader wants it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .reader import ARGUMENTS, Reader, browser_path
from .shows import CORPUS, CORPUS_EPISODES, THEMES

EPISODES = ("a-map-you-can-grep", "twenty-two-shoeboxes")  # with audio, and with a poster
LOCAL = "http://127.0.0.1"


def read(page: Page) -> None:
    """Do what readers do who do not want to listen."""
    page.locator(".podcast-player").hover()
    page.keyboard.press("Tab")
    page.mouse.wheel(0, 4_000)
    page.wait_for_load_state("load")


@pytest.mark.parametrize("theme", THEMES)
def test_reading_stays_in_the_site(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/")
    for episode in EPISODES:
        read(reader.go(page, f"{theme}/podcast/{episode}/"))
    assert reader.requests == []


def test_remote_audio_is_requested_by_playing_it(reader: Reader):
    page = reader.open("low-water/")
    for moment in ("", "#t-5", "#t=20"):
        episode = reader.go_to_episode(page, f"low-water/podcast/elsewhere/{moment}")
        read(page)
    assert reader.requests == []
    with page.expect_request("https://media.example.org/elsewhere.mp3"):
        episode.time("t-20").click()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real episodes are not available")
def test_real_episodes_ask_only_youtube_and_only_after_a_click(reader: Reader):
    page = reader.open("corpus/podcast/")
    for name in CORPUS_EPISODES:
        read(reader.go_to_episode(page, f"corpus/podcast/{name}/").page)
    assert reader.requests == []
    page.locator(".podcast-time").first.click()
    expect(page.locator(".podcast-player iframe")).to_be_visible()
    hosts = {urlsplit(url).netloc for url in reader.requests}
    assert hosts <= {"www.youtube-nocookie.com", "www.youtube.com"}


def test_the_network_log_has_no_other_host(
    chromium: Browser, server: str, built: Callable[[str], Path], tmp_path: Path
):
    """Neither are connections opened in advance, nor names looked up."""
    log = tmp_path / "log.json"
    browser = chromium.browser_type.launch(
        executable_path=browser_path(), args=[*ARGUMENTS, f"--log-net-log={log}"]
    )
    page = browser.new_page()
    for theme in THEMES:
        page.goto(f"{server}{built(theme).name}/podcast/a-map-you-can-grep/")
        read(page)
    browser.close()
    content = json.loads(log.read_text(encoding="utf-8"))
    lookup = content["constants"]["logEventTypes"]["HOST_RESOLVER_MANAGER_REQUEST"]
    lookups = [e["params"] for e in content["events"] if e["type"] == lookup and "params" in e]
    # The browser looks up names for itself, too.
    hosts = {p["host"] for p in lookups if p.get("network_anonymization_key", "").startswith(LOCAL)}
    assert {urlsplit(host).hostname for host in hosts} == {"127.0.0.1"}
