from __future__ import annotations

import asyncio
import gzip
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from markdown import markdown
from markdown.extensions.toc import slugify, slugify_unicode

from mkdocs_podcast.addresses import Addresses
from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.model import Episode, Header, Line, Person, Show
from mkdocs_podcast.model.transcript import line_anchors
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.pages.anchors import section_anchors
from mkdocs_podcast.publish import pagefind
from mkdocs_podcast.publish.pagefind import Anchors, PagefindError, Record, publish, records

from ..strategies import transcripts, words

HOSTILE = "</script> ]]> --> & \" ' <b>, a: b \u200b שלום \u202e 😀 𝕏 " + "x" * 10_000
ANCHORS = Anchors(
    partial(
        section_anchors, slug=lambda header: slugify(header, "-") or slugify_unicode(header, "-")
    ),
    line_anchors,
)
TIDES = Episode(
    title="Tides",
    name="tides",
    file="tides.yaml",
    digest="1",
    season=2,
    guests=("grace", "Zoe"),
    topics=("the moon", "Ebb"),
    transcript=(
        Line("Hello.", "Ada"),
        Header("The moon"),
        Line("It pulls.", "Ada", 132),
        Line("It does.", "Grace"),
        Line("", "Grace"),
        Line("Again.", "Grace", 140.5),
    ),
)
EBB = Episode(title="Ebb", name="x/ebb", file="ebb.yaml", digest="2", topics=("ebb", "Ebb"))


class Memory(dict[str, bytes]):
    """What earlier builds made, for as long as a test lasts."""

    load = dict.get
    store = dict.__setitem__


def found(*episodes: Episode, anchors: Anchors = ANCHORS, **values: object) -> list[Record]:
    people = [Person(title="Grace Hopper", id="grace", file="grace.md")]
    show = Show(title="S", hosts=("Ada",))
    return list(records(Catalog.of(show, episodes, people), Addresses(**values), anchors))


def soup(record: Record) -> BeautifulSoup:
    return BeautifulSoup(record.html(), "lxml")


def known(record: Record, kind: str) -> list[tuple[str, str]]:
    """The names and values of one kind that Pagefind is told of an episode."""
    name = f"data-pagefind-{kind}"
    return [
        (str(tag[name]).removesuffix("[content]"), str(tag["content"]))
        for tag in soup(record).select(f"[{name}]")
    ]


def fragments(folder: Path) -> list[dict[str, object]]:
    """What Pagefind keeps of each episode."""
    return [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in sorted(folder.glob("fragment/*"))
    ]


def test_headers_and_lines_have_the_anchors_of_the_page():
    (record,) = found(TIDES)
    assert list(record.passages()) == [
        ("Hello.", "t-0", "span"),
        ("The moon", "the-moon", "h3"),
        ("It pulls.", "t-132", "time"),
        ("It does.", "t-132-2", "time"),
        ("Again.", "t-140", "time"),
    ]


@given(transcripts)
def test_every_anchor_is_in_the_page(transcript):
    episode = Episode(title="T", name="t", file="t.yaml", transcript=transcript)
    text = PageWriter(Catalog.of(Show(title="S"), [episode], []), Site()).episode(episode)
    page = BeautifulSoup(markdown(text, extensions=["toc", "podcast"]), "html.parser")
    (record,) = found(episode)
    assert [passage.anchor for passage in record.passages()] == [
        tag["id"] for tag in page.select(".podcast-transcript :is(h3, .podcast-line)")
    ]


def test_people_seasons_and_topics_can_be_chosen_by_their_names():
    tides, ebb = found(TIDES, EBB)
    assert known(tides, "filter") == [
        ("person", "Ada"), ("person", "Grace Hopper"), ("person", "Zoe"),
        ("season", "2"), ("topic", "the moon"), ("topic", "Ebb"),
    ]  # fmt: skip
    assert known(ebb, "filter")[0] == ("person", "Ada")
    assert {value for name, value in known(ebb, "filter") if name == "topic"} == {"Ebb"}


@pytest.mark.parametrize(
    ("directory_urls", "address"),
    [(True, "podcast/x/ebb%20%3F/"), (False, "podcast/x/ebb%20%3F.html")],
)
def test_an_address_is_relative_to_the_root(directory_urls, address):
    (record,) = found(replace(EBB, name="x/ebb ?"), directory_urls=directory_urls)
    assert ("url", address) in known(record, "meta")


@given(words)
def test_any_text_is_one_field(text):
    (record,) = found(Episode(title=text, name="t", transcript=(Header(text), Line(text, "", 1))))
    without = text.replace("\u200b", "")
    page = BeautifulSoup(record.html(), "html.parser")
    assert page.select_one("h1").get_text() == without
    assert page.select_one("[data-pagefind-meta='title[content]']")["content"] == without
    assert page.select_one("#t-1").parent.get_text() == without
    assert [tag.name for tag in page.body.find_all(True)] == ["h1", "p", "p", "h3", "p", "time"]


