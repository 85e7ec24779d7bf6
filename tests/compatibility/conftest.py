"""Fixtures that build the show with other plugins. Tests of a module share their sites."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from ..sites import Site, write_sketch
from .show import ROOT, SHOW, assert_complete, orders

Plan = Callable[..., Site]
"""Writes a site from `plugins`, more lines of mkdocs.yml (`config`) and a sketch (`files`)."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a folder for what a plugin keeps between builds; `CACHE` in a configuration."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Plan:
    """Write the show. A file of the sketch replaces the one of the show."""

    def write_site(plugins: str = "[search, podcast]", config: str = "", files: str = "") -> Site:
        root = tmp_path_factory.mktemp("site")
        lines = f"site_url: {ROOT}\nplugins: {plugins.replace('CACHE', cache.as_posix())}\n{config}"
        write_sketch(root, f"{SHOW}\nmkdocs.yml\n{textwrap.indent(lines, '  ')}\n{files}")
        return Site(root)

    return write_site


@pytest.fixture(scope="module", params=(0, 1), ids=("before ours", "after ours"))
def built(request: pytest.FixtureRequest, plan: Plan) -> Site:
    """Build the show with the `PLUGIN`, the `CONFIG` and the `FILES` of a test module.

    What the other plugin must not change is asserted here once for all modules.
    """
    module = request.module
    plugins = orders(module.PLUGIN)[request.param]
    site = plan(plugins, getattr(module, "CONFIG", ""), getattr(module, "FILES", "")).build()
    assert_complete(site)
    return site
