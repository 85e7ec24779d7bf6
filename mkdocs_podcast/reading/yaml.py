"""YAML as people write it.

Every scalar is read as the text that stands in the file, and its field says what it means: a
time is ``1:10`` and not 70, a speaker may be called ``No``, and a version stays ``1.10``. So the
surprises of YAML 1.1 cannot happen. Only an unquoted ``~``, ``null`` or nothing is no value.

The parser is libyaml's, read event by event: that is faster than PyYAML's loaders, needs no
recursion, and lets duplicate keys and what aliases expand to be seen as they come.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
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

from ..checks.problem import Path, Problem

try:
    from yaml import _yaml as libyaml
except ImportError:  # where PyYAML was built without it
    libyaml = None  # type: ignore[assignment]

MAX_DEPTH = 32
"""How deep lists and keys may nest."""

MAX_EXPANDED = 4_000_000
"""How many characters all aliases of a file together may stand for."""

_COST = 32
"""So many characters is what a value costs besides its own."""

_NOTHING = {"", "~", "null"}
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "seq", "map"]
}
_FORBIDDEN = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff\ufeff]"

_Event = Any  # libyaml's events have attributes that PyYAML's types do not know

Mark = tuple[int, int]
"""A place in a text: line and column, both from 1."""


class _Stop(Exception):
    """Reading cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(frozen=True)
class Document:
    """What was read.

    Attributes:
        values: Mappings, lists, texts and None; None where the document cannot be read.
        problems: What is wrong with it, each at its line and column.
    """

    values: Any
    problems: list[Problem]
    _places: _Places

    def mark(self, path: Path) -> Mark:
        """Where a value is; one that is not there is where the nearest one around it is."""
        line, column, value = 1, 1, self.values
        for step in path:
            try:
                place = self._places[id(value)][step]
                line, column, value = (place >> _COLUMNS) + 1, (place & _LAST) + 1, value[step]
            except (LookupError, TypeError):
                break
        return line, column


def missing_parser() -> str:
    """What to say where there is no parser to read with; nothing where there is."""
    if libyaml:
        return ""
    return (
        "PyYAML is installed without libyaml, which episode files are read with. Install PyYAML "
        "from a wheel, or libyaml's headers and then PyYAML: pip install --force-reinstall pyyaml"
    )


def read_yaml(text: str) -> Document:
    """Read a document."""
    problems: list[Problem] = []
    places: _Places = {}
    values = None
    try:
        values = _build(text, problems, places)
        values = {} if values is None else values  # the title is missing, to say the least
    except _Stop as stop:
        problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error, text))
    except yaml.reader.ReaderError:
        problems.append(_forbidden(text))
    return Document(values, problems, places)


_Places = dict[int, Any]  # a dict of numbers by key, or a list of numbers
"""Where the items of lists and the keys of mappings are, by the id of the list or mapping.

To note them costs three hundredths of reading; to read a file again for them, when something is
wrong with it, would cost half of it. So each is a line and a column in one number, since to keep
the parser's own marks costs a tenth.
"""

_COLUMNS = 32
_LAST = (1 << _COLUMNS) - 1


class _Open:
    """A list or mapping that has begun and not ended."""

    __slots__ = ("anchor", "inherited", "is_list", "key", "places", "size", "value")

    def __init__(self, *, is_list: bool, anchor: str | None) -> None:
        self.is_list = is_list
        self.value: Any = [] if is_list else {}
        self.places: Any = [] if is_list else {}
        self.anchor = anchor
        self.key: str | None = None
        self.inherited: set[str] = set()  # keys that came by “<<”
        self.size = _COST


