from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats import notes_content, search_content
from mkdocs_podcast.formats.search import MAX_PAGE, MAX_SECTION, MAX_SECTIONS
from mkdocs_podcast.show import Entry, Header, Line, Transcript
from mkdocs_podcast.site import Kind

from ..plans import FLOW, MESSAGES, TIDES, complete_plan, episode, plan, view, with_transcript
from ..strategies import anything, transcripts


def searched(*entries: Entry, **values) -> tuple[str, str]:
    made = complete_plan(with_transcript(episode("a", title="Tides", **values), *entries))
    return search_content(MESSAGES, view(made), Transcript(entries))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(f"{html}\n", "html.parser")


def headings(html: str) -> dict[str, str]:
    """Return the headings by their anchors."""
    return {str(tag.get("id", "")): tag.get_text() for tag in soup(html).select("h2, h3")}


def texts(html: str) -> list[str]:
    """Return the text next to headings, line by line."""
    found = soup(html)
    for heading in found.select("h1, h2, h3, h4, h5, h6"):
        heading.decompose()
    return [line for line in found.get_text().split("\n") if line]


def test_an_episode_is_found_by_people_topics_headings_and_first_words():
    before, after = searched(
        Line("Hello.", "Ada", 1),
        Header("The moon"), Line("It pulls.", "Zoe", 132), Line("It does.", "Grace", 133),
        Header("The sun & <b>"), Line("It shines.", "Ada", 140),
        subtitle="Twice a day", intro="Why the <em>sea</em> comes.<br>Really.", notes="Notes",
        guests=("grace",), topics=("ebb", "flow"),
    )  # fmt: skip
    assert before == (
        "Twice a day Grace Foam Ada Marsh Why the sea comes. Really. ebb flow\n"
        '<h2 id="show-notes">Show notes</h2>'
    )
    assert after == (
        '<h2 id="transcript">Transcript</h2>\nHello.\n'
        '<h3 id="the-moon">The moon</h3>\nIt pulls. It does.\n'
        '<h3 id="the-sun-b">The sun &amp; &lt;b&gt;</h3>\nIt shines.'
    )
    assert searched() == ("Ada Marsh", "")


def test_a_page_about_which_nothing_is_known_is_found_by_its_title():
    made = plan(episode("a", title="Tides & more"))
    assert search_content(MESSAGES, view(made)) == ("Tides &amp; more", "")


def test_a_topic_of_sections_is_found_by_their_headers():
    entries = Header("The moon", topics=("ebb",)), Line("It pulls.", "Ada", 1)
    made = plan(with_transcript(episode("a"), *entries))
    assert search_content(MESSAGES, view(made, Kind.TOPIC, "ebb")) == ("The moon", "")


@pytest.mark.parametrize("word", ["word ", "潮の満ち引き"])
@pytest.mark.parametrize("length", [10, 200, 2_000, 20_000])
def test_a_long_line_is_found_by_its_first_words(word, length):
    line = word * (length // len(word))
    (shown,) = texts(searched(Header("H"), Line(line, "Ada", 1))[1])
    assert shown.startswith(word.strip())
    assert min(60, len(line) - 1) <= len(shown) <= MAX_SECTION + 2


def test_a_section_is_found_by_as_many_short_lines_as_fit():
    (shown,) = texts(searched(Header("H"), *[Line("word", "Ada", 1)] * 500)[1])
    assert MAX_SECTION - len("word") < len(shown) <= MAX_SECTION + 2


@given(transcript=transcripts, repeat=st.integers(1, 40))
def test_the_content_is_bounded_for_any_transcript(transcript, repeat):
    before, after = searched(*transcript.entries * repeat)
    shown = [len(text) for text in texts(after)]
    assert len(before) <= MAX_PAGE
    assert sum(shown) <= MAX_SECTIONS + MAX_SECTION + 3 * len(shown)
    headers = sum(isinstance(entry, Header) for entry in transcript) * repeat
    assert len(soup(after).select("h3")) == headers


SEASONS = {"season-2": "Season 2", "season-1": "Season 1"}


@pytest.mark.parametrize(
    ("kind", "subject", "before", "after", "anchors"),
    [
        (Kind.ARCHIVE, "", ["What the sea leaves.", "Flow", "Tides"], [], SEASONS),
        (Kind.SEASON, "1", ["Tides Grace Foam Why the sea comes."], [], {}),
        (Kind.PEOPLE, "", ["Ada Marsh Grace Foam"], [], {}),
        (Kind.PERSON, "ada", ["Counts waves."], ["Tides Flow"], {"as-a-host": "As a host"}),
        (Kind.PERSON, "grace", [], ["Tides"], {"as-a-guest": "As a guest"}),
        (Kind.TOPICS, "", ["ebb flow"], [], {}),
        (Kind.TOPIC, "ebb", ["Tides Grace Foam Why the sea comes. Flow It returns."], [], {}),
    ],
)
def test_other_pages_are_found_by_their_lists(kind, subject, before, after, anchors):
    flow = replace(FLOW, season=2, topics=("ebb",), description="It returns.")
    shown = search_content(MESSAGES, view(complete_plan(TIDES, flow), kind, subject))
    assert tuple(map(texts, shown)) == (before, after)
    assert headings("".join(shown)) == anchors


def test_show_notes_are_found_by_headings_and_first_words():
    html = (
        '<p>A <a href="/x">boat</a>.</p><ul>\n<li>Tea</li>\n<li>Rope<br>Oars</li>\n</ul>'
        '<h3 id="log">The <code>log</code><a class="headerlink" href="#log">¶</a></h3>'
        "<pre><code>a &lt; b\n</code></pre><script>alert(1)</script><svg><title>t</title></svg>"
        '<h4 id="end">End</h4>'
    )
    assert notes_content(html) == (
        'A boat. Tea Rope Oars\n<h3 id="log">The log</h3>\na &lt; b\n<h4 id="end">End</h4>'
    )
    assert notes_content("") == ""


@pytest.mark.parametrize("shift", range(8))
def test_references_are_never_cut(shift):
    text = notes_content(f'<h2 id="y">y</h2><p>{"x" * shift}{"&amp;" * 200}</p>')
    below = text.partition("</h2>\n")[2]
    assert below.endswith(" …")
    assert set(below.lstrip("x").removesuffix(" …").split("&amp;")) == {""}


@given(anything)
def test_the_content_of_any_notes_is_headings_and_text(html):
    content = notes_content(html)
    assert {tag.name for tag in soup(content).find_all(True)} <= {f"h{n}" for n in range(1, 7)}
    assert len(" ".join(texts(content))) <= MAX_SECTIONS + MAX_SECTION
