"""Every kind of page is valid HTML with headings in order, in every theme."""

from __future__ import annotations

import pytest

from .built import THEMES, Build
from .html_rules import faults_of, faults_of_content

PAGES = {
    "an episode with a recording": "podcast/sound/index.html",
    "one with a video": "podcast/video/index.html",
    "one on Spotify": "podcast/spotify/index.html",
    "one with nothing to play": "podcast/nothing/index.html",
    "one without times": "podcast/autumn/untimed/index.html",
    "the archive": "podcast/index.html",
    "a season": "podcast/season-1/index.html",
    "all people": "podcast/people/index.html",
    "a person": "podcast/people/ada/index.html",
    "a person who says nothing": "podcast/people/mary/index.html",
    "all topics": "podcast/topics/index.html",
    "a topic of episodes": "podcast/topics/moon/index.html",
    "a topic of sections": "podcast/topics/gravity/index.html",
    "the search": "podcast/search/index.html",
    "a file with problems": "podcast/broken/index.html",
}
MOVED = {
    "a page that has moved": "podcast/first.html",
    "a folder that has moved": "2019/sound/index.html",
}
"""These are pages of no theme."""

each_theme = pytest.mark.parametrize("theme", THEMES)


@each_theme
@pytest.mark.parametrize("page", {**PAGES, **MOVED}.values(), ids={**PAGES, **MOVED})
def test_a_page_is_valid(built: Build, theme: str, page: str):
    assert faults_of(built("every kind", theme).text(page), theme) == []


@each_theme
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_content_of_a_page_has_headings_in_order_and_links_with_words(
    built: Build, theme: str, page: str
):
    assert faults_of_content(built("every kind", theme).text(page), theme) == []


@each_theme
def test_these_are_all_kinds_of_pages(built: Build, theme: str):
    site = built("every kind", theme)
    others = {
        file for file in site.ending(".html") if file not in {*PAGES.values(), *MOVED.values()}
    }
    assert {f for f in others if f.startswith("podcast/")} == {
        "podcast/season-2/index.html",
        "podcast/topics/sea/index.html",
    }


@pytest.mark.parametrize(("show", "theme"), [("example", "material"), ("corpus", "mkdocs")])
def test_all_pages_are_valid(built: Build, show: str, theme: str):
    site = built(show, theme)
    found = {file: faults_of(site.text(file), theme) for file in site.ending(".html")}
    assert len(found) > 50
    assert {file: faults for file, faults in found.items() if faults} == {}


def page_of(content: str, head: str = "<title>T</title>", start: str = '<html lang="en">') -> str:
    body = f'<div role="main">{content}</div>'
    return f"<!doctype html>{start}<head>{head}</head><body>{body}</body></html>"


GOOD = """
<h1 id="a">A<a class="headerlink" href="#a"></a></h1><h2>B</h2><h3>C</h3><h2>D &A</h2>
<p><a href="x"><img src="x" alt="X"></a><button aria-label="Play"></button>
<label for="i">I</label><input id="i" aria-describedby="a"></p>
"""
BAD = {
    "<p><b>x</p>": "unexpected-end-tag in line 1",
    '<p id="a"></p><p id="a"></p>': "id twice: a",
    '<p id=""></p>': "bad id: ''",
    '<p id="a b"></p>': "bad id: 'a b'",
    '<p aria-labelledby="x y" id="x"></p>': "p aria-labelledby: no y",
    '<label for="x">X</label>': "label for: no x",
    '<img src="x">': "img without alt: x",
}
BAD_CONTENT = {
    "<h1>A</h1><h2> <!-- x --></h2>": "empty h2",
    '<h1>A</h1><h2><a class="headerlink" href="#b">#</a></h2>': "empty h2",
    "<h2>A</h2>": "headings: h2",
    "<h1>A</h1><h1>B</h1>": "headings: h1 h1",
    "<h1>A</h1><h3>B</h3>": "h3 after h1: B",
    '<h1>A</h1><a href="x"><img alt=""></a>': "a without words: x",
    "<h1>A</h1><button></button>": "button without words: ",
}


def test_the_check_lets_a_good_page_be():
    assert faults_of(page_of(GOOD)) == []
    assert faults_of_content(page_of(GOOD), "mkdocs") == []


@pytest.mark.parametrize(("content", "fault"), BAD.items())
def test_the_check_finds_what_is_wrong_with_a_page(content: str, fault: str):
    assert fault in faults_of(page_of(content))


@pytest.mark.parametrize(("content", "fault"), BAD_CONTENT.items())
def test_the_check_finds_what_is_wrong_with_content(content: str, fault: str):
    assert faults_of_content(page_of(content), "mkdocs") == [fault]


def test_the_check_wants_a_title_a_language_and_content():
    assert faults_of(page_of("", head="")) == ["0 titles: []"]
    assert faults_of(page_of("", start="<html>")) == ["html without lang"]
    assert faults_of_content(page_of(""), "material") == ["no content"]
