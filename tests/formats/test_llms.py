from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from markdown_it import MarkdownIt

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.formats.llms import llms_full, llms_txt, markdown_of, portable
from mkdocs_podcast.formats.structured import Published
from mkdocs_podcast.markdown import dialect
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.show import Audio, Episode, Header, Line, Show
from mkdocs_podcast.site.urls import Addresses

from ..strategies import names, near_times, words
from .test_structured import ADA, ADDRESSES, GRACE, HOSTILE, SHOW, SITE, TIDES, published

HEARD = replace(
    TIDES,
    ids={},
    notes="See [the ebb](ebb.md#t-7) and ![a wave](../images/wave.png).",
)
URI = "podcast/tides.md"


def page(episode: Episode = HEARD, addresses: Addresses = ADDRESSES) -> str:
    catalog = Catalog.of(SHOW, [episode], [ADA, GRACE])
    return PageWriter(catalog, Site(addresses=addresses)).episode(episode)


def links(text: str) -> list[str]:
    """Where a page leads, and what it shows and plays, to who reads it as Markdown."""
    read = BeautifulSoup(markdown(text), "html.parser")
    return [str(tag.get("href") or tag.get("src")) for tag in read.select("[href], [src]")]


def parsed(text: str) -> tuple[str, str, dict[str, list[tuple[str, str, str]]]]:
    """What a program finds in llms.txt: title, summary, and by section title, address, text.

    As https://llmstxt.org/intro.html has it: brackets and parentheses end at the next.
    """
    start, *sections = re.split(r"^## (.*?)$", text, flags=re.MULTILINE)
    head = re.match(r"^# (?P<title>.+?)\n+(?:^> (?P<summary>.+?)$)?", start, re.MULTILINE)
    assert head
    found = {}
    for name, items in zip(sections[::2], sections[1::2], strict=True):
        matches = [
            re.fullmatch(r"-\s*\[([^\]]+)\]\(([^)]+)\)(?::\s*(.*))?", line)
            for line in items.strip().split("\n")
        ]
        assert all(matches)
        found[name] = [(m[1], m[2], m[3] or "") for m in matches if m]
    return head["title"], head["summary"] or "", found


def shown(text: str) -> list[str]:
    """What a reader of Markdown sees of llms.txt, heading by heading and item by item."""
    html = MarkdownIt("commonmark").render(text)
    return [tag.get_text() for tag in BeautifulSoup(html, "html.parser").select("h1, h2, p, li, a")]


def test_the_list_names_the_show_its_seasons_and_episodes():
    second = replace(TIDES, season=2, title="Ebb", name="ebb", file="ebb.yaml", summary="")
    assert llms_txt(published(TIDES, second)) == (
        "# Low Water\n\n> What the sea leaves.\n\n"
        f"## Season 2\n\n- [Ebb]({SITE}podcast/ebb/index.md)\n\n"
        f"## Season 1\n\n- [Tides]({SITE}podcast/tides/index.md): Why the sea comes.\n"
    )


def test_a_program_finds_everything_in_the_list():
    title, summary, sections = parsed(llms_txt(published()))
    assert (title, summary) == ("Low Water", "What the sea leaves.")
    assert sections == {
        "Season 1": [("Tides", f"{SITE}podcast/tides/index.md", "Why the sea comes.")]
    }


def test_episodes_without_season_have_the_sites_own_heading():
    single = replace(TIDES, season=None)
    site = replace(published(single), season_name=lambda number: "Folgen" if number is None else "")
    assert list(parsed(llms_txt(site))[2]) == ["Folgen"]
    assert list(parsed(llms_txt(published(single)))[2]) == ["Episodes"]


def test_the_list_of_a_site_without_address_links_from_where_it_is():
    text = llms_txt(published(addresses=replace(ADDRESSES, base="")))
    assert "(podcast/tides/index.md)" in text


def test_an_empty_show_has_a_list_too():
    site = Published(Catalog.of(Show(title="S"), [], []), Addresses())
    assert llms_txt(site) == "# S\n"


