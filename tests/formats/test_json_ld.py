from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from mkdocs_podcast.formats.json_ld import (
    MAX_CLIP_NAME,
    MAX_CLIPS,
    MAX_GRAPH_DESCRIPTION,
    MAX_LISTED_EPISODES,
    graph_of,
    serialize,
)
from mkdocs_podcast.formats.text import shorten
from mkdocs_podcast.messages import load_messages
from mkdocs_podcast.show import Audio, Clip, Episode, Header, Line, Show
from mkdocs_podcast.site.outputs import Kind

from ..strategies import anything
from .graph_rules import REQUIRED, SCHEMA, expanded, faults, nodes, of_type, offline, the
from .shows import ADA, HOSTILE, MESSAGES, SHOW, SITE, TIDES, plan, site_of, view, with_transcript

Graph = Mapping[str, Any]
LICENSED = replace(SHOW, license_url="https://licence.example/", categories=("Science > Nature",))
EBB = replace(TIDES, title="Ebb", name="ebb", file="ebb.yaml", season=2)
PAGE = f"{SITE}podcast/tides/"


def graph(kind: Kind, *episodes: Episode, show: Show = LICENSED, subject="", **values) -> Graph:
    made = plan(*(episodes or (TIDES, EBB)), show=show, **values)
    return graph_of(show, site_of(made), MESSAGES, view(made, kind, subject))


def episode(*episodes: Episode, **values) -> Graph:
    return graph(Kind.EPISODE, *(episodes or (TIDES,)), **values)


GRAPHS: dict[str, Callable[..., Graph]] = {
    "episode": lambda **values: graph(Kind.EPISODE, subject="podcast/tides.yaml", **values),
    "archive": lambda **values: graph(Kind.ARCHIVE, **values),
    "season": lambda **values: graph(Kind.SEASON, subject="1", **values),
    "person": lambda **values: graph(Kind.PERSON, subject="ada", **values),
}
each_page = pytest.mark.parametrize("graph_of_page", GRAPHS.values(), ids=list(GRAPHS))


@each_page
def test_every_page_has_what_search_engines_require(graph_of_page):
    assert list(faults(graph_of_page())) == []


@pytest.mark.parametrize("kind", [Kind.TOPIC, Kind.TOPICS, Kind.PEOPLE])
def test_other_pages_are_about_no_single_thing(kind):
    assert graph(kind) == {}


def broken(key: str, value: object, kind: str) -> Graph:
    made = json.loads(serialize(GRAPHS["episode"]()))
    node = of_type(made, kind)[-1]
    if value is None:
        del node[key]
    else:
        node[key] = value
    return made


@pytest.mark.parametrize(
    ("kind", "key", "value", "fault"),
    [
        *(
            (kind, key, None, f"{kind} without {key}")
            for kind in REQUIRED
            for key in sorted(REQUIRED[kind])
        ),
        ("Clip", "startOffset", 132, "VideoObject: two clips with one start"),
        ("Clip", "endOffset", 1, "Clip ends before it starts"),
        ("Clip", "url", "?t=1", "Clip: url is not absolute"),
        ("Person", "name", "", "Person: name is empty"),
        ("BreadcrumbList", "itemListElement", [], "BreadcrumbList leads nowhere"),
        ("ListItem", "position", 7, "BreadcrumbList is not numbered"),
        ("PodcastEpisode", "@type", "Podcast", "Podcast without an entry in REQUIRED"),
    ],
)
def test_the_checker_finds_a_broken_graph(kind, key, value, fault):
    assert fault in list(faults(broken(key, value, kind)))


@each_page
def test_a_json_ld_processor_loses_nothing(graph_of_page):
    made = graph_of_page()
    types = [node["@type"] for node in nodes(made)]
    read = expanded(json.loads(serialize(made)))
    assert sorted(types) == sorted(
        node["@type"][0].removeprefix(SCHEMA) for node in nodes(read) if "@value" not in node
    )
    flat = jsonld.flatten(json.loads(serialize(made)), None, {"documentLoader": offline})
    assert all(node["@id"].startswith((SITE, "_:")) for node in flat if "@type" in node)


