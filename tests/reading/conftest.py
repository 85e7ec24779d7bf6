"""Shows that a test writes to a folder and reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import indent

import pytest

from mkdocs_podcast.checks import Problem, dotted
from mkdocs_podcast.engine.cache import Cache, MemoryCache
from mkdocs_podcast.reading import ShowFiles, load_transcript, read_show
from mkdocs_podcast.settings import Folders, ReadingOptions, Settings
from mkdocs_podcast.show import Entry, Episode, Show

from ..sites import write_sketch

A = "title: A\npublished: 2024-03-31\n"
"""An episode without problems."""


@dataclass(frozen=True)
class OneFile:
    """The episode in a file, unless it is unreadable, its transcript, and the file's problems."""

    episode: Episode | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def positions(self) -> list[str]:
        return [position_of(p) for p in sorted(self.problems, key=lambda p: (p.line, p.column))]


def position_of(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.code} {dotted(problem.path)}".strip()


def settings_for(root: Path, reading: ReadingOptions | None = None, **show) -> Settings:
    folders = Folders(root, root / "docs", root / "episodes", root / "people")
    if (root / "transcripts").is_dir():
        folders = replace(folders, transcripts=root / "transcripts")
    show = Show(**{"title": "S", **show})
    return Settings(show=show, folders=folders, reading=reading or ReadingOptions())


def episodes(**texts: str) -> str:
    """Return a sketch of episode files, which contain `A` and a text, by their names."""
    files = ((name, indent(A + text, "  ")) for name, text in texts.items())
    return "".join(f"episodes/{name}.yaml\n{text}\n" for name, text in files)


def read_files(root: Path, sketch: str, cache: Cache | None = None, **show) -> ShowFiles:
    """Write the files of a sketch, and read the show in the folders `episodes` and `people`."""
    write_sketch(root, sketch)
    return read_show(settings_for(root, **show), MemoryCache() if cache is None else cache)


@pytest.fixture
def read(tmp_path) -> Callable[..., OneFile | None]:
    """Read one file as an episode; None if it is an ordinary page."""

    def read_file(content: str | bytes, name: str = "a.yaml") -> OneFile | None:
        path = tmp_path / "episodes" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        cache = MemoryCache()
        files = read_files(tmp_path, "", cache)
        if not files.sources:
            return None
        (source,) = files.sources.values()
        episode = files.episodes[0] if files.episodes else None
        transcript = (
            load_transcript(cache, source, episode, settings_for(tmp_path)) if episode else ()
        )
        path.unlink()
        return OneFile(episode, tuple(transcript), files.problems)

    return read_file
