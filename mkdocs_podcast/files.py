"""What MkDocs is told of files: those that are ours, those that we make, those that it drops."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel

from .load import Folders, Podcast
from .pages import PageWriter
from .site.urls import Addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class Made:
    """A page that comes from us.

    Attributes:
        file: What MkDocs knows of it.
        write: Writes its Markdown.
        meta: Says what front matter would.
        title: What it is called, where it is about no one thing of the show.
    """

    file: File
    write: Callable[[], str]
    meta: Callable[[], Mapping[str, Any]]
    title: str = ""


def landing(files: Files, folders: Folders) -> dict[str, str]:
    """What lands in the site, below its root, with the files that it comes from."""
    base = f"{folders.base}{os.sep}"
    return {
        file.dest_uri: file.abs_src_path.removeprefix(base).replace(os.sep, "/")
        for file in files
        if file.abs_src_path
    }


def sources(files: Files, podcast: Podcast) -> list[File]:
    """The files in the docs folder that are episodes and people, which never land in the site."""
    paths = {
        os.path.abspath(source.path)  # noqa: PTH100 - as MkDocs does, without following links
        for source in (*podcast.sources.values(), *podcast.people_files)
    }
    return [file for file in files if file.abs_src_path in paths]


def assets(config: MkDocsConfig, podcast: Podcast, files: Files) -> Iterator[File]:
    """Images and recordings from outside the docs folder."""
    outside = {
        asset.uri: asset.path
        for asset in podcast.assets.values()
        if asset.length and not files.get_file_from_path(asset.uri)
    }
    for uri, path in outside.items():
        yield File.generated(config, uri, abs_src_path=str(path))


def pages(
    config: MkDocsConfig, files: Files, podcast: Podcast, writer: PageWriter, place: Addresses
) -> Iterator[Made]:
    """The pages that we make, but for those whose place another file has."""
    taken = {file.dest_uri for file in files}
    for made in (
        *_pages_of_episodes(config, podcast, writer),
        *_pages_of_broken(config, files, podcast, writer, place),
    ):
        taken.add(made.file.dest_uri)
        yield made
    for page in writer.pages():
        index = page.uri == writer.index_uri
        inclusion = _index_in_nav(config) if index else InclusionLevel.NOT_IN_NAV
        file = _file(config, podcast, page.uri, page.source, inclusion)
        if file.dest_uri not in taken:
            yield Made(file, page.write, page.meta, page.title)


def _pages_of_episodes(
    config: MkDocsConfig, podcast: Podcast, writer: PageWriter
) -> Iterator[Made]:
    for episodes, inclusion in (
        (podcast.catalog.episodes, InclusionLevel.NOT_IN_NAV),
        (podcast.drafts, InclusionLevel.DRAFT),
    ):
        for episode in episodes:
            file = _file(config, podcast, writer.uri(episode), episode.file, inclusion)
            yield Made(file, partial(writer.episode, episode), partial(writer.meta, episode))


def _pages_of_broken(
    config: MkDocsConfig, files: Files, podcast: Podcast, writer: PageWriter, place: Addresses
) -> Iterator[Made]:
    """The pages that say of files what is wrong with them."""
    for uri, label in podcast.broken_pages(place):
        if label not in podcast.sources and files.get_file_from_path(uri):
            continue  # the page of somebody is the author's own
        file = _file(config, podcast, uri, label, InclusionLevel.NOT_IN_NAV)
        write = partial(writer.problems, label, podcast.broken[label])
        yield Made(file, write, partial(_meta_of_problems, label))


def _file(
    config: MkDocsConfig, podcast: Podcast, uri: str, label: str, inclusion: InclusionLevel
) -> File:
    """What MkDocs knows of a page, which may come from a file that our readers know by a label."""
    source = podcast.source(label)
    if source is None:
        file = File.generated(config, uri, content="", inclusion=inclusion)
        file.abs_src_path = config.config_file_path  # plugins that read dates cannot do without
        return file
    file = File.generated(config, uri, abs_src_path=str(source.path), inclusion=inclusion)
    file.edit_uri = posixpath.relpath(source.path.as_posix(), Path(config.docs_dir).as_posix())
    file.generated_by = None  # it has a file with a history, that plugins read dates from
    return file


def _meta_of_problems(label: str) -> dict[str, Any]:
    return {"title": label, "render_macros": False}


def _index_in_nav(config: MkDocsConfig) -> InclusionLevel:
    """In a navigation that MkDocs or awesome-nav makes of the files; not missed in any other."""
    explicit = config.nav is not None or "literate-nav" in config.plugins
    return InclusionLevel.NOT_IN_NAV if explicit else InclusionLevel.INCLUDED