def test_an_episode_is_described_completely():
    node = the(episode(), "PodcastEpisode")
    plain = {key: value for key, value in node.items() if not isinstance(value, (dict, list))}
    assert plain == {
        "@type": "PodcastEpisode",
        "@id": f"{PAGE}#episode",
        "name": "Tides",
        "alternativeHeadline": "Twice a day",
        "url": PAGE,
        "description": "Why the sea comes.",
        "datePublished": "2024-03-31",
        "dateModified": "2024-04-02",
        "episodeNumber": 2,
        "duration": "PT10M",
        "inLanguage": "en-GB",
        "image": f"{SITE}images/tides.png",
    }
    assert node["keywords"] == ["ebb", "flow"]
    assert node["sameAs"] == ["https://open.spotify.com/episode/x"]
    assert [person["name"] for person in node["actor"]] == ["Ada Marsh", "Grace Foam"]
    assert node["partOfSeason"]["seasonNumber"] == 1
    assert node["partOfSeries"]["webFeed"] == f"{SITE}feed.xml"


def test_unknown_values_are_omitted():
    bare, show = Episode(title="Tides", name="tides", file="a.yaml"), Show(title="S")
    node, breadcrumbs = episode(bare, show=show, feed_mode="none")["@graph"]
    assert node == {
        "@type": "PodcastEpisode",
        "@id": f"{PAGE}#episode",
        "name": "Tides",
        "url": PAGE,
        "inLanguage": "en",
        "partOfSeries": {
            "@type": "PodcastSeries",
            "@id": f"{SITE}podcast/#series",
            "name": "S",
            "url": f"{SITE}podcast/",
        },
    }
    assert breadcrumbs["@type"] == "BreadcrumbList"


@each_page
def test_a_site_without_a_url_has_no_urls_of_its_own(graph_of_page):
    made = graph_of_page(site_url="")
    assert "podcast/" not in serialize(made)
    assert "@id" not in serialize(made)
    assert not of_type(made, "BreadcrumbList")
    assert not of_type(made, "Clip")
    assert made["@graph"][0]["@type"].startswith("P")


def test_zero_is_a_number():
    node = the(episode(replace(TIDES, season=0, episode=0)), "PodcastEpisode")
    assert (node["episodeNumber"], node["partOfSeason"]["seasonNumber"]) == (0, 0)


def test_a_thing_has_the_same_id_on_all_pages():
    ids: dict[str, set[str]] = {}
    for graph_of_page in GRAPHS.values():
        for node in nodes(graph_of_page()):
            if {"@id", "name"} <= node.keys() and not node["@type"].endswith("Object"):
                ids.setdefault(node["name"], set()).add(node["@id"])
    assert {"Ada Marsh", "Low Water", "Tides", "Season 1"} <= ids.keys()
    assert all(len(each) == 1 for each in ids.values())


def test_recording_and_video_have_the_transcript():
    video, audio = (the(episode(), kind) for kind in ("VideoObject", "AudioObject"))
    assert audio["contentUrl"] == f"{SITE}audio/tides.mp3"
    assert audio["encodingFormat"] == "audio/mpeg"
    assert video["embedUrl"] == "https://www.youtube.com/embed/TidesTides1"
    assert video["thumbnailUrl"] == f"{SITE}images/tides.png"
    for medium in (video, audio):
        assert medium["transcript"] == f"{PAGE}transcript.txt"
        assert [(each["contentUrl"], each["encodingFormat"]) for each in medium["caption"]] == [
            (f"{PAGE}transcript.vtt", "text/vtt"),
            (f"{PAGE}transcript.srt", "application/x-subrip"),
        ]


def test_a_transcript_without_files_is_on_the_page():
    video = the(episode(captions=False), "VideoObject")
    assert video["transcript"] == f"{PAGE}#transcript"
    assert "caption" not in video
    assert "transcript" not in the(episode(with_transcript(TIDES)), "VideoObject")


