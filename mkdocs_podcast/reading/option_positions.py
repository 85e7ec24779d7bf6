"""The positions of options in the configuration of a site.

MkDocs reads the configuration, but does not keep the positions of options.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..checks import ValuePath, dotted
from .serialization import Position, Positions


def option_positions(file: Path, plugin: str, fallback: str) -> Positions:
    """Find the keys of a configuration, and the options of a plugin.

    Args:
        file: The configuration. If it cannot be read, nothing is found.
        plugin: The name of the plugin below ``plugins:``.
        fallback: An option that has the position of the plugin's name if it is not set.

    Returns:
        Positions by the paths of options, and by the keys of the configuration.
    """
    try:
        root = yaml.compose(file.read_text("utf-8-sig"), yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    found: list[tuple[ValuePath, Node]] = [((key.value,), key) for key, _ in _pairs(root)]
    for key, value in _pairs(root):
        for name, options in _plugins(value) if key.value == "plugins" else ():
            if name.value == plugin:
                found += [((fallback,), name), *_nodes(options, (), set())]
    marks = ((path, node.start_mark) for path, node in found)
    return {dotted(path): Position(mark.line + 1, mark.column + 1) for path, mark in marks}


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    pairs = node.value if isinstance(node, MappingNode) else []
    return [(key, value) for key, value in pairs if isinstance(key, ScalarNode)]


def _plugins(node: Node) -> Iterator[tuple[Node, Node | None]]:
    """Yield the names of plugins, each with its options; they are a list or a mapping."""
    for item in node.value if isinstance(node, SequenceNode) else [node]:
        if isinstance(item, ScalarNode):
            yield item, None
        yield from _pairs(item)


def _nodes(node: Node | None, path: ValuePath, seen: set[int]) -> Iterator[tuple[ValuePath, Node]]:
    """Yield all keys and items below a node; what an alias stands for is visited once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    items = enumerate(node.value) if isinstance(node, SequenceNode) else ()
    keys = ((key.value, key, value) for key, value in _pairs(node))
    for step, place, value in (*keys, *((index, item, item) for index, item in items)):
        yield (*path, step), place
        yield from _nodes(value, (*path, step), seen)
