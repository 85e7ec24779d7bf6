"""Times and lengths, always in seconds, to the millisecond.

They are written as in transcripts (``2:12``, ``1:02:03``, ``00:01:02,500``); lengths also as
ISO 8601 durations (``PT1H2M3S``) and in words (``1 h 2 min``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .fields import quoted

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):(\d{2}(?:[.,]\d+)?)", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d+)?)S)?)?",
    re.ASCII | re.IGNORECASE,
)
_WORDS = re.compile(
    r",? ?(?:and )?".join(
        rf"(?:(\d{{1,9}}(?:\.\d{{1,9}})?) ?(?:{unit})\b\.?)?"
        for unit in ("h|hrs?|hours?", "m|mins?|minutes?", "s|secs?|seconds?")
    ),
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)

MAX_SECONDS = 1_000 * 3_600.0
"""A later time is a typing error."""


@lru_cache(maxsize=1 << 15)
def parse_timecode(text: str) -> float:
    """Read a time of an episode, in seconds from its start.

    Args:
        text: ``m:ss`` or ``h:mm:ss``, with or without a fraction, or plain seconds.

    Raises:
        ValueError: The text is something else; the message says what is expected.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return _bounded(float(text), text)
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = match.groups()
        rest = float(seconds.replace(",", "."))
        if rest < 60 and (hours is None or int(minutes) < 60):
            return _bounded(int(hours or 0) * 3600 + int(minutes) * 60 + rest, text)
    raise ValueError(f"Expected a time such as 2:12 or 1:02:03, got {quoted(text)}")


def parse_duration(text: str) -> float:
    """Read a length, in seconds.

    Args:
        text: An ISO 8601 duration without years and months (``PT1H2M3S``), hours, minutes and
            seconds in English (``1h 20m``, ``48 min``), or what `parse_timecode` reads.

    Raises:
        ValueError: The text is something else; the message says what is expected.
    """
    text = text.strip()
    match = _DURATION.fullmatch(text)
    if match and any(match.groups()):
        days, hours, minutes, seconds = match.groups()
        total = int(days or 0) * 86_400 + int(hours or 0) * 3_600 + int(minutes or 0) * 60
        return _bounded(total + float((seconds or "0").replace(",", ".")), text)
    match = _WORDS.fullmatch(" ".join(text.split()))
    if match and any(match.groups()):
        hours, minutes, seconds = (float(each or 0) for each in match.groups())
        return _bounded(hours * 3_600 + minutes * 60 + seconds, text)
    try:
        return parse_timecode(text)
    except ValueError:
        message = f"Expected a length such as 1:02:03, 1 h 2 min or PT1H2M3S, got {quoted(text)}"
        raise ValueError(message) from None


@lru_cache(maxsize=1 << 15)
def format_timecode(seconds: float) -> str:
    """Write a time as `parse_timecode` reads it: ``2:12``, ``1:02:03``, ``0:12.5``."""
    whole = int(seconds)
    minutes, second = divmod(whole, 60)
    fraction = f"{seconds - whole:.3f}"[1:].rstrip("0").rstrip(".") if seconds != whole else ""
    if minutes < 60:
        return f"{minutes}:{second:02d}{fraction}"
    return f"{minutes // 60}:{minutes % 60:02d}:{second:02d}{fraction}"


def plain_seconds(seconds: float) -> str:
    """Write a time for programs: ``132``, ``12.5``, and never ``1e+06``."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def normal_play_time(seconds: float) -> str:
    """Write a time as Podlove Simple Chapters do: ``00:02:12.000``."""
    milliseconds = round(seconds * 1_000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1_000:02d}.{rest % 1_000:03d}"


def iso_duration(seconds: float) -> str:
    """Write a length as an ISO 8601 duration in whole seconds: ``PT1H2M3S``."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    parts = [f"{n}{unit}" for n, unit in ((hours, "H"), (minute, "M"), (second, "S")) if n]
    return "PT" + ("".join(parts) or "0S")


def _bounded(seconds: float, text: str) -> float:
    if seconds > MAX_SECONDS:
        raise ValueError(f"Expected at most 1,000 hours, got {quoted(text)}")
    return round(seconds, 3)
