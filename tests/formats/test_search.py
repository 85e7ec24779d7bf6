from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.formats.search import WORDS_OF_PAGE, WORDS_OF_SECTION, WORDS_OF_SECTIONS, slim
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.show import Episode, Header, Line, Show

from ..strategies import transcripts


def page(*transcript: Header | Line, **values: object) -> str:
    episode = Episode(title="Tides", name="a", file="a.yaml", transcript=transcript, **values)
    text = PageWriter(Catalog.of(Show(title="S"), [episode], []), Site()).episode(episode)
    return markdown(text, extensions=["toc", "podcast"])


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(html: str) -> list[str]:
    """What is kept beside the headings, each on a line of its own."""
    found = soup(html)
    for heading in found.select("h1, h2, h3, h4, h5, h6"):
        heading.decompose()
    return [line for line in found.get_text().split("\n") if line]


def test_headings_and_first_words_are_kept():
    html = slim(
        page(
            Header("The moon"), Line("It pulls.", "Ada", 132), Line("It does.", "Grace", 133),
            Header("The sun"), Line("It shines.", "Ada", 140),
            intro="Why the sea comes.", topics=("ebb", "flow"),
        )
    )  # fmt: skip
    assert words(html) == ["Why the sea comes. ebb flow", "It pulls. It does.", "It shines."]
    assert [h["id"] for h in soup(html).select("h2, h3")] == ["transcript", "the-moon", "the-sun"]


def test_titles_names_times_and_lists_of_links_are_left_out():
    html = slim(page(Header("The moon"), Line("It pulls.", "Ada", 132), Line("Yes.", "Zoe")))
    assert not soup(html).select("h1")
    for word in ("Tides", "Ada", "Zoe", "2:12", "#</a>", "svg", "Sections"):
        assert word not in html


@pytest.mark.parametrize("letters", [10, 200, 2_000, 20_000])
def test_a_long_line_gives_its_first_words(letters):
    html = slim(page(Header("H"), Line("word " * (letters // 5), "Ada", 1)))
    (shown,) = words(html)
    assert shown.startswith("word ")
    assert len(shown) <= WORDS_OF_SECTION + 2


def test_a_stage_direction_is_words_too():
    (shown,) = words(slim(page(Header("H"), Line("[laughs] It [sighs] pulls.", "Ada", 1))))
    assert shown == "[laughs] It [sighs] pulls."


def test_a_page_without_headings_keeps_its_first_words():
    assert words(slim(f"<h1>T</h1><p>{'word ' * 500}</p>"))[0].startswith("word word")
    assert len(slim(f"<p>{'word ' * 500}</p>")) < WORDS_OF_PAGE + 20
    assert slim("") == ""


def test_nothing_of_an_entity_or_a_tag_is_left_at_a_cut():
    for many in range(100, 140):
        html = slim(
            page(Header("H"), Line(f"{'x' * many} & <b> & y & z & " + "w " * 200, "Ada", 1))
        )
        (shown,) = words(html)
        assert html.rpartition("</h3>")[2].count("&") == shown.count("&") + (
            shown.count("<") + shown.count(">")
        )


@given(transcript=transcripts, many=st.integers(1, 40))
def test_what_is_kept_is_bounded_whatever_the_transcript(transcript, many):
    html = slim(page(*transcript * many))
    headings = soup(html).select("h2, h3")
    kept = html
    for heading in headings:
        kept = kept.replace(str(heading), "", 1)
    shown = [len(text) for text in words(html)]
    assert sum(shown) <= WORDS_OF_PAGE + WORDS_OF_SECTIONS + WORDS_OF_SECTION + 3 * len(shown)
    headers = sum(isinstance(entry, Header) for entry in transcript) * many
    assert len([h for h in headings if h.name == "h3"]) == headers


def test_text_without_spaces_gives_its_first_words_too():
    (shown,) = words(slim(f"<h2>潮</h2><p>{'潮の満ち引き' * 60}</p>"))
    assert shown.startswith("潮の満ち引き")
    assert 60 < len(shown) <= WORDS_OF_SECTION + 2


def test_a_cut_between_two_characters_spares_references():
    for shift in range(8):
        text = slim(f"<h2>y</h2><p>{'x' * shift}{'&amp;' * 60}</p>").partition("</h2>\n")[2]
        assert text.endswith(" …")
        assert set(text.lstrip("x").removesuffix(" …").split("&amp;")) == {""}
