"""Fetching, with a server that misbehaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mkdocs_podcast.importing.fetch import MAX_REDIRECTS, Fetcher, FetchError


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
                self.end_headers()
            case "/moved":
                self.send_response(301)
                self.send_header("Location", "/large")
                self.end_headers()
            case "/file":
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
            case "/large":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * 3000)
            case "/silent":
                time.sleep(1)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/loop", f"redirects more than {MAX_REDIRECTS} times."),
        ("/file", "does not start with “https://” or “http://”."),
        ("/large", "is larger than 0 MiB."),
        ("/silent", "does not answer."),
    ],
)
def test_a_server_that_misbehaves_gets_one_sentence(url, path, sentence):
    fetcher = Fetcher(allow_private=True, timeout=0.2)
    with pytest.raises(FetchError, match=sentence.replace(".", r"\.")):
        fetcher.fetch(url + path, 2000)


def test_redirects_are_followed(url):
    content, found = Fetcher(allow_private=True).fetch(f"{url}/moved", 3000)
    assert (len(content), found) == (3000, f"{url}/large")


def test_a_redirect_into_the_own_network_is_refused(monkeypatch):
    public = [(0, 0, 0, "", ("93.184.216.34", 0))]
    private = [(0, 0, 0, "", ("10.0.0.1", 0))]
    answers = iter([public, private])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: next(answers))
    fetcher = Fetcher()
    fetcher._check("http://public.example/")
    with pytest.raises(
        FetchError, match=r"leads to 10\.0\.0\.1, which is not on the public internet"
    ):
        fetcher._check("http://private.example/")
