"""From the plain values of a file to the model, with every fault on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from .checks import check_episode, check_person
from .episode import Episode
from .fields import plain_text, tidy
from .person import LONGEST_SUMMARY, Person
from .problem import CHECKS, Path, Problem, did_you_mean
from .timecode import parse_timecode
from .transcript import Entry, Header, Line, kind_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

T = TypeVar("T", Episode, Person)

_Synonyms = Mapping[str, tuple[str, ...]]

_EPISODE_SYNONYMS: _Synonyms = {
    "published": ("published", "date", "dateadded"),
    "topics": ("topics", "tags", "keywords"),
    "clips": ("quotableClips", "clips"),
}
_PERSON_SYNONYMS: _Synonyms = {"id": ("short",)}

_ANY = "*"

_STAND_INS: Mapping[Path, Any] = {
    ("title",): "?",
    ("published",): date.min,
    ("transcript", _ANY): {"line": "?", "who": "?"},
    ("transcript", _ANY, "line"): "?",
    ("transcript", _ANY, "header"): "?",
    ("clips", _ANY): {"name": "?", "startOffset": 0},
    ("clips", _ANY, "name"): "?",
    ("clips", _ANY, "startOffset"): 0,
}
"""Valid values that replace invalid ones, by their paths, so that the rest can be validated.

Any other invalid key is removed, and any other invalid item of a list becomes an empty text.
"""

_LINE_TIMES: set[Path] = {("transcript", _ANY, "sec"), ("transcript", _ANY, "time")}
_OURS = {
    "extra",
    "summary",
    "name",
    "file",
    "digest",
    "speakers",
    "said",
    "section_topics",
    "forms",
    "chapters",
}
_KEYS_OF_ENTRIES: dict[str | None, set[str]] = {
    "header": {f.name for f in fields(Header)} - _OURS,
    "line": {f.name for f in fields(Line)} - _OURS,
}
_KEYS_OF_ENTRIES[None] = _KEYS_OF_ENTRIES["header"] | _KEYS_OF_ENTRIES["line"]


def synonyms_of(model: type[Episode | Person]) -> _Synonyms:
    """The keys that fields are read from, where they are others than the field's name.

    The first that is there counts.
    """
    return _EPISODE_SYNONYMS if model is Episode else _PERSON_SYNONYMS


def keys_of(model: type[Episode | Person]) -> set[str]:
    """All keys that mean something to us in a file."""
    synonyms = synonyms_of(model)
    names = {f.name for f in fields(model)} - _OURS - set(synonyms)
    return names.union(*synonyms.values())


def parse_episode(data: Mapping[str, Any]) -> tuple[Episode | None, list[Problem]]:
    """Make an episode of the values of its file.

    Returns:
        The episode, or nothing where a value cannot be one; and what is wrong, with the path of
        each value but not yet its place in the file.
    """
    values, problems = _ours_and_extra(data, Episode, _EPISODE_SYNONYMS)
    transcript = values.get("transcript")
    if isinstance(transcript, list):
        values["transcript"] = list(_entries(transcript, problems))
    episode, problems = _parse(values, problems, Episode, check_episode, _EPISODE_SYNONYMS, data)
    if episode:
        intro = plain_text(episode.intro, 200) if not episode.description else ""
        episode = replace(episode, summary=episode.description or intro)
    return episode, problems


def parse_person(data: Mapping[str, Any]) -> tuple[Person | None, list[Problem]]:
    """Make a person of the values of their file; like `parse_episode`."""
    values, problems = _ours_and_extra(data, Person, _PERSON_SYNONYMS)
    links = values.get("links")
    extra = values["extra"]
    addresses = {key: value for key, value in extra.items() if _is_link(value)}
    values["extra"] = {key: value for key, value in extra.items() if key not in addresses}
    values["links"] = {**(links or {}), **addresses} if isinstance(links, dict | None) else links
    person, problems = _parse(values, problems, Person, check_person, _PERSON_SYNONYMS, data)
    if person:
        person = replace(person, summary=plain_text(person.bio_short, LONGEST_SUMMARY))
    return person, problems


def adapter(model: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a model, or a shape made of some
    """What validates, reads and writes a model."""
    return _adapter(model)


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    from pydantic import TypeAdapter

    return TypeAdapter(model)


def typed(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    """Give a value that is not ours the type that its text looks like, if it prints the same."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    if not isinstance(value, str):
        return value
    if value in {"true", "false"}:
        return value == "true"
    for kind in (int, float):
        try:
            number = kind(value)
        except ValueError:
            continue
        if str(number) == value and number not in (float("inf"), float("-inf")):
            return number if number == number else value
    return value


