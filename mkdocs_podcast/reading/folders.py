"""Folders that an option names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..checks import did_you_mean
from ..settings import Settings
from .discovery import label_of


def unusable_folders(settings: Settings) -> Iterator[str]:
    """Yield the reasons why folders of a show cannot be read; a default folder may be missing.

    Args:
        settings: The settings of the site.
    """
    folders = settings.folders
    for folder in dict.fromkeys((folders.episodes, folders.people, *folders.named)):
        is_named = folder in folders.named
        reason = reason_folder_is_unusable(folder, folders.config, folders.docs)
        if reason and (is_named or os.path.lexists(folder)):
            yield reason
    for link in _endless_links(folders.docs):
        name = label_of(Path(link), folders.config)
        yield f"The link “{name}” leads to a folder that contains it, which has no end. Remove it."


def reason_folder_is_unusable(folder: Path, base: Path, docs: Path) -> str:
    """Return the reason why the files of a folder cannot be listed; empty if they can.

    Args:
        folder: The folder.
        base: The folder of mkdocs.yml, which messages name folders relative to.
        docs: Another folder that the author may have written the path relative to.
    """
    name = label_of(folder, base)
    if _is_folder(folder):
        is_readable = os.access(folder, os.R_OK | os.X_OK)
        return "" if is_readable else f"The folder “{name}” cannot be read."
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
    """Return the folder that a path with a typing error probably means."""
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
    """Return the folder below the docs folder with the same relative path."""
    if not folder.is_relative_to(base):
        return None
    path = docs / folder.relative_to(base)
    return path if _is_folder(path) else None


def _endless_links(root: Path) -> Iterator[str]:
    """Yield links to folders that contain them; MkDocs would list their files endlessly."""
    path = os.path.realpath(root)
    open_folders, done = [(path, _subfolders(root))], set[str]()
    while open_folders:
        path, subfolders = open_folders[-1]
        folder = next(subfolders, None)
        if folder is None:
            done.add(path)
            open_folders.pop()
            continue
        target = os.path.realpath(folder) if folder.is_symlink() else f"{path}{os.sep}{folder.name}"
        if any(target == above for above, _ in open_folders):
            yield folder.path
        elif target not in done:
            open_folders.append((target, _subfolders(folder)))


def _subfolders(folder: os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    """Yield the folders in a folder, also links to folders; none if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            yield from [entry for entry in entries if entry.is_dir()]
    except OSError:
        return
