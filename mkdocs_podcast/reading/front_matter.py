"""The two parts of a Markdown file with front matter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

_OPENING = re.compile(r"\s*?(---|\+\+\+)[ \t]*(?:\n|\Z)")
_JSON_OPENING = re.compile(r"\s*(?=\{\s*[\"}])")
_CLOSING = {
    "yaml": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)"),
    "toml": re.compile(r"\n\+\+\+[ \t]*(?=\n|\Z)"),
    "json": re.compile(r"\n\}[ \t]*(?=\n|\Z)"),
}
_FENCES = {"yaml": "---", "toml": "+++", "json": "}"}

_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class FileParts:
    """What a file consists of: keys and values, and text.

    Attributes:
        head: The front matter, or all of a data file. Its lines have the numbers that they have in
            the file.
        body: The rest.
        format: The format of the head: `yaml`, `toml` or `json`.
        is_closed: Whether the front matter ends.
        has_head: Whether there is any front matter.
        body_row: The line of the file where the body starts, from 1.
    """

    head: str = ""
    body: str = ""
    format: str = "yaml"
    is_closed: bool = True
    has_head: bool = True
    body_row: int = 1

    @property
    def fence(self) -> str:
        """The line that closes the front matter."""
        return _FENCES[self.format]


def split(text: str) -> FileParts | None:
    """Split a Markdown file; return None if it has no front matter.

    The front matter starts at a first line of three dashes (YAML) or three plus signs (TOML), and
    ends at the next such line that is not indented; YAML may also end at three dots. Or it is a
    JSON object.
    """
    if opening := _OPENING.match(text):
        format_ = "toml" if opening[1] == "+++" else "yaml"
        closing = _CLOSING[format_].search(text, opening.end() - 1)
        return _parts(text, format_, opening.end(), closing)
    if opening := _JSON_OPENING.match(text):
        start = opening.end()
        try:
            _, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            closing = _CLOSING["json"].search(text, start)
            end = closing.end() if closing else len(text)
            return _split_at(text, end, "json", is_closed=closing is not None)
        return _split_at(text, end, "json")
    return None


def _parts(text: str, format_: str, start: int, closing: re.Match[str] | None) -> FileParts:
    blank_lines = "\n" * text.count("\n", 0, start)
    if not closing:
        return FileParts(blank_lines + text[start:], "", format_, is_closed=False)
    parts = _split_at(text, closing.end(), format_)
    return replace(parts, head=blank_lines + text[start : closing.start() + 1])


def _split_at(text: str, end: int, format_: str, *, is_closed: bool = True) -> FileParts:
    """Split a file at the end of its front matter."""
    rest = text[end:]
    row = 1 + text.count("\n", 0, end) + len(rest) - len(rest.lstrip("\n"))
    return FileParts(text[:end], rest.strip("\n"), format_, is_closed, body_row=row)
