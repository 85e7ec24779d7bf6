from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show.fields import (
    has_controls,
    is_page_name,
    is_unfinished,
    is_web_address,
    plain_text,
    quoted,
    tidy,
    without_controls,
)

from ..strategies import anything


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("", ""),
        ("as it is", "as it is"),
        ("  at  both\tends \n", "at both ends"),
        ("two\n\nlines", "two lines"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("no\u00a0break", "no\u00a0break"),
        ("\u00a0 \u2028at the ends\u3000", "at the ends"),
        ("\u202eright to left", "\u202eright to left"),
    ],
)
def test_text_is_put_on_one_line(text, tidied):
    assert tidy(text) == tidied


@given(anything)
def test_tidy_text_has_lost_nothing_but_spaces_and_control_characters(text):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert not re.search(r"[\x00-\x1f\x7f]|^\s|\s$|  ", tidied)
    assert re.sub(r"[\x00-\x1f\x7f\s]", "", text) == re.sub(r"\s", "", tidied)


@given(anything)
def test_text_without_control_characters_keeps_its_lines(text):
    assert has_controls(text) == (without_controls(text) != text)
    assert without_controls(text).count("\n") == text.count("\n")


def test_a_long_text_is_quoted_in_part():
    assert quoted("x" * 40) == f"“{'x' * 40}”"
    assert quoted("x" * 41) == f"“{'x' * 39}…”"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>The <b>moon</b>, <i>mostly</i>.</p><p>Also</p>", "The moon, mostly. Also"),
        ("One<br>two<br/>three", "One two three"),
        ("<ul class=x><li title=y>One</li><li>Two</li></ul>", "One Two"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<a href='x'>One</a>two", "Onetwo"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("see <![here]", "see"),
        ("<![CDATA[x]]> y", "y"),
        ("a&#27;b&#0;", "ab\ufffd"),
        (f"&#{'9' * 5_000};", "\ufffd"),
        (f"{'<b>' * 1_000}deep{'</b>' * 1_000}", "deep"),
    ],
)
def test_html_is_reduced_to_its_words(html, text):
    assert plain_text(html, 100) == text


@given(st.lists(st.sampled_from(["<", "</", "<!", "<![", "<!--", "-->", "<?", "&#", "x", ">"])))
def test_any_markup_has_a_plain_text(pieces):
    text = plain_text("".join(pieces), 100)
    assert text == " ".join(text.split())


@pytest.mark.parametrize("piece", ["<p ", "<", "&#", "<div>", "<![", "<!--", "<table>", "<a href="])
@pytest.mark.usefixtures("hang_guard")
def test_long_markup_is_no_problem(piece):
    assert len(plain_text(piece * 100_000, 200)) <= 200


@pytest.mark.parametrize(
    ("limit", "text"),
    [(100, "One two, three"), (14, "One two, three"), (13, "One two…"), (5, "One…")],
)
def test_words_are_cut_between_two(limit, text):
    assert plain_text("<p>One two, three</p>", limit) == text


@pytest.mark.parametrize("name", ["a", "a b", "é" * 125, "a.b"])
def test_a_page_can_have_a_name(name):
    assert is_page_name(name)


@pytest.mark.parametrize("name", ["", ".a", "a/b", "a\\b", "a?", "a#", "a\x00", "é" * 126])
def test_a_page_cannot_have_a_name_that_is_no_part_of_a_url(name):
    assert not is_page_name(name)


@pytest.mark.parametrize(
    "link", ["", " ", "TODO", "todo", "TODO...", "TBD", "tba", "???", "-", "…", "FIXME", "xxx"]
)
def test_a_placeholder_is_an_unfinished_link(link):
    assert is_unfinished(link)


@pytest.mark.parametrize("link", ["https://a.example", "todo.example", "https://todo.example/"])
def test_a_finished_link_is_not_a_placeholder(link):
    assert not is_unfinished(link)


@pytest.mark.parametrize(
    ("link", "is_safe"),
    [
        ("https://a.example", True),
        ("http://a.example:80/x?y#z", True),
        ("HTTPS://a.example", True),
        ("https://münchen.example/ü", True),
        ("https://[::1]/", True),
        ("https://[x", False),
        ("https:///x", False),
        ("https:x", False),
        ("//a.example", False),
        ("a.example", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.example/ep b.mp3", True),
        ("https://a b.example/", False),
        ("", False),
    ],
)
def test_only_http_urls_are_followed(link, is_safe):
    assert is_web_address(link) is is_safe
