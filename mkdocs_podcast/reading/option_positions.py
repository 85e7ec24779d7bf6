"""Where options stand in the configuration of a site.

The program that builds the site has read them already, but does not tell where they stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..checks.problem import Path as ValuePath
from ..checks.problem import dotted
from .reader import Places


def option_places(file: Path, plugin: str, first: str) -> Places:
    """Find the keys of a configuration, and the options that it gives a plugin.

    Args:
        file: The configuration, which need not be there, or be one.
        plugin: What it is called below ``plugins:``.
        first: An option that is where the plugin is named, if it is not given.

    Returns:
        Lines and columns by the paths of options; keys of the configuration are beside them.
    """
    try:
        root = yaml.compose(file.read_text("utf-8-sig"), yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    found: list[tuple[ValuePath, Node]] = [((key.value,), key) for key, _ in _pairs(root)]
    for key, value in _pairs(root):
        for name, options in _plugins(value) if key.value == "plugins" else ():
            if name.value == plugin:
                found += [((first,), name), *_ways(options, (), set())]
    marks = ((way, node.start_mark) for way, node in found)
    return {dotted(way): (mark.line + 1, mark.column + 1) for way, mark in marks}


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    pairs = node.value if isinstance(node, MappingNode) else []
    return [(key, value) for key, value in pairs if isinstance(key, ScalarNode)]


def _plugins(node: Node) -> Iterator[tuple[Node, Node | None]]:
    """The names of plugins, each with its options: a list of both, or keys."""
    for item in node.value if isinstance(node, SequenceNode) else [node]:
        if isinstance(item, ScalarNode):
            yield item, None
        yield from _pairs(item)


def _ways(node: Node | None, way: ValuePath, seen: set[int]) -> Iterator[tuple[ValuePath, Node]]:
    """All keys and items below a node; what an alias stands for is looked at once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    items = enumerate(node.value) if isinstance(node, SequenceNode) else ()
    keys = ((key.value, key, value) for key, value in _pairs(node))
    for step, place, value in (*keys, *((index, item, item) for index, item in items)):
        yield (*way, step), place
        yield from _ways(value, (*way, step), seen)
