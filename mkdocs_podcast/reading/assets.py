"""Images and recordings that files name."""

from __future__ import annotations

import mimetypes
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..checks import Problem, ValuePath
from ..settings import Settings
from ..show import ChapterMark, Episode, Person, is_web_url
from .discovery import label_of

_MEDIA_TYPES = ("image/", "audio/", "video/")
_ARTWORK_TYPES = ("image/jpeg", "image/png")

ARTWORK_PIXELS = (1400, 3000)
"""The smallest and the largest width of a show's artwork that directories accept, in pixels."""


@dataclass(frozen=True, slots=True)
class Asset:
    """An image or recording.

    Attributes:
        path: The file; empty if it is elsewhere on the web.
        uri: Its target: its path below the root of the site, or a URL.
        length: Its size in bytes; 0 if unknown.
        type: Its media type; empty if unknown.
        duration: The duration of a recording in seconds, if it was measured.
        chapters: The chapters in the ID3 tag of a recording, if it was measured.
    """

    path: Path
    uri: str
    length: int = 0
    type: str = ""
    duration: float | None = None
    chapters: tuple[ChapterMark, ...] = ()


Assets = Mapping[tuple[str, str], Asset]
"""Images and recordings, by the file that names them and the name it uses."""


@dataclass(frozen=True)
class FoundAssets:
    """The images and recordings of a show.

    Attributes:
        found: Those that were found.
        problems: Those that were not.
    """

    found: Assets = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reference:
    """A value that names an image or a recording.

    Attributes:
        file: The file that contains it, as the key of the asset.
        text: The value.
        kind: `image` or `audio`.
        path: The path of the value.
        problem_file: The file that problems name.
        folders: Where to look, in this order.
    """

    file: str
    text: str
    kind: str
    path: ValuePath
    problem_file: str
    folders: tuple[Path, ...]


def find_assets(values: Iterable[Episode | Person], settings: Settings) -> FoundAssets:
    """Find the images and recordings that episodes, people and the show name."""
    found: dict[tuple[str, str], Asset] = {}
    problems: list[Problem] = []
    docs = label_of(settings.folders.docs, settings.folders.config)
    for reference in _references(values, settings):
        if is_web_url(reference.text):
            found[reference.file, reference.text] = Asset(Path(), reference.text)
        elif asset := find_asset(reference.text, reference.folders):
            found[reference.file, reference.text] = asset
        else:
            problems.append(
                Problem(
                    f"{reference.kind}-not-found",
                    f"The {reference.kind} file “{reference.text}” does not exist.",
                    f"Write its path relative to “{docs}”.",
                    reference.path,
                    reference.problem_file,
                )
            )
    if artwork := found.get(("", settings.show.image)):
        problems += _check_artwork(artwork, settings)
    return FoundAssets(found, tuple(problems))


def find_asset(reference: str, folders: Sequence[Path]) -> Asset | None:
    """Find the file that a reference names, in the first of some folders that has it.

    The first folder becomes the site, so a file in it keeps its path, whichever folder it was found
    by. Nothing outside these folders is found, and nothing but images and recordings.
    """
    type_, _ = mimetypes.guess_type(reference.rpartition("/")[2])  # the whole may be no valid URL
    if not type_ or not type_.startswith(_MEDIA_TYPES):
        return None
    for folder in folders:
        try:
            path = folder / reference.lstrip("/")
            status = path.stat()
            resolved = path.resolve() if path.is_symlink() else _resolved(path.parent) / path.name
            resolved.relative_to(_resolved(folder))
        except (OSError, ValueError, RuntimeError):  # RuntimeError: links that lead to each other
            continue
        if stat.S_ISREG(status.st_mode):
            return Asset(path, _uri(resolved, folders), status.st_size, type_)
    return None


def _references(values: Iterable[Episode | Person], settings: Settings) -> Iterator[_Reference]:
    folders, show = settings.folders, settings.show
    for value in values:
        file = value.file
        near = (folders.docs, (folders.config / file).parent, folders.episodes.parent)
        for text, kind, path in _files_of(value):
            if text:
                yield _Reference(file, text, kind, path, file, near)
    if show.image:
        yield _Reference("", show.image, "image", ("show", "image"), show.file, (folders.docs,))


def _files_of(value: Episode | Person) -> Iterator[tuple[str, str, ValuePath]]:
    """Yield what a value names, which can be nothing: the text, its kind and its path."""
    if isinstance(value, Person):
        yield value.picture, "image", ("picture",)
        return
    yield value.image, "image", ("image",)
    for index, chapter in enumerate(value.chapters):
        yield chapter.image, "image", ("chapters", index, "image")
    for person in value.people:
        yield person.picture, "image", ("guests",)
    for recording in filter(None, (value.audio, *value.alternates)):
        yield recording.url, "audio", ("audio",)


def _check_artwork(artwork: Asset, settings: Settings) -> Iterator[Problem]:
    """Report artwork of the show that directories refuse."""
    if not artwork.length:
        return
    import imagesize

    width, height = imagesize.get(artwork.path)
    faults = []
    if artwork.type not in _ARTWORK_TYPES:
        faults.append("is neither JPEG nor PNG")
    if width > 0 and width != height:
        faults.append(f"is not square ({width} × {height} pixels)")
    smallest, largest = ARTWORK_PIXELS
    if width > 0 and not smallest <= width <= largest:
        faults.append(f"is {width} pixels wide")
    if faults:
        yield Problem(
            "bad-artwork",
            f"Podcast directories refuse the image of the show: it {' and '.join(faults)}.",
            f"Use a square JPEG or PNG of {smallest} to {largest} pixels.",
            ("show", "image"),
            settings.show.file,
        )


def _uri(path: Path, folders: Sequence[Path]) -> str:
    """Return the path of a file below the first folder, or below the outermost of the others."""
    site, *others = (_resolved(folder) for folder in folders)
    if path.is_relative_to(site):
        return path.relative_to(site).as_posix()
    paths = [path.relative_to(folder) for folder in others if path.is_relative_to(folder)]
    return max(paths, key=lambda each: len(each.parts)).as_posix()


@lru_cache(maxsize=64)
def _resolved(folder: Path) -> Path:
    return folder.resolve()
