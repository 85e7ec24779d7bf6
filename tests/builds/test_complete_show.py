"""A show with everything, in all themes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid5

import feedparser
import pytest
from lxml import etree

from mkdocs_podcast import web

from ..formats.feed_rules import find_all
from ..links import PublishedSite
from ..sites import Site
from .html_rules import content_faults
from .rules import FEEDS, THEME_PAGES, heads, site_faults
from .shows import THEMES, URL, complete_show

VARIANTS = {
    **{theme: (theme, True) for theme in THEMES},
    "material without folders": ("material", False),
}
ABOUT = {
    "sound": "PodcastEpisode",
    "video": "PodcastEpisode",
    "spotify": "PodcastEpisode",
    "elsewhere": "PodcastEpisode",
    "nothing": "PodcastEpisode",
    "autumn/tïdes 1": "PodcastEpisode",
    "index": "PodcastSeries",
    "season-1": "PodcastSeason",
    "season-2": "PodcastSeason",
    "people/ada": "Person",
    "people/mary": "Person",
}
"""The pages about one thing, and its type in structured data."""

LISTS = {
    "people/index", "topics/index", "topics/moon", "topics/sea", "topics/gravity", "search",
}  # fmt: skip
"""Pages about no single thing."""

NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of feeds' UUIDs in Podcasting 2.0."""

SIGNATURES = {"text/vtt": b"WEBVTT\n", "application/x-subrip": b"1\n00:"}
"""The first bytes of captions, by media type."""


@dataclass(frozen=True)
class Variant:
    """The show in a theme."""

    site: Site
    theme: str
    directories: bool

    @property
    def published(self) -> PublishedSite:
        """Its files, at its URL."""
        return self.site.published(URL)

    def path(self, page: str) -> str:
        """Return the file of a page of the show, by the name of its source."""
        is_index = page.endswith("index") or not self.directories
        return f"podcast/{page}.html" if is_index else f"podcast/{page}/index.html"

    def paths(self) -> set[str]:
        """Return the files of all known pages of the show."""
        return {self.path(page) for page in (*ABOUT, *LISTS)}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Variant]:
    root = complete_show(tmp_path_factory.mktemp("complete")).root

    @cache
    def build_variant(name: str) -> Variant:
        theme, directories = VARIANTS[name]
        site = Site(root, tmp_path_factory.mktemp("site"))
        options = {"theme": dict(THEMES[theme]), "use_directory_urls": directories}
        site.build(serve=True, site_dir=str(site.folder), **options)
        assert site.error == ""
        return Variant(site, theme, directories)

    return build_variant


@pytest.fixture(scope="module", params=VARIANTS)
def variant(build: Callable[[str], Variant], request: pytest.FixtureRequest) -> Variant:
    return build(request.param)


@pytest.fixture(scope="module")
def material(build: Callable[[str], Variant]) -> Variant:
    return build("material")


def test_there_are_no_warnings_except_about_the_broken_file(variant: Variant):
    (warning,) = variant.site.warnings
    assert "docs/podcast/broken.yaml:1:8: " in warning


def test_the_site_breaks_no_rule(variant: Variant):
    assert list(site_faults(variant.published, variant.theme)) == []


def test_headings_are_in_order_and_links_have_words(variant: Variant):
    pages = {*variant.paths(), variant.path("broken")}
    found = {page: content_faults(variant.site.text(page), variant.theme) for page in pages}
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_all_kinds_of_pages_are_there(variant: Variant):
    moved = {"podcast/first.html", "2019/sound/index.html", "öld/index.html"}
    found = {file for file in variant.site.ending(".html") if file.startswith("podcast/")}
    assert found - moved == variant.paths() | {variant.path("broken")}
    assert moved <= variant.site.files


