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
def test_safe_text_is_shown_as_it_is_in_markdown_html_and_attributes(text):
    safe_text = safe(text)
    for md in (PLAIN, AS_MKDOCS):
        for page in (
            f"# {safe_text}",
            safe_text,
            f"**{safe_text}**",
            f"[{safe_text}](x)",
            f"<!-- podcast:topics -->\n- {safe_text}\n<!-- /podcast:topics -->",
            f"<p title=\"{safe_text}\" lang='{safe_text}'>{safe_text}</p>",
        ):
            element = soup(md.reset().convert(page)).find(["h1", "p", "li"])
            assert element.get_text() == text
            assert {tag.name for tag in element.find_all()} <= {"strong", "a"}
            assert {element.get("title", text), element.get("lang", text)} == {text}


@given(text=anything)
def test_safe_text_is_one_line_without_tags(text):
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
def test_clean_html_has_only_what_a_paragraph_may_contain(intro):
    assert clean_html(intro) == INTROS[intro]


def test_clean_html_contains_no_markdown_links():
    html = clean_html("<p>![](x) [y](z)</p>")
    assert "](" not in html
    assert soup(html).text == "![](x) [y](z)"


def test_a_link_with_brackets_or_blank_lines_in_its_title_stays_a_link():
    html = clean_html('One <a title="a\n\n<p> b" href="x">two</a><br>\n<br>three')
    assert [p.get_text() for p in soup(html).select("p")] == ["One two", "three"]
    assert soup(html).a["href"] == "x"


@pytest.mark.parametrize("deep", ["<div>", "<b><!-- </b> -->", "<q><script></q></script>"])
def test_html_that_is_nested_too_deeply_is_reduced_to_its_text(deep):
    assert clean_html(f"{deep * 300}1 &lt; 2") == "<p>1 &lt; 2</p>"


@pytest.mark.parametrize("flat", ["<p>x", "<br>", "<b>x</b>", "<ul><li>x</ul>"])
def test_long_html_that_is_not_nested_stays_as_it_is(flat):
    assert clean_html(f"<b>1</b>{flat * 1000}<i>2</i>").count("<i>2</i>") == 1


def test_links_of_clean_html_can_be_resolved():
    html = clean_html('<a href="x">y</a><a href="javascript:z">z</a>', lambda url: f"/{url}")
    assert [a.get("href") for a in soup(html).select("a")] == ["/x", None]


@given(anything)
def test_any_html_becomes_one_clean_block(text):
    clean = clean_html(text)
    assert not clean or clean.startswith("<")
    assert "\n\n" not in clean
    assert "<!--" not in clean
    assert not soup(clean).find_all(["script", "iframe", "img", "style"])
    assert clean_html(clean) == clean


@given(text=anything)
def test_metadata_ends_no_attribute_and_starts_no_tag_in_a_theme(text):
    page = soup(f'<meta content="{for_themes(text)}"><i>{for_themes(text)}</i>')
    assert [tag.name for tag in page.find_all()] == ["meta", "i"]
    assert list(page.meta.attrs) == ["content"]


def test_metadata_contains_as_few_references_as_possible():
    assert for_themes("R&D: 2 > 1, it’s “so”") == "R&D: 2 > 1, it’s “so”"
    assert for_themes('&lt; <b> "') == "&amp;lt; &lt;b> &quot;"


def test_words_after_a_bracket_that_html_ignores_are_kept():
    assert "see &lt;![here] and there" in clean_html("see <![here] and there")
