"""Fixtures that more than one folder of tests uses; each folder's `conftest.py` names its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .sites import Site, write, write_sketch

Sketch = Callable[[str], Site]
"""Writes a site."""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Material's and other plugins' advertisements out of the output."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")


@pytest.fixture
def sketch(tmp_path: Path) -> Sketch:
    """Write a site; where the sketch has no configuration or home page, there is a plain one."""

    def write_site(text: str) -> Site:
        write_sketch(tmp_path, text)
        if not (tmp_path / "mkdocs.yml").exists():
            write(tmp_path / "mkdocs.yml", "")
        if not (tmp_path / "docs/index.md").exists():
            write(tmp_path / "docs/index.md", "# Home")
        return Site(tmp_path)

    return write_site


@pytest.fixture
def site(sketch: Sketch) -> Sketch:
    """Write a site and build it."""
    return lambda text: sketch(text).build()
