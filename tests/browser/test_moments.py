"""Links to a moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .reader import Reader

TIDES = [
    ("#t-24", "t-24", 24),
    ("#t=24", "t-24", 24),
    ("#t=24s", "t-24", 24),
    ("#t=0m24s", "t-24", 24),
    ("#t=npt:24", "t-24", 24),
    ("#t=0:24", "t-24", 24),
    ("#t=0:00:24", "t-24", 24),
    ("#t=26", "t-24", 26),  # in the middle of a line
    ("#t-12", "t-12", 12.2),
    ("#t-12-2", "t-12-2", 12.6),
    ("#t=12.4", "t-12", 12.4),
    ("#t=12.7", "t-12-2", 12.7),
    ("#t=24,30", "t-24", 24),
    ("#t-33", "t-33", 33),
    ("#the-harbour", "t-24", 24),
]
NO_MOMENTS = ("#t=", "#t=soon", "#t=1:2:3:4", "#t=-5", "#nowhere")
FOLLOW = """
fragment => new Promise(done => {
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = fragment;
})
"""


def test_the_moment_is_shown_and_cued_but_not_played(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/?t=26")
    episode.expect_cued(26)
    for moment, anchor, seconds in TIDES:
        for fragment, line in (("#t-54", "t-54"), (moment, anchor)):
            episode.page.evaluate("fragment => { location.hash = fragment }", fragment)
            episode.expect_current(line)
        episode.expect_cued(seconds)
        if "=" in moment:  # the browser scrolls to an id
            episode.expect_in_view(anchor)


@pytest.mark.parametrize("moment", ["#t-3723", "#t=62:03", "?t=1h2m3s", "#t=1:02:03"])
def test_a_video_starts_at_the_moment_after_a_click(reader: Reader, moment):
    episode = reader.episode(f"low-water/podcast/whales/{moment}")
    episode.expect_current("t-3723")
    episode.expect_in_view("t-3723")
    assert reader.requests == []
    episode.page.locator(".podcast-poster").click()
    episode.page.wait_for_function("window.youtube?.players.length")
    assert "start=3723" in episode.page.evaluate("youtube.calls[0][1]")


def test_without_line_times_the_moment_is_only_cued(reader: Reader):
    page = reader.open("low-water/")
    for moment, seconds in (("#t=12", 12), ("?t=0:12", 12), ("#t-132", 0)):
        episode = reader.go_to_episode(page, f"low-water/podcast/fog/{moment}")
        episode.expect_cued(seconds)
        episode.expect_current(None)


def test_other_urls_do_nothing(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/?t=%F0")
    for moment in NO_MOMENTS:
        episode.page.evaluate(FOLLOW, moment)
        episode.expect_current(None)
        assert episode.seconds() == 0


def test_playback_pauses_at_the_end_of_the_moment(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/#t=10,11")
    episode.expect_cued(10)
    episode.audio().evaluate("audio => audio.play()")
    episode.page.wait_for_function("document.querySelector('audio').currentTime > 10.5")
    episode.expect_paused()
    assert 10.9 <= episode.seconds() < 11.5


def test_a_new_fragment_in_the_same_page_is_followed(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/#t-6")
    episode.expect_current("t-6")
    episode.page.evaluate("location.hash = '#t=0:54'")
    episode.expect_current("t-54")
    episode.expect_cued(54)
    episode.page.go_back()
    episode.expect_current("t-6")
    episode.line("t-48").hover()
    episode.line("t-48").locator(".podcast-anchor").click()
    expect(episode.page).to_have_url(episode.page.url.partition("#")[0] + "#t-48")
    episode.expect_current("t-48")
