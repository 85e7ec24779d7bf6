"""The style sheets and scripts that ship with a site.

There is no build step: scripts are ES modules that browsers load as they are here, and the style
sheets of components are joined into one. Both are published without comments. This module knows
which files are published where, and nothing about MkDocs, settings or messages.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FOLDER = "assets/podcast"
"""The folder of all files, below the root of the site."""

STYLE = f"{FOLDER}/podcast.css"
"""The style sheet that all pages load."""

SCRIPT = f"{FOLDER}/podcast.js"
"""The script that all pages load. It loads the modules of an episode."""

ARCHIVE_SCRIPT = f"{FOLDER}/archive.js"
"""The script that only the archive loads."""

EPISODE_ENTRIES = ("podcast.js", "episode.js")
"""The modules that an episode's page imports the others from."""

STYLES = {
    "podcast.css": (
        "properties", "reset", "part", "masthead", "player", "links", "sections", "transcript",
        "strip", "tools", "dock", "bar", "shortcuts", "archive", "problems", "print",
    ),
    "search.css": ("search",),
}  # fmt: skip
"""The components of each published style sheet, in order, by its name."""

_HERE = Path(__file__).parent
_UNSAFE = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}

_IMPORT = re.compile(r'\bfrom "(\.[^"]+)";')
_BLANK_LINES = re.compile(r"\n{3,}")
_BLOCK = r"/\*(?:(?!\*/).)*\*/"
_COMMENT = re.compile(
    # lines that are only a comment; a comment in a line; a comment at its end
    rf"^[ \t]*(?:{_BLOCK}[ \t]*|//[^\n]*)\n|{_BLOCK} ?|[ \t]+// [^\n]*",
    re.MULTILINE | re.DOTALL,
)


def files(
    settings: Mapping[str, object], messages: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield all published files: the path below the root of the site, and the content.

    Args:
        settings: The options of the site that scripts read.
        messages: The texts that scripts show, by key.
    """
    for name, source in scripts().items():
        yield f"{FOLDER}/{name}", strip_comments(source)
    for name, components in STYLES.items():
        yield f"{FOLDER}/{name}", style_sheet(components)
    yield f"{FOLDER}/settings.js", _module(settings=settings, messages=messages)


def scripts() -> dict[str, str]:
    """Read the source of all scripts, by path in the published folder."""
    return {
        path.relative_to(_HERE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_HERE.rglob("*.js"))
    }


def style_sheet(components: Iterable[str]) -> str:
    """Join the style sheets of components."""
    paths = (_HERE / "css" / f"{name}.css" for name in components)
    return "\n".join(strip_comments(path.read_text(encoding="utf-8")) for path in paths)


def strip_comments(source: str) -> str:
    """Remove the comments of a script or a style sheet; in scripts, most of them are types.

    Comments are recognized by their form, so a string must not look like one.
    """
    return _BLANK_LINES.sub("\n\n", _COMMENT.sub("", source)).lstrip("\n")


def episode_modules() -> tuple[str, ...]:
    """List the modules that the page of an episode needs, below the root of the site."""
    modules = static_imports(scripts(), EPISODE_ENTRIES)
    return tuple(f"{FOLDER}/{name}" for name in modules)


def static_imports(sources: Mapping[str, str], entries: Iterable[str]) -> list[str]:
    """List modules and everything that they import, each after what it imports.

    Dynamic imports are left out, since they are not needed at once.

    Args:
        sources: The source of modules, by path. A module without a source imports nothing.
        entries: The paths to start from.
    """
    modules: list[str] = []
    visited: set[str] = set()

    def visit(name: str) -> None:
        if name in visited:
            return
        visited.add(name)
        for target in _IMPORT.findall(sources.get(name, "")):
            visit(posixpath.normpath(posixpath.join(posixpath.dirname(name), target)))
        modules.append(name)

    for entry in entries:
        visit(entry)
    return modules


def _module(**values: Mapping[str, object]) -> str:
    """Write a module that exports values."""
    return "".join(f"export const {name} = {_json(value)};\n" for name, value in values.items())


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return text
