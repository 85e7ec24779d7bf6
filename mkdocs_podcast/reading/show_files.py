"""Reading a show: all files of episodes and people, from the cache where possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from ..checks import Problem, dotted
from ..engine.cache import Cache, load_parsed
from ..engine.digest import key_of
from ..engine.workers import map_in_workers
from ..settings import Settings
from ..show import Episode, Person, Transcript, outline_of
from ..show.chapters import with_sections
from ..show.dates import DateDefaults
from .assets import Asset, Assets, find_assets
from .discovery import SourceFile, find_files
from .option_positions import option_positions
from .reader import digest_of_file, read_content, read_file
from .recordings import check_recordings, measure_recordings, with_recordings
from .related import digest_of_related
from .selection import check_selection, select_files
from .serialization import (
    NO_TRANSCRIPT,
    FileData,
    Positions,
    dump_file,
    dump_transcript,
    load_file,
    parse_transcript,
)
from .unread_keys import check_keys, without_shared_keys


@dataclass(frozen=True)
class ShowFiles:
    """Everything that the files of a show contain, except for transcripts.

    Attributes:
        episodes: The readable episodes, drafts included; length and type of local recordings are
            those of the recording.
        people: The readable people.
        sources: Every file that is an episode's or a person's, readable or not, by label.
        unreadable: The files from which nothing could be read.
        assets: Images and recordings, by the file that names them and the name it uses; the
            artwork of the show has no file.
        problems: What is wrong with the files and with what they refer to, with positions.
        positions: Where values are that can be wrong in relation to other files, by label.
        used: The names of the files that belong to episodes: transcripts and chapters.
    """

    episodes: tuple[Episode, ...] = ()
    people: tuple[Person, ...] = ()
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    unreadable: tuple[SourceFile, ...] = ()
    assets: Mapping[tuple[str, str], Asset] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    positions: Mapping[str, Positions] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


def read_show(settings: Settings, cache: Cache) -> ShowFiles:
    """Read all files of a show.

    Args:
        settings: The settings of the site.
        cache: The cache of earlier builds.
    """
    found = find_files(settings.folders, settings.reading.episodes)
    selection = select_files(_read_files(found.sources, cache, settings))
    data = selection.data
    values = [each.value for each in data.values() if each.value]
    episodes = [value for value in values if isinstance(value, Episode)]
    people = [value for value in values if isinstance(value, Person)]
    cache.contains([_transcript_key(episode.digest) for episode in episodes])  # keeps them
    assets = find_assets(values, settings)
    recordings = measure_recordings(assets.found, cache)
    sources = {source.label: source for source in data}
    files = ShowFiles(
        episodes=tuple(
            _completed(episode, sources[episode.file], recordings, settings, cache)
            for episode in episodes
        ),
        people=tuple(people),
        sources=sources,
        unreadable=tuple(source for source in data if _has_problem_page(data[source])),
        assets=recordings,
        positions={source.label: each.positions for source, each in data.items()},
        used=selection.used,
    )
    across = [
        *assets.problems,
        *check_recordings(episodes, recordings),
        *_same_ids(data.values()),
        *check_keys(data, settings),
    ]
    later = locate_problems(across, files, settings)
    within = [problem for each in data.values() for problem in each.problems]
    within = without_shared_keys(within, data.values())
    unused = check_selection(selection, found, settings)
    return replace(files, problems=(*found.problems, *unused, *within, *later))


def reread_episode(
    source: SourceFile, files: ShowFiles, settings: Settings, cache: Cache
) -> Episode | None:
    """Read the file of an episode again after an edit.

    Args:
        source: The file.
        files: What was read before.
        settings: The settings of the site.
        cache: Where the new transcript is stored.

    Returns:
        The episode; None if the file is unreadable, has a problem that it did not have before, or
        names a transcript that no episode had before.
    """
    data = _store(source, _read_and_dump(source, settings), cache)
    known = {(each.code, each.path) for each in files.problems if each.file == source.label}
    # Keys that several files have are reported in one of them.
    known |= {("unknown-key", each.path) for each in files.problems if each.code == "unmapped-key"}
    has_new_problem = any((each.code, each.path) not in known for each in data.problems)
    if has_new_problem or not files.used.issuperset(data.used):
        return None
    value = data.value
    if not isinstance(value, Episode):
        return None
    return _completed(value, source, files.assets, settings, cache)


def locate_problems(
    problems: Iterable[Problem], files: ShowFiles, settings: Settings
) -> list[Problem]:
    """Add positions to problems that were found in relation to other files.

    Args:
        problems: The problems. The paths of their values are those in the model.
        files: What was read.
        settings: The settings of the site, whose file is only read if a problem is in it.
    """
    problems = list(problems)
    positions = dict(files.positions)
    file = settings.show.file
    if any(problem.file == file for problem in problems):
        positions[file] = option_positions(settings.folders.config / file, "podcast", "show")
    return [_located(problem, positions.get(problem.file, {})) for problem in problems]


def load_transcript(
    cache: Cache, source: SourceFile, episode: Episode, settings: Settings
) -> Transcript:
    """Return the transcript of an episode.

    Args:
        cache: What this build or an earlier one has read.
        source: The file of the episode, which is read again if the cache has no transcript.
        episode: The episode.
        settings: The settings of the site.
    """
    if not episode.outline.has_text:
        return Transcript()
    key = _transcript_key(episode.digest)
    transcript = load_parsed(cache, key, partial(_parse_transcript, episode=episode))
    if transcript is None:
        transcript = read_file(source, settings).transcript
        cache.store(key, dump_transcript(transcript))
        transcript = _divided(transcript, episode)
    return transcript


def _parse_transcript(content: bytes, episode: Episode) -> Transcript:
    transcript = parse_transcript(content)
    divided = _divided(transcript, episode)
    if not any(map(episode.outline.describes, (divided, transcript))):
        raise ValueError("not the transcript of this episode")
    return divided


def _read_files(
    sources: Iterable[SourceFile], cache: Cache, settings: Settings
) -> dict[SourceFile, FileData]:
    """Read files, all that have changed together."""
    data: dict[SourceFile, FileData] = {}
    changed: list[SourceFile] = []
    for source in sources:
        known = _known(source, cache, settings)
        data[source] = known or FileData()
        if known is None:
            changed.append(source)
    results = map_in_workers(partial(_read_and_dump, settings=settings), changed)
    for source, result in zip(changed, results, strict=True):
        data[source] = _store(source, result, cache)
    return data


_Dumped = tuple[str, bytes, bytes]
"""The digest of a file, its data, and its transcript."""


def _read_and_dump(source: SourceFile, settings: Settings) -> _Dumped:
    file = read_file(source, settings)
    return file.digest, dump_file(file.data), dump_transcript(file.transcript)


def _known(source: SourceFile, cache: Cache, settings: Settings) -> FileData | None:
    """Return the cached data of a file, if neither it nor what belongs to it has changed since."""
    try:
        digest = digest_of_file(source, read_content(source), settings)
    except OSError:
        return None
    data = load_parsed(cache, _data_key(digest), lambda each: load_file(each, source, digest))
    if data and data.tried_digest != digest_of_related(data.tried, settings):
        return None
    return data


def _store(source: SourceFile, dumped: _Dumped, cache: Cache) -> FileData:
    digest, content, transcript = dumped
    data = load_file(content, source, digest)
    if digest:
        cache.store(_data_key(digest), content)
        if isinstance(data.value, Episode) and transcript != NO_TRANSCRIPT:
            cache.store(_transcript_key(data.value.digest), transcript)
    return data


def _data_key(digest: str) -> str:
    return key_of("file", digest)


def _transcript_key(digest: str) -> str:
    return key_of("transcript", digest)


def _has_problem_page(data: FileData) -> bool:
    """Return whether a page can show the problems of an unreadable file."""
    return data.value is None and all(each.code != "name-too-long" for each in data.problems)


def _completed(
    episode: Episode, source: SourceFile, assets: Assets, settings: Settings, cache: Cache
) -> Episode:
    """Add what the file of an episode leaves to options and to its recordings."""
    completed = with_recordings(_with_moments(episode, settings.date_defaults), assets)
    if completed.chapters == episode.chapters or not completed.outline.has_times:
        return completed
    transcript = load_transcript(cache, source, completed, settings)
    outline = outline_of(transcript, completed.duration, completed.chapters)
    return replace(completed, outline=outline)


def _divided(transcript: Transcript, episode: Episode) -> Transcript:
    """Return a transcript with the sections that the chapters of a recording divide it into."""
    if not episode.chapters:
        return transcript
    entries = with_sections(transcript.entries, episode.chapters)
    return Transcript(tuple(entry for _, entry in entries))


def _with_moments(episode: Episode, defaults: DateDefaults) -> Episode:
    """Complete the dates of an episode."""
    published, updated = (
        value and defaults.complete(value) for value in (episode.published, episode.updated)
    )
    return replace(episode, published=published, updated=updated)


def _same_ids(data: Iterable[FileData]) -> Iterator[Problem]:
    files: dict[str, str] = {}
    for each in data:
        person = each.value
        if not isinstance(person, Person):
            continue
        first = files.setdefault(person.id, person.file)
        if first != person.file:
            yield Problem(
                "same-person",
                f"The id “{person.id}” is also that of {first}, so one of the two is not used.",
                "Add a different “short:” to one of them, or rename the file.",
                ("id",) if "id" in each.positions else (),
                person.file,
            )


def _located(problem: Problem, positions: Positions) -> Problem:
    """Add the position of a value, or of the innermost value around it that the file has."""
    for end in range(len(problem.path), 0, -1):
        position = positions.get(dotted(problem.path[:end]))
        if position:
            path = (*position.path, *problem.path[end:]) if position.path else problem.path
            return replace(
                problem,
                line=position.line,
                column=position.column,
                path=() if position.is_text else path,
                file=position.file or problem.file,
            )
    return replace(problem, line=1, column=1)
