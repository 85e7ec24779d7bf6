"""Reading a single file: from its bytes to an episode or a person, with problems and positions."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .. import __version__
from ..checks import Problem, dotted
from ..engine.digest import digest_of, key_of
from ..settings import ReadingOptions, Settings
from ..show import Episode, Person, Transcript
from ..show.fields import MAX_NAME_BYTES, is_long_name, quoted, tidy, without_controls
from . import front_matter
from .discovery import SourceFile, unreadable
from .documents import FORMATS_BY_SUFFIX, keys_at_top, kind_of_json, read_document
from .episode_transcript import Body
from .field_names import MappedValues, map_values
from .fields import EPISODE, PERSON, is_prose
from .file_names import MARKDOWN_SUFFIXES
from .front_matter import FileParts
from .mdx import MdxText, escape_components
from .recognition import DATE_KEYS, Skipped, looks_like_episode, opts_out, without_choice
from .related import NO_RELATED_FILES, RelatedFiles, find_related
from .serialization import FileData, Position
from .values import ParsedFile, parse_episode, parse_person
from .yaml import Document

MAX_FILE_SIZE = 8 * 1024 * 1024
"""Bytes of a file."""

_HEADING = re.compile(
    r"\s*(?:#[ \t]+([^\n]*?[^\s#])[ \t]*(?:#+[ \t]*)?|(\S[^\n]*)\n=+[ \t]*)(?:\n|\Z)"
)
"""A heading of the first level at the start of a text."""

_PAGE_PATH = re.compile(r"/(?:[^?#]*/)?(?:[^./?#]*|[^/?#]*\.html?)")
"""A path that leads to a page, by its last part."""


@dataclass(frozen=True)
class ReadFile:
    """The content of a file.

    Attributes:
        digest: A digest of its content and name.
        data: Everything but the transcript. It does not contain the name of the file.
        transcript: The transcript of an episode.
    """

    digest: str
    data: FileData
    transcript: Transcript = field(default_factory=Transcript)


def read_content(source: SourceFile) -> bytes:
    """Read the content of a file, and one byte more than allowed if it is too large.

    Raises:
        OSError: The file cannot be read.
    """
    with source.path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size  # `read` allocates as much as it is asked for
        return file.read(min(size, MAX_FILE_SIZE) + 1)


def digest_of_file(source: SourceFile, content: bytes, settings: Settings) -> str:
    """Return a digest of everything in a file, its name and the options that decides its meaning.

    The files that belong to an episode are not included; see `FileData.tried`.
    """
    related = tuple(path.as_posix() for path in (*source.transcripts, *source.chapters))
    names = source.is_person, source.is_front_page, source.name, source.label, source.day, related
    return key_of("file", __version__, digest_of((settings.reading, names)), content)


def read_file(source: SourceFile, settings: Settings) -> ReadFile:
    """Read an episode or a person; of another file, return why it is neither."""
    try:
        content = read_content(source)
    except OSError as error:
        problem = unreadable("", f"The file cannot be read: {error.strerror}")
        return ReadFile("", FileData(problems=(problem,)))
    digest = digest_of_file(source, content, settings)
    parts = _parts(source, content, settings)
    if isinstance(parts, Skipped):
        return ReadFile(digest, FileData(skipped=parts.value))
    if isinstance(parts, Problem):
        return ReadFile(digest, FileData(problems=(parts,)))
    document = _document(parts)
    mapped = _map(document, source, settings.reading)
    related = NO_RELATED_FILES
    if not source.is_person:
        related = find_related(source, mapped.values, settings)
    file = _Contents(source, parts, document, mapped, related)
    read = _read_contents(file, settings)
    # The files belong to no episode if this is none.
    used = () if read.data.skipped else related.used
    data = replace(
        read.data,
        used=used,
        tried=related.tried,
        tried_digest=related.digest,
        mapped=mapped.found,
    )
    return replace(read, digest=digest, data=data)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a file consists of.

    Attributes:
        source: The file.
        written: Its front matter and body.
        document: The values in its front matter.
        mapped: The same values under our keys.
        related: Other files that belong to it.
    """

    source: SourceFile
    written: FileParts
    document: Document
    mapped: MappedValues
    related: RelatedFiles


def _map(document: Document, source: SourceFile, options: ReadingOptions) -> MappedValues:
    values = document.values if isinstance(document.values, dict) else {}
    if source.is_person:
        return map_values(values, options.people_fields, PERSON)
    return map_values(values, options.fields, EPISODE)


