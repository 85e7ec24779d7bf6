"""Images and recordings that files name."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
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

    Nothing outside these folders is found, whatever the reference says, and nothing but images
    and recordings.
    """
    type_, _ = mimetypes.guess_type(reference)
    if not type_ or not type_.startswith(_MEDIA):
        return None
    for root in roots:
        base = root.resolve()
        try:
            path = (base / reference.lstrip("/")).resolve()
            below = path.relative_to(base)
            size = path.stat().st_size
        except (OSError, ValueError):
            continue
        if path.is_file():
            return Asset(path, below.as_posix(), size, type_)
    return None
