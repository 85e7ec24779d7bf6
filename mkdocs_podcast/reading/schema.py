"""JSON Schema of the files, for editors that check and complete YAML during writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..settings import FieldSource
from ..show import Episode, Person, Transcript
from .fields import EPISODE, PERSON

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(
    model: type[Episode | Person], fields: Mapping[str, FieldSource | None] | None = None
) -> dict[str, Any]:
    """Describe the keys of a file as a JSON Schema, draft 2020-12.

    Any other key is allowed, since templates can use it.

    Args:
        model: What the files contain.
        fields: Where files have the values of our keys, as in the options.
    """
    record = EPISODE if model is Episode else PERSON
    schema, descriptions = record.schema, dict(_descriptions(model))
    for each in record.fields:
        for key in each.keys:
            description = descriptions[each.name]
            schema["properties"][key] = {**each.kind.schema, "description": description}
    for key, source in (fields or {}).items():
        if source:
            _add_key(schema["properties"], key, source.path)
    properties = dict(sorted(schema["properties"].items()))
    title = {"$schema": _DIALECT, "title": model.__name__}
    return {**title, **schema, "properties": properties, "additionalProperties": True}


def _add_key(properties: dict[str, Any], key: str, path: str) -> None:
    """Add a key of files that stands for one of ours."""
    first, _, rest = key.partition(".")
    found = {"description": f"Read as “{key}”."} if rest else properties.get(first, {})
    *parents, name = path.split(".")
    for parent in parents:
        properties = properties.setdefault(parent, {"type": "object"}).setdefault("properties", {})
    properties.setdefault(name, found)


def _descriptions(model: type) -> Iterator[tuple[str, str]]:
    """Yield the names of attributes and what the docstring says about them."""
    yield "transcript", (Transcript.__doc__ or "").partition("\n")[0]
    names: list[str] = []
    text = ""
    for line in (model.__doc__ or "").partition("Attributes:\n")[2].splitlines():
        is_continued = line.startswith(" " * 12)
        name, colon, start = line.strip().partition(": ")
        if colon and not is_continued:
            names, text = name.split(", "), start
        elif is_continued:
            text = f"{text} {line.strip()}"
        for each in names:
            yield each, text
