"""The examples and the generated tables of the documentation.

A code block with a title is a file of the site in the quick start, or is added to that site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..sites import Site

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "example_site" / "docs"
PAGES = sorted(page.name for page in DOCS.glob("*.md"))
BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FIRST = "quick-start.md"


def blocks(page: str) -> list[tuple[str, str]]:
    return BLOCK.findall((DOCS / page).read_text("utf-8"))


def stages(page: str) -> Iterator[dict[str, str]]:
    """Yield the files of a page. A page that shows a file again starts a new stage."""
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
    return subprocess.run([sys.executable, *command], cwd=root, capture_output=True, text=True)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_the_examples_of_a_page_build(page, tmp_path):
    write(tmp_path, dict(blocks(FIRST)))
    pictures = tmp_path / "docs/images"
    pictures.mkdir(parents=True, exist_ok=True)
    for name in ("ada.png", "show.png"):
        shutil.copy(DOCS / "images/show.png", pictures / name)
    for files in stages(page):
        write(tmp_path, files)
        for script in (path for path in files if path.endswith(".py")):
            result = run(tmp_path, script)
            assert result.returncode == 0, result.stderr
        built = Site(tmp_path).build(strict=True)
        assert (built.error, built.warnings) == ("", [])


@pytest.mark.parametrize(("page", "file"), [(FIRST, "ada.md"), ("checks.md", "the-shelf.yaml")])
def test_the_warning_that_a_page_quotes_is_reported(tmp_path, page, file):
    for path, text in (*blocks(FIRST), *blocks(page)):
        write(tmp_path, {path: re.sub("^ignore: .*\n", "", text, flags=re.MULTILINE)})
    (quoted,) = re.findall(r"\nWARNING +- +podcast: (.*)\n", (DOCS / page).read_text("utf-8"))
    assert f"/{file}:" in quoted
    assert f"WARNING: podcast: {quoted}" in Site(tmp_path).build().log


def test_most_pages_have_examples():
    assert len([page for page in PAGES if blocks(page)]) >= len(PAGES) / 2


def test_the_generated_tables_are_current():
    check = run(ROOT, "example_site/reference.py", "--check")
    assert check.returncode == 0, f"Run “make docs”. Not current:\n{check.stdout}{check.stderr}"


def test_the_links_in_the_readme_exist():
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []
