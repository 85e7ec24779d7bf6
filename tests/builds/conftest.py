"""Fixtures of tests that build whole sites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ..sites import Site, write, write_sketch

Sketch = Callable[[str], Site]
"""Write the site of a sketch."""


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
