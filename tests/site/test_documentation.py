"""Every block of code with a title in the documentation is a file that works.

It is the file of that name in the site of the quick start, or a new one there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "example_site" / "docs"
PAGES = sorted(page.name for page in DOCS.glob("*.md"))
BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FIRST = "quick-start.md"


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall((DOCS / page).read_text("utf-8"))


def stages(page: str) -> Iterator[dict[str, str]]:
    """The files of a page; where it shows a file again, what it has shown so far is a stage."""
    files: dict[str, str] = {}
    for path, text in blocks(page):
        if path in files:
            yield files
            files = {}
        files[path] = text
    yield files


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_works(page, tmp_path):
    write(tmp_path, dict(blocks(FIRST)))
    pictures = tmp_path / "docs/images"
    pictures.mkdir(parents=True, exist_ok=True)
    for name in ("ada.png", "show.png"):
        shutil.copy(DOCS / "images/show.png", pictures / name)
    for files in stages(page):
        write(tmp_path, files)
        for script in (path for path in files if path.endswith(".py")):
            made = run(tmp_path, script)
            assert made.returncode == 0, made.stderr
        built = run(tmp_path, "-m", "mkdocs", "build", "--strict")
        assert built.returncode == 0, built.stderr


def test_the_quick_start_says_what_a_missing_picture_says(tmp_path):
    for files in stages(FIRST):
        write(tmp_path, files)
    built = run(tmp_path, "-m", "mkdocs", "build", "--strict")
    (said,) = [line for line in built.stderr.splitlines() if line.startswith("WARNING")]
    assert built.returncode == 1
    assert said.partition("podcast: ")[2] in (DOCS / FIRST).read_text("utf-8")


def test_there_are_such_blocks():
    assert len([page for page in PAGES if blocks(page)]) >= 5
