"""The rules for whole sites find what breaks them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..links import PublishedSite
from ..sites import write
from .html_rules import content_faults, page_faults
from .rules import Head, head_faults

URL = "https://lowwater.example/under/way/"

LINKS = {
    "a.html": [
        ('<a href="x">', "x", "no such file"),
        ('<img srcset="x 1x, y 2x" alt="">', "y", "no such file"),
        ('<video poster="x"></video>', "x", "no such file"),
        ('<script data-to="x"></script>', "x", "no such file"),
        ('<meta http-equiv="refresh" content="0; url=x">', "x", "no such file"),
        (f'<meta property="og:image" content="{URL}x">', f"{URL}x", "no such file"),
        ('<a href="/x">', "/x", "not in the site"),
        ('<a href="#x">', "#x", "no such id"),
        ('<a href="a.html#x">', "a.html#x", "no such id"),
        ("<script type='application/ld+json'>" + json.dumps({"url": f"{URL}x"}) + "</script>",
         f"{URL}x", "no such file"),
    ],
    "feed.xml": [
        (f"<rss><link>{URL}x</link></rss>", f"{URL}x", "no such file"),
        (f"<rss><enclosure url='{URL}x'/></rss>", f"{URL}x", "no such file"),
        (f"<rss><encoded>&lt;a href='{URL}x'></encoded></rss>", f"{URL}x", "no such file"),
    ],
    "a.json": [
        (json.dumps({"chapters": [{"img": f"{URL}x"}]}), f"{URL}x", "no such file"),
    ],
    "search/index.json": [
        (json.dumps({"docs": [{"location": "x/#y"}]}), "../x/#y", "no such file"),
    ],
    "llms.txt": [("- [X](x/index.md): X", "x/index.md", "no such file")],
    "a.md": [
        ("**Ada** [2:12](<x#t=132>) Yes.", "x#t=132", "no such file"),
        (f"<{URL}x>", f"{URL}x", "no such file"),
        ('<audio src="x"></audio>', "x", "no such file"),
    ],
    "a.css": [("p { background: url('./x.png') }", "./x.png", "no such file")],
}  # fmt: skip


def site_of(folder: Path, file: str, text: str) -> PublishedSite:
    write(folder / file, text)
    return PublishedSite(folder, URL)


@pytest.mark.parametrize(
    ("file", "text", "link", "reason"),
    [(file, *case) for file, cases in LINKS.items() for case in cases],
)
def test_dead_links_are_found(tmp_path: Path, file: str, text: str, link: str, reason: str):
    assert f"{file}: {link} ({reason})" in site_of(tmp_path, file, text).dead_links()


@pytest.mark.parametrize(
    "link",
    ["#here", "a.html#here", "./a.html?t=132#t=2:12", "/under/way/a.html", "data:,x",
     "https://elsewhere.example/x", "mailto:ada@example.org", "#"],
)  # fmt: skip
def test_good_links_are_not_reported(tmp_path: Path, link: str):
    graph = json.dumps({"@id": f"{URL}podcast/#series"})
    page = f'<p id="here"><a href="{link}">x</a><script type="application/ld+json">{graph}</script>'
    assert site_of(tmp_path, "a.html", page).dead_links() == []


def test_an_index_has_the_url_of_its_folder(tmp_path: Path):
    site = PublishedSite(tmp_path, URL)
    assert site.url_of("index.html") == URL
    assert site.url_of("a b/index.html") == f"{URL}a%20b/"
    assert site.url_of("a/myindex.html") == f"{URL}a/myindex.html"
    assert site.file_at(f"{URL}a%20b/") == "a b/index.html"


def page_of(content: str, head: str = "<title>T</title>", start: str = '<html lang="en">') -> str:
    body = f'<div role="main">{content}</div>'
    return f"<!doctype html>{start}<head>{head}</head><body>{body}</body></html>"


GOOD = """
<h1 id="a">A<a class="headerlink" href="#a"></a></h1><h2>B</h2><h3>C</h3><h2>D &A</h2>
<p><a href="x"><img src="x" alt="X"></a><button aria-label="Play"></button>
<label for="i">I</label><input id="i" aria-describedby="a"></p>
"""
BAD_PAGES = {
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


def test_a_good_page_has_no_faults():
    assert page_faults(page_of(GOOD)) == []
    assert content_faults(page_of(GOOD), "mkdocs") == []


@pytest.mark.parametrize(("content", "fault"), BAD_PAGES.items())
def test_faults_of_pages_are_found(content: str, fault: str):
    assert fault in page_faults(page_of(content))


@pytest.mark.parametrize(("content", "fault"), BAD_CONTENT.items())
def test_faults_of_content_are_found(content: str, fault: str):
    assert content_faults(page_of(content), "mkdocs") == [fault]


def test_a_page_has_a_title_a_language_and_content():
    assert page_faults(page_of("", head="")) == ["0 titles: []"]
    assert page_faults(page_of("", start="<html>")) == ["html without lang"]
    assert content_faults(page_of(""), "material") == ["no content"]


def head(name: str, canonical: str = "<link rel=canonical href=x>", extra: str = "") -> Head:
    node = {"@type": "Person", "@id": f"{URL}#ada", "name": name}
    graph = json.dumps({"@context": "https://schema.org", "@graph": [node]})
    block = f"<script type='application/ld+json'>{graph}</script>"
    return Head(page_of("", f"<title>T</title>{canonical}{extra}{block}").encode())


def test_faults_of_heads_are_found():
    repeated = "<meta property='og:url' content='x'>" * 2
    pages = {"a": head("Ada"), "b": head("Eve"), "c": head("Ada", "", repeated)}
    assert list(head_faults({"a": head("Ada")})) == []
    assert list(head_faults(pages)) == [
        "c: og:url twice",
        "c: canonical []",
        f"{URL}#ada: name is ['Ada', 'Eve']",
    ]
