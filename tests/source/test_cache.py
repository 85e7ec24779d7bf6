"""What is kept between builds changes nothing but the time that they take."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.cache import Cache, FolderCache, NoCache
from mkdocs_podcast.model import CHECKS
from mkdocs_podcast.source import find, read_episodes, read_people

from .test_any_bytes import EPISODE, spoiled

FAULTY = "title: A\nseason: one\nlinks: {rss: TODO}\n"


@pytest.fixture
def episodes(tmp_path: Path) -> Path:
    folder = tmp_path / "episodes"
    (folder / "x").mkdir(parents=True)
    (folder / "tides.md").write_text(EPISODE)
    (folder / "x/faulty.yaml").write_text(FAULTY)
    (folder / "broken.yaml").write_text("title: [A\n")
    (folder / "bytes.yaml").write_bytes(b"\xff")
    (folder / "page.md").write_text("# A page\n")
    return folder


class Memory:
    """A cache whose entries a test can look at and change."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def load(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def store(self, key: str, value: bytes) -> None:
        self.entries[key] = value

    def discard(self, key: str, reason: object) -> None:
        assert str(reason)
        del self.entries[key]

    def prune(self) -> None:
        pass


def read(episodes: Path, cache: Cache | None = None):
    """Read a folder as episodes and as people, as a build does."""
    sources = find(episodes, episodes.parent)
    kept = cache or NoCache()
    readings = read_episodes(sources, kept), read_people(sources, kept)
    kept.prune()
    return readings


def test_readings_are_the_same_without_a_cache_and_with_one_new_or_old(episodes, tmp_path):
    without = read(episodes)
    cache = Memory()
    assert read(episodes, cache) == without
    kept = dict(cache.entries)
    assert kept
    assert read(episodes, cache) == without
    assert cache.entries == kept
    for _ in range(2):
        assert read(episodes, FolderCache(tmp_path / "cache")) == without


@given(content=spoiled())
def test_any_readings_are_the_same_out_of_a_cache(tmp_path, content):
    folder = tmp_path / "episodes"
    folder.mkdir(exist_ok=True)
    for ending in (".md", ".yaml"):
        (folder / f"a{ending}").write_bytes(content)
    without = read(folder)
    for _ in range(2):
        kept = read(folder, FolderCache(tmp_path / "cache"))
        assert kept == without
        assert repr(kept) == repr(without)  # 1 is not 1.0


def test_keys_of_others_come_out_of_a_cache_as_they_went_in(tmp_path):
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes/a.yaml").write_text(
        "title: A\nx: {a: 1, b: 1.5, c: true, d: '007', e: , f: [1, [2]]}\n"
        "transcript:\n- {line: x, mood: 1}\n- {header: x, mood: {a: 1.5}}\n"
        "- {line: y, time: 0:00}\n"
    )
    cache = Memory()
    first, second = (read(tmp_path / "episodes", cache)[0] for _ in range(2))
    assert repr(second) == repr(first)


def test_an_edit_is_seen(episodes, tmp_path):
    read(episodes, FolderCache(tmp_path / "cache"))
    (episodes / "x/faulty.yaml").write_text("title: Mended\n")
    (*_, reading), _ = read(episodes, FolderCache(tmp_path / "cache"))
    assert reading.value.title == "Mended"


def test_a_file_that_moved_has_its_new_name(episodes, tmp_path):
    read(episodes, FolderCache(tmp_path / "cache"))
    (episodes / "tides.md").rename(episodes / "waves.md")
    names = {
        reading.value.name
        for reading in read(episodes, FolderCache(tmp_path / "cache"))[0]
        if reading.value
    }
    assert names == {"waves"}


class Bomb:
    def __reduce__(self):
        return pytest.fail, ("the cache was unpickled",)


FOREIGN = {
    "nothing": b"",
    "another file": b"\x89PNG\r\n\x1a\n",
    "a pickle": pickle.dumps(Bomb()),
    "no list": b"{}",
    "nobody's": b'{"title": "Mine"}',
    "too short": b"[null]",
    "too deep": b"[" * 100_000,
    "wrong types": b'[{"title": 1}, [], {}, []]',
    "a path out": b'[{"title": "A", "slug": "../../x"}, [], {}, []]',
    "no such line": b'[{"title": "A"}, [], {"7": {}}, []]',
    "no time": b'[{"title": "A"}, [["x", "", 1e999, 0]], {}, []]',
    "an unknown check": b'[null, [], {}, [{"code": "x", "message": "x", "advice": "x"}]]',
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_somebody_else_put_into_the_cache_is_thrown_away(episodes, case):
    cache = Memory()
    sources = find(episodes, episodes.parent)
    without = read_episodes(sources, cache)
    kept = dict(cache.entries)
    cache.entries = dict.fromkeys(kept, FOREIGN[case])
    assert read_episodes(sources, cache) == without
    assert cache.entries == kept


@given(cut=st.floats(0, 0.99), put=st.binary(max_size=8))
def test_an_entry_that_was_cut_off_or_overwritten_makes_no_traceback(tmp_path, cut, put):
    folder, cache = tmp_path / "episodes", Memory()
    folder.mkdir(exist_ok=True)
    (folder / "tides.md").write_text(EPISODE)
    read(folder, cache)
    for key, content in cache.entries.items():
        cache.entries[key] = content[: int(len(content) * cut)] + put
    for reading in read(folder, cache)[0]:
        assert reading.value or any(CHECKS[p.code].fixed for p in reading.problems)


def test_a_cache_that_cannot_be_written_is_as_good_as_none(episodes, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert read(episodes, FolderCache(tmp_path / "file/cache")) == read(episodes)
