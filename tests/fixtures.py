"""Fixtures for tests of whole sites. The `conftest.py` of a folder imports those that it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .sites import Site, write, write_sketch

Sketch = Callable[[str], Site]
"""Write the site of a sketch."""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence the banners of themes."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")


@pytest.fixture
def sketch(tmp_path: Path) -> Sketch:
    """Write a site. A sketch without a configuration or a home page gets a plain one."""

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
    """Write and build a site."""
    return lambda text: sketch(text).build()
