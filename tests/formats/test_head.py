from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.formats import insert_head, page_head
from mkdocs_podcast.formats.previews import MAX_PREVIEW_DESCRIPTION
from mkdocs_podcast.show import Episode, Show
from mkdocs_podcast.site import Kind, ViewBuilder

from ..plans import COMPLETE_SHOW, FLOW, MESSAGES, SITE, TIDES, complete_plan, view
from .texts import any_text

GOLDEN = Path(__file__).parent / "golden"
PAGE = "<!doctype html>\n<html><head><title>T</title>{}</head><body>{}</body></html>"
LINE = '<meta name="a" content="b">'
MODULE = "assets/podcast/bar.js"


def head(
    *episodes: Episode,
    kind: Kind = Kind.EPISODE,
    subject="",
    show: Show = COMPLETE_SHOW,
    modules=(MODULE,),
    **values,
) -> str:
    made = complete_plan(*(episodes or (TIDES,)), show=show, **values)
    page = view(made, kind, subject)
    return page_head(show, ViewBuilder(made).site, MESSAGES, page, modules)


def metas(html: str) -> dict[str, str]:
    """Return the content of the meta elements by name."""
    tags = BeautifulSoup(html, "lxml").select("meta[property], meta[name]")
    return {str(tag.get("property") or tag["name"]): str(tag["content"]) for tag in tags}


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (Kind.EPISODE, TIDES.file),
        (Kind.ARCHIVE, ""),
        (Kind.SEASON, "1"),
        (Kind.PERSON, "ada"),
        (Kind.TOPIC, "ebb"),
        (Kind.PEOPLE, ""),
    ],
    ids=lambda value: getattr(value, "value", ""),
)
def test_heads_of_a_complete_show(golden, kind, subject):
    shown = head(TIDES, replace(FLOW, season=2), kind=kind, subject=subject, structured_data=False)
    golden(GOLDEN / f"{kind.value}.html", f"{shown}\n")


def test_unknown_values_are_omitted():
    bare = Episode(title="Tides", name="tides", file="a.yaml")
    shown = head(bare, show=Show(title="S"), site_url="", markdown=False, structured_data=False)
    assert metas(shown) == {
        "og:type": "article",
        "og:title": "Tides",
        "og:site_name": "S",
        "twitter:card": "summary",
        "twitter:title": "Tides",
    }
    assert "canonical" not in shown
    assert "alternate" not in shown


