"""Material replaces the page without loading it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import EpisodePage
from .reader import Reader

EPISODE = "material/podcast/five-and-nine/"
REMEMBER = """
(window.weak ??= []).push(...[".podcast-strip", ".podcast-bar", ".podcast-tools"].map(
  selector => new WeakRef(document.querySelector(selector)))) && 0
"""


def expect_title(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def leave(page: Page) -> None:
    page.get_by_role("link", name="Quick start").first.click()
    expect_title(page, "Quick start")


def test_nothing_of_an_episode_remains_after_leaving_and_it_works_again(reader: Reader):
    episode = reader.episode(EPISODE)
    page = episode.page
    page.evaluate("window.isSame = true")
    for _ in range(3):
        episode.ready().play("t-24")
        episode.find("cat")
        episode.line("t-36").hover()
        page.evaluate(REMEMBER)
        leave(page)
        assert not any(e.is_visible() for e in page.locator("[class*='podcast-']").all())
        page.go_back()
        expect_title(page, "Five and Nine")
    assert page.evaluate("isSame")
    leave(page)
    # Until here there is neither a debugger nor an element handle, which would keep elements.
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    alive = page.evaluate("weak.map(reference => reference.deref()?.className)")
    assert [name for name in alive if name] == []


def test_the_next_episode_has_its_own_player_and_lines(reader: Reader):
    episode = reader.episode(EPISODE).play("t-24")
    episode.page.locator(".podcast-neighbours a").last.click()
    expect(episode.page.get_by_role("heading", level=1)).not_to_contain_text("Five and Nine")
    episode.expect_current(None)
    episode.page.go_back()
    expect_title(episode.page, "Five and Nine")
    EpisodePage(episode.page).ready().play("t-5")
