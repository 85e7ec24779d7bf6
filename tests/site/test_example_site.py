"""The site of the project itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..sites import Site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A copy of the example site, so that nothing is written into the real one."""
    root = tmp_path_factory.mktemp("project")
    left_out = shutil.ignore_patterns("site", "site-*", ".cache", "__pycache__")
    for name in ("example_site", "mkdocs_podcast"):
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    for path in ROOT.glob("*.md"):
        shutil.copy(path, root)
    return Site(root / "example_site")


@pytest.mark.parametrize("configuration", ["mkdocs.yml", "mkdocs-plain.yml"])
def test_it_is_built_without_warnings_and_has_no_dead_links(example: Site, configuration: str):
    result = example.run("build", "--strict", "-f", configuration, "-d", "site")
    assert result.code == 0, result.output
    assert "WARNING" not in result.output
    assert example.broken_links("/mkdocs-podcast/") == []
