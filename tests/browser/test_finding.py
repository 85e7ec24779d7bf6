"""Finding text in a transcript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .episode import EpisodePage
from .reader import Reader

TIDES = "bare/podcast/tides/"
HIGHLIGHTED = """
() => ["podcast-found-current", "podcast-found"].flatMap(
  name => [...(CSS.highlights.get(name) ?? [])].map(highlighted => {
    const range = new Range();
    range.setStart(highlighted.startContainer, highlighted.startOffset);
    range.setEnd(highlighted.endContainer, highlighted.endOffset);
    return range.toString();
  }))
"""
NO_HIGHLIGHTS = "delete CSS.highlights; delete window.Highlight;"
TEXT = "[...document.querySelectorAll('.podcast-line')].map(line => line.innerHTML).join()"
FOUND = [
    ("(gently)", ["(gently)"]),
    ("(", ["("]),
    ("5.00$ [in", ["5.00$ [in"]),
    ("a*b\\c?", ["a*b\\c?"]),
    ("it costs", ["ＩＴ costs"]),
    ("cafe societe", []),
    ("cafe society", ["Café society"]),
    ("CAFÉ SOCIETY", ["Café society"]),
    ("STRAẞE", ["Straße"] * 2),
    ("strasse", ["Straße"] * 2),
    ("grace", ["Grace"] * 5),
    ("the harbour", ["the harbour", "The harbour"]),  # in a line, and a heading
    ("“it", []),
    ("wet\u00a0\u00a0flo\u00ador", ["wet floor"]),
    ("0:24", []),
]
"""What is searched for, and what is highlighted."""


def highlighted(episode: EpisodePage) -> list[str]:
    return list(episode.page.evaluate(HIGHLIGHTED))


def test_text_is_literal_but_case_and_accents_do_not_matter(reader: Reader):
    episode = reader.episode(TIDES)
    for text, found in FOUND:
        episode.find(text, re.compile(f" of {len(found)}$") if found else "No matches")
        assert sorted(highlighted(episode)) == sorted(found)


def test_enter_and_buttons_go_to_the_next_match_and_the_previous(reader: Reader):
    episode = reader.episode(TIDES)
    episode.find("the sea", "1 of 2")
    count = episode.page.locator(".podcast-count")
    for key, text in (("Enter", "2 of 2"), ("Enter", "1 of 2"), ("Shift+Enter", "2 of 2")):
        episode.field.press(key)
        expect(count).to_have_text(text)
    for name, text in (("Next match", "1 of 2"), ("Previous match", "2 of 2")):
        episode.button(name).click()
        expect(count).to_have_text(text)


def test_a_match_scrolls_into_view_and_escape_clears_the_field(reader: Reader):
    episode = reader.episode(TIDES, viewport={"width": 900, "height": 420})
    episode.find("nobody moves", "1 of 1")
    episode.expect_in_view("t-54")
    episode.field.press("Escape")
    expect(episode.field).to_have_value("")
    expect(episode.page.locator(".podcast-count")).to_be_empty()
    assert highlighted(episode) == []


@pytest.mark.parametrize("script", ["", NO_HIGHLIGHTS])
def test_the_text_of_the_page_stays_the_same(reader: Reader, script):
    episode = reader.episode(TIDES, script=script)
    before = episode.page.evaluate(TEXT)
    episode.find("the sea", "1 of 2")
    assert episode.page.evaluate(TEXT) == before
    marked = episode.page.locator(".podcast-line.podcast-found-current")
    expect(marked).to_have_count(1 if script else 0)
    episode.field.press("Escape")
    expect(marked).to_have_count(0)
