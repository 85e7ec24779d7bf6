from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.engine import cache as module
from mkdocs_podcast.engine import compression
from mkdocs_podcast.engine.cache import FolderCache, MemoryCache, load_parsed
from mkdocs_podcast.engine.compression import compress_value

needs_users = pytest.mark.skipif(sys.platform == "win32", reason="files have no such owner")


def build(folder: Path, **values: bytes) -> None:
    """Store values in a build of their own."""
    cache = FolderCache(folder)
    for key, value in values.items():
        cache.store(key, value)
    cache.prune()


def database(folder: Path) -> Path:
    return folder / "entries.sqlite"


@pytest.fixture(params=["folder", "memory"])
def cache(request, tmp_path):
    return FolderCache(tmp_path) if request.param == "folder" else MemoryCache()


def test_a_stored_value_is_loaded(cache):
    assert cache.load("key") is None
    cache.store("key", b"value")
    cache.store("empty", b"")
    assert (cache.load("key"), cache.load("empty")) == (b"value", b"")
    assert cache.contains(["key", "other"]) == {"key"}


def test_a_discarded_value_is_gone(cache):
    cache.store("key", b"value")
    cache.discard("key", "it is broken")
    assert cache.load("key") is None
    assert not cache.contains(["key"])


def test_a_value_that_is_too_large_is_not_kept(cache, monkeypatch):
    monkeypatch.setattr(module, "MAX_VALUE_SIZE", 4)
    cache.store("key", b"value")
    assert cache.load("key") is None


def test_a_value_that_cannot_be_parsed_is_discarded(cache):
    cache.store("key", b"one")
    assert load_parsed(cache, "key", bytes.decode) == "one"
    assert load_parsed(cache, "key", int) is None
    assert cache.load("key") is None


def test_memory_is_released_after_the_build():
    cache = MemoryCache()
    cache.store("key", b"value")
    cache.prune()
    assert cache.load("key") is None


def test_the_next_build_loads_what_a_build_has_stored(tmp_path):
    for value in (b"one", b"two"):
        build(tmp_path, key=value)
        assert FolderCache(tmp_path).load("key") == value


def test_values_that_a_build_did_not_use_are_removed(tmp_path):
    build(tmp_path, a=b"1", b=b"2", c=b"3")
    cache = FolderCache(tmp_path)
    cache.load("a")
    cache.contains(["b"])
    cache.store("d", b"4")
    cache.prune()
    assert FolderCache(tmp_path).contains("abcd") == set("abd")


def test_the_database_shrinks_with_its_contents(tmp_path):
    build(tmp_path, large=os.urandom(1_000_000))
    build(tmp_path, small=b"x")
    assert database(tmp_path).stat().st_size < 100_000


def test_a_build_that_ends_early_keeps_its_values(tmp_path):
    cache = FolderCache(tmp_path)
    cache.store("key", b"value")
    cache.close()
    assert FolderCache(tmp_path).load("key") == b"value"


def test_repetitive_values_take_little_space(tmp_path):
    build(tmp_path, key=b"value " * 200_000)
    assert database(tmp_path).stat().st_size < 50_000


def test_git_ignores_the_folder(tmp_path):
    build(tmp_path / "cache", key=b"value")
    ignore = tmp_path / "cache/.gitignore"
    assert ignore.read_text() == "*\n"
    ignore.write_text("# mine\n")
    build(tmp_path / "cache", other=b"value")
    assert ignore.read_text() == "# mine\n"


def test_a_build_that_stores_nothing_creates_nothing(tmp_path):
    cache = FolderCache(tmp_path / "cache")
    assert cache.load("key") is None
    cache.prune()
    assert not list(tmp_path.iterdir())


def store_raw(folder: Path, value: object) -> None:
    build(folder, key=b"")
    with contextlib.closing(sqlite3.connect(database(folder))) as connection, connection:
        connection.execute("UPDATE entries SET value = ?", [value])


COMPRESSED = compress_value(b"value" * 100)


@pytest.mark.parametrize(
    "value", [b"", b"value", COMPRESSED[:-1], COMPRESSED + b"x", COMPRESSED * 2, "text", 7, None]
)
def test_a_value_that_is_not_compressed_like_ours_is_not_loaded(tmp_path, value):
    store_raw(tmp_path, value)
    assert FolderCache(tmp_path).load("key") is None


def test_a_small_entry_cannot_become_a_huge_value(tmp_path, monkeypatch):
    store_raw(tmp_path, compress_value(bytes(10_000_000)))
    monkeypatch.setattr(compression, "MAX_VALUE_SIZE", 1_000_000)
    assert FolderCache(tmp_path).load("key") is None


@given(content=st.binary(max_size=64), at=st.floats(0, 1))
@example(content=b"", at=0)
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
FOREIGN = {
    "endless view": f"CREATE VIEW entries AS {ENDLESS} SELECT 'key' AS key, max(v) AS value FROM n",
    "huge value": "CREATE TABLE entries (key, value AS (zeroblob(500000000)))",
    "endless trigger": "CREATE TABLE entries (key PRIMARY KEY, value); CREATE TRIGGER t AFTER "
    f"INSERT ON entries BEGIN INSERT INTO entries {ENDLESS} SELECT v, v FROM n; END",
    "other columns": "CREATE TABLE entries (a, b, c); INSERT INTO entries VALUES (1, 2, 3)",
    "not a database": None,
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_foreign_database_is_replaced_and_its_code_is_not_run(tmp_path, case):
    if script := FOREIGN[case]:
        with contextlib.closing(sqlite3.connect(database(tmp_path))) as connection:
            connection.executescript(script)
    else:
        database(tmp_path).write_text(case * 1000)
    assert FolderCache(tmp_path).load("key") is None
    build(tmp_path, key=b"value")
    assert FolderCache(tmp_path).load("key") == b"value"


@pytest.fixture
def unusable(request, tmp_path):
    """A folder for a cache that cannot be used, for one reason or another."""
    folder = tmp_path / "cache"
    if request.param == "a file":
        folder.write_text("")
    elif request.param == "a folder instead of the database":
        database(folder).mkdir(parents=True)
    elif request.param == "in a forbidden folder":
        tmp_path.chmod(0)
    else:
        folder.mkdir()
        build(folder, key=b"value")
        if request.param == "read-only":
            database(folder).chmod(0o400)
            folder.chmod(0o500)
        elif os.geteuid():
            pytest.skip("only root can give a file to another user")
        else:
            os.chown(folder if request.param == "another user's" else database(folder), 4321, 4321)
    user = os.geteuid()
    if user == 0 and request.param in {"in a forbidden folder", "read-only"}:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    tmp_path.chmod(0o700)


@needs_users
@pytest.mark.parametrize(
    "unusable",
    ["a file", "a folder instead of the database", "in a forbidden folder", "read-only",
     "another user's", "with another user's database"],
    indirect=True,
)  # fmt: skip
def test_without_a_usable_folder_values_are_kept_for_the_build(unusable, caplog):
    with caplog.at_level("DEBUG"):
        cache = FolderCache(unusable)
        assert cache.load("key") is None
        cache.store("new", b"x")
        assert (cache.load("new"), cache.contains(["new"])) == (b"x", {"new"})
        cache.prune()
        assert FolderCache(unusable).load("new") is None
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
