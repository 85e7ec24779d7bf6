"""What MkDocs' own navigation makes of the pages."""

from __future__ import annotations

from ..fixtures import Sketch
from ..sites import navigation

EPISODES = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
docs/about.md
  # About
"""


def test_without_nav_the_index_is_there_and_episodes_are_not(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{title: The Sea}}}}]
{EPISODES}""")
    assert built.warnings == []
    assert navigation(built, "index.html") == {
        "Home": "index.html",
        "About": "about/index.html",
        "The Sea": "podcast/index.html",
    }


def test_without_nav_pages_among_the_episodes_are_there(site: Sketch):
    built = site(f"""
docs/podcast/press.md
  # Press
{EPISODES}""")
    assert built.warnings == []
    assert navigation(built, "index.html")["Press"] == "podcast/press/index.html"


def test_a_nav_need_not_name_any_of_our_pages(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md]
{EPISODES}""")
    assert built.warnings == []
    assert list(navigation(built, "index.html")) == ["Home", "About"]
    assert "podcast/index.html" in built.files
    assert "podcast/tides/index.html" in built.files


def test_a_nav_can_name_the_index_and_an_episode(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{title: The Sea}}}}]
  nav: [index.md, about.md, podcast/index.md, podcast/tides.md]
{EPISODES}""")
    assert built.warnings == []
    shown = navigation(built, "index.html")
    assert shown["The Sea"] == "podcast/index.html"
    assert shown["Tides"] == "podcast/tides/index.html"


def test_titles_in_a_nav_show(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav:
    - index.md
    - about.md
    - Listen: podcast/index.md
    - Start here: podcast/tides.md
{EPISODES}""")
    assert built.warnings == []
    shown = navigation(built, "index.html")
    assert shown["Listen"] == "podcast/index.html"
    assert shown["Start here"] == "podcast/tides/index.html"
    assert built.headings("podcast/tides/index.html")[0] == "h1 Tides #tides"


def test_a_nav_that_names_a_missing_episode_is_told(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md, podcast/waves.md]
{EPISODES}""")
    assert "podcast/waves.md" in built.warnings[0]


def test_a_nav_that_names_a_draft_is_told(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md, podcast/draft.md]
docs/podcast/draft.yaml
  title: Draft
  draft: true
{EPISODES}""")
    assert "excluded from the built site" in built.log


def test_exclude_docs_leaves_our_pages_alone(site: Sketch):
    built = site(f"""
mkdocs.yml
  exclude_docs: |
    *.yaml
    /people/
{EPISODES}""")
    assert built.warnings == []
    assert "podcast/tides/index.html" in built.files


def test_without_an_index_none_is_in_the_navigation(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{archive: false}}]
{EPISODES}""")
    assert built.warnings == []
    assert list(navigation(built, "index.html")) == ["Home", "About"]
