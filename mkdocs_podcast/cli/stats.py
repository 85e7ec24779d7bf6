"""`stats`: numbers about the show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import ExampleCommand, config_option, open_project

if TYPE_CHECKING:
    from ..exporting.statistics import Statistics

MAX_LISTED = 10
"""Speakers and gaps are listed up to this number."""


@click.command(
    cls=ExampleCommand,
    short_help="Count episodes, hours, words and people.",
    examples=("mkdocs-podcast stats", "mkdocs-podcast stats --plot episodes.svg"),
)
@click.option("--json", "is_json", is_flag=True, help="Write everything as JSON.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a chart of the durations of all episodes by date to this SVG file.",
)
@click.option("--force", is_flag=True, help="Replace the file of the chart.")
@config_option
def stats(is_json: bool, plot: Path | None, force: bool, config_file: Path | None) -> None:
    """Count episodes, hours, words and people, and list who speaks most and the longest gaps."""
    from ..creating.files import CreationError, write_new_files
    from ..exporting.statistics import as_json, measure_show, plot_episodes

    build = open_project(config_file).prepare()
    catalog = build.plan.catalog
    words = sum(
        len(line.text.split())
        for episode in catalog.episodes
        for line in build.transcript(episode).lines()
    )
    statistics = measure_show(catalog, build.files.episodes, words)
    if is_json:
        click.echo(json.dumps(as_json(statistics), ensure_ascii=False, indent=2))
    else:
        _print(statistics)
    if plot:
        chart = plot_episodes(catalog.episodes, build.settings.show.title)
        try:
            write_new_files(plot.absolute().parent, {plot.name: chart}, force=force)
        except CreationError as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"created {plot}", err=True)


def _print(statistics: Statistics) -> None:
    found = statistics
    more = f" (and {found.drafts} unpublished)" if found.drafts else ""
    click.echo(f"Episodes      {found.episodes:,}{more}")
    unknown = found.episodes_without_duration
    more = f" (without {unknown} of unknown duration)" if unknown else ""
    click.echo(f"Hours         {found.hours:,}{more}")
    click.echo(f"Transcripts   {found.transcripts:,} with {found.words:,} words")
    click.echo(f"People        {found.people:,}")
    if found.first and found.latest:
        every = f", usually every {found.days_between} days" if found.days_between else ""
        click.echo(f"Published     {found.first} to {found.latest}{every}")
    for index, speaker in enumerate(found.speakers[:MAX_LISTED]):
        what = "" if index else "Speakers"
        count = f"{speaker.episodes} episode" + "s" * (speaker.episodes != 1)
        click.echo(f"{what:13} {speaker.share:>4.0%} {speaker.name} ({count})")
    for index, gap in enumerate(found.gaps[:MAX_LISTED]):
        what = "" if index else "Gaps"
        click.echo(f"{what:13} {gap.days:>4} days from {gap.start} to {gap.end}")
