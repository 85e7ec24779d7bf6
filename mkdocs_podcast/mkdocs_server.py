"""MkDocs' development server: reloads only what has changed, and serves during a build.

MkDocs' server has one version of the whole site, its *epoch*, in milliseconds. It holds all
requests while a new epoch is wanted, and browsers ask until there is one.
"""

from __future__ import annotations

import posixpath
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

StartResponse = Callable[..., Any]
GenerateFile = Callable[[str], bytes | None]
"""Generates a file by its path below the root of the site; None if there is no such file."""

_POLL = re.compile(r"/livereload/(\d+)/\d+", re.ASCII)
_BUILD_DATE = re.compile(rb"Build Date UTC : [^\n]*")

_RESOURCES = frozenset({
    ".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".mjs", ".png", ".svg", ".webp",
    ".woff", ".woff2",
})  # fmt: skip
"""Suffixes of files that other pages load."""

_SHOW_EDITED_LINE = """<script>
addEventListener("load", () => setTimeout(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type !== "reload" || sessionStorage.podcastEdit === "%(epoch)d") return;
  sessionStorage.podcastEdit = "%(epoch)d";
  location.replace("#%(anchor)s");
  document.getElementById("%(anchor)s")?.scrollIntoView({block: "center"});
}));
</script>
"""
"""Goes to a line, once, when the page is reloaded because of an edit."""


