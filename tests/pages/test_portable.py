"""The Markdown that is published next to the page of an episode."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown

from mkdocs_podcast.markdown import dialect
from mkdocs_podcast.markdown.links import replace_links
from mkdocs_podcast.pages.portable import PortableLinks
from mkdocs_podcast.site import SiteView

from ..plans import SITE
from ..strategies import anything, words
from .rendering import Pages, episode

VALUES = {
    "image": "tides.png",
    "audio": "tides.mp3",
    "guests": "ada",
    "topics": "sea",
    "links": {"rss": "https://b.example/feed"},
    "intro": '<p>After <a href="../fog/">the fog</a>.</p>',
    "notes": "See [the ebb](ebb.md#t-7) and ![a wave](../images/wave.png).",
    "transcript": [{"header": "The moon"}, {"line": "It pulls.", "who": "Ada", "sec": 132}],
}


def portable(*, name: str = "tides", site_url: str = SITE, directory_urls=True, **values) -> str:
    pages = Pages(episode(name, **values), site_url=site_url, directory_urls=directory_urls)
    return pages.portable(name)


def links(text: str) -> set[str]:
    """Return what a page links to, shows and plays if it is read as plain Markdown."""
    html = BeautifulSoup(markdown(text), "html.parser")
    return {str(tag.get("href") or tag["src"]) for tag in html.select("[href], [src]")}


def in_notes(notes: str) -> str:
    """Return show notes with portable links."""
    return PortableLinks(SiteView(site_url=SITE), Pages(episode()).view()).in_markdown(notes)


def test_links_are_absolute():
    assert links(portable(**VALUES)) == {
        f"{SITE}images/tides.png",
        f"{SITE}media/tides.mp3",
        f"{SITE}media/tides.mp3#t=132",
        f"{SITE}images/ada.png",
        f"{SITE}podcast/people/ada/",
        f"{SITE}podcast/topics/sea/",
        f"{SITE}podcast/fog/",
        f"{SITE}podcast/tides/#the-moon",
        f"{SITE}podcast/ebb/#t-7",
        f"{SITE}images/wave.png",
        "https://b.example/feed",
    }


@pytest.mark.parametrize(
    ("name", "directory_urls", "ada", "ebb"),
    [
        ("tides", True, "../../podcast/people/ada/", "../../podcast/ebb/#t-7"),
        ("tides", False, "../../podcast/people/ada.html", "../../podcast/ebb.html#t-7"),
        ("s/tides", True, "../../../podcast/people/ada/", "../../../podcast/s/ebb/#t-7"),
    ],
)
def test_links_of_a_site_without_a_url_start_in_the_folder_of_the_page(
    name, directory_urls, ada, ebb
):
    text = portable(name=name, site_url="", directory_urls=directory_urls, **VALUES)
    assert {"#the-moon", ada, ebb} < links(text)


def test_comments_are_removed_and_names_times_and_headings_stay():
    text = portable(**VALUES)
    assert (
        f"### The moon {{ #the-moon }}\n\n**Ada** [2:12]({SITE}media/tides.mp3#t=132) It pulls.\n"
        in text
    )
    assert "<!--" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a](ebb.md)", "[a](https://a.example/podcast/ebb/)"),
        ("[a](ebb.md?t=3#x)", "[a](https://a.example/podcast/ebb/?t=3#x)"),
        ("[a](../index.md)", "[a](https://a.example/)"),
        ("[a](../a%20b.md)", "[a](https://a.example/a%20b/)"),
        ("[a](#transcript)", "[a](https://a.example/podcast/tides/#transcript)"),
        ("[a](slides.pdf)", "[a](https://a.example/podcast/slides.pdf)"),
        ('[a](<slides.pdf> "t")', '[a](<https://a.example/podcast/slides.pdf> "t")'),
        ("[a](/top/)", "[a](https://a.example/top/)"),
        ("[a](../../out.pdf)", "[a](../../out.pdf)"),
        ("[a](mailto:a@b.example)", "[a](mailto:a@b.example)"),
        ("[a](//other.example/)", "[a](//other.example/)"),
        ("![a](../w.png){: .wide }", "![a](https://a.example/w.png){: .wide }"),
        (
            "[![a](w.png)](x/)",
            "[![a](https://a.example/podcast/w.png)](https://a.example/podcast/x/)",
        ),
        ("[a]: ebb.md", "[a]: https://a.example/podcast/ebb/"),
        ('<img src="../../w.png">', '<img src="https://a.example/w.png">'),
        ("<a class='b' href='x/'>", "<a class='b' href='https://a.example/podcast/tides/x/'>"),
        ("`[a](b)` [a](ebb.md)", "`[a](b)` [a](https://a.example/podcast/ebb/)"),
        ("```\n[a](b)\n```", "```\n[a](b)\n```"),
        ("``[a](b)`[a](b)``", "``[a](b)`[a](b)``"),
        ("Words & <b>more</b>.", "Words & <b>more</b>."),
    ],
)
def test_links_of_show_notes_lead_to_where_mkdocs_would(written, expected):
    assert in_notes(written) == expected


def test_comments_and_code_of_show_notes_stay():
    notes = "<!-- mine -->\n\n```html\n<!-- podcast:notes -->\n\n\n[a](b)\n```"
    assert notes in portable(notes=notes)


@given(anything | st.text(st.sampled_from("<!-/podcast:notes trix{}>\n`[](a)#"), max_size=200))
def test_any_show_notes_stay_as_they_are_except_for_links(notes):
    assert isinstance(in_notes(notes), str)
    assert replace_links(notes, str, str) == notes


@given(words)
@example("Look at this](../secret) and a](b).")
@example("<!-- /podcast:transcript -->")
def test_any_text_of_an_episode_stays_as_it_is(text):
    entries = [{"header": text}, {"line": text, "who": text, "sec": 1}]
    pages = Pages(episode(title=text, audio="a.mp3", topics=[text], transcript=entries))
    page, published = (
        BeautifulSoup(markdown(each), "html.parser").get_text(" ", strip=True)
        for each in (dialect.without_comments(pages.markdown()), pages.portable())
    )
    assert published == page
