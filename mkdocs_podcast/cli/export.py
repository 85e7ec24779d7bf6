"""`export`: write episodes in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from .project import PROBLEMS, ExampleCommand, config_option, end, fail, open_project

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_files = click.argument("files", nargs=-1, required=True, type=_FILE)
_output = click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into. Default for one file: print it.",
)
_force = click.option("--force", is_flag=True, help="Replace files that exist.")


@click.group(name="export")
def export_group() -> None:
    """Write episodes in other formats, as the site publishes them."""


@export_group.command(
    cls=ExampleCommand,
    examples=(
        "mkdocs-podcast export captions docs/podcast/tides.yaml > tides.vtt",
        "mkdocs-podcast export captions docs/podcast/*.yaml --format srt --output captions",
    ),
)
@_files
@click.option(
    "--format",
    "format_",
    type=click.Choice(("vtt", "srt", "json")),
    default="vtt",
    show_default=True,
    help="WebVTT, SRT, or the JSON of Podcasting 2.0.",
)
@_output
@_force
@config_option
def captions(
    files: tuple[Path, ...],
    format_: str,
    output: Path | None,
    force: bool,
    config_file: Path | None,
) -> None:
    """Write the transcripts of FILES as captions."""
    _export(files, format_, output, config_file, force=force)


@export_group.command(
    cls=ExampleCommand,
    examples=("mkdocs-podcast export chapters docs/podcast/tides.yaml --format list",),
)
@_files
@click.option(
    "--format",
    "format_",
    type=click.Choice(("json", "list")),
    default="json",
    show_default=True,
    help="The JSON of Podcasting 2.0, or a list for the description of a video.",
)
@_output
@_force
@config_option
def chapters(
    files: tuple[Path, ...],
    format_: str,
    output: Path | None,
    force: bool,
    config_file: Path | None,
) -> None:
    """Write the chapters of FILES."""
    name = "chapter-list" if format_ == "list" else "chapters"
    _export(files, name, output, config_file, force=force)


@export_group.command(
    cls=ExampleCommand,
    examples=("mkdocs-podcast export markdown docs/podcast/*.yaml --output pages",),
)
@_files
@_output
@_force
@config_option
def markdown(
    files: tuple[Path, ...], output: Path | None, force: bool, config_file: Path | None
) -> None:
    """Write the pages of FILES as Markdown that needs no plugin."""
    _export(files, "markdown", output, config_file, force=force)


@export_group.command(
    cls=ExampleCommand, examples=("mkdocs-podcast export text docs/podcast/tides.yaml",)
)
@_files
@_output
@_force
@config_option
def text(
    files: tuple[Path, ...], output: Path | None, force: bool, config_file: Path | None
) -> None:
    """Write the transcripts of FILES as plain text."""
    _export(files, "txt", output, config_file, force=force)


def _export(
    files: tuple[Path, ...],
    format_: str,
    output: Path | None,
    config_file: Path | None,
    *,
    force: bool,
) -> None:
    from dataclasses import replace

    from ..creating.files import CreationError, write_new_files
    from ..exporting.episodes import SUFFIXES, ExportError, export_episode

    if len(files) > 1 and not output:
        fail("Name a folder for several files with --output.")
    project = open_project(config_file, files[0].parent)
    # These options only decide what the site publishes.
    project = replace(project, settings=replace(project.settings, markdown=True))
    build = project.prepare()
    contents: dict[str, str] = {}
    failed = False
    for file in files:
        label = project.label_in(build, file)
        try:
            content = export_episode(build, label, format_).decode()
        except ExportError as error:
            click.echo(f"{file} cannot be exported: {error}.", err=True)
            failed = True
            continue
        if output:
            contents[f"{file.stem}{SUFFIXES[format_]}"] = content
        else:
            click.echo(content, nl=not content.endswith("\n"))
    if output:
        try:
            write_new_files(output, contents, force=force)
        except CreationError as error:
            raise click.ClickException(str(error)) from None
        for name in contents:
            click.echo(f"created {output / name}")
    if failed:
        end(PROBLEMS)