def test_the_index_has_what_leads_to_a_line(tmp_path: Path):
    publish(found(TIDES), "en", Memory(), tmp_path)
    (fragment,) = fragments(tmp_path)
    assert fragment["meta"] == {"title": "Tides", "url": "podcast/tides/"}
    words = str(fragment["content"]).split()
    places = {
        anchor["id"]: (anchor["element"], anchor["location"]) for anchor in fragment["anchors"]
    }
    assert {key: (tag, words[at]) for key, (tag, at) in places.items()} == {
        "t-0": ("span", "Hello."),
        "the-moon": ("h3", "The"),
        "t-132": ("time", "It"),
        "t-132-2": ("time", "It"),
        "t-140": ("time", "Again."),
    }


def test_hostile_text_is_text_to_pagefind_too(tmp_path: Path):
    episode = replace(
        TIDES, title=HOSTILE, topics=(HOSTILE,), guests=(HOSTILE,), description=HOSTILE,
        transcript=(Header(HOSTILE), Line(HOSTILE, HOSTILE, 1), Line("Last.", "Ada", 2)),
    )  # fmt: skip
    publish(found(episode), "en", Memory(), tmp_path)
    (fragment,) = fragments(tmp_path)
    without = HOSTILE.replace("\u200b", "")
    squeezed = " ".join(without.split())
    assert " ".join(fragment["meta"]["title"].split()) == squeezed
    assert [" ".join(topic.split()) for topic in fragment["filters"]["topic"]] == [squeezed]
    words = str(fragment["content"]).split()
    last = next(anchor for anchor in fragment["anchors"] if anchor["id"] == "t-2")
    assert words[last["location"] :] == ["Last."]


def test_only_what_the_page_loads_is_published(tmp_path: Path):
    publish(found(TIDES), "en-GB", Memory(), tmp_path)
    assert {path.name for path in tmp_path.glob("*.js*")} == {"pagefind.js", "pagefind-entry.json"}
    assert not list(tmp_path.rglob("*.css"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refuse(*_: object) -> None:
    raise AssertionError


def test_without_a_change_nothing_is_read_or_made(tmp_path: Path, monkeypatch):
    kept = Memory()
    publish(found(TIDES, EBB), "en", kept, tmp_path / "a")
    monkeypatch.setattr(pagefind, "write", refuse)
    monkeypatch.setattr(Episode, "sections", refuse)
    publish(found(TIDES, EBB), "en", kept, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b") != {}


def jekyll_like(sections: object) -> list[str]:
    return [section.header.upper() for section in sections]


CHANGES: dict[str, Callable[[], tuple[list[Record], str]]] = {
    "the file": lambda: (found(replace(TIDES, digest="new")), "en"),
    "its address": lambda: (found(TIDES, folder="talks"), "en"),
    "another episode": lambda: (found(TIDES, EBB), "en"),
    "the language": lambda: (found(TIDES), "de"),
    "the anchors": lambda: (found(TIDES, anchors=Anchors(jekyll_like, line_anchors)), "en"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_made_again(tmp_path: Path, change, monkeypatch):
    kept = Memory()
    publish(found(TIDES), "en", kept, tmp_path / "a")
    monkeypatch.setattr(pagefind, "write", refuse)
    with pytest.raises(AssertionError):
        publish(CHANGES[change]()[0], CHANGES[change]()[1], kept, tmp_path / "b")


def test_what_was_kept_in_part_is_made_again(tmp_path: Path):
    kept = Memory()
    publish(found(TIDES), "en", kept, tmp_path / "a")
    lost = next(key for key in kept if key.endswith("/pagefind.js"))
    del kept[lost]
    (tmp_path / "a/of-old.js").touch()
    publish(found(TIDES), "en", kept, tmp_path / "a")
    assert "pagefind.js" in files(tmp_path / "a")
    assert "of-old.js" not in files(tmp_path / "a")
    assert lost in kept


def test_a_show_without_episodes_has_an_index(tmp_path: Path):
    publish([], "en", Memory(), tmp_path)
    assert (tmp_path / "pagefind.js").is_file()


def test_without_the_package_the_command_to_install_it_is_named(tmp_path: Path, monkeypatch):
    assert pagefind.missing_package() == ""
    monkeypatch.setattr(pagefind, "find_spec", lambda _name: None)
    assert "pip install 'mkdocs-podcast[search]'" in pagefind.missing_package()
    for module in ("pagefind", "pagefind.index"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(found(TIDES), "en", Memory(), tmp_path)


def test_without_its_program_too(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(found(TIDES), "en", Memory(), tmp_path / "out")


def test_a_program_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch):
    async def never(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(pagefind, "_index", never)
    monkeypatch.setattr(pagefind, "LONGEST", 0.05)
    with pytest.raises(PagefindError, match="has not answered"):
        publish(found(TIDES), "en", Memory(), tmp_path)


def test_what_goes_wrong_otherwise_is_said_and_not_kept(tmp_path: Path, monkeypatch):
    async def fail(*_: object) -> None:
        raise Exception("no room left")  # as Pagefind's interface does

    monkeypatch.setattr(pagefind, "_index", fail)
    kept = Memory()
    with pytest.raises(PagefindError, match="no room left"):
        publish(found(TIDES), "en", kept, tmp_path)
    assert kept == {}
