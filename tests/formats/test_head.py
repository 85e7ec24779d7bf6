from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import mkdocs
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.formats.head import (
    LONGEST_DESCRIPTION,
    Tag,
    episode_head,
    index_head,
    into_head,
    page_head,
    person_head,
    season_head,
)
from mkdocs_podcast.formats.structured import Form, Published
from mkdocs_podcast.show import Episode, Show
from mkdocs_podcast.site.urls import Addresses

from ..browser.reader import ARGUMENTS, browser_path
from ..fixtures import Sketch, quiet, site, sketch
from ..strategies import anything
from .test_structured import (
    ADA,
    ADDRESSES,
    FORMS,
    HOSTILE,
    SHOW,
    SITE,
    TIDES,
    published,
)

__all__ = ["quiet", "site", "sketch"]

PAGE = "<!doctype html>\n<html><head><title>T</title>{}</head><body>{}</body></html>"


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def said(html: str) -> dict[str, str]:
    """What the tags of a head say, by what they are about."""
    tags = soup(html).select("meta[property], meta[name]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in tags}


def links(html: str) -> dict[str, str]:
    """Where the links of a head lead, by their type or else what they are."""
    tags = soup(html).select("link")
    return {str(tag.get("type") or tag["rel"][0]): str(tag["href"]) for tag in tags}


def twice(html: str) -> list[str]:
    """What a head says more than once though it is only one thing."""
    tags = soup(html).select("head meta[property], head meta[name]")
    names = [str(tag.get("property") or tag["name"]) for tag in tags]
    names += ["canonical" for _ in soup(html).select("head link[rel=canonical]")]
    return [name for name, count in Counter(names).items() if count > 1 and name != "article:tag"]


def test_a_preview_of_an_episode_says_what_is_known():
    assert said(episode_head(published(), TIDES, FORMS)) == {
        "description": "Why the sea comes.",
        "og:type": "article",
        "og:title": "Tides",
        "og:description": "Why the sea comes.",
        "og:url": f"{SITE}podcast/tides/",
        "og:image": f"{SITE}images/tides.png",
        "og:site_name": "Low Water",
        "og:locale": "en_GB",
        "og:audio": f"{SITE}audio/tides.mp3",
        "og:audio:type": "audio/mpeg",
        "og:video": "https://www.youtube.com/embed/TidesTides1",
        "og:video:type": "text/html",
        "article:published_time": "2024-03-31",
        "article:modified_time": "2024-04-02",
        "article:tag": "flow",
        "twitter:card": "summary_large_image",
        "twitter:title": "Tides",
        "twitter:description": "Why the sea comes.",
        "twitter:image": f"{SITE}images/tides.png",
    }


def test_nothing_is_said_that_is_not_known():
    bare = Episode(title="Tides", name="tides", file="a.yaml")
    site = Published(Catalog.of(Show(title="S"), [bare], []), Addresses())
    head = episode_head(site, bare)
    assert said(head) == {
        "og:type": "article",
        "og:title": "Tides",
        "og:site_name": "S",
        "twitter:card": "summary",
        "twitter:title": "Tides",
    }
    assert links(head) == {}


def test_forms_of_an_episode_are_linked_to_from_where_its_page_is():
    assert links(episode_head(published(), TIDES, FORMS)) == {
        "canonical": f"{SITE}podcast/tides/",
        "application/rss+xml": "../../feed.xml",
        "text/vtt": "../../podcast/tides/captions.vtt",
        "text/plain": "../../podcast/tides/transcript.txt",
        "text/markdown": "../../podcast/tides/index.md",
    }


def test_links_hold_without_an_address_of_the_site():
    head = episode_head(published(addresses=replace(ADDRESSES, base="")), TIDES, FORMS)
    assert links(head)["text/vtt"] == "../../podcast/tides/captions.vtt"
    assert "canonical" not in links(head)


def test_a_link_may_have_a_title():
    head = episode_head(published(), TIDES, [Form("a.vtt", "text/vtt", 'Captions "all"')])
    (link,) = soup(head).select("link[type='text/vtt']")
    assert link["title"] == 'Captions "all"'


@pytest.mark.parametrize(
    ("head", "kind", "page"),
    [
        (index_head(published()), "website", "podcast/"),
        (season_head(published(), 1), "website", "podcast/season-1/"),
        (person_head(published(), ADA), "profile", "podcast/people/ada/"),
        (page_head(published(), "podcast/topics/ebb/", "Ebb"), "website", "podcast/topics/ebb/"),
    ],
    ids=["index", "season", "person", "topic"],
)  # fmt: skip
def test_other_pages_have_previews_too(head, kind, page):
    assert said(head)["og:type"] == kind
    assert said(head)["og:url"] == links(head)["canonical"] == f"{SITE}{page}"
    assert links(head)["application/rss+xml"].endswith("feed.xml")


def test_a_preview_without_a_picture_of_its_own_has_the_shows():
    plain = replace(TIDES, image="")
    assert said(episode_head(published(plain), plain))["og:image"] == f"{SITE}images/show.png"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("de_AT", "de_AT"), ("en", None), ('"><', None)],
)
def test_a_language_is_a_locale_where_it_names_a_country(language, locale):
    site = published(show=replace(SHOW, language=language))
    assert said(index_head(site)).get("og:locale") == locale


