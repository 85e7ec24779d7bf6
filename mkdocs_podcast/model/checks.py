"""What can be wrong with an episode or a person on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .chapters import MIN_LISTED_CHAPTERS, find_list_problem
from .episode import Episode, youtube_id
from .fields import is_unfinished, is_web_address
from .person import Person
from .problem import CHECKS, Problem, did_you_mean
from .timecode import format_timecode
from .transcript import Entry, Header, Line

LONGEST_NAME = 60
"""A speaker's name of more characters than this is something else."""


def check_episode(episode: Episode) -> Iterator[Problem]:
    """Find what is wrong with an episode by itself."""
    yield from _check_headers(episode.transcript)
    yield from _check_speakers(episode.transcript)
    yield from _check_times(episode.transcript)
    yield from _check_chapters(episode)
    yield from _check_links("links", episode.links)
    if (video := episode.ids.get("youtube")) and youtube_id(video) != video:
        yield Problem(
            "bad-youtube-id",
            f"“{video}” is not a YouTube id.",
            "Give the 11 characters after “v=” in the video’s address.",
            ("ids", "youtube"),
        )
    if episode.published is None:
        yield Problem("no-date", "The episode has no date.", "Add “published: 2024-03-31”.")
    yield from _check_ignored(episode.ignore)


def check_person(person: Person) -> Iterator[Problem]:
    """Find what is wrong with a person by themselves."""
    if "://" in person.web or is_unfinished(person.web):
        yield from _check_links("", {"web": person.web} if person.web else {})
    yield from _check_links("links", person.links)
    yield from _check_ignored(person.ignore)


def _check_links(key: str, links: Mapping[str, str]) -> Iterator[Problem]:
    for platform, link in links.items():
        path = (key, platform) if key else (platform,)
        if is_unfinished(link):
            said = f"says “{link}”" if link else "is empty"
            yield Problem(
                "empty-link", f"The link {said}.", "Give its address, or remove the key.", path
            )
        elif not is_web_address(link):
            yield Problem(
                "bad-link",
                f"“{link}” is not a web address.",
                "Write it from “https://” on.",
                path,
            )


def _check_ignored(codes: Iterable[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in CHECKS:
            hint = did_you_mean(code, CHECKS)
            yield Problem(
                "unknown-check",
                f"There is no check “{code}”.",
                f"Did you mean “{hint}”?" if hint else "Look up its name in the list of checks.",
                ("ignore",),
            )


def _check_headers(transcript: Sequence[Entry]) -> Iterator[Problem]:
    seen = set[str]()
    above: Entry | None = None
    for index, entry in enumerate(transcript):
        if isinstance(entry, Header):
            if isinstance(above, Header):
                yield _lineless(index - 1)
            if not entry.header:
                yield _empty(index, "header")
            elif entry.header in seen:
                yield Problem(
                    "same-header",
                    f"The header “{entry.header}” stands above already.",
                    "Give this one other words, or an “id:” of its own.",
                    ("transcript", index, "header"),
                )
            seen.add(entry.header)
        above = entry
    if isinstance(above, Header):
        yield _lineless(len(transcript) - 1)


def _check_speakers(transcript: Sequence[Entry]) -> Iterator[Problem]:
    nameless = list[int]()
    names = set[str]()
    for index, line in _lines(transcript):
        if not line.line:
            yield _empty(index, "line")
        if not line.who:
            nameless.append(index)
            continue
        yield from _check_nameless(nameless)
        nameless = []
        if line.who not in names:
            names.add(line.who)
            yield from _check_who(line.who, index)
    yield from _check_nameless(nameless)


def _check_times(transcript: Sequence[Entry]) -> Iterator[Problem]:
    latest: float | None = None
    first: int | None = None
    for index, line in _lines(transcript):
        first = index if first is None else first
        start = line.start
        if start is None:
            continue
        if latest is None and index != first:
            yield Problem(
                "first-line-without-time",
                "The first line has no time.",
                "Add “time: 0:00”, or the moment at which it starts.",
                ("transcript", first, "line"),
            )
        if latest is not None and start < latest:
            yield Problem(
                "time-goes-backwards",
                f"The line starts at {format_timecode(start)}, before the one above it at "
                f"{format_timecode(latest)}.",
                "Correct one of the two times, or move the line.",
                ("transcript", index, "time" if line.sec is None else "sec"),
            )
        latest = start
        if line.sec is not None and line.time is not None:
            yield from _check_agreement(line.sec, line.time, index)


def _check_chapters(episode: Episode) -> Iterator[Problem]:
    # A few sections are a fault only if there is a video that could have chapters.
    has_list = bool(episode.youtube) or len(episode.chapters) >= MIN_LISTED_CHAPTERS
    if has_list and (problem := find_list_problem(episode.chapters)):
        yield Problem(
            "youtube-chapters",
            f"There is no chapters.txt, since YouTube would ignore it: {problem.reason}.",
            problem.fix,
            ("transcript", problem.entry, "header"),
        )


def _lines(transcript: Sequence[Entry]) -> Iterator[tuple[int, Line]]:
    return ((index, entry) for index, entry in enumerate(transcript) if isinstance(entry, Line))


def _check_who(who: str, index: int) -> Iterator[Problem]:
    path = ("transcript", index, "who")
    if len(who) > LONGEST_NAME or (who.endswith((".", "?", "!", "…")) and " " in who):
        short = who if len(who) <= LONGEST_NAME else who[:40].rstrip() + "…"
        yield Problem(
            "who-is-a-sentence",
            f"“{short}” is not a name.",
            "Move the words to a “line:” of their own, and name the speaker here.",
            path,
        )
    elif who.endswith(":"):
        yield Problem(
            "who-with-colon", f"“{who}” ends in a colon.", "Remove the colon from the name.", path
        )


def _check_nameless(indexes: list[int]) -> Iterator[Problem]:
    if indexes:
        many = f"{len(indexes)} lines from here on have" if len(indexes) > 1 else "The line has"
        yield Problem(
            "who-missing",
            f"{many} no speaker.",
            "Add “who:” where somebody else starts to speak.",
            ("transcript", indexes[0], "line"),
        )


def _check_agreement(sec: float, time: float, index: int) -> Iterator[Problem]:
    if abs(int(sec) - int(time)) > 1:
        yield Problem(
            "times-disagree",
            f"“sec” says {format_timecode(sec)} and “time” says {format_timecode(time)}; "
            "the page takes “sec”.",
            "Keep the right one of the two; one is enough.",
            ("transcript", index, "time"),
        )


def _empty(index: int, key: str) -> Problem:
    return Problem(
        "empty-line",
        f"The {key} is empty.",
        "Write it, or remove the entry.",
        ("transcript", index, key),
    )


def _lineless(index: int) -> Problem:
    return Problem(
        "header-without-line",
        "The header has no line below it.",
        "Add a line, or remove the header.",
        ("transcript", index, "header"),
    )
