r"""The Markdown in which transcripts are written, and read again.

It is plain Markdown between two comments, so that it means the same wherever it is shown::

    <!-- podcast:transcript {"hosts": ["Ada"]} -->

    ### How it began { #how-it-began }

    **Ada** [2:12](https://www.youtube.com/watch?v=cUxZBXQgZaU&t=132s) Words, as data: 2\*3.

    [2:25](https://www.youtube.com/watch?v=cUxZBXQgZaU&t=145s) More words by the same speaker.

    **Grace** (2:31) A time that links nowhere.

    <!-- /podcast:transcript -->

A paragraph is a line. A name opens a turn, which goes on until the next name or heading. What
Markdown would read as markup in the words is escaped on the way in and unescaped on the way out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import format_timecode, parse_timecode

_START = re.compile(r"(?:\d+(?=[.)]))?[!-/:-@\[-`{-~]")  # Python-Markdown counts in any digits
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:amp|lt|gt|quot|#\d{2,3});", re.ASCII)
_BACKSLASHED = frozenset("\\`*_{}[]()>#+-.!")  # before these Python-Markdown knows a backslash

_LINE = re.compile(
    r"(?:\*\*((?:[^*\\]|\\.)+)\*\*(?:[ ]|\Z))?"
    r"(?:(?:\[([\d:.]+)\]\(([^()\s]*)\)|\(([\d:.]+)\))(?:[ ]|\Z))?"
    r"(.*)",
    re.DOTALL,
)
_ID = re.compile(r"[ ]*#(\S+)[ ]*\}")
_REFERENCE = re.compile(r"(&#?\w+);")
_UNSAFE_IN_ADDRESS = re.compile(r"[^!#$%&*+,./0-9:;=?@A-Z_a-z~-]")

CLOSING = "<!-- /podcast:transcript -->"


class Heading(NamedTuple):
    """The heading of a section.

    Attributes:
        text: What it says.
        id: Its anchor; empty where it is left to Python-Markdown.
    """

    text: str
    id: str = ""


class Spoken(NamedTuple):
    """A line as the page has it.

    Attributes:
        text: The words.
        speaker: Who starts to speak here; empty where the one before goes on.
        start: The moment, in seconds.
        href: Where its time links to, an `address`; empty where it links nowhere.
    """

    text: str
    speaker: str = ""
    start: float | None = None
    href: str = ""


Block = Heading | Spoken


def opening(part: str, **data: object) -> str:
    """The comment that a part begins with.

    Args:
        part: Its name.
        data: What cannot be seen in its Markdown; what is empty is left out.
    """
    known = {key: value for key, value in data.items() if value}
    if not known:
        return f"<!-- podcast:{part} -->"
    text = json.dumps(known, ensure_ascii=False)
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")
    return f"<!-- podcast:{part} {text} -->"


def write(blocks: Iterable[Block], hosts: Sequence[str] = ()) -> str:
    """Write a transcript.

    Args:
        blocks: Its headings and lines.
        hosts: The speakers who are hosts; they are numbered first.
    """
    parts = [opening("transcript", hosts=list(hosts))]
    for block in blocks:
        if isinstance(block, Heading):
            anchor = f" {{ #{block.id} }}" if block.id else ""
            parts.append(f"### {_escape_heading(block.text)}{anchor}")
        elif line := _written(block):
            parts.append(line)
    return "\n\n".join((*parts, CLOSING))


def read(text: str) -> Iterator[Block]:
    """Read what stands between the two comments."""
    for paragraph in text.split("\n\n"):
        block = paragraph.strip()
        if not block:
            continue
        yield _read_heading(block) if block.startswith("### ") else _read_line(block)


def escape(text: str) -> str:
    """Write text so that Markdown shows it as it is, anywhere but at the start of a block."""
    # Faster than an expression or a table: most lines have none of these.
    for character, escaped in _MARKUP:
        if character in text:
            text = text.replace(character, escaped)
    return text


def escape_start(text: str) -> str:
    """Write text so that Markdown shows it as it is, at the start of a block too."""
    escaped = escape(text)
    match = _START.match(text)
    if not match or text[0] in _ESCAPED:
        return escaped
    end = match.end() - 1 if match[0][0].isdigit() else 0
    return escaped[:end] + _punctuation(escaped[end]) + escaped[end + 1 :]


def unescape(text: str) -> str:
    """Undo `escape` and `escape_start`."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text or "&" in text else text


def address(url: str) -> str:
    """Write an address so that it can stand in the brackets of a Markdown link."""
    written = _UNSAFE_IN_ADDRESS.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )
    return _REFERENCE.sub(r"\1%3B", written) if "&" in written else written


def link(label: str, url: str) -> str:
    """Write a link; `label` is Markdown already, and `url` an `address`."""
    return f"[{label}]({url})"


def timecode(start: float, href: str) -> str:
    """Write a time, in seconds, as a link to where it can be played from or in brackets."""
    return link(format_timecode(start), href) if href else f"({format_timecode(start)})"


def _written(line: Spoken) -> str:
    name = f"**{escape(line.speaker)}**" if line.speaker else ""
    time = "" if line.start is None else timecode(line.start, line.href)
    text = escape(line.text) if time else escape_start(line.text)
    return " ".join(filter(None, (name, time, text)))


def _read_line(block: str) -> Spoken:
    match = _LINE.match(block)
    assert match is not None  # noqa: S101 - its last part takes anything
    name, time, href, bare, text = match.groups()
    start: float | None = None
    if said := time or bare:
        try:
            start = parse_timecode(said)
        except ValueError:
            name, href, text = None, None, block
    return Spoken(unescape(text), unescape(name or ""), start, href or "")


def _read_heading(block: str) -> Heading:
    whole = block.removeprefix("###").strip(" ")
    text, brace, attributes = whole.rpartition(" {")
    match = _ID.fullmatch(attributes) if brace else None
    return Heading(unescape(text.rstrip(" ")), match[1]) if match else Heading(unescape(whole))


def _escape_heading(text: str) -> str:
    escaped = escape(text)
    bare = escaped.rstrip("#")  # Markdown takes what follows for the end of a heading
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


LineNamer = Callable[[float | None], str]
"""Makes the anchor of a line of the moment at which it starts, in seconds."""


def line_anchors() -> LineNamer:
    """Name the lines of a page, in their order.

    A line is called by its second, ``t-132``; lines that share one get ``t-132-2``, ``t-132-3``. A
    line without time takes its predecessor's second. So an edit elsewhere moves no anchor.
    """
    counts: dict[int, int] = {}
    last = 0

    def name(start: float | None) -> str:
        nonlocal last
        if start is not None:
            last = int(start)
        count = counts[last] = counts.get(last, 0) + 1
        return f"t-{last}" if count == 1 else f"t-{last}-{count}"

    return name
