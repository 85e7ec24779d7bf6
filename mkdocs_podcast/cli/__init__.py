"""The program `mkdocs-podcast`: a module per command, which parses, calls a package and prints.

Modules import what they call inside functions, so that `--help` and shell completion are fast.
"""

from __future__ import annotations

import click

from .. import __version__
from .check import check
from .export import export_group
from .imports import import_group
from .new import new
from .schema import schema
from .stats import stats


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mkdocs-podcast")
def main() -> None:
    """Write, check, import and export the episodes of a podcast site.

    No command needs to build the site. The exit code is 0 if everything is fine, 1 if there are
    problems, and 2 if a command is used in a wrong way.
    """


main.add_command(check)
main.add_command(new)
main.add_command(import_group)
main.add_command(export_group)
main.add_command(schema)
main.add_command(stats)

__all__ = ["main"]
