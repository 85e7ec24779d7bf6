"""Text that some format could take for more is text in all that is published, and whole.

Shows are built whose every text is such a one, and a twin of theirs that says something harmless in
the same places. What comes of them must be the same but for these texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from lxml import etree
from markdown import markdown

from ..publish.caption_readers import read_srt, read_vtt, squeezed, words_of
from ..publish.feed_rules import check
from ..sites import Site
from .built import ADDRESS, THEMES, Built
from .hostile import HARMLESS, LONG, MARKUP, SCRIPT, in_category, saying, write_show
from .links import ATTRIBUTES, dead_links

TEXTS = {"markup": MARKUP, "long": LONG}
_ANCHOR = re.compile(r" \{ #\S+ \}$", re.MULTILINE)
"""The anchor of a heading, which others than Python-Markdown show as text."""

LINES = ("first", "second", "third", "fourth", "fifth")
HEADERS = ("header", "another header", "last header")
SHORTEST_CUT = 100
"""Where a format has room for so much only, at least so many characters of a text are there."""

_TOPIC = re.compile(r"(topics/)[^/]+(/)")


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Built]:
    """Build the show that says a text everywhere, strictly."""
    made: dict[tuple[str, str], Built] = {}

    def build(text: str, theme: str) -> Built:
        if (text, theme) not in made:
            root = tmp_path_factory.mktemp("show")
            write_show(root, saying(text))
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("NO_MKDOCS_2_WARNING", "1")
                site = Site(root).build(theme=dict(THEMES[theme]), site_url=ADDRESS)
            assert (site.error, site.warnings) == ("", [])
            made[text, theme] = Built(root / "site")
        return made[text, theme]

    return build


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def theme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=TEXTS.values(), ids=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def hostile(show, text: str, theme: str) -> Built:
    return show(text, theme)


@pytest.fixture(scope="module")
def twin(show, theme: str) -> Built:
    return show(HARMLESS, theme)


def named(site: Built) -> dict[str, str]:
    """The files of a site by names that do not depend on what topics are called."""
    return {_TOPIC.sub(r"\1x\2", file): file for file in site.files if "pagefind" not in file}


def pairs(hostile: Built, twin: Built, suffix: str) -> Iterator[tuple[str, str, str]]:
    """Each file of a kind: its name, what it says, and what its twin says."""
    own, others = named(hostile), named(twin)
    for name in sorted(own):
        if name.endswith(suffix):
            yield name, hostile.text(own[name]), twin.text(others[name])


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def of_markdown(text: str) -> Element:
    """What another program makes of the Markdown of a page."""
    return parsed(markdown(_ANCHOR.sub("", text), extensions=["fenced_code"]))


def is_aside(element: Element) -> bool:
    """Whether it is what somebody says in square brackets, which pages set apart."""
    return element.get("class") == "podcast-aside"


def structure(page: Element) -> list[tuple[object, list[str]]]:
    """Elements and comments in order, with the names of their attributes."""
    return [
        (
            element.tag if isinstance(element.tag, str) else "comment",
            sorted(map(str, element.attrib)),
        )
        for element in page.iter()
        if not is_aside(element)
    ]


def text_of(page: Element) -> str:
    """What is read in a page, without scripts and styles."""
    return " ".join("".join(_texts(page)).split())


def _texts(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
        yield element.text or ""
        for part in element:
            yield from _texts(part)
            yield part.tail or ""


def previews(page: Element) -> dict[str, str]:
    """What a page says of itself to others, by name."""
    tags = page.iter("meta")
    return {
        tag.get("property") or tag.get("name") or "": tag.get("content") or ""
        for tag in tags
        if tag.get("property") or tag.get("name")
    }


def is_said(said: str, expected: str) -> bool:
    """Whether a text is there: whole, or cut where there is no more room."""
    if said == expected:
        return True
    start = said.removesuffix("…")
    return said.endswith("…") and len(start) >= SHORTEST_CUT and expected.startswith(start)


def strings(value: Any) -> Iterator[str]:
    """All texts in JSON, keys too, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def unsaid(hostile: list[str], twin: list[str], text: str) -> list[str]:
    """The texts that should be there, and are not; addresses are not compared."""
    assert len(hostile) == len(twin)
    return [
        expected
        for said, harmless in zip(hostile, twin, strict=True)
        if HARMLESS in harmless and "://" not in harmless
        for expected in [harmless.replace(HARMLESS, text)]
        if not is_said(said, expected) and said != in_category(expected)
    ]


