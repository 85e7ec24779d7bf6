from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import mkdocs
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from mkdocs_podcast.formats import insert_head, page_head
from mkdocs_podcast.formats.previews import MAX_PREVIEW_DESCRIPTION
from mkdocs_podcast.show import Audio, Episode, Show
from mkdocs_podcast.site.outputs import Kind

from ..browser.reader import ARGUMENTS, browser_path
from ..fixtures import Sketch, quiet, site, sketch
from ..strategies import anything
from .shows import FLOW, HOSTILE, MESSAGES, SHOW, SITE, TIDES, plan, site_of, view

__all__ = ["quiet", "site", "sketch"]

PAGE = "<!doctype html>\n<html><head><title>T</title>{}</head><body>{}</body></html>"
FILES = 6
"""The number of files next to the page of TIDES that its head links to."""


def head(
    *episodes: Episode,
    kind: Kind = Kind.EPISODE,
    subject="",
    show: Show = SHOW,
    modules=(),
    **values,
) -> str:
    made = plan(*(episodes or (TIDES,)), show=show, **values)
    return page_head(show, site_of(made), MESSAGES, view(made, kind, subject), modules)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def metas(html: str) -> dict[str, str]:
    """Return the content of the meta elements by name."""
    tags = soup(html).select("meta[property], meta[name]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in tags}


def links(html: str) -> dict[str, str]:
    """Return where the links of a head lead, by media type or else by relation."""
    tags = soup(html).select("link")
    return {str(tag.get("type") or tag["rel"][0]): str(tag["href"]) for tag in tags}


def repeated(html: str) -> list[str]:
    """Return what a head says more than once although there can be only one."""
    tags = soup(html).select("head meta[property], head meta[name]")
    names = [str(tag.get("property") or tag["name"]) for tag in tags]
    names += ["canonical" for _ in soup(html).select("head link[rel=canonical]")]
    return [name for name, count in Counter(names).items() if count > 1 and name != "article:tag"]


def test_the_preview_of_an_episode_is_complete():
    assert metas(head()) == {
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


def test_unknown_values_are_omitted():
    bare = Episode(title="Tides", name="tides", file="a.yaml")
    shown = head(bare, show=Show(title="S"), site_url="", markdown=False)
    assert metas(shown) == {
        "og:type": "article",
        "og:title": "Tides",
        "og:site_name": "S",
        "twitter:card": "summary",
        "twitter:title": "Tides",
    }
    assert links(shown) == {}


def test_a_head_links_to_feeds_and_files():
    assert links(head()) == {
        "canonical": f"{SITE}podcast/tides/",
        "application/rss+xml": "../../feed.xml",
        "text/vtt": "../../podcast/tides/transcript.vtt",
        "application/x-subrip": "../../podcast/tides/transcript.srt",
        "application/json": "../../podcast/tides/transcript.json",
        "text/plain": "../../podcast/tides/transcript.txt",
        "application/json+chapters": "../../podcast/tides/chapters.json",
        "text/markdown": "../../podcast/tides/index.md",
    }
    without_url = links(head(site_url=""))
    assert without_url["text/vtt"] == "../../podcast/tides/transcript.vtt"
    assert "canonical" not in without_url


def test_a_head_preloads_modules():
    tag = '<link rel="modulepreload" href="../../assets/podcast/bar.js">'
    assert tag in head(modules=["assets/podcast/bar.js"]).split("\n")


@pytest.mark.parametrize(
    ("kind", "subject", "og_type", "title", "page"),
    [
        (Kind.ARCHIVE, "", "website", "Low Water", "podcast/"),
        (Kind.SEASON, "1", "website", "Season 1 – Low Water", "podcast/season-1/"),
        (Kind.PERSON, "ada", "profile", "Ada Marsh", "podcast/people/ada/"),
        (Kind.TOPIC, "ebb", "website", "ebb", "podcast/topics/ebb/"),
        (Kind.PEOPLE, "", "website", "People", "podcast/people/"),
    ],
)
def test_other_pages_have_previews_too(kind, subject, og_type, title, page):
    shown = head(TIDES, replace(FLOW, season=2), kind=kind, subject=subject)
    assert (metas(shown)["og:type"], metas(shown)["og:title"]) == (og_type, title)
    assert metas(shown)["og:url"] == links(shown)["canonical"] == f"{SITE}{page}"
    assert links(shown)["application/rss+xml"].endswith("updates.xml")


def test_a_preview_without_its_own_image_has_that_of_the_show():
    assert metas(head(replace(TIDES, image="")))["og:image"] == f"{SITE}images/show.png"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("de_AT", "de_AT"), ("en", None), ('"><', None)],
)
def test_a_language_is_a_locale_if_it_names_a_country(language, locale):
    shown = head(kind=Kind.ARCHIVE, show=replace(SHOW, language=language))
    assert metas(shown).get("og:locale") == locale


