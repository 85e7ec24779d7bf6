"""From the items of a feed to the files of episodes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from markdown.extensions.toc import slugify, slugify_unicode

from ..engine.files import replace_file
from ..markdown.html import clean_author_html
from ..reading.yaml_writing import write_mapping
from ..show import format_timecode
from ..show.anchors import unique_namer
from ..show.fields import without_controls
from .feed import Feed, FeedItem, parse_feed
from .fetch import Fetcher, FetchError
from .matching import match_transcripts

MAX_FEED_SIZE = 40 * 1024 * 1024
MAX_FILE_SIZE = 64 * 1024 * 1024
"""The largest transcript, in bytes."""

MAX_RECORDING_SIZE = 4 * 1024 * 1024 * 1024
"""The largest recording, in bytes."""

MAX_PAGES = 500
"""Pages of a feed."""

MAX_SLUG = 60
"""Characters of a file name that come from the title."""

_ORDER = (
    *("title", "subtitle", "season", "episode", "type", "published", "duration", "audio"),
    *("image", "hosts", "guests", "topics", "explicit", "guid", "aliases", "description"),
    *("intro", "notes", "chapters"),
)


@dataclass(frozen=True)
class Destination:
    """Where episodes are written.

    Attributes:
        folder: The folder of episodes.
        docs: The docs folder, which paths of recordings are relative to.
        recordings: The folder for recordings; None if they stay where they are.
        as_markdown: Whether introductions become show notes in Markdown instead of HTML.
    """

    folder: Path
    docs: Path
    recordings: Path | None = None
    as_markdown: bool = False


@dataclass(frozen=True)
class ImportedEpisode:
    """An item that was written.

    Attributes:
        path: The file of the episode.
        problems: What could not be fetched, as sentences.
    """

    path: Path
    problems: tuple[str, ...] = ()


def load_feed(source: str, fetcher: Fetcher) -> Feed:
    """Read all pages of a feed, from a URL or a file.

    Raises:
        FeedError: It is not a feed.
        FetchError: It cannot be fetched.
        OSError: The file cannot be read.
    """
    if not re.match(r"https?://", source):
        return parse_feed(Path(source).read_bytes(), source)
    content, url = fetcher.fetch(source, MAX_FEED_SIZE)
    first = parse_feed(content, source)
    items = list(first.items)
    known = {identity(item.values) for item in items}
    visited, page = {source, url}, first
    for number in range(2, MAX_PAGES):
        following = urljoin(url, page.next_url) if page.next_url else ""
        if not following and page.is_wordpress:
            following = f"{source}{'&' if '?' in source else '?'}paged={number}"
        if not following or following in visited:
            break
        visited.add(following)
        try:
            content, url = fetcher.fetch(following, MAX_FEED_SIZE)
        except FetchError:
            if page.next_url:
                raise
            break  # WordPress has no page after the last one
        page = parse_feed(content, following)
        new = [item for item in page.items if identity(item.values) not in known]
        if not new:
            break
        known |= {identity(item.values) for item in new}
        items += new
    return Feed(first.show, items)


def identity(values: Mapping[str, Any]) -> str:
    """Return what an item is recognized by: its guid, its recording, or its title."""
    audio = values.get("audio")
    url = audio.get("url", "") if isinstance(audio, Mapping) else ""
    return str(values.get("guid") or url or values.get("title", ""))


def write_episodes(
    items: Sequence[FeedItem],
    destination: Destination,
    fetcher: Fetcher,
    transcripts: Mapping[int, Path],
) -> Iterator[ImportedEpisode]:
    """Write the file of each item, with its transcript and chapters next to it.

    Args:
        items: The items that are not in the folder yet.
        destination: Where to write.
        fetcher: Fetches transcripts, chapters and recordings.
        transcripts: Transcripts that are on this machine, by the index of their item.

    Raises:
        OSError: A file cannot be written.
    """
    folder = destination.folder
    taken = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
    unique = unique_namer(taken)
    for index, item in enumerate(items):
        stem = unique(file_name(item))
        values = dict(item.values)
        problems = list(_write_files(item, folder / stem, fetcher, transcripts.get(index)))
        if destination.recordings:
            problems += _download(values, destination.recordings, destination.docs, stem, fetcher)
        path = folder / f"{stem}.yaml"
        replace_file(path, episode_text(values, as_markdown=destination.as_markdown).encode())
        yield ImportedEpisode(path, tuple(problems))


def find_transcripts(
    items: Sequence[FeedItem], folder: Path
) -> tuple[Mapping[int, Path], list[Path]]:
    """Match the files in a folder with items; see `match_transcripts`.

    Raises:
        OSError: The folder cannot be read.
    """
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix]
    return match_transcripts(items, files)


def file_name(item: FeedItem) -> str:
    """Return the name of the file of an item, without suffix; names sort by date.

    The date at the start is not part of the URL.
    """
    published = item.values.get("published")
    slug = slugify(item.title, "-") or slugify_unicode(item.title, "-")
    slug = slug[:MAX_SLUG].strip("-_") or "episode"
    return f"{published:%Y-%m-%d}-{slug}" if isinstance(published, date) else slug


def episode_text(values: Mapping[str, Any], *, as_markdown: bool) -> str:
    """Write the file of an episode."""
    values = {key: _clean(value) for key, value in values.items()}
    html = values.pop("intro", "")
    if html and as_markdown:
        from markdownify import markdownify

        values["notes"] = _tidy_lines(markdownify(html, heading_style="ATX", bullets="-"))
    elif html:
        values["intro"] = _tidy_lines(clean_author_html(html))
    if isinstance(moment := values.get("published"), datetime):
        values["published"] = moment.isoformat()
    if isinstance(seconds := values.get("duration"), int | float):
        values["duration"] = format_timecode(float(seconds))
    filled = {key: values[key] for key in _ORDER if values.get(key) not in ("", None)}
    return "\n".join((*write_mapping(filled), ""))


def show_text(show: Mapping[str, Any]) -> str:
    """Write the options of a show, as a part of mkdocs.yml."""
    values = {key: _clean(value) for key, value in show.items()}
    lines = (f"        {line}" for line in write_mapping(values))
    return "\n".join(("plugins:", "  - search", "  - podcast:", "      show:", *lines, ""))


def _clean(value: Any) -> Any:  # noqa: ANN401 - any value of a file
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, Mapping):
        return {key: _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _tidy_lines(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines)


def _write_files(
    item: FeedItem, path: Path, fetcher: Fetcher, transcript: Path | None
) -> Iterator[str]:
    """Write the transcript and the chapters of an item; yield what cannot be fetched."""
    found: Iterable[tuple[str, str]] = list(item.transcripts.items())[:1]
    if transcript:
        replace_file(_next_to(path, transcript.suffix), transcript.read_bytes())
        found = ()
    for suffix, url in found:
        try:
            replace_file(_next_to(path, suffix), fetcher.fetch(url, MAX_FILE_SIZE)[0])
        except FetchError as error:
            yield f"The transcript of “{item.title}” is missing: {error}"
    if item.chapters:
        try:
            content = fetcher.fetch(item.chapters, MAX_FILE_SIZE)[0]
            replace_file(path.with_name(f"{path.name}.chapters.json"), content)
        except FetchError as error:
            yield f"The chapters of “{item.title}” are missing: {error}"


def _next_to(path: Path, suffix: str) -> Path:
    """Return the file of a transcript. JSON and Markdown could be taken for an episode."""
    is_clear = suffix in {".vtt", ".srt", ".txt", ".html"}
    return path.with_name(f"{path.name}{'' if is_clear else '.transcript'}{suffix}")


def _download(
    values: dict[str, Any], folder: Path, docs: Path, stem: str, fetcher: Fetcher
) -> Iterator[str]:
    """Download a recording, and let the episode name the local file."""
    audio = values.get("audio")
    if not isinstance(audio, Mapping) or not audio.get("url"):
        return
    suffix = Path(urlsplit(str(audio["url"])).path).suffix or ".mp3"
    path = folder / f"{stem}{suffix}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            try:
                fetcher.download(str(audio["url"]), file, MAX_RECORDING_SIZE)
            except FetchError as error:
                temporary.unlink()
                yield f"The recording of “{values.get('title')}” stays where it is: {error}"
                return
            except BaseException:
                temporary.unlink()
                raise
        temporary.chmod(0o644)
        temporary.replace(path)
    local = path.relative_to(docs).as_posix() if path.is_relative_to(docs) else str(path)
    values["audio"] = local