def test_there_are_the_same_files(hostile: Built, twin: Built):
    assert set(named(hostile)) == set(named(twin))
    assert {name.rpartition("/")[2] for name in named(hostile)} >= {
        "feed.xml", "updates.xml", "llms.txt", "llms-full.txt", "index.md", "chapters.json",
        "chapters.txt", "transcript.vtt", "transcript.srt", "transcript.json", "transcript.txt",
        "search_index.json", "sitemap.xml",
    }  # fmt: skip


def test_no_text_becomes_an_element_or_an_attribute_of_a_page(hostile: Built, twin: Built):
    for name, page, other in pairs(hostile, twin, ".html"):
        assert (name, structure(parsed(page))) == (name, structure(parsed(other)))


def test_a_page_says_every_text_as_it_is(hostile: Built, twin: Built, text: str):
    for name, page, other in pairs(hostile, twin, ".html"):
        assert (name, text_of(parsed(page))) == (
            name, text_of(parsed(other)).replace(HARMLESS, text)
        )  # fmt: skip


def test_a_page_tells_previews_every_text(hostile: Built, twin: Built, text: str):
    for name, page, other in pairs(hostile, twin, ".html"):
        said, expected = previews(parsed(page)), previews(parsed(other))
        assert list(said) == list(expected)
        assert (name, unsaid([*said.values()], [*expected.values()], text)) == (name, [])


def test_structured_data_has_every_text_as_one(hostile: Built, twin: Built, text: str):
    for name, page, other in pairs(hostile, twin, ".html"):
        for own, harmless in zip(graphs(page), graphs(other), strict=True):
            assert (name, unsaid([*strings(own)], [*strings(harmless)], text)) == (name, [])


def graphs(page: str) -> list[Any]:
    scripts = parsed(page).iter("script")
    return [json.loads(s.text or "") for s in scripts if s.get("type") == "application/ld+json"]


def test_nothing_leads_to_a_script(hostile: Built):
    for file in hostile.ending(".html"):
        assert (file, scripts_of(parsed(hostile.text(file)))) == (file, [])
    for file in (*hostile.ending(".xml"), *hostile.ending(".json")):
        assert f'"{SCRIPT}' not in hostile.text(file)
    for file in hostile.ending(".md"):
        assert (file, scripts_of(of_markdown(hostile.text(file)))) == (file, [])


def scripts_of(page: Element) -> list[str]:
    """Addresses in a page that are scripts, and attributes that hold one."""
    found = ((key, value) for element in page.iter() for key, value in element.attrib.items())
    return [
        f"{key}={value}"
        for key, value in found
        if key.startswith("on")
        or (key in ATTRIBUTES and value.strip().lower().startswith("javascript:alert"))
    ]


def test_every_link_still_leads_to_something(hostile: Built):
    assert dead_links(hostile) == []


def test_a_feed_is_one_and_says_every_text(hostile: Built, twin: Built, text: str):
    for name in ("feed.xml", "updates.xml"):
        own, other = (etree.fromstring(site.bytes(name)) for site in (hostile, twin))
        assert [e.tag for e in own.iter()] == [e.tag for e in other.iter()]
        said, expected = (
            [t for e in tree.iter() if "encoded" not in e.tag for t in texts_of(e)]
            for tree in (own, other)
        )
        assert unsaid(said, expected, text) == []
        assert [f for f in check(hostile.bytes(name)) if "categories-are-apples" not in f] == []


def texts_of(element: etree._Element) -> list[str]:
    """The text of an element of a feed, and those of its attributes."""
    is_category = element.tag.endswith("}category")  # which a > in it divides
    text = element.text or ""
    shown = unescape(text) if element.tag == "description" else text  # apps read it as HTML
    return [] if is_category else [shown, *map(str, element.attrib.values())]


def test_the_content_of_an_item_has_no_more_elements_and_every_text(
    hostile: Built, twin: Built, text: str
):
    for name in ("feed.xml", "updates.xml"):
        own, other = (
            [
                parsed(e.text)
                for e in etree.fromstring(site.bytes(name)).iter()
                if "encoded" in e.tag
            ]
            for site in (hostile, twin)
        )
        assert list(map(structure, own)) == list(map(structure, other))
        assert list(map(text_of, own)) == [text_of(e).replace(HARMLESS, text) for e in other]


