"""Everything that is wrong with a whole site: its links, pages, structured data and feeds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html

from ..formats import feed_rules, graph_rules
from ..links import PublishedSite
from .html_rules import page_faults

FEEDS = ("feed.xml", "updates.xml")
REPEATABLE = {"article:tag"}
"""Metadata that a page may contain more than once."""

THEME_PAGES = {"404.html", "search.html"}
READTHEDOCS_FAULT = "//search.html (no such file)"
"""The end of a dead link on the 404 page of the `readthedocs` theme."""


@dataclass(frozen=True)
class Head:
    """The HTML head of a page.

    Attributes:
        page: The page.
    """

    page: bytes

    @cached_property
    def _tree(self) -> Any:
        return html.fromstring(self.page)

    @property
    def graphs(self) -> list[Mapping[str, Any]]:
        """The blocks of structured data."""
        texts = self._tree.xpath("//script[@type='application/ld+json']/text()")
        return [json.loads(text) for text in texts]

    @property
    def metadata(self) -> list[tuple[str, str]]:
        """The names and contents of the `meta` elements."""
        tags = self._tree.xpath("//meta[@property or @name][@content]")
        return [(tag.get("property") or tag.get("name"), tag.get("content")) for tag in tags]

    @property
    def preview(self) -> dict[str, str]:
        """The metadata for previews of links."""
        prefixes = ("og:", "twitter:", "article:")
        return {name: content for name, content in self.metadata if name.startswith(prefixes)}

    @property
    def canonical(self) -> list[str]:
        """The canonical URLs; one, if the page is right."""
        return list(map(str, self._tree.xpath("//link[@rel='canonical']/@href")))


def heads(site: PublishedSite) -> dict[str, Head]:
    """Return the heads of all pages, by file."""
    return {
        file: Head(site.bytes(file))
        for file in sorted(site.files)
        if file.endswith(".html") and file not in THEME_PAGES
    }


def site_faults(site: PublishedSite, theme: str, *, step: int = 1) -> Iterator[str]:
    """Yield everything that is wrong with a site.

    Args:
        site: The site, at the URL that it is configured with.
        theme: The name of its theme.
        step: Only one of so many pages is parsed as HTML, which is slow.
    """
    yield from (fault for fault in site.dead_links() if not fault.endswith(READTHEDOCS_FAULT))
    pages = sorted(file for file in site.files if file.endswith(".html"))
    for file in pages[::step]:
        yield from (f"{file}: {fault}" for fault in page_faults(site.text(file), theme))
    for name in FEEDS:
        if name in site.files:
            yield from (f"{name}: {fault}" for fault in feed_rules.check(site.bytes(name)))
    yield from head_faults(heads(site))


def head_faults(pages: Mapping[str, Head]) -> Iterator[str]:
    """Yield what is wrong with heads of pages, each and together."""
    values: dict[tuple[str, str], set[str]] = {}
    for file, head in pages.items():
        counts = Counter(name for name, _ in head.metadata if name not in REPEATABLE)
        yield from (f"{file}: {name} twice" for name, count in counts.items() if count > 1)
        if len(head.canonical) != 1:
            yield f"{file}: canonical {head.canonical}"
        for graph in head.graphs:
            yield from (f"{file}: {fault}" for fault in graph_rules.faults(graph))
            if types(graph) != expanded_types(graph):
                yield f"{file}: a JSON-LD processor reads something else"
            for node in graph_rules.nodes(graph):
                for key in {"@type", "name", "url", "seasonNumber", "webFeed"} & node.keys():
                    values.setdefault((node.get("@id", file), key), set()).add(str(node[key]))
    for (identifier, key), found in values.items():
        if len(found) > 1 and identifier not in pages:
            yield f"{identifier}: {key} is {sorted(found)}"


def types(graph: Mapping[str, Any]) -> list[str]:
    """Return the types of all nodes of a graph."""
    return sorted(node["@type"] for node in graph_rules.nodes(graph))


def expanded_types(graph: Mapping[str, Any]) -> list[str]:
    """Return the types of all nodes of a graph, as a JSON-LD processor reads it."""
    nodes = (node for node in graph_rules.nodes(graph_rules.expanded(graph)))
    names = (node["@type"][0] for node in nodes if "@value" not in node)
    return sorted(name.removeprefix(graph_rules.SCHEMA) for name in names)
