"""TOML, with values as `read_yaml` returns them and the positions of keys."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, time
from typing import Any

from ..checks import Problem
from .yaml import MAX_YAML_DEPTH, Document, pack_position

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TABLE = re.compile(r"[ \t]*\[{1,2}([^\[\]\n]+)\]{1,2}")
_KEY = re.compile(r"""[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*[\w-]+)*)[ \t]*=""")
_TRIPLE = re.compile(r'"""|' + "'''")


MAX_DOTS = 2_000
"""Dots in a line, since the parser needs a time that grows with the square of a dotted key."""


class _TooDeepError(Exception):
    """Tables or arrays are nested too deeply."""


def read_toml(text: str) -> Document:
    """Read a document; numbers, dates and booleans are texts, as in the file where possible."""
    try:
        if any(line.count(".") > MAX_DOTS for line in text.split("\n")):
            raise _TooDeepError
        values = _as_text(tomllib.loads(text, parse_float=str), 1)
    except tomllib.TOMLDecodeError as error:
        return Document(None, [_syntax(str(error), text)], {})
    except (RecursionError, _TooDeepError):
        message = f"Tables and arrays are nested more than {MAX_YAML_DEPTH} levels deep."
        return Document(
            None, [Problem("too-large", message, "Use fewer levels.", line=1, column=1)], {}
        )
    return Document(values, [], _positions(text, values))


def _as_text(value: Any, depth: int) -> Any:  # noqa: ANN401
    if depth > MAX_YAML_DEPTH:
        raise _TooDeepError
    if isinstance(value, dict):
        return {key: _as_text(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)


def _syntax(message: str, text: str) -> Problem:
    found = _POSITION.search(message)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else _end_of(text)
    reason = _POSITION.sub("", message).strip().rstrip(".")
    return Problem(
        "not-toml",
        f"This is not valid TOML: {reason}.",
        "Check quotes, brackets and equals signs here and above.",
        line=line,
        column=column,
    )


def _end_of(text: str) -> tuple[int, int]:
    lines = text.rstrip("\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _positions(text: str, values: dict[str, Any]) -> dict[int, Any]:
    """Find the keys that start a line; the values of other keys have the position of those."""
    positions: dict[int, Any] = {}
    table: Any = values
    is_in_text = False
    for number, line in enumerate(text.split("\n")):
        if not is_in_text:
            if header := _TABLE.match(line):
                table = _find(values, _steps(header[1]))
            elif (key := _KEY.match(line)) and isinstance(table, dict):
                *steps, last = _steps(key[1])
                parent = _find(table, steps)
                column = len(line) - len(line.lstrip())
                if isinstance(parent, dict) and last in parent:
                    positions.setdefault(id(parent), {})[last] = pack_position(number, column)
                if steps and steps[0] in table:
                    first = positions.setdefault(id(table), {})
                    first.setdefault(steps[0], pack_position(number, column))
        is_in_text ^= len(_TRIPLE.findall(line)) % 2 == 1
    return positions


def _steps(dotted_key: str) -> list[str]:
    quoted_or_bare = re.findall(r""""[^"]*"|'[^']*'|[\w-]+""", dotted_key)
    return [step.strip("\"'") for step in quoted_or_bare]


def _find(value: Any, steps: list[str]) -> Any:  # noqa: ANN401
    """Return a table, or the last one of an array, where the keys that follow are."""
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, list) and value:
            value = value[-1]
    return value
