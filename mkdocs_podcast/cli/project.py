"""What commands share: the site that they work on, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from ..build import Build
    from ..settings import Settings

PROBLEMS = 1
"""The exit code of a command that has found problems."""


class ExampleCommand(click.Command):
    """A command whose help ends with examples.

    Attributes:
        examples: Command lines.
    """

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **options)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options, each on a line."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  {example}\n")


@dataclass(frozen=True)
class Project:
    """A site, or a folder of episodes that belongs to none.

    Attributes:
        settings: Its settings.
        config: Its mkdocs.yml, if there is one.
    """

    settings: Settings
    config: Path | None = None

    def prepare(self) -> Build:
        """Read all files of the show and plan its site, without building it."""
        from datetime import datetime, timezone

        from ..build import prepare_build
        from ..engine.cache import FolderCache, MemoryCache
        from ..mkdocs_config import load_existing_files

        settings = self.settings
        cache = FolderCache(settings.cache_folder) if settings.cache else MemoryCache()
        existing = load_existing_files(self.config) if self.config else {}
        build = prepare_build(settings, cache, existing, now=datetime.now(timezone.utc))
        cache.close()
        return build

    def label_in(self, build: Build, path: Path) -> str:
        """Name a file that the user names as the show names it, however the path is written."""
        target = path.resolve()
        sources = build.files.sources.items()
        return next((label for label, each in sources if each.path.resolve() == target), "")

    def label(self, path: Path) -> str:
        """Name a file as problems name it."""
        from ..reading import label_of

        return label_of(path.absolute(), self.settings.folders.config)


config_option = click.option(
    "--config-file",
    "-f",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="The configuration of the site. Default: mkdocs.yml here or in a folder above.",
)


def open_project(config_file: Path | None, folder: Path | None = None) -> Project:
    """Find the site that a command works on.

    Args:
        config_file: The configuration that the user names.
        folder: The folder of the files that the user names; it is used if there is no site.
    """
    from ..mkdocs_config import ConfigError, find_config, load_settings, settings_of_folder
    from ..reading import unusable_folders

    start = (folder or Path.cwd()).absolute()
    path = config_file or find_config(start)
    if path is None and folder is None:
        fail(
            "There is no mkdocs.yml here or in a folder above. Change to the folder of your site, "
            "or name a file."
        )
    try:
        settings = load_settings(path) if path else settings_of_folder(start)
    except ConfigError as error:
        fail(str(error))
    for reason in unusable_folders(settings):
        fail(reason)
    return Project(settings, path)


def fail(message: str) -> NoReturn:
    """End a command that is used in a wrong way, with a sentence."""
    raise click.UsageError(message)


def end(code: int) -> None:
    """End a command with an exit code."""
    click.get_current_context().exit(code)
