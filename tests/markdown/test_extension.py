from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown, markdown

import mkdocs_podcast.markdown
from mkdocs_podcast.markdown import LINE_LINK, PodcastExtension, Rendered, anchors_in, dialect
from mkdocs_podcast.markdown.dialect import Heading, Spoken
from mkdocs_podcast.markdown.parts import Parts, take_out
from mkdocs_podcast.model.transcript import line_anchors

from ..strategies import near_times
from .shown import headings_of, lines_of, soup

PAGE = dialect.write([Heading("H", "h"), Spoken("x", "Ada", 1)], ["Ada"])


def convert(text: str, *extensions: str, **configs: object) -> str:
    return markdown(text, extensions=["podcast", *extensions], extension_configs=configs)


def anchors(*starts: float | None) -> list[str]:
    name = line_anchors()
    return [name(start) for start in starts]


def test_a_line_is_called_by_its_second():
    assert anchors(0, 132, 132.9, 132, 3723) == ["t-0", "t-132", "t-132-2", "t-132-3", "t-3723"]


def test_a_line_without_time_is_called_by_the_second_before():
    assert anchors(None, 7, None, None, 8) == ["t-0", "t-7", "t-7-2", "t-7-3", "t-8"]


@given(st.lists(near_times, max_size=30))
def test_no_two_lines_of_a_page_have_one_anchor(starts):
    assert len(set(anchors(*starts))) == len(starts)


@given(
    starts=st.lists(st.integers(0, 30), min_size=1, max_size=20, unique=True).map(sorted),
    new=st.lists(st.integers(100, 120), max_size=5),
    at=st.integers(0, 20),
)
def test_new_lines_at_other_seconds_move_no_anchor(starts, new, at):
    edited = [*starts[:at], *new, *starts[at:]]
    assert [name for name in anchors(*edited) if int(name.split("-")[1]) < 100] == anchors(*starts)


def test_anchors_do_not_begin_again_in_a_second_transcript():
    ids = [line["id"] for line in soup(convert(f"{PAGE}\n\n{PAGE}")).select(".podcast-line")]
    assert ids == ["t-1", "t-1-2"]


def test_anchors_of_a_page_are_known():
    assert anchors_in(convert(f"# T\n\n{PAGE}\n\n{PAGE}")) == {"t-1", "t-1-2"}
    assert anchors_in("<p id='t-1'>x</p>") == set()


def test_pages_that_one_converter_makes_know_nothing_of_each_other():
    md = Markdown(extensions=["podcast", "toc"])
    first = md.reset().convert(PAGE)
    assert md.reset().convert("podcast-part-0-of-this-page") == "<p>podcast-part-0-of-this-page</p>"
    assert md.reset().convert("podcast-html-0-of-this-page") == "<p>podcast-html-0-of-this-page</p>"
    assert md.reset().convert(PAGE) == first
    assert md.convert(PAGE) == first  # without a reset too


def test_a_page_whose_parts_are_known_is_the_same():
    for text in (PAGE, f"# T\n\n{PAGE}\n\n- a\n\n{PAGE}"):
        parts = take_out(text, LINE_LINK)
        known = PodcastExtension(rendered=Rendered(text, Parts.load(parts.dump())))
        assert markdown(text, extensions=[known]) == convert(text)


def test_parts_that_are_known_of_another_page_are_not_taken():
    known = PodcastExtension(rendered=Rendered("other", take_out("other", LINE_LINK)))
    assert markdown(PAGE, extensions=[known]) == convert(PAGE)


def test_the_words_for_a_link_to_a_line_can_be_chosen():
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


def test_lists_of_attributes_that_are_too_deep_are_no_traceback():
    data = '{"hosts": ' + "[" * 100_000 + "}"
    html = convert(f"<!-- podcast:transcript {data} -->\n\n**Ada** x\n\n{dialect.CLOSING}")
    assert lines_of(html) == ["x"]


def test_a_stage_direction_is_set_apart():
    html = convert(dialect.write([Spoken("Well [laughs] yes [")]))
    assert soup(html).select_one(".podcast-aside").get_text() == "[laughs]"
    assert lines_of(html) == ["Well [laughs] yes ["]


def test_speakers_are_numbered_hosts_first_and_keep_their_colour():
    spoken = [Spoken("x", name) for name in ("Bob", "Ada", "Bob", "Eve")]
    turns = soup(convert(dialect.write(spoken, ["Ada"]))).select(".podcast-turn")
    assert [t["class"][1][-1] for t in turns] == ["2", "1", "2", "3"]
    assert [t.get("data-role") for t in turns] == [None, "host", None, None]


@pytest.mark.parametrize(
    "snippet", ['--8<-- "/etc/passwd"', "{++a++}", "```\n", ";--8<--", "--8<--", "![x](y){ .z }"]
)
def test_marks_of_other_extensions_in_a_transcript_are_text(snippet):
    extensions = ["pymdownx.snippets", "pymdownx.critic", "pymdownx.superfences", "attr_list"]
    text = " ".join(snippet.split())
    html = convert(dialect.write([Spoken("a", "Ada"), Spoken(text), Spoken("b")]), *extensions)
    assert lines_of(html) == ["a", text, "b"]


def test_a_transcript_between_other_blocks_leaves_them_alone():
    text = f"- a\n- b\n\n{PAGE}\n\n| a |\n|---|\n| b |\n\n<div markdown>\n*c*\n</div>\n"
    html = soup(convert(text, "tables", "md_in_html"))
    assert [li.get_text() for li in html.select("ul:not(div *) > li")] == ["a", "b"]
    assert html.select_one("td").get_text() == "b"
    assert html.select_one("em").get_text() == "c"
    assert not html.select("li .podcast-transcript")


def test_all_divs_that_are_opened_are_closed():
    html = convert(
        dialect.write([Spoken("a"), Heading("H"), Heading("I"), Spoken("b", "Ada"), Heading("J")])
    )
    assert html.count("<div") == html.count("</div>")
    assert [
        child.name
        for child in soup(html).select_one(".podcast-transcript").find_all(recursive=False)
    ]


def test_an_item_of_a_list_may_be_nothing_but_space():
    html = Markdown(extensions=["podcast"]).convert(
        "<!-- podcast:topics -->\n- a\n-  \n<!-- /podcast:topics -->"
    )
    assert "<li>a</li>\n<li> </li>" in html


SITE = "<!-- podcast:platforms{} -->\n- [Site](https://a.example)\n<!-- /podcast:platforms -->"


def test_a_list_of_platforms_can_say_what_their_names_do_not():
    plain = convert(SITE.format(""))
    assert 'data-platform="site"' in plain
    keyed = convert(SITE.format(' {"keys": {"Site": "web"}}'))
    assert keyed == plain.replace('"site"', '"web"')


@pytest.mark.parametrize(
    "data", ['{"keys": []}', '{"keys": {"Site": 7}}', '{"keys": "web"}', '{"keys": [}', "{}"]
)
def test_keys_of_platforms_that_are_none_change_nothing(data):
    assert convert(SITE.format(f" {data}")) == convert(SITE.format(""))