def test_sections_and_quotes_are_clips_with_different_starts():
    video = the(episode(), "VideoObject")
    clips = [(c["startOffset"], c["endOffset"], c["name"], c["url"]) for c in video["hasPart"]]
    assert clips == [
        (132, 300, "The moon", f"{PAGE}?t=132"),
        (200, 210, "A quote", f"{PAGE}?t=200"),
        (300, 600, "The sun", f"{PAGE}?t=300"),
    ]
    heard = episode(replace(TIDES, ids={}))
    assert not of_type(heard, "VideoObject")
    assert len(the(heard, "AudioObject")["hasPart"]) == 3


def test_the_longest_of_many_clips_are_listed_in_order():
    entries = [
        entry
        for n in range(200)
        for entry in (Header(f"Part {n} {'x' * 500}"), Line("Yes.", start=n * 10.0 + n * n))
    ]
    long = with_transcript(Episode(title="T", ids=TIDES.ids, name="t", file="t.yaml"), *entries)
    clips = of_type(episode(long), "Clip")
    starts = [clip["startOffset"] for clip in clips]
    assert starts == sorted(starts)
    assert starts[0] > 1_000
    assert len(clips) > 10
    assert all(len(clip["name"]) <= MAX_CLIP_NAME + 1 for clip in clips)
    characters = sum(len(clip["name"]) + len(clip["url"]) for clip in clips)
    assert characters <= MAX_CLIPS + 8 * len(clips)


def test_only_what_is_explicit_is_not_family_friendly():
    loud_show = replace(LICENSED, explicit=True)
    assert (
        the(episode(replace(TIDES, explicit=True)), "PodcastEpisode")["isFamilyFriendly"] is False
    )
    assert the(episode(show=loud_show), "PodcastEpisode")["isFamilyFriendly"] is False
    loud = graph(Kind.ARCHIVE, show=loud_show)
    assert the(loud, "PodcastSeries")["isFamilyFriendly"] is False
    quiet = episode(replace(TIDES, explicit=False), show=loud_show)
    assert "isFamilyFriendly" not in serialize(quiet) + serialize(graph(Kind.ARCHIVE))


def test_the_archive_is_about_the_show():
    series = the(graph(Kind.ARCHIVE), "PodcastSeries")
    assert series["genre"] == ["Science", "Nature"]
    assert series["creditText"] == "The Harbour"
    assert series["license"] == "https://licence.example/"
    assert series["sameAs"] == ["https://social.example/@lowwater"]
    assert series["image"] == f"{SITE}images/show.png"
    assert [person["name"] for person in series["actor"]] == ["Ada Marsh"]
    seasons = [(each["seasonNumber"], each["numberOfEpisodes"]) for each in series["hasPart"]]
    assert seasons == [(2, 1), (1, 1)]


def test_a_feed_elsewhere_is_that_of_the_show():
    series = the(graph(Kind.ARCHIVE, feed_mode="none"), "PodcastSeries")
    assert series["webFeed"] == "https://elsewhere.example/f"


def test_a_season_lists_its_newest_episodes():
    episodes = [
        replace(
            TIDES, episode=n, name=f"e{n}", file=f"e{n}.yaml", published=date(2024, 1, 1 + n % 9)
        )
        for n in range(100)
    ]
    season = the(graph(Kind.SEASON, *episodes, EBB, subject="1"), "PodcastSeason")
    assert season["numberOfEpisodes"] == 100
    assert season["startDate"] == "2024-01-01"
    newest = list(range(99, 99 - MAX_LISTED_EPISODES, -1))
    assert [each["episodeNumber"] for each in season["episode"]] == newest


def test_a_person_has_profiles():
    person = the(graph(Kind.PERSON, subject="ada"), "Person")
    assert person["sameAs"] == [
        "https://ada.example/", "https://x.com/adamarsh", "https://github.com/adamarsh",
    ]  # fmt: skip
    assert person["description"] == "Counts waves."
    assert person["url"] == f"{SITE}podcast/people/ada/"
    assert person["image"] == f"{SITE}images/ada.png"


