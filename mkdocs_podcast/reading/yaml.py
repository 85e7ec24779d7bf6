"""YAML as people write it.

Every scalar is read as the text in the file, and its field decides what it means: a time is
``1:10`` and not 70, a speaker can be called ``No``, and a version stays ``1.10``. So the surprises
of YAML 1.1 cannot happen. Only an unquoted ``~``, ``null`` or nothing means that there is no value.

libyaml's parser is read event by event. This is faster than PyYAML's loaders, needs no recursion,
and sees duplicate keys and the size of what aliases expand to as they come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
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
from ..show.fields import quoted
from .yaml_errors import Mark, find_errors, lines_of, quoted_line, quoting_advice

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
        comments: What is wrong if text that a comment follows is meant to go on, by the path of
            the text.
    """

    values: Any
    problems: list[Problem]
    _positions: _Positions
    comments: Mapping[ValuePath, Problem] = field(default_factory=dict)

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
    build = _Build(text)
    values, problems = None, build.problems
    try:
        values = build.values()
        values = {} if values is None else values  # an empty file lacks a title, at least
    except _Stop as stop:
        problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        joined = _SURROGATE_PAIR.sub(_character, text)
        if "invalid Unicode character escape code" in str(error) and joined != text:
            return read_yaml(joined)
        problems = _all_problems(text, error)
    except yaml.reader.ReaderError:
        problems.append(_forbidden(text))
    return Document(values, problems, build.positions, build.comments)


def _all_problems(text: str, error: yaml.MarkedYAMLError) -> list[Problem]:
    """Return the problems of a text with an error, also those after the error."""
    mark = error.problem_mark or error.context_mark
    if mark and "nesting depth" in str(error):  # libyaml's own limit, met while it reads ahead
        return [Problem(*_TOO_DEEP, line=mark.line + 1, column=mark.column + 1)]
    corrected = find_errors(text, error)
    build = _Build(corrected.text)
    try:
        build.values()
    except _Stop as stop:
        build.problems.append(stop.problem)
    except yaml.YAMLError:  # an error that only a whole reading finds
        pass
    return [*corrected.problems, *build.problems]


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

    __slots__ = ("anchor", "inherited", "is_flow", "is_list", "key", "positions", "size", "value")

    def __init__(self, *, is_list: bool, anchor: str | None = None, is_flow: bool = False) -> None:
        self.is_list = is_list
        self.value: Any = [] if is_list else {}
        self.positions: Any = [] if is_list else {}
        self.anchor = anchor
        self.is_flow = is_flow
        self.key: str | None = None
        self.inherited: set[str] = set()  # keys from “<<”
        self.size = _VALUE_COST

    @property
    def expects_key(self) -> bool:
        """Whether the next event is a key."""
        return self.key is None and not self.is_list


