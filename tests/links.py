"""Find the links in all files of a site, and those that lead nowhere.

Links are read with parsers of HTML, XML and JSON and with expressions for Markdown and CSS, not
with our code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

ATTRIBUTES = ("href", "src", "poster", "data", "data-to", "action", "cite")
"""Attributes of HTML that contain one URL each."""

IDENTIFIERS = {"@id", "@context"}
"""Keys of JSON-LD whose URLs are only names."""

_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.IGNORECASE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_MARKDOWN = re.compile(
    r"(?<!\\)\[(?:\\.|\[[^\]]*\]|[^\\\[\]])*\]\(<?([^()<>\s]+)>?\)|^<(https?://[^<>\s]+)>$",
    re.MULTILINE,
)
_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_MOMENT = re.compile(r"t=[\d.:]+(,[\d.:]+)?")


@dataclass(frozen=True)
class PublishedSite:
    """The files of a site, as a server sends them.

    Attributes:
        folder: The folder of the files.
        url: The URL of the folder; ends with a slash.
    """

    folder: Path
    url: str

    @cached_property
    def files(self) -> frozenset[str]:
        """All files, relative to the folder."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def ids(self) -> Mapping[str, set[str]]:
        """The ids that links to a page can lead to, by page."""
        return {
            file: set(map(str, html.fromstring(self.bytes(file)).xpath("//@id | //a/@name")))
            for file in self.files
            if file.endswith(".html")
        }

    def bytes(self, file: str) -> bytes:
        """Return the content of a file."""
        return (self.folder / file).read_bytes()

    def text(self, file: str) -> str:
        """Return the text of a file."""
        return self.bytes(file).decode("utf-8")

    def url_of(self, file: str) -> str:
        """Return the URL of a file."""
        return self.url + quote(re.sub(r"(^|/)index\.html$", r"\1", file))

    def file_at(self, url: str) -> str:
        """Return the file that a server sends for a URL, or nothing outside the site."""
        path, root = (unquote(urlsplit(each).path) for each in (url, self.url))
        if not path.startswith(root):
            return ""
        path = path.removeprefix(root)
        return f"{path}index.html" if not path or path.endswith("/") else path

    def links(self, file: str) -> Iterator[str]:
        """Yield all links in a file."""
        suffix = file.rpartition(".")[2]
        if suffix == "html":
            yield from links_of_page(self.bytes(file), self.url)
        elif suffix == "xml":
            yield from links_of_feed(self.bytes(file), self.url)
        elif suffix == "json":
            # A search index is in the folder `search` of what it is about.
            yield from links_of_json(
                json.loads(self.bytes(file)), self.url + file.rpartition("search/")[0]
            )
        elif suffix == "md" or file.startswith("llms"):
            yield from links_of_markdown(self.text(file))
        elif suffix == "css":
            yield from (link for link in _STYLE.findall(self.text(file)) if link.startswith("."))

    def dead_links(self) -> list[str]:
        """Return each link that leads to no file of the site or to no id in it, and its file."""
        found = ((file, link) for file in self.files for link in set(self.links(file)))
        reasons = ((file, link, self._fault(link, file)) for file, link in sorted(found))
        return [f"{file}: {link} ({reason})" for file, link, reason in reasons if reason]

    def _fault(self, link: str, file: str) -> str:
        """Return why a link leads nowhere, or nothing."""
        url, fragment = urldefrag(urljoin(self.url_of(file), link))
        if urlsplit(url)[:2] != urlsplit(self.url)[:2]:
            return ""
        target = self.file_at(url)
        if not target:
            return "not in the site"
        if target not in self.files:
            return "no such file"
        if not fragment or _MOMENT.fullmatch(fragment) or target not in self.ids:
            return ""
        return "" if unquote(fragment) in self.ids[target] else "no such id"


def links_of_page(page: str | bytes, url: str) -> Iterator[str]:
    """Yield what a page links to, loads, and names in its metadata."""
    tree = html.fromstring(page.encode() if isinstance(page, str) else page)
    for name in ATTRIBUTES:
        yield from map(str, tree.xpath(f"//@{name}"))
    for sources in tree.xpath("//@srcset | //@imagesrcset"):
        yield from (source.split()[0] for source in sources.split(","))
    for content in tree.xpath("//meta/@content"):
        if refresh := _REFRESH.match(content):
            yield refresh[1]
        elif content.startswith(url):
            yield str(content)
    for graph in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from links_of_json(json.loads(graph), url)


def links_of_json(value: Any, url: str, key: str = "") -> Iterator[str]:
    """Yield the URLs of the site in JSON, and the locations in a search index."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from links_of_json(part, url, name)
    elif isinstance(value, list):
        for part in value:
            yield from links_of_json(part, url, key)
    elif isinstance(value, str) and key == "location":
        yield f"../{value}"  # the index of the search is in a folder of its own
    elif isinstance(value, str) and value.startswith(url) and key not in IDENTIFIERS:
        yield value


def links_of_feed(xml: bytes, url: str) -> Iterator[str]:
    """Yield what a feed or a sitemap links to, in its elements and in the HTML inside them."""
    for element in etree.fromstring(xml).iter():
        texts = [*element.attrib.values(), (element.text or "").strip()]
        yield from (text for text in map(str, texts) if text.startswith(url) and " " not in text)
        if str(element.tag).endswith("encoded"):
            yield from links_of_page(f"<div>{element.text}</div>", url)


def links_of_markdown(text: str) -> Iterator[str]:
    """Yield what Markdown links to, also in its HTML, but not in fenced code."""
    text = _FENCED.sub("", text)
    yield from (link or url for link, url in _MARKDOWN.findall(text))
    if tags := re.findall(r"<(?:a|img|audio|source)\b[^<>]*>", text):
        yield from links_of_page(f"<div>{''.join(tags)}</div>", "")
