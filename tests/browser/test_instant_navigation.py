"""Material replaces the page without loading it; nothing piles up."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import CDPSession, Page, expect

from .episode import expect_current, expect_playing, find, play_line
from .reader import Reader, wait_until_at_work

EPISODE = "material/podcast/five-and-nine/"


def listeners(session: CDPSession) -> int:
    """How many listeners there are in the whole page."""
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(int(one["value"]) for one in metrics if one["name"] == "JSEventListeners")


def there_and_back(page: Page) -> None:
    page.get_by_role("link", name="Quick start").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quick start")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Five and Nine")


def use(page: Page) -> None:
    """Do what adds most: play, look for words, move over lines."""
    wait_until_at_work(page)
    play_line(page, "t-24")
    expect_playing(page)
    expect_current(page, "t-24")
    find(page, "cat")
    page.locator("#t-36").hover()


def growth(page: Page, each_time: Callable[[Page], None]) -> int:
    """How many more listeners there are after going there and back five times."""
    page.evaluate("window.same = true")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    counts = []
    for _ in range(6):
        each_time(page)
        there_and_back(page)
        counts.append(listeners(session))
    assert page.evaluate("window.same")  # the page was never loaded again
    return counts[-1] - counts[0]


def test_after_there_and_back_it_works_and_there_are_no_more_listeners(reader: Reader):
    """Than the theme adds by itself: it leaves some behind."""
    ours = growth(reader.open(EPISODE), use)
    reader.unreachable.add("/assets/podcast/")
    themes = growth(reader.open(EPISODE, at_work=False), lambda page: page.mouse.move(1, 1))
    assert ours <= themes


def test_from_one_episode_to_the_next_lines_and_player_are_the_new_ones(reader: Reader):
    page = reader.open(EPISODE)
    play_line(page, "t-24")
    expect_playing(page)
    page.locator(".podcast-neighbours a").last.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Five and Nine")
    expect(page.locator(".podcast-line[aria-current]")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Five and Nine")
    wait_until_at_work(page)
    play_line(page, "t-5")
    expect_playing(page)
    expect_current(page, "t-5")


def test_a_page_without_an_episode_has_nothing_of_it(reader: Reader):
    page = reader.open(EPISODE)
    play_line(page, "t-24")
    expect_playing(page)
    page.get_by_role("link", name="Quick start").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quick start")
    assert [e for e in page.locator("[class*='podcast-']").all() if e.is_visible()] == []
