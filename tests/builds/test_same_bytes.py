"""A site has the same bytes on another day, in another folder, and with or without a cache."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..sites import Site, environment, files_below
from .shows import THEMES, complete_show

ON_A_DAY = """
import sys
import time_machine
from mkdocs.__main__ import cli

with time_machine.travel(sys.argv.pop(1)):
    cli()
"""
"""The command line of MkDocs, on the day in its first argument."""

FIRST, SECOND, THIRD = "2028-02-29T23:59:50Z", "2029-11-24T00:00:10Z", "2031-07-01T12:00:00Z"
"""Days after the date of every episode."""

DATED = {"sitemap.xml", "sitemap.xml.gz"}
"""Files into which MkDocs writes the day of the build."""

_DATED = re.compile(rb"(<lastmod>)[\d-]+|(Build Date UTC : )[^\n]+")


@dataclass(frozen=True)
class Builds:
    """The results of four builds of the complete show.

    Attributes:
        first: Built without entries in the cache.
        second: Built on another day, with the cache of the first build.
        third: Built on yet another day, in another folder, with the cache turned off.
        fourth: Like the second, with the `SOURCE_DATE_EPOCH` of the third.
    """

    first: Path
    second: Path
    third: Path
    fourth: Path


def build(site: Site, name: str, day: str, seed: int, zone: str, **variables: str) -> Path:
    """Build a site on a day, with a hash seed and a time zone."""
    folder = site.root.parent / name
    run = subprocess.run(
        [sys.executable, "-c", ON_A_DAY, day, "build", "-q", "-d", str(folder)],
        cwd=site.root,
        env={**environment(), "PYTHONHASHSEED": str(seed), "TZ": zone, **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    return folder


def write_show(root: Path, **options: Any) -> Site:
    """Write the show with options of the plugin.

    There is no full-text search, since Pagefind orders the values of its filters at random.
    """
    root.mkdir()
    site = complete_show(root)
    configuration = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    (plugin,) = [each for each in configuration["plugins"] if "podcast" in each]
    plugin["podcast"].update(options, search="built-in")
    text = yaml.safe_dump(configuration | {"theme": THEMES["material"]})
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    root = tmp_path_factory.mktemp("builds")
    here = write_show(root / "here")
    elsewhere = write_show(root / "else where", cache=False)
    epoch = {"SOURCE_DATE_EPOCH": "1900000000"}
    first = build(here, "first", FIRST, 1, "UTC")
    entries = files_below(here.root / ".cache")
    second = build(here, "second", SECOND, 2, "Asia/Tokyo")
    assert files_below(here.root / ".cache") == entries != set()
    third = build(elsewhere, "third", THIRD, 3, "America/Caracas", **epoch)
    assert not (elsewhere.root / ".cache").exists()
    fourth = build(here, "fourth", SECOND, 4, "Asia/Tokyo", **epoch)
    return Builds(first, second, third, fourth)


def differing(one: Path, other: Path) -> set[str]:
    """Return the files that differ between two folders, or exist in only one of them."""
    files = files_below(one) | files_below(other)
    return {file for file in files if content(one / file) != content(other / file)}


def content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b"<missing>"


def dated_files(site: Path) -> set[str]:
    """Return the files that contain the day of the build because of MkDocs and its themes."""
    return DATED | ({"index.html"} if b"Build Date UTC" in content(site / "index.html") else set())


@pytest.mark.parametrize("other", ["second", "third"])
def test_only_what_mkdocs_dates_differs(builds: Builds, other: str):
    one, another = builds.first, getattr(builds, other)
    dated = dated_files(one)
    assert differing(one, another) == dated
    for file in dated - {"sitemap.xml.gz"}:
        texts = [_DATED.sub(rb"\1\2", content(site / file)) for site in (one, another)]
        assert texts[0] == texts[1]


def test_nothing_of_ours_contains_the_day_of_the_build(builds: Builds):
    days = [day[:10].encode() for day in (FIRST, SECOND, THIRD)]
    assert days[0] in content(builds.first / "sitemap.xml"), "the clock of the build is set"
    for folder in (builds.first, builds.second, builds.third):
        files = {f for f in files_below(folder) if any(day in content(folder / f) for day in days)}
        assert files <= dated_files(folder)


def test_source_date_epoch_makes_every_file_the_same(builds: Builds):
    assert differing(builds.third, builds.fourth) == set()


def test_differing_files_are_found(tmp_path: Path):
    files = {"one/a": "x", "two/a": "x", "one/b": "x", "two/b": "y", "two/c": ""}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert differing(tmp_path / "one", tmp_path / "two") == {"b", "c"}
