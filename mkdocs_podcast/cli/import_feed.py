"""`import feed`: write the episodes of a feed into files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .project import PROBLEMS, ExampleCommand, Project, config_option, end, open_project

if TYPE_CHECKING:
    from ..importing.episodes import ImportedEpisode
    from ..importing.feed import Feed


@dataclass(frozen=True)
class _Options:
    """The options of the command."""

    into: Path | None
    transcripts: Path | None
    download: bool
    markdown: bool
    allow_private: bool
    as_json: bool
    config_file: Path | None


@click.command(
    "feed",
    cls=ExampleCommand,
    examples=(
        "mkdocs-podcast import feed https://example.org/feed.xml",
        "mkdocs-podcast import feed feed.xml --into episodes --transcripts ~/transcripts",
        "mkdocs-podcast import feed https://example.org/feed.xml --download --markdown",
    ),
)
@click.argument("source", metavar="URL|FILE")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of episodes. Default: the one of the site.",
)
@click.option(
    "--transcripts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of transcripts, whose names contain the number, the title or the guid.",
)
@click.option("--download", is_flag=True, help="Download recordings into the docs folder.")
@click.option(
    "--markdown", is_flag=True, help="Write introductions as show notes in Markdown, not as HTML."
)
@click.option("--allow-private", is_flag=True, help="Allow servers that are not public.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for programs.")
@config_option
def import_feed(source: str, **options: Any) -> None:  # noqa: ANN401 - see `_Options`
    """Write each item of a podcast's feed into an episode file.

    Items that have a file already are skipped, so the command can be repeated. It prints the
    options of the show, for mkdocs.yml. The exit code is 1 if something could not be fetched.
    """
    from ..importing.episodes import (
        Destination,
        find_transcripts,
        identity,
        load_feed,
        show_text,
        write_episodes,
    )
    from ..importing.feed import FeedError
    from ..importing.fetch import Fetcher, FetchError

    chosen = _Options(**options)
    project = open_project(chosen.config_file, chosen.into)
    folders = project.settings.folders
    folder = chosen.into.absolute() if chosen.into else folders.episodes
    recordings = folders.docs / "audio" if chosen.download else None
    fetcher = Fetcher(chosen.allow_private)
    try:
        feed = load_feed(source, fetcher)
        known = _known_episodes(project) if folder.is_dir() else set()
        items = [item for item in feed.items if identity(item.values) not in known]
        matches: Mapping[int, Path] = {}
        unmatched: list[Path] = []
        if chosen.transcripts:
            matches, unmatched = find_transcripts(items, chosen.transcripts)
        destination = Destination(folder, folders.docs, recordings, chosen.markdown)
        written = write_episodes(items, destination, fetcher, matches)
        with click.progressbar(
            written, length=len(items), file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as progress:
            episodes = list(progress)
    except (FeedError, FetchError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or source}: {error.strerror}.") from None
    problems = [problem for episode in episodes for problem in episode.problems]
    problems += [f"No episode matches the transcript {path}." for path in unmatched]
    if chosen.as_json:
        click.echo(json.dumps(_result(feed, episodes, problems), ensure_ascii=False, indent=2))
    else:
        _print(project, feed, episodes, folder)
        click.echo(show_text(feed.show), nl=False)
    for problem in problems:
        click.secho(problem, fg="yellow", err=True)
    if problems:
        end(PROBLEMS)


def _known_episodes(project: Project) -> set[str]:
    from ..importing.episodes import identity

    return {
        identity(
            {
                "guid": episode.guid,
                "audio": {"url": episode.audio.url if episode.audio else ""},
                "title": episode.title,
            }
        )
        for episode in project.prepare().files.episodes
    }


def _result(feed: Feed, episodes: list[ImportedEpisode], problems: list[str]) -> dict[str, Any]:
    return {
        "added": [str(episode.path) for episode in episodes],
        "known": len(feed.items) - len(episodes),
        "problems": problems,
        "show": feed.show,
    }


def _print(project: Project, feed: Feed, episodes: list[ImportedEpisode], folder: Path) -> None:
    count = len(episodes)
    known = len(feed.items) - count
    there = f"; {known} had a file already" if known else ""
    noun = "episode" if count == 1 else "episodes"
    click.echo(f"Wrote {count} {noun} into {project.label(folder)}{there}.", err=True)
    click.echo("The options of the show, for mkdocs.yml:", err=True)
