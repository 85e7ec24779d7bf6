"""The site of the project itself: it works, and documents all that there is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import Tag
from mkdocs.config.base import Config

from mkdocs_podcast import web
from mkdocs_podcast.markdown.parts import SPEAKER_COLOURS
from mkdocs_podcast.model import CHECKS
from mkdocs_podcast.options import FeedOptions, PlayerOptions, PodcastOptions, ShowOptions

from ..sites import Site

ROOT = Path(__file__).parents[2]
CLASS = r"(?<![\w/-])podcast-[a-z]+(?:-[a-z]+|-\d)*"
EVENTS = {"podcast-play", "podcast-pause", "podcast-time", "podcast-line"}
PUBLIC = ("theming", "player", "search")
"""The pages that tell of classes, attributes and events."""

CONFIGURATIONS = {
    "mkdocs.yml": "site",
    "mkdocs-plain.yml": "plain/site",
    "mkdocs-search.yml": "search/site",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example site, so that nothing is written into the real one."""
    root = tmp_path_factory.mktemp("project")
    left_out = shutil.ignore_patterns("site", "site-*", ".cache", "__pycache__")
    for name in ("example_site", "mkdocs_podcast"):
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    for path in ROOT.glob("*.md"):
        shutil.copy(path, root)
    return root / "example_site"


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def example(project: Path, request: pytest.FixtureRequest) -> Site:
    """The site in each of its configurations."""
    return _built(project, request.param)


@pytest.fixture(scope="module")
def searched(project: Path) -> Site:
    """The site with everything in it."""
    return _built(project, "mkdocs-search.yml")


def _built(project: Path, configuration: str) -> Site:
    folder = project / CONFIGURATIONS[configuration]
    if not folder.is_dir():
        run = Site(project).run("build", "--strict", "-f", configuration, "-d", str(folder))
        assert run.code == 0, run.output
        assert "WARNING" not in run.output
    return Site(folder.parent)


def ids(site: Site, page: str) -> list[str]:
    return [str(tag["id"]) for tag in site.page(f"{page}/index.html").select("[id]")]


def documented(pattern: str) -> set[str]:
    """What the pages name that tell of what is public."""
    texts = [(ROOT / f"example_site/docs/{name}.md").read_text("utf-8") for name in PUBLIC]
    return {match for text in texts for match in re.findall(pattern, text)}


def shipped(pattern: str) -> set[str]:
    """What matches a pattern in the published scripts and style sheets."""
    texts = dict(web.files({}, {})).values()
    return {match for text in texts for match in re.findall(pattern, text)}


def elements(site: Site) -> list[Tag]:
    """What has a class of ours on the pages of the show."""
    names = [name for name in site.files if re.match(r"podcast/.*\.html$", name)]
    return [tag for name in names for tag in site.page(name).select("[class*=podcast-]")]


def test_it_has_no_dead_links(example: Site):
    assert example.broken_links("/mkdocs-podcast/") == []


@pytest.mark.parametrize(
    ("options", "prefix"),
    [
        (PodcastOptions, ""),
        (PlayerOptions, "player-"),
        (FeedOptions, "feed-"),
        (ShowOptions, "show-"),
    ],
)
def test_every_option_is_documented_once(searched: Site, options: type[Config], prefix: str):
    there = ids(searched, "options")
    keys = [prefix + key.replace("_", "-") for key, _ in options._schema]
    assert keys
    assert [key for key in keys if there.count(key) != 1] == []


def test_every_check_is_documented_once(searched: Site):
    there = ids(searched, "checks")
    assert [code for code in CHECKS if there.count(code) != 1] == []


def test_every_class_is_documented_and_every_one_that_is_documented_exists(searched: Site):
    names = {name for tag in elements(searched) for name in tag["class"]}
    shown = {name for name in names if re.fullmatch(CLASS, name)}
    there = (shown | shipped(CLASS)) - EVENTS
    speakers = {f"podcast-speaker-{number}" for number in range(1, SPEAKER_COLOURS + 1)}
    assert "podcast-line" in shown
    assert there - documented(CLASS) - speakers == set()
    assert documented(CLASS) - EVENTS - there == set()


def test_every_attribute_of_a_page_is_documented(searched: Site):
    shown = {key for tag in elements(searched) for key in tag.attrs if key.startswith("data-")}
    assert "data-start" in shown
    assert shown - documented(r"data-[a-z]+") == set()


def test_the_events_that_are_documented_are_those_that_are_fired():
    declared = (Path(web.__file__).parent / "types.d.ts").read_text("utf-8")
    assert set(re.findall(r'"(podcast-\w+)": CustomEvent', declared)) == EVENTS
    assert documented(r"(?m)^\| `(podcast-\w+)` .*`seconds`") == EVENTS


def test_it_shows_all_that_is_published(searched: Site):
    episode = "podcast/a-map-you-can-grep/"
    beside = ("vtt", "srt", "json", "txt")
    assert searched.files >= {
        *("podcast/index.html", "podcast/season-1/index.html", "podcast/season-2/index.html"),
        *("podcast/people/index.html", "podcast/people/teo/index.html"),
        *("podcast/topics/index.html", "podcast/topics/version-control/index.html"),
        *("podcast/search/index.html", "podcast/maps-in-text/index.html"),
        *("feed.xml", "updates.xml", "llms.txt"),
        *(f"{episode}transcript.{form}" for form in beside),
        *(f"{episode}{name}" for name in ("index.md", "chapters.json", "chapters.txt")),
    }
    assert searched.page("podcast/topics/grep/index.html").select(".podcast-sections a")
    assert searched.page("podcast/index.html").select(".podcast-filter")
    page = searched.page(f"{episode}index.html")
    assert page.select(".podcast-related a")
    assert len(page.select("link[type='application/rss+xml']")) == 2
    assert page.select("script[type='application/ld+json']")
    assert page.select("meta[property='og:image']")
