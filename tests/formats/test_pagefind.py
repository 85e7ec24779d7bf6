from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mkdocs_podcast.formats import pagefind
from mkdocs_podcast.formats.pagefind import IndexRecord, PagefindError, publish_index, records_of
from mkdocs_podcast.show import Entry, Episode, Header, Line, Show, Transcript
from mkdocs_podcast.site import ViewBuilder

from ..plans import complete_plan, episode, with_transcript
from .texts import HOSTILE, any_text

ENTRIES = (
    Line("Hello.", "Ada"), Header("The moon"), Line("It pulls.", "Ada", 132),
    Line("It does.", "Grace"), Line("", "Grace"), Line("Again.", "Grace", 140.5),
)  # fmt: skip
TOPICS = ("the moon", "Ebb")
TIDES = episode(
    "tides", title="Tides", digest="1", season=2, guests=("grace", "Zoe"), topics=TOPICS
)
EBB = episode("x/ebb ?", title="Ebb", digest="2", topics=("ebb", "Ebb"))


class Memory(dict[str, bytes]):
    """A cache that lasts as long as a test."""

    load = dict.get
    store = dict.__setitem__

    def discard(self, key: str, reason: object) -> None:  # noqa: ARG002
        self.pop(key, None)


def records(*episodes: Episode, **values) -> list[IndexRecord]:
    made = complete_plan(*episodes, show=Show(title="S", hosts=("Ada",)), **values)
    views = ViewBuilder(made)
    return list(records_of(made, {each.file: views.anchors(each) for each in episodes}))


def tides(*entries: Entry, **values) -> IndexRecord:
    return records(with_transcript(replace(TIDES, **values), *entries))[0]


def publish(folder: Path, cache: Memory, entries: Iterable[Entry] = ENTRIES, **values) -> None:
    entries = tuple(entries)
    publish_index([tides(*entries, **values)], [Transcript(entries)], "en", cache, folder)


def metadata(record: IndexRecord, kind: str) -> list[tuple[str, str]]:
    """Return the names and values of one kind in the file for Pagefind."""
    name = f"data-pagefind-{kind}"
    tags = BeautifulSoup(record.html(Transcript()), "lxml").select(f"[{name}]")
    return [(str(tag[name]).removesuffix("[content]"), str(tag["content"])) for tag in tags]


def fragment(folder: Path) -> dict[str, object]:
    """Return what Pagefind stored of the only episode."""
    (path,) = folder.glob("fragment/*")
    return json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_people_seasons_and_topics_are_filters():
    first, second = records(TIDES, EBB)
    assert metadata(first, "filter") == [
        ("person", "Ada"), ("person", "Grace Foam"), ("person", "Zoe"),
        ("season", "2"), ("topic", "the moon"), ("topic", "Ebb"),
    ]  # fmt: skip
    assert set(metadata(second, "filter")) == {("person", "Ada"), ("topic", "Ebb")}


@pytest.mark.parametrize(
    ("directory_urls", "url"),
    [(True, "podcast/x/ebb%20%3F/"), (False, "podcast/x/ebb%20%3F.html")],
)
def test_a_url_is_relative_to_the_root(directory_urls, url):
    (record,) = records(EBB, directory_urls=directory_urls)
    assert ("url", url) in metadata(record, "meta")


@any_text
def test_any_text_is_one_field(text):
    transcript = Transcript((Header(text), Line(text, "", 1)))
    page = BeautifulSoup(tides(*transcript, title=text).html(transcript), "html.parser")
    expected = text.replace("\u200b", "")
    assert page.select_one("h1").get_text() == expected
    assert page.select_one("[data-pagefind-meta='title[content]']")["content"] == expected
    assert page.select_one("#t-1").parent.get_text() == expected
    assert [tag.name for tag in page.body.find_all(True)] == ["h1", "p", "p", "h3", "p", "time"]


