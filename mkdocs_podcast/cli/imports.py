"""`import`: the group of commands that bring in what exists elsewhere."""

from __future__ import annotations

import click


@click.group(name="import")
def import_group() -> None:
    """Bring in transcripts or a show that exist elsewhere."""
