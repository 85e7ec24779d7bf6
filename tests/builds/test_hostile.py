"""Text that is markup in some format is text in everything that is published.

A show with hostile text everywhere is built, and a twin with harmless text in the same places. The
two sites must differ in these texts only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from lxml import etree
from markdown import markdown

from ..formats.caption_readers import read_srt, read_vtt, squeezed, words_of
from ..formats.feed_rules import check
from ..links import ATTRIBUTES
from ..sites import Site
from .hostile import HARMLESS, LONG, MARKUP, SCRIPT, in_category, text_with_place, write_show
from .rules import FEEDS
from .shows import THEMES, URL

CASES = {"markup": (MARKUP, "material"), "long": (LONG, "mkdocs")}
LINES = ("first", "second", "third", "fourth", "fifth")
HEADERS = ("header", "another header", "last header")
EPISODES = ("heard", "seen")
SEARCH_INDEX = "search/search_index.json"
SHORTEST_CUT = 100
"""Formats with limited room contain at least this many characters of a text."""

_ANCHOR = re.compile(r" \{ #\S+ \}$", re.MULTILINE)
"""The anchor of a heading, which only Python-Markdown understands."""

_TOPIC = re.compile(r"(topics/)[^/]+(/)")


@dataclass(frozen=True)
class Twins:
    """The hostile site and its twin.

    Attributes:
        text: The hostile text.
        hostile: The site with this text.
        twin: The site with harmless text.
    """

    text: str
    hostile: Site
    twin: Site

    def pairs(self, suffix: str) -> Iterator[tuple[str, str, str]]:
        """Yield the name of each file of a kind, its text, and that of its twin."""
        own, others = named(self.hostile), named(self.twin)
        for name in sorted(name for name in own if name.endswith(suffix)):
            yield name, self.hostile.text(own[name]), self.twin.text(others[name])

    def missing(self, found: list[str], harmless: list[str]) -> list[str]:
        """Return the texts that are missing or changed. URLs are not compared."""
        assert len(found) == len(harmless)
        return [
            expected
            for text, other in zip(found, harmless, strict=True)
            if HARMLESS in other and "://" not in other
            for expected in [other.replace(HARMLESS, self.text)]
            if not is_same_or_cut(text, expected) and text != in_category(expected)
        ]


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    text, theme = request.param

    def build(value: str) -> Site:
        root = tmp_path_factory.mktemp("show")
        write_show(root, text_with_place(value))
        site = Site(root).build(theme=dict(THEMES[theme]), site_url=URL)
        assert (site.error, site.warnings) == ("", [])
        return site

    return Twins(text, build(text), build(HARMLESS))


def named(site: Site) -> dict[str, str]:
    """Return the files of a site, by names that do not depend on the names of topics."""
    return {_TOPIC.sub(r"\1x\2", file): file for file in site.files if "pagefind" not in file}


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def rendered(text: str) -> Element:
    """Return Markdown as another program renders it."""
    return parsed(markdown(_ANCHOR.sub("", text), extensions=["fenced_code"]))


def structure(page: Element) -> list[tuple[str, list[str]]]:
    """Return the elements and comments in order, with the names of their attributes."""
    return [
        (str(e.tag) if isinstance(e.tag, str) else "comment", sorted(map(str, e.attrib)))
        for e in page.iter()
        if e.get("class") != "podcast-aside"  # text in square brackets is set apart
    ]


def text_of(page: Element) -> str:
    """Return the text of a page, without scripts and styles."""
    return " ".join("".join(_texts(page)).split())


def _texts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
        yield element.text or ""
        for part in element:
            yield from _texts(part)
            yield part.tail or ""


def metadata(page: Element) -> dict[str, str]:
    names = ((tag.get("property") or tag.get("name"), tag) for tag in page.iter("meta"))
    return {name: tag.get("content", "") for name, tag in names if name}


def graphs(page: Element) -> list[Any]:
    scripts = [s for s in page.iter("script") if s.get("type") == "application/ld+json"]
    return [json.loads(script.text or "") for script in scripts]


def is_same_or_cut(text: str, expected: str) -> bool:
    start = text.removesuffix("…")
    is_cut = text.endswith("…") and len(start) >= SHORTEST_CUT and expected.startswith(start)
    return text == expected or is_cut


def strings(value: Any) -> Iterator[str]:
    """Yield all keys and texts in JSON, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def scripts_in(page: Element) -> list[str]:
    """Return the attributes of a page that contain a script."""
    found = ((key, value) for element in page.iter() for key, value in element.attrib.items())
    return [
        f"{key}={value}"
        for key, value in found
        if key.startswith("on")
        or (key in ATTRIBUTES and value.strip().lower().startswith("javascript:alert"))
    ]


