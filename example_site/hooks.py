"""Publish the JSON Schema of episode and people files with the documentation, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from mkdocs_podcast.reading.schema import json_schema
from mkdocs_podcast.show import Episode, Person

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add `schema/episode.json` and `schema/person.json` to the site."""
    for name, model in (("episode", Episode), ("person", Person)):
        text = json.dumps(json_schema(model), indent=2, ensure_ascii=False) + "\n"
        files.append(File.generated(config, f"schema/{name}.json", content=text))
