from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.engine import cache as module
from mkdocs_podcast.engine import compression
from mkdocs_podcast.engine.cache import FolderCache, MemoryCache, load_parsed
from mkdocs_podcast.engine.compression import compress_value, decompress_value


def build(folder: Path, **values: bytes) -> None:
    """Store values in a build of their own."""
    cache = FolderCache(folder)
    assert cache.load("none") is None
    for key, value in values.items():
        cache.store(key, value)
    cache.prune()


def database(folder: Path) -> Path:
    return folder / "entries.sqlite"


@pytest.fixture(params=["folder", "memory"])
def cache(request, tmp_path):
    return FolderCache(tmp_path) if request.param == "folder" else MemoryCache()


def test_a_stored_value_is_loaded_until_it_is_discarded(cache):
    assert cache.load("key") is None
    cache.store("key", b"value")
    cache.store("empty", b"")
    assert (cache.load("key"), cache.load("empty")) == (b"value", b"")
    assert cache.contains(["key", "other"]) == {"key"}
    cache.discard("key", "it is broken")
    assert cache.load("key") is None
    assert not cache.contains(["key"])


def test_a_value_that_cannot_be_parsed_or_is_too_large_is_not_kept(cache, monkeypatch):
    cache.store("key", b"one")
    assert load_parsed(cache, "key", bytes.decode) == "one"
    assert load_parsed(cache, "key", int) is None
    assert cache.load("key") is None
    monkeypatch.setattr(module, "MAX_VALUE_SIZE", 4)
    cache.store("key", b"value")
    assert cache.load("key") is None


def test_memory_is_released_after_the_build():
    cache = MemoryCache()
    cache.store("key", b"value")
    cache.prune()
    assert cache.load("key") is None


@pytest.mark.parametrize("end", [FolderCache.prune, FolderCache.close])
def test_the_next_build_loads_what_a_build_has_stored(tmp_path, end):
    for value in (b"one", b"two"):
        cache = FolderCache(tmp_path)
        cache.store("key", value)
        end(cache)
        assert FolderCache(tmp_path).load("key") == value


def test_values_that_a_build_did_not_use_are_removed(tmp_path):
    build(tmp_path, a=b"1", b=b"2", c=b"3")
    cache = FolderCache(tmp_path)
    cache.load("a")
    cache.contains(["b"])
    cache.store("d", b"4")
    cache.prune()
    assert FolderCache(tmp_path).contains("abcd") == set("abd")


def test_the_database_is_small_and_shrinks_with_its_contents(tmp_path):
    build(tmp_path, large=os.urandom(1_000_000))
    build(tmp_path, small=b"value " * 200_000)
    assert database(tmp_path).stat().st_size < 50_000


def test_a_build_that_stores_something_creates_a_folder_that_git_ignores(tmp_path):
    ignore = tmp_path / "cache/.gitignore"
    build(tmp_path / "cache")
    assert not list(tmp_path.iterdir())
    build(tmp_path / "cache", key=b"value")
    assert ignore.read_text() == "*\n"
    ignore.write_text("# mine\n")
    build(tmp_path / "cache", other=b"value")
    assert ignore.read_text() == "# mine\n"


COMPRESSED = compress_value(b"value" * 100)


@pytest.mark.parametrize(
    "value",
    [b"", b"value", COMPRESSED[:-1], COMPRESSED + b"x", COMPRESSED * 2, "text", 7, None,
     compress_value(bytes(10_000_000))],
)  # fmt: skip
def test_a_value_that_is_not_compressed_like_ours_or_is_huge_is_not_loaded(
    tmp_path, monkeypatch, value
):
    build(tmp_path, key=b"")
    with contextlib.closing(sqlite3.connect(database(tmp_path))) as connection, connection:
        connection.execute("UPDATE entries SET value = ?", [value])
    monkeypatch.setattr(compression, "MAX_VALUE_SIZE", 1_000_000)
    assert FolderCache(tmp_path).load("key") is None


@given(st.binary(), st.binary())
def test_a_compressed_value_is_restored(value, reference):
    assert decompress_value(compress_value(value, reference), reference) == value


def test_a_value_that_repeats_the_reference_is_small():
    reference = bytes(range(256)) * 20
    assert len(compress_value(reference[100:5000], reference)) < 50


