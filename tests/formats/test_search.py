from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats import notes_content, search_content
from mkdocs_podcast.formats.search import MAX_PAGE, MAX_SECTION, MAX_SECTIONS
from mkdocs_podcast.show import Entry, Episode, Header, Line, Show, Transcript
from mkdocs_podcast.site.outputs import Kind

from ..strategies import anything, transcripts
from .shows import ADA, FLOW, MESSAGES, TIDES, plan, view, with_transcript


def searched(*entries: Entry, **values) -> tuple[str, str]:
    episode = with_transcript(Episode(title="Tides", name="a", file="a.yaml", **values), *entries)
    return search_content(MESSAGES, view(plan(episode)), Transcript(entries))


def page(kind: Kind, subject: str = "") -> tuple[str, str]:
    season = replace(FLOW, season=2, topics=("ebb",), description="What comes back.")
    return search_content(MESSAGES, view(plan(TIDES, season), kind, subject))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def headings(html: str) -> dict[str, str]:
    """Return the headings by their anchors."""
    return {str(tag.get("id", "")): tag.get_text() for tag in soup(html).select("h2, h3")}


def words(html: str) -> list[str]:
    """Return the text next to headings, line by line."""
    found = soup(html)
    for heading in found.select("h1, h2, h3, h4, h5, h6"):
        heading.decompose()
    return [line for line in found.get_text().split("\n") if line]


def test_an_episode_is_found_by_people_topics_headings_and_first_words():
    before, after = searched(
        Line("Hello.", "Ada", 1),
        Header("The moon"), Line("It pulls.", "Ada", 132), Line("It does.", "Grace", 133),
        Header("The sun & <b>"), Line("It shines.", "Ada", 140),
        subtitle="Twice a day", intro="Why the <em>sea</em> comes.<br>Really.", notes="Notes",
        guests=("grace",), topics=("ebb", "flow"),
    )  # fmt: skip
    assert words(before) == ["Twice a day Grace Foam Ada Marsh Why the sea comes. Really. ebb flow"]
    assert headings(before) == {"show-notes": "Show notes"}
    assert words(after) == ["Hello.", "It pulls. It does.", "It shines."]
    assert headings(after) == {
        "transcript": "Transcript",
        "the-moon": "The moon",
        "the-sun-b": "The sun & <b>",
    }


def test_the_title_names_of_speakers_and_times_are_omitted():
    before, after = searched(Header("The moon"), Line("It pulls.", "Zoe", 132))
    for word in ("Tides", "Zoe", "2:12", "h1"):
        assert word not in before + after


def test_an_episode_without_notes_and_transcript_has_no_headings():
    assert searched() == ("Ada Marsh", "")


def test_a_page_about_which_nothing_is_known_is_found_by_its_title():
    bare = Episode(title="Tides & more", name="a", file="a.yaml")
    made = plan(bare, show=Show(title="S"))
    assert search_content(MESSAGES, view(made)) == ("Tides &amp; more", "")


def test_a_topic_of_sections_is_found_by_their_headers():
    entries = Header("The moon", topics=("ebb",)), Line("It pulls.", "Ada", 1)
    episode = with_transcript(Episode(title="T", name="a", file="a.yaml"), *entries)
    content = search_content(MESSAGES, view(plan(episode), Kind.TOPIC, "ebb"))
    assert content == ("The moon", "")


@pytest.mark.parametrize("length", [10, 200, 2_000, 20_000])
def test_a_long_line_is_found_by_its_first_words(length):
    (shown,) = words(searched(Header("H"), Line("word " * (length // 5), "Ada", 1))[1])
    assert shown.startswith("word ")
    assert len(shown) <= MAX_SECTION + 2


def test_text_without_spaces_is_found_by_its_first_characters():
    (shown,) = words(searched(Header("潮"), Line("潮の満ち引き" * 60, "", 1))[1])
    assert shown.startswith("潮の満ち引き")
    assert 60 < len(shown) <= MAX_SECTION + 2


@given(transcript=transcripts, repeat=st.integers(1, 40))
def test_what_is_searched_is_bounded_for_any_transcript(transcript, repeat):
    before, after = searched(*transcript.entries * repeat)
    shown = [len(text) for text in words(after)]
    assert len(before) <= MAX_PAGE
    assert sum(shown) <= MAX_SECTIONS + MAX_SECTION + 3 * len(shown)
    headers = sum(isinstance(entry, Header) for entry in transcript) * repeat
    assert len(soup(after).select("h3")) == headers


@pytest.mark.parametrize(
    ("kind", "subject", "before", "after"),
    [
        (Kind.ARCHIVE, "", ["What the sea leaves.", "Flow", "Tides"], []),
        (Kind.SEASON, "1", ["Tides Grace Foam Why the sea comes."], []),
        (Kind.PEOPLE, "", ["Ada Marsh Grace Foam"], []),
        (Kind.PERSON, "ada", ["Counts waves."], ["Flow Tides"]),
        (Kind.PERSON, "grace", [], ["Tides"]),
        (Kind.TOPICS, "", ["ebb flow"], []),
        (Kind.TOPIC, "ebb", ["Flow What comes back. Tides Grace Foam Why the sea comes."], []),
    ],
)
def test_other_pages_are_found_by_what_they_list(kind, subject, before, after):
    assert tuple(map(words, page(kind, subject))) == (before, after)


def test_headings_of_other_pages_have_their_anchors():
    assert headings(page(Kind.ARCHIVE)[0]) == {"season-2": "Season 2", "season-1": "Season 1"}
    assert headings(page(Kind.PERSON, ADA.id)[1]) == {"as-a-host": "As a host"}
    assert headings(page(Kind.PERSON, "grace")[1]) == {"as-a-guest": "As a guest"}


# Show notes.


def test_show_notes_are_found_by_headings_and_first_words():
    html = (
        "<p>A <em>boat</em>.</p><ul>\n<li>Tea</li>\n<li>Rope<br>Oars</li>\n</ul>"
        '<h3 id="log">The <code>log</code><a class="headerlink" href="#log">¶</a></h3>'
        "<pre><code>a &lt; b\n</code></pre><script>alert(1)</script><svg><title>t</title></svg>"
        '<h4 id="end">End</h4>'
    )
    assert notes_content(html) == (
        'A boat. Tea Rope Oars\n<h3 id="log">The log</h3>\na &lt; b\n<h4 id="end">End</h4>'
    )
    assert notes_content("") == ""


def test_references_are_never_cut():
    for shift in range(8):
        text = notes_content(f'<h2 id="y">y</h2><p>{"x" * shift}{"&amp;" * 200}</p>')
        words_below = text.partition("</h2>\n")[2]
        assert words_below.endswith(" …")
        assert set(words_below.lstrip("x").removesuffix(" …").split("&amp;")) == {""}


@given(anything)
def test_the_content_of_any_notes_is_headings_and_text(html):
    content = notes_content(html)
    assert {tag.name for tag in soup(content).find_all(True)} <= {f"h{n}" for n in range(1, 7)}
    assert len(" ".join(words(content))) <= MAX_SECTIONS + MAX_SECTION
