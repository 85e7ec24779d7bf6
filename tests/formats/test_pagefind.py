from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given

from mkdocs_podcast.formats import pagefind
from mkdocs_podcast.formats.pagefind import IndexRecord, PagefindError, publish_index, records_of
from mkdocs_podcast.show import Entry, Episode, Header, Line, Person, Show, Transcript
from mkdocs_podcast.site.view_builder import ViewBuilder

from ..strategies import transcripts, words
from .shows import plan, with_transcript

HOSTILE = "</script> ]]> --> & \" ' <b>, a: b \u200b שלום \u202e 😀 𝕏 " + "x" * 10_000
WORDS = (
    Line("Hello.", "Ada"),
    Header("The moon"),
    Line("It pulls.", "Ada", 132),
    Line("It does.", "Grace"),
    Line("", "Grace"),
    Line("Again.", "Grace", 140.5),
)
TIDES = Episode(
    title="Tides",
    name="tides",
    file="tides.yaml",
    digest="1",
    season=2,
    guests=("grace", "Zoe"),
    topics=("the moon", "Ebb"),
)
EBB = Episode(title="Ebb", name="x/ebb", file="ebb.yaml", digest="2", topics=("ebb", "Ebb"))


class Memory(dict[str, bytes]):
    """A cache for as long as a test lasts."""

    load = dict.get
    store = dict.__setitem__

    def discard(self, key: str, reason: object) -> None:  # noqa: ARG002
        self.pop(key, None)


def records(*episodes: Episode, **values) -> list[IndexRecord]:
    people = [Person(title="Grace Hopper", id="grace", file="grace.md")]
    made = plan(*episodes, show=Show(title="S", hosts=("Ada",)), people=people, **values)
    views = ViewBuilder(made)
    return list(records_of(made, {each.file: views.anchors(each) for each in episodes}))


def tides(*entries: Entry, **values) -> IndexRecord:
    (record,) = records(with_transcript(replace(TIDES, **values), *entries))
    return record


def publish(folder: Path, cache: Memory, entries: Iterable[Entry] = WORDS, **values) -> None:
    record = tides(*entries, **values)
    publish_index([record], [Transcript(tuple(entries))], "en", cache, folder)


def values_of(record: IndexRecord, kind: str) -> list[tuple[str, str]]:
    """Return the names and values of one kind in the file for Pagefind."""
    name = f"data-pagefind-{kind}"
    tags = BeautifulSoup(record.html(Transcript()), "lxml").select(f"[{name}]")
    return [(str(tag[name]).removesuffix("[content]"), str(tag["content"])) for tag in tags]


def fragments(folder: Path) -> list[dict[str, object]]:
    """Return what Pagefind stored of each episode."""
    return [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in sorted(folder.glob("fragment/*"))
    ]


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_headers_and_lines_have_the_anchors_of_the_page():
    assert list(tides(*WORDS).passages(Transcript(WORDS))) == [
        ("Hello.", "t-0", "span"),
        ("The moon", "the-moon", "h3"),
        ("It pulls.", "t-132", "time"),
        ("It does.", "t-132-2", "time"),
        ("Again.", "t-140", "time"),
    ]


def test_people_seasons_and_topics_are_filters():
    made, ebb = records(TIDES, EBB)
    assert values_of(made, "filter") == [
        ("person", "Ada"), ("person", "Grace Hopper"), ("person", "Zoe"),
        ("season", "2"), ("topic", "the moon"), ("topic", "Ebb"),
    ]  # fmt: skip
    assert values_of(ebb, "filter")[0] == ("person", "Ada")
    assert {value for name, value in values_of(ebb, "filter") if name == "topic"} == {"Ebb"}


@pytest.mark.parametrize(
    ("directory_urls", "url"),
    [(True, "podcast/x/ebb%20%3F/"), (False, "podcast/x/ebb%20%3F.html")],
)
def test_a_url_is_relative_to_the_root(directory_urls, url):
    (record,) = records(replace(EBB, name="x/ebb ?"), directory_urls=directory_urls)
    assert ("url", url) in values_of(record, "meta")


@given(words)
def test_any_text_is_one_field(text):
    transcript = Transcript((Header(text), Line(text, "", 1)))
    page = BeautifulSoup(tides(*transcript, title=text).html(transcript), "html.parser")
    expected = text.replace("\u200b", "")
    assert page.select_one("h1").get_text() == expected
    assert page.select_one("[data-pagefind-meta='title[content]']")["content"] == expected
    assert page.select_one("#t-1").parent.get_text() == expected
    assert [tag.name for tag in page.body.find_all(True)] == ["h1", "p", "p", "h3", "p", "time"]


@given(transcripts)
def test_every_line_of_any_transcript_has_an_anchor_of_its_own(transcript):
    passages = list(tides(*transcript).passages(transcript))
    anchors = [passage.anchor for passage in passages]
    assert len(set(anchors)) == len(anchors)
    assert all(line.text in {each.text for each in passages} for line in transcript.lines())


def test_the_index_leads_to_lines(tmp_path: Path):
    publish(tmp_path, Memory())
    (fragment,) = fragments(tmp_path)
    assert fragment["meta"] == {"title": "Tides", "url": "podcast/tides/"}
    indexed = str(fragment["content"]).split()
    anchors = {
        anchor["id"]: (anchor["element"], indexed[anchor["location"]])
        for anchor in fragment["anchors"]
    }
    assert anchors == {
        "t-0": ("span", "Hello."),
        "the-moon": ("h3", "The"),
        "t-132": ("time", "It"),
        "t-132-2": ("time", "It"),
        "t-140": ("time", "Again."),
    }


