"""What these pages take from the code, so that it is written in one place.

A page asks for a part by a comment on a line of its own, `<!-- from-code: NAME -->`; each of the
functions in `PARTS` writes one. The JSON Schema of files is published beside the pages.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

import mkdocs_podcast.options
from mkdocs_podcast.messages import Text, words_in
from mkdocs_podcast.model import CHECKS, Check, Episode, Level, Person, json_schema
from mkdocs_podcast.pages import SOURCES
from mkdocs_podcast.publish.categories import CATEGORIES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parent.parent
STYLE = Path(mkdocs_podcast.__file__).parent / "web" / "css" / "properties.css"
ASKED = re.compile(r"^<!-- from-code: ([a-z-]+) -->$", re.MULTILINE)
PROPERTY = re.compile(
    r"(?:^ */\* ([^*]*) \*/\n)?^ *(--podcast-[a-z][a-z0-9-]*): (.*?);$", re.MULTILINE | re.DOTALL
)

KINDS = {"str": "text", "bool": "true or false", "int": "a whole number", "float": "a number"}
"""What the types of options are called."""

OF_OUR_OWN = {
    "Guid": "a UUID",
    "Levels": "keys with levels",
    "Messages": "keys with texts",
    "Source": ", ".join(f"`{source}`" for source in SOURCES),
}
"""What kinds of options are called that only the plugin has."""

SEVERAL = {"text": "texts", "an address": "addresses"}


@dataclass(frozen=True)
class Option:
    """An option as its class has it.

    Attributes:
        name: Its key in mkdocs.yml.
        kind: What values it takes, in words.
        default: Its default, as YAML has it; empty where it has none.
        meaning: Its docstring.
    """

    name: str
    kind: str
    default: str
    meaning: str


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish the JSON Schema of files, for editors."""
    for name, model in (("episode", Episode), ("person", Person)):
        text = json.dumps(json_schema(model), indent=2, ensure_ascii=False) + "\n"
        files.append(File.generated(config, f"schema/{name}.json", content=text))


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the parts in the place of the comments that ask for them."""
    return ASKED.sub(lambda asked: _part(asked[1]), markdown)


def options_of(name: str) -> Iterator[Option]:
    """The options of a class, in its order; one without a docstring is none."""
    source = Path(mkdocs_podcast.options.__file__).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    body = next(node.body for node in classes if node.name == name)
    for statement, following in pairwise(body):
        match statement, following:
            case (
                ast.Assign(targets=[ast.Name(id=key)], value=ast.Call() as call),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield Option(key, _kind(call), _default(call), " ".join(text.split()))


def _part(name: str) -> str:
    if name not in PARTS:
        raise PluginError(f"hooks.py: There is no part {name!r}, only {', '.join(PARTS)}.")
    return PARTS[name]()


def _options(class_name: str, prefix: str = "") -> str:
    return "\n\n".join(_option(option, prefix) for option in options_of(class_name))


def _option(option: Option, prefix: str) -> str:
    default = f", by default `{option.default}`" if option.default else ""
    return (
        f"### `{option.name}` {{ #{prefix}{option.name.replace('_', '-')} }}\n\n"
        f"{option.meaning}\n\n"
        f"*{option.kind.capitalize()}*{default}"
    )


def _kind(call: ast.expr) -> str:
    """What values an option takes, read from how it is made."""
    match call:
        case ast.Call(func=ast.Attribute(attr="Type"), args=[ast.Name(id=kind), *_]):
            return KINDS[kind]
        case ast.Call(func=ast.Attribute(attr="Optional"), args=[option]):
            return _kind(option)
        case ast.Call(func=ast.Attribute(attr="ListOfItems"), args=[option, *_]):
            return f"a list of {_several(option)}"
        case ast.Call(func=ast.Attribute(attr="DictOfItems"), args=[option, *_]):
            return f"keys with {_several(option)}"
        case ast.Call(func=ast.Attribute(attr="Choice"), args=[choices, *_]):
            return f"one of {_listed(ast.literal_eval(choices))}"
        case ast.Call(func=ast.Attribute(attr="URL")):
            return "an address"
        case ast.Call(func=ast.Attribute(attr="SubConfig")):
            return "keys"
        case ast.Call(func=ast.Name(id=name)) if name in OF_OUR_OWN:
            return OF_OUR_OWN[name]
    raise PluginError(f"hooks.py: Say in _kind() what values `{ast.unparse(call)}` takes.")


def _several(option: ast.expr) -> str:
    kind = _kind(option)
    return SEVERAL.get(kind, kind)


def _listed(choices: Sequence[str]) -> str:
    return ", ".join(f"`{choice}`" for choice in choices)


def _default(call: ast.Call) -> str:
    for keyword in call.keywords:
        if keyword.arg == "default":
            return _as_yaml(ast.literal_eval(keyword.value))
    return ""


def _as_yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and value:
        return f"[{', '.join(value)}]"
    return str(value) if value else ""


def _checks(checks: dict[str, Check], *, levels: bool) -> str:
    head = ("Check", "Level", "What it finds") if levels else ("Check", "What it finds")
    rows: list[Sequence[str]] = [head, tuple("---" for _ in head)]
    for code, check in checks.items():
        level = (check.level.value,) if levels else ()
        rows.append((f"`{code}`{{ #{code} }}", *level, check.meaning))
    return _table(rows)


def _table(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _fixed_checks() -> str:
    return _checks({code: check for code, check in CHECKS.items() if check.fixed}, levels=False)


def _other_checks() -> str:
    order = list(Level)
    others = [(code, check) for code, check in CHECKS.items() if not check.fixed]
    return _checks(dict(sorted(others, key=lambda item: order.index(item[1].level))), levels=True)


def _words() -> str:
    english = words_in("en")
    rows = [("Key", "In English"), ("---", "---")]
    rows += [(f"`{key}`", _said(text)) for key, text in {**english.page, **english.browser}.items()]
    return _table(rows)


def _said(text: Text) -> str:
    """Words as they stand in the catalogue; of plural forms each after its category."""
    if isinstance(text, str):
        return f"`{text!r}`" if text != " ".join(text.split()) else f"`{text}`"
    return ", ".join(f"{category}: `{form}`" for category, form in text.items())


def _custom_properties() -> str:
    css = STYLE.read_text(encoding="utf-8")
    found = PROPERTY.findall(css[: css.index("}")])
    rows = [("Property", "What it is", "Default"), ("---", "---", "---")]
    rows += [
        (f"`{name}`", meaning[:1].upper() + meaning[1:], f"`{' '.join(value.split())}`")
        for meaning, name, value in found
    ]
    return _table(rows)


def _categories() -> str:
    rows = [("Category", "Within it, as `Category > …`"), ("---", "---")]
    return _table([*rows, *CATEGORIES.items()])


def _changelog() -> str:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


PARTS: dict[str, Callable[[], str]] = {
    "options": lambda: _options("PodcastOptions"),
    "feed-options": lambda: _options("FeedOptions", "feed-"),
    "player-options": lambda: _options("PlayerOptions", "player-"),
    "words": _words,
    "show-options": lambda: _options("ShowOptions", "show-"),
    "fixed-checks": _fixed_checks,
    "other-checks": _other_checks,
    "custom-properties": _custom_properties,
    "categories": _categories,
    "changelog": _changelog,
}
"""What writes each part."""
