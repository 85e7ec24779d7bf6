"""YAML as people write it.

Every scalar is read as the text in the file, and its field decides what it means: a time is
``1:10`` and not 70, a speaker can be called ``No``, and a version stays ``1.10``. So the surprises
of YAML 1.1 cannot happen. Only an unquoted ``~``, ``null`` or nothing means that there is no value.

libyaml's parser is read event by event. This is faster than PyYAML's loaders, needs no recursion,
and sees duplicate keys and the size of what aliases expand to as they come.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..checks import Problem, ValuePath

try:
    from yaml import _yaml as libyaml
except ImportError:  # if PyYAML was built without it
    libyaml = None  # type: ignore[assignment]

MAX_YAML_DEPTH = 32
"""Levels of lists and mappings within each other."""

MAX_EXPANDED = 4_000_000
"""Characters that all aliases of a file together expand to."""

_VALUE_COST = 32
"""The memory that a value takes besides its text, in characters."""

_NO_VALUE = {"", "~", "null"}
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "seq", "map"]
}
_FORBIDDEN = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff\ufeff]"

_SURROGATE_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})", re.ASCII
)

_Event = Any  # libyaml's events have attributes that PyYAML's types do not have

Mark = tuple[int, int]
"""A position in a text: line and column, both from 1."""


class _Stop(Exception):
    """The document cannot be read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(frozen=True)
class Document:
    """A YAML document.

    Attributes:
        values: Mappings, lists, texts and None; None if the document cannot be read.
        problems: What is wrong with it, each with its position.
    """

    values: Any
    problems: list[Problem]
    _positions: _Positions

    def mark(self, path: ValuePath) -> Mark:
        """Return the position of a value, or of the innermost value around it that exists."""
        line, column, value = 1, 1, self.values
        for step in path:
            try:
                position = self._positions[id(value)][step]
                line, column = (position >> _COLUMN_BITS) + 1, (position & _COLUMN_MASK) + 1
                value = value[step]
            except (LookupError, TypeError):
                break
        return line, column


def missing_parser() -> str:
    """Return an error message if libyaml is missing; empty if it is installed."""
    if libyaml:
        return ""
    return (
        "PyYAML is installed without libyaml, which is needed to read episode files. Install "
        "PyYAML from a wheel, or install the headers of libyaml and then run: pip install "
        "--force-reinstall pyyaml"
    )


def read_yaml(text: str) -> Document:
    """Read a document."""
    problems: list[Problem] = []
    positions: _Positions = {}
    values = None
    try:
        values = _build(text, problems, positions)
        values = {} if values is None else values  # an empty file lacks a title, at least
    except _Stop as stop:
        problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        joined = _SURROGATE_PAIR.sub(_character, text)
        if "invalid Unicode character escape code" in str(error) and joined != text:
            return read_yaml(joined)
        problems.append(_syntax(error, text))
    except yaml.reader.ReaderError:
        problems.append(_forbidden(text))
    return Document(values, problems, positions)


