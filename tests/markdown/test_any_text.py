"""Text is data: the page shows exactly that text, with the extension and without it."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_podcast.markdown import dialect
from mkdocs_podcast.markdown.dialect import Heading, SpokenLine
from mkdocs_podcast.pages.text import safe
from mkdocs_podcast.show import format_timecode

from ..strategies import names, near_times, words
from .shown import headings_of, lines_of, names_of, soup

EVERYTHING = [
    "podcast", "toc", "attr_list", "md_in_html", "tables", "footnotes", "abbr", "def_list",
    "admonition", "smarty", "nl2br", "sane_lists", "wikilinks", "pymdownx.snippets",
    "pymdownx.superfences", "pymdownx.critic", "pymdownx.smartsymbols", "pymdownx.emoji",
    "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.betterem", "pymdownx.magiclink",
    "pymdownx.tasklist", "pymdownx.details", "pymdownx.tabbed", "pymdownx.highlight",
    "pymdownx.inlinehilite", "pymdownx.arithmatex", "pymdownx.keys", "pymdownx.escapeall",
    "pymdownx.blocks.admonition",
]  # fmt: skip
CONFIGS = {"toc": {"permalink": True}, "pymdownx.snippets": {"check_paths": False}}
MARKDOWNS = {
    "alone": Markdown(extensions=["podcast"]),
    "with everything": Markdown(extensions=EVERYTHING, extension_configs=CONFIGS),
}
PLAIN = {
    "bare": Markdown(),
    "as MkDocs has it": Markdown(extensions=["toc", "tables", "fenced_code", "attr_list"]),
}

ids = st.from_regex(r"[a-z0-9_.:-]{1,12}", fullmatch=True)
urls = words.map(dialect.escape_url)
spoken = st.builds(SpokenLine, words, st.just("") | names, near_times, st.just("") | urls).map(
    lambda line: line if line.start is not None else line._replace(url="")
)
blocks = st.lists(spoken | st.builds(Heading, words, ids), max_size=8)


def convert(md: Markdown, text: str) -> str:
    return md.reset().convert(text)


def shows(line: SpokenLine) -> str:
    time = "" if line.start is None else format_timecode(line.start)
    time = time if line.url or not time else f"({time})"
    return " ".join(filter(None, (line.speaker, time, line.text)))


HARD = [
    "22. Are we", "٣. foo", ": x", "+ x", "- x", "# x", "=", "---", "> x", "~~~", "n*n-1 _v3",
    "[^1]: x", "*[HTML]: x", "| a | b |", "(2:12) x", "[2:12](x) y", "**Ada** x", "\\", "\\* x",
    "&amp;", "C#", "<!-- x", "a\u2028b", "podcast-part-0-of-this-page",
    "podcast-html-0-of-this-page", "[TOC]", "$$", "??? x",
    '--8<-- "/etc/passwd"', "--8<--", ";--8<--", "{++a++}", "```", "![x](y){ .z }",
]  # fmt: skip


HARD_LINES = [
    SpokenLine(text, speaker, start)
    for speaker, start in product(["", "Ada"], [None, 132.5])
    for text in HARD
]


@pytest.mark.parametrize("md", MARKDOWNS.values(), ids=MARKDOWNS)
@given(blocks=blocks)
@example(blocks=HARD_LINES)
def test_the_extension_shows_any_text_exactly(md, blocks):
    html = convert(md, dialect.write(blocks))
    said = [block for block in blocks if isinstance(block, SpokenLine)]
    assert lines_of(html) == [line.text for line in said]
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert headings_of(html) == [heading.text for heading in headings]
    assert [h["id"] for h in soup(html).select("h3")] == [heading.id for heading in headings]
    assert names_of(html) == [line.speaker for line in said if line.speaker]


@pytest.mark.parametrize("md", PLAIN.values(), ids=PLAIN)
@given(lines=st.lists(spoken, min_size=1, max_size=6))
@example(lines=HARD_LINES)
def test_plain_markdown_shows_any_text_exactly(md, lines):
    html = convert(md, dialect.write(lines))
    shown = [p.get_text() for p in soup(html).select("p")]
    assert shown == [shows(line) for line in lines]
    assert [p.strong.get_text() if p.strong else "" for p in soup(html).select("p")] == [
        line.speaker for line in lines
    ]
    assert {tag.name for tag in soup(html).find_all()} <= {"p", "strong", "a"}


@given(headings=st.lists(st.builds(Heading, words, ids), min_size=1, max_size=4))
@example(headings=[Heading("A", "_0_"), Heading("B", "__init__-_x_")])
def test_plain_markdown_shows_any_heading_exactly(headings):
    html = convert(PLAIN["as MkDocs has it"], dialect.write(headings))
    assert headings_of(html) == [heading.text for heading in headings]
    assert [h["id"] for h in soup(html).select("h3")] == [heading.id for heading in headings]


@given(blocks=blocks)
@example(
    blocks=[SpokenLine("(2:12) x"), SpokenLine("[2:12](x) y", "A"), SpokenLine("**x** y", "", 1)]
)
def test_a_written_transcript_is_read_unchanged(blocks):
    lines = dialect.write(blocks).splitlines(keepends=True)[1:-1]
    read = list(dialect.read("".join(lines)))
    assert read == blocks
    assert [type(block) for block in read] == [type(block) for block in blocks]


@given(hosts=st.lists(names, max_size=3))
def test_the_comment_preserves_any_hosts(hosts):
    opening = dialect.opening("transcript", hosts=hosts)
    assert re.fullmatch(r"<!--[^<>\n]*-->", opening)
    assert "--" not in opening[4:-3]
    page = dialect.write(
        [SpokenLine("x", name) for name in dict.fromkeys([*hosts, "Nobody"])], hosts
    )
    html = soup(convert(MARKDOWNS["with everything"], page))
    roles = [(t["data-speaker"], t.get("data-role")) for t in html.select(".podcast-turn")]
    assert roles == [(n, "host" if n in hosts else None) for n in dict.fromkeys([*hosts, "Nobody"])]
    for md in PLAIN.values():
        assert not convert(md, f"{opening}\n").replace(opening, "").strip()


@given(url=words)
@example(url="https://a.example/?a=1&copy=2&amp;b=3")
@example(url="https://a.example/?a&#42;&#x2A")
def test_any_url_can_be_the_target_of_a_link(url):
    written = dialect.escape_url(url)
    assert re.fullmatch(r"[!-~]*", written)
    assert dialect.escape_url(written) == written
    for md in (*MARKDOWNS.values(), *PLAIN.values()):
        page = dialect.write([SpokenLine("x", "", 1, written)])
        link = soup(convert(md, page)).select_one("a:not(.podcast-anchor)")
        assert (link["href"], link.get_text()) == (written, "0:01")


@given(text=words)
def test_a_page_without_comments_shows_any_line_exactly(text):
    page = dialect.write([SpokenLine("First.", "Ada"), SpokenLine(text)])
    html = convert(PLAIN["bare"], dialect.without_comments(page))
    assert [paragraph.get_text() for paragraph in soup(html).select("p")] == ["Ada First.", text]


@given(text=words)
def test_lists_show_any_text_exactly(text):
    written = safe(text)
    page = f"<!-- podcast:topics -->\n- {written}\n- [{written}](x)\n<!-- /podcast:topics -->"
    for md in (*MARKDOWNS.values(), PLAIN["as MkDocs has it"]):
        items = soup(convert(md, page)).select("li")
        assert [item.get_text() for item in items] == [text] * 2
