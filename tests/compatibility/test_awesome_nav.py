"""mkdocs-awesome-nav: a navigation made of folders and `.nav.yml` files."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import navigation

pytest.importorskip("mkdocs_awesome_nav")

SITE = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
docs/about.md
  # About
"""
ORDERS = ["[awesome-nav, podcast]", "[podcast, awesome-nav]"]


@pytest.mark.parametrize("plugins", ORDERS)
def test_without_a_file_of_its_own_the_index_is_there_and_episodes_are_not(
    site: Sketch, plugins: str
):
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


@pytest.mark.parametrize("plugins", ORDERS)
@pytest.mark.parametrize("name", ["podcast", "podcast/index.md", "Listen: podcast/index.md"])
def test_a_nav_file_can_name_the_folder_or_the_index(site: Sketch, plugins: str, name: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
docs/.nav.yml
  nav:
    - index.md
    - {name}
    - about.md
{SITE}""")
    assert built.warnings == []
    shown = navigation(built, "index.html")
    assert list(shown.values()) == ["index.html", "podcast/index.html", "about/index.html"]
    assert ("Listen" in shown) == name.startswith("Listen")


@pytest.mark.parametrize("plugins", ORDERS)
def test_a_nav_file_can_name_an_episode(site: Sketch, plugins: str):
    built = site(f"""
mkdocs.yml
  plugins: {plugins}
docs/.nav.yml
  nav:
    - index.md
    - Start here: podcast/tides.md
    - "*"
{SITE}""")
    assert built.warnings == []
    assert navigation(built, "index.html")["Start here"] == "podcast/tides/index.html"
