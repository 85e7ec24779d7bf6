"""The kinds of values that fields of a file have: how each is read, and its JSON Schema.

A value from YAML is a text, a list, a mapping with text keys, or None. An invalid value loses only
itself: an invalid item of a list leaves the other items.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Protocol

from ..checks import Problem, ValuePath, did_you_mean
from ..show.dates import parse_date
from ..show.fields import MAX_NAME_BYTES, is_long_name, is_page_name, quoted, tidy, without_controls
from ..show.timecode import parse_duration, parse_timecode

JsonSchema = dict[str, Any]

MAX_DIGITS = 15
"""Digits of a whole number. JSON readers do not know longer ones exactly."""

MAX_KEY_LENGTH = 60
"""A key with more characters is not a misspelt one."""

MAX_COMPARED_KEYS = 100
"""The number of unknown keys that are compared with known ones, since this is slow."""

_WHOLE_NUMBER = re.compile(r"\d+", re.ASCII)
_FLAGS = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0"), False),
}


_DATE_ADVICE = "Write year, month and day, and a time of day if you like: 2024-03-31 07:30."


class InvalidValue(ValueError):
    """A value that its field cannot have.

    Attributes:
        code: The check that found it.
        message: The problem, as a sentence.
        advice: The fix, as a sentence.
        path: The path of the part of the value that is wrong.
    """

    def __init__(self, code: str, message: str, advice: str, path: ValuePath = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice
        self.path = path

    def within(self, key: str) -> InvalidValue:
        """Return the same error of the value that has this one under a key."""
        return InvalidValue(self.code, self.message, self.advice, (key, *self.path))

    def at(self, path: ValuePath) -> Problem:
        """Return it as a problem of the value with a path."""
        return Problem(self.code, self.message, self.advice, (*path, *self.path))


class ValueKind(Protocol):
    """A kind of value."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> Any:  # noqa: ANN401
        """Read a value that is not None.

        Args:
            value: The value in the file.
            path: Its path.
            problems: The list to which problems with parts of it are added.

        Raises:
            InvalidValue: No part of it is valid.
        """


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    Attributes:
        reader: Returns the value for what is in the file, or raises `InvalidValue`.
        schema: Its JSON Schema.
        is_prose: Whether it is text that people read, rather than a name, a number or a URL.
    """

    reader: Callable[[object], Any]
    schema: JsonSchema
    is_prose: bool = False

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> Any:  # noqa: ANN401, ARG002
        """Read a value."""
        return self.reader(value)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values.

    Attributes:
        item: The kind of its items.
    """

    item: ValueKind

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {"type": ["array", "null"], "items": self.item.schema}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> tuple[Any, ...]:
        """Read a list, without items that are empty or invalid."""
        if not isinstance(value, list):
            raise unexpected("bad-list", "a list", value, "Write a list.")
        return tuple(_items(self.item, enumerate(value), path, problems))


