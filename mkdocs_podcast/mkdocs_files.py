"""MkDocs' objects for the files of a show."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from .build import Build
from .checks import Problem
from .reading import ShowFiles, label_of, unreadable
from .settings import Folders
from .site import Kind, Output

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def existing_files(files: Files, folders: Folders) -> dict[str, str]:
    """Return the files that the author publishes, by path, with the names of their sources."""
    base = f"{folders.config}{os.sep}"
    return {
        file.dest_uri: file.abs_src_path.removeprefix(base).replace(os.sep, "/")
        for file in files
        if file.abs_src_path
    }


def remove_unreadable(files: Files, folders: Folders) -> list[Problem]:
    """Remove the files that MkDocs cannot copy, at which it would stop, and return problems."""
    problems = []
    for file in list(files):
        path = file.abs_src_path
        if path is None or (Path(path).is_file() and os.access(path, os.R_OK)):
            continue
        files.remove(file)
        label = label_of(Path(path), folders.config)
        if Path(path).is_symlink():
            problems.append(unreadable(label, "The link leads to nothing", "Correct or remove it."))
        else:
            problems.append(unreadable(label, "The file cannot be read"))
    return problems


def source_files(files: Files, show_files: ShowFiles, folders: Folders) -> list[File]:
    """Return the files of episodes and people in the docs folder, which are not published."""
    sources = [source.path for source in show_files.sources.values()]
    paths = {
        os.path.abspath(path)  # noqa: PTH100 - as in MkDocs, symlinks are not followed
        for path in (*sources, *(folders.config / label for label in show_files.used))
    }
    return [file for file in files if file.abs_src_path in paths]


def generated_files(config: MkDocsConfig, build: Build) -> list[File]:
    """Create the files of generated pages, scripts and styles."""
    generated = [_page_file(config, build, output) for output in build.pages.values()]
    if not build.settings.is_extra_language_build:
        generated += [
            File.generated(config, path, content=text) for path, text in build.web_files()
        ]
    return generated


def asset_files(config: MkDocsConfig, build: Build, files: Files) -> Iterator[File]:
    """Create the files of images and recordings from outside the docs folder."""
    paths = {asset.uri: asset.path for asset in build.files.assets.values() if asset.length}
    for uri, path in paths.items():
        if not files.get_file_from_path(uri):
            yield File.generated(config, uri, abs_src_path=str(path))


def _page_file(config: MkDocsConfig, build: Build, output: Output) -> File:
    source = build.files.sources.get(output.owner)
    inclusion = _inclusion(config, build, output)
    if source is None:
        file = File.generated(config, output.src_uri, content="", inclusion=inclusion)
        file.abs_src_path = config.config_file_path  # which plugins read a date from
        return file
    file = File.generated(
        config, output.src_uri, abs_src_path=str(source.path), inclusion=inclusion
    )
    docs = Path(config.docs_dir).as_posix()
    file.edit_uri = posixpath.relpath(source.path.as_posix(), docs)
    file.generated_by = None  # it has a file with a history, which plugins read dates from
    return file


def _inclusion(config: MkDocsConfig, build: Build, output: Output) -> InclusionLevel:
    if output.kind is Kind.EPISODE and build.plan.episodes[output.subject].draft:
        return InclusionLevel.DRAFT
    # A navigation that is made from the files lists the archive; any other may leave it out.
    is_explicit = config.nav is not None or "literate-nav" in config.plugins
    if output.kind is Kind.ARCHIVE and output.number == 1 and not is_explicit:
        return InclusionLevel.INCLUDED
    return InclusionLevel.NOT_IN_NAV
