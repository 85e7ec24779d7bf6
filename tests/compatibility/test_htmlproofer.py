"""mkdocs-htmlproofer-plugin: it checks links to our pages and in them."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from .show import SHOWN, orders, shown

pytest.importorskip("htmlproofer")

# It knows the files of MkDocs only, and not those that are written beside pages.
OPTIONS = (
    "validate_external_urls: false, validate_rendered_template: true, strict_anchors: true,"
    " ignore_urls: ['*/transcript.*', '*/chapters.json']"
)
PROOFER = f"htmlproofer: {{{OPTIONS}}}"


@pytest.mark.parametrize("plugins", orders(PROOFER))
def test_it_finds_nothing_wrong_with_our_pages(build: Sketch, plugins: str):
    built = build(f"mkdocs.yml\n  plugins: {plugins}")
    assert built.warnings == []
    assert shown(built) == SHOWN


@pytest.mark.parametrize("plugins", orders(PROOFER))
def test_it_finds_what_is_wrong_with_a_link_in_show_notes(build: Sketch, plugins: str):
    built = build(f"""
mkdocs.yml
  plugins: {plugins}
docs/podcast/rain.yaml
  title: Rain
  notes: |
    <a href="../tides/#t-132">right</a> <a href="../tides/#t-99">wrong</a> <a href="../x/">lost</a>
""")
    found = {warning for warning in built.warnings if "invalid url" in warning}
    assert found == {
        "htmlproofer: invalid url - ../tides/#t-99 [404] [podcast/rain.md]",
        "htmlproofer: invalid url - ../x/ [404] [podcast/rain.md]",
    }
