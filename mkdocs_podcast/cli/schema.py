"""`schema`: JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from .project import ExampleCommand, Project, config_option, open_project

NAMES = ("episode", "person", "options")
"""What there is a schema of."""


@click.command(
    cls=ExampleCommand,
    short_help="Print JSON Schema for editors.",
    examples=("mkdocs-podcast schema --write", "mkdocs-podcast schema person > person.json"),
)
@click.argument("name", type=click.Choice(NAMES), default="episode", required=False)
@click.option(
    "--write",
    is_flag=True,
    help="Write all schemas into the folder `schema`, and connect them to files in "
    "`.vscode/settings.json`.",
)
@config_option
def schema(name: str, write: bool, config_file: Path | None) -> None:
    """Print the JSON Schema of an episode, a person or the options of the plugin.

    Editors with a YAML language server use it to complete keys and to mark errors. It knows the
    names of keys that `fields` and `people_fields` map.
    """
    project = open_project(config_file, Path.cwd())
    if write:
        _write(project)
    else:
        click.echo(_text(_schema(name, project)), nl=False)


def _schema(name: str, project: Project) -> dict[str, Any]:
    from ..mkdocs_config import options_schema
    from ..reading.schema import json_schema
    from ..show import Episode, Person

    if name == "options":
        return options_schema()
    reading = project.settings.reading
    if name == "person":
        return json_schema(Person, reading.people_fields)
    return json_schema(Episode, reading.fields)


def _write(project: Project) -> None:
    from ..engine.files import replace_file

    folders = project.settings.folders
    root = folders.config
    patterns = {
        "episode": f"{project.label(folders.episodes)}/**/*.yaml",
        "person": f"{project.label(folders.people)}/**/*.yaml",
        "options": project.config.name if project.config else "mkdocs.yml",
    }
    settings = root / ".vscode" / "settings.json"
    schemas = {f"./schema/{name}.json": pattern for name, pattern in patterns.items()}
    try:
        known = json.loads(settings.read_text("utf-8")) if settings.exists() else {}
    except ValueError:  # it may contain comments
        known = None
    try:
        for name in NAMES:
            replace_file(root / "schema" / f"{name}.json", _text(_schema(name, project)).encode())
            click.echo(f"created schema/{name}.json")
        if isinstance(known, dict):
            known["yaml.schemas"] = {**known.get("yaml.schemas", {}), **schemas}
            replace_file(settings, _text(known).encode())
            click.echo("updated .vscode/settings.json")
        else:
            click.echo("Add this to .vscode/settings.json, which contains comments:")
            click.echo(_text({"yaml.schemas": schemas}), nl=False)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}."
        ) from None
    click.echo("For other editors, start a file of an episode with this line:")
    episode = Path(project.label(folders.episodes))
    up = "../" * (0 if episode.is_absolute() else len(episode.parts))
    click.echo(f"# yaml-language-server: $schema={up}schema/episode.json")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
