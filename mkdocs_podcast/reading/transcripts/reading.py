"""Reading a transcript file: from its text to headers and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...checks import Problem
from ...markdown import dialect
from ...show import Header, Line, Transcript
from ...show.transcript import plain_name
from .assemblyai import is_assemblyai, read_assemblyai
from .blocks import Block, blocks_of_markdown, blocks_of_text
from .deepgram import is_deepgram, read_deepgram
from .html_blocks import BLOCK_START, markdown_of_html
from .json_values import Json, parse_json
from .merging import merge
from .names import name_speakers
from .podcast_json import is_podcast_json, read_podcast_json
from .rev import is_rev, read_rev
from .segments import Faults, FileEntry, Segment, TranscriptOptions, clean
from .subrip import is_srt, read_srt
from .turns import accepted_openings, read_turns
from .webvtt import is_webvtt, read_webvtt
from .whisper import is_whisper, read_whisper

_JSON_FORMATS: Sequence[tuple[Callable[[Json], bool], Callable[[Json, Faults], list[Segment]]]] = (
    (is_podcast_json, read_podcast_json),
    (is_whisper, read_whisper),
    (is_rev, read_rev),
    (is_deepgram, read_deepgram),
    (is_assemblyai, read_assemblyai),
)

_HTML_START = ("<!doctype html", "<html")


@dataclass(frozen=True)
class TranscriptFile:
    """The content of a transcript file.

    Attributes:
        transcript: Its headers and lines.
        rows: The line of the file where each of them starts, from 1.
        problems: What is wrong with it, with positions but without the name of the file.
    """

    transcript: Transcript
    rows: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_transcript_file(text: str, suffix: str, options: TranscriptOptions) -> TranscriptFile:
    """Read a transcript. Its content decides the format, and its suffix where that says nothing.

    Args:
        text: The content, with a line feed at the end of each line.
        suffix: The suffix of the file, such as ``.vtt``.
        options: How it is read.
    """
    faults = Faults()
    found = list(_entries(text, suffix.lower(), options, faults))
    if not found and not faults.problems():
        faults.add("The file has no words.", "Export the transcript again, or remove the file.")
    return TranscriptFile(
        Transcript(tuple(named(each, options).entry for each in found)),
        tuple(each.row for each in found),
        tuple(faults.problems()),
    )


def named(each: FileEntry, options: TranscriptOptions) -> FileEntry:
    """Return an entry with the name of its speaker that the site gives them."""
    entry = each.entry
    if isinstance(entry, Header) or not entry.who:
        return each
    name = options.name_of(plain_name(entry.who))
    return each if name == entry.who else replace(each, entry=replace(entry, who=name))


def _entries(
    text: str, suffix: str, options: TranscriptOptions, faults: Faults
) -> Iterable[FileEntry]:
    start = text[:200].lstrip("\ufeff \n\t")
    if is_webvtt(start) or suffix == ".vtt":
        return _lines(read_webvtt(text.lstrip("\ufeff"), faults), options)
    if is_srt(start) or suffix == ".srt":
        return _lines(read_srt(text.lstrip("\ufeff"), faults), options)
    if start.startswith("{") or suffix == ".json":
        return _lines(_read_json(text, faults), options)
    if suffix in {".html", ".htm"} or start.lower().startswith(_HTML_START):
        blocks = blocks_of_markdown(markdown_of_html(text))
        return _turns([block._replace(row=1) for block in blocks], options)
    if suffix in {".md", ".markdown", ".mdx"} or BLOCK_START.match(start):
        return read_markdown(text, options)
    return _turns(list(blocks_of_text(text)), options)


def read_markdown(text: str, options: TranscriptOptions) -> Iterator[FileEntry]:
    """Yield what Markdown says: the parts that the plugin wrote, and turns around them."""
    rows = 0
    for part in dialect.split(text):
        if part.is_transcript:
            yield from read_dialect(part.text, rows)
        else:
            blocks = [
                block._replace(row=block.row + rows) for block in blocks_of_markdown(part.text)
            ]
            yield from _turns(blocks, options)
        rows += part.text.count("\n")


def read_dialect(text: str, row: int) -> Iterator[FileEntry]:
    """Yield the headers and lines of a transcript that the plugin wrote."""
    speaker = ""
    for block in dialect.read(text):
        if isinstance(block, dialect.Heading):
            speaker = ""
            yield FileEntry(Header(" ".join(clean(block.text).split()), block.id), row + 1)
            continue
        speaker = block.speaker or speaker
        words = " ".join(clean(block.text).split())
        yield FileEntry(Line(words, speaker, block.start), row + 1)


def _turns(blocks: Sequence[Block], options: TranscriptOptions) -> Iterator[FileEntry]:
    lines = (line for each in blocks if not each.level for line in each.text.split("\n"))
    return read_turns(blocks, accepted_openings(lines, options))


def _lines(segments: Sequence[Segment], options: TranscriptOptions) -> Iterator[FileEntry]:
    known = options.known_names | options.speakers.keys()
    return merge(name_speakers(segments, known), options)


def _read_json(text: str, faults: Faults) -> list[Segment]:
    data = parse_json(text, faults)
    for is_format, read in _JSON_FORMATS if data is not None else ():
        if is_format(data):
            return read(data, faults)
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        return [Segment(" ".join(clean(data["text"]).split()))]
    if data is not None:
        faults.add(
            "The JSON is in none of the known formats.",
            "Export it as Podcasting 2.0, Whisper, AssemblyAI, Deepgram or Rev JSON, or as WebVTT.",
        )
    return []
