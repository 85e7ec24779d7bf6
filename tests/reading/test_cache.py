"""What is kept between builds changes nothing but the time that they take."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.cache import Cache, FolderCache, NoCache, SealedCache
from mkdocs_podcast.reading import find, read_files
from mkdocs_podcast.reading import serialization as stored
from mkdocs_podcast.show import Episode

from ..strategies import transcripts
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
    readings = read_files(sources, sources, kept)
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
    "too deep": b"[" * 100_000,
    "a path out": b'[{"title": "A", "slug": "../../x"}, [], {}]\n[]',
    "an episode": b'[{"title": "Mine"}, [], {}]\n[]',
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_somebody_else_put_into_the_cache_is_thrown_away(episodes, case):
    memory = Memory()
    cache = SealedCache(memory, b"secret")
    sources = find(episodes, episodes.parent)
    without = read_files(sources, cache=cache)
    stored = dict(memory.entries)
    memory.entries = dict.fromkeys(stored, FOREIGN[case])
    assert read_files(sources, cache=cache) == without
    assert memory.entries == stored


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"titel": "A"}, [], {}]\n[]'])
def test_what_a_former_form_of_the_cache_left_is_thrown_away(episodes, content):
    cache = Memory()
    sources = find(episodes, episodes.parent)
    without = read_files(sources, cache=cache)
    stored = dict(cache.entries)
    cache.entries = dict.fromkeys(stored, content)
    assert read_files(sources, cache=cache) == without
    assert cache.entries == stored


@given(cut=st.floats(0, 0.99), put=st.binary(max_size=8))
def test_an_entry_that_was_cut_off_or_overwritten_is_read_again(tmp_path, cut, put):
    folder, memory = tmp_path / "episodes", Memory()
    cache = SealedCache(memory, b"secret")
    folder.mkdir(exist_ok=True)
    (folder / "tides.md").write_text(EPISODE)
    readings = read(folder, cache)
    for key, content in memory.entries.items():
        memory.entries[key] = content[: int(len(content) * cut)] + put
    assert read(folder, cache) == readings


@given(transcripts)
def test_a_stored_transcript_is_the_one_that_was_stored(transcript):
    episode = Episode(title="A", transcript=transcript)
    again, _, _ = stored.load(Episode, stored.dump(episode, [], {}))
    assert again == episode
    assert again.transcript[1:] == transcript[1:]
    assert len(again.transcript) == len(transcript)
    assert repr(again) == repr(episode)
    assert list(again.sections()) == list(episode.sections())


def test_a_cache_that_cannot_be_written_is_as_good_as_none(episodes, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert read(episodes, FolderCache(tmp_path / "file/cache")) == read(episodes)
