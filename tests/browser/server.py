"""A web server for built sites: whole files and ranges of them, which seeking in sound needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Files(SimpleHTTPRequestHandler):
    """Files of a folder, with headers of our own."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, headers: Mapping[str, str], **named: object) -> None:
        self._own = headers
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def end_headers(self) -> None:
        for name, value in {"Cache-Control": "max-age=60", **self._own}.items():
            self.send_header(name, value)
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        asked = RANGE.fullmatch(self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if not asked or not path.is_file():
            return super().send_head()
        content = path.read_bytes()
        first = int(asked[1])
        last = min(int(asked[2] or len(content)), len(content) - 1)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        return BytesIO(content[first : last + 1])

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # a page that was left, in the middle of its sound
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that keeps nobody out who comes while it is busy."""

    request_queue_size = 128
    daemon_threads = True


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder; the value is its address."""
    handler = partial(Files, directory=str(folder), headers=headers or {})
    with Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