def _ours_and_extra(
    data: Mapping[str, Any],
    model: type[Episode | Person],
    synonyms: _Synonyms,
) -> tuple[dict[str, Any], list[Problem]]:
    known = keys_of(model)
    values = {key: data[key] for key in data if key in known and data[key] is not None}
    extra = {key: typed(data[key]) for key in data if key not in known}
    if isinstance(title := values.get("title"), str) and not tidy(title):
        del values["title"]
    for name, keys in synonyms.items():
        for key in keys:
            value = values.pop(key, None)
            if value is not None:
                values.setdefault(name, value)
    problems = [*_slips(extra, known - set(values), ())]
    values["extra"] = extra
    return values, problems


def _slips(extra: Iterable[str], known: set[str], path: Path) -> Iterator[Problem]:
    for key in extra:
        if hint := did_you_mean(key, known):
            yield Problem(
                "unknown-key",
                f"Nothing reads the key “{key}”.",
                f"Did you mean “{hint}”?",
                (*path, key),
            )


def _entries(transcript: list[Any], problems: list[Problem]) -> Iterator[Any]:
    for index, entry in enumerate(transcript):
        known = _KEYS_OF_ENTRIES[kind_of(entry)]
        if not isinstance(entry, dict) or entry.keys() <= known:
            yield _entry(entry)
            continue
        extra = {key: typed(value) for key, value in entry.items() if key not in known}
        problems += _slips(extra, known - entry.keys(), ("transcript", index))
        yield _entry({**{k: v for k, v in entry.items() if k in known}, "extra": extra})


def _entry(values: Any) -> Any:  # noqa: ANN401
    """An entry that nothing is wrong with, ten times faster than by pydantic; or its values.

    Most of a file are such entries, and pydantic says what is wrong with the rest.
    """
    try:
        return _header(**values) if "header" in values else _line(**values)
    except (AttributeError, TypeError, ValueError):
        return values


def _header(header: str, id: str = "", extra: Any = None) -> Entry:  # noqa: A002, ANN401
    return Header(tidy(header), tidy(id), extra=extra)


def _line(
    line: str,
    who: str = "",
    sec: str | None = None,
    time: str | None = None,
    extra: Any = None,  # noqa: ANN401
) -> Entry:
    return Line(
        tidy(line),
        tidy(who),
        None if sec is None else round(parse_timecode(sec), 3),
        None if time is None else round(parse_timecode(time), 3),
        extra,
    )


