"""The navigation of MkDocs."""

from __future__ import annotations

import pytest

from ..sites import navigation, words
from .conftest import Sketch
from .rules import site_faults

EPISODES = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
docs/about.md
  # About
"""


SEA = "plugins: [podcast: {show: {title: The Sea}}]"
LISTS = {"Home": "index", "About": "about/index", "The Sea": "podcast/index"}


@pytest.mark.parametrize(
    ("nav", "listed"),
    [
        ("", {**LISTS, "Press": "podcast/press/index"}),
        (
            "nav: [index.md, about.md]\n  not_in_nav: '*.md'",
            {"Home": "index", "About": "about/index"},
        ),
        (
            "nav: [podcast/index.md, S: podcast/tides.md, podcast/fog.md]\n  not_in_nav: '*.md'",
            {
                "The Sea": "podcast/index",
                "S": "podcast/tides/index",
                "Fog": "podcast/fog/index",
            },
        ),
        ("exclude_docs: '*.yaml'", {**LISTS, "Press": "podcast/press/index"}),
    ],
    ids=["none", "without the show", "with generated pages", "with excluded sources"],
)
def test_a_nav_lists_the_archive_or_what_the_author_lists(
    site: Sketch, nav: str, listed: dict[str, str]
):
    built = site(f"""
mkdocs.yml
  {SEA}
  {nav}
docs/podcast/press.md
  # Press
{EPISODES}""")
    assert built.warnings == []
    pages = navigation(built, "index.html")
    assert {title: path.removesuffix(".html") for title, path in pages.items()} == listed
    assert built.files >= {"podcast/index.html", "podcast/tides/index.html"}
    assert built.headings("podcast/tides/index.html")[0] == "h1 Tides #tides"


def test_missing_episodes_and_drafts_in_a_nav_are_reported(site: Sketch):
    built = site(f"""
mkdocs.yml
  nav: [index.md, about.md, podcast/waves.md, podcast/draft.md]
docs/podcast/draft.yaml
  {{title: Draft, draft: true}}
{EPISODES}""")
    assert "podcast/waves.md" in built.warnings[0]
    assert "excluded from the built site" in built.log


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
