"""`python -m mkdocs_podcast` is the program `mkdocs-podcast`."""

from __future__ import annotations

from .cli import main

main(prog_name="mkdocs-podcast")
