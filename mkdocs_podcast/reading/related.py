"""The files that belong to an episode: its transcript and its chapters."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checks import Problem
from ..engine.digest import key_of
from ..settings import Folders, Settings
from ..show.fields import quoted
from .discovery import SourceFile, label_of
from .documents import kind_of_json
from .file_names import CHAPTER_SUFFIXES, TRANSCRIPT_SUFFIXES

MAX_RELATED_SIZE = 64 * 1024 * 1024
"""Bytes of a transcript; those with the time of each word are large."""

_SUFFIXES = {"transcript": TRANSCRIPT_SUFFIXES, "chapters": CHAPTER_SUFFIXES}
_FORMATS = {".htm": "html", ".markdown": "md", ".mdx": "md", ".psc": "xml"}


@dataclass(frozen=True, slots=True)
class RelatedFile:
    """A file with the transcript or the chapters of an episode.

    Attributes:
        path: The file.
        label: Its name in problems.
        format: `vtt`, `srt`, `json`, `html`, `txt`, `md` or `xml`, by its suffix.
        content: Its content.
    """

    path: Path
    label: str
    format: str
    content: bytes


@dataclass(frozen=True)
class RelatedFiles:
    """The files that belong to an episode.

    Attributes:
        transcript: Its transcript, unless there is none, or it is in the episode's own file.
        chapters: Its chapters, unless there are none, or they are in the episode's own file.
        used: The names of all files that are not episodes because they belong to this one. Among
            them are the formats of the transcript that are not read.
        tried: The names of all files that this result depends on, whether they exist or not.
        digest: A digest of the content of these files.
        problems: What is wrong with the paths that the episode's file contains.
    """

    transcript: RelatedFile | None = None
    chapters: RelatedFile | None = None
    used: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    digest: str = ""
    problems: tuple[Problem, ...] = ()


NO_RELATED_FILES = RelatedFiles()
"""An episode is complete in its own file."""


def find_related(source: SourceFile, values: Mapping[str, Any], settings: Settings) -> RelatedFiles:
    """Find and read the files that belong to an episode.

    Args:
        source: The file of the episode.
        values: Its values. A path under `transcript` or `chapters` comes before a file that was
            found by its name.
        settings: The settings of the site.
    """
    finder = _Finder(source, settings.folders)
    transcripts = list(finder.find("transcript", values.get("transcript"), source.transcripts))
    chapters = list(finder.find("chapters", values.get("chapters"), source.chapters))
    return RelatedFiles(
        transcripts[0] if transcripts else None,
        chapters[0] if chapters else None,
        tuple(each.label for each in (*transcripts, *chapters)),
        tuple(finder.contents),
        _digest(finder.contents),
        tuple(finder.problems),
    )


def digest_of_related(labels: Iterable[str], settings: Settings) -> str:
    """Return a digest of the content of files, some of which may not exist; empty without files."""
    base = settings.folders.config
    return _digest({label: _read(base / label) for label in labels})


def names_file(value: object, key: str) -> bool:
    """Return whether the value of `transcript` or `chapters` is the path of a file."""
    if not isinstance(value, str) or not value.isprintable() or "://" in value:
        return False
    return value.lower().endswith(_SUFFIXES.get(key, ()))


def _digest(contents: Mapping[str, bytes | None]) -> str:
    parts = [part for label, content in contents.items() for part in (label, content or b"")]
    return key_of(*parts) if parts else ""


class _Finder:
    """Finds files, and remembers which it has tried, with their contents."""

    def __init__(self, source: SourceFile, folders: Folders) -> None:
        self._source = source
        self._folders = folders
        self.contents: dict[str, bytes | None] = {}
        self.problems: list[Problem] = []

    def find(self, key: str, value: object, by_name: Sequence[Path]) -> Iterator[RelatedFile]:
        """Yield the file that a value names, or those that were found by name."""
        if names_file(value, key):
            if named := self._named(str(value)):
                yield named
            elif not self.problems:
                self.problems.append(self._not_found(key, str(value)))
        elif not value:
            found = (self._read(path) for path in by_name)
            yield from (each for each in found if each and _is_of_kind(each, key))

    def _named(self, reference: str) -> RelatedFile | None:
        folders = self._folders
        bases = (self._source.path.parent, folders.docs, folders.transcripts)
        for base in filter(None, bases):
            path = Path(os.path.normpath(base / reference.lstrip("/")))
            if (file := self._read(path)) is not None:
                return file
        return None

    def _read(self, path: Path) -> RelatedFile | None:
        label = label_of(path, self._folders.config)
        if not label.isprintable():
            return None
        content = self.contents[label] = _read(path) if self._is_inside(path) else None
        if content is None and self._is_inside(path) and (reason := _reason_unreadable(path)):
            message = f"The file “{label}” cannot be read: {reason}."
            advice = "Check that you have permission to read it, or remove it."
            self.problems.append(Problem("unreadable-file", message, advice))
        if content is None:
            return None
        suffix = path.suffix.lower()
        return RelatedFile(path, label, _FORMATS.get(suffix, suffix[1:]), content)

    def _is_inside(self, path: Path) -> bool:
        """Return whether a file is in one of the folders of the site."""
        folders = self._folders
        try:
            resolved = path.resolve()
            return any(
                resolved.is_relative_to(folder.resolve())
                for folder in (folders.docs, folders.episodes, folders.transcripts)
                if folder
            )
        except (OSError, RuntimeError, ValueError):  # links in a circle, or a null character
            return False

    def _not_found(self, key: str, reference: str) -> Problem:
        docs = label_of(self._folders.docs, self._folders.config)
        return Problem(
            f"{key}-not-found",
            f"The file {quoted(reference)} does not exist.",
            f"Write its path relative to this file or to “{docs}”.",
            (key,),
        )


def _is_of_kind(file: RelatedFile, key: str) -> bool:
    """Return whether a file that was found by its name contains what is searched for."""
    return file.format != "json" or kind_of_json(file.content) == key


def _read(path: Path) -> bytes | None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_RELATED_SIZE:
            return None
        return path.read_bytes()
    except (OSError, ValueError):  # ValueError: a null character
        return None


def _reason_unreadable(path: Path) -> str:
    """Return why a file that exists cannot be read; empty if there is no such file."""
    try:
        if path.stat().st_size > MAX_RELATED_SIZE:
            return f"it is larger than {MAX_RELATED_SIZE // 2**20} MiB"
        with path.open("rb"):
            return ""
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return ""
    except OSError as error:
        return error.strerror or "unknown error"
