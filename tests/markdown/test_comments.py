"""A page can be read without the comments around its parts."""

from __future__ import annotations

from hypothesis import given
from markdown import markdown

from mkdocs_podcast.markdown import dialect
from mkdocs_podcast.markdown.dialect import SpokenLine, without_comments

from ..strategies import words
from .shown import soup


def test_comments_leave_one_blank_line():
    page = """\
<!-- podcast:masthead -->

<!-- podcast:facts -->
<ul><li>1</li></ul>
<!-- /podcast:facts -->

# Title

<!-- /podcast:masthead -->

<!-- podcast:topics {"a": "b"} -->
- Tides
<!-- /podcast:topics -->
<!-- podcast:notes -->

    code

<!-- /podcast:notes -->
"""
    assert without_comments(page) == "<ul><li>1</li></ul>\n\n# Title\n\n- Tides\n\n    code\n"


def test_comments_in_code_and_in_sentences_stay():
    page = "```\n<!-- podcast:notes -->\n\n\n```\n\nA <!-- podcast:notes --> here\n"
    assert without_comments(page) == page


def test_a_page_without_comments_is_unchanged():
    assert without_comments("\na\n\n\nb\n") == "a\n\n\nb\n"


@given(text=words)
def test_any_line_is_still_shown(text):
    page = dialect.write([SpokenLine("First.", "Ada"), SpokenLine(text)])
    paragraphs = soup(markdown(without_comments(page))).select("p")
    assert [paragraph.get_text() for paragraph in paragraphs] == ["Ada First.", text]
