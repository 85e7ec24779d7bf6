"""Text of any length becomes a site in a time that grows with its length, not with its square.

Reading it is tested in `reading/test_long_input.py`.
"""

from __future__ import annotations

import pytest

from mkdocs_podcast.catalog.topics import key_of_topic
from mkdocs_podcast.formats.captions import write_srt, write_vtt
from mkdocs_podcast.formats.cues import one_line
from mkdocs_podcast.formats.head import insert_head
from mkdocs_podcast.formats.html import keep_elements, plain_words
from mkdocs_podcast.formats.search import notes_content
from mkdocs_podcast.markdown import anchors_in, dialect, html_of_part
from mkdocs_podcast.markdown.html import clean_author_html
from mkdocs_podcast.markdown.links import replace_links
from mkdocs_podcast.markdown.page_parts import extract_parts
from mkdocs_podcast.pages.text import for_themes, safe
from mkdocs_podcast.reading.values import parse_episode
from mkdocs_podcast.show import Clip, Cue, Outline, OutlineSection, Section
from mkdocs_podcast.show.anchors import section_anchors, slugify_jekyll
from mkdocs_podcast.show.url import ascii_url
from mkdocs_podcast.site.aliases import path_of_alias
from mkdocs_podcast.site.view_builder import section_links

from .pages.rendering import Pages, episode

MANY = 50_000
SITE = "https://a.example/"
TAG = '<meta name="description" content="x">'

TEXT = ("a", " ", "&#", "#", "# ", "\\", "[", "](", "1.", "--")
MARKUP = (
    *TEXT, "\n ", "\n\n", "`", "`a``", "```\n", "~~~a\n", "**a", "*a", "\\*", "\\[", "[a](b) ",
    "[a]: ", "- a\n", "{ #a", "<!-- podcast:notes -->\n", "<!-- podcast:notes {",
    "<!-- podcast:notes -->\n- a\n", "<!-- /podcast:notes -->\n", "<!-- podcast:transcript -->\n",
)  # fmt: skip
HTML = ("<", "<p ", "<div>", "<b></p>", " <br>", "<!--", "<![", "<script>")
IN_HEAD = (*HTML, "<meta ", '<meta "', "<meta a='' ", "<title>", "</head", "</", "'>")
URL = ("a", "a/", "%", "%C3", ".", "[", ":", "@", "é")


def insert_and_compare(html: str) -> None:
    insert_head(html, TAG)
    insert_head(f"<head>{html}</head>", TAG)
    insert_head(f"<head><meta {html}></head>", TAG)


def replace_all_links(text: str) -> None:
    replace_links(text, str, str)
    replace_links(f'<a href="{text}">', str, str)


def extract(text: str) -> None:
    extract_parts(f"<!-- podcast:notes -->\n{text}\n<!-- /podcast:notes -->", "Link")


def extract_list(text: str) -> None:
    for item in (text, f"*[a{text}"):
        extract_parts(f"<!-- podcast:notes -->\n- {item}\n<!-- /podcast:notes -->", "Link")


def read_transcript(text: str) -> None:
    page = f"<!-- podcast:transcript -->\n\n{text}\n\n<!-- /podcast:transcript -->"
    extract_parts(page, "Link")
    for start in ("### a", "**a", "[1:00](a", "[1:00"):
        list(dialect.read(f"{start}{text}a"))


def write_transcript(text: str) -> None:
    line = dialect.SpokenLine(f"{text}x", text, 1.0, dialect.escape_url(text))
    dialect.write([dialect.Heading(f"{text}x"), line, dialect.SpokenLine(text)])


def write_captions(text: str) -> None:
    cue = Cue(0, 1e6, "Ada", one_line(text) or "x")
    write_vtt([cue])
    write_srt([cue])


def name_sections(text: str) -> None:
    section_anchors([Section(text, "", ()), Section("a", text, ())], slugify_jekyll)
    key_of_topic(text)


def read_values(text: str) -> None:
    keys = ("published", "duration", "episode", "season", "explicit", "language", "guests",
            "credits", "links", "audio", "ids")  # fmt: skip
    for start in ("", "2024-01-01 ", "S01E", "https://youtu.be/"):
        parse_episode(dict.fromkeys(keys, start + text), "x")
    parse_episode({"links": [SITE + text] * 2, "audio": {"mp3": SITE + text}}, "x")


def publish_urls(text: str) -> None:
    for url in (text, f"{SITE}{text}", f"https://{text}"):
        path_of_alias(url, SITE)
        ascii_url(url)


def render_page(text: str) -> None:
    talk = [{"header": f"x{text}"}, {"line": f"x{text}", "who": "Ada"}]
    pages = Pages(episode(intro=text, notes=text, subtitle=text, topics=[text], transcript=talk))
    pages.markdown()
    pages.portable()


ENTRY_POINTS = {
    anchors_in: ('<p class="podcast-line" id="',),
    clean_author_html: (*HTML, "<ul><li>", "<b>\n\n", "a  "),
    dialect.without_comments: MARKUP,
    extract: MARKUP,
    extract_list: (*TEXT, "\\*", "\\[", "*a", "**a", "[a](b) ", "\n- a", "\na"),
    for_themes: TEXT,
    insert_and_compare: IN_HEAD,
    name_sections: TEXT,
    notes_content: (*HTML, "<h2>", "</h2>", "<h2>a</h2>"),
    plain_words: ("<", "<div>", "a"),
    publish_urls: URL,
    read_transcript: MARKUP,
    read_values: ("1", "1 ", ":1", "a,", " at ", "1m ", "%", "é"),
    render_page: ("*a", "&#", "<div>", "`a``", "\\*"),
    replace_all_links: MARKUP,
    safe: TEXT,
    write_captions: (*TEXT, "ab. ", "é"),
    write_transcript: TEXT,
}


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("handle", ENTRY_POINTS, ids=lambda handle: handle.__name__)
def test_long_text_is_handled_in_linear_time(handle):
    for piece in ENTRY_POINTS[handle]:
        handle(piece * MANY)


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("piece", ['class="headerlink"', '<a class="headerlink">x</a>'])
def test_links_from_headings_to_themselves_are_removed_in_linear_time(piece):
    assert (
        keep_elements(piece * MANY, {"p"}).count("headerlink") == piece.startswith("class") * MANY
    )


@pytest.mark.usefixtures("hang_guard")
def test_a_part_is_found_by_its_name_in_linear_time():
    assert not html_of_part('<div class="podcast-notes">' * MANY, "notes")


@pytest.mark.usefixtures("hang_guard")
def test_many_sections_with_the_same_header_are_named_and_listed_in_linear_time():
    sections = [OutlineSection("A", start=1.0)] * MANY
    anchors = section_anchors(sections, slugify_jekyll)
    assert anchors[-1] == f"A-{MANY}".lower()
    clips = [Clip(name="B", start=1.0)] * MANY
    links = section_links(Outline(sections=tuple(sections)), anchors, clips, {})
    assert [link.title for link in links] == ["A"] * MANY + ["B"] * MANY
