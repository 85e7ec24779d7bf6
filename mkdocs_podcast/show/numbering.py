"""The number of an episode, as people write it: ``3``, ``12.5``, ``#12``, ``S01E03``, ``Ch. 3``."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_DIGITS = 15
"""Digits of a number. JSON readers do not know longer ones exactly."""

MAX_DISPLAY = 32
"""The number of characters of a name such as “Ch. 3”, as Podcasting 2.0 limits them."""

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_EPISODE = r"(?:e(?:p(?:isode)?)?\.?|#|№|n[or]\.)"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?:{_EPISODE} ?)?{_NUMBER}",
        rf"s(?:eason)?\.? ?(?P<season>\d+) ?[,:/·–-]? ?{_EPISODE} ?{_NUMBER}",
        rf"(?P<season>\d+) ?x ?{_NUMBER}",
    )
)
_NAME = re.compile(rf"[^\W\d_][^\d]*{_NUMBER}[^\d]*")
_DECIMAL = re.compile(_NUMBER, re.ASCII)
_SEASON = re.compile(r"(?:s(?:eason)?\.?\s*|#)?(\d+)", re.ASCII | re.IGNORECASE)


class Numbering(NamedTuple):
    """What the number of an episode says.

    Attributes:
        episode: The number; a whole one is an `int`.
        season: The season, if it names one.
        display: How readers see the number, if not in the usual way.
    """

    episode: float
    season: int | None = None
    display: str = ""


def parse_numbering(text: str) -> Numbering:
    """Read the number of an episode.

    Raises:
        ValueError: The text has no number, or several.
    """
    text = " ".join(text.split())
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            number, season = parse_number(found["number"]), found.get("season")
            display = found["number"] if isinstance(number, float) or "." in found["number"] else ""
            return Numbering(
                number,
                None if season is None else parse_season(season),
                "" if display == str(number) else display,
            )
    is_name = len(text) <= MAX_DISPLAY and text.isprintable() and not _SEASON.fullmatch(text)
    if is_name and (match := _NAME.fullmatch(text)):
        return Numbering(parse_number(match["number"]), display=text)
    raise ValueError("no number")


def parse_number(text: str) -> float:
    """Read a whole number or a decimal.

    Raises:
        ValueError: The text is something else, or has too many digits.
    """
    text = text.strip()
    if not _DECIMAL.fullmatch(text):
        raise ValueError("not a number")
    whole, _, fraction = text.lstrip("0").partition(".")
    if len(whole) + len(fraction) > MAX_DIGITS:
        raise ValueError("too many digits")
    return float(text) if fraction.strip("0") else int(whole or "0")


def parse_season(text: str) -> int:
    """Read the number of a season: ``2``, ``S02``, ``Season 2``.

    Raises:
        ValueError: The text is something else, or has too many digits.
    """
    match = _SEASON.fullmatch(text.strip())
    if not match or len(match[1].lstrip("0")) > MAX_DIGITS:
        raise ValueError("not a season")
    return int(match[1].lstrip("0") or "0")
