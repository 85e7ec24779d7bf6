"""Copying links and quotes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .episode import EpisodePage
from .reader import Reader

TIDES = "bare/podcast/tides/"


def select(episode: EpisodePage, first: str, last: str) -> None:
    """Select from the middle of a line to the middle of another."""
    episode.page.evaluate(
        """([first, last]) => {
          const text = id => [...document.getElementById(id).childNodes].find(
            node => node.nodeType === Node.TEXT_NODE && node.data.trim());
          getSelection().setBaseAndExtent(text(first), 3, text(last), 12);
        }""",
        [first, last],
    )


@pytest.mark.parametrize("anchor", ["t-24", "the-harbour"])
@pytest.mark.parametrize("clipboard", ["available", "forbidden"])
def test_the_link_of_a_line_or_a_section_is_copied(reader: Reader, anchor, clipboard):
    episode = reader.episode(TIDES)
    if clipboard == "forbidden":
        episode.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    episode.line(anchor).hover()
    assert episode.copy() == f"{episode.page.url}#{anchor}"


def test_a_quote_has_text_speaker_show_episode_time_and_link(reader: Reader):
    episode = reader.episode(TIDES)
    episode.line("t-24").hover()
    assert episode.copy("Copy quote", "Quote copied") == (
        "“A harbour is a promise that the sea keeps.” — Grace, Low Water, Tides, 0:24\n"
        f"{episode.page.url}#t-24"
    )


def test_a_selection_is_quoted_with_its_speakers_and_a_link_to_its_range(reader: Reader):
    episode = reader.episode(TIDES)
    select(episode, "t-24", "t-36")
    assert episode.copy("Copy quote", "Quote copied") == (
        "“Grace: harbour is a promise that the sea keeps.\n"
        "Ada: At low water it is a field of boats.\n"
        "Grace: At high wat” — Low Water, Tides, 0:24\n"
        f"{episode.page.url}#t=24,42"
    )


def test_a_quote_is_also_copied_as_html(reader: Reader):
    episode = reader.episode(TIDES)
    episode.line("t-24").hover()
    episode.copy("Copy quote", "Quote copied")
    html = episode.page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType("text/html")).text();
        }"""
    )
    url = f"{episode.page.url}#t-24"
    assert f'<blockquote cite="{url}"><p>A harbour is a promise that the sea keeps.</p>' in html
    assert f'<a href="{url}">Grace, Low Water, Tides, 0:24</a>' in html


def test_the_browser_copies_no_buttons(reader: Reader):
    episode = reader.episode(TIDES)
    episode.line("t-24").hover()
    expect(episode.button("Copy link")).to_be_visible()
    select(episode, "t-18", "t-36")
    episode.page.keyboard.press("Control+C")
    text = episode.clipboard()
    assert "A harbour is a promise" in text
    assert not any(word in text for word in ("Copy", "Play", "#"))


def test_a_tap_on_the_anchor_offers_the_same(reader: Reader):
    phone = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 800}}
    episode = reader.episode(TIDES, **phone)
    episode.line("t-24").locator(".podcast-anchor").tap()
    episode.button("Copy link").tap()
    expect(episode.page.locator(".podcast-status")).to_have_text("Link copied")
    assert episode.clipboard().endswith("#t-24")
