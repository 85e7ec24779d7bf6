from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.model.fields import plain_text, tidy

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
def test_tidy_text_is_tidy_and_has_lost_nothing_but_space_and_controls(text):
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert not re.search(r"[\x00-\x1f\x7f]|^\s|\s$|  ", tidied)
    assert re.sub(r"[\x00-\x1f\x7f\s]", "", text) == re.sub(r"\s", "", tidied)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>The <b>moon</b>, <i>mostly</i>.</p><p>Also</p>", "The moon, mostly. Also"),
        ("One<br>two<br/>three", "One two three"),
        ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<a href='x'>One</a>two", "Onetwo"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("see <![here]", "see"),
        ("<![CDATA[x]]> y", "y"),
        ("<!x <? </ & &#; &#xfffffff; y", ""),
        ("a&#27;b&#0;", "ab\ufffd"),
        (f"&#{'9' * 5_000};", "\ufffd"),
        (f"{'<b>' * 201}deep{'</b>' * 201}", "deep"),
    ],
)
def test_of_html_the_words_are_left(html, text):
    assert plain_text(html, 100) == text


markup = st.lists(
    st.sampled_from(
        ["<", "</", "<!", "<![", "<!--", "-->", "<?", "&", "&#", "x", '"', ">", "]", " "]
    )
)


@given(markup.map("".join))
def test_any_markup_has_a_plain_text(html):
    assert plain_text(html, 100) == " ".join(plain_text(html, 100).split())


@pytest.mark.parametrize(
    ("limit", "text"),
    [(100, "One two, three"), (14, "One two, three"), (13, "One two…"), (5, "One…")],
)
def test_words_are_cut_between_two(limit, text):
    assert plain_text("<p>One two, three</p>", limit) == text