def _read_contents(file: _Contents, settings: Settings) -> ReadFile:
    """Read the values of a file, unless it is an ordinary page."""
    source, document = file.source, file.document
    if not source.is_person and (reason := _reason_to_skip(file, settings.reading)):
        return ReadFile("", FileData(skipped=reason.value))
    if fatal := _fatal_problems(document, source):
        return ReadFile("", FileData(problems=tuple(map(_printable, fatal))))
    text = without_controls(file.written.body)
    mdx = escape_components(text) if source.suffix == ".mdx" else MdxText(text)
    values, body = _with_heading(file.mapped.values, mdx.text)
    if source.is_person:
        parsed = parse_person(values, tidy(source.base_name))
    else:
        values = _with_permalink(_with_day(without_choice(values), source))
        below = _text_below(file, body)
        parsed = parse_episode(
            values, tidy(source.base_name), file.related, below, settings.reading
        )
    problems = [*_all_problems(parsed, file, settings.reading), *_check_mdx(mdx, file.written)]
    data = FileData(
        _with_biography(parsed.value, body),
        tuple(map(_printable, problems)),
        _positions(parsed, file),
    )
    return ReadFile("", _without_long_name(data, source), parsed.transcript)


def _check_mdx(mdx: MdxText, written: FileParts) -> Iterator[Problem]:
    """Report components, which are shown as text."""
    if mdx.count:
        count = f" ({mdx.count} in all)" if mdx.count > 1 else ""
        yield Problem(
            "mdx-component",
            f"Components and imports of MDX are shown as text: {quoted(mdx.first)}{count}.",
            "Write Markdown or HTML instead, or remove them.",
            line=written.body_row + mdx.line - 1,
            column=1,
        )


def _text_below(file: _Contents, body: str) -> Body:
    """Return the text of a file without a heading at its start, and where it starts."""
    written = file.written
    return Body(body, written.body_row + written.body.count("\n") - body.count("\n"))


def _parts(source: SourceFile, content: bytes, settings: Settings) -> FileParts | Problem | Skipped:
    """Split a file into front matter and body; transcripts on their own have neither."""
    if source.is_front_page:
        return Skipped.FRONT_PAGE
    kind = kind_of_json(content) if source.suffix == ".json" else "episode"
    if kind != "episode":
        is_alone = kind == "transcript" and settings.reading.episodes == "all"
        return FileParts() if is_alone and not source.is_person else Skipped.OTHER_DATA
    if source.suffix not in (*FORMATS_BY_SUFFIX, *MARKDOWN_SUFFIXES):
        return FileParts()
    text = _decode(content)
    if isinstance(text, Problem):
        return text
    if source.suffix in FORMATS_BY_SUFFIX:
        return FileParts(text, format=FORMATS_BY_SUFFIX[source.suffix])
    if parts := front_matter.split(text):
        return parts
    if source.is_person:
        return Skipped.NO_FRONT_MATTER
    row = 1 + len(text) - len(text.lstrip("\n"))
    return FileParts("", text.strip("\n"), has_head=False, body_row=row)


def _reason_to_skip(file: _Contents, options: ReadingOptions) -> Skipped | None:
    """Return why a file is not an episode."""
    values, mode = file.mapped.values, options.episodes
    if opts_out(values):
        return Skipped.OPTED_OUT
    if (
        file.source.suffix == ".json"
        and file.written.head
        and isinstance(file.document.values, dict)
    ):
        is_episode = values.get("title") or looks_like_episode(values, "auto", has_date=False)
        return None if is_episode else Skipped.OTHER_DATA  # such as data of a site generator
    is_markdown = file.source.suffix in MARKDOWN_SUFFIXES
    if not is_markdown or mode == "all" or (mode == "auto" and file.related.transcript):
        return None
    if not file.written.has_head:
        return Skipped.NO_FRONT_MATTER
    if not isinstance(file.document.values, dict):
        keys = keys_at_top(file.written.head, file.written.format)
        values = map_values(dict.fromkeys(keys, "?"), options.fields, EPISODE).values
    has_date = file.source.day is not None
    return None if looks_like_episode(values, mode, has_date=has_date) else Skipped.NO_EPISODE_KEYS


def _with_day(values: Mapping[str, Any], source: SourceFile) -> Mapping[str, Any]:
    """Add the date in the name of a file, if the file has none."""
    if source.day is None or any(map(values.get, DATE_KEYS)):
        return values
    return {**values, "published": source.day.isoformat()}


