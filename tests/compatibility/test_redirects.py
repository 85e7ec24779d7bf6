"""mkdocs-redirects: old addresses of the site lead to pages of episodes."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_redirects")

TO_PAGES = (
    "redirects: {redirect_maps: {listen.md: podcast/index.md, old/moon.md: podcast/tides.md,"
    " pull.md: 'podcast/tides.md#t-132'}}"
)
TO_ADDRESSES = (
    "redirects: {redirect_maps: {pull.md: 'https://example.org/sea/podcast/tides/#t-132'}}"
)


def target(site: Site, name: str) -> str:
    """Where a page of a redirect sends its reader, below the root."""
    return urljoin(f"/{name}", site.page(name).select_one("[rel=canonical]")["href"])


@pytest.mark.parametrize("plugins", orders(TO_PAGES))
def test_a_redirect_can_name_the_page_of_an_episode(build: Sketch, plugins: str):
    built = build(f"mkdocs.yml\n  plugins: {plugins}")
    assert built.warnings == []
    assert target(built, "listen/index.html") == "/podcast/"
    assert target(built, "old/moon/index.html") == "/podcast/tides/"
    assert target(built, "pull/index.html") == "/podcast/tides/#t-132"
    assert shown(built) == SHOWN
    assert built.broken_links() == []


@pytest.mark.parametrize("plugins", orders(TO_ADDRESSES))
def test_a_redirect_can_have_the_whole_address_of_a_line(build: Sketch, plugins: str):
    built = build(f"""
mkdocs.yml
  site_url: https://example.org/sea/
  plugins: {plugins}
""")
    assert built.warnings == []
    assert target(built, "pull/index.html") == "https://example.org/sea/podcast/tides/#t-132"
    assert shown(built) == SHOWN