def _build(text: str, problems: list[Problem], places: _Places) -> Any:  # noqa: ANN401, C901
    """Make values of events; one loop, since this is where a cold build spends its time."""
    get_event: Callable[[], _Event] = libyaml.CParser(text).get_event
    anchors: dict[str, tuple[Any, int]] = {}
    document = top = _Open(is_list=True, anchor=None)
    stack = [document]
    expanded = 0
    while (event := get_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            value: Any = event.value
            size = len(value) + _COST
            if event.tag is not None:
                _check_tag(event)
            if value in _NOTHING and event.implicit[0]:
                value = None
            if event.anchor:
                anchors[event.anchor] = value, size
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _check_collection(event, top, len(stack))
            if top.is_list:
                top.places.append((mark := event.start_mark).line << _COLUMNS | mark.column)
            top = _Open(is_list=kind is SequenceStartEvent, anchor=event.anchor)
            stack.append(top)
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            ended = stack.pop()
            top = stack[-1]
            value, size = ended.value, ended.size
            places[id(value)] = ended.places
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
                top.places.append((mark := event.start_mark).line << _COLUMNS | mark.column)
        elif top.key is None:
            top.key = key = _key(event, value)
            if key in top.value and key not in top.inherited:
                problems.append(_duplicate(event, key, top.places[key]))
            top.places[key] = (mark := event.start_mark).line << _COLUMNS | mark.column
        elif top.key == "<<" and (inherited := _inherited(value)) is not None:
            top.inherited |= inherited.keys() - top.value.keys()
            top.value.update({**inherited, **top.value})
            top.key = None
        else:
            top.value[top.key] = value
            top.inherited.discard(top.key)
            top.key = None
    return document.value[0] if document.value else None


def _key(event: _Event, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(event, ScalarEvent):
        return str(event.value)
    raise _Stop(
        _at(
            event,
            "not-yaml",
            "A list or set of keys stands where a key belongs.",
            "Put quotes around the text.",
        )
    )


def _inherited(value: object) -> dict[str, Any] | None:
    """What “<<” brings: a set of keys, or several of which the first to have a key wins."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return {key: item for each in reversed(value) for key, item in each.items()}
    return None


_EXPANDED = (
    "too-large",
    "The file’s aliases expand to more text than any episode has.",
    "Write the values out.",
)
_TOO_DEEP = (
    "too-large",
    f"Values nest deeper than {MAX_DEPTH} levels.",
    "Make the file flatter.",
)
_SECOND_DOCUMENT = (
    "two-documents",
    "A second document starts here.",
    "Put it into a file of its own, or remove the line “---”.",
)


def _check_collection(event: _Event, parent: _Open, depth: int) -> None:
    if event.tag is not None:
        _check_tag(event)
    if not parent.is_list and parent.key is None:
        message = "A list or set of keys stands where a key belongs."
        raise _Stop(_at(event, "not-yaml", message, "Put quotes around the text."))
    if depth > MAX_DEPTH:
        raise _Stop(_at(event, *_TOO_DEEP))


def _aliased(event: _Event, anchors: dict[str, tuple[Any, int]]) -> tuple[Any, int]:
    if event.anchor not in anchors:
        message = f"There is no “&{event.anchor}” before “*{event.anchor}”."
        advice = "If no alias is meant, put quotes around the text."
        raise _Stop(_at(event, "not-yaml", message, advice))
    return anchors[event.anchor]


def _duplicate(event: _Event, key: str, first: int) -> Problem:
    message = f"The key “{key}” stands in line {(first >> _COLUMNS) + 1} already."
    return _at(event, "duplicate-key", message, "Keep one of the two.")


def _check_tag(event: _Event) -> None:
    if event.tag not in _TAGS and event.tag != "!":
        raise _Stop(
            _at(
                event,
                "not-yaml",
                f"The tag “{event.tag}” means nothing here.",
                "Remove it, or put quotes around the text.",
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


_ADVICE = (
    (
        "mapping values are not allowed",
        "A colon in the text reads as a key.",
        "Put quotes around the text, or write it below after “|”.",
    ),
    (
        "could not find expected ':'",
        "A key has no colon, or text goes on without being indented.",
        "Add the colon, or indent the text.",
    ),
    (
        "did not find expected key",
        "Text stands where a key belongs.",
        "Align the keys; if the text above has quotes in it, put it after “|”.",
    ),
    (
        "did not find expected '-' indicator",
        "A list is interrupted.",
        "Align the dashes, and put text with quotes in it after “|”.",
    ),
    (
        "character that cannot start any token",
        "Text starts with a character that YAML keeps for itself.",
        "Put quotes around the text.",
    ),
    (
        "did not find expected ',' or",
        "A bracket or brace is not closed, or a comma is missing.",
        "Close it, or put quotes around the text.",
    ),
    ("unexpected end of stream", "A quote or bracket is never closed.", "Close it."),
    ("expected the node content", "Something is missing here.", "Write the value."),
    ("while scanning an alias", "A star reads as an alias.", "Put quotes around the text."),
    ("while scanning an anchor", "An ampersand reads as an anchor.", "Put quotes around the text."),
    (
        "while scanning a directive",
        "A line that starts with “%” reads as a directive.",
        "Put quotes around the text.",
    ),
)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "nesting depth" in said:  # libyaml's own limit, met while it reads ahead
        return Problem(*_TOO_DEEP, line=line, column=column)
    lines = text.split("\n")[line - 1 : line]
    if lines and "\t" in lines[0][: len(lines[0]) - len(lines[0].lstrip())]:
        message = "The line is indented with a tab, where only spaces may stand."
        return Problem("not-yaml", message, "Indent with spaces.", line=line, column=column)
    for words, message, advice in _ADVICE:
        if words in said:
            return Problem("not-yaml", message, advice, line=line, column=column)
    return Problem(
        "not-yaml",
        f"This is not YAML: {said.strip()}.",
        "Check quotes, colons and indentation here and above.",
        line=line,
        column=column,
    )
