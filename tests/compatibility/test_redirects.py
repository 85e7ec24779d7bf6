"""mkdocs-redirects: old pages of the site redirect to episodes."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from ..sites import Site
from .show import ROOT

PLUGIN = (
    "redirects: {redirect_maps: {listen.md: podcast/index.md, old/moon.md: podcast/tides.md,"
    f" pull.md: 'podcast/tides.md#t-132', absolute.md: '{ROOT}podcast/tides/#t-132'}}}}"
)


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("listen", "podcast/"),
        ("old/moon", "podcast/tides/"),
        ("pull", "podcast/tides/#t-132"),
        ("absolute", "podcast/tides/#t-132"),
    ],
)
def test_a_page_can_redirect_to_an_episode_or_a_line(built: Site, page: str, target: str):
    canonical = built.page(f"{page}/index.html").select_one("[rel=canonical]")
    assert urljoin(f"{ROOT}{page}/", canonical["href"]) == f"{ROOT}{target}"
