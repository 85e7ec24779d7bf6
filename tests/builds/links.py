"""What a site links to, in all of its files, and whether it is there.

Links are read with parsers and expressions of other people's formats, not with our code: those of
pages, of feeds, of the site map, of JSON, of Markdown, and of styles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

from .built import Built

ATTRIBUTES = ("href", "src", "poster", "data", "data-to", "action", "cite")
"""Attributes of HTML that hold one address each."""

NAMES = {"@id", "@context"}
"""Keys of JSON-LD whose addresses name things, and lead nowhere."""

_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.IGNORECASE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_MARKDOWN = re.compile(
    r"(?<!\\)\[(?:\\.|\[[^\]]*\]|[^\\\[\]])*\]\(<?([^()<>\s]+)>?\)|^<(https?://[^<>\s]+)>$",
    re.MULTILINE,
)
_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_MOMENT = re.compile(r"t=[\d.:]+(,[\d.:]+)?")


def dead_links(site: Built) -> list[str]:
    """Every link that does not lead to a file of the site or to an id in it, and where it is."""
    ids = {file: ids_of(site.text(file)) for file in site.ending(".html")}
    found = ((file, link) for file in sorted(site.files) for link in set(links_of(site, file)))
    wrong = ((file, link, wrong_with(link, file, site, ids)) for file, link in sorted(found))
    return [f"{file}: {link} ({why})" for file, link, why in wrong if why]


def wrong_with(link: str, file: str, site: Built, ids: Mapping[str, set[str]]) -> str:
    """What is wrong with a link in a file; nothing, if it leads out of the site or to something."""
    address, fragment = urldefrag(urljoin(address_of(file, site), link))
    if urlsplit(address)[:2] != urlsplit(site.address)[:2]:
        return ""
    target = file_at(address, site)
    if not target:
        return "not in the site"
    if target not in site.files:
        return "no such file"
    if not fragment or _MOMENT.fullmatch(fragment):
        return ""
    return "" if unquote(fragment) in ids.get(target, ()) else "no such id"


def address_of(file: str, site: Built) -> str:
    """Where a server sends a file of a site from; the page for what is not found, at the root."""
    return site.address + quote(re.sub(r"(^|/)index\.html$", r"\1", file))


def file_at(address: str, site: Built) -> str:
    """The file that a server sends for an address; empty where that is not below the site's."""
    path, root = (unquote(urlsplit(each).path) for each in (address, site.address))
    if not path.startswith(root):
        return ""
    path = path.removeprefix(root)
    return f"{path}index.html" if not path or path.endswith("/") else path


def ids_of(page: str) -> set[str]:
    """Where links can lead to in a page."""
    return {str(value) for value in html.fromstring(page.encode()).xpath("//@id | //a/@name")}


def links_of(site: Built, file: str) -> Iterator[str]:
    """All links in a file."""
    suffix = file.rpartition(".")[2]
    if suffix == "html":
        yield from links_of_page(site.text(file), site.address)
    elif suffix == "xml":
        yield from links_of_feed(site.bytes(file), site.address)
    elif suffix == "json":
        yield from links_of_json(json.loads(site.bytes(file)), site.address)
    elif suffix == "md" or file.startswith("llms"):
        yield from links_of_markdown(site.text(file))
    elif suffix == "css":
        yield from (link for link in _STYLE.findall(site.text(file)) if link.startswith("."))


def links_of_page(page: str, address: str) -> Iterator[str]:
    """What a page links to, loads, and says of itself to others."""
    tree = html.fromstring(page.encode())
    for name in ATTRIBUTES:
        yield from map(str, tree.xpath(f"//@{name}"))
    for sources in tree.xpath("//@srcset | //@imagesrcset"):
        yield from (source.split()[0] for source in sources.split(","))
    for content in tree.xpath("//meta/@content"):
        if refresh := _REFRESH.match(content):
            yield refresh[1]
        elif content.startswith(address):
            yield str(content)
    for graph in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from links_of_json(json.loads(graph), address)


def links_of_json(value: Any, address: str, key: str = "") -> Iterator[str]:
    """What JSON links to: whole addresses of the site, and what a search index calls a location."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from links_of_json(part, address, name)
    elif isinstance(value, list):
        for part in value:
            yield from links_of_json(part, address, key)
    elif isinstance(value, str) and key == "location":
        yield f"{address}{value}"
    elif isinstance(value, str) and value.startswith(address) and key not in NAMES:
        yield value


def links_of_feed(xml: bytes, address: str) -> Iterator[str]:
    """What a feed or a site map links to, in its elements and in the HTML that they hold."""
    for element in etree.fromstring(xml).iter():
        texts = [*element.attrib.values(), (element.text or "").strip()]
        yield from (
            text for text in map(str, texts) if text.startswith(address) and " " not in text
        )
        if str(element.tag).endswith("encoded"):
            yield from links_of_page(f"<div>{element.text}</div>", address)


def links_of_markdown(text: str) -> Iterator[str]:
    """What a Markdown file links to, in its own way or in HTML, but in fenced code."""
    text = _FENCED.sub("", text)
    yield from (link or address for link, address in _MARKDOWN.findall(text))
    if tags := re.findall(r"<(?:a|img|audio|source)\b[^<>]*>", text):
        yield from links_of_page(f"<div>{''.join(tags)}</div>", "")