def test_someone_without_a_page_has_no_url():
    people = of_type(episode(replace(TIDES, guests=("Somebody New",))), "Person")
    (guest,) = (person for person in people if person["name"] == "Somebody New")
    assert "url" not in guest
    assert guest["@id"] == f"{SITE}podcast/#person-Somebody%20New"


def test_urls_are_quoted():
    node = the(episode(replace(TIDES, name='a "b" <c>', file="a.yaml")), "PodcastEpisode")
    assert node["url"] == f"{SITE}podcast/a%20%22b%22%20%3Cc%3E/"


def test_urls_are_in_ascii():
    url = "https://bücher.example/ö b.mp3"
    odd = replace(TIDES, audio=Audio(url=url), links={"spotify": url})
    show = replace(LICENSED, license_url=url, links={"x": url})
    assets = {(odd.file, url): url}
    written = serialize(episode(odd, show=show, assets=assets)) + serialize(
        graph(Kind.ARCHIVE, odd, show=show, assets=assets)
    )
    assert written.count("https://xn--bcher-kva.example/%C3%B6%20b.mp3") == 4
    assert "bücher" not in written


class Scripts(HTMLParser):
    """Collects the text of the scripts of a page, and counts its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        if self.elements[-1] == "script":
            self.texts.append(data)


def read_from_page(graph: Graph) -> Any:
    """Return what a reader of a page finds in its script."""
    page = f'<script type="application/ld+json">{serialize(graph)}</script><p>after</p>'
    scripts = Scripts(page)
    assert scripts.elements == ["script", "p"]
    return json.loads("".join(scripts.texts))


@given(st.dictionaries(anything | st.text(), anything | st.text() | st.integers()))
def test_any_text_survives_a_page(graph):
    assert read_from_page(graph) == graph


def test_half_a_character_can_be_written():
    assert serialize({"name": "a\ud800"}).encode() == b'{"name":"a\\ud800"}'


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@each_page
def test_hostile_text_is_text_in_every_property(graph_of_page, text):
    show = replace(
        SHOW, title=text, description=text, author=text, categories=(text,), copyright=text
    )
    hostile = with_transcript(
        replace(
            TIDES, title=text, subtitle=text, summary=text, topics=(text,), guests=(text,),
            links={"spotify": text, text: "https://a.example/<"},
            clips=(Clip(name=text, start=1.0),),
        ),
        Header(text), Line(text, text, 2.0),
    )  # fmt: skip
    ada = replace(ADA, title=text, summary=text, twitter=text, links={text: text})
    kind = next(kind for kind, each in GRAPHS.items() if each is graph_of_page)
    subject = {"season": "1", "person": "ada"}.get(kind, "")
    made = graph(Kind(kind), hostile, EBB, show=show, people=[ada], subject=subject)
    read = read_from_page(made)
    assert read == json.loads(json.dumps(made))
    assert text in [node["name"] for node in nodes(read) if "name" in node]
    assert list(faults(read)) == []


def test_long_texts_are_cut():
    node = the(episode(replace(TIDES, summary="word " * 5_000)), "PodcastEpisode")
    assert len(node["description"]) <= MAX_GRAPH_DESCRIPTION + 1
    assert node["description"].endswith("word…")


@pytest.mark.parametrize(
    ("text", "cut"), [("ab cd", "ab cd"), ("ab cd ef", "ab…"), ("x" * 9, "xxxx…")]
)
def test_text_is_cut_between_words_if_possible(text, cut):
    assert shorten(text, 5) == cut


def test_breadcrumbs_use_the_language_of_the_site():
    made, german = plan(TIDES, EBB), load_messages("de")
    page = view(made, subject="podcast/tides.yaml")
    steps = the(graph_of(SHOW, site_of(made), german, page), "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Low Water", "Staffel 1", "Tides"]
