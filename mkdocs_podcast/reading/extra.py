"""Keys that the plugin does not read, which templates can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..show.fields import tidy, without_controls


def read_extra(data: Mapping[str, Any]) -> dict[str, Any]:
    """Read keys of any name, with the types that their values look like."""
    return {tidy(key): _typed(value) for key, value in data.items()}


def _typed(value: Any) -> Any:  # noqa: ANN401 - whatever a file contains
    """Return a value with the type that its text looks like, if that prints the same."""
    if isinstance(value, dict):
        return read_extra(value)
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, str):
        return value
    if value in {"true", "false"}:
        return value == "true"
    for kind in (int, float):
        try:
            number = kind(value)
        except ValueError:
            continue
        if str(number) == value and number - number == 0:  # neither infinite nor not a number
            return number
    return without_controls(value)
