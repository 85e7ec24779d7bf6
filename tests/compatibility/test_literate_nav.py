"""mkdocs-literate-nav: a navigation that is written as Markdown."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import navigation

pytest.importorskip("mkdocs_literate_nav")

SITE = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
docs/about.md
  # About
"""
ORDERS = ["[literate-nav, podcast]", "[podcast, literate-nav]"]


@pytest.mark.parametrize("plugins", ORDERS)
def test_a_summary_can_name_the_folder(site: Sketch, plugins: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
  exclude_docs: SUMMARY.md
docs/SUMMARY.md
  * [Home](index.md)
  * [Listen](podcast/)
  * [About](about.md)
{SITE}""")
    assert built.warnings == []
    assert list(navigation(built, "index.html").values()) == [
        "index.html",
        "podcast/index.html",
        "about/index.html",
    ]


@pytest.mark.parametrize("plugins", ORDERS)
def test_a_summary_can_name_pages(site: Sketch, plugins: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
docs/SUMMARY.md
  * [Home](index.md)
  * [About](about.md)
  * [Listen](podcast/index.md)
  * [Start here](podcast/tides.md)
{SITE}""")
    assert built.warnings == []
    assert navigation(built, "index.html") == {
        "Home": "index.html",
        "About": "about/index.html",
        "Listen": "podcast/index.html",
        "Start here": "podcast/tides/index.html",
    }


@pytest.mark.parametrize("plugins", ORDERS)
def test_a_summary_need_not_name_us(site: Sketch, plugins: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
docs/SUMMARY.md
  * [Home](index.md)
  * [About](about.md)
{SITE}""")
    assert built.warnings == []
    assert "podcast/tides/index.html" in built.files


@pytest.mark.parametrize("plugins", ORDERS)
def test_without_a_summary_the_index_is_there(site: Sketch, plugins: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
{SITE}""")
    assert built.warnings == []
    assert set(navigation(built, "index.html").values()) == {
        "index.html",
        "about/index.html",
        "podcast/index.html",
    }
