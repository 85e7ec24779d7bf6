"""Fixtures of the tests in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from ..sites import Site
from . import shows
from .reader import ARGUMENTS, TIMEOUT, Reader, browser_path, reading
from .server import served

expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sites, each in a folder with its name."""
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="package")
def server(folder: Path) -> Iterator[str]:
    """The URL of that folder."""
    with served(folder) as url:
        yield url


@pytest.fixture(scope="package")
def built(
    folder: Path, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Build a site by its name, once. Material needs to know where it is served."""

    @cache
    def example() -> Site:
        return shows.example(tmp_path_factory.mktemp("example"))

    @cache
    def build(name: str) -> Path:
        themed = name in shows.THEMES
        site = example() if themed else shows.SHOWS[name](tmp_path_factory.mktemp(name))
        base = shows.THEMES.get(name, "mkdocs.yml")
        configuration = site.root / f"served-{name}.yml"
        configuration.write_text(f"INHERIT: {base}\nsite_url: {server}{name}/\n", encoding="utf-8")
        run = site.run("build", "-q", "-f", configuration.name, "-d", str(folder / name))
        assert run.code == 0, run.output
        return folder / name

    return build


@pytest.fixture
def reader(chromium: Browser, server: str, built: Callable[[str], Path]) -> Iterator[Reader]:
    """A reader of the built sites. The test fails if the console reports an error."""
    with reading(chromium, lambda name: f"{server}{built(name).name}/") as reader:
        yield reader
