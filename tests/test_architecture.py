"""Data flows in one direction: a package imports only what the table in CONTRIBUTING.md allows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mkdocs_podcast

ROOT = Path(mkdocs_podcast.__file__).parent
TABLE = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
CONTRIBUTING = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
ALLOWED = {name: set(re.findall(r"\w+", allowed)) for name, allowed in TABLE.findall(CONTRIBUTING)}
IMPORT_MKDOCS = {
    *("plugin", "options", "settings"),
    *("mkdocs_files", "mkdocs_pages", "mkdocs_serve", "mkdocs_server", "mkdocs_state"),
    *("mkdocs_theme", "mkdocs_config"),
}
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def imports(module: str) -> Iterator[str]:
    """Yield the full names that a module imports, also inside functions."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    package = ["mkdocs_podcast", *Path(module).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def package_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


@pytest.mark.parametrize("module", [m for m in MODULES if package_of(m) not in IMPORT_MKDOCS])
def test_only_the_modules_for_mkdocs_import_it(module):
    assert not [name for name in imports(module) if name.split(".")[0] == "mkdocs"]


@pytest.mark.parametrize("module", [m for m in MODULES if package_of(m) in ALLOWED])
def test_a_package_imports_only_what_the_table_allows(module):
    package = package_of(module)
    imported = {
        name.split(".")[1] for name in imports(module) if name.startswith("mkdocs_podcast.")
    }
    assert imported - {package, "__version__", "options"} <= ALLOWED[package]


def test_the_table_lists_every_package():
    packages = {package_of(module) for module in MODULES} - {"__init__", "__main__"}
    assert packages - IMPORT_MKDOCS - {"settings"} == set(ALLOWED) - {"settings"}


def test_imports_are_found():
    assert "mkdocs_podcast.show.Episode" in set(imports("catalog/catalog.py"))
    assert "mkdocs.plugins.BasePlugin" in set(imports("plugin.py"))


def test_no_function_has_more_than_six_parameters():
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name != "__init__":
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                own = [each.arg for each in arguments if each.arg not in {"self", "cls"}]
                if len(own) > 6:
                    found.append(f"{module}: {node.name}({', '.join(own)})")
    assert found == []


def test_packages_do_not_import_each_other_in_a_cycle():
    def reachable(package: str, seen: frozenset[str] = frozenset()) -> set[str]:
        return {
            each
            for other in ALLOWED.get(package, set()) - seen
            for each in ({other} | reachable(other, seen | {other}))
        }

    assert [package for package in ALLOWED if package in reachable(package)] == []
