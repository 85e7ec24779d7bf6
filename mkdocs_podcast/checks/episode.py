"""Checks of an episode on its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..show.chapters import MIN_LISTED_CHAPTERS
from ..show.credits import GROUP_BY_ROLE
from ..show.episode import Episode, youtube_id
from ..show.fields import is_web_url, quoted
from ..show.timecode import format_timecode
from ..show.transcript import Entry, Header, Line, Transcript
from .common import check_ignored_codes, check_links
from .problem import Problem, did_you_mean

MAX_SPEAKER_LENGTH = 60
"""The name of a speaker with more characters is something else."""

END_TOLERANCE = (120.0, 0.1)
"""The seconds and the share of the duration by which a line may start after the end.

Platforms and transcripts count introductions and advertisements differently.
"""

_SENTENCE_ENDS = (".", "?", "!", "…")


def check_episode(episode: Episode, transcript: Transcript) -> Iterator[Problem]:
    """Find problems within an episode.

    Paths consist of the names of fields, and of indexes of the transcript.
    """
    yield from _check_headers(transcript)
    yield from _check_speakers(transcript)
    yield from _check_times(transcript)
    yield from _check_end(episode, transcript)
    yield from _check_chapters(episode)
    yield from check_links(episode.links, ("links",))
    video = episode.ids.get("youtube")
    if video and not youtube_id(video):
        yield Problem(
            "bad-youtube-id",
            f"Expected the id of a YouTube video, got {quoted(video)}.",
            "Copy the URL of the video, or the 11 characters after “v=” in it.",
            ("ids", "youtube"),
        )
    if episode.audio and is_web_url(episode.audio.url) and not episode.audio.length:
        yield Problem(
            "audio-without-length",
            "The length of the recording in bytes is unknown, and some podcast apps need it.",
            "Write “url:” and “length:” below “audio:”.",
            ("audio",),
        )
    for credit in episode.credits:
        if credit.role.lower() not in GROUP_BY_ROLE:
            hint = did_you_mean(credit.role, GROUP_BY_ROLE)
            yield Problem(
                "unknown-role",
                f"Podcast apps do not know the role {quoted(credit.role)}.",
                f"Did you mean “{hint}”?" if hint else "Keep it, or choose a role they know.",
                ("credits",),
            )
    if episode.published is None:
        yield Problem("no-date", "The episode has no date.", "Add “published: 2024-03-31”.")
    yield from check_ignored_codes(episode.ignore)


def is_after_end(moment: float | None, duration: float | None) -> bool:
    """Return whether a moment is after the end of an episode, both in seconds."""
    seconds, share = END_TOLERANCE
    return bool(moment and duration and moment > duration * (1 + share) + seconds)


def _check_end(episode: Episode, transcript: Transcript) -> Iterator[Problem]:
    if not is_after_end(episode.outline.latest, episode.duration):
        return
    for index, line in _indexed_lines(transcript):
        if is_after_end(line.start, episode.duration):
            yield Problem(
                "line-after-end",
                f"The line starts at {format_timecode(line.start or 0)}, after the end of the "
                f"episode at {format_timecode(episode.duration or 0)}.",
                "Correct the time of the line, or the duration.",
                ("transcript", index, "start"),
            )
            return


def _check_headers(transcript: Transcript) -> Iterator[Problem]:
    seen = set[str]()
    previous: Entry | None = None
    for index, entry in enumerate(transcript):
        if isinstance(entry, Header):
            if isinstance(previous, Header) and previous.start is None:
                yield _without_line(index - 1)
            if not entry.text:
                yield _empty(index, "header")
            elif entry.text in seen and entry.start is None:
                yield Problem(
                    "same-header",
                    f"The header {quoted(entry.text)} occurs twice.",
                    "Change the text of one of them, or add an “id:”.",
                    ("transcript", index, "text"),
                )
            seen.add(entry.text)
        previous = entry
    if isinstance(previous, Header) and previous.start is None:
        yield _without_line(len(transcript) - 1)


def _check_speakers(transcript: Transcript) -> Iterator[Problem]:
    nameless = list[int]()
    names = set[str]()
    for index, line in _indexed_lines(transcript):
        if not line.text:
            yield _empty(index, "line")
        if not line.who:
            nameless.append(index)
            continue
        yield from _check_nameless(nameless)
        nameless.clear()
        if line.who not in names:
            names.add(line.who)
            yield from _check_name(line.who, index)
    yield from _check_nameless(nameless)


def _check_times(transcript: Transcript) -> Iterator[Problem]:
    latest: float | None = None
    first: int | None = None
    for index, line in _indexed_lines(transcript):
        first = index if first is None else first
        start = line.start
        if start is None:
            continue
        if latest is None and index != first:
            yield Problem(
                "first-line-without-time",
                "The first line has no time.",
                "Add “time: 0:00”, or the time at which it starts.",
                ("transcript", first, "text"),
            )
        if latest is not None and start < latest:
            yield Problem(
                "time-goes-backwards",
                f"The line starts at {format_timecode(start)}, but the previous one starts at "
                f"{format_timecode(latest)}.",
                "Correct one of the two times, or move the line.",
                ("transcript", index, "start"),
            )
        latest = start


def _check_chapters(episode: Episode) -> Iterator[Problem]:
    outline = episode.outline
    # Few sections are only a problem if there is a video that could have chapters.
    needs_list = bool(episode.youtube) or len(outline.chapters) >= MIN_LISTED_CHAPTERS
    if needs_list and (problem := outline.chapter_list_problem):
        yield Problem(
            "youtube-chapters",
            f"There is no chapters.txt, since YouTube would ignore it: {problem.reason}.",
            problem.advice,
            ("chapters",) if episode.chapters else ("transcript", problem.entry, "text"),
        )


def _indexed_lines(transcript: Transcript) -> Iterator[tuple[int, Line]]:
    return ((index, entry) for index, entry in enumerate(transcript) if isinstance(entry, Line))


def _check_name(who: str, index: int) -> Iterator[Problem]:
    path = ("transcript", index, "who")
    if len(who) > MAX_SPEAKER_LENGTH or (who.endswith(_SENTENCE_ENDS) and " " in who):
        yield Problem(
            "who-is-a-sentence",
            f"Expected a name, got {quoted(who)}.",
            "Move the words to a “line:” of their own, and write the name of the speaker here.",
            path,
        )
    elif who.endswith(":"):
        yield Problem(
            "who-with-colon",
            f"The name {quoted(who)} ends with a colon.",
            "Remove the colon.",
            path,
        )


def _check_nameless(indexes: list[int]) -> Iterator[Problem]:
    if indexes:
        lines = f"{len(indexes)} lines from here on have" if len(indexes) > 1 else "The line has"
        yield Problem(
            "who-missing",
            f"{lines} no speaker.",
            "Add “who:” to the first line of each speaker.",
            ("transcript", indexes[0], "text"),
        )


def _empty(index: int, name: str) -> Problem:
    return Problem(
        "empty-line",
        f"The {name} is empty.",
        "Add text, or remove the entry.",
        ("transcript", index, "text"),
    )


def _without_line(index: int) -> Problem:
    return Problem(
        "header-without-line",
        "The header has no line below it.",
        "Add a line, or remove the header.",
        ("transcript", index, "text"),
    )
