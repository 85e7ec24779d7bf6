"""The page follows what is heard until the reader scrolls."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .reader import Reader

LOW = {"viewport": {"width": 900, "height": 420}}
TALK = "talks/podcast/talk-100/"
RECORD_CHANGES = """
window.changed = new Set();
new MutationObserver(all => all.forEach(({ target }) => changed.add(target.id))).observe(
  document.querySelector(".podcast-transcript").parentElement,
  { attributes: true, subtree: true, attributeFilter: ["aria-current", "class"] },
);
"""


@pytest.mark.parametrize("scroll", ["wheel", "keys"])
def test_scrolling_stops_it_and_a_button_resumes_it(reader: Reader, scroll):
    episode = reader.episode(TALK, **LOW)
    episode.play("t-0")
    episode.seek(60)
    episode.expect_current("t-60")
    episode.expect_in_view("t-60")
    expect(episode.resume).to_be_hidden()
    episode.page.mouse.move(450, 300)
    if scroll == "wheel":
        episode.page.mouse.wheel(0, 6_000)
    else:
        episode.page.keyboard.press("End")
    expect(episode.resume).to_be_visible()
    episode.seek(40)
    episode.expect_current("t-40")
    assert not episode.is_in_view("t-40")
    episode.resume.click()
    episode.expect_in_view("t-40")
    expect(episode.resume).to_be_hidden()


@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_the_current_line_differs_by_more_than_colour(reader: Reader, forced_colors):
    episode = reader.episode("low-water/podcast/tides/", forced_colors=forced_colors)
    border = "line => getComputedStyle(line, '::after').borderInlineStartWidth"
    before = episode.line("t-24").evaluate(border)
    episode.play("t-24")
    assert episode.line("t-24").evaluate(border) != before


def test_only_lines_that_change_are_touched(reader: Reader):
    episode = reader.episode(TALK).play("t-4")
    episode.page.evaluate(RECORD_CHANGES)
    episode.seek(24)
    episode.expect_current("t-24")
    changed = episode.page.evaluate("[...changed]")
    assert {anchor for anchor in changed if anchor.startswith("t-")} == {"t-4", "t-24"}


def test_readers_who_prefer_reduced_motion_get_jumps(reader: Reader):
    episode = reader.episode("low-water/podcast/tides/", reduced_motion="reduce", **LOW)
    episode.page.evaluate(
        """() => {
          const scroll = Element.prototype.scrollIntoView;
          window.behaviors = new Set();
          Element.prototype.scrollIntoView = function (options) {
            behaviors.add(options.behavior);
            scroll.call(this, options);
          };
        }"""
    )
    episode.play("t-0")
    episode.seek(30)
    episode.page.wait_for_function("behaviors.size")
    assert episode.page.evaluate("[...behaviors]") == ["instant"]


def test_it_can_be_off(reader: Reader):
    episode = reader.episode("quiet/podcast/tides/", viewport={"width": 900, "height": 300})
    episode.play("t-0")
    episode.page.evaluate("scrollTo(0, 0)")
    episode.seek(55)
    episode.expect_current("t-54")
    episode.page.evaluate("new Promise(requestAnimationFrame).then(() => 0)")
    assert episode.page.evaluate("scrollY") == 0
    expect(episode.resume).to_be_hidden()
