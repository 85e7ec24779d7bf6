from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given

from mkdocs_podcast.formats import item_content, write_feed
from mkdocs_podcast.formats.rss import allowed
from mkdocs_podcast.show import Episode
from mkdocs_podcast.site import ViewBuilder

from ..plans import SITE, TIDES, complete_plan, episode, view
from ..strategies import anything
from .feed_rules import check

BARE = episode("bare")


def content(episode: Episode, notes: str = "") -> str:
    made = complete_plan(episode)
    return item_content(view(made), ViewBuilder(made).site, notes)


def test_an_item_contains_introduction_sections_and_show_notes():
    heard = replace(TIDES, ids={}, intro="Why the <em>sea</em> comes.")
    html = '<div class="admonition"><p>Mind <a href="../flow/">that</a></p></div>\n<p>End</p>\n'
    assert content(heard, html).split("\n") == [
        "<p>Why the <em>sea</em> comes.</p>",
        "<ol>",
        "<li>2:12 The moon</li>",
        "<li>3:20 A quote</li>",
        "<li>5:00 The sun</li>",
        "</ol>",
        f'<p>Mind <a href="{SITE}podcast/flow/">that</a></p>',
        "<p>End</p>",
    ]
    assert content(BARE) == ""


def test_the_introduction_is_cleaned_like_on_the_page():
    intro = "One.<br><br>Two <a href='../x' onclick='y'>x</a> <script>alert(1)</script>"
    assert content(replace(BARE, intro=intro)) == (
        f'<p>One.</p>\n<p>Two <a href="{SITE}podcast/x">x</a></p>'
    )


def test_times_of_a_video_are_links():
    video = "https://www.youtube.com/watch?v=TidesTides1&amp;t=132s"
    assert f'<li><a href="{video}">2:12</a> The moon</li>' in content(replace(TIDES, audio=None))


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("../flow/", f"{SITE}podcast/flow/"),
        ("/x", f"{SITE}x"),
        ("#a", f"{SITE}podcast/bare/#a"),
        ("//b.example/", "https://b.example/"),
        ("https://b.example/?a=1&amp;b=2", "https://b.example/?a=1&amp;b=2"),
        ("https://b.example/ü", "https://b.example/%C3%BC"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_absolute(link, absolute):
    assert content(BARE, f'<a href="{link}">x</a>') == f'<a href="{absolute}">x</a>'
    assert content(BARE, f'<img src="{link}">') == f'<img src="{absolute}">'


def test_permalinks_and_icons_are_omitted_and_code_keeps_its_lines():
    html = (
        '<h3 id="x">X<a class="headerlink" href="#x" title="Link">¶</a></h3>'
        '<p><svg><title>t</title><path/></svg>y <a href="/z">z</a> class="headerlink"</p>'
        "<pre><code>a\n\n    b\n</code></pre>"
    )
    assert content(BARE, html) == (
        f'<h3>X</h3><p>y <a href="{SITE}z">z</a> class="headerlink"</p>'
        "<pre><code>a\n\n    b\n</code></pre>"
    )


@given(anything)
@example("<script>alert(1)</script>")
@example("<a href='javascript:alert(1)'>x</a>")
@example("<a href=' java\nscript:alert(1)'>x</a>")
@example("<a href='data:text/html,x'>x</a>")
@example("<img src=x onerror=y>")
@example("<iframe src=/x></iframe>")
@example("<style>p{}</style><p style='x'>y</p>")
@example("<svg><script>1</script></svg>")
@example("<a href='http://[x'>x</a><a href='//[x'>x</a>")
@example("<math><mi xlink:href='javascript:x'>")
def test_content_of_any_notes_is_safe(html):
    made = complete_plan(BARE, feed_mode="all")
    shown = allowed(content(BARE, html)).strip()
    xml = write_feed(made, made.feeds["feed.xml"], {BARE.file: shown})
    assert [fault for fault in check(xml) if fault.startswith("content-")] == []
    assert "style=" not in shown
