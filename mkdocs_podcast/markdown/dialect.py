r"""The Markdown of transcripts: writer and parser.

It is plain Markdown between two comments, so that it reads the same wherever it is shown::

    <!-- podcast:transcript {"hosts": ["Ada"]} -->

    ### How it began { #how-it-began }

    **Ada** [2:12](https://www.youtube.com/watch?v=cUxZBXQgZaU&t=132s) Words, as data: 2\*3.

    [2:25](https://www.youtube.com/watch?v=cUxZBXQgZaU&t=145s) More words by the same speaker.

    **Grace** (2:31) A time that links nowhere.

    <!-- /podcast:transcript -->

A paragraph is a line. A name opens a turn, which goes on until the next name or heading. Markup
that the text happens to contain is escaped by the writer and unescaped by the parser.

The other parts of a page, such as show notes and lists of links, are between comments of the same
form.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..show import format_timecode, parse_timecode
from .scanning import ForwardSearch

_START = re.compile(r"(?:\d+(?=[.)]))?[!-/:-@\[-`{-~]")  # Python-Markdown accepts any digits
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:amp|lt|gt|quot|#\d{2,3});", re.ASCII)
_BACKSLASHED = frozenset("\\`*_{}[]()>#+-.!")  # Python-Markdown knows a backslash before these

_LINE = re.compile(
    r"(?:\*\*((?:[^*\\]|\\.)+)\*\*(?:[ ]|\Z))?"
    r"(?:(?:\[([\d:.]+)\]\(([^()\s]*)\)|\(([\d:.]+)\))(?:[ ]|\Z))?"
    r"(.*)",
    re.DOTALL,
)
_AT_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""Underscores in ids that Markdown would take for emphasis."""
_ID = re.compile(r"[ ]*#(\S+)[ ]*\}")
_REFERENCE = re.compile(r"(&\w+);")
_NUMERIC_REFERENCE = re.compile(r"&(?=#[xX]?[0-9a-fA-F])")  # Markdown reads it without a semicolon
_UNSAFE_IN_URL = re.compile(r"[^!#$%&*+,./0-9:;=?@A-Z_a-z~-]")

_COMMENT_OR_FENCE = re.compile(
    r"^(?:(?P<fence>`{3,}|~{3,})"
    r"|<!-- podcast:(?P<opened>[a-z]+)(?: (?P<data>\{.*\}))? -->$"
    r"|<!-- /podcast:(?P<closed>[a-z]+) -->$)",
    re.MULTILINE,
)

_TRANSCRIPT = "transcript"


class Heading(NamedTuple):
    """The heading of a section.

    Attributes:
        text: The text.
        id: Its anchor; empty if Python-Markdown chooses it.
    """

    text: str
    id: str = ""


class SpokenLine(NamedTuple):
    """A line of a transcript, as the page shows it.

    Attributes:
        text: The words.
        speaker: The speaker; empty if the speaker of the line before goes on.
        start: Its start in seconds, if known.
        url: The URL that its time links to, as `escape_url` returns it; empty if there is none.
    """

    text: str
    speaker: str = ""
    start: float | None = None
    url: str = ""


Block = Heading | SpokenLine
"""A block of a transcript."""


class Part(NamedTuple):
    """A part of a page.

    Attributes:
        text: Its Markdown, for a transcript the text between its two comments.
        is_transcript: Whether it is a transcript.
    """

    text: str
    is_transcript: bool


def opening(part: str, **data: object) -> str:
    """Return the comment that opens a part of a page.

    Args:
        part: The name of the part.
        data: Values that its Markdown does not contain; empty ones are left out.
    """
    values = {key: value for key, value in data.items() if value}
    if not values:
        return f"<!-- podcast:{part} -->"
    text = json.dumps(values, ensure_ascii=False)
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")
    return f"<!-- podcast:{part} {text} -->"


def closing(part: str) -> str:
    """Return the comment that closes a part of a page."""
    return f"<!-- /podcast:{part} -->"


