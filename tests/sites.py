"""Whole sites: written from a sketch, built, and read from their published files.

A sketch contains file names without indentation, each followed by its indented content::

    docs/podcast/tides.yaml
      title: Tides
      transcript:
        - line: Hello.
    docs/images/tides.png

A file without content is an image, or the episode `EPISODE` if it is a YAML file. `DEFAULTS`
completes `mkdocs.yml`: every site is strict, and everything that MkDocs can validate is a warning.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from .links import PublishedSite

VALIDATION = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {
        "not_found": "warn",
        "anchors": "warn",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
    },
}
DEFAULTS: dict[str, Any] = {
    "site_name": "Low Water",
    "theme": "mkdocs",
    "plugins": ["podcast"],
    "strict": True,
    "validation": VALIDATION,
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(24)
EPISODE = """\
title: Tides
season: 1
episode: 1
published: 2024-03-31
transcript:
  - header: The moon
  - line: It pulls.
    time: "2:12"
    who: Ada
"""


def write_sketch(root: Path, sketch: str) -> None:
    """Write the files of a sketch below a folder."""
    content: list[str] = []
    for line in [*textwrap.dedent(sketch).strip("\n").splitlines(), "."]:
        if line[:1].isspace() or not line:
            content.append(line)
            continue
        if content:
            path, *lines = content
            write(root / path, textwrap.dedent("\n".join(lines)).strip("\n"))
        content = [line]


def write(path: Path, text: str) -> None:
    """Write a file of a site, and create its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name == "mkdocs.yml":
        given = re.findall(r"^(\w+):", text, re.MULTILINE)
        missing = {key: value for key, value in DEFAULTS.items() if key not in given}
        path.write_text(f"{text}\n{yaml.safe_dump(missing)}", encoding="utf-8")
    elif text or path.suffix == ".yaml":
        path.write_text(f"{text}\n" if text else EPISODE, encoding="utf-8")
    else:
        path.write_bytes(PICTURE)


@dataclass
class Site:
    """A site, before and after its build.

    Attributes:
        root: The folder of its configuration.
        folder: The folder that it is built into.
        error: The errors that ended its last build.
        records: What its last build logged.
    """

    root: Path
    folder: Path = Path()
    error: str = ""
    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.root / (self.folder if self.folder != Path() else "site")

    def write(self, sketch: str) -> None:
        """Write the files of a sketch."""
        write_sketch(self.root, sketch)

    def build(self, *, serve: bool = False, dirty: bool = False, **options: Any) -> Site:
        """Build the site in this process, as the command line would."""
        self.error = ""
        log = logging.getLogger("mkdocs")
        recorder = _Recorder()
        self.records = recorder.records
        level = log.level
        log.addHandler(recorder)
        log.setLevel(logging.INFO)
        try:
            config = load_config(str(self.root / "mkdocs.yml"), **options)
            config.plugins.on_startup(command="serve" if serve else "build", dirty=dirty)
            build(config, serve_url="http://localhost/" if serve else None, dirty=dirty)
        except MkDocsException as error:
            errors = [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]
            self.error = "\n".join([*errors, str(error)])
        finally:
            log.removeHandler(recorder)
            log.setLevel(level)
        return self

    def run(self, *arguments: str, host: str = "mkdocs") -> Run:
        """Run the command line in the folder of the site."""
        result = subprocess.run(
            [sys.executable, "-m", host, *arguments],
            cwd=self.root,
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        return Run(result.returncode, result.stdout + result.stderr)

    @property
    def warnings(self) -> list[str]:
        """Everything that fails a strict build."""
        return [r.getMessage() for r in self.records if r.levelno >= logging.WARNING]

    @property
    def log(self) -> str:
        """Everything that was logged, with levels."""
        return "\n".join(f"{r.levelname}: {r.getMessage()}" for r in self.records)

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, in order."""
        return re.findall(r"\[([a-z-]+)\]$", self.log, re.MULTILINE)

    @property
    def files(self) -> set[str]:
        """The published files."""
        return files_below(self.folder)

    def ending(self, suffix: str) -> list[str]:
        """Return the published files whose names end with a suffix, in order."""
        return sorted(file for file in self.files if file.endswith(suffix))

    def bytes(self, path: str) -> bytes:
        """Return the content of a published file."""
        return (self.folder / path).read_bytes()

    def text(self, path: str) -> str:
        """Return the text of a published file."""
        return self.bytes(path).decode("utf-8")

    def page(self, path: str) -> BeautifulSoup:
        """Return a published page."""
        return BeautifulSoup(self.text(path), "lxml")

    def headings(self, path: str) -> list[str]:
        """Return the headings of a page, with their anchors."""
        return [
            f"{heading.name} {words(heading)}" + (f" #{heading['id']}" if heading.get("id") else "")
            for heading in self.page(path).select("h1, h2, h3")
        ]

    def search_index(self) -> dict[str, dict[str, str]]:
        """Return the entries of the built-in search, by URL."""
        index = json.loads(self.text("search/search_index.json"))
        return {entry["location"]: entry for entry in index["docs"]}

    def settings(self, name: str = "settings") -> dict[str, Any]:
        """Return a value that the scripts of the site import."""
        start = f"export const {name} = "
        lines = self.text("assets/podcast/settings.js").splitlines()
        (line,) = [line for line in lines if line.startswith(start)]
        return json.loads(line.removeprefix(start).removesuffix(";"))

    def published(self, url: str = "/") -> PublishedSite:
        """Return the published files, at a URL or at a path of an unknown server."""
        return PublishedSite(self.folder, urljoin("http://site/", url))

    def broken_links(self, url: str = "/") -> list[str]:
        """Return all links of the site that lead nowhere."""
        return self.published(url).dead_links()


@dataclass(frozen=True)
class Run:
    """The result of running the command line."""

    code: int
    output: str


def environment() -> dict[str, str]:
    """Return the environment of processes: without colors and wrapped lines."""
    return {**os.environ, "COLUMNS": "0", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def files_below(folder: Path) -> set[str]:
    """Return all files below a folder, relative to it."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def words(tag: Tag | None) -> str:
    """Return the text of a tag that readers see, without permalinks."""
    assert tag is not None
    text = "".join(
        s for s in tag.strings if s.parent and "headerlink" not in s.parent.get("class", "")
    )
    return " ".join(text.split())


def navigation(site: Site, page: str) -> dict[str, str]:
    """Return the files that the navigation of the `mkdocs` theme links to, by title."""
    links = site.page(page).select(".navbar-nav:first-of-type a:not([href='#'])")
    shown = {words(a): urlsplit(urljoin(f"/{page}", str(a["href"]))).path for a in links}
    return {
        title: f"{path}index.html"[1:] if path.endswith("/") else path[1:]
        for title, path in shown.items()
    }


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
