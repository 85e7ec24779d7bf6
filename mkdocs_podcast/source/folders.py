"""Folders that a site names in its options."""

from __future__ import annotations

import os
from pathlib import Path

from ..model import did_you_mean
from .reader import label_of


def folder_fault(folder: Path, base: Path, docs: Path) -> str:
    """Say why the files of a folder cannot be listed.

    Args:
        folder: The folder.
        base: The folder of the configuration, which messages name folders relative to.
        docs: Another folder that the author may have named it relative to.

    Returns:
        A sentence or two; empty if the files can be listed.
    """
    name = label_of(folder, base)
    if _is_folder(folder):
        readable = os.access(folder, os.R_OK | os.X_OK)
        return "" if readable else f"The folder “{name}” cannot be read."
    if os.path.lexists(folder):
        return f"“{name}” is not a folder."
    similar = _similar_folder(folder) or _below(docs, folder, base)
    hint = f" Did you mean “{label_of(similar, base)}”?" if similar else ""
    return f"The folder “{name}” does not exist.{hint}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it cannot be read
        return False


def _similar_folder(folder: Path) -> Path | None:
    """The folder that is meant if a part of the path is misspelt."""
    missing = next(path for path in (folder, *folder.parents) if _is_folder(path.parent))
    try:
        siblings = [path.name for path in missing.parent.iterdir() if path.is_dir()]
    except OSError:
        return None
    name = did_you_mean(missing.name, siblings)
    if not name:
        return None
    similar = missing.with_name(name) / folder.relative_to(missing)
    return similar if _is_folder(similar) else missing.with_name(name)


def _below(docs: Path, folder: Path, base: Path) -> Path | None:
    """The folder below the docs folder with the same relative path."""
    if not folder.is_relative_to(base):
        return None
    path = docs / folder.relative_to(base)
    return path if _is_folder(path) else None