def _parse(
    values: dict[str, Any],
    problems: list[Problem],
    model: type[T],
    check: Callable[[T], Iterator[Problem]],
    synonyms: _Synonyms,
    data: Mapping[str, Any],
) -> tuple[T | None, list[Problem]]:
    from pydantic import ValidationError

    broken = False
    remaining = sys.maxsize
    while True:
        try:
            value = adapter(model).validate_python(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
            if len(details) >= remaining:
                return None, problems
            remaining = len(details)
            values = _copy(values)
            faults = [(_path(detail, values), detail) for detail in details]
            for path, detail in faults:
                problem = _problem(detail, path, synonyms, data)
                problems.append(problem)
                broken = broken or CHECKS[problem.code].fixed
                _replace_invalid(values, path)
        else:
            problems += [_renamed(p, synonyms, data) for p in check(value)]
            return None if broken else value, problems


def _copy(values: Any) -> Any:  # noqa: ANN401
    """Copy nested values; what a YAML alias shares becomes a copy of its own in each place."""
    if isinstance(values, dict):
        return {key: _copy(value) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return [_copy(value) for value in values]
    return values


def _path(detail: ErrorDetails, values: object) -> Path:
    """The part of a fault's way that leads through the values, without the names of variants."""
    location = detail["loc"]
    if location[0] == "transcript":
        location = (*location[:2], *location[3:])
    path: list[str | int] = []
    for step in location:
        if isinstance(values, dict) and (step in values or detail["type"] == "missing"):
            values = values.get(step)
        elif isinstance(values, list | tuple) and isinstance(step, int):
            values = values[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _replace_invalid(values: Any, path: Path) -> None:  # noqa: ANN401
    """Replace an invalid value by a valid one, or remove it."""
    *parents, last = path
    for step in parents:
        values = values[step]
    shape = _shape(path)
    if shape in _STAND_INS:
        values[last] = _copy(_STAND_INS[shape])
    elif isinstance(last, int):
        values[last] = ""
    else:
        values.pop(last, None)


def _shape(path: Path) -> Path:
    """A path with every index replaced by `_ANY`."""
    return tuple(_ANY if isinstance(step, int) else step for step in path)


def _renamed(problem: Problem, synonyms: _Synonyms, data: Mapping[str, Any]) -> Problem:
    written = _as_written(problem.path, synonyms, data)
    return problem if written == problem.path else replace(problem, path=written)


def _as_written(path: Path, synonyms: _Synonyms, data: Mapping[str, Any]) -> Path:
    if path and path[0] in synonyms:
        keys = synonyms[str(path[0])]
        return (next((key for key in keys if data.get(key) is not None), keys[0]), *path[1:])
    return path


_KINDS = {
    "string_type": "text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a set of keys",
    "mapping_type": "a set of keys",
    "dataclass_type": "a set of keys",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_parsing_size": "a smaller number",
    "date_type": "a date",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than_equal": "zero or more",
    "less_than_equal": "a smaller number",
    "finite_number": "a number",
}


def _problem(
    detail: ErrorDetails,
    path: Path,
    synonyms: _Synonyms,
    data: Mapping[str, Any],
) -> Problem:
    written = _as_written(path, synonyms, data)
    if _shape(path) in _LINE_TIMES:
        return _bad_time(detail, written)
    if detail["type"] == "missing":
        if path == ("title",):
            return Problem("missing-title", "The file has no title.", "Add “title:”.")
        return Problem(
            "wrong-type", f"“{written[-1]}” is missing.", f"Add “{written[-1]}:”.", written[:-1]
        )
    if detail["type"] == "union_tag_not_found":
        return Problem(
            "wrong-type",
            "The entry is neither a header nor a line.",
            "Give it either “header:” or “line:”.",
            written,
        )
    if detail["type"] == "value_error":
        message = str(detail["ctx"]["error"])
        if message[0] != "“":
            message = f"“{written[-1]}” {message}"
        return Problem("wrong-type", f"{message}.", "Correct the value.", written)
    kind = _KINDS.get(detail["type"], "another kind of value")
    given = _describe(detail["input"])
    return Problem("wrong-type", f"{given} stands where {kind} belongs.", f"Write {kind}.", written)


def _bad_time(detail: ErrorDetails, path: Path) -> Problem:
    if detail["type"] == "value_error":
        message = f"{detail['ctx']['error']}."
    else:
        message = f"{_describe(detail['input'])} is not a time such as 2:12 or 1:02:03."
    return Problem("bad-time", message, "Correct or remove it; until then it is ignored.", path)


def _describe(value: object) -> str:
    if value is None:
        return "Nothing"
    if isinstance(value, dict):
        return "A set of keys"
    if isinstance(value, list | tuple):
        return "A list"
    text = str(value)
    return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"


def _is_link(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))
