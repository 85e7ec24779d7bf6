"""What earlier builds found out, kept between builds."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import tempfile
from pathlib import Path
from typing import Protocol

log = logging.getLogger("mkdocs.plugins.podcast")


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


class NoCache:
    """Keeps nothing."""

    def load(self, key: str) -> None:  # noqa: ARG002
        """Nothing."""

    def store(self, key: str, value: bytes) -> None:
        """Nothing happens."""

    def discard(self, key: str, reason: object) -> None:
        """Nothing happens."""

    def prune(self) -> None:
        """Nothing happens."""


class FolderCache:
    """Keeps each value in a file of a folder.

    A value is only ever read as JSON by whoever stored it, so that a folder which somebody else
    wrote is safe to read. A folder that cannot be written to is as good as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def load(self, key: str) -> bytes | None:
        """What was stored under a key, or nothing."""
        self._used.add(key)
        try:
            return (self._folder / key).read_bytes()
        except OSError:
            return None

    def store(self, key: str, value: bytes) -> None:
        """Keep a value; whoever reads at the same time sees all of it or nothing."""
        self._used.add(key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(value)
            Path(file.name).replace(self._folder / key)
        except OSError as error:
            log.debug("The cache cannot be written: %s", error)

    def discard(self, key: str, reason: object) -> None:
        """Throw a broken value away."""
        log.debug("Cache entry %s is thrown away: %s", key, reason)
        with contextlib.suppress(OSError):
            (self._folder / key).unlink()

    def prune(self) -> None:
        """Remove what this build did not ask for."""
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()


def key_of(*parts: str | bytes) -> str:
    """A name for what was made of these parts."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()
