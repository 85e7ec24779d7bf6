"""`import transcript`: put transcript files into episodes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .project import PROBLEMS, ExampleCommand, Project, config_option, end, fail, open_project

if TYPE_CHECKING:
    from ..importing.transcript_merging import MergedTranscript
    from ..show import ChapterMark, Transcript

MAX_SHOWN = 20
"""Lines that could not be matched are listed up to this number."""

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "transcript",
    cls=ExampleCommand,
    short_help="Put transcript files into episodes.",
    examples=(
        "mkdocs-podcast import transcript tides.json --into docs/podcast/tides.yaml",
        "mkdocs-podcast import transcript tides.vtt --speakers SPEAKER_00=Ada",
        "mkdocs-podcast import transcript tides.srt --headers chapters.txt > transcript.yaml",
    ),
)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--into",
    type=_FILE,
    help="The file of the episode. Default: the episode whose file has the same name.",
)
@click.option(
    "--speakers",
    multiple=True,
    metavar="NAME=NAME",
    help="What a speaker is called in the file, and their name. It can be repeated.",
)
@click.option(
    "--headers",
    type=_FILE,
    help="Where sections start: lines such as “2:12 The moon”, Podcasting 2.0 chapters, or a "
    "recording with chapters.",
)
@config_option
def import_transcript(
    files: tuple[Path, ...],
    into: Path | None,
    speakers: tuple[str, ...],
    headers: Path | None,
    config_file: Path | None,
) -> None:
    """Put the transcripts in FILES into the YAML of episodes.

    Every format that the plugin reads can be imported: WebVTT, SRT, JSON of Whisper, WhisperX and
    transcription services, HTML, Markdown and text. Without an episode, the YAML is printed.

    If the episode has a transcript, your corrections stay: names, headers and the words of lines
    that you have edited. Lines that could not be matched are listed.
    """
    from ..importing.transcripts import ImportFailure, read_headers, read_transcript

    if into and len(files) > 1:
        fail("Only one file can be imported into an episode.")
    names = speaker_names(speakers)
    project = open_project(config_file, (into or files[0]).parent)
    failed = False
    try:
        marks: tuple[ChapterMark, ...] = read_headers(headers) if headers else ()
        for file in files:
            transcript, problems = read_transcript(file, names, marks)
            for problem in problems:
                click.echo(f"warning: {problem}", err=True)
            episode = into or _episode(project, file)
            if episode:
                failed |= not _import(project, file, transcript, episode)
            elif len(files) == 1:
                from ..reading.yaml_writing import write_transcript

                click.echo("\n".join(write_transcript(transcript)))
            else:
                failed = True
                click.echo(f"{file}: no episode has this name. Name it with --into.", err=True)
    except ImportFailure as error:
        raise click.ClickException(str(error)) from None
    if failed:
        end(PROBLEMS)


def speaker_names(speakers: Iterable[str]) -> dict[str, str]:
    """Return the names of speakers by what files call them, from “SPEAKER_00=Ada”."""
    names = {}
    for each in speakers:
        name, equals, full = each.partition("=")
        if not (name.strip() and equals and full.strip()):
            fail(f"Write --speakers as “SPEAKER_00=Ada”, not “{each}”.")
        names[name.strip()] = full.strip()
    return names


def _episode(project: Project, file: Path) -> Path | None:
    """Return the file of the episode with the same name as a transcript."""
    folder = project.settings.folders.episodes
    for suffix in (".yaml", ".yml", ".md", ".markdown"):
        for path in sorted(folder.rglob(f"{_escaped(file.stem)}{suffix}")):
            if path.resolve() != file.resolve():
                return path
    return None


def _escaped(stem: str) -> str:
    from glob import escape

    return escape(stem)


def _import(project: Project, file: Path, transcript: Transcript, episode: Path) -> bool:
    """Import a transcript, and return whether everything could be matched."""
    from ..engine.files import replace_file
    from ..importing.transcripts import (
        ImportFailure,
        import_into,
        load_base,
        read_text,
        store_base,
    )

    folder = project.settings.cache_folder
    text = read_text(episode)
    try:
        imported = import_into(text, episode.suffix, transcript, load_base(folder, episode))
        if imported.text != text:
            has_crlf = b"\r\n" in episode.read_bytes()
            written = imported.text.replace("\n", "\r\n") if has_crlf else imported.text
            replace_file(episode, written.encode())
        if project.settings.cache:
            store_base(folder, episode, transcript)
    except ImportFailure as error:
        raise ImportFailure(f"{episode}: {error}") from None
    except OSError as error:
        raise click.ClickException(f"{episode} cannot be written: {error.strerror}.") from None
    _report(file, project.label(episode), imported.merged)
    if imported.lost_comments:
        message = f"  {imported.lost_comments} comments inside the old transcript were removed."
        click.echo(message, err=True)
    return not imported.merged.unmatched


def _report(file: Path, episode: str, merged: MergedTranscript) -> None:
    from ..show import format_timecode

    counts = {
        "new": merged.added,
        "updated": merged.updated,
        "with your words": merged.edited,
        "removed": len(merged.removed),
    }
    listed = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    click.echo(f"{file} → {episode}: {listed or 'nothing has changed'}.")
    if merged.unmatched:
        number = len(merged.unmatched)
        click.echo(f"  {number:,} lines that you have edited are not in the new transcript. They")
        click.echo("  stay where they are:")
    for line in merged.unmatched[:MAX_SHOWN]:
        time = format_timecode(line.start) if line.start is not None else "–"
        click.echo(f"    {time} {line.who}: {line.text[:80]}")
