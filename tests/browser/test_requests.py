"""Nothing is asked of others before a reader wants it."""

from __future__ import annotations

import pytest

from .reader import Reader
from .shows import THEMES

EPISODES = ("a-map-you-can-grep", "balanced-twice", "twenty-two-shoeboxes")


@pytest.mark.parametrize("theme", THEMES)
def test_not_one_request_leaves_the_site_before_a_click(reader: Reader, theme):
    for episode in EPISODES:
        page = reader.open(f"{theme}/podcast/{episode}/")
        page.mouse.wheel(0, 4000)
        page.wait_for_load_state("networkidle")
    assert reader.outside == []