class PreviewServer:
    """Controls a server of MkDocs.

    Args:
        server: The server, which is not serving yet.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._changed: dict[str, int] = {}
        self._everything_changed = 0
        self._edited_lines: dict[str, tuple[int, str]] = {}
        self._generate: GenerateFile = _generate_nothing
        self._generating = threading.Lock()
        server.set_app(self._answer)
        server.error_handler = self._error_page

    @property
    def root(self) -> str:
        """The folder that is served."""
        return self._server.root

    @property
    def has_new_edit(self) -> bool:
        """Whether a file has changed since the build that is running was started."""
        return self._server._want_rebuild

    @property
    def watched_paths(self) -> list[str]:
        """The files and folders that are watched."""
        return list(self._server._watched_paths)

    def release_requests(self) -> None:
        """Answer requests although a new build is wanted."""
        with self._server._epoch_cond:
            self._server._wanted_epoch = self._server._visible_epoch
            self._server._epoch_cond.notify_all()

    @contextmanager
    def held_requests(self) -> Iterator[None]:
        """Hold requests while a page that is served is written."""
        with self._server._epoch_cond:
            self._server._wanted_epoch = self._server._visible_epoch + 1
        try:
            yield
        finally:
            self.release_requests()

    def replace_root(self, folder: str, generate: GenerateFile) -> None:
        """Serve another build, and reload the pages that differ.

        Args:
            folder: The folder of the site.
            generate: Generates files that are not in the folder. It is called by one thread at a
                time.
        """
        before, self._server.root = self._server.root, folder
        self.generate_files(generate)
        changed, is_everything = _compare(Path(before), Path(folder))
        if changed or is_everything:
            self._reload(changed, is_everything=is_everything)

    def generate_files(self, generate: GenerateFile) -> None:
        """Set what generates files that are not in the folder."""
        with self._generating:
            self._generate = generate

    def reload_page(self, path: str, anchor: str = "") -> None:
        """Reload a page in the browsers that show it.

        Args:
            path: The path of its file below the root.
            anchor: The anchor to show after that; empty to stay at the same position.
        """
        epoch = self._reload([path], is_everything=False)
        if anchor:
            self._edited_lines[path] = epoch, anchor

    def _reload(self, paths: Iterable[str], *, is_everything: bool) -> int:
        """Start a new epoch of some pages, or of all; return it."""
        server = self._server
        with server._epoch_cond:
            epoch = max(server._visible_epoch + 1, round(time.monotonic() * 1000))
            server._wanted_epoch = server._visible_epoch = epoch
            self._changed.update(dict.fromkeys(paths, epoch))
            if is_everything:
                self._everything_changed = epoch
            server._epoch_cond.notify_all()
        return epoch

    def _answer(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, as a WSGI application (PEP 3333)."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if match := _POLL.fullmatch(path):
            return self._answer_poll(int(match[1]), environ, start_response)
        file = self._file_of(path)
        if (content := self._generated(file)) is not None:
            media_type = str(self._server._guess_type(file))  # type: ignore[no-untyped-call]
            return _respond(start_response, media_type, content)
        if line := self._edited_lines.get(file):
            script = _SHOW_EDITED_LINE % {"epoch": line[0], "anchor": line[1]}
            return self._answer_with_script(environ, start_response, script.encode())
        return self._server.serve_request(environ, start_response)

    def _answer_poll(
        self, epoch: int, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer once the page that asks is newer than an epoch, or after a minute."""
        server = self._server
        referer = unquote(urlsplit(environ.get("HTTP_REFERER", "")).path)

        def is_newer() -> bool:
            # A page that hides its URL reloads when any page has changed.
            pages = [self._file_of(referer)] if referer else list(self._changed)
            epochs = (self._changed.get(page, 0) for page in pages)
            return max(self._everything_changed, *epochs, 0) > epoch

        with server._epoch_cond:
            server._epoch_cond.wait_for(is_newer, timeout=server.poll_response_timeout)
            answer = server._visible_epoch if is_newer() else epoch
        return _respond(start_response, "text/plain", b"%d" % answer)

    def _answer_with_script(
        self, environ: dict[str, Any], start_response: StartResponse, script: bytes
    ) -> Iterable[bytes]:
        responses: list[tuple[str, list[tuple[str, str]]]] = []
        chunks = self._server.serve_request(
            environ, lambda status, headers: responses.append((status, headers))
        )
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", _do_nothing)()
        status, headers = responses[-1]
        end = body.rfind(b"</body>")
        body = body[:end] + script + body[end:] if end >= 0 else body
        start_response(
            status,
            [
                (name, str(len(body)) if name == "Content-Length" else value)
                for name, value in headers
            ],
        )
        return [body]

    def _generated(self, path: str) -> bytes | None:
        if Path(self.root, path).is_file():
            return None
        with self._generating:
            return self._generate(path)

    def _file_of(self, path: str) -> str:
        """Return the path of a file below the root, for the path of a URL."""
        path = "/" + path.removeprefix(self._server.mount_path)
        return posixpath.normpath(f"{path}index.html" if path.endswith("/") else path).lstrip("/")

    def _error_page(self, code: int) -> bytes | None:
        return _content(Path(self.root) / f"{code}.html") if code in {404, 500} else None


def _do_nothing() -> None:
    pass


def _generate_nothing(_path: str) -> bytes | None:
    return None


def _respond(start_response: StartResponse, media_type: str, content: bytes) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", media_type), ("Content-Length", str(len(content)))])
    return [content]


def _compare(before: Path, after: Path) -> tuple[list[str], bool]:
    """Return the pages that differ, and whether a file differs that other pages load."""
    old, new = _files_below(before), _files_below(after)
    changed: list[str] = []
    for path in old.keys() | new.keys():
        suffix = posixpath.splitext(path)[1]
        is_page = suffix == ".html"
        if (is_page or suffix in _RESOURCES) and not _is_same(old, new, path):
            if not is_page:
                return [], True
            changed.append(path)
    return changed, False


def _is_same(old: dict[str, Path], new: dict[str, Path], path: str) -> bool:
    if path not in old or path not in new:
        return False
    return _content(old[path]) == _content(new[path])


def _files_below(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }


def _content(path: Path) -> bytes | None:
    """Return the content of a file without the date of the build; None if it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return _BUILD_DATE.sub(b"", content) if path.suffix == ".html" else content
