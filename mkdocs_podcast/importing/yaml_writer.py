"""Writing tidy YAML: as an author would, with quotes only where they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

MAX_LINE = 100
"""Columns after which text continues on the next line."""


class Plain(str):
    """Text that is written without quotes, since this package reads it as text anyway."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists below their keys."""
        super().increase_indent(flow, indentless=False)


def write_yaml(values: Mapping[str, Any]) -> str:
    """Write a mapping in its order."""
    return yaml.dump(
        dict(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=MAX_LINE
    )


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_plain(dumper: yaml.SafeDumper, text: Plain) -> yaml.ScalarNode:
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(text))


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Plain, _represent_plain)
