from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.formats import json_ld
from mkdocs_podcast.formats.json_ld import graph_of, serialize
from mkdocs_podcast.formats.text import shorten
from mkdocs_podcast.show import Audio, Clip, Episode, Header, Line, Show
from mkdocs_podcast.site import Kind, ViewBuilder

from .. import plans
from ..plans import ADA, SITE, TIDES, complete_plan, with_transcript
from ..strategies import anything
from .graph_rules import REQUIRED, faults, nodes, of_type, the
from .texts import any_text

Graph = Mapping[str, Any]
GOLDEN = Path(__file__).parent / "golden"
SHOW = replace(
    plans.COMPLETE_SHOW, license_url="https://license.example/", categories=("Science > Nature",)
)
EBB = replace(TIDES, title="Ebb", name="ebb", file="ebb.yaml", season=0, episode=0)
SUBJECTS = {Kind.EPISODE: TIDES.file, Kind.ARCHIVE: "", Kind.SEASON: "0", Kind.PERSON: "ada"}
each_kind = pytest.mark.parametrize("kind", SUBJECTS)


def graph(kind: Kind, *episodes: Episode, show: Show = SHOW, **values) -> Graph:
    made = complete_plan(*(episodes or (TIDES, EBB)), show=show, **values)
    page = plans.view(made, kind, SUBJECTS.get(kind, ""))
    return graph_of(show, ViewBuilder(made).site, made.messages, page)


def node(kind: Kind, *episodes: Episode, **values) -> Mapping[str, Any]:
    """Return what a page is about."""
    return graph(kind, *episodes, **values)["@graph"][0]


