"""Real episodes: everything in their files is on the page, once and in order."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown

from mkdocs_podcast.build import Build, prepare_build
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show, parse_timecode

from .formats.caption_readers import read_srt, read_vtt, words_of

CORPUS = Path(__file__).parents[2] / "shared/corpus"
FILES = sorted(CORPUS.glob("podcast/*.md"))
FILES_BY_NAME = {path.stem: path for path in FILES}

pytestmark = pytest.mark.skipif(not FILES, reason="the real episodes are not next to the project")


@cache
def build() -> Build:
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    settings = Settings(show=Show(title="S", hosts=("alexeygrigorev",)), folders=folders)
    return prepare_build(settings, MemoryCache(), {})


@cache
def converter() -> Markdown:
    return Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "podcast"])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def second(time: str) -> str:
    return str(int(parse_timecode(time))) if time else ""


@cache
def written_in(path: Path) -> list[tuple[str, ...]]:
    """Read the headers and lines of a file with another parser: text, speaker and second."""
    front = path.read_text(encoding="utf-8").split("\n---")[0]
    found: list[tuple[str, ...]] = []
    speaker = ""
    for entry in yaml.load(front, Loader=yaml.CBaseLoader).get("transcript") or []:
        if "header" in entry:
            found.append((squeezed(entry["header"]),))
            speaker = ""
            continue
        speaker = squeezed(entry.get("who", "")).rstrip(": ") or speaker
        time = second(entry.get("sec") or entry.get("time") or "")
        found.append((squeezed(entry["line"]), speaker, time))
    return found


def shown_in(html: str) -> list[tuple[str, ...]]:
    """Read the headers and lines of a page in the order in which a reader sees them."""
    found: list[tuple[str, ...]] = []
    page = BeautifulSoup(html, "html.parser")
    for element in page.select(".podcast-transcript h3, .podcast-transcript .podcast-line"):
        if element.name == "h3":
            found.append((squeezed(element.get_text()),))
            continue
        name, time = element.parent.select_one(".podcast-name"), element.select_one(".podcast-time")
        start = second(time.get_text()) if time else ""
        for part in element.select(".podcast-time, .podcast-anchor"):
            part.decompose()
        speaker = squeezed(name.get_text()) if name else ""
        found.append((squeezed(element.get_text()), speaker, start))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_header_and_line_is_on_the_page(path):
    page = build().page(f"podcast/{path.stem}.md")
    assert shown_in(converter().reset().convert(page.markdown)) == written_in(path)


def test_every_word_is_in_a_caption_of_at_most_two_lines():
    for path, content in build().transcript_files(MemoryCache()):
        read = {"vtt": read_vtt, "srt": read_srt}.get(path.rpartition(".")[2])
        captions = read(content.decode()) if read else []
        assert all(len(caption.lines) <= 2 for caption in captions)
        if path.endswith("vtt"):
            written = written_in(FILES_BY_NAME[path.split("/")[-2]])
            assert words_of(captions) == "".join("".join(e[0].split()) for e in written if e[1:])


def test_every_file_is_an_episode_and_every_problem_has_a_position():
    catalog = build().plan.catalog
    assert {each.name for each in catalog.episodes} == {path.stem for path in FILES}
    assert catalog.people
    assert len(build().files.assets) > len(FILES)
    assert not build().errors
    assert all(each.line >= 1 and each.column >= 1 for each in build().problems)