@dataclass(frozen=True, slots=True)
class Words:
    """A list of short texts, each once; also written as one text with commas."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {"type": ["array", "string", "null"], "items": ONE_LINE.schema}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> tuple[str, ...]:
        """Read a list or a text."""
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list):
            expected = "a list, or text with commas"
            raise unexpected("bad-list", expected, value, "Write a list.")
        words = _items(ONE_LINE, enumerate(items), path, problems)
        return tuple(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping with any keys.

    Attributes:
        item: The kind of its values.
        empty: The value of a key that has none.
    """

    item: ValueKind
    empty: object

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {"type": ["object", "null"], "additionalProperties": self.item.schema}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> dict[str, Any]:
        """Read a mapping, without invalid values."""
        if not isinstance(value, dict):
            raise unexpected("bad-mapping", "keys with values", value, "Write keys with values.")
        found = {}
        for key, item in value.items():
            try:
                found[tidy(key)] = (
                    self.empty if item is None else self.item.read(item, (*path, key), problems)
                )
            except InvalidValue as error:
                problems.append(error.at((*path, key)))
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a model.

    Attributes:
        name: Its name in the model.
        kind: The kind of its value.
        keys: The keys that it is read from. The first one with a valid value is used.
        is_required: Whether there is nothing without it.
    """

    name: str
    kind: ValueKind
    keys: tuple[str, ...]
    is_required: bool = False

    def written_key(self, data: Mapping[str, Any]) -> str:
        """Return the key that a mapping has it under; the first one if it has none."""
        return next((key for key in self.keys if data.get(key) is not None), self.keys[0])


def read_as(name: str, kind: ValueKind, *keys: str, is_required: bool = False) -> Field:
    """Describe a field; it is read from the key with its name unless other keys are given."""
    return Field(name, kind, keys or (name,), is_required)


@dataclass(frozen=True)
class Record:
    """A mapping with known keys, from which an object is made.

    Attributes:
        model: The class of the object.
        fields: Its fields.
        code: The check that reports a missing required field.
        shorthand: The key that a text in place of the mapping stands for.
        synonyms: Keys that other programs use, in lower case without separators, and the keys that
            they mean.
    """

    model: type[Any]
    fields: tuple[Field, ...]
    code: str = ""
    shorthand: str = ""
    synonyms: Mapping[str, str] = field(default_factory=dict, hash=False)

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys that it is read from."""
        return frozenset(key for each in self.fields for key in each.keys)

    @cached_property
    def prose_keys(self) -> frozenset[str]:
        """The keys whose values are text that people read."""
        kinds = {key: each.kind for each in self.fields for key in each.keys}
        return frozenset(k for k, v in kinds.items() if isinstance(v, Scalar) and v.is_prose)

    @cached_property
    def folded_keys(self) -> Mapping[str, str]:
        """All keys that it is read from, by the same keys in lower case."""
        return {key.casefold(): key for key in self.keys}

    @cached_property
    def fields_by_name(self) -> Mapping[str, Field]:
        """Its fields, by name."""
        return {each.name: each for each in self.fields}

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        schema: JsonSchema = {
            "type": ["object", "string"] if self.shorthand else "object",
            "properties": {key: each.kind.schema for each in self.fields for key in each.keys},
        }
        required = [each.keys[0] for each in self.fields if each.is_required]
        return {**schema, "required": required} if required else schema

    def similar_key(self, key: str) -> str | None:
        """Return the key that an unknown one probably means."""
        if len(key) > MAX_KEY_LENGTH:
            return None
        folded = key.casefold().replace("_", "").replace("-", "")
        return self.synonyms.get(folded) or _hint(key, self.keys)

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> Any:  # noqa: ANN401
        """Read an object."""
        if self.shorthand and isinstance(value, str):
            value = {self.shorthand: value}
        if not isinstance(value, dict):
            raise unexpected("bad-mapping", "keys with values", value, "Write keys with values.")
        if not value.keys() <= self.keys:
            problems += misspelt_keys(value.keys() - self.keys, self.keys, value, path)
        return self.model(**self.read_fields(value, path, problems))

    def read_fields(
        self, data: Mapping[str, Any], path: ValuePath, problems: list[Problem]
    ) -> dict[str, Any]:
        """Read the fields that have a valid value, by name.

        Raises:
            InvalidValue: A required field has none.
        """
        values: dict[str, Any] = {}
        for each in self.fields:
            errors: tuple[InvalidValue, ...] = ()
            for key in each.keys:
                value = data.get(key)
                if value is None:
                    continue
                try:
                    valid = each.kind.read(value, (*path, key), problems)
                except InvalidValue as error:
                    errors += (error.within(key),)
                else:
                    values.setdefault(each.name, valid)
            if each.is_required and each.name not in values:
                raise errors[0] if errors else self._missing(each.keys[0])
            problems += [error.at(path) for error in errors]
        return values

    def _missing(self, key: str) -> InvalidValue:
        return InvalidValue(self.code, f"There is no “{key}”.", f"Add “{key}:”.")


def misspelt_keys(
    unknown: Iterable[str], known: frozenset[str], data: Mapping[str, Any], path: ValuePath
) -> Iterator[Problem]:
    """Report keys that nothing reads and that look like known ones.

    Args:
        unknown: Keys that nothing reads.
        known: The keys that are read.
        data: The mapping that has the unknown keys.
        path: Its path.
    """
    for key in sorted(unknown)[:MAX_COMPARED_KEYS]:
        hint = _hint(key, known) if len(key) <= MAX_KEY_LENGTH else None
        if hint and hint not in data:
            yield Problem(
                "unknown-key", f"Unknown key “{key}”.", f"Did you mean “{hint}”?", (*path, key)
            )


@lru_cache(maxsize=1024)
def _hint(key: str, known: frozenset[str]) -> str | None:
    return did_you_mean(key, known)


def read_one_line(value: object) -> str:
    """Read text on one line."""
    return tidy(_text(value))


def unexpected(code: str, expected: str, value: object, advice: str) -> InvalidValue:
    """Return the error for a value of another kind than expected."""
    return InvalidValue(code, f"Expected {expected}, got {_described(value)}.", advice)


