"""The page of an episode, as tests use it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

ANY_COUNT = re.compile("^[0-9,]+ of ")

TOLERANCE = 0.3
"""In seconds. Seeking is not exact."""

IS_IN_VIEW = """
id => {
  const element = document.getElementById(id);
  const { top, bottom, left } = element.getBoundingClientRect();
  const visible = document.elementFromPoint(left + 8, (top + bottom) / 2);
  return top >= 0 && bottom <= innerHeight && element.contains(visible);
}
"""


@dataclass(frozen=True)
class EpisodePage:
    """The page of an episode."""

    page: Page

    def ready(self) -> EpisodePage:
        """Wait for the scripts; before, links are only links."""
        self.page.locator(".podcast-dock").wait_for(state="attached")
        return self

    def reload(self) -> EpisodePage:
        self.page.reload()
        return self.ready()

    def line(self, anchor: str) -> Locator:
        return self.page.locator(f"#{anchor}")

    def time(self, anchor: str) -> Locator:
        return self.line(anchor).locator(".podcast-time")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("searchbox", name="Find in the transcript")

    @property
    def bar(self) -> Locator:
        return self.page.get_by_role("region", name="Player", exact=True)

    @property
    def resume(self) -> Locator:
        return self.button("Resume following")

    @property
    def menu(self) -> Locator:
        return self.page.locator(".podcast-menu")

    def audio(self, number: int = 0) -> Locator:
        return self.page.locator("audio").nth(number)

    def seconds(self, number: int = 0) -> float:
        return float(self.audio(number).evaluate("audio => audio.currentTime"))

    def seek(self, seconds: float) -> None:
        """Seek with the browser's own controls."""
        self.audio().evaluate("(audio, seconds) => { audio.currentTime = seconds }", seconds)

    def play(self, anchor: str) -> EpisodePage:
        """Click the time of a line, and wait until it plays."""
        self.time(anchor).click()
        self.expect_playing()
        self.expect_current(anchor)
        return self

    def find(self, text: str, count: str | re.Pattern[str] = ANY_COUNT) -> None:
        self.field.fill(text)
        expect(self.page.locator(".podcast-count")).to_have_text(count)

    def copy(self, button: str = "Copy link", status: str = "Link copied") -> str:
        """Press a button that copies, and return the clipboard."""
        self.button(button).click()
        expect(self.page.locator(".podcast-status")).to_have_text(status)
        return self.clipboard()

    def clipboard(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def is_in_view(self, anchor: str) -> bool:
        """Whether a line is in the window, and nothing covers it."""
        return bool(self.page.evaluate(IS_IN_VIEW, anchor))

    def expect_in_view(self, anchor: str) -> None:
        self.page.wait_for_function(IS_IN_VIEW, arg=anchor)

    def expect_current(self, anchor: str | None) -> None:
        current = self.page.locator(".podcast-line[aria-current]")
        if anchor:
            expect(current).to_have_attribute("id", anchor)
        else:
            expect(current).to_have_count(0)

    def expect_playing(self, number: int = 0) -> None:
        start = self.seconds(number)
        expect(self.audio(number)).to_have_js_property("paused", False)
        self.page.wait_for_function(
            "([number, start]) => document.querySelectorAll('audio')[number].currentTime > start",
            arg=[number, start],
        )

    def expect_paused(self, number: int = 0) -> None:
        expect(self.audio(number)).to_have_js_property("paused", True)

    def expect_cued(self, seconds: float) -> None:
        """Expect a position, without playing."""
        self.page.wait_for_function(
            f"Math.abs(document.querySelector('audio').currentTime - {seconds}) < {TOLERANCE}"
        )
        self.expect_paused()
