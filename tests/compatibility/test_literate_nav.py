"""mkdocs-literate-nav: a navigation that is written as Markdown."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import navigation
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_literate_nav")

FOUND = {
    "[Listen](podcast/)": {"Low Water": "podcast/index.html"},
    "[Listen](podcast/index.md)": {"Listen": "podcast/index.html"},
    "[Start here](podcast/tides.md)": {"Start here": "podcast/tides/index.html"},
    "podcast/*.md": {"Low Water": "podcast/index.html"},
    "[About us](about.md)": {"About us": "about/index.html"},
}
ABOUT = """
docs/about.md
  # About
"""


@pytest.mark.parametrize("plugins", orders("literate-nav"))
@pytest.mark.parametrize("name", FOUND)
def test_a_summary_can_name(build: Sketch, plugins: str, name: str):
    built = build(f"""
mkdocs.yml
  plugins: {plugins}
  exclude_docs: SUMMARY.md
  not_in_nav: about.md
docs/SUMMARY.md
  * [Home](index.md)
  * {name}
{ABOUT}""")
    assert built.warnings == []
    assert navigation(built, "index.html") == {"Home": "index.html", **FOUND[name]}
    assert shown(built) == SHOWN


@pytest.mark.parametrize("plugins", orders("literate-nav"))
def test_without_a_summary_the_index_is_there_and_episodes_are_not(build: Sketch, plugins: str):
    built = build(f"mkdocs.yml\n  plugins: {plugins}\n{ABOUT}")
    assert built.warnings == []
    assert set(navigation(built, "index.html").values()) == {
        "index.html",
        "about/index.html",
        "podcast/index.html",
    }
