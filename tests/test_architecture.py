"""Data goes one way: a room knows only of the rooms that it is built on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mkdocs_podcast

ROOT = Path(mkdocs_podcast.__file__).parent
ROOMS = {
    "show": {"markdown"},
    "checks": {"show"},
    "engine": set(),
    "site": {"show", "checks"},
    "reading": {"show", "checks", "engine"},
    "catalog": {"show", "checks"},
    "markdown": {"show"},
    "messages": set(),
    "pages": {"show", "checks", "catalog", "site", "markdown", "messages", "engine"},
    "formats": {"show", "checks", "catalog", "site", "engine"},
    "web": set(),
    "load": {"show", "checks", "reading", "catalog", "engine", "site"},
}
HOSTED = {"plugin.py", "options.py", "configuration.py", "files.py"}
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def imports(module: str) -> Iterator[str]:
    """The full names of what a module imports, functions' own imports included."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    package = ["mkdocs_podcast", *Path(module).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def room_of(name: str) -> str:
    """The room of ours that a full name is in."""
    return name.split(".")[1].removesuffix(".py")


@pytest.mark.parametrize("module", [module for module in MODULES if module not in HOSTED])
def test_only_what_is_for_mkdocs_knows_it(module):
    assert not [name for name in imports(module) if name.split(".")[0] == "mkdocs"]


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.split("/")[0].removesuffix(".py") in ROOMS]
)
def test_a_room_knows_only_the_rooms_below_it(module):
    room = module.split("/")[0].removesuffix(".py")
    ours = {room_of(name) for name in imports(module) if name.startswith("mkdocs_podcast.")}
    assert ours - {room, "__version__"} <= ROOMS[room]


def test_every_module_is_in_a_room():
    rooms = {module.split("/")[0].removesuffix(".py") for module in MODULES}
    assert rooms - {"__init__", *(Path(module).stem for module in HOSTED)} == set(ROOMS)


def test_imports_are_seen():
    assert "mkdocs_podcast.show.Episode" in set(imports("catalog/catalog.py"))
    assert "mkdocs.plugins.BasePlugin" in set(imports("plugin.py"))
