"""Finding the files of episodes and people."""

from __future__ import annotations

import re
import stat
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from ..checks import Problem
from ..settings import Folders
from . import front_matter
from .documents import read_document
from .file_names import (
    CHAPTER_SUFFIXES,
    DATA_SUFFIXES,
    MARKDOWN_SUFFIXES,
    TRANSCRIPT_SUFFIXES,
    chapters_by_episode,
    episode_of_pointer,
    is_index,
    names_of,
    transcripts_alone,
    transcripts_by_episode,
    transcripts_elsewhere,
)

_SUFFIXES = DATA_SUFFIXES | MARKDOWN_SUFFIXES
_UNPUBLISHABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and the stand-ins for bytes that are not UTF-8."""

_CAPTION_SUFFIXES = {".vtt", ".srt"}
_LISTED_SUFFIXES = _SUFFIXES.union(TRANSCRIPT_SUFFIXES, CHAPTER_SUFFIXES)

MAX_POINTER_SIZE = 64 * 1024
"""Bytes at the start of a transcript that may contain its front matter."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may contain an episode or a person.

    Attributes:
        path: The file.
        name: The path of its page below the folder of episodes or people, without suffix, with
            ``/`` between.
        label: Its name in problems: relative to the configuration where possible.
        is_person: Whether it is in the folder of people.
        is_front_page: Whether it is the page of the folder of episodes or people itself.
        day: The date at the start of the file name.
        transcripts: The files that may be its transcript by their names, or since they name it,
            the best one first.
        chapters: The files that may contain its chapters by their names.
    """

    path: Path
    name: str
    label: str
    is_person: bool = False
    is_front_page: bool = False
    day: date | None = None
    transcripts: tuple[Path, ...] = ()
    chapters: tuple[Path, ...] = ()

    @property
    def base_name(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The suffix of the file, in lower case."""
        return self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files of a show.

    Attributes:
        sources: The files that can be read, sorted.
        problems: Files and folders that cannot be opened.
        transcripts: The files in the folder of transcripts.
        captions: The WebVTT and SRT files in the folder of episodes.
    """

    sources: tuple[SourceFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    transcripts: tuple[Path, ...] = ()
    captions: tuple[Path, ...] = ()


def find_files(folders: Folders, mode: str = "auto") -> FoundFiles:
    """Find the files in the folders of episodes, people and transcripts, and in folders in them.

    Names that start with ``_`` or ``.`` are skipped. Links are followed, and every folder is
    visited once, however many links lead to it. One of these folders can be inside another.

    Args:
        folders: The folders.
        mode: Which files are episodes; `all` includes transcripts without another file.
    """
    special = [path for path in (folders.people, folders.transcripts) if path]
    problems: list[Problem] = []

    def list_files(root: Path | None, skipped: Iterable[Path]) -> list[Path]:
        paths = []
        for found in _walk(root, frozenset(skipped), folders.config) if root else ():
            if isinstance(found, Problem):
                problems.append(found)
            else:
                paths.append(found)
        return sorted(paths)

    episodes = list_files(folders.episodes, special)
    people = list_files(folders.people, (folders.episodes, folders.transcripts or folders.episodes))
    transcripts = list_files(folders.transcripts, (folders.episodes, folders.people))
    sources = [
        *_episodes(folders, episodes, transcripts, takes_transcripts=mode == "all"),
        *_people(folders, people),
    ]
    captions = tuple(path for path in episodes if path.suffix.lower() in _CAPTION_SUFFIXES)
    return FoundFiles(tuple(sources), tuple(problems), tuple(transcripts), captions)


def _episodes(
    folders: Folders, files: list[Path], transcripts: list[Path], *, takes_transcripts: bool
) -> Iterator[SourceFile]:
    """Yield the files that may be episodes."""
    root = folders.episodes
    paths = [file.relative_to(root) for file in files]
    sources = [path for path in paths if path.suffix.lower() in _SUFFIXES]
    names = names_of(sources)
    siblings = transcripts_by_episode(sources, paths)
    if takes_transcripts:
        used = {path for each in siblings.values() for path in each}
        alone = transcripts_alone(path for path in paths if path not in {*names, *used})
        sources = sorted((*sources, *alone))
        names, siblings = names_of(sources), {**siblings, **alone}
    elsewhere: Mapping[Path, tuple[PurePath, ...]] = {}
    pointers: dict[Path, list[Path]] = {}
    if folders.transcripts:
        below = [file.relative_to(folders.transcripts) for file in transcripts]
        elsewhere = transcripts_elsewhere(sources, below)
        pointers = _pointers(transcripts, [root / path for path in sources])
    chapters = chapters_by_episode(sources, paths)
    for path in sources:
        file = root / path
        found = [
            *(pointers.get(file, ())),
            *(root / each for each in siblings.get(path, ())),
            *(
                folders.transcripts / each
                for each in elsewhere.get(path, ())
                if folders.transcripts
            ),
        ]
        yield SourceFile(
            file,
            names[path].name,
            label_of(file, folders.config),
            is_front_page=_is_front_page(path),
            day=names[path].day,
            transcripts=tuple(dict.fromkeys(found)),
            chapters=tuple(root / each for each in chapters.get(path, ())),
        )


def _people(folders: Folders, files: list[Path]) -> Iterator[SourceFile]:
    for file in files:
        path = file.relative_to(folders.people)
        if file.suffix.lower() in _SUFFIXES:
            name = path.with_suffix("").as_posix()
            label = label_of(file, folders.config)
            yield SourceFile(file, name, label, is_person=True, is_front_page=_is_front_page(path))


def _is_front_page(path: PurePath) -> bool:
    is_markdown = path.suffix.lower() in MARKDOWN_SUFFIXES
    return is_markdown and is_index(path) and path.parent == PurePath()


def _pointers(transcripts: Iterable[Path], episodes: Sequence[Path]) -> dict[Path, list[Path]]:
    """Return the transcripts whose front matter names an episode, by that episode."""
    found: dict[Path, list[Path]] = {}
    for path in transcripts:
        pointer = _pointer(path) if path.suffix.lower() in {*MARKDOWN_SUFFIXES, ".txt"} else ""
        if episode := episode_of_pointer(pointer, episodes):
            found.setdefault(episode, []).append(path)
    return found


def _pointer(path: Path) -> str:
    """Return the path of the episode that the front matter of a transcript names."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_POINTER_SIZE).decode("utf-8", "replace")
    except OSError:
        return ""  # reported when it is read
    parts = front_matter.split(text.replace("\r\n", "\n"))
    values = read_document(parts.head, parts.format).values if parts else None
    if not isinstance(values, dict):
        return ""
    pointer = {key.lower(): value for key, value in values.items()}.get("episode")
    return pointer if isinstance(pointer, str) else ""


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


def _walk(root: Path, skipped: Collection[Path], base: Path) -> Iterator[Path | Problem]:
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
            if path.name.startswith(("_", ".")) or path in skipped:
                continue
            is_folder = _is_folder(path)
            if not is_folder and path.suffix.lower() not in _LISTED_SUFFIXES:
                continue
            if _UNPUBLISHABLE.search(path.name):
                reason = "The name contains characters that no URL can have"
                yield unreadable(label_of(path, base), reason, "Rename it.")
            elif is_folder:
                (linked_folders if path.is_symlink() else folders).append(path)
            else:
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
