"""Audio that really plays."""

from __future__ import annotations

from itertools import pairwise

from .episode import TOLERANCE, EpisodePage
from .reader import Reader

RECORD_SEEKS = """
addEventListener("seeked", event => (window.sought ??= []).push(event.target.currentTime), true);
"""
WATCH = """
audio => {
  window.watched = [];
  setInterval(() => watched.push([
    audio.currentTime, document.querySelector(".podcast-line[aria-current]")?.id,
  ]), 20);
}
"""
STARTS = """
[...document.querySelectorAll(".podcast-line[data-start]")].map(line => [
  Number(line.dataset.start), line.id,
])
"""
LEAD = 0.2
"""A line may be marked this early, in seconds."""


def test_a_time_plays_the_line_and_keeps_the_page_and_its_url(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/", script=RECORD_SEEKS)
    url = episode.page.url
    episode.page.evaluate("window.isSame = true")
    # t-12-2 shares its second with another line, and t-33 comes after t-36.
    for anchor, start in (("t-24", 24), ("t-12-2", 12.6), ("t-36", 36), ("t-33", 33)):
        episode.play(anchor)
        assert abs(episode.page.evaluate("sought").pop() - start) < TOLERANCE
    assert episode.page.evaluate("isSame")
    assert episode.page.url == url
    assert reader.requests == []


def test_the_line_that_is_heard_is_the_current_one(reader: Reader):
    episode = reader.episode("material/podcast/five-and-nine/")
    starts = episode.page.evaluate(STARTS)
    episode.play("t-14")
    episode.audio().evaluate("audio => { audio.playbackRate = 4; }")
    episode.audio().evaluate(WATCH)
    episode.page.wait_for_function("document.querySelector('audio').currentTime > 26")
    watched = episode.page.evaluate("watched")
    lag = TOLERANCE * 4  # at four times the speed
    for time, current in watched:
        lines = pairwise([*starts, (999, "")])
        assert current in {
            anchor for (start, anchor), (end, _) in lines if start - LEAD <= time < end + lag
        }
    assert {current for _, current in watched} == {"t-14", "t-23", "t-24"}


def test_a_time_in_the_list_of_sections_plays_the_section(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/")
    episode.page.locator(".podcast-sections .podcast-time").nth(1).click()
    episode.expect_playing()
    episode.expect_current("t-24")


def test_a_click_with_a_modifier_is_left_to_the_browser(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/")
    with episode.page.context.expect_page():
        episode.time("t-24").click(modifiers=["Control"])
    episode.expect_cued(0)


def test_of_two_players_only_one_plays_and_times_belong_to_it(reader: Reader):
    episode = EpisodePage(reader.open("low-water/two/")).ready()
    episode.play("t-20")
    episode.audio(1).evaluate("audio => audio.play()")
    episode.expect_playing(1)
    episode.expect_paused(0)
    episode.time("t-40").click()
    episode.expect_current("t-40")
    episode.expect_playing(1)
    episode.expect_paused(0)
    assert episode.seconds(1) >= 40 > episode.seconds(0)


def test_events_tell_other_scripts_what_is_heard(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/")
    episode.page.evaluate(
        """() => {
          window.heard = {};
          for (const type of ["play", "pause", "time", "line"])
            document.addEventListener(`podcast-${type}`, ({ detail }) => heard[type] ??= detail);
        }"""
    )
    episode.play("t-30")
    episode.audio().evaluate("audio => audio.pause()")
    episode.page.wait_for_function("heard.pause")
    heard = episode.page.evaluate("heard")
    assert {key: detail["line"] for key, detail in heard.items()} == dict.fromkeys(
        ("time", "line", "play", "pause"), "t-30"
    )
    assert heard["line"]["section"] == "the-harbour"
    assert abs(heard["line"]["seconds"] - 30) < TOLERANCE
