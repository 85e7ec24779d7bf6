"""Images and recordings that files name."""

from __future__ import annotations

import mimetypes
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_MEDIA = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a page shows or plays.

    Attributes:
        path: Where it is.
        uri: Where it will be, below the site's root.
        length: Bytes.
        type: Media type.
    """

    path: Path
    uri: str
    length: int
    type: str


def find_asset(reference: str, roots: Sequence[Path]) -> Asset | None:
    """Find the file that a reference names, in the first of the folders that has it.

    The first folder is what becomes the site; a file in it is where it is, whichever folder it was
    found by. Nothing outside these folders is found, whatever the reference says, and nothing but
    images and recordings.
    """
    type_, _ = mimetypes.guess_type(reference.rpartition("/")[2])  # all of it may be no address
    if not type_ or not type_.startswith(_MEDIA):
        return None
    for root in roots:
        try:
            path = root / reference.lstrip("/")
            status = path.stat()
            resolved = path.resolve() if path.is_symlink() else _resolved(path.parent) / path.name
            resolved.relative_to(_resolved(root))
        except (OSError, ValueError, RuntimeError):  # the last is a loop of links
            continue
        if stat.S_ISREG(status.st_mode):
            return Asset(path, _uri(resolved, roots), status.st_size, type_)
    return None


def _uri(path: Path, roots: Sequence[Path]) -> str:
    """Where a file will be: its way below the first folder, or below the outermost of the rest."""
    site, *others = (_resolved(root) for root in roots)
    if path.is_relative_to(site):
        return path.relative_to(site).as_posix()
    ways = [path.relative_to(root) for root in others if path.is_relative_to(root)]
    return max(ways, key=lambda way: len(way.parts)).as_posix()


@lru_cache(maxsize=64)
def _resolved(folder: Path) -> Path:
    return folder.resolve()
