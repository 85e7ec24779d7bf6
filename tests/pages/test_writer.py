from __future__ import annotations

from datetime import date
from posixpath import dirname, join, normpath

import jinja2
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.checks import Problem
from mkdocs_podcast.engine.cache import FolderCache
from mkdocs_podcast.messages import LANGUAGES, words_in
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.show import Header, Line, Section, Show
from mkdocs_podcast.show.anchors import jekyll, section_anchors
from mkdocs_podcast.site.urls import Addresses

from ..strategies import words
from .conftest import ADA, SHOW, episode, writer


def links(html: str) -> list[str]:
    return [link["href"] for link in BeautifulSoup(html, "html.parser").select("[href]")]


def archive(pages: PageWriter) -> str:
    """The page of all episodes, as it is written."""
    return next(pages.pages()).write()


def address_of(uri: str, *, directory_urls: bool) -> str:
    """Where a site puts the page of a Markdown file."""
    stem = uri.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return join(dirname(stem), "") if stem.endswith("index") else f"{stem}/"


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("folder", ["podcast", "a/b", ""])
@pytest.mark.parametrize("name", ["one", "x/one", "x/y/one"])
def test_links_lead_to_pages_and_files_from_wherever_a_page_is(
    to_html, directory_urls, folder, name
):
    here = episode(name, season=2, image="a b.png", slug="slug", audio="c.mp3")
    there = episode("z/other", season=1)
    pages = writer(here, there, folder=folder, directory_urls=directory_urls)
    assert pages.uri(here) == normpath(join(folder, dirname(name), "slug.md"))

    def target(relative: str, page: str) -> str:
        address = address_of(page, directory_urls=directory_urls)
        return normpath(join(dirname(address + "x"), relative))

    html = BeautifulSoup(to_html(pages.episode(here)), "html.parser")
    other = normpath(address_of(pages.uri(there), directory_urls=directory_urls))
    page = pages.uri(here)
    assert target(html.select_one(".podcast-neighbours a")["href"], page) == other
    assert target(html.select_one(".podcast-artwork img")["src"], page) == "images/a%20b.png"
    assert target(html.select_one("audio")["src"], page) == "media/c.mp3"
    index = BeautifulSoup(to_html(archive(pages)), "html.parser")
    found = [target(link["href"], pages.index_uri) for link in index.select("li a")]
    assert found == [
        normpath(address_of(pages.uri(e), directory_urls=directory_urls)) for e in (here, there)
    ]
    assert target(index.select_one("img")["src"], pages.index_uri) == "images/a%20b.png"


def test_moments_worth_quoting_are_listed_but_those_that_a_header_has_the_words_of(to_html):
    said = [{"header": "C#, “why” – and how", "topics": "x"}, {"line": "Hi.", "sec": "10"}]
    clips = {'c#, "why" - and how': "10", "C++": "30", "C": "5", "C, why and how": "10"}
    quotes = [{"name": name, "startOffset": start} for name, start in clips.items()]
    html = to_html(
        writer(made := episode("a", transcript=said, quotableClips=quotes)).episode(made)
    )
    rows = BeautifulSoup(html, "html.parser").select(".podcast-sections li")
    assert [row.get_text(" ", strip=True) for row in rows] == [
        "0:05 C",
        "0:10 C#, “why” – and how",
        "0:10 C, why and how",
        "0:30 C++",
    ]


def test_the_index_lists_seasons_and_episodes(to_html):
    pages = writer(
        episode("a", title="A & B", season=2, episode=1, guests="ada, eve", description="On <b>."),
        episode("b", title="B", season=1, published="2024-03-31", duration="1:00:00"),
        episode("c", title="C"),
    )
    html = to_html(archive(pages))
    page = BeautifulSoup(html, "html.parser")
    assert [h.get_text() for h in page.select("h1, h2")] == [
        "Low Water", "Season 2", "Season 1", "More episodes",
    ]  # fmt: skip
    assert [a.get_text() for a in page.select("li a")] == ["A & B", "B", "C"]
    text = " ".join(page.get_text().split())
    for said in ("Episode 1", "With Ada Lovelace, eve", "On <b>.", "31 March 2024", "1 h"):
        assert said in text


def test_the_index_of_an_empty_show_says_so():
    text = archive(writer(show=Show(title="Low Water", description="On <tides>.")))
    assert "# Low Water\n\nOn &lt;tides&gt;.\n\nThere are no episodes yet.\n" in text


def test_the_page_in_place_of_a_broken_one_says_what_to_mend(to_html):
    problem = Problem("not-yaml", "A <colon> reads.", "Quote *it*.", (), "docs/a.yaml", 3, 7)
    html = to_html(writer().problems("docs/a.yaml", [problem]))
    page = BeautifulSoup(html, "html.parser")
    assert page.h1.get_text() == "Cannot show docs/a.yaml"
    assert page.li.get_text() == "docs/a.yaml:3:7 A <colon> reads. Quote *it*. not-yaml"


