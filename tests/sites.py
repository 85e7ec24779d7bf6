"""Whole sites: written from a sketch, built, and looked at from outside.

A sketch names files at the margin and has what they hold indented below::

    docs/podcast/tides.yaml
      title: Tides
      transcript:
        - line: Hello.
    docs/images/tides.png

A file without content is a picture, or where it ends in `.yaml` the episode `EPISODE`. `mkdocs.yml`
is completed by `DEFAULTS`: every site is strict, and all that MkDocs can validate is a warning.
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
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

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
    """Write a file of a site and the folders around it."""
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
        error: What its last build said at its end, if it did not end well.
        records: What its last build logged.
    """

    root: Path
    error: str = ""
    records: list[logging.LogRecord] = field(default_factory=list)

    def write(self, sketch: str) -> None:
        """Write files, over old ones where they exist."""
        write_sketch(self.root, sketch)

    def build(self, *, serve: bool = False, dirty: bool = False, **options: Any) -> Site:
        """Build it in this process, as the command line would."""
        self.error = ""
        log = logging.getLogger("mkdocs")
        recorder = _Recorder()
        self.records = recorder.records
        before = log.level
        log.addHandler(recorder)
        log.setLevel(logging.INFO)
        try:
            config = load_config(str(self.root / "mkdocs.yml"), **options)
            config.plugins.on_startup(command="serve" if serve else "build", dirty=dirty)
            build(config, serve_url="http://localhost/" if serve else None, dirty=dirty)
        except MkDocsException as error:
            said = [r.getMessage() for r in self.records if r.levelno >= logging.ERROR]
            self.error = "\n".join([*said, str(error)])
        finally:
            log.removeHandler(recorder)
            log.setLevel(before)
        return self

    def run(self, *arguments: str, host: str = "mkdocs") -> Run:
        """Call the command line in its folder."""
        result = subprocess.run(
            [sys.executable, "-m", host, *arguments],
            cwd=self.root,
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        return Run(result.returncode, result.stdout + result.stderr)

    @property
    def warnings(self) -> list[str]:
        """What a strict build counts."""
        return [r.getMessage() for r in self.records if r.levelno >= logging.WARNING]

    @property
    def log(self) -> str:
        """All that was logged."""
        return "\n".join(f"{r.levelname}: {r.getMessage()}" for r in self.records)

    @property
    def codes(self) -> list[str]:
        """The checks that spoke up, in order."""
        return re.findall(r"\[([a-z-]+)\]$", self.log, re.MULTILINE)

    @property
    def files(self) -> set[str]:
        """The files of the site."""
        return files_below(self.root / "site")

    def text(self, path: str) -> str:
        """What a file of the site holds."""
        return (self.root / "site" / path).read_text(encoding="utf-8")

    def page(self, path: str) -> BeautifulSoup:
        """A page of the site."""
        return BeautifulSoup(self.text(path), "lxml")

    def headings(self, path: str) -> list[str]:
        """The headings of a page, with their anchors."""
        return [
            f"{heading.name} {words(heading)}" + (f" #{heading['id']}" if heading.get("id") else "")
            for heading in self.page(path).select("h1, h2, h3")
        ]

    def search_index(self) -> dict[str, dict[str, str]]:
        """What the built-in search knows, by address."""
        index = json.loads(self.text("search/search_index.json"))
        return {entry["location"]: entry for entry in index["docs"]}

    def broken_links(self, base: str = "/") -> list[str]:
        """Links, pictures, recordings, styles and scripts of all pages that lead nowhere.

        Args:
            base: The path of the site's address; what it links to absolutely is below it.
        """
        files = self.files
        pages = {name: self.page(name) for name in sorted(files) if name.endswith(".html")}
        ids = {
            name: {str(tag["id"]) for tag in page.select("[id]")} for name, page in pages.items()
        }
        return [
            f"{name}: {link}"
            for name, page in pages.items()
            if name != "404.html"
            for link in sorted(links_of(page))
            if not _leads_somewhere(link, name, files, ids, base)
        ]


@dataclass(frozen=True)
class Run:
    """What became of a call of the command line."""

    code: int
    output: str


def environment() -> dict[str, str]:
    """For processes: no colours, no lines broken to the width of a terminal, no advertisements."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "COLUMNS": "0"}
    return {**os.environ, **quiet, "PYTHONUTF8": "1", "NO_COLOR": "1"}


def files_below(folder: Path) -> set[str]:
    """The files of a folder and its folders, relative to it."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def words(tag: Tag | None) -> str:
    """What a reader sees of a tag, without permalinks."""
    assert tag is not None
    text = "".join(
        s for s in tag.strings if s.parent and "headerlink" not in s.parent.get("class", "")
    )
    return " ".join(text.split())


def links_of(page: BeautifulSoup) -> set[str]:
    """Everything that a page links to or loads."""
    tags = page.select("[href], [src]")
    return {str(tag[key]) for tag in tags for key in ("href", "src") if tag.get(key)}


def navigation(site: Site, page: str) -> dict[str, str]:
    """What the bar at the top of a page in the `mkdocs` theme links to, by its words."""
    links = site.page(page).select(".navbar-nav:first-of-type a:not([href='#'])")
    shown = {words(a): urlsplit(urljoin(f"/{page}", str(a["href"]))).path for a in links}
    return {
        title: f"{path}index.html"[1:] if path.endswith("/") else path[1:]
        for title, path in shown.items()
    }


def _leads_somewhere(
    link: str, page: str, files: set[str], ids: dict[str, set[str]], base: str
) -> bool:
    origin = "http://site"
    target = urlsplit(urljoin(f"{origin}{base}{page}", link))
    if f"{target.scheme}://{target.netloc}" != origin:
        return target.scheme in {"https", "http", "data", "mailto", "javascript"}
    if not unquote(target.path).startswith(base):
        return False
    path = unquote(target.path).removeprefix(base)
    file = f"{path}index.html" if path.endswith("/") or not path else path
    if file not in files:
        return False
    anchor = unquote(target.fragment)
    return not anchor or anchor.startswith("t=") or file not in ids or anchor in ids[file]


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
