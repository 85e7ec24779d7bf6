from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show.fields import (
    has_controls,
    is_page_name,
    is_unfinished,
    is_web_url,
    plain_text,
    quoted,
    tidy,
    without_controls,
)

from ..strategies import anything


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
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
    ("html", "limit", "text"),
    [
        ("", 100, ""),
        ("<p>The <b>moon</b>, <i>mostly</i>.</p><p>Also</p>", 100, "The moon, mostly. Also"),
        ("One<br>two<br/>three", 100, "One two three"),
        ("<ul class=x><li title=y>One</li><li>Two</li></ul>", 100, "One Two"),
        ("1 &lt; 2 &amp; 3", 100, "1 < 2 & 3"),
        ("<a href='x'>One</a>two", 100, "Onetwo"),
        ("1 < 2 & 3", 100, "1 < 2 & 3"),
        ("see <![here]", 100, "see <![here]"),
        ("<![CDATA[x]]> y", 100, "<![CDATA[x]]> y"),
        ("a&#27;b&#0;", 100, "ab\ufffd"),
        (f"&#{'9' * 5_000};", 100, "\ufffd"),
        (f"{'<b>' * 1_000}deep{'</b>' * 1_000}", 100, "deep"),
        ("<p>One two, three</p>", 14, "One two, three"),
        ("<p>One two, three</p>", 13, "One two…"),
        ("<p>One two, three</p>", 5, "One…"),
    ],
)
def test_html_is_reduced_to_its_words_and_cut_between_two(html, limit, text):
    assert plain_text(html, limit) == text


@given(st.lists(st.sampled_from(["<", "</", "<!", "<![", "<!--", "-->", "<?", "&#", "x", ">"])))
def test_any_markup_has_a_plain_text(pieces):
    text = plain_text("".join(pieces), 100)
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("rule", "accepted", "rejected"),
    [
        (is_page_name, ["a", "a b", "é" * 125, "a.b"],
         ["", ".a", "a/b", "a\\b", "a?", "a#", "a\x00", "é" * 126]),
        (is_unfinished,
         ["", " ", "TODO", "todo", "TODO...", "TBD", "tba", "???", "-", "…", "FIXME", "xxx"],
         ["https://a.example", "todo.example", "https://todo.example/"]),
        (is_web_url,
         ["https://a.example", "http://a.example:80/x?y#z", "HTTPS://a.example",
          "https://münchen.example/ü", "https://[::1]/", "https://a.example/ep b.mp3"],
         ["https://[x", "https:///x", "https:x", "//a.example", "a.example", "javascript:alert(1)",
          "data:text/html,x", "https://a b.example/", ""]),
    ],
)  # fmt: skip
def test_names_of_pages_placeholders_and_urls_are_recognized(rule, accepted, rejected):
    assert [text for text in (*accepted, *rejected) if rule(text)] == accepted
