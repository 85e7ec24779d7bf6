"""The Content-Security-Policy of the documentation is enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .episode import copy_link, expect_count, expect_current, expect_playing, find, play_line
from .reader import Reader
from .server import served
from .shows import ROOT

DOCUMENTED = re.compile(r"^Content-Security-Policy: (.*)$", re.MULTILINE)
VIOLATED = """
window.violated = [];
document.addEventListener("securitypolicyviolation", event => violated.push(
  `${event.violatedDirective}: ${event.blockedURI} in ${event.sourceFile}`));
"""


@pytest.fixture
def policy() -> str:
    text = (ROOT / "example_site/docs/player.md").read_text(encoding="utf-8")
    (documented,) = DOCUMENTED.findall(text)
    return str(documented)


@pytest.fixture
def guarded(
    chromium: Browser, folder: Path, built: Callable[[str], Path], policy: str
) -> Iterator[Reader]:
    """Somebody who reads sites that are served with the policy."""
    with served(folder, {"Content-Security-Policy": policy}) as root:
        reader = Reader(chromium, lambda name: f"{root}{built(name).name}/")
        yield reader
        reader.close()
    assert reader.faults == []


def test_sound_finding_and_copying_break_no_rule(guarded: Reader):
    page = guarded.open("bare/podcast/tides/", before=VIOLATED)
    play_line(page, "t-24")
    expect_playing(page)
    expect_current(page, "t-24")
    copy_link(page, "t-24")
    find(page, "moon")
    expect_count(page, "1 of 2")
    page.keyboard.press("Escape")
    page.mouse.wheel(0, 9_000)
    assert page.evaluate("violated") == []


@pytest.mark.parametrize(("episode", "anchor"), [("whales", "t-132"), ("gulls", "t-75")])
def test_players_of_others_break_no_rule(guarded: Reader, episode, anchor):
    page = guarded.open(f"bare/podcast/{episode}/", before=VIOLATED)
    play_line(page, anchor)
    expect_current(page, anchor)
    assert page.evaluate("violated") == []


def test_the_policy_forbids_what_is_inline(guarded: Reader):
    page = guarded.open("bare/podcast/tides/", before=VIOLATED)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("violated.length")
    guarded.faults.clear()