def test_previews_structured_data_and_links_can_be_turned_off():
    assert "ld+json" in head()
    assert "ld+json" not in head(structured_data=False)
    assert metas(head(previews=False)) == {}
    assert "rss" not in head(feed_mode="none", structured_data=False)
    files = {"captions": False, "chapters": False, "markdown": False}
    assert "alternate" not in head(feed_mode="none", **files)


def test_structured_data_is_a_block_of_data():
    (script,) = soup(head()).select("script")
    assert script["type"] == "application/ld+json"
    assert json.loads(script.string)["@graph"][0]["name"] == "Tides"


def test_long_descriptions_are_cut():
    shown = metas(head(replace(TIDES, summary="word " * 500)))
    for name in ("description", "og:description", "twitter:description"):
        assert len(shown[name]) <= MAX_PREVIEW_DESCRIPTION + 1
        assert shown[name].endswith("word…")


def test_all_urls_are_in_ascii():
    url = "https://bücher.example/ü b.mp3"
    odd = replace(TIDES, name="ö", audio=Audio(url=url))
    shown = head(odd, site_url="https://bücher.example/ä/", assets={(odd.file, url): url})
    assert metas(shown)["og:audio"] == "https://xn--bcher-kva.example/%C3%BC%20b.mp3"
    canonical = "https://xn--bcher-kva.example/%C3%A4/podcast/%C3%B6/"
    assert metas(shown)["og:url"] == links(shown)["canonical"] == canonical
    assert shown.isascii()


def test_all_feeds_are_linked_by_their_titles():
    shown = soup(head(TIDES, FLOW, subject=TIDES.file))
    found = shown.select("link[type='application/rss+xml']")
    assert [(link["title"], link["href"]) for link in found] == [
        ("Low Water", "../../feed.xml"),
        ("More episodes – Low Water", "../../updates.xml"),
    ]


def test_material_finds_a_sitemap_next_to_everything_that_is_only_alternate():
    shown = soup(head())
    assert len(shown.select("link[rel~=alternate]")) == 1 + FILES
    alone = shown.select("link[rel=alternate]")  # what Material's script selects
    assert [link["href"] for link in alone] == ["../../feed.xml"]


@given(anything)
def test_any_text_is_one_attribute_on_one_line(text):
    shown = head(replace(TIDES, title=f"x{text}"), structured_data=False)
    (line,) = (each for each in shown.split("\n") if "og:title" in each)
    assert len(line.splitlines()) == 1
    (tag,) = BeautifulSoup(line, "html.parser").contents
    assert list(tag.attrs) == ["property", "content"]
    printable = "".join(c if c.isprintable() or ord(c) > 0x9F else " " for c in f"x{text}")
    assert tag["content"].split() == printable.split()


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if text.strip("\x00\x1f\x7f")], ids=ascii
)
def test_hostile_text_is_text_in_every_tag(text):
    show = replace(SHOW, title=text, description=text)
    episode = replace(TIDES, title=text, summary=text, topics=(text,))
    page = insert_head(PAGE.format("", "<p>after</p>"), head(episode, show=show))
    read = soup(page)
    assert [tag.name for tag in read.body.find_all(True)] == ["p"]
    assert len(read.select("head script")) == 1
    expected = " ".join("".join(" " if ord(c) < 32 else c for c in text).split())
    assert " ".join(metas(page)["og:title"].split()) == expected
    assert len(read.select("head meta")) == len(metas(page)) == 19


# Inserting.

LINE = '<meta name="a" content="b">'


def test_lines_are_inserted_at_the_end_of_the_head():
    assert insert_head(PAGE.format("", "x"), LINE) == PAGE.format(f"{LINE}\n", "x")
    assert insert_head("<HEAD></HEAD>", LINE) == f"<HEAD>{LINE}\n</HEAD>"
    assert insert_head("<head></head\n>", LINE) == f"<head>{LINE}\n</head\n>"


@pytest.mark.parametrize(
    "page",
    [
        "", "<p>no head</p>", "<head><body></head>", "<head><!-- </head>", "<head><script></head>",
        "<head><meta content='</head>", "<head",
    ],
)  # fmt: skip
def test_a_page_whose_head_has_no_end_stays_as_it_is(page):
    assert insert_head(page, LINE) == page


@pytest.mark.parametrize(
    "inside",
    [
        "<!-- </head> -->", "<!--><!-- </head> -->", "<script>'</head>'</script>",
        "<SCRIPT>'</head>' </ script></SCRIPT >", "<script><!-- </head></script>",
        "<style>/* </head> */</style>", "<!-- <script> --><!-- </head> -->",
        '<meta content="</head>">', "<meta content='\"</head>'>",
        "<link title='>' href=\"</head>\">",
        '<script src="</head>">\n</head>\n</script>', "<header-of-mine></header-of-mine>",
        "<noscript><style></head></style></noscript>", "<meta content=\"it's </head>\">",
    ],
)  # fmt: skip
def test_what_only_looks_like_the_end_of_the_head_is_skipped(inside):
    html = PAGE.format(inside, "<p>it's</p>")
    assert insert_head(html, LINE) == html.replace("</head><body", f"{LINE}\n</head><body")


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
def test_what_a_page_says_already_is_not_said_again(own):
    page = insert_head(PAGE.format(own, ""), head())
    assert page.lower().count("og:title") == 1
    assert "twitter:title" not in page
    assert "twitter:image" in page