def squeezed(text: str) -> str:
    return " ".join(text.replace("\x00", "\ufffd").split())


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_one_item_of_the_list(text):
    hostile = replace(TIDES, title=text, summary=text, name="x")
    site = published(hostile, show=replace(SHOW, title=text, description=text))
    title, _, sections = parsed(llms_txt(site))
    ((_, address, _),) = sections["Season 1"]
    assert address == f"{SITE}podcast/x/index.md"
    assert title
    heading, quote, _, item, link = shown(llms_txt(site))
    assert squeezed(heading) == squeezed(quote) == squeezed(link) == squeezed(text)
    assert squeezed(item) == squeezed(f"{text}: {text}")


@given(words)
def test_any_text_of_the_list_shows_as_it_is(text):
    episode = replace(TIDES, title=text, summary="", name="x")
    site = published(episode, show=replace(SHOW, title=text, description=text))
    heading, quote, _, item, link = shown(llms_txt(site))
    assert squeezed(heading) == squeezed(quote) == squeezed(link) == squeezed(item)
    assert squeezed(link) == squeezed(text)


def test_all_pages_are_one_text_each_below_its_address():
    text = llms_full([(f"{SITE}a/", "# A\n\nText\n"), (f"{SITE}b/", "# B\n")])
    assert text == f"<{SITE}a/>\n\n# A\n\nText\n\n---\n\n<{SITE}b/>\n\n# B\n"
    assert llms_full([]) == ""


def test_links_of_a_page_are_absolute():
    text = portable(page(), ADDRESSES, URI)
    assert set(links(text)) == {
        f"{SITE}images/tides.png",
        f"{SITE}images/ada.png",
        f"{SITE}audio/tides.mp3",
        f"{SITE}audio/tides.mp3#t=132",
        f"{SITE}audio/tides.mp3#t=200",
        f"{SITE}audio/tides.mp3#t=300",
        f"{SITE}podcast/tides/#the-moon",
        f"{SITE}podcast/tides/#the-sun",
        f"{SITE}podcast/ebb/#t-7",
        f"{SITE}images/wave.png",
        "https://open.spotify.com/episode/x",
        "https://social.example/@lowwater/1",
    } | {link for link in links(text) if "/people/" in link or "/topics/" in link}
    assert all(link.startswith("https://") for link in links(text))


def test_speakers_and_times_are_kept_and_our_marks_are_not():
    text = portable(page(), ADDRESSES, URI)
    assert f"**Ada Marsh** [2:12]({SITE}audio/tides.mp3#t=132) It pulls." in text or (
        f"**Ada** [2:12]({SITE}audio/tides.mp3#t=132) It pulls." in text
    )
    assert "### The moon" in text
    assert "<!--" not in text
    assert not text.startswith("\n")
    assert "\n\n\n" not in text


def test_what_has_no_marks_and_relative_links_stays_as_it_is():
    text = "# A\n\nSome *text* & [a link](https://a.example/).\n\n\n```\ncode\n```\n"
    assert portable(text, ADDRESSES, "a.md") == text


@pytest.mark.parametrize(
    ("uri", "directory_urls", "expected"),
    [
        ("podcast/tides.md", True, "../../podcast/tides/#moon ../../podcast/ebb/"),
        ("podcast/tides.md", False, "../../podcast/tides.html#moon ../../podcast/ebb.html"),
        ("podcast/s1/tides.md", True, "../../../podcast/s1/tides/#moon ../../../podcast/s1/ebb/"),
    ],
)
def test_without_an_address_links_start_where_the_text_lies(uri, directory_urls, expected):
    moon, ebb = expected.split()
    text = "[a](#moon)\n\n<!-- podcast:notes -->\n\n[b](ebb.md)\n\n<!-- /podcast:notes -->\n"
    addresses = Addresses(directory_urls=directory_urls)
    assert portable(text, addresses, uri) == f"[a]({moon})\n\n[b]({ebb})\n"