class _Build:
    """Turns the events of a text into values.

    Attributes:
        problems: What is wrong with the text.
        positions: Where its values are.
        comments: Comments after text; see `Document`.
    """

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self.positions: _Positions = {}
        self.comments: dict[ValuePath, Problem] = {}
        self._text = text
        self._stack = [_Open(is_list=True)]

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._text)

    def values(self) -> Any:  # noqa: ANN401, C901
        """Return the values, in one loop, since a build without a cache spends its time here."""
        get_event: Callable[[], _Event] = libyaml.CParser(self._text).get_event
        stack, positions, anchors = self._stack, self.positions, _Anchors()
        has_comments = " #" in self._text or "\t#" in self._text
        document = top = stack[0]
        expanded = 0
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value: Any = event.value
                if event.tag is not None:
                    value = self._tagged(event)
                size = len(value) + _VALUE_COST
                if has_comments and event.style == "" and not top.expects_key:
                    self._look_for_comment(event)
                if value in _NO_VALUE and event.implicit[0]:
                    if top.is_flow and not top.expects_key and not value:
                        self._look_for_colon(event, top)
                    value = None
                if event.anchor:
                    anchors.define(event, value, size)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_collection(event, top)
                if top.is_list:
                    mark = event.start_mark
                    top.positions.append(mark.line << _COLUMN_BITS | mark.column)
                is_list = kind is SequenceStartEvent
                is_flow = event.flow_style and not is_list
                top = _Open(is_list=is_list, anchor=event.anchor, is_flow=is_flow)
                stack.append(top)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                ended = stack.pop()
                top = stack[-1]
                value, size = ended.value, ended.size
                positions[id(value)] = ended.positions
                if ended.anchor:
                    anchors.values[ended.anchor] = value, size
            elif kind is AliasEvent:
                value, size = anchors.value_of(event) or self._without_anchor(event)
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
                    mark = event.start_mark
                    top.positions.append(mark.line << _COLUMN_BITS | mark.column)
            elif top.key is None:
                top.key = key = value if type(value) is str else self._key(event)
                if key in top.value and key not in top.inherited:
                    self.problems.append(self._duplicate(event, top.positions[key]))
                top.positions[key] = (mark := event.start_mark).line << _COLUMN_BITS | mark.column
            elif top.key == "<<" and (inherited := _inherited(value)) is not None:
                top.inherited |= inherited.keys() - top.value.keys()
                top.value.update({**inherited, **top.value})
                top.key = None
            else:
                top.value[top.key] = value
                top.inherited.discard(top.key)
                top.key = None
        self.problems += [self._unquoted(*each) for each in anchors.unused()]
        return document.value[0] if document.value else None

    @property
    def _path(self) -> ValuePath:
        """The path of the value that is being read."""
        steps = (len(each.value) if each.is_list else each.key for each in self._stack[1:])
        return tuple("" if step is None else step for step in steps)

    def _quoting_advice(self, event: _Event) -> str:
        return quoting_advice(quoted_line(self._lines, event.start_mark.line))

    def _unquoted(self, event: _Event, message: str) -> Problem:
        return _at(event, "unquoted-text", message, self._quoting_advice(event))

    def _key(self, event: _Event) -> str:
        """Return the text of a key that looks like no value, or is not a text at all."""
        if isinstance(event, ScalarEvent):
            return str(event.value)
        raise _Stop(_at(event, *_COLLECTION_AS_KEY))

    def _check_collection(self, event: _Event, parent: _Open) -> None:
        if event.tag is not None and event.tag not in _TAGS:
            message = f"The tag “{_tag(event)}” has no meaning here."
            self.problems.append(_at(event, "unquoted-text", message, "Remove it."))
        if parent.expects_key:
            message, advice = _COLLECTION_AS_KEY[1], self._quoting_advice(event)
            raise _Stop(_at(event, _COLLECTION_AS_KEY[0], message, advice))
        if len(self._stack) > MAX_YAML_DEPTH:
            raise _Stop(_at(event, *_TOO_DEEP))

    def _tagged(self, event: _Event) -> str:
        """Return the text of a scalar with a tag, which is a part of the text if it is unknown."""
        value = str(event.value)
        if event.tag in _TAGS or (event.tag == "!" and event.style):
            return value
        message = f"YAML reads “{_tag(event)}” at the start of this text as a tag."
        self.problems.append(replace(self._unquoted(event, message), path=self._path))
        return value if event.style else self._text[event.start_mark.index : event.end_mark.index]

    def _without_anchor(self, event: _Event) -> tuple[str, int]:
        """Return an alias to nothing as text."""
        text = f"*{event.anchor}"
        message = f"YAML reads “{text}” as a reference to “&{event.anchor}”, which does not exist."
        self.problems.append(replace(self._unquoted(event, message), path=self._path))
        return text, len(text) + _VALUE_COST

    def _look_for_comment(self, event: _Event) -> None:
        """Remember a comment on the line on which a text ends."""
        end = event.end_mark
        if not event.value:  # it may be after the last line
            return
        rest = self._lines[end.line][end.column :]
        comment = rest.lstrip(" \t")
        if not comment.startswith("#") or comment == rest:
            return
        path = self._path
        pasted = quoted_line(self._lines, event.start_mark.line)
        message = f"YAML reads {quoted(comment.rstrip())} as a comment, not as part of the text."
        advice = "Move a comment to a line of its own, or put the text in quotes"
        problem = _at(
            event, "unquoted-text", message, f"{advice}: {pasted}" if pasted else f"{advice}."
        )
        self.comments[path] = replace(
            problem, path=path, column=end.column + len(rest) - len(comment) + 1, line=end.line + 1
        )

    def _look_for_colon(self, event: _Event, mapping: _Open) -> None:
        """Report a key without a colon, which is the end of a text with a comma."""
        before = self._text[max(0, event.start_mark.index - 100) : event.start_mark.index]
        if before.rstrip().endswith(":"):
            return
        mapping.is_flow = False  # one problem per mapping
        path = self._path
        message = f"YAML ends the text at the comma before {quoted(str(path[-1]))}."
        self.problems.append(replace(self._unquoted(event, message), path=path[:-1]))

    def _duplicate(self, event: _Event, first: int) -> Problem:
        path = self._path
        message = f"Duplicate key “{path[-1]}” (first on line {(first >> _COLUMN_BITS) + 1})."
        advice = "Remove one of the two; the last one is used."
        return replace(_at(event, "duplicate-key", message, advice), path=path)


class _Anchors:
    """The values with anchors, and those of them that no alias has referred to.

    Attributes:
        values: The values and their sizes, by anchor.
    """

    def __init__(self) -> None:
        self.values: dict[str, tuple[Any, int]] = {}
        self._unused: dict[str, _Event] = {}

    def define(self, event: _Event, value: object, size: int) -> None:
        """Remember a text."""
        self.values[event.anchor] = value, size
        if not event.style and value is not None:
            self._unused[event.anchor] = event

    def value_of(self, event: _Event) -> tuple[Any, int] | None:
        """Return what an alias refers to, if that exists."""
        self._unused.pop(event.anchor, None)
        return self.values.get(event.anchor)

    def unused(self) -> Iterator[tuple[_Event, str]]:
        """Yield texts whose start was read as an anchor, with the reason."""
        for anchor, event in self._unused.items():
            yield event, f"YAML reads “&{anchor}” at the start of this text as an anchor."


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


def _tag(event: _Event) -> str:
    """Return a tag as it is written."""
    return str(event.tag).replace("tag:yaml.org,2002:", "!!")


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
