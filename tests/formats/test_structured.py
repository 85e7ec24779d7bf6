from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.formats.structured import (
    LISTED,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOMENTS,
    Form,
    Published,
    episode_graph,
    index_graph,
    person_graph,
    season_graph,
    serialise,
    shortened,
)
from mkdocs_podcast.show import Audio, Clip, Episode, Header, Line, Person, Show
from mkdocs_podcast.site.urls import Addresses

from ..strategies import anything
from .graph_rules import REQUIRED, SCHEMA, expanded, faults, nodes, of_type, offline, the

SITE = "https://tides.example/"
ADA = Person(
    title="Ada Marsh",
    id="ada",
    file="people/ada.yaml",
    picture="ada.png",
    bio_short="Counts <em>waves</em>.",
    summary="Counts waves.",
    web="https://ada.example/",
    twitter="@adamarsh",
    github="adamarsh",
)
GRACE = Person(title="Grace Foam", id="grace", file="people/grace.yaml")
SHOW = Show(
    title="Low Water",
    description="What the sea leaves.",
    author="The Harbour",
    language="en-GB",
    categories=("Science > Nature", "Science"),
    image="show.png",
    hosts=("ada",),
    links={"mastodon": "https://social.example/@lowwater", "rss": "https://elsewhere.example/f"},
    license_url="https://licence.example/",
)
TIDES = Episode(
    title="Tides",
    subtitle="Twice a day",
    description="Why the sea comes.",
    summary="Why the sea comes.",
    season=1,
    episode=2,
    guests=("grace",),
    image="tides.png",
    published=date(2024, 3, 31),
    updated=date(2024, 4, 2),
    duration=600.0,
    ids={"youtube": "TidesTides1"},
    links={
        "spotify": "https://open.spotify.com/episode/x",
        "mastodon": "https://social.example/@lowwater/1",
        "apple": "TODO",
    },
    audio=Audio(url="tides.mp3", length=1_000, type="audio/mpeg"),
    topics=("ebb", "flow"),
    clips=(
        Clip(name="It pulls", startOffset=132.0, endOffset=140.0),
        Clip(name="A quote", startOffset=200.0, endOffset=210.0),
    ),
    transcript=(
        Header("The moon"), Line("It pulls.", "Ada", 132.0),
        Header("The sun"), Line("It shines.", "Grace", 300.0),
    ),
    name="tides",
    file="podcast/tides.yaml",
)  # fmt: skip
FORMS = (
    Form("podcast/tides/captions.vtt", "text/vtt"),
    Form("podcast/tides/transcript.txt", "text/plain"),
    Form("podcast/tides/index.md", "text/markdown"),
)
ASSETS = {
    ("", "show.png"): "images/show.png",
    ("podcast/tides.yaml", "tides.png"): "images/tides.png",
    ("podcast/tides.yaml", "tides.mp3"): "audio/tides.mp3",
    ("people/ada.yaml", "ada.png"): "images/ada.png",
}
ADDRESSES = Addresses(base=SITE, assets=ASSETS)


def published(
    *episodes: Episode, show: Show = SHOW, addresses: Addresses = ADDRESSES, feed: str = "feed.xml"
) -> Published:
    catalog = Catalog.of(show, episodes or [TIDES], [ADA, GRACE])
    return Published(catalog, addresses, "podcast/", {feed: show.title} if feed else {})


GRAPHS = {
    "episode": lambda p: episode_graph(p, p.catalog.episodes[0], FORMS),
    "index": index_graph,
    "season": lambda p: season_graph(p, 1),
    "person": lambda p: person_graph(p, ADA),
}
each_page = pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))


@each_page
def test_every_page_has_what_a_search_engine_wants(graph):
    assert list(faults(graph(published()))) == []


def broken(key: str, value: object, kind: str) -> Mapping[str, Any]:
    graph = json.loads(serialise(GRAPHS["episode"](published())))
    node = of_type(graph, kind)[-1]
    if value is None:
        del node[key]
    else:
        node[key] = value
    return graph


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
        ("Clip", "url", "?t=1", "Clip: url is no whole address"),
        ("Person", "name", "", "Person: name is empty"),
        ("BreadcrumbList", "itemListElement", [], "BreadcrumbList leads nowhere"),
        ("ListItem", "position", 7, "BreadcrumbList is not counted"),
        ("PodcastEpisode", "@type", "Podcast", "Podcast without an entry in REQUIRED"),
    ],
)
def test_the_check_itself_can_fail(kind, key, value, fault):
    assert fault in list(faults(broken(key, value, kind)))