def _with_permalink(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read Hugo's `url` as a permalink if it is the path of a page, and not that of a recording."""
    url = values.get("url")
    if "permalink" in values or not (isinstance(url, str) and _PAGE_PATH.fullmatch(url)):
        return values
    return {("permalink" if key == "url" else key): value for key, value in values.items()}


def _with_heading(values: Mapping[str, Any], body: str) -> tuple[Mapping[str, Any], str]:
    """Take the title from a heading at the start, unless there is one; never show it twice."""
    heading = _HEADING.match(body)
    if not heading:
        return values, body
    text, title = tidy(heading[1] or heading[2]), values.get("title")
    if title and not (isinstance(title, str) and tidy(title).lower() == text.lower()):
        return values, body
    return {**values, "title": title or text}, body[heading.end() :].lstrip("\n")


def _with_biography(value: Episode | Person, body: str) -> Episode | Person:
    """Add what follows the front matter of a person."""
    return replace(value, bio=value.bio or body) if isinstance(value, Person) else value


def _document(parts: FileParts) -> Document:
    """Read the values of a file; their lines have the numbers that they have in the file."""
    document = read_document(parts.head, parts.format)
    if parts.is_closed:
        return document
    problem = Problem(
        f"not-{parts.format}",
        "The front matter is not closed.",
        f"Add a line “{parts.fence}” between it and the show notes.",
        line=parts.head.count("\n") + 1,
        column=1,
    )
    return replace(document, values=None, problems=[problem])


def _fatal_problems(document: Document, source: SourceFile) -> Sequence[Problem]:
    """Return the problems that make a document unusable; usually none."""
    if document.values is None:
        return document.problems
    if not isinstance(document.values, dict):
        message = "The file is not a mapping of keys to values."
        return [Problem("not-a-mapping", message, "Start it with “title:”.", line=1, column=1)]
    duplicates = [each for each in document.problems if each.code == "duplicate-key"]
    transcripts = [each for each in duplicates if each.path == ("transcript",)]
    if transcripts and not source.is_person:
        advice = "Merge the two transcripts."
        return [replace(each, advice=advice) for each in transcripts]
    return []


def _without_long_name(data: FileData, source: SourceFile) -> FileData:
    """Leave out a file whose page would get a file name that is too long."""
    own = data.value.id if isinstance(data.value, Person) else getattr(data.value, "slug", "")
    if own or not is_long_name(source.base_name):
        return data
    problem = Problem(
        "name-too-long",
        f"The file name is longer than {MAX_NAME_BYTES} bytes, too long for a page.",
        f"Rename the file, or add “{'short' if source.is_person else 'slug'}:”.",
        line=1,
        column=1,
    )
    return FileData(None, (*data.problems, problem))


def _printable(problem: Problem) -> Problem:
    """Remove control characters, which a file can contain as escapes."""
    path = tuple(without_controls(s) if isinstance(s, str) else s for s in problem.path)
    return replace(problem, message=without_controls(problem.message), path=path)


def _all_problems(
    parsed: ParsedFile, file: _Contents, options: ReadingOptions
) -> Iterator[Problem]:
    """Yield the problems of a readable file, with positions.

    Keys that are meant for templates are not reported.
    """
    document, mapped = file.document, file.mapped
    yield from document.problems
    record = PERSON if file.source.is_person else EPISODE
    for path, problem in document.comments.items():
        if is_prose(record, mapped.own_path(path)):
            yield problem
    extra = {key.casefold() for key in options.extra_fields}
    for problem in (*file.related.problems, *parsed.problems):
        path = mapped.written_path(problem.path)
        if problem.code == "unknown-key" and str(path[0]).casefold() in extra:
            continue
        line, column = document.mark(path)
        located = replace(problem, path=path, line=line, column=column)
        yield problem if problem.line else located


def _positions(parsed: ParsedFile, file: _Contents) -> Mapping[str, Position]:
    positions = {}
    for path, value_path in parsed.paths.items():
        written = file.mapped.written_path(value_path)
        mark = file.document.mark(written)
        positions[dotted(path)] = Position(*mark, () if written == path else written)
    return positions | {dotted(path): place for path, place in parsed.positions.items()}


def _decode(content: bytes) -> str | Problem:
    if len(content) > MAX_FILE_SIZE:
        return Problem(
            "too-large",
            f"The file is larger than {MAX_FILE_SIZE // 2**20} MiB.",
            "Split it, or move what is not text to another place.",
            line=1,
            column=1,
        )
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        return Problem(
            "not-text",
            f"The byte 0x{content[error.start]:02X} is not valid in UTF-8.",
            "Save the file as UTF-8.",
            line=before.count(b"\n") + 1,
            column=error.start - before.rfind(b"\n"),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
