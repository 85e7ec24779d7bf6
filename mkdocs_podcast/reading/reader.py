"""Reading a single file: from its bytes to an episode or a person, with problems and positions."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .. import __version__
from ..checks import Problem, dotted
from ..engine.digest import digest_of, key_of
from ..settings import Settings
from ..show import Episode, Person, Transcript
from ..show.fields import MAX_NAME_BYTES, is_long_name, tidy, without_controls
from . import front_matter
from .discovery import SourceFile, unreadable
from .serialization import FileData, Position
from .values import ParsedFile, parse_episode, parse_person
from .yaml import Document, read_yaml

MAX_FILE_SIZE = 8 * 1024 * 1024
"""Bytes of a file."""

_PAGES_OF_PEOPLE = {"index", "README"}
"""Markdown files in the folder of people that are not people."""


@dataclass(frozen=True)
class ReadFile:
    """The content of a file.

    Attributes:
        digest: A digest of its content and name.
        data: Everything but the transcript; None if it is neither an episode nor a person. It does
            not contain the name of the file.
        transcript: The transcript of an episode.
    """

    digest: str
    data: FileData | None
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
    """Return a digest of everything that the result of reading a file depends on."""
    kind = "person" if source.is_person else "episode"
    options = digest_of(settings.reading)
    return key_of(kind, __version__, options, source.name, source.label, content)


def read_file(source: SourceFile, settings: Settings) -> ReadFile:
    """Read an episode or a person; other Markdown pages have no data."""
    try:
        content = read_content(source)
    except OSError as error:
        problem = unreadable("", f"The file cannot be read: {error.strerror}")
        return ReadFile("", FileData(problems=(problem,)))
    digest = digest_of_file(source, content, settings)
    text = _decode(content)
    if isinstance(text, Problem):
        return ReadFile(digest, FileData(problems=(text,)))
    markdown = None
    if source.path.suffix.lower() == ".md":
        markdown = front_matter.split(text)
        if markdown is None or not _is_ours(markdown, source):
            return ReadFile(digest, None)
    document = _document(text, markdown)
    if fatal := _fatal_problems(document, source):
        return ReadFile(digest, FileData(problems=tuple(map(_printable, fatal))))
    parse = parse_person if source.is_person else parse_episode
    parsed = parse(document.values, tidy(source.base_name))
    data = FileData(
        _with_body(parsed.value, without_controls(markdown.body) if markdown else ""),
        tuple(map(_printable, (*document.problems, *_with_positions(parsed.problems, document)))),
        _positions(parsed, document),
    )
    return ReadFile(digest, _without_long_name(data, source), parsed.transcript)


def _with_body(value: Episode | Person, body: str) -> Episode | Person:
    """Add what follows the front matter: show notes, or a biography."""
    if isinstance(value, Person):
        return replace(value, bio=value.bio or body)
    return replace(value, notes="\n\n".join(filter(None, (value.notes, body))))


def _is_ours(markdown: front_matter.MarkdownFile, source: SourceFile) -> bool:
    if source.is_person:
        return source.name not in _PAGES_OF_PEOPLE
    return front_matter.is_episode(markdown.yaml)


def _document(text: str, markdown: front_matter.MarkdownFile | None) -> Document:
    """Read the YAML of a file; its lines have the numbers that they have in the file."""
    document = read_yaml(markdown.yaml if markdown else text)
    if markdown is None or markdown.is_closed:
        return document
    problem = Problem(
        "not-yaml",
        "The front matter is not closed.",
        "Add a line “---” between it and the show notes.",
        line=markdown.yaml.count("\n") + 1,
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
    transcripts = [each for each in document.problems if each.path == ("transcript",)]
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


def _with_positions(problems: Sequence[Problem], document: Document) -> list[Problem]:
    located = []
    for problem in problems:
        line, column = document.mark(problem.path)
        located.append(replace(problem, line=line, column=column))
    return located


def _positions(parsed: ParsedFile, document: Document) -> Mapping[str, Position]:
    return {
        dotted(path): Position(*document.mark(written), () if written == path else written)
        for path, written in parsed.paths.items()
    }


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