@given(content=st.binary(max_size=64), at=st.floats(0, 1))
@example(content=b"", at=0)
@example(content=b"not a database" * 1000, at=0)
@example(content=b"SQLite format 3\0", at=0)
def test_a_damaged_database_raises_nothing(tmp_path, content, at):
    build(tmp_path, key=b"value" * 100)
    before = database(tmp_path).read_bytes()
    start = int(len(before) * at)
    damaged = before[:start] + content + before[start + len(content) :]
    database(tmp_path).write_bytes(damaged)
    cache = FolderCache(tmp_path)
    assert cache.load("key") in {None, b"value" * 100}
    cache.store("key", b"new")
    assert cache.contains(["key"])
    cache.prune()


def test_a_damaged_table_is_created_again(tmp_path):
    build(tmp_path, key=b"value")
    content = database(tmp_path).read_bytes()
    damaged = content.replace(b"TABLE entries (key", b"TABLE entries \x8b\x8b\x8b\x8b")
    database(tmp_path).write_bytes(damaged)
    cache = FolderCache(tmp_path)
    assert cache.load("key") is None
    cache.store("key", b"new")
    assert cache.contains(["key"])
    cache.prune()


ENDLESS = "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n)"
LOOP = f"BEGIN INSERT INTO entries {ENDLESS} SELECT v, v FROM n; END"


@pytest.mark.parametrize(
    "script",
    [
        f"CREATE VIEW entries AS {ENDLESS} SELECT 'key' AS key, max(v) AS value FROM n",
        "CREATE TABLE entries (key, value AS (zeroblob(500000000)))",
        f"CREATE TABLE entries (key, value); CREATE TRIGGER t AFTER INSERT ON entries {LOOP}",
        "CREATE TABLE entries (a, b, c); INSERT INTO entries VALUES (1, 2, 3)",
    ],
)
def test_a_foreign_database_is_replaced_and_its_code_is_not_run(tmp_path, script):
    with contextlib.closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.executescript(script)
    assert FolderCache(tmp_path).load("key") is None
    build(tmp_path, key=b"value")
    assert FolderCache(tmp_path).load("key") == b"value"


def own(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file to another user")
    os.chown(path, 4321, 4321)


def forbid(path: Path) -> None:
    path.chmod(0o500 if path.name == "cache" else 0)
    if os.geteuid() == 0:
        os.seteuid(65534)


OBSTACLES = {
    "a file": lambda folder: (shutil.rmtree(folder), folder.touch()),
    "a folder instead of the database": lambda folder: (
        database(folder).unlink(),
        database(folder).mkdir(),
    ),
    "in a forbidden folder": lambda folder: forbid(folder.parent),
    "read-only": lambda folder: (database(folder).chmod(0o400), forbid(folder)),
    "another user's": own,
    "with another user's database": lambda folder: own(database(folder)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such owner")
@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_without_a_usable_folder_values_are_kept_for_the_build(tmp_path, caplog, obstacle):
    folder, user = tmp_path / "cache", os.geteuid()
    build(folder, key=b"value")
    try:
        OBSTACLES[obstacle](folder)
        with caplog.at_level("DEBUG"):
            cache = FolderCache(folder)
            assert cache.load("key") is None
            cache.store("new", b"x")
            assert (cache.load("new"), cache.contains(["new"])) == (b"x", {"new"})
            cache.prune()
            assert FolderCache(folder).load("new") is None
    finally:
        os.seteuid(user)
        tmp_path.chmod(0o700)
    assert "cannot be used" in caplog.text


def test_a_locked_cache_is_waited_for_once(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(module, "_LOCK_TIMEOUT", 0.01)
    build(tmp_path, old=b"x")
    with contextlib.closing(sqlite3.connect(database(tmp_path))) as other:
        other.execute("BEGIN IMMEDIATE")
        with caplog.at_level("DEBUG"):
            build(tmp_path, a=b"y", b=b"z")
    (message,) = caplog.messages
    assert "database is locked" in message
    assert FolderCache(tmp_path).load("old") == b"x"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_loads_values_and_stores_none(tmp_path):
    build(tmp_path, old=b"x")
    cache = FolderCache(tmp_path)
    cache.load("old")
    cache.store("new", b"y")
    if not (child := os.fork()):
        is_right = (cache.load("old"), cache.load("new")) == (b"x", b"y")
        cache.store("child", b"z")
        cache.close()
        os._exit(0 if is_right else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    cache.prune()
    assert FolderCache(tmp_path).contains(["old", "new", "child"]) == {"old", "new"}
