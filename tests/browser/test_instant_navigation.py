"""Material replaces the page without loading it; nothing piles up."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page, expect

from .episode import expect_current, expect_playing, find, play_line
from .reader import Reader

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
    expect(page.locator("#t-24")).to_be_attached()


def use(page: Page) -> None:
    """Do what adds most: play, look for words, move over lines."""
    play_line(page, "t-24")
    expect_playing(page)
    expect_current(page, "t-24")
    find(page, "cat")
    page.locator("#t-36").hover()


def test_it_works_after_there_and_back_and_there_are_no_more_listeners(reader: Reader):
    page = reader.open(EPISODE)
    page.evaluate("window.same = true")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    counts = []
    for _ in range(6):
        use(page)
        there_and_back(page)
        counts.append(listeners(session))
    assert page.evaluate("window.same")  # the page was never loaded again
    assert counts[-1] <= counts[0], counts


def test_from_one_episode_to_the_next_lines_and_player_are_the_new_ones(reader: Reader):
    page = reader.open(EPISODE)
    play_line(page, "t-24")
    expect_playing(page)
    page.locator(".podcast-neighbours a").last.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Five and Nine")
    expect(page.locator(".podcast-line[aria-current]")).to_have_count(0)
    page.go_back()
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
