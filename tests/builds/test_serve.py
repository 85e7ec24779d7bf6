"""`mkdocs serve` in its own process, while files are broken and fixed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ..sites import environment
from .conftest import Sketch

PATIENCE = 60
"""Seconds after which a server is considered to hang."""

GOOD = """
docs/podcast/tides.yaml
  title: Tides
  transcript:
    - {line: It pulls., time: "2:12"}
"""
ADA = "docs/people/ada.yaml\n  title: Ada\n"


class Server:
    """A process that serves a site."""

    def __init__(self, root: Path, *arguments: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._host = f"127.0.0.1:{free.getsockname()[1]}"
        self._output = root / "serve.log"
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self._host, *arguments],
                cwd=root,
                env=environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def url(self) -> str:
        """The URL of the home page."""
        return f"http://{self._host}/"

    @property
    def output(self) -> str:
        """Everything that the process has printed."""
        return self._output.read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        """Return a page, or nothing if it does not exist."""
        try:
            with urlopen(f"http://{self._host}/{path}", timeout=PATIENCE) as response:
                return response.read().decode()
        except HTTPError as error:
            error.close()
            return ""
        except OSError:
            return ""

    def wait(self, path: str, *texts: str, gone: bool = False) -> str:
        """Return a page once it contains the texts, or wait until it no longer exists."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            page = self.get(path)
            if (not page and self.get("")) if gone else (page and all(t in page for t in texts)):
                return page
            time.sleep(0.1)
        pytest.fail(f"{path} does not contain {texts}\n{self.output}")

    def stop(self) -> None:
        """Stop the process."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Serve sites until the end of the test."""
    servers: list[Server] = []

    def start(root: Path, *arguments: str) -> Server:
        servers.append(Server(root, *arguments))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


def test_files_can_be_broken_fixed_added_and_removed(sketch: Sketch, serve: Callable[..., Server]):
    plan = sketch(f"mkdocs.yml\n  strict: false\n{GOOD}{ADA}")
    server = serve(plan.root)
    server.wait("podcast/tides/", "It pulls.", 'id="t-132"')

    plan.write("docs/podcast/tides.yaml\n  title: Tides\n  guests: [ada")
    page = server.wait("podcast/tides/", "<code>docs/podcast/tides.yaml:", "not-yaml")
    assert "It pulls." not in page
    assert "tides.yaml" not in server.get("podcast/")
    plan.write('docs/people/ada.yaml\n  title: "Ada')
    server.wait("podcast/people/ada/", "<code>docs/people/ada.yaml:1:8</code>")

    plan.write(f"{GOOD}{ADA}")
    page = server.wait("podcast/tides/", "It pulls.", 'id="t-132"')
    assert "not-yaml" not in page
    server.wait("podcast/people/ada/", "Ada</h1>")

    plan.write("docs/podcast/fog.yaml\n  title: Fog\n  draft: true")
    server.wait("podcast/fog/", "Fog")
    assert "Fog" not in server.get("podcast/")
    (plan.root / "docs/podcast/fog.yaml").unlink()
    server.wait("podcast/fog/", gone=True)
    assert "Traceback" not in server.output
    assert "appear stuck" not in server.output


def test_a_server_starts_with_a_check_that_is_an_error(
    sketch: Sketch, serve: Callable[..., Server]
):
    plan = sketch("""
mkdocs.yml
  strict: false
  plugins: [podcast: {checks: {bad-number: error, bad-flag: error}}]
docs/podcast/tides.yaml
  title: Tides
  episode: {a: b}
  draft: maybe
""")
    server = serve(plan.root)
    page = server.wait("podcast/tides/", "docs/podcast/tides.yaml:2:1", "yaml:3:1", "bad-flag")
    assert "bad-number" in page
    plan.write(GOOD)
    server.wait("podcast/tides/", "It pulls.")


def test_folders_outside_the_docs_folder_are_watched(sketch: Sketch, serve: Callable[..., Server]):
    plan = sketch("""
mkdocs.yml
  plugins: [podcast: {episodes_dir: content/episodes, people_dir: content/people}]
content/episodes/tides.yaml
  title: Tides
  published: 2024-03-31
  guests: [ada]
content/people/ada.yaml
  title: Ada
""")
    server = serve(plan.root)
    server.wait("podcast/tides/", "Ada")
    plan.write("content/people/ada.yaml\n  title: Ada Byron")
    server.wait("podcast/tides/", "Ada Byron")
    plan.write("content/episodes/fog.yaml\n  title: Fog")
    server.wait("podcast/fog/", "Fog")


def test_an_error_in_a_template_is_shown_until_it_is_fixed(
    sketch: Sketch, serve: Callable[..., Server]
):
    plan = sketch(f"""
mkdocs.yml
  strict: false
  theme: {{name: mkdocs, custom_dir: theme}}
theme/podcast/episode.md
  # {{{{ episode.title }}}}
{GOOD}""")
    server = serve(plan.root, "--watch-theme")
    server.wait("podcast/tides/", "Tides</h1>")
    plan.write("theme/podcast/episode.md\n  # {{ episode.")
    server.wait("podcast/tides/", "Error in a page template", "episode.md:1: ")
    plan.write("theme/podcast/episode.md\n  # {{ episode.title }} again")
    server.wait("podcast/tides/", "Tides again</h1>")
