"""Fixes of problems that have only one solution: quotes, times, names and keys.

A fix changes the line of a problem and nothing else in the file: comments, order and layout stay.
Afterwards the file is read again. If it means anything else than expected, the fix is not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from ..checks import Problem, ValuePath
from ..show import format_timecode
from ..show.timecode import parse_duration, parse_timecode
from . import front_matter
from .documents import FORMATS_BY_SUFFIX
from .front_matter import FileParts
from .yaml import Document, read_yaml
from .yaml_errors import corrected_text, quote_entry

_HINT = re.compile("Did you mean “([^”]+)”")
_SEPARATORS = re.compile(r"(?<!\s)\s*[:.;：]\s*")
_UNIT = re.compile(r"([hms])(?=\d)", re.IGNORECASE)
_AROUND = "[]()<> \t"


def fix_text(text: str, suffix: str, problems: Sequence[Problem]) -> str:
    """Fix what is safe in the text of a file.

    Args:
        text: The text, with line feeds at the end of lines.
        suffix: The suffix of the file. Only YAML is fixed, also in the front matter of Markdown.
        problems: The problems of the file.

    Returns:
        The fixed text, or the same text if nothing can be fixed.
    """
    is_data = suffix.lower() in FORMATS_BY_SUFFIX
    format_ = FORMATS_BY_SUFFIX.get(suffix.lower(), "yaml")
    parts = FileParts(text, format=format_) if is_data else front_matter.split(text)
    if parts is None or parts.format != "yaml" or not parts.is_closed:
        return text
    head = _with_values(_with_quotes(parts.head, problems), problems)
    return text.replace(parts.head.lstrip("\n"), head.lstrip("\n"), 1)


def fixed_time(text: str) -> str:
    """Return a time as it should be written; empty if it is not clear which time is meant."""
    plain = text.strip(_AROUND)
    for written in (plain, _SEPARATORS.sub(":", plain), _UNIT.sub(r"\1 ", plain)):
        for parse in (parse_timecode, parse_duration):
            try:
                return format_timecode(parse(written))
            except ValueError:
                continue
    return ""


def _with_quotes(head: str, problems: Iterable[Problem]) -> str:
    corrected = corrected_text(head)
    if corrected != head:
        is_complete = corrected and _words(corrected) == _words(head)
        return corrected if is_complete else head
    for problem in sorted(problems, key=lambda each: each.line, reverse=True):
        if problem.code == "unquoted-text" and problem.line:
            lines = head.split("\n")
            # After “# ”, it is probably a comment.
            rest = lines[problem.line - 1 : problem.line][0][problem.column - 1 :]
            if not rest.startswith(("# ", "#\t")):
                quoted = "\n".join(quote_entry(lines, problem.line - 1))
                is_safe = _words(quoted) == _words(head) and read_yaml(quoted).values is not None
                head = quoted if is_safe else head
    return head


def _with_values(head: str, problems: Iterable[Problem]) -> str:
    """Correct keys, names and times, each at its position."""
    document = read_yaml(head)
    if not isinstance(document.values, dict):
        return head
    expected = deepcopy(document.values)
    lines = head.split("\n")
    changes = [each for problem in problems for each in _changes(document, problem)]
    for path, change in sorted(changes, key=lambda each: document.mark(each[0]), reverse=True):
        line, column = document.mark(path)
        if edited := change(lines[line - 1], column - 1, _owner(expected, path), str(path[-1])):
            lines[line - 1] = edited
    fixed = "\n".join(lines)
    return fixed if read_yaml(fixed).values == expected else head


_Change = Callable[[str, int, dict[str, Any], str], str]
"""Edits a line from a column on, and a mapping at a key in the same way."""


def _changes(document: Document, problem: Problem) -> Iterator[tuple[ValuePath, _Change]]:
    path, values = problem.path, document.values
    if not path or not isinstance(_find(values, path[:-1]), dict):
        return
    key = str(path[-1])
    value = _find(values, path)
    entries = values.get("transcript")
    # Problems of entries are reported once per name or key.
    alike = entries if len(path) == 3 and isinstance(entries, list) else ()
    if problem.code == "unknown-key" and (hint := _HINT.search(problem.advice)):
        if not alike:
            yield path, _rename_to(hint[1])
        for index, item in enumerate(alike):
            if isinstance(item, dict) and key in item and hint[1] not in item:
                yield (path[0], index, key), _rename_to(hint[1])
    elif problem.code == "who-with-colon":
        for index, item in enumerate(alike):
            if isinstance(item, dict) and item.get(key) == value:
                yield (path[0], index, key), _set_to(str(value).rstrip(": "))
    elif problem.code == "bad-time" and isinstance(value, str) and (time := fixed_time(value)):
        yield path, _set_to(time)


def _rename_to(name: str) -> _Change:
    def rename(line: str, start: int, owner: dict[str, Any], key: str) -> str:
        match = re.compile(rf"""(["']?){re.escape(key)}\1(?=\s*:)""").match(line, start)
        if not match or name in owner:
            return ""
        owner[name] = owner.pop(key)
        return f"{line[:start]}{name}{line[match.end() :]}"

    return rename


def _set_to(text: str) -> _Change:
    def set_value(line: str, start: int, owner: dict[str, Any], key: str) -> str:
        before = re.compile(r"""["']?[\w-]+["']?\s*:\s+["']?""").match(line, start)
        written = str(owner[key])
        if not before or not line.startswith(written, before.end()):
            return ""
        owner[key] = text
        return f"{line[: before.end()]}{text}{line[before.end() + len(written) :]}"

    return set_value


def _owner(values: object, path: ValuePath) -> dict[str, Any]:
    owner = _find(values, path[:-1])
    return owner if isinstance(owner, dict) else {}


def _find(values: object, path: ValuePath) -> object:
    for step in path:
        if isinstance(values, Mapping) or (isinstance(values, list) and isinstance(step, int)):
            try:
                values = values[step]  # type: ignore[index]
            except (IndexError, KeyError):
                return None
        else:
            return None
    return values


def _words(text: str) -> str:
    """Return a text without what quoting it changes."""
    return re.sub(r"""[\s"'\\]""", "", text)