def test_each_kind_of_what_is_said_can_be_left_out():
    whole = episode_head(published(), TIDES, FORMS)
    assert "ld+json" in whole
    assert "ld+json" not in episode_head(replace(published(), structured_data=False), TIDES, FORMS)
    assert said(episode_head(replace(published(), previews=False), TIDES, FORMS)) == {}
    assert "rss" not in episode_head(published(feed=""), TIDES, FORMS)
    assert "alternate" not in episode_head(published(feed=""), TIDES)


def test_the_graph_is_a_block_of_data():
    (script,) = soup(episode_head(published(), TIDES)).select("script")
    assert script["type"] == "application/ld+json"
    assert json.loads(script.string)["@graph"][0]["name"] == "Tides"


def test_long_descriptions_are_cut():
    long = replace(TIDES, summary="word " * 500)
    for name in ("description", "og:description", "twitter:description"):
        text = said(episode_head(published(long), long))[name]
        assert len(text) <= LONGEST_DESCRIPTION + 1
        assert text.endswith("word…")


@given(anything | st.text())
def test_any_text_is_one_attribute_on_one_line(text):
    written = str(Tag("meta", {"name": "a", "content": text, "last": "b"}))
    assert len(written.splitlines()) == 1
    (tag,) = BeautifulSoup(written, "html.parser").contents
    assert list(tag.attrs) == ["name", "content", "last"]
    controls = "".join(c if c.isprintable() or ord(c) > 0x9F else " " for c in text)
    assert tag["content"].split() == controls.split()


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_text_in_every_tag(text):
    show = replace(SHOW, title=text, description=text)
    episode = replace(TIDES, title=text, summary=text, topics=(text,))
    site = published(episode, show=show)
    form = Form("podcast/tides/captions.vtt", text, text)
    page = into_head(PAGE.format("", "<p>after</p>"), episode_head(site, episode, [form]))
    read = soup(page)
    assert [tag.name for tag in read.body.find_all(True)] == ["p"]
    assert len(read.select("head script")) == 1
    kept = " ".join("".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in text).split())
    title = " ".join(said(page)["og:title"].split())
    assert title == kept
    assert len(read.select("head meta")) == len(said(page)) == 19


def test_the_head_ends_with_what_is_put_into_it():
    page = into_head(PAGE.format("", "x"), '<meta name="a" content="b">')
    assert page == PAGE.format('<meta name="a" content="b">\n', "x")


@pytest.mark.parametrize(
    "page", ["", "<p>no head</p>", "<head><body></head>", "<head><!-- </head>"]
)
def test_a_page_without_the_end_of_a_head_is_left_alone(page):
    assert into_head(page, '<meta name="a" content="b">') == page


@pytest.mark.parametrize("inside", ["<!-- </head> -->", "<script>'</head>'</script>"])
def test_what_only_looks_like_the_end_of_the_head_is_none(inside):
    page = into_head(PAGE.format(inside, ""), '<meta name="a" content="b">')
    assert f'{inside}<meta name="a" content="b">\n</head>' in page


def test_a_head_may_be_shouted():
    written = into_head("<HEAD></HEAD>", '<meta name="a">')
    assert written == '<HEAD><meta name="a">\n</HEAD>'


@pytest.mark.parametrize(
    "own",
    [
        '<meta property="og:title" content="Own">',
        "<meta property='og:title' content='Own' />",
        "<meta content=Own property=og:title>",
        '<META PROPERTY="og:title" CONTENT="Own">',
        '<meta name="og:title" content="Own > all">',
    ],
)
def test_what_the_page_says_already_is_not_said_again(own):
    page = into_head(PAGE.format(own, ""), episode_head(published(), TIDES))
    assert page.lower().count("og:title") == 1
    assert "twitter:title" not in page
    assert "twitter:image" in page


def test_a_link_of_the_page_is_not_repeated():
    own = f'<link rel="canonical" href="{SITE}x/"><link href="../../feed.xml" rel="alternate">'
    page = into_head(PAGE.format(own, ""), episode_head(published(), TIDES, FORMS))
    assert page.count("canonical") == 1
    assert page.count('href="../../feed.xml"') == 1
    assert page.count('rel="alternate') == 1 + len(FORMS)