def _items(
    kind: ValueKind, items: Iterable[tuple[int, object]], path: ValuePath, problems: list[Problem]
) -> Iterator[Any]:
    for index, item in items:
        if item is None:
            continue
        try:
            yield kind.read(item, (*path, index), problems)
        except InvalidValue as error:
            problems.append(error.at((*path, index)))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise unexpected("bad-text", "text", value, "Write text, in quotes if it looks like YAML.")


def _read_text(value: object) -> str:
    return without_controls(_text(value))


def _read_whole_number(value: object) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if not _WHOLE_NUMBER.fullmatch(text):
        raise unexpected("bad-number", "a whole number", value, "Write digits only.")
    if len(text.lstrip("0")) > MAX_DIGITS:
        expected = f"at most {MAX_DIGITS} digits"
        raise unexpected("bad-number", expected, value, "Write a smaller number.")
    return int(text)


def _read_flag(value: object) -> bool:
    flag = _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None
    if flag is None:
        raise unexpected("bad-flag", "true or false", value, "Write “true” or “false”.")
    return flag


def _read_date(value: object) -> date:
    if not isinstance(value, str):
        raise unexpected("bad-date", "a date such as 2024-03-31", value, _DATE_ADVICE)
    try:
        return parse_date(value)
    except ValueError as error:
        raise InvalidValue("bad-date", f"{error}.", _DATE_ADVICE) from None


def _read_time(value: object) -> float:
    return _read_seconds(value, parse_timecode, "bad-time", "a time such as 2:12 or 1:02:03")


def _read_duration(value: object) -> float:
    expected = "a length such as 1:02:03, 1 h 2 min or PT1H2M3S"
    return _read_seconds(value, parse_duration, "bad-duration", expected)


def _read_seconds(value: object, parse: Callable[[str], float], code: str, expected: str) -> float:
    advice = "Write minutes and seconds with two digits each, or plain seconds."
    if not isinstance(value, str):
        raise unexpected(code, expected, value, advice)
    try:
        return parse(value)
    except ValueError as error:
        raise InvalidValue(code, f"{error}.", advice) from None


def _read_slug(value: object) -> str:
    slug = read_one_line(value)
    if slug and is_long_name(slug):
        expected = f"at most {MAX_NAME_BYTES} bytes"
        raise unexpected("bad-slug", expected, slug, "Write a shorter name.")
    if slug and not is_page_name(slug):
        message = f"Expected a name that can be part of a URL, got {quoted(slug)}."
        raise InvalidValue("bad-slug", message, "Remove “/”, “\\”, “?”, “#” and dots at the start.")
    return slug


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return quoted(str(value))


# YAML takes some texts for numbers or booleans, and a key without a value for null.
_TEXT_SCHEMA = {"type": ["boolean", "null", "number", "string"]}
_NUMBER_SCHEMA = {"type": ["integer", "null", "string"], "minimum": 0}

ONE_LINE = Scalar(read_one_line, _TEXT_SCHEMA)
"""Text on one line: a URL, a path, an id."""

PROSE = Scalar(read_one_line, _TEXT_SCHEMA, is_prose=True)
"""Text on one line that people read: a title, a header, what somebody says."""

TEXT = Scalar(_read_text, _TEXT_SCHEMA, is_prose=True)
"""Text of any number of lines."""

WHOLE_NUMBER = Scalar(_read_whole_number, _NUMBER_SCHEMA)
"""A whole number in base ten; leading zeros are ignored."""

FLAG = Scalar(_read_flag, {"type": ["boolean", "null", "string"]})
"""True or false."""

DATE = Scalar(
    _read_date,
    {
        "type": ["integer", "null", "string"],
        "examples": ["2024-03-31", "2024-03-31T07:30:00+02:00", "31 March 2024"],
    },
)
"""A day or a moment: ISO 8601, an English date, or seconds or milliseconds since 1970."""

TIME = Scalar(_read_time, {"type": ["null", "number", "string"]})
"""A time of an episode, in seconds."""

DURATION = Scalar(_read_duration, {"type": ["null", "number", "string"]})
"""A length, in seconds."""

SLUG = Scalar(_read_slug, _TEXT_SCHEMA)
"""The last part of a page's URL."""

WORDS = Words()
"""Short texts: names, ids, topics."""

TEXT_BY_KEY = MappingOf(ONE_LINE, empty="")
"""Links or ids, by platform."""