@each_page
def test_a_json_ld_processor_loses_nothing(graph):
    made = graph(published())
    types = [node["@type"] for node in nodes(made)]
    read = expanded(json.loads(serialise(made)))
    assert sorted(types) == sorted(
        node["@type"][0].removeprefix(SCHEMA) for node in nodes(read) if "@value" not in node
    )
    flat = jsonld.flatten(json.loads(serialise(made)), None, {"documentLoader": offline})
    assert all(node["@id"].startswith((SITE, "_:")) for node in flat if "@type" in node)


def test_an_episode_says_what_is_known_of_it():
    node = the(episode_graph(published(), TIDES, FORMS), "PodcastEpisode")
    plain = {key: value for key, value in node.items() if not isinstance(value, (dict, list))}
    assert plain == {
        "@type": "PodcastEpisode",
        "@id": f"{SITE}podcast/tides/#episode",
        "name": "Tides",
        "alternativeHeadline": "Twice a day",
        "url": f"{SITE}podcast/tides/",
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
    assert {person["name"] for person in node["actor"]} == {"Ada Marsh", "Grace Foam"}
    assert node["partOfSeason"]["seasonNumber"] == 1
    assert node["partOfSeries"]["webFeed"] == f"{SITE}feed.xml"


def test_nothing_is_said_that_is_not_known():
    bare = Episode(title="Tides", name="tides", file="a.yaml")
    site = Published(Catalog.of(Show(title="S"), [bare], []), Addresses(base=SITE))
    node, breadcrumbs = episode_graph(site, bare)["@graph"]
    assert node == {
        "@type": "PodcastEpisode",
        "@id": f"{SITE}podcast/tides/#episode",
        "name": "Tides",
        "url": f"{SITE}podcast/tides/",
        "inLanguage": "en",
        "partOfSeries": {
            "@type": "PodcastSeries",
            "@id": f"{SITE}podcast/#series",
            "name": "S",
            "url": SITE,
        },
    }
    assert breadcrumbs["@type"] == "BreadcrumbList"
    assert set(index_graph(site)["@graph"][0]) == {"@type", "@id", "name", "url", "inLanguage"}


@each_page
def test_without_an_address_of_the_site_there_is_none_of_its_own(graph):
    made = graph(published(addresses=replace(ADDRESSES, base="")))
    assert "podcast/" not in serialise(made)
    assert "@id" not in serialise(made)
    assert not of_type(made, "BreadcrumbList")
    assert not of_type(made, "Clip")
    assert made["@graph"][0]["@type"].startswith("P")


def test_a_zero_is_known():
    first = replace(TIDES, season=0, episode=0)
    node = the(episode_graph(published(first), first), "PodcastEpisode")
    assert node["episodeNumber"] == 0
    assert node["partOfSeason"]["seasonNumber"] == 0


def test_pages_call_one_thing_by_one_name():
    def names(graph: Mapping[str, Any]) -> dict[str, str]:
        return {node["name"]: node["@id"] for node in nodes(graph) if {"@id", "name"} <= set(node)}

    site = published()
    episode, index = names(GRAPHS["episode"](site)), names(index_graph(site))
    season, person = names(season_graph(site, 1)), names(person_graph(site, ADA))
    assert episode["Ada Marsh"] == index["Ada Marsh"] == person["Ada Marsh"]
    assert episode["Low Water"] == index["Low Water"] == season["Low Water"]
    assert the(GRAPHS["episode"](site), "PodcastEpisode")["@id"] == season["Tides"]
    assert the(index_graph(site), "PodcastSeason")["@id"] == season["Season 1"]


def test_the_recording_and_the_video_have_the_transcript():
    graph = episode_graph(published(), TIDES, FORMS)
    video, audio = the(graph, "VideoObject"), the(graph, "AudioObject")
    assert audio["contentUrl"] == f"{SITE}audio/tides.mp3"
    assert audio["encodingFormat"] == "audio/mpeg"
    assert video["embedUrl"] == "https://www.youtube.com/embed/TidesTides1"
    assert video["thumbnailUrl"] == f"{SITE}images/tides.png"
    for medium in (video, audio):
        assert medium["transcript"] == f"{SITE}podcast/tides/transcript.txt"
        assert [(c["contentUrl"], c["encodingFormat"]) for c in medium["caption"]] == [
            (f"{SITE}podcast/tides/captions.vtt", "text/vtt")
        ]


def test_a_transcript_without_files_is_in_the_page():
    video = the(episode_graph(published(), TIDES), "VideoObject")
    assert video["transcript"] == f"{SITE}podcast/tides/#transcript"
    assert "caption" not in video


def test_an_episode_without_transcript_has_none():
    silent = replace(TIDES, transcript=())
    video = the(episode_graph(published(silent), silent), "VideoObject")
    assert "transcript" not in video


def test_sections_and_quotes_are_moments_no_two_of_which_start_together():
    video = the(episode_graph(published(), TIDES), "VideoObject")
    moments = [(c["startOffset"], c["endOffset"], c["name"], c["url"]) for c in video["hasPart"]]
    page = f"{SITE}podcast/tides/"
    assert moments == [
        (132, 300, "The moon", f"{page}?t=132"),
        (200, 210, "A quote", f"{page}?t=200"),
        (300, 600, "The sun", f"{page}?t=300"),
    ]


def test_an_episode_without_video_has_its_moments_in_the_recording():
    heard = replace(TIDES, ids={})
    graph = episode_graph(published(heard), heard)
    assert not of_type(graph, "VideoObject")
    assert len(the(graph, "AudioObject")["hasPart"]) == 3


def test_of_many_moments_the_longest_are_named_in_order():
    entries = [
        entry
        for n in range(200)
        for entry in (Header(f"Part {n} {'x' * 500}"), Line("Yes.", sec=n * 10.0 + n * n))
    ]
    long = Episode(title="Tides", ids=TIDES.ids, name="tides", transcript=tuple(entries))
    clips = of_type(episode_graph(published(long), long), "Clip")
    starts = [clip["startOffset"] for clip in clips]
    assert starts == sorted(starts)
    assert starts[0] > 1_000
    assert all(len(clip["name"]) <= LONGEST_NAME + 1 for clip in clips)
    assert len(clips) > 10
    assert sum(len(clip["name"]) + len(clip["url"]) for clip in clips) <= MOMENTS + 8 * len(clips)


def test_only_what_is_explicit_is_said_not_to_be_for_families():
    loud = replace(TIDES, explicit=True)
    assert the(episode_graph(published(loud), loud), "PodcastEpisode")["isFamilyFriendly"] is False
    show = replace(SHOW, explicit=True)
    assert the(index_graph(published(show=show)), "PodcastSeries")["isFamilyFriendly"] is False
    assert the(episode_graph(published(show=show), TIDES), "PodcastEpisode")[
        "isFamilyFriendly"
    ] is (False)
    quiet = replace(TIDES, explicit=False)
    for graph in (episode_graph(published(quiet, show=show), quiet), index_graph(published())):
        assert "isFamilyFriendly" not in serialise(graph)


def test_the_index_is_about_the_show():
    series = the(index_graph(published()), "PodcastSeries")
    assert series["genre"] == ["Science", "Nature"]
    assert series["creditText"] == "The Harbour"
    assert series["license"] == "https://licence.example/"
    assert series["sameAs"] == ["https://social.example/@lowwater"]
    assert series["image"] == f"{SITE}images/show.png"
    assert [person["name"] for person in series["actor"]] == ["Ada Marsh"]
    assert [(s["seasonNumber"], s["numberOfEpisodes"]) for s in series["hasPart"]] == [(1, 1)]


def test_a_feed_that_is_elsewhere_is_the_shows_too():
    assert the(index_graph(published(feed="")), "PodcastSeries")["webFeed"] == (
        "https://elsewhere.example/f"
    )


def test_a_season_names_its_newest_episodes():
    episodes = [
        replace(TIDES, episode=n, name=f"e{n}", file=f"e{n}.yaml", published=date(2024, 1, 1))
        for n in range(100)
    ]
    season = the(season_graph(published(*episodes), 1), "PodcastSeason")
    assert season["numberOfEpisodes"] == 100
    assert season["startDate"] == "2024-01-01"
    assert [e["episodeNumber"] for e in season["episode"]] == list(range(99, 99 - LISTED, -1))


def test_a_person_has_pages_elsewhere():
    person = the(person_graph(published(), ADA), "Person")
    assert person["sameAs"] == [
        "https://ada.example/", "https://x.com/adamarsh", "https://github.com/adamarsh",
    ]  # fmt: skip
    assert person["description"] == "Counts waves."
    assert person["url"] == f"{SITE}podcast/people/ada/"
    assert person["image"] == f"{SITE}images/ada.png"


@pytest.mark.parametrize("said", ["TODO later", "javascript:alert(1)", "a b", "x/../y", "<b>", ""])
def test_what_is_no_address_and_no_account_is_no_profile(said):
    assert not Person(title="A", web=said, github=said, links={"x": said}).profiles


def test_a_person_without_a_page_has_no_address():
    nobody = replace(TIDES, guests=("Somebody New",))
    people = of_type(episode_graph(published(nobody), nobody), "Person")
    (guest,) = (p for p in people if p["name"] == "Somebody New")
    assert "url" not in guest
    assert guest["@id"] == f"{SITE}podcast/#person-Somebody%20New"


def test_addresses_are_quoted():
    odd = replace(TIDES, name='a "b" <c>', file="a.yaml")
    node = the(episode_graph(published(odd), odd), "PodcastEpisode")
    assert node["url"] == f"{SITE}podcast/a%20%22b%22%20%3Cc%3E/"


HOSTILE = (
    "</script><script>alert(1)</script>", "]]>", "-->", "<!--", "a & b &amp; c", "\"'`", "\\",
    "\u202eright to left\u202c שלום", "😀👩‍👩‍👧", "\U0001d518", "x" * 10_000, "a\u2028b\u2029c",
    "\x00\x1f\x7f",
)  # fmt: skip


class Scripts(HTMLParser):
    """Finds what is in the scripts of a page, and counts its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.elements += 1
        self._inside = tag == "script"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def in_a_page(graph: Mapping[str, Any]) -> Any:
    """What a reader of a page finds in its script, when everything around it is whole."""
    parser = Scripts()
    parser.feed(f'<script type="application/ld+json">{serialise(graph)}</script><p>after</p>')
    assert parser.elements == 2
    (text,) = parser.texts
    return json.loads(text)


@given(st.dictionaries(anything | st.text(), anything | st.text() | st.integers()))
def test_any_text_survives_a_page(graph):
    assert in_a_page(graph) == graph


def test_half_a_character_can_be_stored():
    assert serialise({"name": "a\ud800"}).encode() == b'{"name":"a\\ud800"}'


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@each_page
def test_hostile_text_is_text_in_every_field(graph, text):
    show = replace(
        SHOW, title=text, description=text, author=text, categories=(text,), copyright=text
    )
    episode = replace(
        TIDES,
        title=text, subtitle=text, summary=text, topics=(text,), guests=(text,),
        links={"spotify": text, text: "https://a.example/<"},
        clips=(Clip(name=text, startOffset=1.0),),
        transcript=(Header(text), Line(text, text, 2.0)),
    )  # fmt: skip
    ada = replace(ADA, title=text, summary=text, twitter=text, links={text: text})
    site = Published(Catalog.of(show, [episode], [ada]), ADDRESSES, "podcast/")
    made = person_graph(site, ada) if graph is GRAPHS["person"] else graph(site)
    read = in_a_page(made)
    assert read == json.loads(json.dumps(made))
    named = [node["name"] for node in nodes(read) if "name" in node]
    assert text in named
    assert list(faults(read)) == []


def test_lengths_are_bounded():
    words = "word " * 5_000
    long = replace(TIDES, summary=words)
    node = the(episode_graph(published(long), long), "PodcastEpisode")
    assert len(node["description"]) <= LONGEST_DESCRIPTION + 1
    assert node["description"].endswith("word…")
    assert shortened("ab cd", 5) == "ab cd"
    assert shortened("ab cd ef", 5) == "ab…"
    assert shortened("x" * 9, 5) == "xxxx…"


def test_a_name_of_a_season_is_the_sites_own():
    site = replace(published(), season_name=partial("Staffel {}".format))
    steps = the(episode_graph(site, TIDES), "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Low Water", "Staffel 1", "Tides"]
    assert the(season_graph(site, 1), "PodcastSeason")["name"] == "Staffel 1"
