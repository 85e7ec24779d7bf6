"""Each file in `golden` is an episode, and each in `golden/shows` a show; next to it are its pages.

`--update-goldens` writes the pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mkdocs_podcast.reading.yaml import read_yaml
from mkdocs_podcast.show import Person

from .rendering import Pages, episode, to_html

GOLDEN = Path(__file__).parent / "golden"
SHOWS = sorted(GOLDEN.glob("shows/*.yaml"))
NEIGHBOURS = (
    episode("before", title="<Before> & *after*", season=0),
    episode("x/after", title="After", short="Later", season=9),
)


def values_of(path: Path) -> dict:
    return read_yaml(path.read_text(encoding="utf-8")).values


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_episode_becomes_the_page_next_to_it(path, golden):
    values = values_of(path)
    others = NEIGHBOURS if "neighbours" in values else ()
    off = {"people": False, "topics": False, "seasons": False, "related": 0}
    text = Pages(episode(**values), *others, **off).markdown()
    golden(path.with_suffix(".md"), text)
    golden(path.with_suffix(".html"), f"{to_html(text)}\n")


@pytest.mark.parametrize("path", SHOWS, ids=lambda path: path.stem)
def test_a_show_becomes_the_pages_next_to_it(path, golden):
    values = values_of(path)
    people = [Person(**each, file=f"people/{each['id']}.md") for each in values["people"]]
    pages = Pages(
        *(episode(each["name"], **each["values"]) for each in values["episodes"]), persons=people
    )
    folder = path.with_suffix("")
    written = set()
    for name in pages.of_show():
        file = folder / f"{re.sub(r'[^a-z0-9-]+', '.', name)}.md"
        text = pages.markdown(name)
        golden(file, text)
        golden(file.with_suffix(".html"), f"{to_html(text)}\n")
        written |= {file, file.with_suffix(".html")}
    assert written == set(folder.iterdir())


def test_hostile_values_are_text():
    for file in (GOLDEN / "shows/hostile").glob("*.html"):
        html = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        scripts = [script.get("src") for script in html.select("script")]
        assert scripts == ["../assets/podcast/archive.js"] * (file.stem == "index")
        assert not [tag for tag in html.find_all() if {"onclick", "onload"} & set(tag.attrs)]
        assert not html.select('[href^="javascript"], iframe, b, i:not(li > i)')