def test_the_index_leads_to_lines_and_contains_only_what_the_page_loads(tmp_path):
    publish(tmp_path, Memory())
    stored = fragment(tmp_path)
    assert stored["meta"] == {"title": "Tides", "url": "podcast/tides/"}
    indexed = str(stored["content"]).split()
    anchors = {each["id"]: (each["element"], each["location"]) for each in stored["anchors"]}
    assert {key: (element, indexed[at]) for key, (element, at) in anchors.items()} == {
        "t-0": ("span", "Hello."),
        "the-moon": ("h3", "The"),
        "t-132": ("time", "It"),
        "t-132-2": ("time", "It"),
        "t-140": ("time", "Again."),
    }
    assert {path.name for path in tmp_path.glob("*.js*")} == {"pagefind.js", "pagefind-entry.json"}
    assert not list(tmp_path.rglob("*.css"))


def test_hostile_text_is_text_to_pagefind(tmp_path):
    text = "".join(HOSTILE).replace("&lt;b&gt;", "")  # Pagefind decodes filters twice
    entries = Header(text), Line(text, text, 1), Line("Last.", "Ada", 2)
    publish(tmp_path, Memory(), entries, title=text, topics=(text,), guests=(text,))
    stored = fragment(tmp_path)
    assert stored["meta"]["title"].split() == text.split()
    assert [topic.split() for topic in stored["filters"]["topic"]] == [text.split()]
    last = next(anchor for anchor in stored["anchors"] if anchor["id"] == "t-2")
    assert str(stored["content"]).split()[last["location"] :] == ["Last."]


def refuse(*_: object) -> None:
    raise AssertionError


def test_without_a_change_no_transcript_is_read(tmp_path, monkeypatch):
    cache, record = Memory(), tides(*ENTRIES)
    publish_index([record], [Transcript(ENTRIES)], "en", cache, tmp_path / "a")
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
        (records(replace(TIDES, guests=())), "en"),
        ([replace(each, anchors=("x",)) for each in records(TIDES)], "en"),
    ],
    ids=["file", "URL", "another episode", "language", "topics", "people", "anchors"],
)
def test_a_change_makes_a_new_index(changed, language):
    assert pagefind._key(changed, language) != pagefind._key(records(TIDES), "en")


def test_another_version_of_pagefind_makes_a_new_index(monkeypatch):
    before = pagefind._key([], "en")
    monkeypatch.setattr(pagefind, "version", lambda _package: "0")
    assert pagefind._key([], "en") != before


def test_an_incomplete_index_in_the_cache_is_made_again(tmp_path):
    cache = Memory()
    publish(tmp_path, cache)
    lost = next(key for key in cache if key.endswith("/pagefind.js"))
    del cache[lost]
    (tmp_path / "old.js").touch()
    publish(tmp_path, cache)
    assert "pagefind.js" in files(tmp_path)
    assert "old.js" not in files(tmp_path)
    assert lost in cache


@pytest.mark.parametrize(
    "names", [b"x", b"{}", b"[1]", b'["../a"]', b'["/a"]', b'["a//b"]', b"\xff", b"[" * 100_000]
)
def test_a_damaged_list_of_files_in_the_cache_is_discarded(names):
    cache = Memory({"key": names})
    assert pagefind._load(cache, "key") is None
    assert cache == {}


def test_a_show_without_episodes_has_an_index(tmp_path):
    publish_index([], [], "en", Memory(), tmp_path)
    assert (tmp_path / "pagefind.js").is_file()


def test_what_is_missing_is_reported_with_the_command_to_install_it(tmp_path, monkeypatch):
    assert pagefind.missing_package() == ""
    monkeypatch.setattr(pagefind, "find_spec", lambda _name: None)
    assert "pip install 'mkdocs-podcast[search]'" in pagefind.missing_package()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(tmp_path / "out", Memory())
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    with pytest.raises(PagefindError, match=r"pip install 'mkdocs-podcast\[search\]'"):
        publish(tmp_path / "out", Memory())


@pytest.mark.parametrize(
    ("script", "message"),
    [("exec sleep 60", "did not finish"), ("echo no room >&2; exit 1", "Pagefind failed: no room")],
)
def test_any_other_failure_is_reported_and_not_cached(tmp_path, monkeypatch, script, message):
    program, cache = tmp_path / "program", Memory()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    monkeypatch.setattr(pagefind, "MAX_INDEXING_SECONDS", 60 if "exit" in script else 0.05)
    with pytest.raises(PagefindError, match=message):
        publish(tmp_path / "out", cache)
    assert cache == {}