def test_a_link_of_the_page_is_not_repeated():
    own = f'<link rel="canonical" href="{SITE}x/"><link href="../../feed.xml" rel="alternate">'
    page = insert_head(PAGE.format(own, ""), head())
    assert page.count("canonical") == 1
    assert page.count('href="../../feed.xml"') == 1
    assert page.count('rel="alternate') == 1 + FILES


def test_a_module_that_the_page_preloads_is_not_preloaded_again():
    own = '<link rel="modulepreload" href="../../assets/podcast/bar.js">'
    page = insert_head(PAGE.format(own, ""), head(modules=["assets/podcast/bar.js"]))
    assert page.count("modulepreload") == 1


def test_what_belongs_to_a_tag_is_omitted_with_it():
    page = insert_head(PAGE.format('<meta property="og:audio" content="own.ogg">', ""), head())
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
    page = insert_head(PAGE.format(elsewhere, body), head())
    assert '<meta property="og:title" content="Tides">' in page
    assert '<meta name="description"' in page


class HeadParser(HTMLParser):
    """Finds the end of a head like a full HTML parser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.end: tuple[int, int] | None = None
        self.feed(html)
        self.close()

    def handle_endtag(self, tag: str) -> None:
        if tag == "head" and self.end is None:
            self.end = self.getpos()


PIECES = (
    "<!-- ", " -->", "<script>", "</script>", "<style>", "</style>", '<meta content="', '">', "'>",
    "<meta content='", "x", "</head >", "<link>", "'", '"', " ", "\n", "<script src='", "</", "<",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("</</head >")
def test_a_head_that_a_parser_reads_ends_where_it_says(inside):
    html = f"<head>{inside}</head>"
    position = insert_head(html, LINE).find(LINE)
    end = HeadParser(html).end
    if end and position >= 0:
        lines = html.split("\n")
        assert position == sum(len(line) + 1 for line in lines[: end[0] - 1]) + end[1]


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


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_page_of_any_theme_says_everything_once(site: Sketch, theme):
    page = site(SKETCH.format(theme, "")).text("podcast/tides/index.html")
    with_head = insert_head(page, head())
    read = soup(with_head)
    assert repeated(with_head) == []
    (canonical,) = read.select("head link[rel=canonical]")
    assert canonical["href"] == f"{SITE}podcast/tides/"
    assert len(read.select("head link[rel~=alternate]")) == 1 + FILES
    assert len(read.select("head script[type='application/ld+json']")) == 1
    assert metas(with_head)["og:title"] == "Tides"
    own = "The theme's own." if theme == "material" else "Why the sea comes."
    assert metas(with_head)["description"] == own
    assert str(read.body) == str(soup(page).body)


FONT = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts/lato-normal.woff"


def test_the_card_of_materials_social_plugin_is_the_only_one(sketch: Sketch):
    pytest.importorskip("cairosvg", reason="Cairo is not installed", exc_type=OSError)
    written = sketch(SKETCH.format("{name: material, font: {text: Lato}}", "social"))
    fonts = written.root / ".cache/plugin/social/fonts/Lato"  # so that none are downloaded
    fonts.mkdir(parents=True)
    for style in ("Regular", "Bold"):
        shutil.copy(FONT, fonts / f"{style}.ttf")
    page = written.build().text("podcast/tides/index.html")
    assert "assets/images/social" in metas(page)["og:image"]
    with_head = insert_head(page, head())
    assert repeated(with_head) == []
    assert metas(with_head).items() >= metas(page).items()
    assert metas(with_head)["og:audio"] == f"{SITE}audio/tides.mp3"


POLICY = "default-src 'self'; script-src 'self'"
LISTENER = (
    "document.addEventListener('securitypolicyviolation', e => console.log(e.violatedDirective))"
)


@pytest.mark.parametrize(
    ("more", "violations"), [("", []), ("<script>var ran</script>", ["script-src-elem"])]
)
def test_a_policy_against_inline_scripts_allows_structured_data(more, violations):
    page = insert_head(PAGE.format(more, ""), head())
    messages: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        tab = browser.new_page()
        tab.on("console", lambda message: messages.append(message.text))
        tab.add_init_script(LISTENER)
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        tab.route("**/*", lambda route: route.fulfill(body=page, headers=headers))
        tab.goto(SITE)
        graph = tab.locator("script[type='application/ld+json']").text_content()
        browser.close()
    assert json.loads(str(graph))["@graph"][0]["name"] == "Tides"
    assert [text for text in messages if "Executing inline script" not in text] == violations
