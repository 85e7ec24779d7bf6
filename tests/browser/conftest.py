"""Fixtures of tests in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from ..sites import Site
from . import shows
from .reader import ARGUMENTS, PATIENCE, Reader, browser_path
from .server import served

Address = Callable[[str], str]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each has a memory of its own in it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where built sites are, by name."""
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="package")
def server(folder: Path) -> Iterator[str]:
    """Where built sites are served, each below its name."""
    with served(folder) as root:
        yield root


@pytest.fixture(scope="package")
def built(
    folder: Path, server: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Build the site of a name, once, for where it is served; Material asks for that."""

    @cache
    def example() -> Site:
        return shows.example(tmp_path_factory.mktemp("example"))

    @cache
    def build(name: str) -> Path:
        themed = name in shows.THEMES
        site = example() if themed else shows.SHOWS[name](tmp_path_factory.mktemp(name))
        own = shows.THEMES.get(name, "mkdocs.yml")
        here = f"INHERIT: {own}\nsite_url: {server}{name}/\n"
        configuration = site.root / f"here-{name}.yml"
        configuration.write_text(here, encoding="utf-8")
        run = site.run("build", "-q", "-f", configuration.name, "-d", str(folder / name))
        assert run.code == 0, run.output
        return folder / name

    return build


@pytest.fixture(scope="package")
def address(server: str, built: Callable[[str], Path]) -> Address:
    """Where the site of a name is served."""
    return lambda name: f"{server}{built(name).name}/"


@pytest.fixture
def reader(chromium: Browser, address: Address) -> Iterator[Reader]:
    """Somebody who reads; that nothing is said in the console is part of every test."""
    reader = Reader(chromium, address)
    yield reader
    reader.close()
    assert reader.faults == []
