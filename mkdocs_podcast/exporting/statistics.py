"""Numbers about a show, and a chart of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Any

from ..catalog import Catalog
from ..show import Episode

MIN_GAP_FACTOR = 3
"""A pause is a gap if it is this many times as long as the usual time between episodes."""

MIN_GAP_DAYS = 14
"""A shorter pause is no gap."""

_CHART = (800, 260)
_MARGIN = 34
_COLORS = ("#00897b", "#f4511e", "#3949ab", "#fdd835", "#8e24aa", "#6d4c41")


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """How much a person speaks.

    Attributes:
        name: Their full name.
        episodes: The number of episodes in which they speak.
        share: Their part of all that is said, from 0 to 1.
    """

    name: str
    episodes: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A pause between two episodes.

    Attributes:
        start: The date of the episode before it.
        end: The date of the episode after it.
        days: Its length.
    """

    start: date
    end: date
    days: int


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Numbers about a show.

    Attributes:
        episodes: The number of episodes that are published.
        drafts: The number of drafts and scheduled episodes.
        hours: The duration of all episodes together.
        episodes_without_duration: The number of episodes that it does not include.
        transcripts: The number of episodes with a transcript.
        words: The number of words in transcripts.
        people: The number of people who are credited or speak.
        first: The date of the first episode.
        latest: The date of the latest episode.
        days_between: The usual number of days between two episodes.
        gaps: Long pauses, the longest first.
        speakers: Who speaks, most first. The time of a person is about their share.
    """

    episodes: int
    drafts: int
    hours: float
    episodes_without_duration: int
    transcripts: int
    words: int
    people: int
    first: date | None
    latest: date | None
    days_between: int | None
    gaps: tuple[Gap, ...]
    speakers: tuple[Speaker, ...]


def measure_show(catalog: Catalog, all_episodes: Sequence[Episode], words: int) -> Statistics:
    """Count everything.

    Args:
        catalog: The show.
        all_episodes: All readable episodes, also those that are not published.
        words: The number of words in transcripts.
    """
    episodes = catalog.episodes
    durations = [each.duration for each in episodes if each.duration]
    dates = sorted(_day(each.published) for each in episodes if each.published)
    pauses = [(second - first).days for first, second in pairwise(dates)]
    usual = sorted(pauses)[len(pauses) // 2] if pauses else None
    limit = max(MIN_GAP_DAYS, MIN_GAP_FACTOR * (usual or 0))
    gaps = [
        Gap(start=first, end=second, days=(second - first).days)
        for first, second in pairwise(dates)
        if (second - first).days > limit
    ]
    people = {person.title for each in episodes for person, _ in catalog.participants(each)}
    speakers = tuple(_speakers(catalog))
    return Statistics(
        episodes=len(episodes),
        drafts=len(all_episodes) - len(episodes),
        hours=round(sum(durations) / 3_600, 1),
        episodes_without_duration=len(episodes) - len(durations),
        transcripts=sum(each.outline.has_text for each in episodes),
        words=words,
        people=len(people | {each.name for each in speakers}),
        first=dates[0] if dates else None,
        latest=dates[-1] if dates else None,
        days_between=usual,
        gaps=tuple(sorted(gaps, key=lambda gap: -gap.days)),
        speakers=speakers,
    )


def as_json(statistics: Statistics) -> dict[str, Any]:
    """Return statistics as values of JSON, with dates in ISO 8601."""
    values: dict[str, Any] = _plain(asdict(statistics))
    return values


def plot_episodes(episodes: Iterable[Episode], title: str) -> str:
    """Draw the duration of each episode by its date as an SVG image, in the colors of seasons."""
    dated = [(_day(each.published), each) for each in episodes if each.published]
    points = [
        (day, (each.duration or 0) / 60, each)
        for day, each in sorted(dated, key=lambda point: point[0])
    ]
    width, height = _CHART
    top = max((minutes for _, minutes, _ in points), default=0) or 1
    first = points[0][0] if points else date.min
    days = max((points[-1][0] - first).days, 1) if points else 1
    seasons = {each.season: None for _, _, each in points}
    colors = {season: _COLORS[index % len(_COLORS)] for index, season in enumerate(seasons)}
    marks = [
        _mark(
            _MARGIN + (day - first).days / days * (width - 2 * _MARGIN),
            minutes / top * (height - 2 * _MARGIN),
            colors[each.season],
            f"{day.isoformat()}: {each.title} ({minutes:.0f} min)",
        )
        for day, minutes, each in points
    ]
    labels = [
        (_MARGIN, _MARGIN - 14, title),
        (_MARGIN, height - 10, first.isoformat() if points else ""),
        (width - _MARGIN - 70, height - 10, points[-1][0].isoformat() if points else ""),
        (2, _MARGIN, f"{top:.0f} min"),
    ]
    attributes = f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}"'
    font = 'font-family="sans-serif" font-size="11"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} {font}>',
            *marks,
            *(f'<text x="{x}" y="{y}">{escape(text)}</text>' for x, y, text in labels),
            "</svg>",
            "",
        )
    )


def _mark(x: float, size: float, color: str, title: str) -> str:
    bottom = _CHART[1] - _MARGIN
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{bottom}" y2="{bottom - max(size, 2):.1f}" '
        f'stroke="{color}" stroke-width="3"><title>{escape(title)}</title></line>'
    )


def _speakers(catalog: Catalog) -> list[Speaker]:
    characters, episodes = Counter[str](), Counter[str]()
    for episode in catalog.episodes:
        names = catalog.names(episode)
        spoken = Counter[str]()
        for section in episode.outline.sections:
            for name, count in section.characters.items():
                spoken[names.get(name, name)] += count
        characters.update(spoken)
        episodes.update(name for name in spoken if name)
    total = characters.total() or 1
    return [
        Speaker(name=name, episodes=episodes[name], share=round(count / total, 4))
        for name, count in characters.most_common()
        if name
    ]


def _day(moment: date) -> date:
    """Return the day of a date, which may have a time."""
    return date(moment.year, moment.month, moment.day)


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