def test_there_are_the_same_files(twins: Twins):
    assert set(named(twins.hostile)) == set(named(twins.twin))
    assert {name.rpartition("/")[2] for name in named(twins.hostile)} >= {
        "feed.xml", "updates.xml", "llms.txt", "llms-full.txt", "index.md", "chapters.json",
        "chapters.txt", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt",
        "search_index.json", "sitemap.xml",
    }  # fmt: skip


def test_pages_have_the_same_elements_and_every_text(twins: Twins):
    for name, own, other in twins.pairs(".html"):
        page, twin = parsed(own), parsed(other)
        assert (name, structure(page)) == (name, structure(twin))
        assert (name, text_of(page)) == (name, text_of(twin).replace(HARMLESS, twins.text))
        assert (name, scripts_in(page)) == (name, [])
        found, expected = metadata(page), metadata(twin)
        assert list(found) == list(expected)
        assert (name, twins.missing([*found.values()], [*expected.values()])) == (name, [])
        for graph, harmless in zip(graphs(page), graphs(twin), strict=True):
            assert (name, twins.missing([*strings(graph)], [*strings(harmless)])) == (name, [])


def test_nothing_links_to_a_script(twins: Twins):
    for file in (*twins.hostile.ending(".xml"), *twins.hostile.ending(".json")):
        assert f'"{SCRIPT}' not in twins.hostile.text(file)


def test_every_link_leads_to_something(twins: Twins):
    assert twins.hostile.broken_links(URL) == []


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_the_same_elements_and_every_text(twins: Twins, name: str):
    own, other = (etree.fromstring(site.bytes(name)) for site in (twins.hostile, twins.twin))
    assert [e.tag for e in own.iter()] == [e.tag for e in other.iter()]
    found, expected = ([t for e in tree.iter() for t in feed_texts(e)] for tree in (own, other))
    assert twins.missing(found, expected) == []
    assert [f for f in check(twins.hostile.bytes(name)) if "categories-are-apples" not in f] == []
    contents = zip(own.iter("{*}encoded"), other.iter("{*}encoded"), strict=True)
    for content, harmless in ((parsed(a.text), parsed(b.text)) for a, b in contents):
        assert structure(content) == structure(harmless)
        assert text_of(content) == text_of(harmless).replace(HARMLESS, twins.text)


def feed_texts(element: etree._Element) -> list[str]:
    """Return the text of an element of a feed and those of its attributes."""
    if element.tag.endswith(("}category", "}encoded")):  # compared in another way
        return []
    text = element.text or ""
    shown = unescape(text) if element.tag == "description" else text  # apps read it as HTML
    return [shown, *map(str, element.attrib.values())]


