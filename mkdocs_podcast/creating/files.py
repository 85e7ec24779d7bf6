"""Writing new files without overwriting any."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from ..engine.files import replace_file


class CreationError(Exception):
    """Something cannot be created; the message is a sentence that says why."""


def write_new_files(root: Path, files: Mapping[str, str], *, force: bool = False) -> None:
    """Write all of some files, or none if one of them exists.

    Args:
        root: The folder that contains them.
        files: Their contents, by path.
        force: Whether existing files are replaced.

    Raises:
        CreationError: A file exists, or cannot be written.
    """
    existing = [path for path in files if (root / path).exists()]
    if existing and not force:
        count = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise CreationError(f"{existing[0]}{count} exists already. Use --force to replace it.")
    try:
        for path, text in files.items():
            replace_file(root / path, text.encode())
    except OSError as error:
        raise CreationError(f"{error.filename} cannot be written: {error.strerror}.") from None


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, unless the target is the same already; never leave a part of it.

    Raises:
        CreationError: Another file is there, or it cannot be written.
    """
    if target.exists():
        if target.stat().st_size != source.stat().st_size:
            raise CreationError(f"{target} exists already. Rename the recording.")
        return
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, temporary)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise CreationError(f"{target} cannot be written: {error.strerror}.") from None
