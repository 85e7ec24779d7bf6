"""Rules for pages: they are valid HTML, and accessible.

html5lib, the parser of the HTML specification, reports invalid HTML. The other rules are those of
https://www.w3.org/TR/WCAG22/.
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
"""The element that contains a page's content, by theme: an attribute, and a word in it."""

REFERENCES = (
    "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns",
    "aria-details", "aria-flowto", "aria-activedescendant",
)  # fmt: skip
"""Attributes that contain ids of elements."""

THEME_FAULTS = {"material": {"label for: no __toc"}}
"""Faults of themes."""

_ALLOWED = {"expected-named-entity"}
"""Errors of older HTML: an ampersand that starts no reference stands for itself."""

_HEADING = re.compile(r"h[1-6]")
Rule = Callable[[Element], Iterator[str]]


def page_faults(page: str, theme: str = "") -> list[str]:
    """Return everything that is wrong with a page, except known faults of its theme."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    errors = [(position, code) for position, code, _ in parser.errors if code not in _ALLOWED]
    faults = [f"{code} in line {position[0]}" for position, code in errors]
    faults += [fault for rule in PAGE_RULES for fault in rule(tree)]
    return [fault for fault in faults if fault not in THEME_FAULTS.get(theme, ())]


def content_faults(page: str, theme: str) -> list[str]:
    """Return what is wrong with the content of a page, without that of the theme around it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    attribute, word = CONTENT[theme]
    content = [each for each in elements(tree) if word in each.get(attribute, "").split()]
    return [f for rule in CONTENT_RULES for f in rule(content[0])] if content else ["no content"]


def elements(tree: Element) -> Iterator[Element]:
    """Yield all elements, without comments."""
    return (element for element in tree.iter() if isinstance(element.tag, str))


def text_of(element: Element) -> str:
    """Return what a screen reader reads: text without permalinks, and alternative texts."""
    permalink = "headerlink" in element.get("class", "").split()
    inside = "".join(text_of(part) + (part.tail or "") for part in element)
    text = element.text if isinstance(element.tag, str) else ""
    return "" if permalink else f"{element.get('alt', '')}{text or ''}{inside}".strip()


def ids_are_unique(tree: Element) -> Iterator[str]:
    ids = [element.get("id", "") for element in elements(tree) if "id" in element.attrib]
    yield from (f"id twice: {name}" for name in sorted({n for n in ids if ids.count(n) > 1}))
    yield from (f"bad id: {name!r}" for name in ids if not name or re.search(r"[ \t\n\f\r]", name))


def references_exist(tree: Element) -> Iterator[str]:
    ids = {element.get("id") for element in elements(tree)}
    for element in elements(tree):
        for attribute in REFERENCES:
            missing = [name for name in element.get(attribute, "").split() if name not in ids]
            yield from (f"{element.tag} {attribute}: no {name}" for name in missing)


def images_have_alternative_texts(tree: Element) -> Iterator[str]:
    for image in tree.iter("img"):
        if "alt" not in image.attrib:
            yield f"img without alt: {image.get('src')}"


def the_language_is_named(tree: Element) -> Iterator[str]:
    if not tree.get("lang"):
        yield "html without lang"


def there_is_one_title(tree: Element) -> Iterator[str]:
    titles = [text_of(title) for title in tree.iterfind("head/title")]
    if len(titles) != 1 or not titles[0]:
        yield f"{len(titles)} titles: {titles}"


def links_and_buttons_have_names(tree: Element) -> Iterator[str]:
    for element in elements(tree):
        names = {"aria-label", "title", "aria-labelledby"} & set(element.attrib)
        link = element.tag == "a" and "href" in element.attrib
        permalink = "headerlink" in element.get("class", "").split()
        if (link or element.tag == "button") and not (names or permalink or text_of(element)):
            yield f"{element.tag} without words: {element.get('href', '')}"


def headings_have_text(content: Element) -> Iterator[str]:
    yield from (f"empty {heading.tag}" for heading in headings(content) if not text_of(heading))


def the_first_heading_is_the_only_h1(content: Element) -> Iterator[str]:
    levels = [heading.tag for heading in headings(content)]
    if levels[:1] != ["h1"] or levels.count("h1") != 1:
        yield f"headings: {' '.join(levels)}"


def headings_skip_no_level(content: Element) -> Iterator[str]:
    for before, after in pairwise(headings(content)):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield f"{after.tag} after {before.tag}: {text_of(after)}"


def headings(content: Element) -> list[Element]:
    return [element for element in elements(content) if _HEADING.fullmatch(element.tag)]


PAGE_RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    images_have_alternative_texts,
    the_language_is_named,
    there_is_one_title,
)
CONTENT_RULES: tuple[Rule, ...] = (
    headings_have_text,
    the_first_heading_is_the_only_h1,
    headings_skip_no_level,
    links_and_buttons_have_names,
)
