"""On paper."""

from __future__ import annotations

import pytest

from .accessibility import OURS
from .episode import play_line
from .reader import Reader
from .shows import THEMES

CONTROLS = "button, input, select, audio, iframe, dialog"


@pytest.mark.parametrize("theme", THEMES)
def test_paper_has_the_words_the_times_and_the_speakers_and_no_controls(reader: Reader, theme):
    page = reader.open(f"{theme}/podcast/five-and-nine/")
    play_line(page, "t-24")
    page.emulate_media(media="print")
    for part in (".podcast-line", ".podcast-line .podcast-time", ".podcast-name"):
        parts = page.locator(part).all()
        assert len(parts) > 5
        assert all(one.is_visible() for one in parts)
    controls = page.locator(f":is({OURS}, :is({OURS}) *):is({CONTROLS})")
    assert controls.count() > 3
    assert [one for one in controls.all() if one.is_visible()] == []


def test_paper_has_the_addresses_of_links_but_not_of_times(reader: Reader):
    page = reader.open("material/podcast/a-map-you-can-grep/")
    page.emulate_media(media="print")
    after = "link => getComputedStyle(link, '::after').content"
    link = page.locator(".podcast-intro a[href^=https]")
    assert "https://example.org/plain-text-radio/post" in link.evaluate(after) or link.evaluate(
        after
    ).startswith("attr(")
    assert page.locator("#t-26 .podcast-time").evaluate(after) in {"none", "normal", '""'}
