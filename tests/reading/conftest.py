from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_podcast.checks import Problem, dotted
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading import ShowFiles, load_transcript, read_show
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Entry, Episode, Show


@dataclass(frozen=True)
class OneFile:
    """What came of a single file.

    Attributes:
        episode: The episode, if the file is readable.
        entries: Its transcript.
        problems: What is wrong with it.
    """

    episode: Episode | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def positions(self) -> list[str]:
        found = [f"{p.line}:{p.column} {p.code} {dotted(p.path)}".strip() for p in self.problems]
        return sorted(found, key=lambda position: int(position.partition(":")[0]))


def settings_for(root: Path, **show) -> Settings:
    folders = Folders(root, root / "docs", root / "episodes", root / "people")
    return Settings(show=Show(**{"title": "S", **show}), folders=folders)


@pytest.fixture
def read_all(tmp_path) -> Callable[..., ShowFiles]:
    """Write files below a folder and read the show that they are."""

    def read(cache=None, show=None, **texts: str | bytes) -> ShowFiles:
        for name, text in texts.items():
            path = tmp_path / name.replace("__", "/").replace("_md", ".md").replace("_y", ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_show(settings_for(tmp_path, **(show or {})), cache or MemoryCache())

    return read


@pytest.fixture
def read(tmp_path) -> Callable[..., OneFile | None]:
    """Read one file as an episode; None if it is an ordinary page."""

    def read_file(content: str | bytes, name: str = "a.yaml") -> OneFile | None:
        path = tmp_path / "episodes" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        cache = MemoryCache()
        files = read_show(settings_for(tmp_path), cache)
        sources = list(files.sources.values())
        if not sources:
            return None
        episode = files.episodes[0] if files.episodes else None
        transcript = load_transcript(cache, sources[0], episode) if episode else ()
        path.unlink()
        return OneFile(episode, tuple(transcript), files.problems)

    return read_file