class Comments:
    """The comments in a page that open or close its parts.

    Comments in blocks of code are examples, and are skipped.

    Args:
        text: The Markdown of the page.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._search = ForwardSearch(text)

    def find(self, position: int) -> re.Match[str] | None:
        """Return the first comment at or after a position, which is never less than before.

        It has the groups `opened` and `data`, or `closed`.
        """
        while match := _COMMENT_OR_FENCE.search(self._text, position):
            if not match["fence"]:
                return match
            position = self.end_of_code(match["fence"], match.end()) or match.end()
        return None

    def end_of_code(self, fence: str, position: int) -> int:
        """Return the end of a block of code; 0 if it has none."""
        closing = self._search.find(rf"\n{fence}[ \t]*$", position)
        return closing.end() if closing else 0

    def end_of_part(self, name: str, position: int) -> int:
        """Return where the closing comment of a part starts, with its line end; -1 if nowhere."""
        match = self._search.find(f"\n{closing(name)}", position)
        return match.start() if match else -1


def split(text: str) -> Iterator[Part]:
    """Yield the transcripts in a page, and the text before, between and after them."""
    position = rest = 0
    comments = Comments(text)
    while match := comments.find(position):
        position = match.end()
        end = comments.end_of_part(_TRANSCRIPT, position) if match["opened"] == _TRANSCRIPT else -1
        if end >= 0:
            yield Part(text[rest : match.start()], is_transcript=False)
            yield Part(text[position:end], is_transcript=True)
            position = rest = end + len(f"\n{closing(_TRANSCRIPT)}")
    yield Part(text[rest:], is_transcript=False)


def without_comments(text: str) -> str:
    """Return a page without the comments around its parts, and without the gaps they leave.

    Comments in blocks of code stay, since they are examples.
    """
    blocks = []
    position = 0
    comments = Comments(text)
    while match := comments.find(position):
        blocks.append(text[position : match.start()].strip("\n"))
        position = match.end()
    blocks.append(text[position:].strip("\n"))
    return "\n\n".join(filter(None, blocks)) + "\n"


def write(blocks: Iterable[Block], hosts: Sequence[str] = (), language: str = "") -> str:
    """Write a transcript.

    Args:
        blocks: Its headings and lines.
        hosts: The speakers who are hosts; they are numbered first.
        language: Its language, if that differs from the language of the page.
    """
    paragraphs = [opening(_TRANSCRIPT, hosts=list(hosts), lang=language)]
    for block in blocks:
        if isinstance(block, Heading):
            name = _AT_EDGE.sub(r"\\_", block.id)
            anchor = f" {{ #{name} }}" if name else ""
            paragraphs.append(f"### {_escape_heading(block.text)}{anchor}")
        elif line := _write_line(block):
            paragraphs.append(line)
    return "\n\n".join((*paragraphs, closing(_TRANSCRIPT)))


def read(text: str) -> Iterator[Block]:
    """Read a transcript, from the text between the two comments."""
    for paragraph in text.split("\n\n"):
        block = paragraph.strip()
        if not block:
            continue
        yield _read_heading(block) if block.startswith("### ") else _read_line(block)


def escape(text: str) -> str:
    """Escape text that is not at the start of a block, so that Markdown shows it as it is."""
    # Faster than a regular expression or a table: most lines have none of these.
    for character, escaped in _MARKUP:
        if character in text:
            text = text.replace(character, escaped)
    return text


def escape_start(text: str) -> str:
    """Escape text, so that Markdown shows it as it is, even at the start of a block."""
    escaped = escape(text)
    match = _START.match(text)
    if not match or text[0] in _ESCAPED:
        return escaped
    end = match.end() - 1 if match[0][0].isdigit() else 0
    return escaped[:end] + _punctuation(escaped[end]) + escaped[end + 1 :]


def unescape(text: str) -> str:
    """Undo `escape` and `escape_start`."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text or "&" in text else text


def escape_url(url: str) -> str:
    """Escape a URL so that it can be the target of a Markdown link."""
    escaped = _UNSAFE_IN_URL.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )
    if "&" not in escaped:
        return escaped
    return _REFERENCE.sub(r"\1%3B", _NUMERIC_REFERENCE.sub("%26", escaped))


def link(label: str, url: str) -> str:
    """Write a link from a label that is Markdown and a URL that is escaped."""
    return f"[{label}]({url})"


def timecode(start: float, url: str) -> str:
    """Write a time, in seconds, as a link, or in brackets if there is no URL for it."""
    return link(format_timecode(start), url) if url else f"({format_timecode(start)})"


def _write_line(line: SpokenLine) -> str:
    name = f"**{escape(line.speaker)}**" if line.speaker else ""
    time = "" if line.start is None else timecode(line.start, line.url)
    text = escape(line.text) if time else escape_start(line.text)
    return " ".join(filter(None, (name, time, text)))


def _read_line(block: str) -> SpokenLine:
    match = _LINE.match(block)
    assert match is not None  # noqa: S101 - its last group matches anything
    name, linked_time, url, bare_time, text = match.groups()
    start: float | None = None
    if time := linked_time or bare_time:
        try:
            start = parse_timecode(time)
        except ValueError:
            name, url, text = None, None, block
    return SpokenLine(unescape(text), unescape(name or ""), start, url or "")


def _read_heading(block: str) -> Heading:
    heading = block.removeprefix("###").strip(" ")
    text, brace, attributes = heading.rpartition(" {")
    match = _ID.fullmatch(attributes) if brace else None
    if not match:
        return Heading(unescape(heading))
    return Heading(unescape(text.rstrip(" ")), match[1].replace("\\_", "_"))


def _escape_heading(text: str) -> str:
    escaped = escape(text)
    bare = escaped.rstrip("#")  # Markdown drops hashes at the end of a heading
    return bare + "\\#" * (len(escaped) - len(bare))


def _punctuation(character: str) -> str:
    return f"\\{character}" if character in _BACKSLASHED else f"&#{ord(character)};"


_MARKUP = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    *((character, _punctuation(character)) for character in "\\`*_{["),
    ("~", "&#126;"),
)
_ESCAPED = frozenset(character for character, _ in _MARKUP)


def _unescaped(match: re.Match[str]) -> str:
    return match[1] or html.unescape(match[0])
