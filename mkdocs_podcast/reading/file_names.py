"""What the names of files mean: URLs, dates, and the files that belong to an episode.

All functions are pure. Paths are relative to the folder of episodes or of transcripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TypeVar

P = TypeVar("P", bound=PurePath)

DATA_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".toml"})
"""The suffixes of files that contain nothing but keys and values."""

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
"""The suffixes of Markdown files."""

TRANSCRIPT_SUFFIXES = (".json", ".vtt", ".srt", ".html", ".htm", ".txt", ".md", ".markdown", ".mdx")
"""The suffixes of transcripts, the one with most information first."""

CHAPTER_SUFFIXES = (".json", ".xml", ".psc", ".txt")
"""The suffixes of files with chapters."""

_INDEX_NAMES = {"index", "readme"}
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(?=.)", re.ASCII)
_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", re.ASCII)
_TRANSCRIPT = re.compile(r"[._ -]transcript$", re.IGNORECASE)
_CHAPTERS = re.compile(r"[._ -]chapters$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileName:
    """What the path of an episode's file says.

    Attributes:
        name: The path of its page below the folder, without suffix, with ``/`` between.
        day: The date at the start of its name, as in Jekyll.
    """

    name: str
    day: date | None = None


def is_index(path: PurePath) -> bool:
    """Return whether a file is the page of the folder that it is in."""
    return path.stem.lower() in _INDEX_NAMES


def names_of(paths: Sequence[P]) -> Mapping[P, FileName]:
    """Return what the paths of episodes say.

    ``7/index.md`` is called ``7``, and ``2024-01-09-knots.md`` is called ``knots``. If two files
    would have the same name, the one with the later date keeps its date in the name.
    """
    names: dict[P, FileName] = {}
    taken = set[str]()
    dated: list[tuple[date, str, str, P]] = []
    for path in paths:
        whole = _name(path)
        folder, _, base = whole.rpartition("/")
        day, short = split_date(base)
        if day is None:
            names[path] = FileName(whole)
            taken.add(whole)
        else:
            dated.append((day, f"{folder}/{short}" if folder else short, whole, path))
    earlier: dict[str, date] = {}
    for day, short, whole, path in sorted(dated, key=lambda each: (each[0], each[2])):
        is_free = short not in taken and earlier.setdefault(short, day) == day
        names[path] = FileName(short if is_free else whole, day)
    return names


def split_date(name: str) -> tuple[date | None, str]:
    """Split the name of a file into the date that it starts with and the rest."""
    match = _DATED.match(name)
    if not match:
        return None, name
    try:
        return date(*map(int, match.groups())), name[match.end() :]
    except ValueError:  # there is no such day
        return None, name


def transcripts_by_episode(episodes: Iterable[P], files: Iterable[P]) -> Mapping[P, tuple[P, ...]]:
    """Find transcripts next to episodes, by name.

    They have the name of the episode, with or without ``.transcript`` or a language before the
    suffix, or are called ``transcript`` and are in the episode's own folder.

    Args:
        episodes: The files of episodes.
        files: All files in the same folders.

    Returns:
        The transcripts of those episodes that have any, the best format first.
    """
    ordered = sorted(files, key=lambda path: (_preference(path), path))
    by_name: dict[tuple[PurePath, str], list[P]] = {}
    for path in ordered:
        for stem in _transcript_stems(path):
            by_name.setdefault((path.parent, stem), []).append(path)
    return _matches(episodes, by_name, "transcript")


def transcripts_alone(files: Iterable[P]) -> Mapping[P, tuple[P, ...]]:
    """Return transcripts that are episodes of their own, each with its other formats.

    Args:
        files: The files that are neither episodes nor the transcripts of other episodes.
    """
    by_name: dict[PurePath, list[P]] = {}
    for path in sorted(files, key=lambda path: (_preference(path), path)):
        if path.suffix.lower() in TRANSCRIPT_SUFFIXES:
            by_name.setdefault(path.with_suffix(""), []).append(path)
    return {paths[0]: tuple(paths) for paths in by_name.values()}


def chapters_by_episode(episodes: Iterable[P], files: Iterable[P]) -> Mapping[P, tuple[P, ...]]:
    """Find files with chapters next to episodes: ``x.chapters.json``, or ``chapters.json``."""
    by_name: dict[tuple[PurePath, str], list[P]] = {}
    for path in sorted(files):
        stem = path.stem
        if path.suffix.lower() in CHAPTER_SUFFIXES:
            if stem.lower() == "chapters":
                by_name.setdefault((path.parent, "chapters"), []).append(path)
            elif _CHAPTERS.search(stem):
                by_name.setdefault((path.parent, _CHAPTERS.sub("", stem)), []).append(path)
    return _matches(episodes, by_name, "chapters")


def transcripts_elsewhere(episodes: Iterable[P], files: Iterable[P]) -> Mapping[P, tuple[P, ...]]:
    """Find transcripts in a folder of their own, by name.

    A file with the same path below its folder comes before one with the same name in another
    folder.
    """
    by_path: dict[str, list[P]] = {}
    by_name: dict[str, list[P]] = {}
    for path in sorted(files, key=lambda path: (_preference(path), path)):
        is_in_own_folder = path.stem.lower() in {*_INDEX_NAMES, "transcript"}
        stems = (
            [path.parent.name] if is_in_own_folder else _transcript_stems(path, is_anywhere=True)
        )
        folder = path.parent.parent if is_in_own_folder else path.parent
        for stem in stems:
            by_path.setdefault((folder / stem).as_posix(), []).append(path)
            by_name.setdefault(stem, []).append(path)
    found = {}
    for episode in episodes:
        name = PurePath(_name(episode))
        own_names = dict.fromkeys((name.name, split_date(name.name)[1]))
        matches = [by_path.get((name.parent / each).as_posix()) for each in own_names]
        matches += [by_name.get(each) for each in own_names]
        if best := next(filter(None, matches), None):
            found[episode] = tuple(best)
    return found


def episode_of_pointer(pointer: str, episodes: Iterable[P]) -> P | None:
    """Return the episode that the end of a path names, with or without its suffix.

    Args:
        pointer: The path, as the front matter of a transcript contains it.
        episodes: The absolute paths of episodes.

    Returns:
        The episode; None if there is none, or more than one.
    """
    steps = [step for step in pointer.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    if not steps:
        return None
    found = [
        path
        for path in episodes
        if steps
        in (list(path.parts[-len(steps) :]), list(path.with_suffix("").parts[-len(steps) :]))
    ]
    return found[0] if len(found) == 1 else None


def _name(path: PurePath) -> str:
    """Return the path of a page, which is the folder for an index in it."""
    if is_index(path) and path.parent != PurePath():
        return path.parent.as_posix()
    return path.with_suffix("").as_posix()


def _preference(path: PurePath) -> int:
    suffix = path.suffix.lower()
    return TRANSCRIPT_SUFFIXES.index(suffix) if suffix in TRANSCRIPT_SUFFIXES else -1


def _transcript_stems(path: PurePath, *, is_anywhere: bool = False) -> list[str]:
    """Return the names of episodes that a file can be the transcript of.

    Args:
        path: The file.
        is_anywhere: Whether Markdown files need no ``transcript`` in their names.
    """
    if path.suffix.lower() not in TRANSCRIPT_SUFFIXES:
        return []
    stem = path.stem
    without_language = _LANGUAGE.sub("", stem)
    is_marked = stem.lower() == "transcript" or _TRANSCRIPT.search(without_language) is not None
    if path.suffix.lower() in MARKDOWN_SUFFIXES and not (is_anywhere or is_marked):
        return []
    candidates = (stem, without_language, _TRANSCRIPT.sub("", without_language))
    return [*dict.fromkeys(filter(None, candidates))]


def _matches(
    episodes: Iterable[P], by_name: Mapping[tuple[PurePath, str], Sequence[P]], own_folder_name: str
) -> dict[P, tuple[P, ...]]:
    """Return the files with the names of episodes, or in their own folders."""
    found = {}
    for episode in episodes:
        parent, stem = episode.parent, episode.stem
        keys = [(parent, stem), (parent, split_date(stem)[1])]
        if is_index(episode) and parent != PurePath():
            keys = [(parent, own_folder_name), (parent, parent.name)]
        paths = [path for key in keys for path in by_name.get(key, ()) if path != episode]
        if paths:
            found[episode] = tuple(dict.fromkeys(paths))
    return found