NOTES = "<!-- podcast:notes -->\n\n{}\n\n<!-- /podcast:notes -->\n"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("[a](ebb.md)", "[a](https://tides.example/podcast/ebb/)"),
        ("[a](ebb.md?t=3#x)", "[a](https://tides.example/podcast/ebb/?t=3#x)"),
        ("[a](../index.md)", "[a](https://tides.example/)"),
        ("[a](../a%20b.md)", "[a](https://tides.example/a%20b/)"),
        ("[a](#transcript)", "[a](https://tides.example/podcast/tides/#transcript)"),
        ("[a](slides.pdf)", "[a](https://tides.example/podcast/slides.pdf)"),
        ('[a](<slides.pdf> "t")', '[a](<https://tides.example/podcast/slides.pdf> "t")'),
        ("[a](/top/)", "[a](https://tides.example/top/)"),
        ("[a](../../out.pdf)", "[a](../../out.pdf)"),
        ("[a](mailto:a@b.example)", "[a](mailto:a@b.example)"),
        ("[a](//other.example/)", "[a](//other.example/)"),
        ("![a](../w.png){: .wide }", "![a](https://tides.example/w.png){: .wide }"),
        ("[![a](w.png)](x/)", "[![a](https://tides.example/podcast/w.png)](https://tides.example/podcast/x/)"),
        ("[a]: ebb.md", "[a]: https://tides.example/podcast/ebb/"),
        ('<img src="../../w.png">', '<img src="https://tides.example/w.png">'),
        ("<a class='b' href='x/'>", "<a class='b' href='https://tides.example/podcast/tides/x/'>"),
        ("`[a](b)` [a](ebb.md)", "`[a](b)` [a](https://tides.example/podcast/ebb/)"),
        ("```\n[a](b)\n```", "```\n[a](b)\n```"),
        ("``[a](b)`[a](b)``", "``[a](b)`[a](b)``"),
        ("<!-- mine -->", "<!-- mine -->"),
    ],
)  # fmt: skip
def test_links_of_notes_are_those_of_their_file(written, link):
    assert portable(NOTES.format(written), ADDRESSES, URI) == f"{link}\n"


HREF = "../../audio/tides.mp3#t=1"
spoken = st.builds(
    lambda text, who, start: dialect.Spoken(text, who, start, "" if start is None else HREF),
    words,
    st.just("") | names,
    near_times,
)


@given(st.lists(spoken | st.builds(dialect.Heading, words, st.just("x")), max_size=8))
def test_what_is_said_stays_as_it_is(blocks):
    written = dialect.write(blocks)
    _, _, before = written.removesuffix(dialect.CLOSING).partition("-->")
    made = portable(written, ADDRESSES, URI)
    whole = f"{SITE}audio/tides.mp3#t=1"
    assert [
        block._replace(href=HREF) if getattr(block, "href", "") == whole else block
        for block in dialect.read(made)
    ] == list(dialect.read(before))
    assert f"]({HREF})" not in made


def test_brackets_that_somebody_says_are_no_link():
    said = "Look at this](../secret) and a](b)."
    episode = replace(HEARD, transcript=(Header("H"), Line(said, "Ada", 1.0)))
    assert said in portable(page(episode), ADDRESSES, URI)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_of_a_page_stays_as_it_is(text):
    episode = replace(
        HEARD, title=text, topics=(), transcript=(Header(text), Line(text, text, 1.0)), notes=""
    )
    written = page(episode)
    made = portable(written, ADDRESSES, URI)
    without = re.sub(r"<!-- /?podcast:[a-z]+(?: \{[^\n]*\})? -->\n*", "", written)
    assert re.sub(r"https://tides\.example/|(?:\.\./)+|\s", "", made).replace(
        "podcast/tides/#", "#"
    ) == re.sub(r"https://tides\.example/|(?:\.\./)+|\s", "", without).replace(
        "podcast/tides/#", "#"
    )


def test_the_markdown_lies_beside_the_page():
    nested = Episode(title="A", name="s1/tides", file="a.yaml", audio=Audio(url="a.mp3"))
    assert markdown_of(ADDRESSES, nested) == "podcast/s1/tides/index.md"


@given(st.text(st.sampled_from("<!-/podcast:notes trix{}>\n\n`[](a)#"), max_size=200))
def test_any_text_is_taken(text):
    assert isinstance(portable(text, ADDRESSES, URI), str)
