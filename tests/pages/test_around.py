"""Each show in the folder `golden/around` becomes the pages in the folder of its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.engine.cache import FolderCache
from mkdocs_podcast.messages import LANGUAGES, words_in
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.reading import serialization as stored
from mkdocs_podcast.reading.yaml import read_yaml
from mkdocs_podcast.show import Episode, Person
from mkdocs_podcast.site.urls import Addresses

from ..strategies import words
from .conftest import ADA, SHOW, episode

GOLDEN = Path(__file__).parent / "golden/around"
SHOWS = sorted(GOLDEN.glob("*.yaml"))


def around(*episodes: Episode, people: tuple[Person, ...] = (ADA,), **site: object) -> PageWriter:
    """A writer of a show that has all pages, and all pictures."""
    assets = {(one.file, one.picture): f"images/{one.picture}" for one in people}
    assets |= {(one.file, one.image): f"images/{one.image}" for one in episodes}
    given = {"addresses": Addresses(assets=assets), "filter": "assets/archive.js", **site}
    return PageWriter(Catalog.of(SHOW, episodes, people), Site(**given))


def page(writer: PageWriter, uri: str, to_html) -> BeautifulSoup:
    """The HTML of a page."""
    (found,) = (each for each in writer.pages() if each.uri == f"podcast/{uri}.md")
    return BeautifulSoup(to_html(found.write()), "html.parser")


def texts(tags: list[Tag]) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in tags]


@pytest.mark.parametrize("path", SHOWS, ids=lambda path: path.stem)
def test_a_show_becomes_the_pages_beside_it(path, golden, to_html):
    values = read_yaml(path.read_text(encoding="utf-8")).values
    people = [Person(**{**one, "file": f"people/{one['id']}.md"}) for one in values["people"]]
    episodes = [episode(one["name"], **one["values"]) for one in values["episodes"]]
    folder = path.with_suffix("")
    expected = {file.name for file in folder.glob("*.md")}
    made = set()
    for each in around(*episodes, people=tuple(people)).pages():
        stem = re.sub(r"[^a-z0-9-]+", ".", each.uri.removesuffix(".md"))
        text = each.write()
        golden(folder / f"{stem}.md", text)
        golden(folder / f"{stem}.html", f"{to_html(text)}\n")
        made.add(f"{stem}.md")
    assert made == expected


@pytest.mark.parametrize("path", [GOLDEN / "hostile"], ids=["hostile"])
def test_what_is_hostile_is_text(path):
    for file in path.glob("*.html"):
        html = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        scripts = [script.get("src") for script in html.select("script")]
        assert scripts == ["../assets/archive.js"] * (file.stem == "podcast.index")
        assert not [tag for tag in html.find_all() if {"onclick", "onload"} & set(tag.attrs)]
        assert not html.select('[href^="javascript"], iframe, b, i:not(li > i)')


TALK = [
    {"header": "Ebb", "topics": ["Salt"]},
    {"line": "It goes out.", "who": "Ada", "sec": 61},
    {"header": "Flood"},
    {"line": "It comes in, and then it comes in again.", "who": "Ada", "sec": 90},
    {"line": "x", "who": "Eve"},
]
TIDES = episode("tides", season=2, guests="ada", topics="moon, Sea", transcript=TALK)
FOG = episode("x/fog", title="Fog", season=1, guests="eve", hosts="ada", topics="sea")


def test_all_pages_have_a_place_a_title_and_a_heading_that_says_it(to_html):
    pages = list(around(TIDES, FOG).pages())
    assert [(each.uri.removeprefix("podcast/"), each.title) for each in pages] == [
        ("index.md", "Low Water"),
        ("season-2.md", "Season 2"),
        ("season-1.md", "Season 1"),
        ("people/index.md", "People"),
        ("people/ada.md", "Ada Lovelace"),
        ("topics/index.md", "Topics"),
        ("topics/moon.md", "moon"),
        ("topics/salt.md", "Salt"),
        ("topics/sea.md", "sea"),
    ]
    for each in pages:
        assert BeautifulSoup(to_html(each.write()), "html.parser").h1.get_text() == each.title
        assert each.meta()["title"] == each.title


def test_each_kind_of_page_can_be_turned_off():
    off = Addresses(people=False, topics=False, seasons=False)
    assert list(around(TIDES, addresses=off, archive=False).pages()) == []
    text = around(TIDES, addresses=off, archive=False, related=0).episode(TIDES)
    assert "**Ada Lovelace** *guest*" in text
    assert "- moon\n- Sea\n" in text.replace("- sea", "- Sea")


def test_a_person_has_their_episodes_and_the_sections_they_speak_most_in(to_html):
    html = page(around(TIDES, FOG), "people/ada", to_html)
    assert texts(html.select("h2")) == ["As a guest", "As a host", "Speaks most in"]
    assert texts(html.select(".podcast-card-title")) == ["Tides", "Fog"]
    assert texts(html.select(".podcast-sections li")) == ["1:30 Flood Tides", "1:01 Ebb Tides"]
    assert [a["href"] for a in html.select(".podcast-sections a")] == [
        "../../../podcast/tides/#flood",
        "../../../podcast/tides/#ebb",
    ]


def test_a_section_without_a_header_has_no_address_and_is_left_out(to_html):
    made = episode("tides", guests="ada", transcript=[{"line": "Hello.", "who": "Ada", "sec": 1}])
    assert not page(around(made), "people/ada", to_html).select(".podcast-sections")


def test_a_topic_has_its_episodes_and_sections_however_it_is_written(to_html):
    writer = around(TIDES, FOG)
    assert texts(page(writer, "topics/sea", to_html).select(".podcast-card-title")) == [
        "Tides",
        "Fog",
    ]
    salt = page(writer, "topics/salt", to_html)
    assert not salt.select(".podcast-card")
    assert texts(salt.select(".podcast-sections li")) == ["1:01 Ebb Tides"]
    index = page(writer, "topics/index", to_html)
    assert texts(index.select(".podcast-topics li")) == [
        "moon 1 episode",
        "Salt 1 episode",
        "sea 2 episodes",
    ]


def test_an_episode_links_to_its_people_topics_and_relations(to_html):
    html = BeautifulSoup(to_html(around(TIDES, FOG).episode(TIDES)), "html.parser")
    links = {a.get_text(): a["href"] for a in html.select("a[href*='podcast/']")}
    assert links["Ada Lovelace"] == "../../podcast/people/ada/"
    assert links["sea"] == "../../podcast/topics/sea/"
    assert texts(html.select(".podcast-related li")) == ["Fog Season 1"]
    assert not BeautifulSoup(around(TIDES).episode(TIDES), "html.parser").select(".podcast-related")


def test_topics_of_sections_are_tags_too_each_once():
    made = episode("a", topics="Salt, moon", transcript=[{"header": "A", "topics": ["salt", "x"]}])
    assert around(made).meta(made)["tags"] == ["Salt", "moon", "x"]


def test_a_card_says_what_it_is_found_by_where_there_is_a_filter(to_html):
    card = page(around(TIDES, FOG), "index", to_html).select_one(".podcast-card")
    assert card["data-topics"].split("\n") == ["moon", "sea", "Salt", ""]
    assert card["data-people"].split("\n") == ["Grace Hopper", "Ada Lovelace", ""]
    for writer in (around(TIDES), around(TIDES, FOG, filter="")):
        html = page(writer, "index", to_html)
        assert not html.select(".podcast-filter, [data-topics]")


def test_the_number_of_an_episode_names_its_season_but_in_that_season(to_html):
    made = episode("a", season=2, episode=3, guests="ada")
    first = {
        uri: texts(page(around(made), uri, to_html).select(".podcast-episodes .podcast-facts li"))[
            0
        ]
        for uri in ("index", "season-2", "people/ada")
    }
    assert first == {
        "index": "Episode 3",
        "season-2": "Episode 3",
        "people/ada": "Season 2, episode 3",
    }


FILES = ("transcript.vtt", "transcript.txt", "chapters.json")


@pytest.mark.parametrize(
    ("transcript", "names"),
    [
        (TALK, ["WebVTT", "Plain text", "Chapters"]),
        ([{"line": "x", "sec": 1}], ["WebVTT", "Plain text"]),
        ([{"header": "A"}, {"line": "x"}], ["Plain text"]),
        ([], []),
    ],
)
def test_files_are_linked_to_where_the_transcript_is_enough_for_them(to_html, transcript, names):
    made = episode("x/a", transcript=transcript)
    html = BeautifulSoup(to_html(around(made, files=FILES).episode(made)), "html.parser")
    assert texts(html.select(".podcast-files a")) == names
    if names:
        assert html.select_one(".podcast-files a")["href"].startswith("../../../podcast/x/a/")


def test_people_are_in_the_order_of_their_names_whatever_the_accents(to_html):
    people = tuple(Person(title=t, id=t, file=t) for t in ("Zoë", "Łucja", "ada", "Émile"))
    html = page(around(people=people), "people/index", to_html)
    assert texts(html.select("li a"))[1:] == ["ada", "Émile", "Łucja", "Zoë"]


def test_accounts_become_addresses_and_what_leads_nowhere_is_left_out():
    person = Person(
        title="A",
        web="https://a.example",
        twitter="@a_b",
        linkedin="TODO",
        github="https://github.example/a",
        links={"mastodon": "javascript:x()", "rss": "https://a.example/feed"},
    )
    assert person.profiles == {
        "web": "https://a.example",
        "twitter": "https://x.com/a_b",
        "github": "https://github.example/a",
        "rss": "https://a.example/feed",
    }


def test_a_site_overrides_the_card_and_each_page(tmp_path, to_html):
    (tmp_path / "card.md").write_text("<li>{{ episode.title }}, {{ season }}</li>\n")
    (tmp_path / "topic.md").write_text("# About {{ topic.name }}\n")
    writer = around(TIDES, FOG, overrides=[tmp_path])
    assert texts(page(writer, "season-2", to_html).select(".podcast-episodes li")) == ["Tides, 2"]
    assert page(writer, "topics/sea", to_html).get_text() == "About sea"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_have_the_same_anchors_in_all_languages(to_html, language):
    writer = around(TIDES, FOG, words=words_in(language))
    html = page(writer, "people/ada", to_html)
    assert [h["id"] for h in html.select("h2")] == ["as-a-guest", "as-a-host", "speaks-most-in"]
    html = page(writer, "index", to_html)
    assert [(h["id"], h.a["href"]) for h in html.select("h2")] == [
        ("season-2", "../podcast/season-2/"),
        ("season-1", "../podcast/season-1/"),
    ]


@given(words)
def test_any_text_is_shown_as_it_is_on_every_page(text):
    from markdown import Markdown

    person = Person(title=text, id="ada", file="people/ada.md")
    entries = [{"header": text, "topics": [text]}, {"line": "x", "who": text, "sec": 1}]
    made = episode("a", title=text, season=1, guests="ada", topics=[text], transcript=entries)
    topic = made.topics[0] if made.topics else ""
    for each in around(made, people=(person,)).pages():
        html = BeautifulSoup(
            Markdown(extensions=["toc", "tables", "podcast"]).convert(each.write()), "html.parser"
        )
        named = {text, topic, " ".join(text.split())}
        for tag in html.select(".podcast-card-title, .podcast-people a, .podcast-sections a"):
            assert tag.get_text() in named
        for tag in html.select("[data-topics]"):
            assert tag["data-topics"] == f"{topic}\n"


def unpacked(episodes: list[Episode]) -> list[str]:
    return [each.file for each in episodes if "_entries" in vars(each.transcript)]


def test_pages_that_were_written_before_are_found_without_a_transcript(tmp_path):
    kept = [stored.dump(each, [], {}) for each in (TIDES, FOG)]

    def build() -> tuple[list[str], list[str]]:
        episodes = [stored.load(Episode, content)[0] for content in kept]
        site = Site(filter="assets/archive.js")
        writer = PageWriter(Catalog.of(SHOW, episodes, [ADA]), site, FolderCache(tmp_path))
        written = [each.write() for each in writer.pages()]
        writer._cache.prune()
        return written, unpacked(episodes[:1])

    first, second = build(), build()
    assert first == (second[0], [TIDES.file])
    assert second[1] == []
