"""A checker of structured data.

The rules are those of https://schema.org and of search engines, taken from their documents and not
from our code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyld import jsonld

SCHEMA = "https://schema.org/"

REQUIRED = {
    "PodcastEpisode": {"name", "url"},
    "PodcastSeries": {"name", "url"},
    "PodcastSeason": {"seasonNumber", "url"},
    "Person": {"name"},
    "VideoObject": {"name", "thumbnailUrl", "uploadDate"},
    "AudioObject": {"contentUrl"},
    "MediaObject": {"contentUrl", "encodingFormat"},
    "Clip": {"name", "startOffset", "url"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}
"""The properties that a search engine requires of each type, or that it is useless without."""

URL_PROPERTIES = {
    "url", "contentUrl", "thumbnailUrl", "embedUrl", "image", "webFeed", "item", "@id",
}  # fmt: skip


def nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield everything in a graph that has a type."""
    if isinstance(value, Mapping):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)


def of_type(graph: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    return [node for node in nodes(graph) if node["@type"] == kind]


def the(graph: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    (node,) = of_type(graph, kind)
    return node


def faults(graph: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a search engine would refuse."""
    for node in nodes(graph):
        kind = node["@type"]
        for key in sorted(REQUIRED.get(kind, {"an entry in REQUIRED"}) - set(node)):
            yield f"{kind} without {key}"
        for key, value in node.items():
            if key in URL_PROPERTIES and not str(value).startswith("https://"):
                yield f"{kind}: {key} is not absolute"
            if value in (None, "", [], {}):
                yield f"{kind}: {key} is empty"
        yield from faults_of_moments(node)
        if kind == "BreadcrumbList":
            steps = node.get("itemListElement", ())
            if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
                yield "BreadcrumbList is not numbered"
            if len(steps) < 2:
                yield "BreadcrumbList leads nowhere"


def faults_of_moments(node: Mapping[str, Any]) -> Iterator[str]:
    starts = [part["startOffset"] for part in node.get("hasPart", ()) if "startOffset" in part]
    if len(starts) != len(set(starts)):
        yield f"{node['@type']}: two clips with one start"
    if node["@type"] == "Clip" and node.get("endOffset", 1e9) <= node.get("startOffset", 0):
        yield "Clip ends before it starts"


def offline(url: str, options: object) -> Mapping[str, Any]:
    """Return a small replacement for what a JSON-LD processor would load from schema.org."""
    assert url == "https://schema.org", options
    urls = {name: {"@type": "@id"} for name in ("url", "image", "sameAs", "webFeed")}
    document = {"@context": {"@vocab": SCHEMA, **urls}}
    return {"contextUrl": None, "documentUrl": url, "document": document}


def expanded(graph: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a graph as a JSON-LD processor reads it, with full names of types and properties."""
    return jsonld.expand(graph, {"documentLoader": offline})
