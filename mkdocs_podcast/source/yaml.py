"""YAML as people write it.

Every scalar is read as the text that stands in the file, and its field says what it means: a
time is ``1:10`` and not 70, a speaker may be called ``No``, and a version stays ``1.10``. So the
surprises of YAML 1.1 cannot happen. Only an unquoted ``~``, ``null`` or nothing is no value.

The parser is libyaml's, read event by event: that is faster than PyYAML's loaders, needs no
recursion, and lets duplicate keys and what aliases expand to be seen as they come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..model.problem import Path, Problem

try:
    from yaml._yaml import CParser
except ImportError as error:  # pragma: no cover - only where PyYAML was built without libyaml
    raise ImportError(
        "mkdocs-podcast needs PyYAML with libyaml. Install PyYAML from a wheel, or install "
        "libyaml's headers and then PyYAML from source: pip install --force-reinstall pyyaml"
    ) from error

MAX_DEPTH = 32
"""How deep lists and keys may nest."""

MAX_EXPANDED = 4_000_000
"""How many characters all aliases of a file together may stand for."""

_COST = 32
"""So many characters is what a value costs besides its own."""

_NOTHING = {"", "~", "null"}
_TAGS = {f"tag:yaml.org,2002:{name}" for name in "str int float bool null timestamp seq map".split()}
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff\ufeff]")

Mark = tuple[int, int]
"""A place in a text: line and column, both from 1."""


class _Stop(Exception):
    """Reading cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml(text: str) -> tuple[Any, list[Problem]]:
    """Read a document.

    Returns:
        Its values (mappings, lists, texts and None), or None where it cannot be read; and what
        is wrong with it, each at its line and column.
    """
    problems: list[Problem] = []
    try:
        return _build(text, problems), problems
    except _Stop as stop:
        return None, [*problems, stop.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*problems, _syntax(error)]
    except yaml.reader.ReaderError:
        return None, [*problems, _forbidden(text)]


def marks(text: str, paths: Collection[Path]) -> dict[Path, Mark]:
    """Find values in a document that `read_yaml` has read.

    Where a value is not there, the place is that of the nearest one around it that is.

    Args:
        text: The document.
        paths: The ways to the values that are wanted.
    """
    wanted: _Wanted = {}
    for path in paths:
        node = wanted
        for step in path:
            node = node.setdefault(step, {})
    search = _Search(CParser(text).get_event)
    while (event := search.next_event()) is not None:
        if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)):
            search.enter(event, event, (), wanted)
    found = search.found
    ways = {path: [path[:end] for end in range(len(path), -1, -1)] for path in paths}
    return {path: next((found[w] for w in way if w in found), (1, 1)) for path, way in ways.items()}


_Wanted = dict[Any, Any]
"""The ways that are wanted, as a tree: what is wanted below, by key or position."""


class _Search:
    """Goes through a document again, past whatever is not wanted."""

    def __init__(self, next_event: Callable[[], Event | None]) -> None:
        self.next_event = next_event
        self.found: dict[Path, Mark] = {}

    def enter(self, event: Event, shown: Event, path: Path, wanted: _Wanted) -> None:
        """Look into a value; `shown` is where it is, which for one under a key is the key."""
        self.found[path] = shown.start_mark.line + 1, shown.start_mark.column + 1
        if isinstance(event, MappingStartEvent):
            while not isinstance(key := self._next(), MappingEndEvent):
                name = key.value if isinstance(key, ScalarEvent) else None
                self._skip(key)
                self._value(self._next(), key, (*path, name), wanted.get(name))
        elif isinstance(event, SequenceStartEvent):
            index = 0
            while not isinstance(item := self._next(), SequenceEndEvent):
                self._value(item, item, (*path, index), wanted.get(index))
                index += 1

    def _value(self, event: Event, shown: Event, path: Path, wanted: _Wanted | None) -> None:
        if wanted is None or path in self.found:
            self._skip(event)
        else:
            self.enter(event, shown, path, wanted)

    def _skip(self, event: Event) -> None:
        depth = isinstance(event, (MappingStartEvent, SequenceStartEvent))
        while depth:
            kind = type(self._next())
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1

    def _next(self) -> Event:
        event = self.next_event()
        assert event is not None  # noqa: S101 - the document was read to its end before
        return event


