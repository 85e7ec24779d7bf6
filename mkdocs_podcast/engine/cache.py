"""Values that one build computes and the next ones reuse."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from .compression import MAX_VALUE_SIZE, compress_value, decompress_value

V = TypeVar("V")

log = logging.getLogger("mkdocs.plugins.podcast")

_MAX_PENDING_SIZE = 4 * 1024 * 1024
"""The size of compressed values that are held back to be written in one transaction, in bytes."""

_LOCK_TIMEOUT = 1.0
"""How long to wait for another build that is writing, in seconds."""

_SETUP = """
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = OFF;
PRAGMA journal_mode = MEMORY;
"""
_TABLE = "CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB)"


class Cache(Protocol):
    """Bytes by key, where a key is derived from everything that the value depends on; see `key_of`.

    Anybody may have written what is loaded, so whoever loads a value validates it.
    """

    def load(self, key: str) -> bytes | None:
        """Return the value of a key, or None if there is none."""

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""

    def discard(self, key: str, reason: object) -> None:
        """Remove a value that turned out to be invalid."""

    def contains(self, keys: Collection[str]) -> set[str]:
        """Return those of the keys that have a value. These values count as used."""

    def prune(self) -> None:
        """Remove all values that were neither loaded, stored nor asked for, and close the cache."""

    def close(self) -> None:
        """Write what is not written yet and release files; the cache can be used again."""


class MemoryCache:
    """Keeps values for the current build."""

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    def load(self, key: str) -> bytes | None:
        """Return the value of a key, or None if there is none."""
        value = self._values.get(key)
        return None if value is None else decompress_value(value)

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""
        if (compressed := _compress(key, value)) is not None:
            self._values[key] = compressed

    def discard(self, key: str, reason: object) -> None:
        """Remove a value that turned out to be invalid."""
        _log_discarded(key, reason)
        self._values.pop(key, None)

    def contains(self, keys: Collection[str]) -> set[str]:
        """Return those of the keys that have a value."""
        return self._values.keys() & set(keys)

    def prune(self) -> None:
        """Remove all values, since the build is finished."""
        self._values.clear()

    def close(self) -> None:
        """Do nothing; there is nothing to write."""


class FolderCache:
    """Keeps values in a folder, in one SQLite database.

    To write one file per value would take as long as to render the pages. If the folder cannot be
    used, or belongs to another user, values are kept for the current build only. A damaged database
    is deleted, and the code that a foreign one may contain is not run.

    A forked process can load what was stored before and after the fork; what it stores is lost.

    Args:
        folder: The folder; a `.gitignore` file in it keeps it out of Git.
        name: The name of the database. Processes that store values at the same time use different
            databases.
    """

    def __init__(self, folder: Path, name: str = "entries") -> None:
        self._path = folder / f"{name}.sqlite"
        self._process = os.getpid()
        self._is_usable = True
        # By process: SQLite forbids to use a connection in a fork, and even to close it there.
        self._connections: dict[int, sqlite3.Connection] = {}
        self._used: set[str] = set()
        self._pending: dict[str, bytes] = {}
        self._pending_size = 0

    def load(self, key: str) -> bytes | None:
        """Return the value of a key, or None if there is none."""
        self._used.add(key)
        value = self._pending.get(key)
        if value is None and self._exists():
            value = self._read(key)
        if value is None:
            return None
        try:
            return decompress_value(value)
        except ValueError as error:
            self.discard(key, error)
            return None

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""
        self._used.add(key)
        compressed = _compress(key, value)
        if compressed is not None and not self._is_in_fork():
            self._pending[key] = compressed
            self._pending_size += len(compressed)
            if self._pending_size > _MAX_PENDING_SIZE:
                self._write()

    def discard(self, key: str, reason: object) -> None:
        """Remove a value that turned out to be invalid."""
        _log_discarded(key, reason)
        self._pending.pop(key, None)
        if self._exists() and not self._is_in_fork():
            self._run("DELETE FROM entries WHERE key = ?", (key,))

    def contains(self, keys: Collection[str]) -> set[str]:
        """Return those of the keys that have a value. These values count as used."""
        found = set(keys) & (self._stored_keys() | self._pending.keys())
        self._used |= found
        return found

    def prune(self) -> None:
        """Remove all values that were neither loaded, stored nor asked for, and close the cache."""
        self._write()
        unused = [(key,) for key in self._stored_keys() - self._used]
        self._run_together("DELETE FROM entries WHERE key = ?", unused)
        if unused and self._is_mostly_free():
            self._run("VACUUM")
        self._pending.clear()
        self.close()

    def close(self) -> None:
        """Write what is not written yet and release files; the cache can be used again."""
        self._write()
        self._disconnect()

    def __del__(self) -> None:
        """Close the file if a build ended early."""
        self._disconnect()

    def _is_in_fork(self) -> bool:
        return os.getpid() != self._process

    def _exists(self) -> bool:
        """Return whether there is a database to read from."""
        if not self._is_usable:
            return False
        try:
            return os.getpid() in self._connections or self._path.exists()
        except OSError as error:  # a folder above it belongs to another user
            self._give_up(error)
            return False

    def _read(self, key: str) -> bytes | None:
        command = "SELECT value FROM entries WHERE key = ? AND length(value) <= ?"
        rows = self._run(command, (key, MAX_VALUE_SIZE))
        value = rows[0][0] if rows else None
        return value if isinstance(value, bytes) else None

    def _stored_keys(self) -> set[str]:
        rows = self._run("SELECT key FROM entries") if self._exists() else None
        return {str(row[0]) for row in rows or ()}

    def _is_mostly_free(self) -> bool:
        free, pages = self._run("PRAGMA freelist_count"), self._run("PRAGMA page_count")
        return bool(free and pages and free[0][0] * 2 > pages[0][0])

    def _write(self) -> None:
        if not self._pending or not self._is_usable or self._is_in_fork():
            return
        command = "INSERT OR REPLACE INTO entries VALUES (?, ?)"
        if self._run_together(command, self._pending.items()):
            self._pending, self._pending_size = {}, 0

    def _run_together(self, command: str, rows: Collection[tuple[object, ...]]) -> bool:
        """Run a command for each row in one transaction; return whether that was possible."""
        if not rows:
            return True
        if self._run("BEGIN IMMEDIATE") is None:
            return False
        return all(self._run(command, row) is not None for row in rows) and (
            self._run("COMMIT") is not None
        )

    def _run(self, command: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]] | None:
        """Return the rows that a command selects, or None if it cannot be run."""
        if not self._is_usable:
            return None
        try:
            return self._connect().execute(command, tuple(values)).fetchall()
        except (sqlite3.OperationalError, OSError) as error:  # it is locked, or cannot be written
            self._give_up(error)
        except sqlite3.DatabaseError as error:
            log.debug("The cache %s is damaged and is deleted: %s", self._path, error)
            self._disconnect()
            with contextlib.suppress(OSError):
                self._path.unlink()
        return None

    def _connect(self) -> sqlite3.Connection:
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = _open(self._path)
        return self._connections[process]

    def _disconnect(self) -> None:
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()

    def _give_up(self, error: Exception) -> None:
        log.debug("The cache %s cannot be used: %s", self._path, error)
        self._is_usable = False
        self._disconnect()


def load_parsed(cache: Cache, key: str, parse: Callable[[bytes], V]) -> V | None:
    """Load a value and parse it; a value that cannot be parsed is discarded.

    Args:
        cache: The cache.
        key: The key of the value.
        parse: Parses the value, and raises `ValueError`, `LookupError` or `TypeError` if it is
            invalid.
    """
    content = cache.load(key)
    if content is None:
        return None
    try:
        return parse(content)
    except (ValueError, LookupError, TypeError) as error:
        cache.discard(key, error)
        return None


def _log_discarded(key: str, reason: object) -> None:
    log.debug("The cache entry %s is discarded: %s", key, reason)


def _compress(key: str, value: bytes) -> bytes | None:
    if len(value) > MAX_VALUE_SIZE:
        log.debug("The value of %s is too large for the cache: %d bytes", key, len(value))
        return None
    return compress_value(value)


def _open(path: Path) -> sqlite3.Connection:
    """Open a database, and create it if necessary.

    Raises:
        OSError: The folder cannot be created, or belongs to another user.
        sqlite3.Error: The database cannot be used, or is not one of this module.
    """
    _create_folder(path.parent)
    if path.exists():
        _check_owner(path)
    connection = sqlite3.connect(
        path, timeout=_LOCK_TIMEOUT, isolation_level=None, check_same_thread=False
    )
    try:
        connection.text_factory = lambda text: text.decode("ascii", "replace")
        connection.executescript(_SETUP)
        command = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        found = connection.execute(command).fetchall()
        if not found:
            connection.execute(_TABLE)
        elif found != [(_TABLE,)]:
            message = "it has other tables, views, triggers or columns"
            raise sqlite3.DatabaseError(message)
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite's message quotes a damaged table
        connection.close()
        raise sqlite3.DatabaseError(str(error)) from error
    return connection


def _create_folder(folder: Path) -> None:
    """Create a folder that Git ignores; a `.gitignore` that is already there is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    _check_owner(folder)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
        file.write("*\n")


def _check_owner(path: Path) -> None:
    if sys.platform != "win32" and path.stat().st_uid != os.geteuid():
        message = f"{path} belongs to another user"
        raise PermissionError(message)
