"""mkdocs-htmlproofer-plugin: it checks links to our pages and links on them."""

from __future__ import annotations

import pytest

from ..sites import Site
from .conftest import Plan
from .show import orders

# It does not find files next to pages, which are no files of MkDocs.
PLUGIN = (
    "htmlproofer: {validate_external_urls: false, validate_rendered_template: true,"
    " strict_anchors: true, ignore_urls: ['*/transcript.*', '*/chapters.json']}"
)


def test_it_reports_nothing_on_our_pages(built: Site):
    assert built.warnings == []


@pytest.mark.parametrize("plugins", orders(PLUGIN))
def test_it_reports_broken_links_in_show_notes(plan: Plan, plugins: str):
    rain = """
docs/podcast/rain.yaml
  title: Rain
  notes: |
    <a href="../tides/#t-132">right</a> <a href="../tides/#t-99">wrong</a> <a href="../x/">lost</a>
"""
    warnings = plan(plugins, files=rain).build().warnings
    assert {warning for warning in warnings if "invalid url" in warning} == {
        "htmlproofer: invalid url - ../tides/#t-99 [404] [podcast/rain.md]",
        "htmlproofer: invalid url - ../x/ [404] [podcast/rain.md]",
    }
