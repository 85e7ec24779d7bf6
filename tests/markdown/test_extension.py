from __future__ import annotations

import pytest
from markdown import Markdown, markdown

from mkdocs_podcast.markdown import anchors_in, dialect, html_of_part
from mkdocs_podcast.markdown.dialect import Heading, SpokenLine

from .shown import headings_of, lines_of, soup

PAGE = dialect.write([Heading("H", "h"), SpokenLine("x", "Ada", 1)], ["Ada"])


def convert(text: str, *extensions: str, **configs: object) -> str:
    return markdown(text, extensions=["podcast", *extensions], extension_configs=configs)


def test_a_second_transcript_continues_the_anchors_which_are_found_in_finished_html():
    html = convert(f"# T\n\n{PAGE}\n\n{PAGE}")
    assert [line["id"] for line in soup(html).select(".podcast-line")] == ["t-1", "t-1-2"]
    assert anchors_in(html) == {"t-1", "t-1-2"}
    assert anchors_in("<p id='t-1'>x</p>") == set()


NOTES = "# T\n\n<!-- podcast:notes -->\n\n{}\n\n<!-- /podcast:notes -->\n\n*after*"


@pytest.mark.parametrize(
    "notes",
    ["A *note*", "- a\n\n- b", "<div>a</div>", "`</div>`", "x\n\n## H",
     "```\n<div class='x'>\n</div>\n<!-- /podcast:notes -->\n```\n\nend"],
)  # fmt: skip
def test_the_html_of_a_part_is_found_in_finished_html(notes):
    html = convert(NOTES.format(notes), "fenced_code")
    assert html_of_part(html, "notes") == convert(notes, "fenced_code")


@pytest.mark.parametrize("text", ["", "notes", PAGE, NOTES.format("x").replace("/podcast", "x")])
def test_a_page_without_a_part_has_no_html_of_it(text):
    assert html_of_part(convert(text), "notes") == ""


DETAILS = "<!-- podcast:details -->\n<ul></ul>\n<!-- /podcast:details -->"
HEAD = f"<!-- podcast:masthead -->\n\n{DETAILS}\n\n# T"
TOPICS = '<!-- podcast:topics {"a": "b"} -->\n- Tides\n<!-- /podcast:topics -->\n'
CODE = "```\n<!-- podcast:notes -->\n\n\n```\n\nA <!-- podcast:notes --> here\n"


@pytest.mark.parametrize(
    ("page", "without"),
    [
        (f"{HEAD}\n\n<!-- /podcast:masthead -->\n", "<ul></ul>\n\n# T\n"),
        (f"{TOPICS}<!-- podcast:notes -->\n\n    code\n", "- Tides\n\n    code\n"),
        (CODE, CODE),
        ("a\n\n\nb\n", "a\n\n\nb\n"),
    ],
)
def test_the_comments_around_parts_can_be_removed(page, without):
    assert dialect.without_comments(page) == without


def test_pages_of_one_converter_do_not_affect_each_other():
    md = Markdown(extensions=["podcast", "toc"])
    first = md.reset().convert(PAGE)
    assert md.reset().convert("podcast-part-0-of-this-page") == "<p>podcast-part-0-of-this-page</p>"
    assert md.reset().convert("podcast-html-0-of-this-page") == "<p>podcast-html-0-of-this-page</p>"
    assert md.reset().convert(PAGE) == first
    assert md.convert(PAGE) == first  # without a reset too


def test_the_label_of_links_to_lines_is_an_option():
    html = convert(PAGE, podcast={"line_link": 'Link zu "dieser" Zeile'})
    assert soup(html).select_one(".podcast-anchor")["aria-label"] == 'Link zu "dieser" Zeile'


def test_the_extension_can_be_named_by_its_module():
    assert markdown(PAGE, extensions=["mkdocs_podcast.markdown"]) == convert(PAGE)


def test_headings_are_in_the_table_of_contents_and_have_permalinks():
    md = Markdown(extensions=["podcast", "toc"], extension_configs={"toc": {"permalink": True}})
    html = md.convert(f"# T\n\n## Transcript\n\n{dialect.write([Heading('A & B {x}', 'a')])}")
    (title,) = md.toc_tokens
    heading = title["children"][0]["children"][0]
    assert (heading["id"], heading["name"]) == ("a", "A &amp; B {x}")
    assert soup(html).select_one("h3 .headerlink")["href"] == "#a"
    assert headings_of(html) == ["A & B {x}"]


def test_a_heading_without_an_id_gets_one_from_the_table_of_contents():
    html = convert(dialect.write([Heading("Ebb & flow"), Heading("Ebb & flow")]), "toc")
    assert [h["id"] for h in soup(html).select("h3")] == ["ebb-flow", "ebb-flow_1"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(line_end):
    assert lines_of(convert(PAGE.replace("\n", line_end))) == ["x"]


def test_data_that_is_nested_too_deeply_is_ignored():
    data = '{"hosts": ' + "[" * 100_000 + "}"
    html = convert(
        f"<!-- podcast:transcript {data} -->\n\n**Ada** x\n\n{dialect.closing('transcript')}"
    )
    assert lines_of(html) == ["x"]


def test_blocks_around_a_transcript_stay_as_they_are():
    text = f"- a\n- b\n\n{PAGE}\n\n| a |\n|---|\n| b |\n\n<div markdown>\n*c*\n</div>\n"
    html = soup(convert(text, "tables", "md_in_html"))
    assert [li.get_text() for li in html.select("ul:not(div *) > li")] == ["a", "b"]
    assert html.select_one("td").get_text() == "b"
    assert html.select_one("em").get_text() == "c"
    assert not html.select("li .podcast-transcript")


@pytest.mark.parametrize(
    ("data", "attribute"),
    [('{"lang": "ja"}', ' lang="ja"'), ('{"lang": "\\""}', ' lang="&quot;"'), ('{"lang": 1}', "")],
)
def test_a_transcript_can_have_a_language_of_its_own(data, attribute):
    text = f"<!-- podcast:transcript {data} -->\n\n(0:01) はい\n\n<!-- /podcast:transcript -->\n"
    assert f'<div class="podcast podcast-transcript"{attribute}>' in convert(text)
