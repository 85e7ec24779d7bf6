"""The documented Content-Security-Policy is enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .reader import Reader, reading
from .server import served
from .shows import ROOT

HEADER = re.compile(r"^Content-Security-Policy: (.*)$", re.MULTILINE)
RECORD_VIOLATIONS = """
window.violated = [];
document.addEventListener("securitypolicyviolation", event => violated.push(
  `${event.violatedDirective}: ${event.blockedURI} in ${event.sourceFile}`));
"""


def documented_policies(pattern: str) -> list[str]:
    """The policies in the pages of the documentation."""
    pages = (ROOT / "example_site/docs").glob(pattern)
    return [policy for page in pages for policy in HEADER.findall(page.read_text("utf-8"))]


@pytest.fixture
def guarded(chromium: Browser, folder: Path, built: Callable[[str], Path]) -> Iterator[Reader]:
    """A reader of sites that are served with the policy."""
    (policy,) = documented_policies("player.md")
    with (
        served(folder, {"Content-Security-Policy": policy}) as url,
        reading(chromium, lambda name: f"{url}{built(name).name}/") as reader,
    ):
        yield reader


def test_nothing_violates_it(guarded: Reader):
    episode = guarded.episode("bare/podcast/tides/", script=RECORD_VIOLATIONS).play("t-24")
    episode.line("t-24").hover()
    episode.copy()
    episode.find("moon")
    episode.page.keyboard.press("Escape")
    episode.page.mouse.wheel(0, 9_000)
    assert episode.page.evaluate("violated") == []
    episode.page.evaluate("document.body.setAttribute('style', 'color: red')")
    episode.page.wait_for_function("violated.length")  # the policy is in force
    guarded.errors.clear()


@pytest.mark.parametrize(("name", "anchor"), [("whales", "t-132"), ("gulls", "t-75")])
def test_embedded_players_do_not_violate_it(guarded: Reader, name, anchor):
    episode = guarded.episode(f"bare/podcast/{name}/", script=RECORD_VIOLATIONS)
    episode.time(anchor).click()
    episode.page.locator(".podcast-player iframe").wait_for()
    episode.expect_current(anchor)
    assert episode.page.evaluate("violated") == []