def _character(pair: re.Match[str]) -> str:
    """Return the character of a pair of escapes, as JSON writes what has more than 16 bits."""
    high, low = int(pair[2], 16), int(pair[3], 16)
    return pair[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


_Positions = dict[int, Any]  # a dict of numbers by key, or a list of numbers
"""The positions of the items of lists and the keys of mappings, by the id of the list or mapping.

Recording them costs 3 % of the time to read a file; reading the file again if something is wrong
with it would cost 50 %. Each is a line and a column in one number, since keeping the marks of the
parser costs 10 %.
"""

_COLUMN_BITS = 32
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1


def pack_position(line: int, column: int) -> int:
    """Put a line and a column, both from 0, into one number."""
    return line << _COLUMN_BITS | column


class _Open:
    """A list or mapping that has started and not ended."""

    __slots__ = ("anchor", "inherited", "is_list", "key", "positions", "size", "value")

    def __init__(self, *, is_list: bool, anchor: str | None) -> None:
        self.is_list = is_list
        self.value: Any = [] if is_list else {}
        self.positions: Any = [] if is_list else {}
        self.anchor = anchor
        self.key: str | None = None
        self.inherited: set[str] = set()  # keys from “<<”
        self.size = _VALUE_COST


def _build(text: str, problems: list[Problem], positions: _Positions) -> Any:  # noqa: ANN401, C901
    """Turn events into values, in one loop, since a build without a cache spends its time here."""
    get_event: Callable[[], _Event] = libyaml.CParser(text).get_event
    anchors: dict[str, tuple[Any, int]] = {}
    document = top = _Open(is_list=True, anchor=None)
    stack = [document]
    expanded = 0
    while (event := get_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            value: Any = event.value
            size = len(value) + _VALUE_COST
            if event.tag is not None:
                _check_tag(event)
            if value in _NO_VALUE and event.implicit[0]:
                value = None
            if event.anchor:
                anchors[event.anchor] = value, size
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _check_collection(event, top, len(stack))
            if top.is_list:
                top.positions.append((mark := event.start_mark).line << _COLUMN_BITS | mark.column)
            top = _Open(is_list=kind is SequenceStartEvent, anchor=event.anchor)
            stack.append(top)
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            ended = stack.pop()
            top = stack[-1]
            value, size = ended.value, ended.size
            positions[id(value)] = ended.positions
            if ended.anchor:
                anchors[ended.anchor] = value, size
        elif kind is AliasEvent:
            value, size = _aliased(event, anchors)
            expanded += size
            if expanded > MAX_EXPANDED:
                raise _Stop(_at(event, *_EXPANDED))
        elif kind is DocumentStartEvent and document.value:
            raise _Stop(_at(event, *_SECOND_DOCUMENT))
        else:
            continue
        top.size += size
        if top.is_list:
            top.value.append(value)
            if kind is ScalarEvent or kind is AliasEvent:
                top.positions.append((mark := event.start_mark).line << _COLUMN_BITS | mark.column)
        elif top.key is None:
            top.key = key = value if type(value) is str else _key(event)
            if key in top.value and key not in top.inherited:
                problems.append(_duplicate(event, stack, top.positions[key]))
            top.positions[key] = (mark := event.start_mark).line << _COLUMN_BITS | mark.column
        elif top.key == "<<" and (inherited := _inherited(value)) is not None:
            top.inherited |= inherited.keys() - top.value.keys()
            top.value.update({**inherited, **top.value})
            top.key = None
        else:
            top.value[top.key] = value
            top.inherited.discard(top.key)
            top.key = None
    return document.value[0] if document.value else None


def _key(event: _Event) -> str:
    """Return the text of a key that looks like no value, or is not a text at all."""
    if isinstance(event, ScalarEvent):
        return str(event.value)
    raise _Stop(_at(event, *_COLLECTION_AS_KEY))


def _inherited(value: object) -> dict[str, Any] | None:
    """Return what “<<” adds: a mapping, or several, the first of which to have a key wins."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return {key: item for each in reversed(value) for key, item in each.items()}
    return None


_COLLECTION_AS_KEY = (
    "not-yaml",
    "A list or mapping is used as a key.",
    "If it is text, put it in quotes.",
)
_EXPANDED = (
    "too-large",
    "The aliases of the file expand to more text than any episode has.",
    "Write the values out.",
)
_TOO_DEEP = (
    "too-large",
    f"Lists and mappings are nested more than {MAX_YAML_DEPTH} levels deep.",
    "Use fewer levels.",
)
_SECOND_DOCUMENT = (
    "two-documents",
    "A second document starts here.",
    "Move it to a file of its own, or remove the line “---”.",
)


def _check_collection(event: _Event, parent: _Open, depth: int) -> None:
    if event.tag is not None:
        _check_tag(event)
    if not parent.is_list and parent.key is None:
        raise _Stop(_at(event, *_COLLECTION_AS_KEY))
    if depth > MAX_YAML_DEPTH:
        raise _Stop(_at(event, *_TOO_DEEP))


def _aliased(event: _Event, anchors: dict[str, tuple[Any, int]]) -> tuple[Any, int]:
    if event.anchor not in anchors:
        message = f"There is no “&{event.anchor}” before “*{event.anchor}”."
        advice = "If this is not an alias, put the text in quotes."
        raise _Stop(_at(event, "not-yaml", message, advice))
    return anchors[event.anchor]


def _duplicate(event: _Event, stack: list[_Open], first: int) -> Problem:
    path = tuple(len(each.value) if each.is_list else str(each.key) for each in stack[1:])
    message = f"Duplicate key “{path[-1]}” (first on line {(first >> _COLUMN_BITS) + 1})."
    problem = _at(event, "duplicate-key", message, "Remove one of the two; the last one is used.")
    return replace(problem, path=path)


def _check_tag(event: _Event) -> None:
    if event.tag not in _TAGS and event.tag != "!":
        raise _Stop(
            _at(
                event,
                "not-yaml",
                f"The tag “{event.tag}” has no meaning here.",
                "Remove it, or put the text in quotes.",
            )
        )


def _at(event: _Event, code: str, message: str, advice: str) -> Problem:
    mark = event.start_mark
    return Problem(code, message, advice, line=mark.line + 1, column=mark.column + 1)


def _forbidden(text: str) -> Problem:
    found = re.search(_FORBIDDEN, text)
    before = text[: found.start()] if found else ""
    name = f"The character U+{ord(found[0]):04X}" if found else "A character"
    return Problem(
        "not-text",
        f"{name} is not allowed in YAML.",
        "Remove it; editors show it as a box or not at all.",
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
    )


_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "The colon in this text is read as the end of a key.",
        "Put the text in quotes, or write it on the next lines after “|”.",
    ),
    (
        "could not find expected ':'",
        "A key has no colon, or a text continues without being indented.",
        "Add the colon, or indent the text.",
    ),
    (
        "did not find expected key",
        "Expected a key.",
        "Align the keys; if the text above contains quotes, write it after “|”.",
    ),
    (
        "did not find expected '-' indicator",
        "Expected the next item of a list.",
        "Align the dashes; if the text above contains quotes, write it after “|”.",
    ),
    (
        "character that cannot start any token",
        "YAML reserves the first character of this text.",
        "Put the text in quotes.",
    ),
    (
        "did not find expected ',' or",
        "A bracket or brace is not closed, or a comma is missing.",
        "Close it, or put the text in quotes.",
    ),
    ("unexpected end of stream", "A quote or bracket is not closed.", "Close it."),
    ("expected node content", "Expected a value.", "Add the value."),
    ("while scanning an alias", "The star is read as an alias.", "Put the text in quotes."),
    ("while scanning an anchor", "The ampersand is read as an anchor.", "Put the text in quotes."),
    (
        "while scanning a directive",
        "A line that starts with “%” is read as a directive.",
        "Put the text in quotes.",
    ),
    (
        "invalid Unicode character escape code",
        "The escape after the backslash is not a character.",
        "Write the character itself, or “\\\\” for a backslash.",
    ),
)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Problem:
    explanation = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in explanation:  # libyaml's own limit, met while it reads ahead
        return Problem(*_TOO_DEEP, line=line, column=column)
    lines = text.split("\n")[line - 1 : line]
    if lines and "\t" in lines[0][: len(lines[0]) - len(lines[0].lstrip())]:
        message = "The line is indented with a tab, but YAML allows only spaces."
        return Problem("not-yaml", message, "Indent with spaces.", line=line, column=column)
    for words, message, advice in _EXPLANATIONS:
        if words in explanation:
            return Problem("not-yaml", message, advice, line=line, column=column)
    return Problem(
        "not-yaml",
        f"This is not valid YAML: {explanation.strip()}.",
        "Check quotes, colons and indentation here and above.",
        line=line,
        column=column,
    )
