from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_podcast.formats import IndexedPage, describe_reduction, limit_index
from mkdocs_podcast.formats.search_limits import MAX_PAGE_SIZE, Detail

from ..strategies import words

CONTENT = """\
Ada &amp; Eve
<h2 id="transcript">Transcript</h2>
<h3 id="the-moon">The moon &lt;3</h3>
It pulls.
<h3 id="the-sun">The sun</h3>
It shines."""
PAGE = IndexedPage("podcast/tides/", "Tides", CONTENT)
LESS = {
    Detail.WORDS: CONTENT,
    Detail.HEADINGS: 'Ada &amp; Eve\n<h2 id="transcript">Transcript</h2>\n'
    '<h3 id="the-moon">The moon &lt;3</h3>\n<h3 id="the-sun">The sun</h3>',
    Detail.SUBJECT: "Ada &amp; Eve",
    Detail.TITLE: "Tides",
}  # fmt: skip


class Page:
    """A page of MkDocs, as its search reads it."""

    def __init__(self, page: IndexedPage) -> None:
        soup = BeautifulSoup(page.content, "html.parser")
        anchors = [AnchorLink(h.get_text(), h["id"], 2) for h in soup.select("h2, h3")]
        self.content, self.url, self.title = page.content, page.url, page.title
        self.toc = TableOfContents(anchors)


def stored(page: IndexedPage) -> int:
    """Return the bytes that MkDocs stores of a page."""
    index = SearchIndex(indexing="full", prebuild_index=False)
    index.add_entry_from_context(Page(page))
    return len(json.dumps(index._entries, sort_keys=True, separators=(",", ":"))) - 1


def content_of(sections: list[tuple[str, str]]) -> str:
    lines = ["Intro"]
    for number, (title, text) in enumerate(sections):
        lines += [f'<h3 id="a{number}">{" ".join(title.split())}</h3>', text]
    return "\n".join(filter(None, lines))


plain = words.map(lambda text: "".join(each for each in text if each not in "<>&\xa0"))
contents = st.lists(st.tuples(plain, plain), max_size=9).map(content_of)


@given(contents)
def test_the_size_of_a_page_is_what_mkdocs_stores(content):
    for page in (PAGE, replace(PAGE, content=content, title="Ebb “и” flow"), replace(PAGE, url="")):
        assert 0 <= page.size - stored(page) <= 4 * len(page.entries)


@given(contents, st.integers(1, 60), st.integers(100, 20_000))
def test_the_words_of_a_page_are_shortened_to_a_size(content, times, limit):
    page = replace(PAGE, content=content.replace("\n<", f"{' said' * times}\n<"))
    shortened = page.shortened(limit)
    headings = page.with_detail(Detail.HEADINGS)
    assert shortened.size <= max(limit, headings.size)
    assert [each.heading for each in shortened.entries] == [each.heading for each in page.entries]
    if page.size <= limit:
        assert shortened == page


@pytest.mark.parametrize(("detail", "content"), LESS.items())
def test_a_page_is_found_by_less(detail, content):
    assert PAGE.with_detail(detail).content == content
    empty = replace(PAGE, content="")
    assert empty.with_detail(detail) == empty


def test_words_are_dropped_before_headings_and_of_the_last_pages_first():
    pages = {name: replace(PAGE, url=name) for name in "abc"}
    found = []
    for limit in range(sum(page.size for page in pages.values()), 0, -1):
        index = limit_index(pages, limit)
        levels = "".join(
            next(d.value[0] for d, text in LESS.items() if text == index.contents[name])
            for name in pages
        )
        if levels not in found:
            found.append(levels)
        assert index.size <= limit or levels == "ttt"
    assert found == ["www", "wwh", "whh", "hhh", "hhs", "hss", "sss", "sst", "stt", "ttt"]
    assert limit_index(pages, 0).contents == dict.fromkeys(pages, CONTENT)


def test_a_page_has_at_most_a_promised_size():
    long = replace(PAGE, content=CONTENT.replace("It pulls.", "潮の満ち引き " * 900))
    assert long.size > MAX_PAGE_SIZE
    (content,) = limit_index({"a": long}, 0).contents.values()
    assert 0.9 * MAX_PAGE_SIZE < replace(long, content=content).size <= MAX_PAGE_SIZE


def test_a_reduced_index_is_described():
    pages = {name: replace(PAGE, url=name) for name in "abc"}
    full = limit_index(pages, 0)
    assert describe_reduction(full, 0) == ""
    text = describe_reduction(limit_index(pages, full.size - 1), full.size - 1)
    assert "of 3 pages, 1 by headings without the words below them. Use “search: pagefind”" in text
    assert "is larger nevertheless" in describe_reduction(limit_index(pages, 1), 1)


def test_material_stores_text_once_and_tags_with_each_section():
    page = replace(PAGE, copies=1)
    assert page.size < PAGE.size
    assert replace(page, tags=("sea",)).size - page.size == len(',"tags":["sea"]') * 4
