"""`new`: write the file of an episode, or a whole site."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import ExampleCommand, Project, config_option, fail, open_project

if TYPE_CHECKING:
    from ..reading.recordings import Recording
    from ..show import Transcript

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORKFLOWS = ("github", "gitlab", "netlify")


class _Date(click.ParamType):  # type: ignore[type-arg]  # generic since Click 8.3
    """A day."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day in ISO 8601."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"Write the date as 2024-03-31, not “{value}”.", param, ctx)


@click.command(
    cls=ExampleCommand,
    short_help="Write a new episode, or a new site.",
    examples=(
        'mkdocs-podcast new "The tides"',
        'mkdocs-podcast new "The tides" --audio tides.mp3 --transcript tides.json --yes',
        'mkdocs-podcast new "The tides" --audio tides.mp3 --url https://cdn.example/tides.mp3',
        'mkdocs-podcast new --show "Low Water" --workflow github',
    ),
)
@click.argument("title", required=False)
@click.option("--show", is_flag=True, help="Create a site in the current folder.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; use the defaults.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--audio", type=_FILE, help="The recording of the episode.")
@click.option("--url", help="The URL at which the recording will be, if not on this site.")
@click.option("--transcript", type=_FILE, help="Its transcript, in any format.")
@click.option(
    "--speakers", multiple=True, metavar="NAME=NAME", help="As of `import transcript`; repeatable."
)
@click.option(
    "--guest",
    "guests",
    multiple=True,
    help="A guest: an id or a name; repeatable. Who is new gets a file, if other people have one.",
)
@click.option("--date", "published", type=_Date(), help="Its date. Default: today.")
@click.option("--season", type=int, help="Its season. Default: that of the latest episode.")
@click.option("--number", type=int, help="Its number. Default: the next one.")
@click.option("--draft", is_flag=True, help="Only show it in `mkdocs serve`.")
@click.option("--description", default="", help="What the show is about (with --show).")
@click.option("--host", default="", help="The name of the host (with --show).")
@click.option("--email", default="", help="The public contact address (with --show).")
@click.option("--language", default="en", help="The language of the show (with --show).")
@click.option("--site-url", default="", help="The URL of the site (with --show).")
@click.option(
    "--theme",
    type=click.Choice(("mkdocs", "readthedocs", "material")),
    default="mkdocs",
    show_default=True,
    help="The theme of the site (with --show).",
)
@click.option(
    "--workflow",
    type=click.Choice(_WORKFLOWS),
    help="Add a file that publishes the site (with --show).",
)
@config_option
def new(title: str | None, **options: object) -> None:
    """Write the file of a new episode with the given TITLE, or a new site with --show.

    The number follows the latest episode, and the guid never changes. A recording from elsewhere is
    copied to the folder of episodes. Its length, duration and chapters are read from it in each
    build, or written into the file if it will be at another URL. Existing files are not replaced.
    """
    from ..creating.files import CreationError

    is_asking = not options["yes"] and sys.stdin.isatty()
    if not title and is_asking:
        title = click.prompt("Title")
    if not title or not title.strip():
        fail("Name the show or the episode: mkdocs-podcast new “Title”.")
    try:
        if options["show"]:
            _new_show(title.strip(), options, is_asking=is_asking)
        else:
            _new_episode(title.strip(), options, is_asking=is_asking)
    except CreationError as error:
        raise click.ClickException(str(error)) from None


def _new_show(title: str, options: dict[str, object], *, is_asking: bool) -> None:
    from ..creating.files import write_new_files
    from ..creating.new_show import NewShow, show_files

    def ask(name: str, question: str) -> str:
        given = str(options[name] or "")
        if given or not is_asking:
            return given
        return str(click.prompt(question, default="", show_default=False)).strip()

    show = NewShow(
        title=title,
        description=ask("description", "What it is about, in a sentence (optional)"),
        host=ask("host", "Name of the host (optional)"),
        email=ask("email", "Public contact address for the feed (optional)"),
        language=str(options["language"]),
        site_url=ask("site_url", "URL of the site (optional)"),
        theme=str(options["theme"]),
        workflow=str(options["workflow"] or ""),
        today=date.today(),
    )
    files = show_files(show)
    write_new_files(Path.cwd(), files, force=bool(options["force"]))
    for path in files:
        click.echo(f"created {path}")
    click.echo("Next: pip install -r requirements.txt, then mkdocs serve")


