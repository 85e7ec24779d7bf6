"""What earlier builds found out, kept between builds."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import os
import secrets
import tempfile
from pathlib import Path
from typing import Protocol

from platformdirs import user_state_path

log = logging.getLogger("mkdocs.plugins.podcast")

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

    def _seal(self, key: str, value: bytes) -> bytes:
        seal = hashlib.blake2b(key.encode(), key=self._secret, digest_size=_SEAL)
        seal.update(value)
        return seal.digest()


def user_secret() -> bytes:
    """A secret of this user, made when it is first asked for.

    Where it cannot be kept it lasts as long as the process, and so do seals.
    """
    path = user_state_path("mkdocs-podcast", appauthor=False) / "secret"
    secret = secrets.token_bytes(_SECRET)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(file, secret)
            os.close(file)
        kept = path.read_bytes()
    except OSError as error:
        log.debug("The secret of the cache cannot be kept: %s", error)
        return secret
    return kept if len(kept) == _SECRET else secret


def key_of(*parts: str | bytes) -> str:
    """A name for what was made of these parts."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()
