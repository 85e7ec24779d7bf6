"""The model as JSON and back, driven by the types of its fields.

What is decoded may come from anyone who can write to the cache, so nothing is trusted: values have
the types of their fields and no control characters, or they are rejected.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ..show.dates import from_iso
from ..show.fields import has_controls

T = TypeVar("T")

Decoder = Callable[[Any], Any]
"""Returns a value of the model for a value of JSON, or raises ValueError."""


_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_json(value: object) -> bytes:
    """Write values of JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def from_json(content: bytes) -> Any:  # noqa: ANN401
    """Read JSON.

    Raises:
        ValueError: It is not JSON, or nested too deeply.
    """
    try:
        return json.loads(content, parse_constant=_reject_constant)
    except RecursionError:
        raise ValueError("values are nested too deeply") from None


def encode(value: Any) -> Any:  # noqa: ANN401
    """Turn a value of the model into values of JSON.

    Dataclasses become objects without the fields that have their default, named tuples become
    arrays.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (tuple, list)):
        return [item if type(item) in _PLAIN else encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    found = {}
    kind: Any = type(value)
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if item is not default and item != default:
            found[name] = item if type(item) in _PLAIN else encode(item)
    return found


def decode(kind: type[T], value: Any) -> T:  # noqa: ANN401
    """Turn values of JSON into a value of the model.

    Raises:
        ValueError: They are not what `encode` returns for such a value.
    """
    target: Any = kind
    decoded: T = decoder(target)(value)
    return decoded


@cache
def decoder(kind: Any) -> Decoder:  # noqa: ANN401
    """Return the decoder of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return _decode_json
    if kind is str:
        return _decode_text
    if kind is date:
        return _decode_date
    if origin in {Union, types.UnionType}:
        return _union_decoder(arguments)
    if origin is tuple:
        return _tuple_decoder(decoder(arguments[0]))
    if origin is not None:
        return _mapping_decoder(decoder(arguments[1]))
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    if issubclass(kind, tuple):
        return _named_tuple_decoder(kind)
    return kind if issubclass(kind, Enum) else _exact_decoder(kind)


def _decode_text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and (value.isprintable() or not has_controls(value)):
        return value
    raise _invalid(value)


def _decode_date(value: Any) -> date:  # noqa: ANN401
    return from_iso(_decode_text(value))


def _decode_json(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return _decode_text(value)
    if isinstance(value, list):
        return [_decode_json(item) for item in value]
    if isinstance(value, dict):
        return {_decode_text(key): _decode_json(item) for key, item in value.items()}
    return value


def _exact_decoder(kind: type) -> Decoder:
    def decode_exactly(value: Any) -> Any:  # noqa: ANN401
        if type(value) is kind:
            return value
        raise _invalid(value)

    return decode_exactly


def _union_decoder(kinds: tuple[Any, ...]) -> Decoder:
    if types.NoneType in kinds:
        others = tuple(kind for kind in kinds if kind is not types.NoneType)
        return _optional_decoder(_union_decoder(others) if len(others) > 1 else decoder(others[0]))
    decoders = [decoder(kind) for kind in kinds]
    exact = frozenset(kinds) & {int, float, bool}

    def decode_union(value: Any) -> Any:  # noqa: ANN401
        if type(value) in exact:  # faster than the exceptions of other decoders
            return value
        for each in decoders[:-1]:
            try:
                return each(value)
            except ValueError:
                continue
        return decoders[-1](value)

    return decode_union


def _optional_decoder(item: Decoder) -> Decoder:
    def decode_optional(value: Any) -> Any:  # noqa: ANN401
        return None if value is None else item(value)

    return decode_optional


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode_tuple(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(value, list):
            return tuple(map(item, value))
        raise _invalid(value)

    return decode_tuple


def _mapping_decoder(item: Decoder) -> Decoder:
    def decode_mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise _invalid(value)
        return {_decode_text(key): item(each) for key, each in value.items()}

    return decode_mapping


def _dataclass_decoder(kind: Any) -> Decoder:  # noqa: ANN401
    hints = get_type_hints(kind)
    decoders = {each.name: decoder(hints[each.name]) for each in fields(kind)}

    def decode_dataclass(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise _invalid(value)
        try:
            return kind(**{name: decoders[name](item) for name, item in value.items()})
        except (KeyError, TypeError) as error:  # an unknown field, or a required one is missing
            raise ValueError(error) from None

    return decode_dataclass


def _named_tuple_decoder(kind: Any) -> Decoder:  # noqa: ANN401
    decoders = [decoder(each) for each in get_type_hints(kind).values()]

    def decode_named_tuple(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, list) or len(value) != len(decoders):
            raise _invalid(value)
        return kind(*[each(item) for each, item in zip(decoders, value, strict=True)])

    return decode_named_tuple


@cache
def _defaults(kind: Any) -> list[tuple[str, Any]]:  # noqa: ANN401
    """Return the names of the fields of a dataclass, with their defaults."""
    return [
        (each.name, each.default_factory() if callable(each.default_factory) else each.default)
        for each in fields(kind)
    ]


def _invalid(value: Any) -> ValueError:  # noqa: ANN401
    return ValueError(f"not a value of the expected type: {value!r:.80}")


def _reject_constant(name: str) -> Any:  # noqa: ANN401
    raise _invalid(name)
