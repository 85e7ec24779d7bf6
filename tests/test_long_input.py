"""Input of any length is handled in a time that grows with its length, not with its square."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from mkdocs_podcast.addresses import Addresses
from mkdocs_podcast.catalog.topics import key_of_topic
from mkdocs_podcast.markdown import dialect
from mkdocs_podcast.markdown.parts import take_out
from mkdocs_podcast.model import (
    Person,
    is_web_address,
    parse_duration,
    parse_timecode,
    spotify_id,
    youtube_id,
)
from mkdocs_podcast.model.fields import plain_text, tidy
from mkdocs_podcast.pages import jekyll
from mkdocs_podcast.pages.text import clean_html, for_themes, safe
from mkdocs_podcast.publish import into_head
from mkdocs_podcast.publish.captions import srt, vtt
from mkdocs_podcast.publish.cues import Cue, one_line
from mkdocs_podcast.publish.feed_content import content_of, parts_of
from mkdocs_podcast.publish.llms import portable
from mkdocs_podcast.publish.redirects import file_of
from mkdocs_podcast.publish.search import slim
from mkdocs_podcast.source import frontmatter
from mkdocs_podcast.source.yaml import read_yaml

MANY = 100_000
ADDRESSES = Addresses(base="https://a.example/")
TAG = '<meta name="description" content="x">'

TEXT = ["a", " ", "\n\n", "\n ", "&#", "&amp", "#", "- ", "1.", "1:", "--", "[", "](", "[a](b) "]
MARKDOWN = [
    *TEXT,
    *("`", "`a``", "```\n", "```a\n", "~~~", "**a", "*a", "\\", "\\*", "\\[", "{ #a", "[a]: "),
    *("<!-- podcast:notes -->\n", "<!-- podcast:notes {", "<!-- /podcast:notes -->\n", "- a - b"),
    "<!-- podcast:transcript -->\n",
]
HTML = [
    *TEXT,
    *(
        "<",
        "<p ",
        "<p>",
        "<br>",
        "<b></p>",
        "<div>",
        "<ul><li>",
        "<!--",
        "<![",
        "<svg>",
        "<script>",
    ),
    *("<h2>", "<h2>a</h2>", "<meta ", '<meta "', "<title>", "<li>", '<li><a href="#">', "</head"),
    *('<a class="headerlink">', '<a class="podcast-time" href="', ' href="#t=', " a="),
    *('<p class="podcast-line"', '<p class="podcast-line">'),
]


def within(before: str, function: Callable[[str], object], after: str) -> Callable[[str], object]:
    """Call a function with text around its input."""
    return lambda text: function(before + text + after)


def notes(text: str) -> str:
    return f"<!-- podcast:notes -->\n{text}\n<!-- /podcast:notes -->"


def transcript(text: str) -> str:
    return f"<!-- podcast:transcript -->\n\n{text}\n\n<!-- /podcast:transcript -->"


def portable_page(text: str) -> str:
    return portable(text, ADDRESSES, "podcast/a.md")


def content(text: str) -> str:
    return content_of(text, "https://a.example/x/")


def captions(text: str) -> list[str]:
    return [write([Cue(0, 1e6, "", one_line(text) or "x")]) for write in (vtt, srt)]


ENTRY_POINTS: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "tidy": (tidy, TEXT),
    "plain_text": (lambda text: plain_text(text, 200), HTML),
    "clean_html": (clean_html, HTML),
    "safe": (safe, TEXT),
    "for_themes": (for_themes, TEXT),
    "jekyll": (jekyll, TEXT),
    "slim": (slim, HTML),
    "slim, in a section": (within("<h2>x</h2>", slim, "<h2>y</h2>"), HTML),
    "into_head": (lambda text: into_head(text, TAG), HTML),
    "into_head, in the head": (lambda text: into_head(f"<head>{text}</head>", TAG), HTML),
    "into_head, in a tag": (lambda text: into_head(f"<meta {text}></head>", TAG), TEXT),
    "parts_of": (within('<div class="podcast-intro">', parts_of, ""), HTML),
    "content_of": (content, HTML),
    "content_of, in a time": (within('<a class="podcast-time" ', content, '">a</a>'), HTML),
    "content_of, in a list": (within('<li><a href="#a">', content, "</li>"), HTML),
    "portable": (portable_page, MARKDOWN),
    "portable, in show notes": (lambda text: portable_page(notes(text)), MARKDOWN),
    "portable, in a transcript": (lambda text: portable_page(transcript(text)), MARKDOWN),
    "take_out": (lambda text: take_out(text, "Link"), MARKDOWN),
    "take_out, in show notes": (lambda text: take_out(notes(text), "Link"), MARKDOWN),
    "take_out, in a list": (lambda text: take_out(notes(f"- {text}\nx"), "Link"), MARKDOWN),
    "take_out, in an item": (
        lambda text: take_out(notes("- [a" + text.replace("\n", "")), "Link"),
        MARKDOWN,
    ),
    "dialect.read": (lambda text: list(dialect.read(text)), MARKDOWN),
    "dialect.read, in a heading": (lambda text: list(dialect.read(f"### a{text}a")), MARKDOWN),
    "dialect.write": (lambda text: dialect.write([dialect.Heading(text + "x")]), TEXT),
    "dialect.address": (dialect.address, TEXT),
    "captions": (captions, TEXT),
    "frontmatter.split": (frontmatter.split, MARKDOWN),
    "frontmatter.split, after its start": (within("---\n", frontmatter.split, ""), MARKDOWN),
    "frontmatter.is_episode": (
        lambda text: frontmatter.is_episode(frontmatter.Parts(text, "", closed=True)),
        ["transcript", '"episode" ', "\n ", "episode \n"],
    ),
    "read_yaml": (read_yaml, [*TEXT, "a: ", "'", "{a", "&a ", "*a "]),
    "file_of": (lambda text: file_of(text, ADDRESSES.base), ["a", "a/", "%", "%C3", ".", "[", ":"]),
    "parse_timecode": (parse_timecode, ["1", "1:", "0.", "00:", " "]),
    "parse_duration": (parse_duration, ["1", "P1D", "T1H", "1.", " "]),
    "ids and links": (
        lambda text: (
            youtube_id(text),
            spotify_id(f"https://open.spotify.com/{text}"),
            is_web_address(f"https://{text}"),
            Person(title="A", twitter=text).profiles,
            key_of_topic(text),
        ),
        ["a", "a/", "intl-a/", ".", "-", "?", "&v=", "[", "@", " _"],
    ),
}


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
def test_long_input_is_handled_in_linear_time(entry_point):
    handle, parts = ENTRY_POINTS[entry_point]
    for part in parts:
        with suppress(ValueError):  # what is no time, for example
            handle(part * MANY)
