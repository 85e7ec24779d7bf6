"""`check`: report the problems of a show, and fix those that are safe to fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checks import Level, Problem
from ..checks.reports import REPORTS
from .project import PROBLEMS, ExampleCommand, Project, config_option, end, fail, open_project

if TYPE_CHECKING:
    from ..build import Build
    from ..show import Episode, Person

MAX_FIXES = 4
"""Fixed files are read again this often, since a fixed error can reveal another problem."""

_COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command(
    cls=ExampleCommand,
    short_help="Report all problems, and fix some.",
    examples=(
        "mkdocs-podcast check",
        "mkdocs-podcast check docs/podcast/tides.yaml --fix",
        "mkdocs-podcast check --format github",
        "mkdocs-podcast check --links",
    ),
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *REPORTS]),
    default="text",
    show_default=True,
    help="How to write problems: for people, for programs, as annotations of GitHub Actions, or "
    "for code scanning.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Fix what has only one solution (missing quotes, misspelt keys, unusual times, names "
    "that end with a colon), and show what was changed.",
)
@click.option(
    "--links",
    is_flag=True,
    help="Also ask whether links to other sites work: each at most once per week, and one at a "
    "time per host.",
)
@config_option
def check(
    files: tuple[Path, ...], format_: str, fix: bool, links: bool, config_file: Path | None
) -> None:
    """Report all problems of the show, or only those of FILES, without building the site.

    The exit code is 1 if there are errors or warnings.
    """
    project = open_project(config_file, files[0].parent if files else None)
    build = project.prepare()
    names = _names(project, build, files)
    if fix:
        build = _fix(project, build, names)
    problems = [each for each in build.problems if not names or each.file in names]
    if links:
        problems = sorted((*problems, *_check_links(build, names)), key=_position)
    if format_ == "text":
        _print(problems, len(names or build.files.sources))
    else:
        click.echo(REPORTS[format_](problems))
    if any(each.level in {Level.ERROR, Level.WARNING} for each in problems):
        end(PROBLEMS)


def _names(project: Project, build: Build, files: Sequence[Path]) -> set[str]:
    """Return the names of files in problems; stop if one does not belong to the show."""
    known = {Path(source.path).resolve(): label for label, source in build.files.sources.items()}
    folders = project.settings.folders
    known.update({(folders.config / label).resolve(): label for label in build.files.used})
    if project.config:
        known[project.config.resolve()] = project.config.name
    for file in files:
        if file.resolve() not in known:
            folder = project.label(folders.episodes)
            fail(f"{file} is not a file of the show. Its episodes are in {folder}.")
    return {known[file.resolve()] for file in files}


def _fix(project: Project, build: Build, names: set[str]) -> Build:
    from ..reading.fixes import fix_text

    for _ in range(MAX_FIXES):
        changed = False
        for label, source in build.files.sources.items():
            problems = [each for each in build.problems if each.file == label]
            if not problems or (names and label not in names):
                continue
            content = _read(source.path)
            if content is None:
                continue
            text = content.replace("\r\n", "\n")
            fixed = fix_text(text, source.suffix, problems)
            if fixed != text:
                changed = True
                _write(source.path, fixed.replace("\n", "\r\n") if "\r\n" in content else fixed)
                _print_diff(label, text, fixed)
        if not changed:
            break
        build = project.prepare()
    return build


def _check_links(build: Build, names: set[str]) -> list[Problem]:
    from ..checks import assign_levels
    from ..importing.fetch import Fetcher
    from ..importing.links import TIMEOUT, check_links, find_links, with_positions

    settings, files = build.settings, build.files
    found = [link for link in find_links(files, settings) if not names or link.file in names]
    memory = settings.cache_folder / "links.json" if settings.cache else None
    checked = check_links(found, Fetcher(timeout=TIMEOUT), memory)
    click.echo(f"{checked.asked:,} links asked for, {checked.known:,} worked recently.", err=True)
    if checked.left:
        click.echo(f"{checked.left:,} links are left. Run the command again.", err=True)
    levels = {code: Level(level) for code, level in settings.check_levels.items()}
    owners: list[Episode | Person] = [*files.episodes, *files.people]
    ignored = {each.file: each.ignore for each in owners}
    located = with_positions(checked.problems, files, settings.folders.config)
    return assign_levels(located, levels, ignored)


def _position(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeError):
        return None  # reported as a problem


def _write(path: Path, text: str) -> None:
    from ..engine.files import replace_file

    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None


def _print_diff(label: str, before: str, after: str) -> None:
    import difflib

    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), label, label, lineterm="", n=1
    )
    for line in lines:
        color = {"-": "red", "+": "green"}.get(line[:1])
        click.secho(line, fg=color, err=True)


def _print(problems: Sequence[Problem], count: int) -> None:
    for each in problems:
        click.echo(f"{click.style(each.level.value, fg=_COLORS[each.level.value])}: {each}")
    files = f"{count:,} file" + "s" * (count != 1)
    if not problems:
        click.echo(f"No problems in {files}.")
        return
    counts = Counter(each.level.value for each in problems)
    listed = [f"{counts[level]:,} {_plural(level, counts[level])}" for level in _COLORS]
    found = ", ".join(each for each in listed if not each.startswith("0 "))
    click.echo(f"{found} in {files}.")


def _plural(level: str, count: int) -> str:
    return "notes"[: None if count != 1 else -1] if level == "info" else level + "s" * (count != 1)