def test_the_sitemap_lists_every_page(variant: Variant):
    listed = etree.fromstring(variant.site.bytes("sitemap.xml")).findall(".//{*}loc")
    pages = set(variant.site.ending(".html"))
    moved = {file for file in pages if "data-to=" in variant.site.text(file)}
    assert len(moved) == 3
    assert {variant.published.file_at(loc.text) for loc in listed} == pages - moved - THEME_PAGES
    changed = {loc.text.removeprefix(URL): loc.getnext().text for loc in listed}
    assert changed[variant.path("sound").removesuffix("index.html")] == "2024-04-02"


def test_every_absolute_url_is_ascii(variant: Variant):
    for name in (*ABOUT, *LISTS):
        page = variant.site.page(variant.path(name))
        for tag in page.select(".podcast-notes a, [href*='/edit/']"):
            tag.extract()  # authors and MkDocs write these
        values = [str(v) for tag in page.select("*") for v in tag.attrs.values()]
        graphs = [block.text for block in page.select("script[type='application/ld+json']")]
        urls = [v for v in values if "://" in v] + re.findall(r'"(\w+://[^"]*)"', "".join(graphs))
        assert [url for url in urls if not is_encoded(url)] == []
    assert f"<loc>{URL}podcast/autumn/t%C3%AFdes%201" in variant.site.text("sitemap.xml")
    for name in FEEDS:
        feed = etree.fromstring(variant.site.bytes(name))
        values = [v for e in feed.iter() for v in (e.text or "", *e.attrib.values())]
        assert [v for v in values if "://" in v and "<" not in v and not is_encoded(v)] == []


def is_encoded(url: str) -> bool:
    return url.isascii() and " " not in url


def test_a_page_has_one_graph_that_starts_with_its_subject(variant: Variant):
    found = heads(variant.published)
    graphs = {file: head.graphs for file, head in found.items() if head.graphs}
    subjects = {file: graph["@graph"][0]["@type"] for file, (graph,) in graphs.items()}
    assert subjects == {variant.path(page): kind for page, kind in ABOUT.items()}
    for file, (graph,) in graphs.items():
        (canonical,) = found[file].canonical
        assert variant.published.file_at(canonical) == file
        assert graph["@graph"][0]["url"] == canonical == found[file].preview["og:url"]


def test_previews_are_complete(variant: Variant):
    found = heads(variant.published)
    for file in variant.paths():
        preview = found[file].preview
        assert {"og:title", "og:type", "og:url", "og:image", "og:site_name"} <= set(preview), file
        assert {"twitter:card", "twitter:title", "twitter:image"} <= set(preview), file
        assert preview["og:title"] == preview["twitter:title"]


def test_heads_are_the_same_in_all_themes(build: Callable[[str], Variant]):
    variants = [build(theme) for theme in THEMES]
    found = [heads(variant.published) for variant in variants]
    for file in variants[0].paths():
        first, *others = [(pages[file].graphs, pages[file].preview) for pages in found]
        assert others == [first] * len(others)


def test_edit_links_lead_to_the_episode_file(variant: Variant):
    page = variant.site.page(variant.path("people/ada"))
    assert "edit/main/docs/people/ada.md" in " ".join(
        str(a["href"]) for a in page.select("a[href]")
    )
    page = variant.site.page(variant.path("sound"))
    edit = "https://github.com/low/water/edit/main/docs/podcast/sound.yaml"
    assert edit in {str(a["href"]) for a in page.select("a[href]")}


def test_our_style_and_script_come_before_those_of_the_site(variant: Variant):
    for file in ("index.html", variant.path("sound")):
        page = variant.site.page(file)
        styles = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
        ours = [
            urljoin(f"/{file}", style)
            for style in styles
            if style.endswith(("podcast.css", "own.css"))
        ]
        assert ours == ["/assets/podcast/podcast.css", "/own.css"]
        scripts = [(str(tag["src"]), tag.get("type")) for tag in page.select("script[src]")]
        ours = [
            (urljoin(f"/{file}", src), kind)
            for src, kind in scripts
            if re.search(r"\b(podcast|own)\.js$", src)
        ]
        assert ours == [("/assets/podcast/podcast.js", "module"), ("/own.js", None)]