def _build(text: str, problems: list[Problem]) -> Any:  # noqa: ANN401, C901, PLR0912
    """Make values of events; one loop, since this is where a cold build spends its time."""
    parser = CParser(text)
    get_event = parser.get_event
    stack: list[tuple[Any, str | None, Event | None]] = []
    anchors: dict[str, tuple[Any, int]] = {}
    sizes: list[int] = []  # of the collections that are open, in characters
    merged: set[tuple[int, str]] = set()  # keys that came by “<<”, by the id of what they came to
    named: list[str | None] = []
    container: Any = None
    key: str | None = None
    root: Any = None
    documents = expanded = 0
    while (event := get_event()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            value: Any = event.value
            if event.tag is not None:
                _check_tag(event)
            if value in _NOTHING and event.implicit[0]:
                value = None
            size = len(event.value) + _COST
            if event.anchor:
                anchors[event.anchor] = value, size
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None:
                _check_tag(event)
            if key is None and type(container) is dict:
                raise _Stop(_at(event, "not-yaml", "A list or set of keys stands where a key belongs.",
                                "Put quotes around the text."))
            if len(stack) >= MAX_DEPTH:
                raise _Stop(_at(event, "too-large", f"Values nest deeper than {MAX_DEPTH} levels.",
                                "Make the file flatter."))
            stack.append((container, key, event))
            sizes.append(0)
            named.append(event.anchor)
            container, key = ({} if kind is MappingStartEvent else []), None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container, key, _ = stack.pop()
            size = sizes.pop() + _COST
            if anchor := named.pop():
                anchors[anchor] = value, size
        elif kind is AliasEvent:
            if event.anchor not in anchors:
                raise _Stop(_at(event, "not-yaml", f"There is no “&{event.anchor}” before “*{event.anchor}”.",
                                "If no alias is meant, put quotes around the text."))
            value, size = anchors[event.anchor]
            expanded += size
            if expanded > MAX_EXPANDED:
                raise _Stop(_at(event, "too-large", "The file’s aliases expand to more text than any "
                                "episode has.", "Write the values out."))
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Stop(_at(event, "two-documents", "A second document starts here.",
                                "Put it into a file of its own, or remove the line “---”."))
            continue
        else:
            continue
        if sizes:
            sizes[-1] += size
        if container is None:
            root = value
        elif type(container) is list:
            container.append(value)
        elif key is None:
            key = _key(event, value)
            if key in container and key != "<<" and (id(container), key) not in merged:
                problems.append(_at(event, "duplicate-key", f"The key “{key}” stands here a second time.",
                                    "Keep one of the two."))
        else:
            if key == "<<" and (inherited := _inherited(value)) is not None:
                merged.update((id(container), name) for name in inherited.keys() - container.keys())
                container.update({**inherited, **container})
            else:
                container[key] = value
                merged.discard((id(container), key))
            key = None
    return root


def _key(event: Event, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(event, ScalarEvent):
        return str(event.value)
    raise _Stop(_at(event, "not-yaml", "A list or set of keys stands where a key belongs.",
                    "Put quotes around the text."))


def _inherited(value: object) -> dict[str, Any] | None:
    """What “<<” brings: a set of keys, or several of which the first to have a key wins."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return {key: item for each in reversed(value) for key, item in each.items()}
    return None


def _check_tag(event: Event) -> None:
    if event.tag not in _TAGS and event.tag != "!":
        raise _Stop(_at(event, "not-yaml", f"The tag “{event.tag}” means nothing here.",
                        "Remove it, or put quotes around the text."))


def _at(event: Event, code: str, message: str, advice: str) -> Problem:
    mark = event.start_mark
    return Problem(code, message, advice, line=mark.line + 1, column=mark.column + 1)


def _forbidden(text: str) -> Problem:
    found = _FORBIDDEN.search(text)
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
    ("character '\\t'", "A tab stands where only spaces may.", "Indent with spaces."),
    ("mapping values are not allowed", "A colon in the text reads as a key.",
     "Put quotes around the text, or write it below after “|”."),
    ("could not find expected ':'", "A key has no colon, or text goes on without being indented.",
     "Add the colon, or indent the text."),
    ("did not find expected key", "Text stands where a key belongs.",
     "Align the keys; if the text above has quotes in it, put it after “|”."),
    ("did not find expected '-' indicator", "A list is interrupted.",
     "Align the dashes, and put text with quotes in it after “|”."),
    ("character that cannot start any token", "Text starts with a character that YAML keeps for itself.",
     "Put quotes around the text."),
    ("unexpected end of stream", "A quote or bracket is never closed.", "Close it."),
    ("expected the node content", "Something is missing here.", "Write the value."),
    ("while scanning an alias", "A star reads as an alias.", "Put quotes around the text."),
    ("while scanning an anchor", "An ampersand reads as an anchor.", "Put quotes around the text."),
    ("while scanning a directive", "A line that starts with “%” reads as a directive.",
     "Put quotes around the text."),
)


def _syntax(error: yaml.MarkedYAMLError) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for words, message, advice in _ADVICE:
        if words in said:
            return Problem("not-yaml", message, advice, line=line, column=column)
    return Problem("not-yaml", f"This is not YAML: {said.strip()}.",
                   "Check quotes, colons and indentation here and above.", line=line, column=column)
