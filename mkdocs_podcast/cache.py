"""What earlier builds found out, kept between builds."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Protocol, TypeVar

from platformdirs import user_state_path

V = TypeVar("V")

log = logging.getLogger("mkdocs.plugins.podcast")

_WRITTEN_TOGETHER = 8 * 1024 * 1024
"""So many bytes wait in memory before they are written."""

_SET_UP = """
PRAGMA page_size = 65536;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = OFF;
PRAGMA journal_mode = MEMORY;
"""
_TABLE = "CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB)"

_SEAL = 32
_SECRET = 32


class Cache(Protocol):
    """Bytes by the content that they were made of."""

    def load(self, key: str) -> bytes | None:
        """What was stored under a key, or nothing."""

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""

    def discard(self, key: str, reason: object) -> None:
        """Throw a broken value away."""

    def prune(self) -> None:
        """Remove what this build did not ask for."""

    def close(self) -> None:
        """Keep what there is, of a build that ended early."""


class NoCache:
    """Keeps nothing."""

    def load(self, key: str) -> None:
        """Nothing."""

    def store(self, key: str, value: bytes) -> None:
        """Nothing happens."""

    def discard(self, key: str, reason: object) -> None:
        """Nothing happens."""

    def prune(self) -> None:
        """Nothing happens."""

    def close(self) -> None:
        """Nothing happens."""


class FolderCache:
    """Keeps all values in one file of a folder, an SQLite database.

    One file, since a build has two values an episode, and to make so many files costs as much as
    to make the pages. The file may come from somebody else: values are only bytes, which whoever
    stored them validates, and the database's own code is not trusted. A file that is broken is
    thrown away, and a folder that cannot be written to is as good as none.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "entries.sqlite"
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}
        self._size = 0
        self._database: sqlite3.Connection | None = None

    def load(self, key: str) -> bytes | None:
        """What was stored under a key, or nothing."""
        self._used.add(key)
        if key in self._new:
            return self._new[key]
        if not self._database and not self._exists():
            return None
        rows = self._run("SELECT value FROM entries WHERE key = ?", (key,))
        value = rows[0][0] if rows else None
        return value if isinstance(value, bytes) else None

    def store(self, key: str, value: bytes) -> None:
        """Keep a value; it is written with others, in one short transaction."""
        self._used.add(key)
        self._new[key] = value
        self._size += len(value)
        if self._size > _WRITTEN_TOGETHER:
            self._write()

    def discard(self, key: str, reason: object) -> None:
        """Throw a broken value away."""
        log.debug("Cache entry %s is thrown away: %s", key, reason)
        self._new.pop(key, None)
        self._run("DELETE FROM entries WHERE key = ?", (key,))

    def prune(self) -> None:
        """Remove what this build did not ask for, and close the file."""
        self._write()
        if self._database or self._exists():
            kept = {row[0] for row in self._run("SELECT key FROM entries") or ()}
            unused = [(key,) for key in kept - self._used]
            self._run_together("DELETE FROM entries WHERE key = ?", unused)
        self.close()

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        self._write()
        if self._database:
            self._database.close()
            self._database = None

    def __del__(self) -> None:
        """Leave no file open where a build has ended early."""
        if self._database:
            self._database.close()

    def _exists(self) -> bool:
        try:
            return self._path.exists()
        except OSError as error:  # a folder above it belongs to another user
            log.debug("The cache cannot be read: %s", error)
            return False

    def _write(self) -> None:
        new, self._new, self._size = self._new, {}, 0
        if not new:
            return
        try:
            _create_folder(self._path.parent)
        except OSError as error:
            log.debug("The cache cannot be written: %s", error)
            return
        self._run_together("INSERT OR REPLACE INTO entries VALUES (?, ?)", new.items())

    def _run_together(self, command: str, rows: Collection[tuple[object, ...]]) -> None:
        """Run a command for each row; for none where the file is locked, to wait only once."""
        if rows and self._run("BEGIN IMMEDIATE") is not None:
            for row in rows:
                self._run(command, row)
            self._run("COMMIT")

    def _run(self, command: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]] | None:
        """The rows that a command finds; nothing where it cannot be run."""
        try:
            self._database = self._database or _open(self._path)
            return self._database.execute(command, values).fetchall()
        except sqlite3.OperationalError as error:  # locked, or not to be written
            log.debug("The cache cannot be used: %s", error)
        except sqlite3.DatabaseError as error:
            log.debug("The cache is thrown away: %s", error)
            if self._database:
                self._database.close()
            self._database = None
            with contextlib.suppress(OSError):
                self._path.unlink()
        return None


