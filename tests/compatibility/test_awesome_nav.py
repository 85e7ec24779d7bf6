"""mkdocs-awesome-nav: a navigation made of folders and `.nav.yml` files."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import navigation
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_awesome_nav")

FOUND = {
    "podcast": {"Home": "index.html", "Low Water": "podcast/index.html"},
    "podcast/index.md": {"Home": "index.html", "Low Water": "podcast/index.html"},
    "'Listen': podcast/index.md": {"Home": "index.html", "Listen": "podcast/index.html"},
    "'Start here': podcast/tides.md, '*'": {
        "Home": "index.html",
        "Start here": "podcast/tides/index.html",
        "Low Water": "podcast/index.html",
    },
}


@pytest.mark.parametrize("plugins", orders("awesome-nav"))
@pytest.mark.parametrize("name", FOUND)
def test_a_nav_file_can_name(build: Sketch, plugins: str, name: str):
    built = build(f"""
mkdocs.yml
  plugins: {plugins}
docs/.nav.yml
  nav: [index.md, {name}]
""")
    assert built.warnings == []
    assert navigation(built, "index.html") == FOUND[name]
    assert shown(built) == SHOWN


@pytest.mark.parametrize("plugins", orders("awesome-nav"))
def test_without_a_nav_file_the_index_is_there_and_episodes_are_not(build: Sketch, plugins: str):
    built = build(f"mkdocs.yml\n  plugins: {plugins}")
    assert built.warnings == []
    assert set(navigation(built, "index.html").values()) == {"index.html", "podcast/index.html"}
