"""What the heads of built pages say to search engines and previews, once each and all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from lxml import html

from ..publish.graph_rules import SCHEMA, expanded, faults, nodes
from .built import THEMES, Build, Built
from .links import file_at

ABOUT = {
    "podcast/sound/index.html": "PodcastEpisode",
    "podcast/video/index.html": "PodcastEpisode",
    "podcast/spotify/index.html": "PodcastEpisode",
    "podcast/nothing/index.html": "PodcastEpisode",
    "podcast/autumn/untimed/index.html": "PodcastEpisode",
    "podcast/index.html": "PodcastSeries",
    "podcast/season-1/index.html": "PodcastSeason",
    "podcast/season-2/index.html": "PodcastSeason",
    "podcast/people/ada/index.html": "Person",
    "podcast/people/mary/index.html": "Person",
}
"""The pages of the show of every kind that are about a thing, and what that is."""

OTHERS = (
    "podcast/people/index.html",
    "podcast/topics/index.html",
    "podcast/topics/moon/index.html",
    "podcast/search/index.html",
)
"""Pages of the show that are about no one thing."""

SEVERAL = {"article:tag"}
"""What a page may say more than once to previews."""

OF_THEMES = {"404.html", "search.html"}
"""Pages that are a theme's own."""

NOT_KNOWN = {"VideoObject without thumbnailUrl", "VideoObject without uploadDate"}
"""What a search engine misses where an episode has no picture or no date."""

each_theme = pytest.mark.parametrize("theme", THEMES)


def graphs_of(page: str) -> list[Any]:
    """The blocks of structured data in a page."""
    return [
        json.loads(text) for text in _xpath(page, "//script[@type='application/ld+json']/text()")
    ]


def said_in(page: str) -> list[tuple[str, str]]:
    """What a page says to previews: a name and a value each."""
    return [
        (tag.get("property") or tag.get("name"), tag.get("content"))
        for tag in _xpath(page, "//meta[@property or @name][@content]")
    ]


def canonical_of(page: str) -> list[str]:
    return list(map(str, _xpath(page, "//link[@rel='canonical']/@href")))


def twice(page: str) -> set[str]:
    """What a page says more than once and should not."""
    counted = Counter(name for name, _ in said_in(page))
    return {name for name, count in counted.items() if count > 1} - SEVERAL


def of_previews(page: str) -> dict[str, str]:
    prefixes = ("og:", "twitter:", "article:")
    return {name: value for name, value in said_in(page) if name.startswith(prefixes)}


def types(graph: Any) -> list[str]:
    return sorted(node["@type"] for node in nodes(graph))


def types_expanded(graph: Any) -> list[str]:
    """The types in a graph as a JSON-LD processor reads it."""
    read = (node for node in nodes(expanded(graph)) if "@value" not in node)
    return sorted(node["@type"][0].removeprefix(SCHEMA) for node in read)


def _xpath(page: str, path: str) -> list[Any]:
    return html.fromstring(page.encode()).xpath(path)


def pages_about(site: Built) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each page that has a graph, with it."""
    for file in site.ending(".html"):
        page = site.text(file)
        for graph in graphs_of(page):
            yield file, page, graph


@each_theme
@pytest.mark.parametrize(("file", "kind"), ABOUT.items())
def test_a_page_has_one_graph_and_begins_it_with_what_it_is_about(
    built: Build, theme: str, file: str, kind: str
):
    (graph,) = graphs_of(built("every kind", theme).text(file))
    assert graph["@context"] == "https://schema.org"
    assert graph["@graph"][0]["@type"] == kind


@each_theme
def test_other_pages_have_none(built: Build, theme: str):
    site = built("every kind", theme)
    assert {file for file, _, _ in pages_about(site)} == set(ABOUT)
    assert set(OTHERS) <= site.files


@pytest.mark.parametrize("show", ["example", "every kind"])
@each_theme
def test_every_graph_has_what_a_search_engine_asks_for(built: Build, show: str, theme: str):
    for file, _, graph in pages_about(built(show, theme)):
        assert (file, list(faults(graph))) == (file, [])


def test_graphs_of_real_episodes_lack_only_what_nobody_said(built: Build):
    graphs = list(pages_about(built("corpus")))
    assert len(graphs) > 51
    assert {fault for _, _, graph in graphs for fault in faults(graph)} <= NOT_KNOWN


@pytest.mark.parametrize("show", ["example", "corpus", "every kind"])
def test_a_json_ld_processor_finds_everything_again(built: Build, show: str):
    for file, _, graph in pages_about(built(show)):
        assert (file, types_expanded(graph)) == (file, types(graph))


@pytest.mark.parametrize("show", ["example", "corpus", "every kind"])
def test_all_names_of_one_thing_say_the_same_of_it(built: Build, show: str):
    said: dict[str, dict[str, set[str]]] = {}
    for _, _, graph in pages_about(built(show)):
        for node in nodes(graph):
            for key in ("@type", "name", "url", "seasonNumber", "webFeed"):
                if "@id" in node and key in node:
                    said.setdefault(node["@id"], {}).setdefault(key, set()).add(str(node[key]))
    assert said
    assert [
        (name, keys) for name, keys in said.items() if any(len(v) > 1 for v in keys.values())
    ] == []


@pytest.mark.parametrize("directories", [True, False], ids=["folders", "files"])
@each_theme
def test_an_address_is_the_same_to_everybody(built: Build, theme: str, directories: bool):
    site = built("every kind", theme, directories=directories)
    for file, page, graph in pages_about(site):
        (canonical,) = canonical_of(page)
        assert file_at(canonical, site) == file
        assert graph["@graph"][0]["url"] == canonical
        assert dict(said_in(page))["og:url"] == canonical


@each_theme
@pytest.mark.parametrize("show", ["example", "every kind"])
def test_nothing_is_said_twice(built: Build, show: str, theme: str):
    site = built(show, theme)
    pages = {file: site.text(file) for file in site.ending(".html") if file not in OF_THEMES}
    assert {file: twice(page) for file, page in pages.items() if twice(page)} == {}
    assert {file for file, page in pages.items() if len(canonical_of(page)) != 1} == set()


@each_theme
def test_previews_have_what_they_need(built: Build, theme: str):
    site = built("every kind", theme)
    for file in (*ABOUT, *OTHERS):
        said = of_previews(site.text(file))
        assert {"og:title", "og:type", "og:url", "og:image", "og:site_name"} <= set(said), file
        assert {"twitter:card", "twitter:title", "twitter:image"} <= set(said), file
        assert said["og:title"] == said["twitter:title"]


def test_every_theme_says_the_same(built: Build):
    heads = []
    for theme in THEMES:
        site = built("every kind", theme)
        pages = {file: site.text(file) for file in (*ABOUT, *OTHERS)}
        heads.append({f: (graphs_of(page), of_previews(page)) for f, page in pages.items()})
    assert heads[0] == heads[1] == heads[2]