def _new_episode(title: str, options: dict[str, object], *, is_asking: bool) -> None:
    from ..creating.files import copy_file, write_new_files
    from ..creating.new_episode import (
        NewEpisode,
        find_guests,
        next_number,
        reference_to,
        slug_of,
        write_episode,
    )

    config = options["config_file"]
    project = open_project(config if isinstance(config, Path) else None)
    folders = project.settings.folders
    known = project.prepare().files
    season, number = next_number(known.episodes)
    season = options["season"] if isinstance(options["season"], int) else season
    given = options["number"]
    number = given if isinstance(given, int) else number
    published = options["published"]
    day = published if isinstance(published, date) else date.today()
    if is_asking:
        number = click.prompt("Number", default=number, type=int) if given is None else number
        day = click.prompt("Date", default=day, type=_Date()) if published is None else day
    recording, audio, url = _recording(options)
    slug = slug_of(title)
    reference = url
    if audio and not url:
        reference = reference_to(audio, folders) or audio.name
    guests, people = find_guests(_texts(options["guests"]), known.people)
    episode = NewEpisode(
        title=title,
        published=day,
        season=season,
        number=number,
        guests=tuple(guests),
        audio=reference,
        length=audio.stat().st_size if audio and url else 0,
        recording=recording if url else type(recording)(),
        transcript=_transcript(options, recording),
        draft=bool(options["draft"]),
        schema=_schema(project, slug),
    )
    file = folders.episodes / f"{slug}.yaml"
    write_new_files(file.parent, {file.name: write_episode(episode)}, force=bool(options["force"]))
    write_new_files(folders.people, people)
    for name in people:
        click.echo(f"created {project.label(folders.people / name)}")
    if audio and not url and not reference_to(audio, folders):
        copy_file(audio, folders.episodes / audio.name)
        click.echo(f"copied {project.label(folders.episodes / audio.name)}")
    label = project.label(file)
    click.echo(f"created {label}")
    click.echo(f"Next: edit it, then mkdocs-podcast check {label}")


def _recording(options: dict[str, object]) -> tuple[Recording, Path | None, str]:
    from ..reading.recordings import Recording, read_recording
    from ..show import is_web_url

    audio, url = options["audio"], str(options["url"] or "")
    if url and not is_web_url(url):
        fail(f"Write --url with “https://”, not “{url}”.")
    if not isinstance(audio, Path):
        return Recording(), None, url
    return read_recording(audio), audio, url


def _transcript(options: dict[str, object], recording: Recording) -> Transcript:
    from ..importing.transcripts import ImportFailure, read_transcript
    from ..show import Transcript
    from .import_transcript import speaker_names

    file = options["transcript"]
    if not isinstance(file, Path):
        return Transcript()
    try:
        names = speaker_names(_texts(options["speakers"]))
        transcript, problems = read_transcript(file, names, recording.chapters)
    except ImportFailure as error:
        raise click.ClickException(str(error)) from None
    for problem in problems:
        click.echo(f"warning: {problem}", err=True)
    return transcript


def _schema(project: Project, slug: str) -> str:
    """Return the path of the JSON Schema that `schema --write` has written, if there is one."""
    import os

    schema = project.settings.folders.config / "schema" / "episode.json"
    folder = (project.settings.folders.episodes / f"{slug}.yaml").parent
    return Path(os.path.relpath(schema, folder)).as_posix() if schema.is_file() else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
