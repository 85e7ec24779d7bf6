from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.cache import FolderCache, NoCache, SealedCache, key_of, user_secret


def test_what_is_stored_is_loaded(tmp_path):
    for cache in (FolderCache(tmp_path / "a"), SealedCache(FolderCache(tmp_path / "b"), b"secret")):
        assert cache.load("key") is None
        cache.store("key", b"value")
        cache.store("empty", b"")
        assert (cache.load("key"), cache.load("empty")) == (b"value", b"")


def test_no_cache_keeps_nothing():
    cache = NoCache()
    cache.store("key", b"value")
    assert cache.load("key") is None


def test_what_a_build_stored_the_next_one_loads(tmp_path):
    old = FolderCache(tmp_path)
    old.store("key", b"value")
    old.prune()
    assert FolderCache(tmp_path).load("key") == b"value"


def test_what_a_build_did_not_ask_for_goes(tmp_path):
    old, new = FolderCache(tmp_path), FolderCache(tmp_path)
    for key in ("a", "b"):
        old.store(key, b"x")
    old.prune()
    new.load("b")
    new.store("c", b"y")
    new.prune()
    kept = FolderCache(tmp_path)
    assert [kept.load(key) for key in "abc"] == [None, b"x", b"y"]


def test_a_value_that_is_thrown_away_is_gone(tmp_path):
    for build in (1, 2):
        cache = FolderCache(tmp_path)
        cache.store("key", b"value")
        if build == 2:
            cache.prune()
        cache.discard("key", "it is broken")
        assert cache.load("key") is None
        cache.prune()
        assert FolderCache(tmp_path).load("key") is None


def test_an_entry_can_be_replaced(tmp_path):
    for value in (b"one", b"two"):
        cache = FolderCache(tmp_path)
        cache.store("key", value)
        cache.prune()
    assert FolderCache(tmp_path).load("key") == b"two"


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@given(content=st.binary(max_size=64), at=st.floats(0, 1))
@example(content=b"", at=0)
@example(content=b"SQLite format 3\0", at=0)
def test_a_cache_that_was_overwritten_makes_no_traceback(tmp_path, content, at):
    cache = FolderCache(tmp_path)
    cache.store("key", b"value" * 100)
    cache.prune()
    for path in files_of(tmp_path):
        before = path.read_bytes()
        start = int(len(before) * at)
        path.write_bytes(before[:start] + content + before[start + len(content) :])
    cache = FolderCache(tmp_path)
    value = cache.load("key")
    assert value is None or isinstance(value, bytes)
    cache.store("key", b"new")
    cache.prune()


HOSTILE = {
    "no end": "CREATE VIEW entries AS WITH RECURSIVE n(value) AS "
    "(SELECT 1 UNION ALL SELECT value + 1 FROM n) SELECT 'key' AS key, max(value) AS value FROM n",
    "too much": "CREATE TABLE entries (key, value AS (zeroblob(500000000)))",
    "a trigger": "CREATE TABLE entries (key PRIMARY KEY, value); CREATE TRIGGER t AFTER INSERT ON "
    "entries BEGIN INSERT INTO entries WITH RECURSIVE n(v) AS "
    "(SELECT 1 UNION ALL SELECT v + 1 FROM n) SELECT v, v FROM n; END",
    "other columns": "CREATE TABLE entries (a, b, c); INSERT INTO entries VALUES (1, 2, 3)",
    "another type": "CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB); "
    "INSERT INTO entries VALUES ('key', 7)",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_code_in_the_database_of_somebody_else_is_not_run(tmp_path, case):
    cache = FolderCache(tmp_path)
    cache.store("x", b"y")
    cache.prune()
    for path in files_of(tmp_path):
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.executescript(HOSTILE[case])
    cache = FolderCache(tmp_path)
    assert cache.load("key") is None
    cache.store("key", b"value")
    cache.prune()
    assert FolderCache(tmp_path).load("key") == b"value"


@given(content=st.binary(max_size=64))
def test_a_value_that_this_user_did_not_seal_is_thrown_away(tmp_path, content):
    folder = FolderCache(tmp_path)
    folder.store("key", content)
    assert SealedCache(folder, b"secret").load("key") is None
    assert folder.load("key") is None


@pytest.mark.parametrize("at", [0, 31, 32, -1])
def test_a_value_that_was_changed_or_moved_has_no_seal(tmp_path, at):
    folder = FolderCache(tmp_path)
    cache = SealedCache(folder, b"secret")
    cache.store("key", b"value")
    content = bytearray(folder.load("key"))
    folder.store("other", bytes(content))
    assert cache.load("other") is None
    content[at] ^= 1
    folder.store("key", bytes(content))
    assert cache.load("key") is None


def test_the_seal_of_another_user_is_none(tmp_path):
    folder = FolderCache(tmp_path)
    SealedCache(folder, b"theirs").store("key", b"value")
    assert SealedCache(folder, b"mine").load("key") is None


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setattr("mkdocs_podcast.cache.user_state_path", lambda *_, **__: tmp_path / "state")
    return tmp_path / "state"


def test_a_user_has_one_secret_that_nobody_else_can_read(state):
    secret = user_secret()
    assert len(secret) == 32
    assert user_secret() == secret
    if sys.platform != "win32":
        (path,) = state.rglob("secret")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 100])
def test_a_secret_of_another_length_is_not_used(state, content):
    state.mkdir()
    (state / "secret").write_bytes(content)
    assert user_secret() is None


def test_there_is_no_secret_where_none_can_be_kept(state):
    state.write_text("not a folder")
    assert user_secret() is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know the home without these")
def test_a_user_without_a_home_has_no_secret(monkeypatch, caplog, tmp_path):
    def unknown(user: int):
        raise KeyError(user)

    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.chdir(tmp_path)
    with caplog.at_level("DEBUG"):
        assert user_secret() is None
    assert caplog.messages
    assert not list(tmp_path.iterdir())


@pytest.fixture
def forbidden(tmp_path):
    """A folder that this user can neither read nor write."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no such folders")
    tmp_path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield tmp_path
    os.seteuid(user)
    tmp_path.chmod(0o700)


def test_a_folder_of_another_user_is_no_cache(forbidden, caplog):
    cache = FolderCache(forbidden / "podcast")
    with caplog.at_level("DEBUG"):
        assert cache.load("key") is None
        cache.store("key", b"value")
        cache.prune()
        assert cache.load("key") is None
    assert caplog.messages


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_parts_have_another_key(one, other):
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_a_cache_that_another_build_has_locked_is_waited_for_once(tmp_path):
    old, new = FolderCache(tmp_path), FolderCache(tmp_path)
    old.store("old", b"x")
    old.prune()
    waited = []
    with contextlib.closing(sqlite3.connect(tmp_path / "entries.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        run = new._run
        new._run = lambda *command: waited.append(command[0]) or run(*command)
        for key in "abc":
            new.store(key, b"y")
        new.close()
    assert waited == ["BEGIN IMMEDIATE"]
    assert FolderCache(tmp_path).load("old") == b"x"
