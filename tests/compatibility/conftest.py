"""Fixtures of tests that build sites with other plugins; a site is built once for its tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..fixtures import Sketch
from ..sites import Site, write_sketch
from .show import SHOW


@pytest.fixture(scope="package", autouse=True)
def quiet() -> Iterator[None]:
    """Keep Material's and other plugins' advertisements out of the output."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        yield


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Sketch:
    """Write a site around the show; a file of the sketch is instead of the show's."""

    def write_site(text: str) -> Site:
        root = tmp_path_factory.mktemp("site")
        write_sketch(root, f"{SHOW}\n{text}")
        return Site(root)

    return write_site


@pytest.fixture(scope="module")
def build(plan: Sketch) -> Sketch:
    """Write a site around the show and build it."""
    return lambda text: plan(text).build()
