"""What a reader sees of a page."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def text_of(element: Tag, *but: str) -> str:
    """The text of an element without what the selectors find in it."""
    element = soup(str(element))
    for selector in but:
        for found in element.select(selector):
            found.decompose()
    return element.get_text()


def lines_of(html: str) -> list[str]:
    """The words of the lines of a transcript that the extension rendered."""
    return [
        text_of(line, ".podcast-time", ".podcast-anchor").removeprefix(" ").removesuffix(" ")
        for line in soup(html).select("p.podcast-line")
    ]


def headings_of(html: str) -> list[str]:
    return [text_of(heading, ".headerlink") for heading in soup(html).select("h3")]


def names_of(html: str) -> list[str]:
    return [name.get_text() for name in soup(html).select("p.podcast-name")]
