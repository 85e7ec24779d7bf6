"""`import`: the group of commands that bring in what exists elsewhere."""

from __future__ import annotations

import click

from .import_feed import import_feed
from .import_transcript import import_transcript


@click.group(name="import")
def import_group() -> None:
    """Bring in transcripts or a show that exist elsewhere."""


import_group.add_command(import_transcript)
import_group.add_command(import_feed)
