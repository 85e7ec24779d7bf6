"""The formats of data files and front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..checks import Problem
from .toml import read_toml
from .yaml import Document, read_yaml

FORMATS_BY_SUFFIX = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}
"""The formats of data files."""

_TRANSCRIPT_KEYS = {
    *("segments", "transcription", "results", "utterances", "monologues", "cues", "words"),
}
_EPISODE_KEYS = {"title", "audio", "published", "date", "episode", "guests"}
_TOP_LEVEL_KEY = {
    "yaml": re.compile(r"""^(["']?)([\w.-]+)\1[ \t]*:""", re.MULTILINE),
    "toml": re.compile(r"""^(["']?)([\w-]+)\1[ \t]*=""", re.MULTILINE),
    "json": re.compile(r"""^[ \t]*(")([\w.-]+)"[ \t]*:""", re.MULTILINE),
}


def read_document(text: str, format_: str) -> Document:
    """Read a document in a format: `yaml`, `toml` or `json`."""
    return _READERS[format_](text)


def read_json(text: str) -> Document:
    """Read a JSON document. JSON is YAML, but for details in which its own parser is right."""
    document = read_yaml(text)
    if document.values is not None:
        return document
    try:
        values = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        problem = Problem(
            "not-json",
            f"This is not valid JSON: {error.msg}.",
            "Check quotes, commas and brackets here and above.",
            line=error.lineno,
            column=error.colno,
        )
        return Document(None, [problem], {})
    except RecursionError:
        return document
    return (
        document if document.problems[0].code == "too-large" else Document(_texts(values), [], {})
    )


def keys_at_top(text: str, format_: str) -> set[str]:
    """Return the keys of a document that may be invalid."""
    return {match[2] for match in _TOP_LEVEL_KEY[format_].finditer(text)}


def kind_of_json(content: bytes) -> str:
    """Return what a JSON file is by its keys: `episode`, `transcript`, `chapters` or `other`.

    A file that is no JSON object can be anything but an episode.
    """
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return "episode"  # reading it reports what is wrong with it
    if isinstance(values, list):
        return "transcript" if values and isinstance(values[0], dict) else "other"
    if not isinstance(values, dict):
        return "other"
    keys = {str(key).lower() for key in values}
    if keys & _EPISODE_KEYS:
        return "episode"
    if keys & _TRANSCRIPT_KEYS:
        return "transcript"
    return "chapters" if "chapters" in keys else "episode"


def _texts(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


_READERS: Mapping[str, Callable[[str], Document]] = {
    "yaml": read_yaml,
    "toml": read_toml,
    "json": read_json,
}
