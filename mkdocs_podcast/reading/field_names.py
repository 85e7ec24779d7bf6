"""Keys that files have under other names than ours.

The option `fields` maps them. Keys are compared without regard to case, whether they are mapped or
not, since TOML front matter often has ``Title``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..checks import ValuePath
from ..settings import FieldSource
from .kinds import Record
from .link_kinds import Recordings

_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{2,5}$")

Values = Mapping[str, Any]


@dataclass(frozen=True)
class MappedValues:
    """The values of a file under our keys.

    Attributes:
        values: The values.
        found: The mapped keys of ours for which the file has a value.
        origins: Where values are in the file, by their paths in `values`, if that differs.
    """

    values: Values
    found: tuple[str, ...] = ()
    origins: Mapping[ValuePath, ValuePath] = field(default_factory=dict)

    def written_path(self, path: ValuePath) -> ValuePath:
        """Return the path in the file of a value, or of the innermost value around it."""
        for end in range(len(path), 0, -1):
            origin = self.origins.get(path[:end])
            if origin is not None:
                return (*origin, *path[end:])
        return path

    def own_path(self, path: ValuePath) -> ValuePath:
        """Return the path in `values` of a value, by its path in the file."""
        for own, written in self.origins.items():
            if path[: len(written)] == written:
                return (*own, *path[len(written) :])
        return path


def map_values(
    values: Values, fields: Mapping[str, FieldSource | None], record: Record
) -> MappedValues:
    """Put the values of a file under our keys.

    A mapped key is not read under its own name, and neither is a key of ours that is mapped to
    None.

    Args:
        values: The values of the file, by key.
        fields: Where to find the value of each of our keys, such as ``audio.length``.
        record: The fields of the file.
    """
    if not fields and values.keys() <= record.keys:
        return MappedValues(values)
    found: list[tuple[str, ValuePath, Any]] = []
    left: Values = values
    for key, source in fields.items():
        path = find_path(values, source.path if source else key)
        if not path:
            continue
        if source:
            found.append((key, path, _with_prefix(_value_at(values, path), source.prefix)))
        left = _without(left, path)
    left, origins = _with_own_spelling(left, record)
    mapped = dict(left)
    for key, path, value in sorted(found, key=lambda each: each[0].count(".")):
        if value == "":
            continue  # as good as none
        steps = tuple(key.split("."))
        if steps[0] == key and isinstance(mapped.get(key), dict):  # what is left of other mappings
            mapped.update({f"{key}.{name}": item for name, item in mapped[key].items()})
        _set(mapped, steps, value, record)
        origins[steps] = path
        if steps[0] == key and not isinstance(value, (dict, list)):
            shorthand = _shorthand(record, key)
            origins.update({(key, shorthand): path} if shorthand else {})
    return MappedValues(mapped, tuple(key for key, _, _ in found), origins)


def find_path(values: object, dotted_key: str) -> tuple[str | int, ...]:
    """Return the path of a value for a key such as ``enclosure.url``; empty if there is none.

    The key of a mapping is found in any case, and so is a whole key that contains a dot.
    """
    steps: tuple[str | int, ...] = ()
    rest = dotted_key
    while rest:
        first, _, others = rest.partition(".")
        if isinstance(values, Mapping):
            whole = key_of_any_case(values, rest)
            step: str | int | None = key_of_any_case(values, first) if whole is None else whole
            others = others if whole is None else ""
        elif isinstance(values, list) and first.isdecimal() and int(first) < len(values):
            step = int(first)
        else:
            return ()
        if step is None:
            return ()
        values = values[step]  # type: ignore[index]
        steps += (step,)
        rest = others
    return steps if values is not None else ()


def key_of_any_case(keys: Iterable[str], key: str) -> str | None:
    """Return a key as it is written."""
    if key in keys:
        return key
    folded = key.casefold()
    return next((each for each in keys if each.casefold() == folded), None)


def _value_at(values: Any, path: ValuePath) -> Any:  # noqa: ANN401
    for step in path:
        values = values[step]
    return values


def _with_prefix(value: Any, prefix: str) -> Any:  # noqa: ANN401
    """Put a prefix before names, but not before URLs; in a mapping, only before names of files."""
    if isinstance(value, list):
        return [_with_prefix(item, prefix) for item in value]
    if isinstance(value, dict):
        is_name = _FILE_NAME.search
        return {
            key: _with_prefix(item, prefix) if isinstance(item, str) and is_name(item) else item
            for key, item in value.items()
        }
    if not prefix or not isinstance(value, str) or not value or "://" in value:
        return value
    return prefix + (value.lstrip("/") if prefix.endswith("/") else value)


def _without(values: Values, path: ValuePath) -> dict[str, Any]:
    """Return values without one of them, and without a mapping that nothing is left of."""
    first, *rest = path
    copy = dict(values)
    inner = values.get(str(first))
    left = _without(inner, tuple(rest)) if rest and isinstance(inner, Mapping) else None
    if left:
        copy[str(first)] = left
    else:
        copy.pop(str(first), None)
    return copy


def _with_own_spelling(values: Values, record: Record) -> tuple[Values, dict[ValuePath, ValuePath]]:
    """Write known keys as we do, unless both spellings occur."""
    origins: dict[ValuePath, ValuePath] = {}
    renamed: dict[str, Any] = {}
    for key, value in values.items():
        own = record.folded_keys.get(key.casefold(), key)
        if own != key and own in values:
            own = key
        if own != key:
            origins[own,] = (key,)
        renamed[own] = value
    return renamed, origins


def _set(values: dict[str, Any], steps: tuple[str, ...], value: Any, record: Record) -> None:  # noqa: ANN401
    """Set a value within mappings, which are copied.

    A text becomes the mapping that it stands for. A value for a list is set in its first item, or
    is one more item if there is no such mapping.
    """
    first, *rest = steps
    if not rest:
        values[first] = value
        return
    inner = values.get(first)
    shorthand = _shorthand(record, first)
    if isinstance(inner, (list, str)) and not shorthand:
        others = inner if isinstance(inner, list) else [inner]
        values[first] = [*others, {"name": ".".join(rest), "url": value}]
        return
    items = inner if isinstance(inner, list) and inner else [inner]
    item = {shorthand: items[0]} if isinstance(items[0], str) and shorthand else items[0]
    item = dict(item) if isinstance(item, dict) else {}
    _set(item, tuple(rest), value, record)
    values[first] = [item, *items[1:]] if isinstance(inner, list) else item


def _shorthand(record: Record, key: str) -> str:
    """Return the key that a text in place of a mapping stands for."""
    kinds = [each.kind for each in record.fields if key in each.keys]
    return next((each.shorthand for each in kinds if isinstance(each, (Record, Recordings))), "")
