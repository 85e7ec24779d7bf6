"""A site is the same to the byte on another day, in another folder, and with or without a cache."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from ..sites import Site, environment, files_below
from .built import ADDRESS, SHOWS, THEMES

ON_A_DAY = """
import sys
import time_machine
from mkdocs.__main__ import cli

with time_machine.travel(sys.argv.pop(1)):
    cli()
"""
"""The command line of MkDocs, on the day that its first argument names."""

FIRST, SECOND, THIRD = "2024-02-29T23:59:50Z", "2026-11-24T00:00:10Z", "2031-07-01T12:00:00Z"
DATED = {"sitemap.xml", "sitemap.xml.gz"}
"""What MkDocs itself writes the day of the build into."""

_DATED = re.compile(rb"(<lastmod>)[\d-]+|(Build Date UTC : )[^\n]+")


@dataclass(frozen=True)
class Builds:
    """The folders of what the builds of one show came to.

    Attributes:
        cold: By a build that had no cache, on a first day.
        cached: By one that found the first one's, on a second day.
        anew: By one in another folder, which has no cache again, on a third day.
    """

    cold: Path
    cached: Path
    anew: Path


def build(site: Site, name: str, day: str, seed: int, zone: str, **more: str) -> Path:
    """Build a site as if it were another day, with another order of sets, somewhere else."""
    folder = site.root.parent / name
    run = subprocess.run(
        [sys.executable, "-c", ON_A_DAY, day, "build", "-q", "-f", "built.yml", "-d", str(folder)],
        cwd=site.root,
        env={**environment(), "PYTHONHASHSEED": str(seed), "TZ": zone, **more},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return folder


def themed(show: str, theme: str, root: Path) -> Site:
    """A show with a configuration that says how it looks."""
    root.mkdir()
    site = SHOWS[show](root)
    own = {
        "INHERIT": "mkdocs.yml",
        "site_url": ADDRESS,
        "theme": THEMES[theme],
    }
    (site.root / "built.yml").write_text(yaml.safe_dump(own), encoding="utf-8")
    return site


def cached_by(site: Site) -> set[str]:
    """What the cache of a site holds."""
    return files_below(site.root / ".cache")


@pytest.fixture(scope="module", params=["example", "corpus"])
def show(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def builds(show: str, request: pytest.FixtureRequest, tmp_path_factory) -> Builds:
    root = tmp_path_factory.mktemp("builds")
    here, elsewhere = (themed(show, request.param, root / name) for name in ("here", "else where"))

    def twice() -> Iterator[Path]:
        yield build(here, "cold", FIRST, 1, "UTC")
        made = cached_by(here)
        yield build(here, "cached", SECOND, 2, "Asia/Tokyo")
        assert made
        assert cached_by(here) == made  # or else it was not found

    with ThreadPoolExecutor() as pool:
        anew = pool.submit(build, elsewhere, "anew", THIRD, 3, "America/Caracas")
        return Builds(*twice(), anew.result())


def differing(one: Path, other: Path) -> set[str]:
    """The files that are not the same in two folders, or are in one of them only."""
    files = files_below(one) | files_below(other)
    return {file for file in files if read(one / file) != read(other / file)}


def read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def undated(content: bytes | None) -> bytes:
    """A file without the day that MkDocs and its themes write into it."""
    assert content is not None
    return _DATED.sub(rb"\1\2", content)


def with_comment_of_the_theme(site: Path) -> set[str]:
    """The page in which MkDocs' own themes say when they made it."""
    return {"index.html"} if b"Build Date UTC" in (site / "index.html").read_bytes() else set()


@pytest.mark.parametrize("other", ["cached", "anew"])
def test_only_what_mkdocs_itself_dates_differs(builds: Builds, other: str):
    one, another = builds.cold, getattr(builds, other)
    dated = DATED | with_comment_of_the_theme(one)
    assert differing(one, another) == dated
    for file in dated - {"sitemap.xml.gz"}:
        assert undated(read(one / file)) == undated(read(another / file))


def test_what_is_published_of_a_show_has_no_day_of_its_build(builds: Builds):
    days = [day[:10].encode() for day in (FIRST, SECOND, THIRD)]
    for folder in (builds.cold, builds.cached, builds.anew):
        dated = {
            f for f in files_below(folder) if any(d in (read(folder / f) or b"") for d in days)
        }
        assert dated <= DATED | with_comment_of_the_theme(folder)


def test_a_build_that_is_told_its_day_is_the_same_in_every_file(tmp_path: Path):
    day = {"SOURCE_DATE_EPOCH": "1700000000"}
    sites = [themed("example", "mkdocs", tmp_path / name) for name in ("one", "two")]
    one = build(sites[0], "first", FIRST, 1, "UTC", **day)
    two = build(sites[1], "third", THIRD, 3, "America/Caracas", **day)
    assert differing(one, two) == set()


def test_the_comparison_finds_what_differs(tmp_path: Path):
    for name, content in {
        "one/a": "x",
        "two/a": "x",
        "one/b": "x",
        "two/b": "y",
        "two/c": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert differing(tmp_path / "one", tmp_path / "two") == {"b", "c"}


def test_the_clock_of_a_build_is_really_another():
    code = ON_A_DAY.replace(
        "cli()", "import datetime, time\n    print(datetime.date.today(), time.time())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "2031-07-01T12:00:00Z"],
        env={**os.environ, "TZ": "UTC"},
        capture_output=True,
        text=True,
    )
    assert run.stdout.startswith("2031-07-01 1940")
