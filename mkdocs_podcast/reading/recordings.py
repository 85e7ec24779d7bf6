"""What files of recordings say about themselves, and what contradicts it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..checks import Problem, is_after_end
from ..engine.cache import Cache, load_parsed
from ..engine.digest import key_of
from ..show import Audio, Episode
from ..show.timecode import format_timecode
from .assets import Asset, Assets

TOLERANCE = 10.0
"""The number of seconds by which a written duration may differ from that of the recording."""

RELATIVE_TOLERANCE = 0.02
"""The share of the duration by which it may differ; lengths are often rounded to minutes."""


def measure_recordings(assets: Assets, cache: Cache) -> dict[tuple[str, str], Asset]:
    """Return assets, with the durations of local recordings."""
    return {
        key: replace(asset, duration=_duration(asset.path, cache))
        if asset.length and asset.type.startswith(("audio/", "video/"))
        else asset
        for key, asset in assets.items()
    }


def with_recordings(episode: Episode, assets: Assets) -> Episode:
    """Add what the files of its recordings say to an episode: length, type and duration."""
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
    return replace(
        episode,
        audio=audio,
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


def _duration(path: Path, cache: Cache) -> float | None:
    try:
        status = path.stat()
    except OSError:
        return None
    key = key_of("recording", str(path), str(status.st_size), str(status.st_mtime_ns))
    known = load_parsed(cache, key, _parse_duration)
    if known is None:
        known = _read_duration(path)
        cache.store(key, json.dumps(known).encode())
    return known or None


def _parse_duration(content: bytes) -> float:
    value = json.loads(content)
    if not isinstance(value, float) or not 0 <= value < float("inf"):
        raise ValueError("not a duration")
    return value


def _read_duration(path: Path) -> float:
    """Return the duration of a recording in seconds; 0 if it is unknown."""
    import mutagen

    try:
        file = mutagen.File(path)
        length = float(getattr(getattr(file, "info", None), "length", 0))
    except Exception:  # noqa: BLE001 - whatever a damaged file leads to
        return 0.0
    return round(length, 3) if 0 < length < float("inf") else 0.0
