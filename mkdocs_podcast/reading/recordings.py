"""What files of recordings say about themselves, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..checks import Problem, is_after_end
from ..engine.cache import Cache, load_parsed
from ..engine.digest import key_of
from ..show import Audio, ChapterMark, Episode, Transcript
from ..show.chapters import marked_chapters
from ..show.fields import tidy
from ..show.timecode import MAX_SECONDS, format_timecode
from .assets import Asset, Assets
from .codec import decode, encode, from_json, to_json

TOLERANCE = 10.0
"""The number of seconds by which a written duration may differ from that of the recording."""

RELATIVE_TOLERANCE = 0.02
"""The share of the duration by which it may differ; lengths are often rounded to minutes."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What the file of a recording says.

    Attributes:
        duration: Its duration in seconds; 0 if unknown.
        chapters: Its chapters.
    """

    duration: float = 0.0
    chapters: tuple[ChapterMark, ...] = ()


def measure_recordings(assets: Assets, cache: Cache) -> dict[tuple[str, str], Asset]:
    """Return assets, with the durations and chapters of local recordings."""
    return {
        key: _measured(asset, cache)
        if asset.length and asset.type.startswith(("audio/", "video/"))
        else asset
        for key, asset in assets.items()
    }


def with_recordings(episode: Episode, assets: Assets) -> Episode:
    """Add what the files of its recordings say to an episode.

    That is the length, type and duration, and the chapters of an episode without any.
    """
    if not episode.audio:
        return episode
    audio, *alternates = (
        _as_found(each, assets.get((episode.file, each.url)))
        for each in (episode.audio, *episode.alternates)
    )
    duration = episode.duration or recorded_duration(episode, assets)
    outline = episode.outline
    if duration and not episode.duration:
        outline = outline.with_duration(duration)
    chapters = episode.chapters
    found = assets.get((episode.file, episode.audio.url))
    if found and found.chapters and not outline.chapters:
        chapters = found.chapters
        outline = replace(outline, chapters=marked_chapters(chapters, Transcript(), duration))
    return replace(
        episode,
        audio=audio,
        chapters=chapters,
        alternates=tuple(alternates),
        duration=duration,
        outline=outline,
    )


def recorded_duration(episode: Episode, assets: Assets) -> float | None:
    """Return the duration of the local recording of an episode, in seconds, if it is known."""
    asset = assets.get((episode.file, episode.audio.url)) if episode.audio else None
    return asset.duration if asset else None


def check_recordings(episodes: Iterable[Episode], assets: Assets) -> Iterator[Problem]:
    """Find what contradicts local recordings.

    Args:
        episodes: Episodes as their files describe them.
        assets: The recordings, measured.
    """
    for episode in episodes:
        length = recorded_duration(episode, assets)
        if not length:
            continue
        written = episode.duration
        tolerance = max(TOLERANCE, RELATIVE_TOLERANCE * length)
        if written is not None and abs(written - length) > tolerance:
            yield Problem(
                "duration-differs",
                f"The recording lasts {format_timecode(round(length))}, not "
                f"{format_timecode(round(written))}.",
                "Correct the duration, or remove it; the recording’s own is used then.",
                ("duration",),
                episode.file,
            )
        latest = episode.outline.latest
        if is_after_end(latest, length) and not is_after_end(latest, written):
            yield Problem(
                "line-after-end",
                f"A line starts at {format_timecode(latest or 0)}, after the end of the recording "
                f"at {format_timecode(round(length))}.",
                "Correct the time of the line, or use the complete recording.",
                ("transcript",),
                episode.file,
            )


def _as_found(recording: Audio, asset: Asset | None) -> Audio:
    if asset is None or not asset.length:
        return recording
    return replace(recording, length=asset.length, type=recording.type or asset.type)


def _measured(asset: Asset, cache: Cache) -> Asset:
    try:
        status = asset.path.stat()
    except OSError:
        return asset
    key = key_of("recording", str(asset.path), str(status.st_size), str(status.st_mtime_ns))
    recording = load_parsed(cache, key, _parse_recording)
    if recording is None:
        recording = read_recording(asset.path)
        cache.store(key, to_json(encode(recording)))
    return replace(asset, duration=recording.duration or None, chapters=recording.chapters)


def _parse_recording(content: bytes) -> Recording:
    recording = decode(Recording, from_json(content))
    if not 0 <= recording.duration < float("inf"):
        raise ValueError("not a duration")
    return recording


def read_recording(path: Path) -> Recording:
    """Return what a file says; nothing if it is damaged."""
    import mutagen

    try:
        file = mutagen.File(path)
        length = float(getattr(getattr(file, "info", None), "length", 0))
        chapters = tuple(_id3_chapters(getattr(file, "tags", None)))
    except Exception:  # noqa: BLE001 - whatever a damaged file leads to
        return Recording()
    return Recording(round(length, 3) if 0 < length < float("inf") else 0.0, chapters)


def _id3_chapters(tags: Any) -> Iterator[ChapterMark]:  # noqa: ANN401
    """Yield the chapters of an ID3 tag (https://id3.org/id3v2-chapters-1.0).

    Pictures in the tag are not published.
    """
    frames = tags.getall("CHAP") if hasattr(tags, "getall") else ()
    for frame in sorted(frames, key=lambda each: each.start_time):
        titles = [str(each) for each in frame.sub_frames.getall("TIT2")]
        links = [each.url for each in frame.sub_frames.getall("WXXX")]
        start, end = frame.start_time / 1_000, frame.end_time / 1_000
        if title := tidy(" ".join(titles)):
            yield ChapterMark(
                title=title,
                start=start,
                end=end if start < end <= MAX_SECONDS else None,
                url=tidy(links[0]) if links else "",
            )
