"""YAML as people write it.

Every scalar is read as the text that stands in the file, and its field says what it means: a
time is ``1:10`` and not 70, a speaker may be called ``No``, and a version stays ``1.10``. So the
surprises of YAML 1.1 cannot happen. Only an unquoted ``~``, ``null`` or nothing is no value.

The parser is libyaml's, read event by event: that is faster than PyYAML's loaders, needs no
recursion, and lets duplicate keys and what aliases expand to be seen as they come.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
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
    wanted = {path[:end] for path in paths for end in range(len(path) + 1)}
    found: dict[Path, Mark] = {}
    for path, event in _walk(text):
        if path in wanted:
            found.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
            if len(found) == len(wanted):
                break
    return {
        path: next((found[path[:end]] for end in range(len(path), -1, -1) if path[:end] in found), (1, 1))
        for path in paths
    }


def _events(text: str) -> Iterator[Event]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _build(text: str, problems: list[Problem]) -> Any:  # noqa: ANN401, C901, PLR0912
    """Make values of events; one loop, since this is where a cold build spends its time."""
    parser = CParser(text)
    get_event = parser.get_event
    stack: list[tuple[Any, str | None, Event | None]] = []
    anchors: dict[str, tuple[Any, int]] = {}
    sizes: list[int] = []  # of the collections that are open, in characters
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
            size = len(event.value) + 1
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
            size = sizes.pop() + 1
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
            if key in container and key != "<<":
                problems.append(_at(event, "duplicate-key", f"The key “{key}” stands here a second time.",
                                    "Keep one of the two."))
        else:
            if key == "<<" and isinstance(value, dict):
                for name, inherited in value.items():
                    container.setdefault(name, inherited)
            else:
                container[key] = value
            key = None
    return root


def _walk(text: str) -> Iterator[tuple[Path, Event]]:
    """Every value with the way to it; for a value under a key, the event is the key's."""
    path: list[str | int] = []
    kinds: list[type[Event]] = []
    at_key = False
    for event in _events(text):
        if isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            kinds.pop()
            path.pop()
        elif isinstance(event, (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)):
            if kinds and kinds[-1] is MappingStartEvent and at_key:
                path[-1] = event.value if isinstance(event, ScalarEvent) else ""
                yield tuple(path), event
                at_key = False
                continue
            if kinds and kinds[-1] is SequenceStartEvent:
                path[-1] = path[-1] + 1 if isinstance(path[-1], int) else 0
                yield tuple(path), event
            elif not kinds:
                yield (), event
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                kinds.append(type(event))
                path.append("" if isinstance(event, MappingStartEvent) else -1)
        else:
            continue
        at_key = bool(kinds) and kinds[-1] is MappingStartEvent


def _key(event: Event, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(event, ScalarEvent):
        return str(event.value)
    raise _Stop(_at(event, "not-yaml", "A list or set of keys stands where a key belongs.",
                    "Put quotes around the text."))


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
