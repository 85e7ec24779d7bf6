"""Digests of values: short names that are the same as long as the values are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import PurePath
from typing import Any

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def key_of(*parts: str | bytes) -> str:
    """Return a cache key for a value that is made from these parts and nothing else."""
    digest = hashlib.sha256(usedforsecurity=False)  # many processors have instructions for it
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    return digest.hexdigest()


def digest_of(value: object) -> str:
    """Return a digest of a value, the same in every process and on every system.

    The value consists of dataclasses, tuples, lists, mappings, sets, enumeration members, paths,
    dates, strings, bytes, numbers, booleans and None. Two values have the same digest only if their
    types, fields and contents are the same, in the same order; sets have no order, and all types of
    mappings are alike. All fields of a dataclass count, including those that its `repr` or its
    comparisons leave out, except fields with ``metadata={"is_digested": False}``: another field
    must determine their value.

    Raises:
        TypeError: The value contains something else, whose contents are unknown.
    """
    return key_of(repr(_described(value)))


def _described(value: object) -> object:
    """Describe a value by tuples, lists, and objects whose `repr` says everything about them."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if not (items_of := _items_getter(kind)):  # type: ignore[arg-type]
        return _described_rarely(value)
    # Most items are plain; to look here saves a call for each.
    return kind.__name__, [
        item if type(item) in _PLAIN else _described(item) for item in items_of(value)
    ]


def _described_rarely(value: object) -> object:
    name = type(value).__name__
    match value:
        case Mapping():
            items = value.items()
            return "mapping", [(_described(key), _described(item)) for key, item in items]
        case Enum():
            return name, value.name
        case str():  # a subclass, whose own `repr` may hide the text
            return name, str.__str__(value)
        case date() | time():  # also a datetime
            return name, value.isoformat()
        case PurePath():
            return "path", value.as_posix()
        case set() | frozenset():
            return "set", sorted(repr(_described(item)) for item in value)
    message = f"cannot make a digest of {name}"
    raise TypeError(message)


@cache
def _items_getter(kind: type[Any]) -> Callable[[Any], Iterable[object]] | None:
    """Return a function that returns the items of a tuple or list, or the fields of a dataclass."""
    if issubclass(kind, (tuple, list)):
        return iter
    if not is_dataclass(kind):
        return None
    names = [each.name for each in fields(kind) if each.metadata.get("is_digested", True)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]