def test_all_scripts_and_style_sheets_are_published_without_comments(material: Variant):
    names = {f"assets/podcast/{name}" for name in {*web.scripts(), *web.STYLES, "settings.js"}}
    found = {file for file in material.site.files if file.startswith("assets/podcast/")}
    assert {file for file in found if "/pagefind/" not in file} == names
    for name in names - {"assets/podcast/settings.js"}:
        text = material.site.text(name)
        assert "/*" not in text
        assert "//" not in re.sub('"https?:[^"]*"|`https:[^`]*`', "", text)


def test_only_pages_of_episodes_preload_modules(variant: Variant):
    def preloaded(file: str) -> set[str]:
        links = variant.site.page(file).select("head link[rel=modulepreload]")
        return {urljoin(f"/{file}", str(link["href"]))[1:] for link in links}

    found = preloaded(variant.path("sound"))
    assert {"assets/podcast/episode.js", "assets/podcast/settings.js"} <= found
    assert found <= variant.site.files
    assert "assets/podcast/players/youtube.js" not in found
    assert preloaded("index.html") == preloaded(variant.path("index")) == set()


def read_feed(variant: Variant, name: str) -> Any:
    return feedparser.parse(variant.site.bytes(name))


def test_a_feed_reader_accepts_the_feeds_and_can_tell_them_apart(variant: Variant):
    podcast, updates = (read_feed(variant, name) for name in FEEDS)
    for feed in (podcast, updates):
        assert not feed.bozo
        assert feed.version == "rss20"
    assert podcast.feed.title == "Low Water"
    assert updates.feed.title == updates.feed.image.title == "More episodes – Low Water"
    assert podcast.feed.language == "en-GB"


def test_every_episode_is_in_one_feed(variant: Variant):
    entries = [entry for name in FEEDS for entry in read_feed(variant, name).entries]
    found = sorted(variant.published.file_at(entry.link) for entry in entries)
    pages = [variant.path(page) for page, kind in ABOUT.items() if kind == "PodcastEpisode"]
    assert found == sorted(pages)


def test_guids_do_not_depend_on_the_form_of_urls(variant: Variant):
    feed = uuid5(NAMESPACE, f"{URL.removeprefix('https://')}feed.xml")
    guids = {entry.id for entry in read_feed(variant, "feed.xml").entries}
    assert guids == {str(uuid5(feed, name)) for name in ("sound", "elsewhere")}


def test_files_have_the_length_and_type_that_the_feed_states(material: Variant):
    site = material.published
    rss = etree.fromstring(site.bytes("feed.xml"))
    (enclosure,) = [
        e for e in find_all(rss, "channel/item/enclosure") if e.get("url").startswith(URL)
    ]
    recording = site.bytes(site.file_at(enclosure.get("url")))
    assert (int(enclosure.get("length")), enclosure.get("type")) == (len(recording), "audio/mpeg")
    files = [
        e
        for tag in ("transcript", "chapters")
        for e in find_all(rss, f"channel/item/podcast:{tag}")
    ]
    assert len(files) >= 4
    for element in files:
        content = site.bytes(site.file_at(element.get("url")))
        assert content.startswith(SIGNATURES.get(element.get("type"), b""))
        if "json" in element.get("type"):
            assert json.loads(content)["version"]


def test_the_built_in_search_finds_an_episode_and_its_sections(variant: Variant):
    index = variant.site.search_index()
    location = "podcast/sound/" if variant.directories else "podcast/sound.html"
    page = index[location]
    assert page["title"] == "Sound & &lt;waves>"
    for words in ("Mary Somerville Ada Byron", "Twice a day", "A look at the sea.", "sea moon"):
        assert words in page["text"]
    assert index[f"{location}#the-moon"]["title"] == "The moon"
    assert "It pulls [laughs]" in index[f"{location}#the-moon"]["text"]
    assert "Of the sea" in index[f"{location}#of-the-sea"]["title"]
    assert not [entry for entry in index.values() if "#" in entry["text"]], "no permalinks"
