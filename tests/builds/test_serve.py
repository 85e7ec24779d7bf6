"""`mkdocs serve` in a process of its own, while files are broken and mended."""

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

from ..fixtures import Sketch
from ..sites import environment

PATIENCE = 60
"""Seconds after which a server hangs."""

GOOD = """
docs/podcast/tides.yaml
  title: Tides
  transcript:
    - {line: It pulls., time: "2:12"}
"""


class Server:
    """A site that is served."""

    def __init__(self, root: Path, *arguments: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._address = f"127.0.0.1:{free.getsockname()[1]}"
        self._output = root / "serve.log"
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self._address, *arguments],
                cwd=root,
                env=environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def output(self) -> str:
        """What it printed."""
        return self._output.read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        """A page, or nothing while there is none."""
        try:
            with urlopen(f"http://{self._address}/{path}", timeout=PATIENCE) as response:
                return response.read().decode()
        except HTTPError as error:
            error.close()
            return ""
        except OSError:
            return ""

    def wait(self, path: str, *texts: str, gone: bool = False) -> str:
        """Ask for a page until it has the texts, or until it is gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            page = self.get(path)
            if (not page and self.get("")) if gone else (page and all(t in page for t in texts)):
                return page
            time.sleep(0.1)
        pytest.fail(f"{path} did not come to have {texts}\n{self.output}")

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Serve a site until the test is over."""
    servers: list[Server] = []

    def start(root: Path, *arguments: str) -> Server:
        servers.append(Server(root, *arguments))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


def test_a_broken_file_shows_its_problems_until_it_is_mended(
    sketch: Sketch, serve: Callable[..., Server]
):
    plan = sketch(f"mkdocs.yml\n  strict: false\n{GOOD}")
    server = serve(plan.root)
    server.wait("podcast/tides/", "It pulls.", 'id="t-132"')

    plan.write("docs/podcast/tides.yaml\n  title: Tides\n  guests: [ada")
    page = server.wait("podcast/tides/", "<code>docs/podcast/tides.yaml:", "not-yaml")
    assert "It pulls." not in page
    assert "tides.yaml" not in server.get("podcast/")
    assert server.get("")

    plan.write("docs/podcast/tides.yaml\n  title: Tides\n  episode: {a: b}\n  draft: maybe")
    page = server.wait(
        "podcast/tides/", "docs/podcast/tides.yaml:2:1", "docs/podcast/tides.yaml:3:1"
    )
    assert "wrong-type" in page

    plan.write(GOOD)
    page = server.wait("podcast/tides/", "It pulls.", 'id="t-132"')
    assert "wrong-type" not in page
    assert "Traceback" not in server.output
    assert "appear stuck" not in server.output


def test_so_does_one_of_a_person(sketch: Sketch, serve: Callable[..., Server]):
    ada = "docs/people/ada.yaml\n  title: Ada\n"
    plan = sketch(f"mkdocs.yml\n  strict: false\n{GOOD}{ada}")
    server = serve(plan.root)
    server.wait("podcast/people/ada/", "Ada</h1>")
    plan.write("docs/people/ada.yaml\n  twitter: ada")
    server.wait("podcast/people/ada/", "<code>docs/people/ada.yaml:1:1</code>", "missing-title")
    plan.write(ada)
    server.wait("podcast/people/ada/", "Ada</h1>")


def test_episodes_come_and_go(sketch: Sketch, serve: Callable[..., Server]):
    plan = sketch(f"mkdocs.yml\n  strict: false\n{GOOD}")
    server = serve(plan.root)
    server.wait("podcast/", "Tides")

    plan.write("docs/podcast/fog.yaml\n  title: Fog")
    server.wait("podcast/fog/", "Fog")
    assert "Fog" in server.get("podcast/")

    (plan.root / "docs/podcast/fog.yaml").unlink()
    server.wait("podcast/fog/", gone=True)
    assert "Fog" not in server.wait("podcast/", "Tides")
    assert "Traceback" not in server.output


def test_a_server_starts_with_a_broken_file(sketch: Sketch, serve: Callable[..., Server]):
    plan = sketch("mkdocs.yml\n  strict: false\ndocs/podcast/tides.yaml\n  short: Tides")
    server = serve(plan.root)
    server.wait("podcast/tides/", "docs/podcast/tides.yaml:1:1", "missing-title")
    plan.write(GOOD)
    server.wait("podcast/tides/", "It pulls.")


def test_folders_outside_are_watched(sketch: Sketch, serve: Callable[..., Server]):
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


def test_a_broken_template_does_not_hang_the_server(sketch: Sketch, serve: Callable[..., Server]):
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
    server.wait("podcast/tides/", "A page template is wrong", "episode.md:1: ")
    plan.write("theme/podcast/episode.md\n  # {{ episode.title }} again")
    server.wait("podcast/tides/", "Tides again</h1>")


def test_a_draft_is_served(sketch: Sketch, serve: Callable[..., Server]):
    plan = sketch("docs/podcast/fog.yaml\n  title: Fog\n  draft: true")
    server = serve(plan.root)
    server.wait("podcast/fog/", "Fog")
    assert "Fog" not in server.get("podcast/")