@pytest.mark.parametrize("episode", ["heard", "seen"])
def test_captions_are_read_back_with_every_text(hostile: Built, text: str, episode: str):
    say = saying(text)
    said, names = [say(line) for line in LINES], {say("person"), say("unknown")}
    vtt = read_vtt(hostile.text(f"podcast/{episode}/transcript.vtt"))
    assert words_of(vtt) == squeezed("".join(said))
    assert {squeezed(caption.voice) for caption in vtt} - {""} == set(map(squeezed, names))
    srt = words_of(read_srt(hostile.text(f"podcast/{episode}/transcript.srt")))
    assert [line for line in said if squeezed(line) not in srt] == []
    segments = json.loads(hostile.text(f"podcast/{episode}/transcript.json"))["segments"]
    assert squeezed("".join(s["body"] for s in segments)) == squeezed("".join(said))
    assert {s["speaker"] for s in segments} == names
    plain = hostile.text(f"podcast/{episode}/transcript.txt")
    assert [line for line in (*said, *names) if line not in plain] == []


@pytest.mark.parametrize("episode", ["heard", "seen"])
def test_chapters_are_read_back_with_every_text(hostile: Built, text: str, episode: str):
    headers = [saying(text)(header) for header in HEADERS]
    data = json.loads(hostile.text(f"podcast/{episode}/chapters.json"))
    assert [chapter["title"] for chapter in data["chapters"]] == headers
    listed = hostile.text(f"podcast/{episode}/chapters.txt").splitlines()
    shown = [header.translate(str.maketrans("<>", "‹›")) for header in headers]
    times = ("0:00", "0:12", "1:15", "1:30")
    assert listed == [
        f"{time} {s}" for time, s in zip(times, ("Introduction", *shown), strict=True)
    ]


def test_markdown_means_the_same_to_another_program(hostile: Built, twin: Built, text: str):
    for name, own, other in (*pairs(hostile, twin, ".md"), *pairs(hostile, twin, "llms.txt")):
        said, expected = (of_markdown(each) for each in (own, other))
        assert (name, structure(said)) == (name, structure(expected))
        assert (name, text_of(said)) == (name, text_of(expected).replace(HARMLESS, text))


def test_the_file_of_everything_has_all_pages(hostile: Built):
    whole = hostile.text("llms-full.txt")
    assert [f for f in hostile.ending(".md") if hostile.text(f).strip() not in whole] == []


def test_the_search_knows_pages_and_sections_by_their_names(hostile: Built, twin: Built, text: str):
    own, other = (
        json.loads(site.text("search/search_index.json"))["docs"] for site in (hostile, twin)
    )
    said, expected = ([unescape(entry["title"]) for entry in docs] for docs in (own, other))
    assert unsaid(said, expected, text) == []


@pytest.mark.parametrize(
    ("said", "expected", "is_there"),
    [
        ("a b", "a b", True),
        ("a", "a b", False),
        ("a…", "a b", False),
        (f"{'x' * 100}…", "x" * 200, True),
        (f"{'y' * 100}…", "x" * 200, False),
    ],
)
def test_a_text_may_be_cut_but_not_changed(said: str, expected: str, is_there: bool):
    assert is_said(said, expected) == is_there


@pytest.mark.parametrize(
    "page", ['<p onload="x">', f'<a href=" {SCRIPT}">x</a>', f'<img src="{SCRIPT}">']
)
def test_the_check_finds_scripts(page: str):
    assert len(scripts_of(parsed(page))) == 1


def test_the_check_sees_elements_that_are_too_many():
    assert structure(parsed("<p>a <b>c</b></p>")) != structure(parsed("<p>a</p>"))
    assert structure(parsed("<p>a <!-- c --></p>")) != structure(parsed("<p>a</p>"))
    assert structure(parsed("<p id=x>a</p>")) != structure(parsed("<p>a</p>"))
    assert structure(parsed('<p>a <i class="podcast-aside">[c]</i></p>')) == structure(
        parsed("<p>a</p>")
    )
