"""The navigation of MkDocs."""

from __future__ import annotations

from ..fixtures import Sketch
from ..sites import navigation, words
from .rules import site_faults

EPISODES = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
docs/about.md
  # About
"""


def test_without_a_nav_the_archive_and_ordinary_pages_are_listed_but_no_episodes(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{title: The Sea}}}}]
docs/podcast/press.md
  # Press
{EPISODES}""")
    assert built.warnings == []
    assert navigation(built, "index.html") == {
        "Home": "index.html",
        "About": "about/index.html",
        "The Sea": "podcast/index.html",
        "Press": "podcast/press/index.html",
    }


def test_a_nav_may_omit_generated_pages(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md]
{EPISODES}""")
    assert built.warnings == []
    assert list(navigation(built, "index.html")) == ["Home", "About"]
    assert built.files >= {"podcast/index.html", "podcast/tides/index.html"}


def test_a_nav_may_list_generated_pages_with_or_without_titles(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{show: {{title: The Sea}}}}]
  nav:
    - index.md
    - about.md
    - podcast/index.md
    - Start here: podcast/tides.md
    - podcast/fog.md
{EPISODES}""")
    assert built.warnings == []
    shown = navigation(built, "index.html")
    assert shown["The Sea"] == "podcast/index.html"
    assert shown["Start here"] == "podcast/tides/index.html"
    assert shown["Fog"] == "podcast/fog/index.html"
    assert built.headings("podcast/tides/index.html")[0] == "h1 Tides #tides"


def test_a_missing_episode_in_a_nav_is_reported(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md, podcast/waves.md]
{EPISODES}""")
    assert "podcast/waves.md" in built.warnings[0]


def test_a_draft_in_a_nav_is_reported(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md, podcast/draft.md]
docs/podcast/draft.yaml
  title: Draft
  draft: true
{EPISODES}""")
    assert "excluded from the built site" in built.log


def test_exclude_docs_does_not_apply_to_generated_pages(site: Sketch):
    built = site(f"""
mkdocs.yml
  exclude_docs: |
    *.yaml
    /people/
{EPISODES}""")
    assert built.warnings == []
    assert "podcast/tides/index.html" in built.files


def test_without_an_archive_nothing_of_the_show_is_in_the_navigation(site: Sketch):
    built = site(f"""
mkdocs.yml
  plugins: [podcast: {{archive: false}}]
{EPISODES}""")
    assert built.warnings == []
    assert list(navigation(built, "index.html")) == ["Home", "About"]
    assert "podcast/index.html" not in built.files


def test_the_further_pages_of_a_list_are_in_the_sitemap_but_not_in_the_nav(site: Sketch):
    built = site(f"""
mkdocs.yml
  site_url: https://a.example/
  plugins: [search, podcast: {{show: {{title: The Sea}}, page_size: 1}}]
{EPISODES}
  topics: [sea]""")
    assert built.warnings == []
    assert "The Sea – page 2" not in navigation(built, "podcast/page/2/index.html")
    assert "<loc>https://a.example/podcast/page/2/</loc>" in built.text("sitemap.xml")
    page = built.page("podcast/page/2/index.html")
    assert words(page.title) == "The Sea – page 2 - Low Water"
    assert page.select_one("link[rel=canonical]")["href"] == "https://a.example/podcast/page/2/"
    assert [link["href"] for link in page.select("nav a[rel=prev]")] == ["../../../podcast/"]
    assert built.search_index()["podcast/page/2/"]["text"] == ""
    assert list(site_faults(built.published("https://a.example/"), "mkdocs")) == []
