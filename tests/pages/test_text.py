from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from markdown import Markdown as Converter

from mkdocs_podcast.pages.text import clean_html, for_themes, safe

from ..strategies import anything, words

PLAIN = Converter()
AS_MKDOCS = Converter(extensions=["toc", "tables", "fenced_code", "attr_list", "podcast"])


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@given(text=words)
@example(text="C#")
@example(text="##")
@example(text="22. Are we")
def test_safe_text_shows_exactly_in_markdown(text):
    for md in (PLAIN, AS_MKDOCS):
        for page in (
            f"# {safe(text)}",
            f"{safe(text)}",
            f"a **{safe(text)}** b",
            f"[{safe(text)}](x)",
        ):
            element = soup(md.reset().convert(page)).find(["h1", "p"])
            shown = element.get_text()
            assert shown in {text, f"a {text} b"}
            assert {tag.name for tag in element.find_all()} <= {"strong", "a"}


@given(text=words)
def test_safe_text_shows_exactly_in_a_list(text):
    page = f"<!-- podcast:topics -->\n- {safe(text)}\n- [{safe(text)}](x)\n<!-- /podcast:topics -->"
    for md in (PLAIN, AS_MKDOCS):
        items = soup(md.reset().convert(page)).select("li")
        assert [item.get_text() for item in items] == [text] * 2


@given(text=words)
def test_safe_text_shows_exactly_in_html_and_in_attributes(text):
    page = f"<p title=\"{safe(text)}\" lang='{safe(text)}'>{safe(text)}</p>"
    for md in (PLAIN, AS_MKDOCS):
        (element,) = soup(md.reset().convert(page)).find_all()
        assert (element["title"], element["lang"], element.get_text()) == (text, text, text)


@given(text=anything)
def test_safe_text_of_many_lines_is_one(text):
    assert "\n" not in safe(text)
    assert "<" not in safe(text)


INTROS = {
    "": "",
    "  ": "",
    "<script>alert(1)</script>": "",
    "Words.": "<p>Words.</p>",
    "One<br><br>Two<br/>three": "<p>One</p>\n<p>Two<br>three</p>",
    "One <br> <br/>\n<br>Two": "<p>One</p>\n<p>Two</p>",
    "One\n\n\nTwo": "<p>One</p>\n<p>Two</p>",
    "<p>One</p>\n\n<p>Two</p>": "<p>One</p>\n<p>Two</p>",
    "One <p>Two</p> three": "<p>One</p>\n<p>Two</p> three",
    '<p onclick="x()" style="y" class="z">One</p>': "<p>One</p>",
    '<a href="javascript:x()">One</a>': '<p><a rel="noopener">One</a></p>',
    '<a href=" JaVaScRiPt:x()">One</a>': '<p><a rel="noopener">One</a></p>',
    '<a href="data:text/html,x">One</a>': '<p><a rel="noopener">One</a></p>',
    '<a href="https://a.example" onmouseover="x()">One</a>': (
        '<p><a href="https://a.example" rel="noopener">One</a></p>'
    ),
    "<img src=x onerror=x()>One<iframe src=x></iframe><svg onload=x()>": "<p>One</p>",
    "<h2>One</h2><table><tr><td>Two": "<p>OneTwo</p>",
    "One <!-- /podcast:intro --> two": "<p>One  two</p>",
    "<b>One": "<p><b>One</b></p>",
    "<b>One<br><br>two</b>": "<p><b>One</b></p>\n<p>two</p>",
    "<b>\n\n": "",
    "1 < 2 && 3": "<p>1 &lt; 2 &amp;&amp; 3</p>",
    "<ul>\n\n<li>One\n\n</ul>": "<ul>\n<li>One\n</li></ul>",
}


@pytest.mark.parametrize("intro", INTROS)
def test_of_html_is_kept_what_a_paragraph_may_have(intro):
    assert clean_html(intro) == INTROS[intro]


def test_html_has_no_link_of_markdown():
    html = clean_html("<p>![](x) [y](z)</p>")
    assert "](" not in html
    assert BeautifulSoup(html, "html.parser").text == "![](x) [y](z)"


@given(anything)
def test_html_is_clean_and_one_block_whatever_it_was(text):
    clean = clean_html(text)
    assert not clean or clean.startswith("<")
    assert "\n\n" not in clean
    assert "<!--" not in clean
    assert not soup(clean).find_all(["script", "iframe", "img", "style"])
    assert clean_html(clean) == clean


@given(text=anything)
def test_no_meta_data_ends_an_attribute_or_begins_a_tag_in_a_theme(text):
    page = soup(f'<meta content="{for_themes(text)}"><i>{for_themes(text)}</i>')
    assert [tag.name for tag in page.find_all()] == ["meta", "i"]
    assert list(page.meta.attrs) == ["content"]


def test_meta_data_has_references_only_where_it_must():
    assert for_themes("R&D: 2 > 1, it’s “so”") == "R&D: 2 > 1, it’s “so”"
    assert for_themes('&lt; <b> "') == "&amp;lt; &lt;b> &quot;"
