from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from mkdocs_podcast.formats import item_content, write_feed
from mkdocs_podcast.formats.rss import allowed
from mkdocs_podcast.show import Episode

from ..strategies import anything
from .feed_rules import check
from .shows import SITE, TIDES, plan, site_of, view

HEARD = replace(TIDES, ids={})
SILENT = Episode(title="T", name="tides", file="t.yaml")


def content(episode: Episode, notes: str = "") -> str:
    made = plan(episode)
    return item_content(view(made), site_of(made), notes)


def notes(html: str) -> str:
    return content(SILENT, html)


def test_an_item_contains_introduction_sections_and_show_notes():
    episode = replace(HEARD, intro="Why the <em>sea</em> comes.")
    html = '<div class="admonition"><p>Mind <a href="../flow/">that</a></p></div>\n<p>End</p>\n'
    assert content(episode, html).split("\n") == [
        "<p>Why the <em>sea</em> comes.</p>",
        "<ol>",
        "<li>2:12 The moon</li>",
        "<li>2:12 It pulls</li>",
        "<li>3:20 A quote</li>",
        "<li>5:00 The sun</li>",
        "</ol>",
        f'<p>Mind <a href="{SITE}podcast/flow/">that</a></p>',
        "<p>End</p>",
    ]


def test_the_introduction_is_cleaned_like_on_the_page():
    intro = "One.<br><br>Two <a href='../x' onclick='y'>x</a> <script>alert(1)</script>"
    assert content(replace(SILENT, intro=intro)) == (
        f'<p>One.</p>\n<p>Two <a href="{SITE}podcast/x">x</a></p>'
    )


def test_times_of_a_video_are_links():
    video = "https://www.youtube.com/watch?v=TidesTides1&amp;t=132s"
    assert f'<li><a href="{video}">2:12</a> The moon</li>' in content(replace(TIDES, audio=None))


def test_an_episode_without_any_of_them_has_no_content():
    assert content(SILENT) == ""


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("../flow/", f"{SITE}podcast/flow/"),
        ("/x", f"{SITE}x"),
        ("#a", f"{SITE}podcast/tides/#a"),
        ("//b.example/", "https://b.example/"),
        ("https://b.example/?a=1&amp;b=2", "https://b.example/?a=1&b=2"),
        ("https://b.example/ü", "https://b.example/%C3%BC"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_absolute(link, absolute):
    (anchor,) = BeautifulSoup(notes(f'<a href="{link}">x</a>'), "html.parser").select("a")
    assert anchor["href"] == absolute


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<a href='javascript:alert(1)'>x</a>", "<img src=x onerror=y>",
        "<a href=' java\nscript:alert(1)'>x</a>", "<a href='data:text/html,x'>x</a>",
        "<iframe src=/x></iframe>", "<style>p{}</style>", "<svg><script>1</script></svg>",
        "<p style='x'>y</p>", "<a href='http://[x'>x</a>", "<math><mi xlink:href='javascript:x'>",
    ],
)  # fmt: skip
def test_content_is_safe(html):
    made = plan(SILENT, feed_mode="all")
    xml = write_feed(made, made.feeds["feed.xml"], {"t.yaml": notes(html) or "x"})
    assert check(xml) == []
    for word in ("script:", "alert", "onerror", "style", "iframe"):
        assert word not in notes(html)


def test_permalinks_and_icons_are_omitted_and_code_keeps_its_lines():
    html = (
        '<h3 id="x">X<a class="headerlink" href="#x" title="Link">¶</a></h3>'
        '<p><svg><title>t</title><path/></svg>y <a href="/z">z</a> class="headerlink"</p>'
        "<pre><code>a\n\n    b\n</code></pre>"
    )
    assert notes(html) == (
        f'<h3>X</h3><p>y <a href="{SITE}z">z</a> class="headerlink"</p>'
        "<pre><code>a\n\n    b\n</code></pre>"
    )


@given(html=anything)
def test_content_of_any_notes_is_safe(html):
    made = plan(SILENT, feed_mode="all")
    xml = write_feed(made, made.feeds["feed.xml"], {"t.yaml": allowed(notes(html)).strip()})
    assert [fault for fault in check(xml) if fault.startswith("content-is-safe")] == []