def test_hostile_text_is_text_to_pagefind(tmp_path: Path):
    entries = Header(HOSTILE), Line(HOSTILE, HOSTILE, 1), Line("Last.", "Ada", 2)
    publish(
        tmp_path, Memory(), entries, title=HOSTILE, topics=(HOSTILE,), guests=(HOSTILE,)
    )  # fmt: skip
    (fragment,) = fragments(tmp_path)
    squeezed = " ".join(HOSTILE.replace("\u200b", "").split())
    assert " ".join(fragment["meta"]["title"].split()) == squeezed
    assert [" ".join(topic.split()) for topic in fragment["filters"]["topic"]] == [squeezed]
    last = next(anchor for anchor in fragment["anchors"] if anchor["id"] == "t-2")
    assert str(fragment["content"]).split()[last["location"] :] == ["Last."]


def test_only_what_the_page_loads_is_published(tmp_path: Path):
    publish(tmp_path, Memory())
    assert {path.name for path in tmp_path.glob("*.js*")} == {"pagefind.js", "pagefind-entry.json"}
    assert not list(tmp_path.rglob("*.css"))


def refuse(*_: object) -> None:
    raise AssertionError


def test_without_a_change_no_transcript_is_read(tmp_path: Path, monkeypatch):
    cache, record = Memory(), tides(*WORDS)
    publish_index([record], [Transcript(WORDS)], "en", cache, tmp_path / "a")
    monkeypatch.setattr(pagefind, "write_index", refuse)
    unread = (refuse() for _ in range(1))
    publish_index([record], unread, "en", cache, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b") != {}


@pytest.mark.parametrize(
    ("changed", "language"),
    [
        (records(replace(TIDES, digest="new")), "en"),
        (records(TIDES, path="talks"), "en"),
        (records(TIDES, EBB), "en"),
        (records(TIDES), "de"),
        (records(replace(TIDES, topics=())), "en"),
        ([replace(each, anchors=("x",)) for each in records(TIDES)], "en"),
    ],
    ids=["file", "URL", "another episode", "language", "topics", "anchors"],
)
def test_a_change_makes_a_new_index(tmp_path: Path, changed, language, monkeypatch):
    cache = Memory()
    publish_index(records(TIDES), [Transcript()], "en", cache, tmp_path / "a")
    monkeypatch.setattr(pagefind, "write_index", refuse)
    with pytest.raises(AssertionError):
        publish_index(changed, [], language, cache, tmp_path / "b")


def test_an_incomplete_index_in_the_cache_is_made_again(tmp_path: Path):
    cache = Memory()
    publish(tmp_path / "a", cache)
    lost = next(key for key in cache if key.endswith("/pagefind.js"))
    del cache[lost]
    (tmp_path / "a/old.js").touch()
    publish(tmp_path / "a", cache)
    assert "pagefind.js" in files(tmp_path / "a")
    assert "old.js" not in files(tmp_path / "a")
    assert lost in cache


@pytest.mark.parametrize(
    "names", [b"x", b"{}", b"[1]", b'["../a"]', b'["/a"]', b'["a//b"]', b"\xff"]
)
def test_a_damaged_index_in_the_cache_is_made_again(tmp_path: Path, names):
    cache = Memory()
    publish(tmp_path / "a", cache)
    key = min(cache, key=len)
    cache[key] = names
    publish(tmp_path / "a", cache)
    assert "pagefind.js" in json.loads(cache[key])
    assert "pagefind.js" in files(tmp_path / "a")


def test_a_show_without_episodes_has_an_index(tmp_path: Path):
    publish_index([], [], "en", Memory(), tmp_path)
    assert (tmp_path / "pagefind.js").is_file()


def test_a_missing_package_is_reported_with_the_command_to_install_it(tmp_path: Path, monkeypatch):
    assert pagefind.missing_package() == ""
    monkeypatch.setattr(pagefind, "find_spec", lambda _name: None)
    assert "pip install 'mkdocs-podcast[search]'" in pagefind.missing_package()
    for module in ("pagefind", "pagefind.service"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(tmp_path, Memory())


def test_a_missing_program_is_reported(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(tmp_path / "out", Memory())


def use_program(path: Path, monkeypatch, script: str) -> None:
    """Use a shell script as Pagefind's program."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(path))


def test_a_program_that_does_not_finish_is_reported(tmp_path: Path, monkeypatch):
    use_program(tmp_path / "program", monkeypatch, "exec sleep 60")
    monkeypatch.setattr(pagefind, "MAX_INDEXING_SECONDS", 0.05)
    with pytest.raises(PagefindError, match="did not finish"):
        publish(tmp_path / "out", Memory())


def test_any_other_failure_is_reported_and_not_cached(tmp_path: Path, monkeypatch):
    use_program(tmp_path / "program", monkeypatch, "echo no room left >&2; exit 1")
    cache = Memory()
    with pytest.raises(PagefindError, match="Pagefind failed: no room left"):
        publish(tmp_path / "out", cache)
    assert cache == {}
