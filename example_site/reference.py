"""Write the reference tables of the documentation from the code.

`make docs` runs this. It is needed after a change to an option, a check, a message, a custom
property or the changelog. A page marks the region to rewrite with `<!-- generated: NAME -->` and
`<!-- /generated -->`.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import click

import mkdocs_podcast.options
from mkdocs_podcast.checks import CHECKS, Level
from mkdocs_podcast.cli import main as program
from mkdocs_podcast.cli.project import ExampleCommand
from mkdocs_podcast.creating.new_show import WORKFLOWS
from mkdocs_podcast.messages import Text, load_messages
from mkdocs_podcast.show.categories import CATEGORIES
from mkdocs_podcast.show.players import PLAYER_SOURCES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "example_site" / "docs"
STYLES = ROOT / "mkdocs_podcast" / "web"
REGION = re.compile(
    r"(?P<start>^<!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<end>^<!-- /generated -->$)",
    re.MULTILINE | re.DOTALL,
)
CUSTOM_PROPERTY = re.compile(
    r"(?:^ */\* ([^*]*) \*/\n)?^ *(--podcast-[a-z][a-z0-9-]*): (.*?);$", re.MULTILINE | re.DOTALL
)

VALUES = {"str": "text", "bool": "`true` or `false`", "int": "whole number", "float": "number"}
"""The names of types in the tables of options."""

VALUES_OF_OUR_OPTIONS = {
    "FieldMapping": "keys by key",
    "Count": "whole number",
    "Guid": "UUID",
    "TimeOfDay": "time of day",
    "TimeZone": "time zone",
    "CheckLevels": "levels by check",
    "MessageOverrides": "texts by key",
    "PlayerSource": ", ".join(f"`{source}`" for source in PLAYER_SOURCES),
}
"""What the option classes of the plugin accept."""

DEFAULTS_OF_OUR_OPTIONS = {"TimeOfDay": "00:00", "TimeZone": "UTC"}
"""The defaults of those that have one."""

PLURALS = {"text": "texts", "URL": "URLs"}


@dataclass(frozen=True)
class Option:
    """An option of a configuration class.

    Attributes:
        name: The key in mkdocs.yml.
        value: The kind of value, in words.
        default: The default as YAML, or an empty string.
        meaning: The docstring, on one line.
    """

    name: str
    value: str
    default: str
    meaning: str


def read_options(class_name: str) -> Iterator[Option]:
    """Yield the documented options of a configuration class, in the order of the source."""
    source = Path(mkdocs_podcast.options.__file__).read_text(encoding="utf-8")
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    body = next(node.body for node in classes if node.name == class_name)
    for statement, following in pairwise(body):
        match statement, following:
            case (
                ast.Assign(targets=[ast.Name(id=key)], value=ast.Call() as call),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield Option(key, _value(call), _default(call), " ".join(text.split()))


def update(text: str) -> str:
    """Rewrite the generated regions of a page.

    Raises:
        KeyError: A region asks for a table that does not exist.
    """
    return REGION.sub(
        lambda region: f"{region['start']}\n{TABLES[region['name']]()}\n\n{region['end']}", text
    )


def main(arguments: Sequence[str]) -> int:
    """Update the pages that are out of date; with `--check`, only list them and fail."""
    checking = "--check" in arguments
    outdated = 0
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        if (updated := update(text)) != text:
            outdated += 1
            print(page.relative_to(ROOT))
            if not checking:
                page.write_text(updated, encoding="utf-8")
    return 1 if outdated and checking else 0


def _value(call: ast.expr) -> str:
    """Describe what an option accepts, from the expression that creates it."""
    match call:
        case ast.Call(func=ast.Attribute(attr="Type"), args=[ast.Name(id=kind), *_]):
            return VALUES[kind]
        case ast.Call(func=ast.Attribute(attr="Optional"), args=[option]):
            return _value(option)
        case ast.Call(func=ast.Attribute(attr="ListOfItems"), args=[option, *_]):
            return f"list of {_plural(option)}"
        case ast.Call(func=ast.Attribute(attr="DictOfItems"), args=[option, *_]):
            return f"{_plural(option)} by key"
        case ast.Call(func=ast.Attribute(attr="Choice"), args=[choices, *_]):
            return ", ".join(f"`{choice}`" for choice in ast.literal_eval(choices))
        case ast.Call(func=ast.Attribute(attr="URL")):
            return "URL"
        case ast.Call(func=ast.Attribute(attr="SubConfig")):
            return "options"
        case ast.Call(func=ast.Name(id=name)) if name in VALUES_OF_OUR_OPTIONS:
            return VALUES_OF_OUR_OPTIONS[name]
    raise NotImplementedError(f"_value() cannot describe `{ast.unparse(call)}`")


def _plural(option: ast.expr) -> str:
    value = _value(option)
    return PLURALS.get(value, value)


def _default(call: ast.Call) -> str:
    for keyword in call.keywords:
        if keyword.arg == "default":
            return _as_yaml(ast.literal_eval(keyword.value))
    match call:
        case ast.Call(func=ast.Name(id=name)) if name in DEFAULTS_OF_OUR_OPTIONS:
            return DEFAULTS_OF_OUR_OPTIONS[name]
    return ""


def _as_yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and value:
        return f"[{', '.join(value)}]"
    return str(value) if value or value == 0 else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _named(name: str, anchor: str) -> str:
    """Write a name in code with an anchor that works on a code host too."""
    return f'<a id="{anchor}"></a>`{name}`'


def _options(class_name: str, prefix: str = "") -> str:
    return _table(
        ("Option", "Value", "Default", "Meaning"),
        [
            (
                _named(option.name, prefix + option.name.replace("_", "-")),
                option.value,
                f"`{option.default}`" if option.default else "",
                option.meaning,
            )
            for option in read_options(class_name)
        ],
    )


def _checks() -> str:
    levels = list(Level)
    return _table(
        ("Check", "Level", "What it reports"),
        [
            (_named(code, code), f"`{check.level.value}`", check.meaning)
            for code, check in sorted(CHECKS.items(), key=lambda item: levels.index(item[1].level))
        ],
    )


def _messages() -> str:
    english = load_messages("en")
    texts = {**english.page, **english.browser}
    return _table(("Key", "English"), [(f"`{key}`", _quote(text)) for key, text in texts.items()])


def _quote(text: Text) -> str:
    """Write a text as in the catalogue, and plural forms each after its category."""
    if isinstance(text, str):
        return f"`{text!r}`" if text != " ".join(text.split()) else f"`{text}`"
    return ", ".join(f"{category}: `{form}`" for category, form in text.items())


def _custom_properties() -> str:
    styles = [path.read_text(encoding="utf-8") for path in sorted(STYLES.rglob("*.css"))]
    blocks = [css.partition(":root {")[2].partition("}")[0] for css in styles]
    return _table(
        ("Property", "Default", "Meaning"),
        [
            (f"`{name}`", f"`{' '.join(value.split())}`", meaning[:1].upper() + meaning[1:])
            for block in blocks
            for meaning, name, value in CUSTOM_PROPERTY.findall(block)
        ],
    )


def _commands() -> str:
    """Describe every command with its help, its options and its examples."""
    return "\n\n".join(_described_commands(program, "mkdocs-podcast", None))


def _described_commands(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[str]:
    context = click.Context(command, parent, info_name=name)
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            if found := command.get_command(context, each):
                yield from _described_commands(found, each, context)
        return
    path = context.command_path.removeprefix("mkdocs-podcast ")
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    options = [each for each in command.params if isinstance(each, click.Option)]
    yield f"## {path}"
    yield inspect.cleandoc(command.help or "")
    yield f"```text\n{usage}\n```"
    if options:
        yield _table(("Option", "Meaning"), [_described_option(each) for each in options])
    if isinstance(command, ExampleCommand):
        yield "```sh\n" + "\n".join(command.examples) + "\n```"


def _described_option(option: click.Option) -> tuple[str, str]:
    value = option.type.name.upper() if not isinstance(option.type, click.Choice) else ""
    if isinstance(option.type, click.Choice):
        value = "|".join(map(str, option.type.choices)).replace("|", "\\|")
    names = ", ".join((*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else option.metavar or value
    default = option.default if option.show_default is True else None
    meaning = f"{option.help} Default: `{default}`." if default is not None else f"{option.help}"
    return f"`{names} {value}`".replace(" `", "`"), meaning


def _categories() -> str:
    return _table(("Category", "Subcategories"), CATEGORIES.items())


def _workflow(host: str) -> str:
    path, text = WORKFLOWS[host]
    language = path.rpartition(".")[2].replace("yml", "yaml")
    return f"Save this as `{path}`:\n\n```{language}\n{text}```"


def _changelog() -> str:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").strip()


TABLES: dict[str, Callable[[], str]] = {
    "options": lambda: _options("PodcastOptions"),
    "player-options": lambda: _options("PlayerOptions", "player-"),
    "feed-options": lambda: _options("FeedOptions", "feed-"),
    "show-options": lambda: _options("ShowOptions"),
    "checks": _checks,
    "commands": _commands,
    "messages": _messages,
    "custom-properties": _custom_properties,
    "categories": _categories,
    "changelog": _changelog,
    **{f"workflow-{name}": partial(_workflow, name) for name in WORKFLOWS},
}
"""The generated regions, by name."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