@pytest.mark.parametrize(
    ("language", "locale"),
    [("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("de_AT", "de_AT"), ("en", None), ('"><', None)],
)
def test_a_language_is_a_locale_if_it_names_a_country(language, locale):
    shown = head(kind=Kind.ARCHIVE, show=replace(COMPLETE_SHOW, language=language))
    assert metas(shown).get("og:locale") == locale


def test_previews_structured_data_and_links_can_be_turned_off():
    assert '<script type="application/ld+json">{"@context":' in head()
    assert "ld+json" not in head(structured_data=False)
    assert metas(head(previews=False)) == {}
    files = {"captions": False, "chapters": False, "markdown": False}
    assert "alternate" not in head(feed_mode="none", **files)


def test_long_descriptions_are_cut():
    shown = metas(head(replace(TIDES, summary="word " * 500)))
    for name in ("description", "og:description", "twitter:description"):
        assert len(shown[name]) <= MAX_PREVIEW_DESCRIPTION + 1
        assert shown[name].endswith("word…")


@any_text
def test_any_text_is_text_in_every_tag(text):
    show = replace(COMPLETE_SHOW, title=text, description=text)
    shown = head(replace(TIDES, title=text, summary=text, topics=(text,)), show=show)
    page = insert_head(PAGE.format("", "<p>after</p>"), shown)
    read = BeautifulSoup(page, "html.parser")
    assert [tag.name for tag in read.body.find_all(True)] == ["p"]
    assert len(read.select("head script")) == 1
    assert len(read.select("head meta")) == len(metas(page)) == len(metas(head()))
    tags = shown.partition("<script")[0]
    assert tags.splitlines() == tags.removesuffix("\n").split("\n")
    printable = "".join(c if ord(c) > 0x9F or c.isprintable() else " " for c in text)
    assert metas(page)["og:title"].split() == printable.split()


@pytest.mark.parametrize(
    "page",
    ["", "<p>", "<head><body></head>", "<head><!-- </head>", "<head><script></head>", "<head"],
)
def test_a_page_whose_head_has_no_end_stays_as_it_is(page):
    assert insert_head(page, LINE) == page


@pytest.mark.parametrize("end", ["</head>", "</HEAD>", "</head\n>"])
@pytest.mark.parametrize(
    "inside",
    [
        "", "<!-- </head> -->", "<!--><script>'--></head>'</script>", "<script>'</head>'</script>",
        "<SCRIPT>'</head>' </ script></SCRIPT >", "<script><!-- </head></script>",
        "<style>/* </head> */</style>", "<!-- <script> --><!-- </head> -->",
        '<meta content="</head>">', "<meta content='\"</head>'>",
        "<link title='>' href=\"</head>\">",
        '<script src="</head>">\n</head>\n</script>', "<header-of-mine></header-of-mine>",
        "<noscript><style></head></style></noscript>", "<meta content=\"it's </head>\">",
    ],
)  # fmt: skip
def test_lines_are_inserted_at_the_end_of_the_head(inside, end):
    html = PAGE.replace("</head>", end).format(inside, "<p>it's</p></head>")
    assert insert_head(html, LINE) == html.replace(f"{end}<body", f"{LINE}\n{end}<body")


PIECES = (
    "<!-- ", " -->", "<script>", "</script>", "<style>", "</style>", '<meta content="', '">', "'>",
    "<meta content='", "x", "</head >", "<link>", "'", '"', " ", "\n", "<script src='", "</", "<",
)  # fmt: skip


class HeadParser(HTMLParser):
    """Finds the end of a head like a full HTML parser."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.end: tuple[int, int] | None = None
        self.feed(html)
        self.has_unclosed_tag = bool(self.rawdata)
        self.close()

    def handle_endtag(self, tag: str) -> None:
        if tag == "head" and self.end is None:
            self.end = self.getpos()


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("</</head >")
@example('<meta content="<meta content=""></head >">')
def test_a_head_that_a_parser_reads_ends_where_it_says(inside):
    html = f"<head>{inside}</head>"
    position = insert_head(html, LINE).find(LINE)
    parser = HeadParser(html)
    end = parser.end
    if end and position >= 0 and not parser.has_unclosed_tag:  # parsers differ there
        lines = html.split("\n")
        assert position == sum(len(line) + 1 for line in lines[: end[0] - 1]) + end[1]


@pytest.mark.parametrize(
    ("own", "omitted"),
    [
        ('<meta property="og:title" content="Own">', {"og:title", "twitter:title"}),
        ("<meta property='og:title' content='Own' />", {"og:title", "twitter:title"}),
        ("<meta content=Own property=og:title>", {"og:title", "twitter:title"}),
        ('<META PROPERTY="og:title" CONTENT="Own">', {"og:title", "twitter:title"}),
        ('<meta name="og:title" content="Own > all">', {"og:title", "twitter:title"}),
        ('<meta property="og:audio" content="own.ogg">', {"og:audio", "og:audio:type"}),
        (f'<link rel="canonical" href="{SITE}x/">', {"canonical"}),
        ('<link href="../../feed.xml" rel="alternate">', {"../../feed.xml"}),
        (f'<link rel="modulepreload" href="../../{MODULE}">', {f"../../{MODULE}"}),
        ('<!-- <meta property="og:title" content="x"> -->', set()),
        ('<script>"<meta property="og:title" content="x">"</script>', set()),
        ('<title><meta property="og:title" content="x"></title>', set()),
        ('<meta charset="utf-8">', set()),
    ],
)
def test_only_what_the_head_does_not_contain_is_inserted(own, omitted):
    body = '<meta property="og:title" content="x">'
    lines = head().split("\n")
    page = insert_head(PAGE.format(own, body), "\n".join(lines))
    inserted = page.partition(own)[2].partition("</head>")[0].strip().split("\n")
    assert inserted == [line for line in lines if not any(f'"{name}"' in line for name in omitted)]
