"""The style and the scripts that ship: served as they lie here, without a build step.

This module knows where they go in a site and writes down what the site tells them, so that the
plugin only has to hand files over. Nothing of it knows MkDocs, or what settings and messages say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDER = "assets/podcast"
"""Where they are in a site."""

STYLE = f"{FOLDER}/podcast.css"
"""The style sheet."""

SCRIPT = f"{FOLDER}/podcast.js"
"""The script that loads the others."""

FILTER = f"{FOLDER}/archive.js"
"""The script that filters the archive, which loads it by itself."""

_HERE = Path(__file__).parent
_KINDS = {".css", ".js"}
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def files(
    settings: Mapping[str, object], messages: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """All files, with what they hold, by where they go in a site.

    Args:
        settings: What the site's options say.
        messages: What the scripts say, by key.
    """
    for path in sorted(_HERE.iterdir()):
        if path.suffix in _KINDS:
            yield f"{FOLDER}/{path.name}", path.read_text(encoding="utf-8")
    yield f"{FOLDER}/settings.js", _module(settings=settings, messages=messages)


def _module(**values: Mapping[str, object]) -> str:
    """A module that exports values."""
    return "".join(f"export const {name} = {_json(value)};\n" for name, value in values.items())


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def preloaded_modules() -> tuple[str, ...]:
    return ()