def test_all_feeds_are_linked_by_their_names():
    both = replace(published(), feeds={"feed.xml": "Low Water", "updates.xml": "More"})
    found = soup(episode_head(both, TIDES, FORMS)).select("link[type='application/rss+xml']")
    assert [(link["title"], link["href"]) for link in found] == [
        ("Low Water", "../../feed.xml"),
        ("More", "../../updates.xml"),
    ]


def test_material_looks_for_another_language_at_feeds_alone_which_have_a_sitemap_beside_them():
    head = soup(episode_head(published(), TIDES, FORMS))
    assert len(head.select("link[rel~=alternate]")) == 1 + len(FORMS)
    alone = head.select("link[rel=alternate]")  # what its script selects
    assert [link["href"] for link in alone] == ["../../feed.xml"]


def test_what_goes_with_a_tag_is_left_out_with_it():
    own = '<meta property="og:audio" content="own.ogg">'
    page = into_head(PAGE.format(own, ""), episode_head(published(), TIDES))
    assert "og:audio:type" not in page
    assert "og:video:type" in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<!-- <meta property="og:title" content="x"> -->',
        '<script>document.write(\'<meta property="og:title" content="x">\')</script>',
        '<title><meta property="og:title" content="x"></title>',
        '<meta charset="utf-8">',
    ],
)
def test_only_tags_of_the_head_count(elsewhere):
    body = '<meta property="og:title" content="x">'
    page = into_head(PAGE.format(elsewhere, body), episode_head(published(), TIDES))
    assert '<meta property="og:title" content="Tides">' in page
    assert '<meta name="description"' in page


SKETCH = """
    mkdocs.yml
      site_url: https://tides.example/
      theme: {}
      plugins: [{}]
    docs/podcast/tides.md
      ---
      description: The theme's own.
      ---
      # Tides
"""
THEMES = ("mkdocs", "readthedocs", "material")


@pytest.mark.parametrize("theme", THEMES)
def test_in_every_theme_a_page_says_everything_once(site: Sketch, theme):
    page = site(SKETCH.format(theme, "")).text("podcast/tides/index.html")
    with_head = into_head(page, episode_head(published(), TIDES, FORMS))
    read = soup(with_head)
    assert twice(with_head) == []
    (canonical,) = read.select("head link[rel=canonical]")
    assert canonical["href"] == f"{SITE}podcast/tides/"
    assert len(read.select("head link[rel~=alternate]")) == 1 + len(FORMS)
    assert len(read.select("head script[type='application/ld+json']")) == 1
    assert said(with_head)["og:title"] == "Tides"
    described = said(with_head)["description"]
    assert described == ("The theme's own." if theme == "material" else "Why the sea comes.")
    assert str(read.body) == str(soup(page).body)


FONT = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts/lato-normal.woff"


def test_a_card_of_materials_social_plugin_is_the_only_one(sketch: Sketch):
    pytest.importorskip("cairosvg", reason="Cairo is not installed", exc_type=OSError)
    written = sketch(SKETCH.format("{name: material, font: {text: Lato}}", "social"))
    fonts = written.root / ".cache/plugin/social/fonts/Lato"  # else it would be fetched
    fonts.mkdir(parents=True)
    for style in ("Regular", "Bold"):
        shutil.copy(FONT, fonts / f"{style}.ttf")
    page = written.build().text("podcast/tides/index.html")
    assert "assets/images/social" in said(page)["og:image"]
    with_head = into_head(page, episode_head(published(), TIDES, FORMS))
    assert twice(with_head) == []
    assert said(with_head).items() >= said(page).items()
    assert said(with_head)["og:audio"] == f"{SITE}audio/tides.mp3"


POLICY = "default-src 'self'; script-src 'self'"
WATCH = (
    "document.addEventListener('securitypolicyviolation', e => console.log(e.violatedDirective))"
)


@pytest.mark.parametrize(
    ("more", "violations"), [("", []), ("<script>var ran</script>", ["script-src-elem"])]
)
def test_a_policy_against_scripts_in_the_page_lets_the_graph_be(more, violations):
    page = into_head(PAGE.format(more, ""), episode_head(published(), TIDES, FORMS))
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        tab = browser.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.add_init_script(WATCH)
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        tab.route("**/*", lambda route: route.fulfill(body=page, headers=headers))
        tab.goto(SITE)
        graph = tab.locator("script[type='application/ld+json']").text_content()
        browser.close()
    assert json.loads(str(graph))["@graph"][0]["name"] == "Tides"
    assert [text for text in said if "Executing inline script" not in text] == violations