@pytest.mark.parametrize("episode", EPISODES)
def test_captions_contain_every_text(twins: Twins, episode: str):
    text = text_with_place(twins.text)
    lines, names = [text(line) for line in LINES], {text("person"), text("unknown")}
    vtt = read_vtt(twins.hostile.text(f"podcast/{episode}/transcript.vtt"))
    assert words_of(vtt) == squeezed("".join(lines))
    assert {squeezed(caption.voice) for caption in vtt} - {""} == set(map(squeezed, names))
    srt = words_of(read_srt(twins.hostile.text(f"podcast/{episode}/transcript.srt")))
    assert [line for line in lines if squeezed(line) not in srt] == []
    segments = json.loads(twins.hostile.text(f"podcast/{episode}/transcript.json"))["segments"]
    assert squeezed("".join(s["body"] for s in segments)) == squeezed("".join(lines))
    assert {s["speaker"] for s in segments} == names
    plain = twins.hostile.text(f"podcast/{episode}/transcript.txt")
    assert [text for text in (*lines, *names) if text not in plain] == []


@pytest.mark.parametrize("episode", EPISODES)
def test_chapters_contain_every_text(twins: Twins, episode: str):
    headers = [text_with_place(twins.text)(header) for header in HEADERS]
    data = json.loads(twins.hostile.text(f"podcast/{episode}/chapters.json"))
    assert [chapter["title"] for chapter in data["chapters"]] == headers
    shown = [header.translate(str.maketrans("<>", "‹›")) for header in headers]
    listed = twins.hostile.text(f"podcast/{episode}/chapters.txt").splitlines()
    times = ("0:00", "0:12", "1:15", "1:30")
    titles = ("Introduction", *shown)
    assert listed == [f"{time} {title}" for time, title in zip(times, titles, strict=True)]


def test_markdown_means_the_same_to_another_program(twins: Twins):
    for name, own, other in (*twins.pairs(".md"), *twins.pairs("llms.txt")):
        page, twin = rendered(own), rendered(other)
        assert (name, structure(page)) == (name, structure(twin))
        assert (name, text_of(page)) == (name, text_of(twin).replace(HARMLESS, twins.text))
        assert (name, scripts_in(page)) == (name, [])


def test_the_file_of_all_pages_is_complete(twins: Twins):
    whole = twins.hostile.text("llms-full.txt")
    pages = [twins.hostile.text(file).strip() for file in twins.hostile.ending(".md")]
    assert [page for page in pages if page not in whole] == []


def test_the_built_in_search_has_titles_of_pages_and_sections(twins: Twins):
    own, other = (
        [unescape(entry["title"]) for entry in json.loads(site.text(SEARCH_INDEX))["docs"]]
        for site in (twins.hostile, twins.twin)
    )
    assert twins.missing(own, other) == []


def test_scripts_have_the_title_of_the_show(twins: Twins):
    assert twins.hostile.settings()["show"] == text_with_place(twins.text)("show")
    assert not set(twins.hostile.text("assets/podcast/settings.js")) & set("<\u2028\u2029")


@pytest.mark.parametrize(
    ("text", "expected", "is_there"),
    [
        ("a b", "a b", True),
        ("a", "a b", False),
        ("a…", "a b", False),
        (f"{'x' * 100}…", "x" * 200, True),
        (f"{'y' * 100}…", "x" * 200, False),
    ],
)
def test_a_text_may_be_cut_but_not_changed(text: str, expected: str, is_there: bool):
    assert is_same_or_cut(text, expected) == is_there


@pytest.mark.parametrize(
    "page", ['<p onload="x">', f'<a href=" {SCRIPT}">x</a>', f'<img src="{SCRIPT}">']
)
def test_scripts_in_attributes_are_found(page: str):
    assert len(scripts_in(parsed(page))) == 1


@pytest.mark.parametrize("page", ["<p>a <b>c</b></p>", "<p>a <!-- c --></p>", "<p id=x>a</p>"])
def test_additional_elements_comments_and_attributes_are_found(page: str):
    plain = structure(parsed("<p>a</p>"))
    assert structure(parsed(page)) != plain
    assert structure(parsed('<p>a <i class="podcast-aside">[c]</i></p>')) == plain
