"""`mkdocs serve`: the edited page first, then the rest of the site in a second folder.

MkDocs rebuilds a site in the folder that it serves, and holds every request meanwhile. Here, if
only words of an episode were edited, its page is rendered first, from what is known since the last
complete build. The complete build that follows writes into a second folder, which then replaces
the served one. A new edit cancels that build.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import jinja2
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import InclusionLevel

from .build import EditedPage
from .engine.cache import Cache
from .mkdocs_server import PreviewServer

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from .mkdocs_state import BuildState
    from .show import Episode

log = logging.getLogger("mkdocs.plugins.podcast")

MAX_EDITED_FILES = 3
"""If more files have changed, their pages wait for the complete build."""

_SWITCH_INTERVAL = 0.001
"""How long a build keeps a request waiting for the interpreter, in seconds."""

Snapshot = Mapping[str, tuple[int, int]]
"""The time of the last change and the size of each watched file, by path."""


class BuildCancelled(BaseException):
    """A build is pointless, since a file was edited meanwhile.

    MkDocs reports any `Exception` as an error in the site.
    """


class ServingPlugin(Protocol):
    """The plugin, as far as a preview needs it.

    Attributes:
        state: What the events of the last build share.
    """

    state: BuildState | None

    def open_cache(self) -> Cache:
        """Open the cache of earlier builds once more, for another thread."""


@dataclass(frozen=True)
class _CompleteBuild:
    """The last complete build.

    Attributes:
        state: What the events of the build share.
        snapshot: The watched files that it was made from.
        shown: The edited episodes whose pages have been rendered since, by file.
    """

    state: BuildState
    snapshot: Snapshot
    shown: dict[str, Episode] = field(default_factory=dict)

    def edited_episodes(self, snapshot: Snapshot) -> list[str] | None:
        """Return the files of episodes that have changed; None if other files have changed too."""
        changed = snapshot.items() ^ self.snapshot.items()
        paths = {os.path.realpath(path) for path, _ in changed}
        sources = self.state.build.files.sources
        labels = {
            os.path.realpath(path): label
            for label, source in sources.items()
            for path in (*source.transcripts, source.path)
        }
        if not paths <= labels.keys():
            return None
        return list(dict.fromkeys(labels[path] for path in paths))


class Preview:
    """Rebuilds a site that is served while its files are edited.

    Args:
        server: The server of MkDocs, which is not serving yet.
        plugin: The plugin, after the first build.
        config: The configuration of the first build.
    """

    def __init__(
        self, server: LiveReloadServer, plugin: ServingPlugin, config: MkDocsConfig
    ) -> None:
        self._build_site: Callable[[], None] = server.builder
        self._server = PreviewServer(server)
        self._plugin = plugin
        self._watched = [*config.watch]
        self._folders = self._server.root, tempfile.mkdtemp(prefix="mkdocs_podcast_")
        self._complete: _CompleteBuild | None = None
        server.builder = self.rebuild
        sys.setswitchinterval(_SWITCH_INTERVAL)
        self._keep(self._take_snapshot())

    @property
    def next_folder(self) -> str:
        """The folder that the next build writes into."""
        first, second = self._folders
        return second if self._server.root == first else first

    def close(self) -> None:
        """Remove the second folder; MkDocs removes the first."""
        shutil.rmtree(self._folders[1], ignore_errors=True)

    def stop_if_edited(self) -> None:
        """End the build that is running if a file was edited meanwhile.

        Raises:
            BuildCancelled: A file was edited.
        """
        if self._server.has_new_edit:
            raise BuildCancelled

    def rebuild(self) -> None:
        """Show edited pages at once; then build the whole site, and serve it."""
        self._server.release_requests()
        snapshot = self._take_snapshot()
        for page in self._edited_pages(snapshot):
            self._show(page)
        self._plugin.state = None
        try:
            self._build_site()
        except BuildCancelled:
            log.debug("A newer edit has cancelled the build.")
        finally:
            self._server.release_requests()
            # A strict build with warnings raises an error when the site is complete.
            if self._plugin.state and self._plugin.state.is_complete:
                folder = self.next_folder
                self._keep(snapshot)
                self._server.replace_root(folder, self._generate_file())

    def _edited_pages(self, snapshot: Snapshot) -> list[EditedPage]:
        """Render the pages of edited episodes, if nothing but words has changed."""
        complete = self._complete
        if complete is None or not complete.state.is_reusable:
            return []
        files = complete.edited_episodes(snapshot) or []
        if len(files) > MAX_EDITED_FILES:
            return []
        build = complete.state.build
        try:
            pages = [build.edited_page(file, complete.shown.get(file)) for file in files]
        except jinja2.TemplateError:
            return []  # the complete build reports it
        found = [page for page in pages if page]
        return found if len(found) == len(files) else []

    def _show(self, edited: EditedPage) -> None:
        """Render the page of an edited episode in its theme, and reload it in browsers."""
        complete = self._complete
        file = complete.state.files.get_file_from_path(edited.src_uri) if complete else None
        if complete is None or file is None or file.page is None:
            return
        self._plugin.state = state = complete.state
        env: Any = state.env
        state.edited[edited.src_uri] = edited.page
        path = Path(self._server.root, file.dest_uri)
        before = path.read_bytes() if path.is_file() else b""
        page, config = file.page, state.config
        with _without_warnings():  # the complete build logs them
            _populate_page(page, config, state.files)
            files = state.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            with self._server.held_requests():
                is_excluded = file.inclusion is InclusionLevel.DRAFT
                _build_page(page, config, files, state.nav, env, excluded=is_excluded)
        complete.shown[edited.episode.file] = edited.episode
        if path.read_bytes() != before:
            self._server.reload_page(file.dest_uri, edited.anchor)
            log.info("Updated “%s”", file.src_uri)

    def _keep(self, snapshot: Snapshot) -> None:
        state = self._plugin.state
        self._complete = _CompleteBuild(state, snapshot) if state else None

    def _generate_file(self) -> Callable[[str], bytes | None]:
        """Return what generates files that are not pages, for the threads that answer requests."""
        state = self._plugin.state
        if state is None or not state.is_reusable:
            return lambda _path: None
        build = replace(state.build, cache=self._plugin.open_cache())
        return partial(build.file_content, notes=state.notes)

    def _take_snapshot(self) -> Snapshot:
        found: dict[str, tuple[int, int]] = {}
        for path in _files_of({*self._server.watched_paths, *map(os.path.abspath, self._watched)}):
            with suppress(OSError):  # it was deleted just now, or is a broken link
                status = os.stat(path)  # noqa: PTH116 - faster than `Path`
                found[path] = status.st_mtime_ns, status.st_size
        return found


def _files_of(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if Path(path).is_file():
            yield path
        for folder, _, names in os.walk(path):
            yield from (f"{folder}{os.sep}{name}" for name in names)


@contextmanager
def _without_warnings() -> Iterator[None]:
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
