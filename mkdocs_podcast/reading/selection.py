"""Which of the files that were read are episodes or people, and what is reported about the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..checks import Problem
from ..settings import Settings
from .discovery import FoundFiles, SourceFile, label_of
from .recognition import Skipped
from .serialization import FileData

MAX_LISTED_FILES = 10
"""The number of files that a message names."""

_LACKS = {
    Skipped.NO_FRONT_MATTER.value: "without front matter",
    Skipped.NO_EPISODE_KEYS.value: "without the keys of an episode",
    Skipped.OTHER_DATA.value: "JSON without an episode",
}
"""What files lack that may be episodes and are not recognized, by the reason they are skipped."""


@dataclass(frozen=True)
class Selection:
    """The files that are episodes or people.

    Attributes:
        data: Their data; nothing could be read from some of them.
        used: The names of the files that belong to them: transcripts and chapters.
        skipped: The reasons why other files are neither.
    """

    data: Mapping[SourceFile, FileData]
    used: frozenset[str]
    skipped: Mapping[SourceFile, str]


def select_files(data: Mapping[SourceFile, FileData]) -> Selection:
    """Select the files that are episodes or people.

    A file that belongs to an episode is not one itself. If two files name each other, the first one
    is the episode.
    """
    owners = set[str]()
    used = set[str]()
    for source, each in data.items():
        if source.label not in used:
            names = set(each.used) - owners - {source.label}
            used |= names
            owners |= {source.label} if names else set()
    left = {source: each for source, each in data.items() if source.label not in used}
    return Selection(
        {source: each for source, each in left.items() if not each.skipped},
        frozenset(used),
        {source: each.skipped for source, each in left.items() if each.skipped},
    )


def check_selection(
    selection: Selection, found: FoundFiles, settings: Settings
) -> Iterator[Problem]:
    """Report files that are skipped although they may be episodes, and unused transcripts."""
    folders = settings.folders
    skipped = dict(_skipped_files(selection, found, folders.config))
    episodes = sum(not source.is_person for source in selection.data)
    if skipped:
        yield Problem(
            "skipped-file",
            f"{_count(len(skipped), 'file')} in the folder of episodes "
            f"{'is not an episode' if len(skipped) == 1 else 'are not episodes'}: "
            f"{_listed(skipped)}.",
            "Add “podcast: false” to the front matter of pages that are not meant to be episodes.",
            file=label_of(folders.episodes, folders.config),
        )
    if len(skipped) > episodes:
        yield _few_episodes([*skipped.values()], episodes, settings)
    unused = [path for path in found.transcripts if _is_unused(path, selection, folders.config)]
    if unused and folders.transcripts:
        yield Problem(
            "unused-transcript",
            f"{_count(len(unused), 'file')} in the folder of transcripts "
            f"{'belongs' if len(unused) == 1 else 'belong'} to no episode: "
            f"{_listed(label_of(path, folders.config) for path in unused)}.",
            "Give it the name of the episode’s file, or add “episode: ” and the path of that file "
            "to its front matter.",
            file=label_of(folders.transcripts, folders.config),
        )


def _skipped_files(
    selection: Selection, found: FoundFiles, base: Path
) -> Iterator[tuple[str, str]]:
    """Yield the files that may be episodes, by name, with what they lack."""
    for source, reason in selection.skipped.items():
        if reason in _LACKS and not source.is_person:
            yield source.label, _LACKS[reason]
    sources = {source.path for source in (*selection.data, *selection.skipped)}
    for path in found.captions:
        if path not in sources and _is_unused(path, selection, base):
            yield label_of(path, base), "captions without an episode"


def _few_episodes(lacks: list[str], episodes: int, settings: Settings) -> Problem:
    """Say how many files are episodes, why others are not, and which option changes that."""
    folders, mode = settings.folders, settings.reading.episodes
    advice = (
        "Set “episodes: auto”, which also recognizes other keys of episodes."
        if mode == "keyed"
        else "Set “episodes: all” if each file is an episode, or map the keys of your files with "
        "“fields”."
    )
    reasons = " and ".join(f"{number} {lack}" for lack, number in Counter(lacks).items())
    return Problem(
        "few-episodes",
        f"{episodes or 'None'} of {_count(len(lacks) + episodes, 'file')} in the folder "
        f"{'is an episode' if episodes < 2 else 'are episodes'}; the others are {reasons}.",
        advice,
        file=label_of(folders.episodes, folders.config),
    )


def _is_unused(path: Path, selection: Selection, base: Path) -> bool:
    return label_of(path, base) not in selection.used


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    listed = ", ".join(known[:MAX_LISTED_FILES])
    more = len(known) - MAX_LISTED_FILES
    return f"{listed} and {more} more" if more > 0 else listed


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