def test_front_matter_says_what_is_known_and_keeps_macros_off():
    made = episode(
        "a", image="a.png", published="2024-03-31", topics="x, y", intro="<p>The <b>moon</b>."
    )
    assert writer(made).meta(made) == {
        "title": "Tides",
        "description": "The moon.",
        "date": date(2024, 3, 31),
        "image": "images/a.png",
        "tags": ["x", "y"],
        "render_macros": False,
    }
    assert writer().meta(episode("b")) == {"title": "Tides", "render_macros": False}
    assert next(writer().pages()).meta() == {"title": "Low Water", "render_macros": False}


def test_a_site_overrides_a_template(tmp_path):
    (tmp_path / "episode.md").write_text("# {{ episode.title }} of {{ episode.extra.weather }}\n")
    made = episode("a", title="A & B", weather="<fine>")
    assert writer(made, overrides=[tmp_path]).episode(made) == "# A &amp; B of &lt;fine&gt;\n"
    assert "# Low Water" in archive(writer(made, overrides=[tmp_path]))


def test_a_template_of_a_site_can_include_ours_by_its_name(tmp_path):
    (tmp_path / "index.md").write_text('{% include "parts/x.md" %}')
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/x.md").write_text("{{ show.title | markdown }} {{ '*a*' | markdown }}")
    assert archive(writer(overrides=[tmp_path])) == "Low Water *a*\n"


def test_an_error_in_a_template_names_its_file_and_line(tmp_path):
    (tmp_path / "index.md").write_text("# x\n\n{% if %}\n")
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        archive(writer(overrides=[tmp_path]))
    assert (caught.value.filename, caught.value.lineno) == (str(tmp_path / "index.md"), 3)


@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ show.nothing }}", "{{ episode }}"])
def test_a_template_that_asks_for_what_there_is_not_fails_at_its_line(tmp_path, text):
    (tmp_path / "index.md").write_text(f"# x\n\n{text}\n")
    with pytest.raises(jinja2.UndefinedError) as caught:
        archive(writer(overrides=[tmp_path]))
    places = [(str(e.path), e.lineno + 1) for e in caught.traceback]
    assert (str(tmp_path / "index.md"), 3) in places


def test_pages_are_the_same_from_a_cache_and_change_with_the_show(tmp_path):
    made = episode("a", transcript=[{"line": "x", "who": "Ada"}])
    cache = FolderCache(tmp_path)
    site = Site()
    shows = [Catalog.of(show, [made], [ADA]) for show in (SHOW, Show(title="S", hosts=("Eve",)))]
    for catalog in shows:
        without = PageWriter(catalog, site).episode(made)
        for _ in range(2):
            assert PageWriter(catalog, site, cache).episode(made) == without


def test_a_line_without_a_video_is_played_from_the_recording():
    made = episode("a", audio="c.mp3", transcript=[{"line": "x", "sec": "12345.678"}])
    assert "[3:25:45.678](../../media/c.mp3#t=12345.678) x" in writer(made).episode(made)


def sections(*headers: str, **ids: str) -> list[Section]:
    return [Section(header, ids.get(header, ""), ()) for header in headers]


def ascii_slug(text: str) -> str:
    return text.lower().replace(" ", "-")


@pytest.mark.parametrize(
    ("headers", "ids", "anchors"),
    [
        (["", "A b"], {}, ["", "a-b"]),
        (["A", "A", "A"], {}, ["a", "a-2", "a-3"]),
        (["A", "A", "A 2"], {}, ["a", "a-2", "a-2-2"]),
        (["A", "B"], {"B": "a"}, ["a-2", "a"]),
        (["A", "B"], {"A": "x", "B": "x"}, ["x", "x-2"]),
        (["A"], {"A": 'a "b" {#c}'}, ["a-b-c-"]),
        (["T 132", "T 132 2"], {}, ["section-t-132", "section-t-132-2"]),
    ],
)
def test_a_section_is_called_by_its_id_or_its_header(headers, ids, anchors):
    assert section_anchors(sections(*headers, **ids), ascii_slug) == anchors


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Chris’s background", "chriss-background"),
        ("What's CRISP-DM?", "whats-crisp-dm"),
        ("3. Data & models", "3-data--models"),
        ("Before -- and after --- it", "before--and-after--it"),
        ("Ebb — flood", "ebb--flood"),
        ("Wait...", "wait"),
        ("C++ vs. C#", "c-vs-c"),
        ("snake_case", "snake_case"),
        ("Über ÉCOLE", "über-école"),
        ("e\u0301tude", "e\u0301tude"),
        ("½ price", "-price"),
        ("日本 語", "日本-語"),
        ("😀!", ""),
    ],
)
def test_jekyll_names_a_section_as_kramdown_does(header, name):
    assert jekyll(header) == name


