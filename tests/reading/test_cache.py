"""What is kept between builds changes only the time that they take."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.cache import FolderCache, MemoryCache
from mkdocs_podcast.reading import load_transcript
from mkdocs_podcast.reading.codec import decode, encode
from mkdocs_podcast.reading.serialization import dump_transcript, parse_transcript
from mkdocs_podcast.show import Episode, Header, Line, Transcript, outline_of

from ..sites import write_sketch
from ..strategies import cued_lines, transcripts
from .conftest import read_files, settings_for
from .test_any_bytes import EPISODE, contents

SKETCH = """
episodes/x/faulty.yaml
  {title: A, season: one, links: {rss: TODO}}
episodes/broken.yaml
  title: [A
episodes/page.md
  # A page
people/ada.yaml
  {title: Ada, born: 1815}
"""


class Memory(dict, MemoryCache):
    """A cache whose values a test can look at and change."""

    load = dict.get
    store = dict.__setitem__

    def discard(self, key, reason):
        assert str(reason)
        del self[key]

    def contains(self, keys):
        return self.keys() & set(keys)


def read(root, cache=None, sketch=""):
    """Read everything that the files of a show contain."""
    cache = MemoryCache() if cache is None else cache
    files = read_files(root, sketch, cache)
    settings = settings_for(root)
    transcripts = [
        load_transcript(cache, files.sources[e.file], e, settings) for e in files.episodes
    ]
    cache.close()
    return files, transcripts


@pytest.fixture
def root(tmp_path):
    write_sketch(tmp_path, SKETCH)
    (tmp_path / "episodes/tides.md").write_text(EPISODE)
    (tmp_path / "episodes/bytes.yaml").write_bytes(b"\xff")
    return tmp_path


def test_a_show_is_the_same_with_every_cache(root):
    without = repr(read(root))  # 1 == 1.0 == True
    cache = Memory()
    assert repr(read(root, cache)) == without
    stored = dict(cache)
    assert stored
    assert repr(read(root, cache)) == without
    assert cache == stored
    (root / "file").write_text("not a folder")
    for folder in (".cache", ".cache", "file/cache"):
        assert repr(read(root, FolderCache(root / folder))) == without


@given(content=contents)
def test_any_file_is_the_same_from_a_cache(tmp_path, content):
    for name in ("episodes/a.md", "people/a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    cache = Memory()
    first, second = read(tmp_path, cache), read(tmp_path, cache)
    assert repr(first) == repr(second)


def test_edits_and_new_names_are_noticed(root):
    read(root, FolderCache(root / ".cache"))
    (root / "episodes/x/faulty.yaml").write_text("title: Fixed\n")
    (root / "episodes/tides.md").rename(root / "episodes/waves.md")
    files, _ = read(root, FolderCache(root / ".cache"))
    assert {(e.name, e.title) for e in files.episodes} == {
        ("waves", "Tides"),
        ("x/faulty", "Fixed"),
    }


@pytest.mark.parametrize(
    "value",
    [
        b"", b"\x89PNG\r\n\x1a\n", b"[" * 100_000, b"[]", b'{"values": {}}', b'{"value": {}}',
        b'{"value": {"title": "A", "titel": "A"}}', b'{"value": {"title": ["A"]}}',
        b'{"value": {"title": "A", "links": {"a": 1}, "id": 2}}',
        b'{"value": {"title": "A", "draft": 1, "bio": 1}}',
        b'{"value": {"title": "A", "duration": NaN, "bio": NaN}}',
        b'{"value": {"title": "A\\u001d"}}',
        b'{"value": {"title": "A", "slug": "../../x", "id": "../x"}}',
        b'{"value": {"title": "A", "published": "soon", "id": 1}}',
        b'{"problems": [{"code": "x", "message": "x", "advice": "x"}]}', b'[["x", "y"]]',
        b'[["l", "x", "y", 1.0, 2.0, {}, 3]]', b'[["l", "x", "y", "z"]]', b"[1]",
    ],
)  # fmt: skip
def test_foreign_and_damaged_values_are_discarded(root, value):
    cache = Memory()
    without = read(root, cache)
    stored = dict(cache)
    cache.update(dict.fromkeys(stored, value))
    assert read(root, cache) == without
    assert cache == stored


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'{"entries": "h", "htext": ["Another"]}',
        b'{"entries": "l", "ltext": ["Other words"]}',
        b'{"entries": "ll", "ltext": ["One line"]}',
        b'{"entries": "l", "ltext": ["A bell \\u0007"]}',
        b'{"entries": "x"}',
        b'{"entries": "", "other": []}',
    ],
)
def test_a_transcript_of_another_episode_is_discarded(root, content):
    cache = Memory()
    without = read(root, cache)
    stored = dict(cache)
    (key,) = (key for key, value in stored.items() if value.startswith(b'{"entries"'))
    cache[key] = content
    assert read(root, cache) == without
    assert cache == stored


@given(cut=st.floats(0, 0.99), put=st.binary(max_size=8))
def test_a_value_that_was_cut_off_or_overwritten_is_discarded(tmp_path, cut, put):
    (tmp_path / "episodes").mkdir(exist_ok=True)
    (tmp_path / "episodes/tides.md").write_text(EPISODE)
    cache = Memory()
    without = read(tmp_path, cache)
    for key, content in cache.items():
        cache[key] = content[: int(len(content) * cut)] + put
    assert read(tmp_path, cache) == without


@given(transcripts | cued_lines().map(tuple).map(Transcript))
def test_a_transcript_and_its_outline_are_stored_completely(transcript):
    assert repr(parse_transcript(dump_transcript(transcript))) == repr(transcript)
    episode = Episode(title="A", outline=outline_of(transcript, 60.0))
    assert decode(Episode, json.loads(json.dumps(encode(episode)))) == episode


def test_a_transcript_is_stored_without_values_that_are_the_defaults():
    entries = [Header("H", "h", ("t",)), Line("a", end=2.0), Line("b")]
    assert json.loads(dump_transcript(Transcript(tuple(entries)))) == {
        "entries": "hll",
        "htext": ["H"],
        "hid": ["h"],
        "htopics": [["t"]],
        "ltext": ["a", "b"],
        "lend": [2.0, None],
    }
