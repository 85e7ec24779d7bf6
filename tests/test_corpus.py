"""Real episodes: nothing that their files say is lost, doubled or moved on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown
from mkdocs_podcast.load import Folders, Podcast, load

from mkdocs_podcast.checks import Level
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.show import Show, parse_timecode
from mkdocs_podcast.site.urls import Addresses

CORPUS = Path(__file__).parent.parent.parent / "shared/corpus"
FILES = sorted(CORPUS.glob("podcast/*.md"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real episodes are not beside the project")


@cache
def podcast() -> Podcast:
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    return load(Show(title="S", hosts=("alexeygrigorev",)), folders)


@pytest.fixture(scope="module")
def writer() -> Iterator[PageWriter]:
    assets = {key: asset.uri for key, asset in podcast().assets.items()}
    pages = PageWriter(podcast().catalog, Site(addresses=Addresses(assets=assets)))
    with closing(pages):
        yield pages


@cache
def converter() -> Markdown:
    return Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "podcast"])


def said_in(path: Path) -> list[tuple[str, ...]]:
    """Headers and lines of a file, read in another way: what it is, words, speaker, time."""
    front = path.read_text(encoding="utf-8").split("\n---")[0]
    entries = yaml.load(front, Loader=yaml.BaseLoader).get("transcript") or []
    said = []
    speaker = ""
    for entry in entries:
        if "header" in entry:
            said.append(("header", squeezed(entry["header"])))
            speaker = ""
            continue
        speaker = squeezed(entry.get("who", "")).rstrip(": ") or speaker
        start = entry.get("sec") or entry.get("time")
        second = str(int(parse_timecode(start))) if start else ""
        said.append(("line", squeezed(entry["line"]), speaker, second))
    return said


def shown_in(html: str) -> list[tuple[str, ...]]:
    """Headers and lines of a page, in the order in which a reader meets them."""
    page = BeautifulSoup(html, "html.parser")
    shown = []
    for element in page.select(".podcast-transcript h3, .podcast-transcript .podcast-line"):
        if element.name == "h3":
            shown.append(("header", squeezed(element.get_text())))
            continue
        name = element.parent.select_one(".podcast-name")
        time = element.select_one(".podcast-time")
        second = str(int(parse_timecode(time.get_text()))) if time else ""
        for part in element.select(".podcast-time, .podcast-anchor"):
            part.decompose()
        speaker = name.get_text() if name else ""
        shown.append(("line", squeezed(element.get_text()), squeezed(speaker), second))
    return shown


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_that_is_said_is_on_the_page_in_order_and_once(writer, path):
    (episode,) = (e for e in podcast().catalog.episodes if e.name == path.stem)
    html = converter().reset().convert(writer.episode(episode))
    assert shown_in(html) == said_in(path)


def test_every_file_is_an_episode():
    assert {e.name for e in podcast().catalog.episodes} == {path.stem for path in FILES}


def test_no_file_has_errors():
    assert [str(p) for p in podcast().problems if p.level is Level.ERROR] == []


def test_every_problem_has_a_place():
    assert all(problem.line >= 1 and problem.column >= 1 for problem in podcast().problems)


def test_people_and_pictures_are_found():
    assert podcast().catalog.people
    assert len(podcast().assets) > len(FILES)
