"""`mkdocs-podcast check --links`."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mkdocs_podcast.importing import fetch, links
from mkdocs_podcast.importing.fetch import Fetcher, FetchError
from mkdocs_podcast.importing.links import Link, check_links

SITE = """
mkdocs.yml
  plugins:
  - podcast:
      show:
        links: {mastodon: "https://a.example/show"}
docs/podcast/tides.yaml
  title: Tides
  published: 2024-03-31
  guests: [ada]
  links:
    blog: "https://a.example/gone#part"
  audio: {url: "https://b.example/slow.mp3", length: 10}
  notes: |
    Read [this](https://a.example/fine), or https://a.example/gone.
docs/people/ada.yaml
  title: Ada
  web: https://a.example/fine
"""


@pytest.fixture
def asked(monkeypatch) -> Counter:
    """Replace the network, and count what is asked for."""
    found = Counter()

    def probe(_self: Fetcher, url: str) -> None:
        found[url] += 1
        if "gone" in url:
            raise FetchError(f"{url} answers with “404 Not Found”.", is_missing=True)
        if "slow" in url:
            raise FetchError(f"{url} does not answer.")

    monkeypatch.setattr(fetch.Fetcher, "probe", probe)
    monkeypatch.setattr(links.time, "sleep", lambda _: None)
    return found


def test_links_that_lead_nowhere_are_reported_with_their_lines(run, write, asked):
    write(SITE)
    result = run("check", "--links")
    reported = [line for line in result.output.split("\n") if "-link]" in line]
    assert [line.partition(": The link")[0] for line in reported] == [
        "warning: docs/podcast/tides.yaml:5:10",
        "info: docs/podcast/tides.yaml:6:15",
    ]
    assert "“https://a.example/gone#part” does not work: answers with “404" in result.output
    assert result.exit_code == 1
    assert set(asked.values()) == {1}
    assert len(asked) == 4


def test_links_that_work_are_remembered(run, write, asked, monkeypatch):
    write(SITE)
    run("check", "--links")
    result = run("check", "--links")
    assert "2 links asked for, 2 worked recently." in result.output
    assert asked["https://a.example/fine"] == 1
    assert asked["https://a.example/gone"] == 2
    now = time.time() + links.MAX_AGE + 1
    monkeypatch.setattr(links.time, "time", lambda: now)
    run("check", "--links")
    assert asked["https://a.example/fine"] == 2


def test_only_the_links_of_named_files_are_asked_for(run, write, asked):
    write(SITE)
    run("check", "docs/people/ada.yaml", "--links")
    assert list(asked) == ["https://a.example/fine"]


@pytest.mark.parametrize(("other", "code"), [("fine", "dead-link"), ("off", "unreachable-link")])
def test_an_unknown_host_is_a_dead_link_unless_there_is_no_network(monkeypatch, other, code):
    def probe(_self: Fetcher, url: str) -> None:
        if "fine" not in url:
            raise FetchError("The host cannot be found.", is_unknown_host=True)

    monkeypatch.setattr(fetch.Fetcher, "probe", probe)
    found = [Link(f"https://{name}.example/", "a") for name in ("off", other)]
    assert {each.code for each in check_links(found, Fetcher(), None).problems} == {code}


def test_the_number_of_links_is_limited(asked, monkeypatch):
    monkeypatch.setattr(links, "MAX_LINKS", 3)
    checked = check_links([Link(f"https://{n}.example/", "a") for n in range(5)], Fetcher(), None)
    assert (checked.asked, checked.left, len(asked)) == (3, 2, 3)


def test_servers_that_only_know_get_are_asked_again():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/fine" else 410)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    try:
        Fetcher(allow_private=True).probe(f"{root}/fine")
        for fetcher, is_missing in ((Fetcher(allow_private=True), True), (Fetcher(), False)):
            with pytest.raises(FetchError) as error:
                fetcher.probe(f"{root}/gone")
            assert error.value.is_missing is is_missing
    finally:
        server.shutdown()
        server.server_close()