def _create_folder(folder: Path) -> None:
    """Create a folder that Git ignores; a ``.gitignore`` that is already there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
        file.write("*\n")


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=1, isolation_level=None, check_same_thread=False)
    try:
        database.executescript(_SET_UP)
        found = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        if not found:
            database.execute(_TABLE)
        elif found != [(_TABLE,)]:
            message = "It is not ours: it may have views, triggers, or other columns."
            raise sqlite3.DatabaseError(message)
    except sqlite3.Error:
        database.close()
        raise
    return database


class SealedCache:
    """A cache of what is taken as it is: each value carries a seal that only this user can make.

    Args:
        cache: Where values are kept. Others may write there; theirs have no seal and are thrown
            away.
        secret: What the seal is made with.
    """

    def __init__(self, cache: Cache, secret: bytes) -> None:
        self._cache = cache
        self._secret = secret

    def load(self, key: str) -> bytes | None:
        """What was stored under a key, or nothing."""
        content = self._cache.load(key)
        if content is None:
            return None
        seal, value = content[:_SEAL], content[_SEAL:]
        if hmac.compare_digest(seal, self._seal(key, value)):
            return value
        self.discard(key, "it is not sealed by this user")
        return None

    def store(self, key: str, value: bytes) -> None:
        """Keep a value."""
        self._cache.store(key, self._seal(key, value) + value)

    def discard(self, key: str, reason: object) -> None:
        """Throw a broken value away."""
        self._cache.discard(key, reason)

    def prune(self) -> None:
        """Remove what this build did not ask for."""
        self._cache.prune()

    def close(self) -> None:
        """Keep what there is, of a build that ended early."""
        self._cache.close()

    def _seal(self, key: str, value: bytes) -> bytes:
        return hmac.digest(self._secret, key.encode() + b":" + value, "sha256")


def user_secret() -> bytes | None:
    """Return the secret of this user, and create it the first time; None if it cannot be kept."""
    secret = secrets.token_bytes(_SECRET)
    try:
        path = user_state_path("mkdocs-podcast", appauthor=False) / "secret"
        if not path.is_absolute():
            log.debug("There is no cache: this user has no home folder to keep its secret in.")
            return None
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(file, secret)
            os.close(file)
        kept = path.read_bytes()
    except (OSError, RuntimeError) as error:  # platformdirs raises the latter without a home
        log.debug("There is no cache: its secret cannot be kept: %s", error)
        return None
    if len(kept) != _SECRET:
        log.debug("There is no cache: %s is not a secret of %d bytes.", path, _SECRET)
        return None
    return kept


def kept(cache: Cache, key: str, read: Callable[[bytes], V]) -> V | None:
    """What an earlier build stored, if it can be read.

    Args:
        cache: Where to look.
        key: What it was stored under.
        read: Makes it of the bytes.
    """
    content = cache.load(key)
    if content is None:
        return None
    try:
        return read(content)
    except (ValueError, LookupError, TypeError) as error:
        cache.discard(key, error)
        return None


def key_of(*parts: str | bytes) -> str:
    """A name for what was made of these parts."""
    digest = hashlib.sha256(usedforsecurity=False)  # which processors have an instruction for
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()
