"""The position is remembered in the reader's browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .episode import EpisodePage
from .reader import Reader

TIDES = "bare/podcast/tides/"


def offer(episode: EpisodePage) -> Locator:
    return episode.button("Continue at 0:2")


def test_the_position_is_offered_until_it_is_used_or_dismissed(reader: Reader):
    episode = reader.episode(TIDES).play("t-24").reload()
    expect(offer(episode)).to_be_visible()
    episode.expect_cued(0)
    episode.button("Dismiss").click()
    expect(offer(episode)).to_be_hidden()
    episode.reload()
    offer(episode).click()
    episode.expect_playing()
    assert 24 <= episode.seconds() < 30
    expect(offer(episode)).to_be_hidden()


def test_beginnings_and_other_episodes_are_not_offered(reader: Reader):
    episode = reader.episode(TIDES).play("t-24")
    reader.go_to_episode(episode.page, "bare/podcast/fog/")
    expect(episode.button("Continue")).to_have_count(0)
    reader.go_to_episode(episode.page, TIDES).play("t-0").reload()
    expect(episode.button("Continue")).to_have_count(0)


def test_a_link_to_a_moment_comes_first_and_changes_nothing_unless_played(reader: Reader):
    episode = reader.episode(TIDES).play("t-24")
    reader.go_to_episode(episode.page, f"{TIDES}#t-12").expect_cued(12.2)
    expect(offer(episode)).to_have_count(0)
    reader.go_to_episode(episode.page, TIDES)
    expect(offer(episode)).to_be_visible()


@pytest.mark.parametrize(
    "script",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full'); };",
        "Object.defineProperty(window, 'localStorage', { get() { throw Error('no'); } });",
    ],
    ids=["full", "forbidden"],
)
def test_episodes_play_without_storage(reader: Reader, script):
    reader.episode(TIDES, script=script).play("t-24")


def test_remembering_can_be_off(reader: Reader):
    episode = reader.episode("quiet/podcast/tides/").play("t-24").reload()
    expect(episode.button("Continue")).to_have_count(0)
    assert episode.page.evaluate("localStorage.length") == 0
