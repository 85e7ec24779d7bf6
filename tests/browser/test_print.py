"""Printed pages."""

from __future__ import annotations

import pytest

from .accessibility import OWN_ELEMENTS
from .reader import Reader
from .shows import THEMES

CONTROLS = "button, input, select, audio, iframe, dialog"


@pytest.mark.parametrize("theme", THEMES)
def test_text_times_and_speakers_are_printed_but_no_controls(reader: Reader, theme):
    page = reader.episode(f"{theme}/podcast/five-and-nine/").play("t-24").page
    page.emulate_media(media="print")
    for selector in (".podcast-line", ".podcast-line .podcast-time", ".podcast-name"):
        elements = page.locator(selector).all()
        assert len(elements) > 5
        assert all(element.is_visible() for element in elements)
    controls = page.locator(f":is({OWN_ELEMENTS}, :is({OWN_ELEMENTS}) *):is({CONTROLS})").all()
    assert len(controls) > 3
    assert not any(control.is_visible() for control in controls)


def test_links_are_printed_with_their_urls_but_times_are_not(reader: Reader):
    page = reader.open("material/podcast/a-map-you-can-grep/")
    page.emulate_media(media="print")
    content = "link => getComputedStyle(link, '::after').content"
    printed = page.locator(".podcast-intro a[href^=https]").evaluate(content)
    assert "https://example.org/plain-text-radio/post" in printed or printed.startswith("attr(")
    assert page.locator("#t-26 .podcast-time").evaluate(content) in {"none", "normal", '""'}
