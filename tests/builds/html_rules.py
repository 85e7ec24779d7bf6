"""What pages have to keep to, and a checker of it.

Pages are read by html5lib, the parser of the HTML specification, which says what is wrong with
them. The other rules are those of accessible pages: https://www.w3.org/TR/WCAG22/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

CONTENT = {
    "material": ("class", "md-content__inner"),
    "mkdocs": ("role", "main"),
    "readthedocs": ("itemprop", "articleBody"),
}
"""What a theme calls the element that a page's content is in: an attribute, and a word of it."""

REFERENCES = (
    "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns",
    "aria-details", "aria-flowto", "aria-activedescendant",
)  # fmt: skip
"""Attributes that name elements by their ids."""

OF_THEMES = {"material": {"label for: no __toc"}}
"""Faults that a theme makes by itself, on pages outside the navigation."""

_ALLOWED = {"expected-named-entity"}
"""An error of older HTML: an ampersand in front of what is no reference stands for itself."""

_HEADING = re.compile(r"h[1-6]")
Rule = Callable[[Element], Iterator[str]]


def faults_of(page: str, theme: str = "") -> list[str]:
    """What is wrong with a page, wherever in it, but for what its theme is known for."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    errors = [(place, code) for place, code, _ in parser.errors if code not in _ALLOWED]
    faults = [f"{code} in line {place[0]}" for place, code in errors]
    faults += [fault for rule in OF_PAGES for fault in rule(tree)]
    return [fault for fault in faults if fault not in OF_THEMES.get(theme, ())]


def faults_of_content(page: str, theme: str) -> list[str]:
    """What is wrong with the headings of a page in a theme, which has others of its own around."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    content = content_of(tree, theme)
    return ["no content"] if content is None else [f for r in OF_CONTENT for f in r(content)]


def content_of(tree: Element, theme: str) -> Element | None:
    """The element in which a theme has put what a page says."""
    attribute, word = CONTENT[theme]
    found = (each for each in elements(tree) if word in each.get(attribute, "").split())
    return next(found, None)


def elements(tree: Element) -> Iterator[Element]:
    """All elements, without comments."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def text_of(element: Element) -> str:
    """What is read out of an element: its text, and what pictures in it are said to show."""
    permalink = "headerlink" in element.get("class", "").split()
    inside = "".join(text_of(part) + (part.tail or "") for part in element)
    said = element.text if isinstance(element.tag, str) else ""  # a comment says nothing
    return "" if permalink else f"{element.get('alt', '')}{said or ''}{inside}".strip()


def ids_differ(tree: Element) -> Iterator[str]:
    """No two elements have one id."""
    ids = [element.get("id", "") for element in elements(tree) if "id" in element.attrib]
    yield from (f"id twice: {name}" for name in sorted({n for n in ids if ids.count(n) > 1}))
    yield from (f"bad id: {name!r}" for name in ids if not name or re.search(r"[ \t\n\f\r]", name))


def references_lead_to_something(tree: Element) -> Iterator[str]:
    """What names an element by its id names one that is there."""
    ids = {element.get("id") for element in elements(tree)}
    for element in elements(tree):
        for attribute in REFERENCES:
            missing = [name for name in element.get(attribute, "").split() if name not in ids]
            yield from (f"{element.tag} {attribute}: no {name}" for name in missing)


def pictures_have_words(tree: Element) -> Iterator[str]:
    """Every picture has an ``alt``, which is empty where it only decorates."""
    for picture in tree.iter("img"):
        if "alt" not in picture.attrib:
            yield f"img without alt: {picture.get('src')}"


def a_language_is_named(tree: Element) -> Iterator[str]:
    """A page says what language it is in."""
    if not tree.get("lang"):
        yield "html without lang"


def a_title_is_there(tree: Element) -> Iterator[str]:
    """A page has one title, and it says something."""
    titles = [text_of(title) for title in tree.iterfind("head/title")]
    if len(titles) != 1 or not titles[0]:
        yield f"{len(titles)} titles: {titles}"


def links_have_words(tree: Element) -> Iterator[str]:
    """Every link in the content and every button says what it does."""
    for element in elements(tree):
        names = {"aria-label", "title", "aria-labelledby"} & set(element.attrib)
        link = element.tag == "a" and "href" in element.attrib
        permalink = "headerlink" in element.get("class", "").split()
        if (link or element.tag == "button") and not (names or permalink or text_of(element)):
            yield f"{element.tag} without words: {element.get('href', '')}"


def headings_say_something(content: Element) -> Iterator[str]:
    """No heading is empty."""
    for heading in headings(content):
        if not text_of(heading):
            yield f"empty {heading.tag}"


def headings_begin_at_one(content: Element) -> Iterator[str]:
    """A page has one heading of the first level, before all others."""
    levels = [heading.tag for heading in headings(content)]
    if levels[:1] != ["h1"] or levels.count("h1") != 1:
        yield f"headings: {' '.join(levels)}"


def headings_skip_no_level(content: Element) -> Iterator[str]:
    """Below a heading comes one of the next level, or of one above."""
    for before, after in pairwise(headings(content)):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield f"{after.tag} after {before.tag}: {text_of(after)}"


def headings(content: Element) -> list[Element]:
    return [element for element in elements(content) if _HEADING.fullmatch(element.tag)]


OF_PAGES: tuple[Rule, ...] = (
    ids_differ,
    references_lead_to_something,
    pictures_have_words,
    a_language_is_named,
    a_title_is_there,
)
"""Rules that whole pages keep to, with what the theme has around ours."""

OF_CONTENT: tuple[Rule, ...] = (
    headings_say_something,
    headings_begin_at_one,
    headings_skip_no_level,
    links_have_words,
)
"""Rules for what is ours of a page."""
