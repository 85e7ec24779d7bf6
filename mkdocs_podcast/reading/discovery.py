"""Finding the files of episodes and people."""

from __future__ import annotations

import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..checks import Problem
from ..settings import Folders

SUFFIXES = {".yaml", ".yml", ".md"}
"""The suffixes of files that are read, in any case."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may contain an episode or a person.

    Attributes:
        path: The file.
        name: Its path below the folder of episodes or people, without suffix, with ``/`` between.
        label: Its name in problems: relative to the configuration where possible.
        is_person: Whether it is in the folder of people.
    """

    path: Path
    name: str
    label: str
    is_person: bool = False

    @property
    def base_name(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files of a show.

    Attributes:
        sources: The files that can be read, sorted.
        problems: Files and folders that cannot be opened.
    """

    sources: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_files(folders: Folders) -> FoundFiles:
    """Find the files in the folders of episodes and people, and in the folders in them.

    Names that start with ``_`` or ``.`` are skipped. Links are followed, and every folder is
    visited once, however many links lead to it. One of the two folders can be inside the other.
    """
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    for folder, other in (
        (folders.episodes, folders.people),
        (folders.people, folders.episodes),
    ):
        for found in _walk(folder, skipped=other, base=folders.config):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                name = found.relative_to(folder).with_suffix("").as_posix()
                label = label_of(found, folders.config)
                sources.append(SourceFile(found, name, label, folder == folders.people))
    sources.sort(key=lambda source: (source.is_person, source.path))
    return FoundFiles(tuple(sources), tuple(problems))


def label_of(path: Path, base: Path) -> str:
    """Name a file in messages: relative to a folder if it is inside."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()


def unreadable(label: str, reason: str, advice: str = "") -> Problem:
    """Return the problem of a file or folder that cannot be opened."""
    advice = advice or "Check that it exists and that you have permission to read it."
    return Problem("unreadable-file", f"{reason}.", advice, file=label)


def _walk(root: Path, skipped: Path, base: Path) -> Iterator[Path | Problem]:
    """Yield files, sorted within each folder, and what cannot be opened."""
    visited = set[tuple[int, int]]()
    folders, linked_folders = deque([root]), deque[Path]()
    while folders or linked_folders:  # links come last, so that files keep their own names
        folder = (folders or linked_folders).popleft()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in visited:
                yield unreadable(
                    label_of(folder, base),
                    "The link leads to a folder that is read already",
                    "Remove the link, or start its name with “_”.",
                )
                continue
            visited.add((status.st_dev, status.st_ino))
            paths = sorted(folder.iterdir())
        except FileNotFoundError:
            continue  # a folder need not exist
        except OSError as error:
            yield unreadable(label_of(folder, base), f"The folder cannot be read: {error.strerror}")
            continue
        for path in paths:
            if path.name.startswith(("_", ".")) or path == skipped:
                continue
            if _is_folder(path):
                (linked_folders if path.is_symlink() else folders).append(path)
            elif path.suffix.lower() in SUFFIXES:
                yield from _regular_file(path, base)


def _regular_file(path: Path, base: Path) -> Iterator[Path | Problem]:
    """Yield a file unless it is a device or the like; reading it reports other errors."""
    try:
        is_regular = stat.S_ISREG(path.stat().st_mode)
    except OSError:
        if path.is_symlink():
            reason, advice = "The link leads to nothing", "Correct it, or remove it."
            yield unreadable(label_of(path, base), reason, advice)
            return
        is_regular = True
    if is_regular:
        yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
