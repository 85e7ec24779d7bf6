"""Asking whether the links of a show lead anywhere: within limits, politely, and not every time."""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from ..checks import Problem, ValuePath
from ..engine.files import replace_file
from ..reading import ShowFiles
from ..settings import Settings
from ..show import Episode, Person, is_web_url
from .fetch import Fetcher, FetchError

MAX_LINKS = 2_000
"""The number of links that one run asks for at most."""

MAX_HOSTS = 8
"""The number of hosts that are asked at the same time; each host gets one request at a time."""

PAUSE = 0.5
"""Seconds between two requests to a host."""

TIMEOUT = 10.0
"""Seconds to wait for an answer."""

MAX_AGE = 7 * 24 * 3_600.0
"""Seconds for which a link that works is not asked for again."""

_URL = re.compile(r"https?://[^\s<>\"'`)\]}]+")


@dataclass(frozen=True)
class Link:
    """A link in a file.

    Attributes:
        url: The URL.
        file: The name of the file.
        path: The path of the value that contains it.
    """

    url: str
    file: str
    path: ValuePath = ()


@dataclass(frozen=True)
class CheckedLinks:
    """The result of asking for links.

    Attributes:
        problems: Links that lead nowhere, without positions.
        asked: The number of URLs that were asked for.
        known: The number of URLs that worked not long ago.
        left: The number of URLs that were left for another run.
    """

    problems: tuple[Problem, ...]
    asked: int
    known: int
    left: int


def find_links(files: ShowFiles, settings: Settings) -> Iterator[Link]:
    """Yield the links to other sites in the files of a show and in its options."""
    show = settings.show
    for key, url in (*show.links.items(), *show.funding.items()):
        yield from _links(url, show.file, ("show", "links", key))
    for episode in files.episodes:
        yield from _links_of_episode(episode)
    for person in files.people:
        yield from _links_of_person(person)


def check_links(
    links: Iterable[Link], fetcher: Fetcher, memory: Path | None, pause: float = PAUSE
) -> CheckedLinks:
    """Ask for each URL once, unless it worked not long ago.

    Args:
        links: The links.
        fetcher: Asks for them.
        memory: The file that remembers which ones work.
        pause: Seconds between two requests to a host.
    """
    by_url: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        same = by_url[link.url.partition("#")[0]]
        if all(each.file != link.file for each in same):  # a problem per file
            same.append(link)
    known = _load(memory)
    wanted = [url for url in by_url if url not in known]
    asked = wanted[:MAX_LINKS]
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in asked:
        hosts[_host(url)].append(url)
    with ThreadPoolExecutor(MAX_HOSTS) as pool:
        results = list(pool.map(partial(_ask, fetcher, pause), hosts.values()))
    errors = {url: error for each in results for url, error in each.items()}
    now = time.time()
    _store(memory, {**known, **{url: now for url, error in errors.items() if error is None}})
    # If no host can be found, there is no network.
    is_online = any(error is None or not error.is_unknown_host for error in errors.values())
    problems = [
        _problem(link, error, is_online=is_online)
        for url, error in errors.items()
        if error is not None
        for link in by_url[url]
    ]
    count = len(by_url) - len(wanted)
    return CheckedLinks(tuple(problems), len(asked), count, len(wanted) - len(asked))


def with_positions(problems: Iterable[Problem], files: ShowFiles, base: Path) -> list[Problem]:
    """Add the positions of links, found by their URLs, to problems.

    Args:
        problems: The problems; the message of each contains the URL.
        files: What was read.
        base: The folder of mkdocs.yml.
    """
    found = []
    texts: dict[str, str] = {}
    for problem in problems:
        if problem.file not in texts:
            source = files.sources.get(problem.file)
            texts[problem.file] = ""
            with suppress(OSError):
                path = source.path if source else base / problem.file
                texts[problem.file] = path.read_text("utf-8", "replace")
        url = problem.message.partition("“")[2].partition("”")[0]
        before, url, _ = texts[problem.file].partition(url)
        line = before.count("\n") + 1 if url else 1
        column = len(before) - before.rfind("\n") if url else 1
        found.append(replace(problem, line=line, column=column))
    return found


def _ask(fetcher: Fetcher, pause: float, urls: Sequence[str]) -> Mapping[str, FetchError | None]:
    """Ask a host for its URLs, one after the other."""
    errors: dict[str, FetchError | None] = {}
    for index, url in enumerate(urls):
        if index:
            time.sleep(pause)
        try:
            fetcher.probe(url)
        except FetchError as error:
            errors[url] = error
        else:
            errors[url] = None
    return errors


def _problem(link: Link, error: FetchError, *, is_online: bool) -> Problem:
    reason = str(error).removeprefix(f"{link.url.partition('#')[0]} ").rstrip(".")
    message = f"The link “{link.url}” does not work: {reason}."
    if error.is_missing or (error.is_unknown_host and is_online):
        advice = "Correct the URL, or remove the link."
        return Problem("dead-link", message, advice, link.path, link.file)
    return Problem("unreachable-link", message, "Open it in a browser.", link.path, link.file)


def _links_of_episode(episode: Episode) -> Iterator[Link]:
    for key, url in episode.links.items():
        yield from _links(url, episode.file, ("links", key))
    for audio in (episode.audio, *episode.alternates):
        yield from _links(audio.url if audio else "", episode.file, ("audio",))
    yield from _links(episode.image, episode.file, ("image",))
    for key, text in (("intro", episode.intro), ("notes", episode.notes)):
        yield from _links(text, episode.file, (key,))


def _links_of_person(person: Person) -> Iterator[Link]:
    for key, url in (*person.links.items(), ("web", person.web), ("picture", person.picture)):
        yield from _links(url, person.file, (key,))
    yield from _links(person.bio, person.file, ("bio",))


def _links(text: str, file: str, path: ValuePath) -> Iterator[Link]:
    """Yield the URL that a value is, or those in it."""
    urls = [text] if is_web_url(text) else _URL.findall(text)
    yield from (Link(url.rstrip(".,;:!?"), file, path) for url in urls)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _load(memory: Path | None) -> dict[str, float]:
    """Return when each URL worked, without those that are to be asked for again."""
    try:
        values = json.loads(memory.read_text("utf-8")) if memory else {}
    except (OSError, ValueError):
        return {}
    oldest = time.time() - MAX_AGE
    items = values.items() if isinstance(values, dict) else ()
    return {url: at for url, at in items if isinstance(at, float) and at > oldest}


def _store(memory: Path | None, values: Mapping[str, float]) -> None:
    if memory:
        with suppress(OSError):
            replace_file(memory, json.dumps(values, indent=0).encode())
