from __future__ import annotations

import pytest
from markdown import Markdown, markdown

import mkdocs_podcast.markdown
from mkdocs_podcast.markdown import PodcastExtension, anchors_in, dialect, html_of_part
from mkdocs_podcast.markdown.dialect import Heading, SpokenLine

from .shown import headings_of, lines_of, soup

PAGE = dialect.write([Heading("H", "h"), SpokenLine("x", "Ada", 1)], ["Ada"])


def convert(text: str, *extensions: str, **configs: object) -> str:
    return markdown(text, extensions=["podcast", *extensions], extension_configs=configs)


def test_a_second_transcript_continues_the_anchors():
    ids = [line["id"] for line in soup(convert(f"{PAGE}\n\n{PAGE}")).select(".podcast-line")]
    assert ids == ["t-1", "t-1-2"]


def test_anchors_are_found_in_finished_html():
    assert anchors_in(convert(f"# T\n\n{PAGE}\n\n{PAGE}")) == {"t-1", "t-1-2"}
    assert anchors_in("<p id='t-1'>x</p>") == set()


NOTES = "# T\n\n<!-- podcast:notes -->\n\n{}\n\n<!-- /podcast:notes -->\n\n*after*"


@pytest.mark.parametrize(
    "notes", ["A *note*", "- a\n\n- b", "<div>a</div>", "`</div>`", "x\n\n## H"]
)
def test_the_html_of_a_part_is_found_in_finished_html(notes):
    assert html_of_part(convert(NOTES.format(notes)), "notes") == convert(notes)


def test_notes_in_other_notes_do_not_end_them():
    example = "```\n<div class='x'>\n</div>\n<!-- /podcast:notes -->\n```"
    html = html_of_part(convert(NOTES.format(f"{example}\n\nend"), "fenced_code"), "notes")
    assert html.endswith("<p>end</p>")


@pytest.mark.parametrize("text", ["", "notes", PAGE, NOTES.format("x").replace("/podcast", "x")])
def test_a_page_without_a_part_has_no_html_of_it(text):
    assert html_of_part(convert(text), "notes") == ""


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
    assert isinstance(mkdocs_podcast.markdown.makeExtension(), PodcastExtension)


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


def test_a_stage_direction_is_marked():
    html = convert(dialect.write([SpokenLine("Well [laughs] yes [")]))
    assert soup(html).select_one(".podcast-aside").get_text() == "[laughs]"
    assert lines_of(html) == ["Well [laughs] yes ["]


def test_speakers_keep_their_colours_and_hosts_have_the_first_ones():
    spoken = [SpokenLine("x", name) for name in ("Bob", "Ada", "Bob", "Eve")]
    turns = soup(convert(dialect.write(spoken, ["Ada"]))).select(".podcast-turn")
    assert [t["class"][1][-1] for t in turns] == ["2", "1", "2", "3"]
    assert [t.get("data-role") for t in turns] == [None, "host", None, None]


@pytest.mark.parametrize(
    "snippet", ['--8<-- "/etc/passwd"', "{++a++}", "```\n", ";--8<--", "--8<--", "![x](y){ .z }"]
)
def test_markup_of_other_extensions_in_a_transcript_is_text(snippet):
    extensions = ["pymdownx.snippets", "pymdownx.critic", "pymdownx.superfences", "attr_list"]
    text = " ".join(snippet.split())
    html = convert(
        dialect.write([SpokenLine("a", "Ada"), SpokenLine(text), SpokenLine("b")]), *extensions
    )
    assert lines_of(html) == ["a", text, "b"]


def test_blocks_around_a_transcript_stay_as_they_are():
    text = f"- a\n- b\n\n{PAGE}\n\n| a |\n|---|\n| b |\n\n<div markdown>\n*c*\n</div>\n"
    html = soup(convert(text, "tables", "md_in_html"))
    assert [li.get_text() for li in html.select("ul:not(div *) > li")] == ["a", "b"]
    assert html.select_one("td").get_text() == "b"
    assert html.select_one("em").get_text() == "c"
    assert not html.select("li .podcast-transcript")


def test_every_div_is_closed():
    html = convert(
        dialect.write(
            [SpokenLine("a"), Heading("H"), Heading("I"), SpokenLine("b", "Ada"), Heading("J")]
        )
    )
    assert html.count("<div") == html.count("</div>")
    assert [
        child.name
        for child in soup(html).select_one(".podcast-transcript").find_all(recursive=False)
    ]


def test_an_item_of_a_list_may_be_blank():
    html = Markdown(extensions=["podcast"]).convert(
        "<!-- podcast:topics -->\n- a\n-  \n<!-- /podcast:topics -->"
    )
    assert "<li>a</li>\n<li> </li>" in html


SITE = "<!-- podcast:platforms{} -->\n- [Site](https://a.example)\n<!-- /podcast:platforms -->"


def test_a_list_of_platforms_has_the_keys_that_names_do_not_say():
    plain = convert(SITE.format(""))
    assert 'data-platform="site"' in plain
    keyed = convert(SITE.format(' {"keys": {"Site": "web"}}'))
    assert keyed == plain.replace('"site"', '"web"')


@pytest.mark.parametrize(
    "data", ['{"keys": []}', '{"keys": {"Site": 7}}', '{"keys": "web"}', '{"keys": [}', "{}"]
)
def test_invalid_keys_of_platforms_are_ignored(data):
    assert convert(SITE.format(f" {data}")) == convert(SITE.format(""))
