"""Importing transcript files into the YAML of episodes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..checks import Problem
from ..engine.files import replace_file
from ..reading import front_matter
from ..reading.chapters import read_chapter_file
from ..reading.documents import FORMATS_BY_SUFFIX
from ..reading.front_matter import FileParts
from ..reading.related import MAX_RELATED_SIZE
from ..reading.serialization import dump_transcript, parse_transcript
from ..reading.transcript import TRANSCRIPT
from ..reading.transcripts import TranscriptOptions, read_transcript_file
from ..reading.yaml import read_yaml
from ..reading.yaml_writing import replace_key, write_transcript
from ..show import ChapterMark, Header, Line, Transcript
from ..show.chapters import with_sections
from .transcript_merging import MergedTranscript, merge_transcripts

_RECORDINGS = (".mp3", ".m4a", ".mp4", ".ogg", ".opus", ".flac")


class ImportFailure(Exception):
    """Something cannot be imported; the message is a sentence that says why."""


@dataclass(frozen=True)
class ImportedTranscript:
    """A transcript in the file of an episode.

    Attributes:
        text: The new text of the file.
        merged: How the transcript was put together.
        lost_comments: The number of comments that were inside the old transcript.
    """

    text: str
    merged: MergedTranscript
    lost_comments: int = 0


def read_transcript(
    path: Path, speakers: Mapping[str, str], headers: tuple[ChapterMark, ...] = ()
) -> tuple[Transcript, list[Problem]]:
    """Read a transcript file, with sections where chapters start.

    Args:
        path: The file.
        speakers: The names of speakers, by what the file calls them.
        headers: Where sections start.

    Returns:
        The transcript, and what is wrong with the file.

    Raises:
        ImportFailure: The file cannot be read.
    """
    text = read_text(path)
    options = TranscriptOptions(
        speakers=speakers,
        known_names=frozenset(speakers.values()),
        chapter_starts=tuple(sorted(mark.start for mark in headers)),
    )
    found = read_transcript_file(text, path.suffix, options)
    if not found.transcript.entries:
        reason = str(found.problems[0].message) if found.problems else "It has no words."
        raise ImportFailure(f"{path} contains no transcript: {reason}")
    entries = [
        replace(each, cues=()) if isinstance(each, Line) else each for each in found.transcript
    ]
    sections = (entry for _, entry in with_sections(entries, headers))
    problems = [replace(each, file=path.as_posix()) for each in found.problems]
    return Transcript(tuple(map(_plain_header, sections))), problems


def read_headers(path: Path) -> tuple[ChapterMark, ...]:
    """Read where sections start: chapters as a list, as JSON, or in a recording.

    Raises:
        ImportFailure: The file cannot be read, or contains no chapters.
    """
    if path.suffix.lower() in _RECORDINGS:
        from ..reading.recordings import read_recording

        marks = read_recording(path).chapters
    else:
        marks, _ = read_chapter_file(read_text(path), path.suffix.lower().lstrip("."))
    if not marks:
        raise ImportFailure(f"{path} contains no chapters. Write a time and a title per line.")
    return marks


def import_into(
    text: str, suffix: str, new: Transcript, base: Transcript | None
) -> ImportedTranscript:
    """Put a transcript into the text of an episode file.

    Args:
        text: The text, with line feeds at the end of lines.
        suffix: The suffix of the file.
        new: The transcript.
        base: What was imported into the file before, if that is known.

    Raises:
        ImportFailure: The file is not YAML, or is not valid.
    """
    is_data = suffix.lower() in FORMATS_BY_SUFFIX
    format_ = FORMATS_BY_SUFFIX.get(suffix.lower(), "yaml")
    parts = FileParts(text, format=format_) if is_data else front_matter.split(text)
    if parts is None or parts.format != "yaml" or not parts.is_closed:
        raise ImportFailure("Transcripts are imported into YAML and into front matter in YAML.")
    document = read_yaml(parts.head)
    if not isinstance(document.values, dict):
        raise ImportFailure("The episode is not valid YAML. “mkdocs-podcast check” says why.")
    given = document.values.get("transcript")
    old = TRANSCRIPT.read(given, (), []).transcript if isinstance(given, list) else Transcript()
    merged = merge_transcripts(old, new, base) if old.entries else _first(new)
    lines = list(write_transcript(merged.transcript))
    written = replace_key(parts, "transcript", lines)
    comments = _comments(parts.head) - _comments(written)
    start = text.index(parts.head.lstrip("\n")) if parts.head.strip() else text.find("\n") + 1
    rest = text[start + len(parts.head.lstrip("\n")) :]
    return ImportedTranscript(text[:start] + written.lstrip("\n") + rest, merged, comments)


def load_base(folder: Path, episode: Path) -> Transcript | None:
    """Return what was imported into an episode before; None if that is not known."""
    try:
        return parse_transcript(_base_file(folder, episode).read_bytes())
    except (OSError, ValueError):
        return None


def store_base(folder: Path, episode: Path, transcript: Transcript) -> None:
    """Remember what was imported into an episode.

    Raises:
        OSError: It cannot be written.
    """
    replace_file(_base_file(folder, episode), dump_transcript(transcript))


def read_text(path: Path) -> str:
    """Read a text file, with line feeds at the end of lines.

    Raises:
        ImportFailure: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_RELATED_SIZE + 1)
        if len(content) > MAX_RELATED_SIZE:
            raise ImportFailure(f"{path} is larger than {MAX_RELATED_SIZE // 2**20} MiB.")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ImportFailure(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ImportFailure(f"{path} is not UTF-8. Save it as UTF-8.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _first(new: Transcript) -> MergedTranscript:
    return MergedTranscript(new, added=sum(1 for _ in new.lines()))


def _plain_header(entry: Header | Line) -> Header | Line:
    """Return a header without its start, which is that of the line below."""
    return replace(entry, start=None) if isinstance(entry, Header) else entry


def _comments(text: str) -> int:
    return sum(line.lstrip().startswith("#") for line in text.split("\n"))


def _base_file(folder: Path, episode: Path) -> Path:
    name = hashlib.sha256(episode.resolve().as_posix().encode()).hexdigest()[:16]
    return folder / "imports" / f"{episode.stem[:80]}-{name}.json"