def test_jekyll_counts_from_one(to_html):
    entries = [{"header": header} for header in ("A", "A", "A", "A 1", "😀", "Transcript")]
    made = episode("a", transcript=entries)
    page = BeautifulSoup(to_html(writer(made, slugify=jekyll).episode(made)), "html.parser")
    names = [h["id"] for h in page.select("h3")]
    assert names == ["a", "a-1", "a-2", "a-1-1", "section", "transcript-1"]


@given(
    st.lists(st.builds(Section, st.just("") | words, st.just("") | words, st.just(())), max_size=8)
)
def test_anchors_of_sections_are_unique_and_safe(made):
    for slug in (ascii_slug, jekyll, lambda _: ""):
        anchors = [a for a in section_anchors(made, slug) if a]
        assert len(anchors) == len(set(anchors)) == len([s for s in made if s.header])
        assert not any(set(anchor) & set(" \n\t{}#\"'<>&=") for anchor in anchors)


def test_the_slugs_are_the_sites():
    made = episode("a", transcript=[{"header": "Ebb"}])
    site = Site().with_slugify(lambda text, separator: f"{text}{separator}x")
    assert "### Ebb { #Ebb-x }" in PageWriter(Catalog.of(SHOW, [made], []), site).episode(made)


def test_a_header_in_another_script_keeps_its_letters_where_the_slug_has_none():
    made = episode("a", transcript=[{"header": "Ебб"}, {"header": "!!!"}])
    text = writer(made).episode(made)
    assert "### Ебб { #ебб }" in text
    assert "### !!! { #section }" in text


def test_a_speaker_is_named_once_a_turn_and_again_in_each_section():
    entries = [Line("a", "Ada"), Line("b"), Line("c", "Ada:"), Header("H"), Line("d", "Ada")]
    made = episode("a")
    text = writer(made).episode(type(made)(title="T", name="a", transcript=tuple(entries)))
    assert "**Ada** a\n\nb\n\nc\n\n### H { #h }\n\n**Ada** d" in text


@pytest.mark.parametrize("directory_urls", [True, False])
def test_an_episode_called_readme_is_where_mkdocs_puts_it(to_html, directory_urls):
    pages = writer(episode("fog/README"), directory_urls=directory_urls)
    (address,) = links(to_html(archive(pages)))
    assert address.endswith("fog/" if directory_urls else "fog/index.html")


def test_a_page_is_written_again_when_its_recording_has_another_size(tmp_path):
    cache = FolderCache(tmp_path / "cache")
    (tmp_path / "episode.md").write_text("{{ episode.audio.length }}")
    site = Site(overrides=[tmp_path])
    sizes = []
    for size in (1, 2):
        made = episode("a", audio={"url": "a.mp3", "length": size})
        sizes.append(PageWriter(Catalog.of(SHOW, [made], []), site, cache).episode(made))
    assert sizes == ["1\n", "2\n"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_a_page_have_the_same_anchors_in_all_languages(to_html, language):
    made = episode("a", season=2, notes="Words.", transcript=[{"header": "Ebb"}])
    pages = writer(made, episode("b"), words=words_in(language))
    page = BeautifulSoup(to_html(pages.episode(made)), "html.parser")
    assert [h["id"] for h in page.select("h2")] == ["sections", "show-notes", "transcript"]
    index = BeautifulSoup(to_html(archive(pages)), "html.parser")
    assert [h["id"] for h in index.select("h2")] == ["season-2", "more-episodes"]


def test_no_section_takes_the_anchor_of_a_heading_of_the_page(to_html):
    made = episode("a", transcript=[{"header": "Transcript"}, {"header": "A", "id": "sections"}])
    page = BeautifulSoup(to_html(writer(made).episode(made)), "html.parser")
    assert [h["id"] for h in page.select("h2")] == ["sections", "transcript"]
    assert [h["id"] for h in page.select("h3")] == ["transcript-2", "sections-2"]


def test_a_page_is_written_again_when_its_words_or_its_player_are_others(tmp_path):
    cache = FolderCache(tmp_path)
    made = episode("a", audio="c.mp3", ids={"youtube": "dQw4w9WgXcQ"}, notes="Words.")
    catalog = Catalog.of(SHOW, [made], [])
    assets = {(made.file, "c.mp3"): "media/c.mp3"}
    sites = [
        Site(addresses=Addresses(assets=assets)),
        Site(addresses=Addresses(assets=assets), words=words_in("de")),
        Site(addresses=Addresses(assets=assets), words=words_in("en", {"show_notes": "Notes"})),
        Site(addresses=Addresses(assets=assets), sources=["youtube"]),
    ]
    texts = [PageWriter(catalog, site, cache).episode(made) for site in sites]
    assert texts == [PageWriter(catalog, site).episode(made) for site in sites]
    assert len(set(texts)) == len(sites)
