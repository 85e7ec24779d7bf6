"""The example site builds, and documents everything that is public."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bs4 import Tag
from mkdocs.config.base import Config

import mkdocs_podcast
from mkdocs_podcast.checks import CHECKS
from mkdocs_podcast.options import FeedOptions, PlayerOptions, PodcastOptions, ShowOptions

from ..sites import Site
from .rules import site_faults

ROOT = Path(__file__).parents[2]
WEB = Path(mkdocs_podcast.__file__).parent / "web"
CLASS = r"(?<![\w/-])podcast-[a-z]+(?:-[a-z]+|-\d)*"
PUBLIC = ("styling", "player", "search")
"""The pages that document classes, data attributes and events."""

PUBLISHED_URL = "https://example.org/mkdocs-podcast/"
URL = "https://plain-text-radio.example/"
"""Replaces `PUBLISHED_URL`, on whose host there are links to other sites."""

CONFIGURATIONS = {"mkdocs-plain.yml": "mkdocs", "mkdocs-search.yml": "material"}
"""The themes of the site's configurations, which include all of `mkdocs.yml`."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Build a copy of the example site strictly, with one of its configurations."""
    root = tmp_path_factory.mktemp("project")
    excluded = shutil.ignore_patterns("site", "site-*", ".cache", "__pycache__")
    for name in ("example_site", "mkdocs_podcast"):
        shutil.copytree(ROOT / name, root / name, ignore=excluded)
    for path in ROOT.glob("*.md"):
        shutil.copy(path, root)
    configuration = root / "example_site/mkdocs.yml"
    text = configuration.read_text("utf-8")
    assert PUBLISHED_URL in text
    configuration.write_text(text.replace(PUBLISHED_URL, URL), "utf-8")

    @cache
    def build_configuration(name: str) -> Site:
        site = Site(root / "example_site", root / name)
        run = site.run("build", "--strict", "-f", name, "-d", str(site.folder))
        assert run.code == 0, run.output
        assert "WARNING" not in run.output
        return site

    return build_configuration


@pytest.fixture(scope="module")
def searched(build: Callable[[str], Site]) -> Site:
    """The site with full-text search."""
    return build("mkdocs-search.yml")


def ids(site: Site, page: str) -> list[str]:
    return [str(tag["id"]) for tag in site.page(f"{page}/index.html").select("[id]")]


def documented(pattern: str) -> set[str]:
    """Return the names that the documentation mentions."""
    texts = [(ROOT / f"example_site/docs/{name}.md").read_text("utf-8") for name in PUBLIC]
    return {match for text in texts for match in re.findall(pattern, text)}


def shipped(pattern: str, kind: str = "js") -> set[str]:
    """Return the names in the scripts or style sheets."""
    texts = [path.read_text("utf-8") for path in WEB.rglob(f"*.{kind}")]
    return {match for text in texts for match in re.findall(pattern, text)}


@pytest.fixture(scope="module")
def elements(searched: Site) -> list[Tag]:
    """The elements on pages of the show that have a class of the plugin."""
    names = [name for name in searched.files if re.match(r"podcast/.*\.html$", name)]
    return [tag for name in names for tag in searched.page(name).select("[class*=podcast-]")]


@pytest.mark.parametrize(("configuration", "theme"), CONFIGURATIONS.items())
def test_it_breaks_no_rule(build: Callable[[str], Site], configuration: str, theme: str):
    site = build(configuration)
    assert list(site_faults(site.published(URL), theme)) == []
    assert len(site.ending(".html")) > 50


@pytest.mark.parametrize(
    ("options", "page", "prefix"),
    [
        (PodcastOptions, "options", ""),
        (PlayerOptions, "options", "player-"),
        (FeedOptions, "options", "feed-"),
        (ShowOptions, "show-options", ""),
    ],
)
def test_every_option_is_documented_once(
    searched: Site, options: type[Config], page: str, prefix: str
):
    found = ids(searched, page)
    keys = [prefix + key.replace("_", "-") for key, _ in options._schema]
    assert keys
    assert [key for key in keys if found.count(key) != 1] == []


def test_every_check_is_documented_once(searched: Site):
    found = ids(searched, "checks")
    assert [code for code in CHECKS if found.count(code) != 1] == []


def test_the_documented_classes_are_those_in_use(elements: list[Tag]):
    names = {name for tag in elements for name in tag["class"]}
    shown = {name for name in names if re.fullmatch(CLASS, name)}
    used = shown | shipped(CLASS) | shipped(CLASS, "css")
    speakers = {name for name in used if re.fullmatch(r"podcast-speaker-\d+", name)}
    assert "podcast-line" in shown
    assert used - documented(CLASS) - speakers == set()
    assert documented(CLASS) - used == set()


def test_every_data_attribute_is_documented(elements: list[Tag]):
    shown = {key for tag in elements for key in tag.attrs if key.startswith("data-")}
    assert "data-start" in shown
    assert shown - documented(r"data-[a-z]+") == set()


def test_the_documented_events_are_those_of_the_scripts():
    events = shipped(r'"podcast-(\w+)": CustomEvent', "d.ts")
    assert events
    assert documented(r"(?m)^\| `podcast-(\w+)`") == events


def test_it_publishes_every_kind_of_page_and_file(searched: Site):
    episode = "podcast/a-map-you-can-grep/"
    formats = ("vtt", "srt", "json", "txt")
    assert searched.files >= {
        *("podcast/index.html", "podcast/season-1/index.html", "podcast/season-2/index.html"),
        *("podcast/people/index.html", "podcast/people/teo/index.html"),
        *("podcast/topics/index.html", "podcast/topics/version-control/index.html"),
        *("podcast/search/index.html", "podcast/maps-in-text/index.html"),
        *("feed.xml", "updates.xml", "llms.txt"),
        *(f"{episode}transcript.{form}" for form in formats),
        *(f"{episode}{name}" for name in ("index.md", "chapters.json")),
        "podcast/balanced-twice/chapters.txt",
    }
    assert searched.page("podcast/topics/grep/index.html").select(".podcast-sections a")
    assert searched.page("podcast/index.html").select(".podcast-filter")
    page = searched.page(f"{episode}index.html")
    assert page.select(".podcast-related a")
    assert len(page.select("link[type='application/rss+xml']")) == 2
    assert page.select("script[type='application/ld+json']")
    assert page.select("meta[property='og:image']")