@each_kind
def test_graphs_of_a_complete_show(golden, kind):
    made = graph(kind)
    golden(GOLDEN / f"{kind.value}.json", json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    assert list(faults(made)) == []


@pytest.mark.parametrize("kind", [Kind.TOPIC, Kind.TOPICS, Kind.PEOPLE])
def test_other_pages_are_about_no_single_thing(kind):
    assert graph(kind) == {}


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
    broken = json.loads(serialize(graph(Kind.EPISODE)))
    broken_node = of_type(broken, kind)[-1]
    if value is None:
        del broken_node[key]
    else:
        broken_node[key] = value
    assert fault in list(faults(broken))


def test_unknown_values_are_omitted():
    bare, show = Episode(title="Tides", name="tides", file=TIDES.file), Show(title="S")
    assert node(Kind.EPISODE, bare, show=show, feed_mode="none") == {
        "@type": "PodcastEpisode",
        "@id": f"{SITE}podcast/tides/#episode",
        "name": "Tides",
        "url": f"{SITE}podcast/tides/",
        "inLanguage": "en",
        "partOfSeries": {
            "@type": "PodcastSeries",
            "@id": f"{SITE}podcast/#series",
            "name": "S",
            "url": f"{SITE}podcast/",
        },
    }


@each_kind
def test_a_site_without_a_url_has_no_urls_of_its_own(kind):
    made = graph(kind, site_url="")
    assert "podcast/" not in serialize(made)
    assert "@id" not in serialize(made)
    assert not of_type(made, "BreadcrumbList")
    assert not of_type(made, "Clip")
    assert made["@graph"][0]["@type"].startswith("P")


def test_a_transcript_without_files_is_on_the_page():
    video = the(graph(Kind.EPISODE, captions=False), "VideoObject")
    assert video["transcript"] == f"{SITE}podcast/tides/#transcript"
    assert "caption" not in video
    assert "transcript" not in the(graph(Kind.EPISODE, with_transcript(TIDES)), "VideoObject")


def test_clips_belong_to_the_recording_if_there_is_no_video():
    heard = graph(Kind.EPISODE, replace(TIDES, ids={}))
    assert not of_type(heard, "VideoObject")
    assert len(the(heard, "AudioObject")["hasPart"]) == 3


def test_the_longest_of_many_clips_are_listed_in_order():
    entries = [
        entry
        for n in range(200)
        for entry in (Header(f"Part {n} {'x' * 500}"), Line("Yes.", start=n * 10.0 + n * n))
    ]
    episode = Episode(title="T", ids=TIDES.ids, name="t", file=TIDES.file)
    clips = of_type(graph(Kind.EPISODE, with_transcript(episode, *entries)), "Clip")
    starts = [clip["startOffset"] for clip in clips]
    assert starts == sorted(starts)
    assert starts[0] > 1_000
    assert len(clips) > 10
    assert all(len(clip["name"]) <= json_ld.MAX_CLIP_NAME + 1 for clip in clips)
    characters = sum(len(clip["name"]) + len(clip["url"]) for clip in clips)
    assert characters <= json_ld.MAX_CLIPS + 8 * len(clips)


@pytest.mark.parametrize(
    ("show", "episode", "is_explicit"),
    [(False, True, True), (True, None, True), (True, False, False), (False, None, False)],
)
def test_only_what_is_explicit_is_not_family_friendly(show, episode, is_explicit):
    show, tides = replace(SHOW, explicit=show), replace(TIDES, explicit=episode)
    shown = node(Kind.EPISODE, tides, show=show)
    assert shown.get("isFamilyFriendly", "unknown") == (False if is_explicit else "unknown")
    archive = node(Kind.ARCHIVE, tides, show=show)
    assert archive.get("isFamilyFriendly", "unknown") == (False if show.explicit else "unknown")


def test_a_feed_elsewhere_is_that_of_the_show():
    assert node(Kind.ARCHIVE, feed_mode="none")["webFeed"] == "https://elsewhere.example/f"


def test_a_season_lists_its_newest_episodes():
    episodes = [
        replace(EBB, episode=n, name=f"{n}", file=f"{n}", published=date(2024, 1, 1 + n // 9))
        for n in range(100)
    ]
    season = node(Kind.SEASON, *episodes, TIDES)
    assert season["numberOfEpisodes"] == 100
    assert season["startDate"] == "2024-01-01"
    newest = list(range(99, 99 - json_ld.MAX_LISTED_EPISODES, -1))
    assert [each["episodeNumber"] for each in season["episode"]] == newest


def test_someone_without_a_page_has_no_url():
    people = node(Kind.EPISODE, replace(TIDES, guests=("Somebody New",)))["actor"]
    assert people[-1] == {
        "@type": "Person",
        "@id": f"{SITE}podcast/#person-Somebody%20New",
        "name": "Somebody New",
    }


def test_urls_are_in_ascii():
    url = "https://bücher.example/ö b.mp3"
    odd = replace(TIDES, audio=Audio(url=url), links={"spotify": url}, name='a "b" <c>')
    show = replace(SHOW, license_url=url, links={"x": url})
    kinds = Kind.EPISODE, Kind.ARCHIVE
    written = "".join(serialize(graph(kind, odd, show=show)) for kind in kinds)
    assert written.count("https://xn--bcher-kva.example/%C3%B6%20b.mp3") == 4
    assert "bücher" not in written
    assert f"{SITE}podcast/a%20%22b%22%20%3Cc%3E/" in written


def read_from_page(graph: Graph) -> Any:
    """Return what a reader of a page finds in its script."""
    page = f'<script type="application/ld+json">{serialize(graph)}</script><p>after</p>'
    script, after = BeautifulSoup(page, "html.parser").contents
    assert (script.name, after.name) == ("script", "p")
    return json.loads(script.string)


@given(st.dictionaries(anything | st.text(), anything | st.text() | st.integers()))
@example({"name": "a\ud800"})
def test_any_graph_survives_a_page(graph):
    assert read_from_page(graph) == graph
    assert serialize(graph).encode()


@any_text
def test_any_text_is_text_in_every_property(text):
    values = {"title": text, "description": text, "author": text, "copyright": text}
    show = replace(plans.COMPLETE_SHOW, categories=(text,), **values)
    hostile = with_transcript(
        replace(
            TIDES, title=text, subtitle=text, summary=text, topics=(text,), guests=(text,),
            links={"spotify": text, text: "https://a.example/<"},
            clips=(Clip(name=text, start=1.0),),
        ),
        Header(text), Line(text, text, 2.0),
    )  # fmt: skip
    ada = replace(ADA, title=text, summary=text, twitter=text, links={text: text})
    for kind in SUBJECTS:
        made = graph(kind, hostile, EBB, show=show, persons=[ada])
        read = read_from_page(made)
        assert read == json.loads(json.dumps(made))
        assert text in [node["name"] for node in nodes(read) if "name" in node]
        assert list(faults(read)) == []


def test_long_texts_are_cut():
    shown = node(Kind.EPISODE, replace(TIDES, summary="word " * 5_000))["description"]
    assert len(shown) <= json_ld.MAX_GRAPH_DESCRIPTION + 1
    assert shown.endswith("word…")


@pytest.mark.parametrize(
    ("text", "cut"), [("ab cd", "ab cd"), ("ab cd ef", "ab…"), ("x" * 9, "xxxx…")]
)
def test_text_is_cut_between_words_if_possible(text, cut):
    assert shorten(text, 5) == cut


def test_breadcrumbs_use_the_language_of_the_site():
    episodes = replace(TIDES, season=0), replace(EBB, season=1)
    german = graph(Kind.EPISODE, *episodes, show=replace(SHOW, language="de"))
    steps = the(german, "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in steps] == ["Low Water", "Staffel 0", "Tides"]
