"""Rebuilds of `mkdocs serve`, without a server that listens."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from .edits import NAMES, WORDS, Edit, edits, published, write_show

URL = "http://127.0.0.1:8000/"

word_edits = st.tuples(st.sampled_from(NAMES), st.just("line"), st.sampled_from(WORDS))
note_edits = st.tuples(st.sampled_from(NAMES), st.just("notes"), st.integers(0, 2))


class Preview:
    """A site that is served, with a server that does not listen.

    Attributes:
        changes: For each complete build: the pages that were changed before it, and the site.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.changes: list[tuple[dict[str, bytes], dict[str, bytes]]] = []
        self.is_interrupted = False
        (root / "served").mkdir()
        config = self._load("served")
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=URL)
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(root / "served"))
        self.server.watch(config.docs_dir)
        self.server.watch(str(config.config_file_path))
        self.server.watch(str(root / "theme"))
        config.plugins.on_serve(self.server, config=config, builder=self._build)
        self.plugins = config.plugins

    @property
    def pages(self) -> dict[str, bytes]:
        """All files that are served from a folder."""
        return published(Path(self.server.root))

    def edit(self, state: dict[tuple[str, str], Any]) -> None:
        """Edit the show, and do what the server does when it sees that."""
        before = self.pages
        write_show(self.root, state)
        self._shown: dict[str, bytes] = {}
        self.server.builder()
        edited = {path: text for path, text in self._shown.items() if before.get(path) != text}
        self.changes.append((edited, self.pages))
        self.server._want_rebuild = False

    def get(self, path: str, referer: str = "") -> bytes:
        """Request a file."""
        headers = {"PATH_INFO": f"/{path}", "HTTP_REFERER": referer}
        answer = self.server.get_app()(headers, lambda _status, _headers: None)
        try:
            return b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()

    def clean_build(self) -> dict[str, bytes]:
        """Build the site without anything that was remembered."""
        (self.root / ".cache").rename(self.root / "other-cache")
        build(self._load("clean"), serve_url=URL)
        return published(self.root / "clean")

    def _load(self, folder: str) -> MkDocsConfig:
        path = str(self.root / "mkdocs.yml")
        return load_config(path, site_dir=str(self.root / folder), site_url=URL)

    def _build(self) -> None:
        self._shown = self.pages
        self.server._want_rebuild = self.is_interrupted
        build(self._load("served"), serve_url=URL)


@contextmanager
def preview(state: dict[tuple[str, str], Any] | None = None) -> Iterator[Preview]:
    """Serve the show of the edits."""
    with tempfile.TemporaryDirectory() as folder:
        write_show(Path(folder), state or {})
        site = Preview(Path(folder))
        try:
            yield site
        finally:
            site.plugins.on_shutdown()
            site.server.server_close()


@settings(max_examples=settings().max_examples // 3, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(word_edits, note_edits, edits), st.booleans()), min_size=2, max_size=5
    )
)
def test_a_site_that_is_edited_equals_a_clean_build(changes: list[tuple[Edit, bool]]):
    with preview() as site:
        state: dict[tuple[str, str], Any] = {}
        for (file, key, value), site.is_interrupted in [*changes, (("tides", "line", "x"), False)]:
            state[file, key] = value
            site.edit(state)
            edited, complete = site.changes[-1]
            if not site.is_interrupted:
                assert edited == {path: complete.get(path) for path in edited}
        served = site.pages
        site.plugins.on_shutdown()
        clean = site.clean_build()
        generated = {path: site.get(path) for path in clean.keys() - served.keys()}
        assert served.keys() <= clean.keys()
        assert {**served, **generated} == clean


def test_only_the_edited_page_is_rendered_before_the_complete_build():
    with preview() as site:
        site.edit({("tides", "line"): "salt"})
        edited, _ = site.changes[-1]
        assert list(edited) == ["podcast/tides/index.html"]
        assert b"It pulls salt." in edited["podcast/tides/index.html"]


def test_an_edit_of_a_transcript_file_is_shown_as_well():
    state = {("fog", "captions"): "salt"}
    with preview(state) as site:
        assert b"It pulls salt." in site.get("podcast/fog/")
        site.edit({("fog", "captions"): "wind"})
        edited, _ = site.changes[-1]
        assert b"It pulls wind." in edited["podcast/fog/index.html"]


def test_a_title_waits_for_the_complete_build():
    with preview() as site:
        site.edit({("tides", "title"): "Salt"})
        edited, complete = site.changes[-1]
        assert edited == {}
        assert b"Salt" in complete["podcast/index.html"]


def test_an_edited_page_is_shown_at_the_edited_line():
    with preview() as site:
        site.is_interrupted = True  # the complete build has not replaced it yet
        site.edit({("tides", "line"): "salt"})
        assert b'location.replace("#t-12")' in site.get("podcast/tides/")
        assert b"location.replace" not in site.get("podcast/waves/")


def test_a_new_edit_cancels_the_complete_build():
    with preview() as site:
        root = site.server.root
        site.is_interrupted = True
        site.edit({("tides", "title"): "Salt"})
        assert site.server.root == root
        site.is_interrupted = False
        site.edit({("tides", "title"): "Wind"})
        assert b"Wind" in site.get("podcast/")


def test_only_pages_that_have_changed_are_reloaded():
    with preview() as site:
        site.server.poll_response_timeout = 0
        epoch = site.server._visible_epoch
        site.edit({("tides", "line"): "salt"})
        poll = f"livereload/{epoch}/1"
        assert int(site.get(poll, f"{URL}podcast/tides/")) > epoch
        assert int(site.get(poll, f"{URL}podcast/waves/")) == epoch
        assert int(site.get(poll)) > epoch  # a page that hides its URL


def test_requests_do_not_wait_for_a_build():
    with preview() as site:
        site.server._wanted_epoch += 1  # as the server does before it builds
        site.edit({("tides", "line"): "salt"})
        assert site.server._wanted_epoch == site.server._visible_epoch


def test_captions_and_feeds_are_generated_when_they_are_requested():
    with preview() as site:
        site.edit({("tides", "line"): "salt"})
        assert not list(Path(site.server.root).rglob("*.vtt"))
        assert b"It pulls salt." in site.get("podcast/tides/transcript.vtt")
        assert b"podcast/tides/" in site.get("llms.txt")


def test_the_second_folder_is_removed_at_the_end():
    with preview() as site:
        site.edit({("tides", "line"): "salt"})
        folder = Path(site.server.root)
        assert folder.exists()
    assert not folder.exists()
