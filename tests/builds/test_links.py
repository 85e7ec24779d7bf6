"""Nothing that a whole site links to is missing, whichever of its files says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from .built import ADDRESS, Build, Built, rewritten
from .links import address_of, dead_links, file_at, links_of

FAULTS_OF_REAL_EPISODES = {
    # The publisher's own site has people's pages at its root.
    "/people/eugeneyan (not in the site)",
    # Notes with an apostrophe in an anchor, which no slug has.
    "#vincent's-journey-and-open-source-philosophy (no such id)",
}
"""What the authors of these episodes got wrong, as the ends of what is found."""

directories = pytest.mark.parametrize("directories", [True, False], ids=["folders", "files"])


@directories
@pytest.mark.parametrize("show", ["example", "every kind"])
def test_every_link_leads_to_something(built: Build, show: str, directories: bool):
    assert dead_links(built(show, "material", directories=directories)) == []


@directories
def test_the_only_dead_links_of_real_episodes_are_faults_of_their_notes(
    built: Build, directories: bool
):
    dead = dead_links(built("corpus", directories=directories))
    assert {
        fault for fault in FAULTS_OF_REAL_EPISODES for link in dead if link.endswith(fault)
    } == (FAULTS_OF_REAL_EPISODES)
    assert [link for link in dead if not link.endswith(tuple(FAULTS_OF_REAL_EPISODES))] == []


@directories
@pytest.mark.parametrize("show", ["example", "every kind"])
def test_the_site_map_has_every_page_and_nothing_else(built: Build, show: str, directories: bool):
    site = built(show, directories=directories)
    listed = etree.fromstring(site.bytes("sitemap.xml")).findall(".//{*}loc")
    moved = {file for file in site.ending(".html") if "data-to=" in site.text(file)}
    pages = set(site.ending(".html")) - moved - {"404.html"}
    assert moved
    assert {file_at(loc.text, site) for loc in listed} == pages


def test_files_of_every_kind_are_looked_into(built: Build):
    site = built("every kind", "material")
    kinds = {file.rpartition("/")[2] for file in site.files if set(links_of(site, file))}
    assert {
        "404.html", "index.html", "first.html", "feed.xml", "updates.xml", "sitemap.xml",
        "search_index.json", "llms.txt", "llms-full.txt", "index.md", "chapters.json",
    } <= kinds  # fmt: skip


LINKS = {
    "a.html": [
        ('<a href="x">', "x", "no such file"),
        ('<img srcset="x 1x, y 2x" alt="">', "y", "no such file"),
        ('<video poster="x"></video>', "x", "no such file"),
        ('<script data-to="x"></script>', "x", "no such file"),
        ('<meta http-equiv="refresh" content="0; url=x">', "x", "no such file"),
        (f'<meta property="og:image" content="{ADDRESS}x">', f"{ADDRESS}x", "no such file"),
        ('<a href="/x">', "/x", "not in the site"),
        ('<a href="#x">', "#x", "no such id"),
        ('<a href="a.html#x">', "a.html#x", "no such id"),
        ("<script type='application/ld+json'>" + json.dumps({"url": f"{ADDRESS}x"}) + "</script>",
         f"{ADDRESS}x", "no such file"),
    ],
    "feed.xml": [
        (f"<rss><link>{ADDRESS}x</link></rss>", f"{ADDRESS}x", "no such file"),
        (f"<rss><enclosure url='{ADDRESS}x'/></rss>", f"{ADDRESS}x", "no such file"),
        (f"<rss><encoded>&lt;a href='{ADDRESS}x'></encoded></rss>", f"{ADDRESS}x", "no such file"),
    ],
    "a.json": [
        (json.dumps({"chapters": [{"img": f"{ADDRESS}x"}]}), f"{ADDRESS}x", "no such file"),
        (json.dumps({"docs": [{"location": "x/#y"}]}), f"{ADDRESS}x/#y", "no such file"),
    ],
    "llms.txt": [("- [X](x/index.md): X", "x/index.md", "no such file")],
    "a.md": [
        ("**Ada** [2:12](<x#t=132>) Yes.", "x#t=132", "no such file"),
        (f"<{ADDRESS}x>", f"{ADDRESS}x", "no such file"),
        ('<audio src="x"></audio>', "x", "no such file"),
    ],
    "a.css": [("p { background: url('./x.png') }", "./x.png", "no such file")],
}  # fmt: skip
"""What a file can say, and what is dead in it."""


@pytest.mark.parametrize(
    ("file", "text", "link", "why"),
    [(file, *case) for file, cases in LINKS.items() for case in cases],
)
def test_the_check_finds_dead_links(tmp_path: Path, file: str, text: str, link: str, why: str):
    assert f"{file}: {link} ({why})" in dead_links(rewritten(tmp_path, file, text))


@pytest.mark.parametrize(
    "link",
    ["#here", "a.html#here", "./a.html?t=132#t=2:12", "/under/way/a.html", "data:,x",
     "https://elsewhere.example/x", "mailto:ada@example.org", "#"],
)  # fmt: skip
def test_the_check_lets_good_links_be(tmp_path: Path, link: str):
    page = f'<p id="here"><a href="{link}">x</a></p>'
    assert dead_links(rewritten(tmp_path, "a.html", page)) == []


def test_a_name_in_structured_data_leads_nowhere(tmp_path: Path):
    graph = json.dumps({"@id": f"{ADDRESS}podcast/#series"})
    page = f"<p><script type='application/ld+json'>{graph}</script>"
    assert dead_links(rewritten(tmp_path, "a.html", page)) == []


def test_an_address_with_a_folder_is_that_of_its_first_page(tmp_path: Path):
    site = Built(tmp_path)
    assert address_of("index.html", site) == ADDRESS
    assert address_of("a b/index.html", site) == f"{ADDRESS}a%20b/"
    assert address_of("a/myindex.html", site) == f"{ADDRESS}a/myindex.html"
    assert file_at(f"{ADDRESS}a%20b/", site) == "a b/index.html"
