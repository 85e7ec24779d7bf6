"""JSON Schema of the files, for editors that check and complete YAML while one writes."""

from __future__ import annotations

import json
from typing import Any

from ..show.episode import Episode
from ..show.person import Person
from .values import adapter, keys_of, synonyms_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[Episode | Person]) -> dict[str, Any]:
    """Describe the keys of a file.

    Any other key is allowed, since it is kept for templates.

    Returns:
        A JSON Schema, draft 2020-12.
    """
    schema = adapter(model).json_schema()
    properties = schema["properties"]
    descriptions = _descriptions(model)
    for name, keys in synonyms_of(model).items():
        description = descriptions.get(name)
        schema_of_field = properties.pop(name)
        for key in keys:
            properties[key] = schema_of_field
            descriptions[key] = description or ""
    _widen(schema)
    schema["properties"] = {
        key: {**_or_nothing(properties[key]), "description": descriptions.get(key, "")}
        for key in sorted(keys_of(model))
    }
    definitions = schema.pop("$defs", {})
    meant = json.dumps(schema)
    if used := {name: each for name, each in definitions.items() if f'/$defs/{name}"' in meant}:
        schema["$defs"] = used
    for definition in (schema, *used.values()):
        definition["properties"].pop("extra", None)
        definition.pop("description", None)
    return {"$schema": _DIALECT, **schema, "additionalProperties": True}


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A key whose value is left out is as good as none."""
    kind = schema.get("type")
    if isinstance(kind, str) and kind in {"array", "object"}:
        return {**schema, "type": [kind, "null"]}
    return schema


def _widen(schema: dict[str, Any]) -> None:
    """Let text be what YAML takes for something else; we read it as the text that it is."""
    for value in schema.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                _widen(item)
    if str(schema.get("type")) in {"string", "boolean", "integer"}:
        schema["type"] = sorted({schema["type"], "string", "number", "boolean", "null"})
        schema.pop("format", None)


def _descriptions(model: type) -> dict[str, str]:
    """What the docstring says of each attribute."""
    described: dict[str, str] = {}
    lines = (model.__doc__ or "").partition("Attributes:\n")[2].splitlines()
    names: list[str] = []
    for line in lines:
        name, colon, text = line.strip().partition(": ")
        if colon and not line.startswith(" " * 12):
            names = name.split(", ")
            described.update(dict.fromkeys(names, text))
        elif line.strip():
            described.update({n: f"{described[n]} {line.strip()}" for n in names})
    return described
