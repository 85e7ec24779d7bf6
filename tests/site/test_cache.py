"""Builds after the first."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from ..fixtures import Sketch
from ..sites import files_below

SITE = """
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
  image: no.png
docs/people/ada.yaml
  title: Ada
"""
LOOSE = f"""
mkdocs.yml
  strict: false
  plugins: [search, podcast]
{SITE}"""


def contents(folder: Path) -> dict[str, bytes]:
    """What all files of a folder hold, but for those that have the time in them."""
    return {
        name: (folder / name).read_bytes()
        for name in files_below(folder)
        if not name.startswith("sitemap") and name != "index.html"
    }


def test_a_second_build_makes_the_same_site_and_says_the_same(sketch: Sketch):
    plan = sketch(LOOSE).build()
    site, said = contents(plan.root / "site"), plan.warnings
    plan.build()
    assert contents(plan.root / "site") == site
    assert plan.warnings == said
    assert len(said) == 1


def test_a_second_build_writes_no_entry_again(sketch: Sketch):
    plan = sketch(LOOSE).build()
    entries = {p: p.stat().st_mtime_ns for p in (plan.root / ".cache").rglob("*") if p.is_file()}
    assert entries
    plan.build()
    after = {p: p.stat().st_mtime_ns for p in (plan.root / ".cache").rglob("*") if p.is_file()}
    assert after == entries


def test_a_change_shows(sketch: Sketch):
    plan = sketch(LOOSE).build()
    plan.write("docs/podcast/fog.yaml\n  title: Mist")
    plan.build()
    assert "h1 Mist #mist" in plan.headings("podcast/fog/index.html")
    assert "Mist" in plan.text("podcast/index.html")
    assert "Fog" not in plan.text("podcast/index.html")


def test_a_change_that_keeps_size_and_time_shows(sketch: Sketch):
    plan = sketch(LOOSE).build()
    path = plan.root / "docs/podcast/fog.yaml"
    before = path.stat()
    plan.write("docs/podcast/fog.yaml\n  title: Sun\n  image: no.png")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    plan.build()
    assert "h1 Sun #sun" in plan.headings("podcast/fog/index.html")


def test_entries_that_no_file_needs_are_removed(sketch: Sketch):
    plan = sketch(LOOSE).build()
    count = entries(plan.root)
    for number in range(5):
        plan.write(f"docs/podcast/fog.yaml\n  title: Fog {number}\n  image: no.png")
        plan.build()
    assert entries(plan.root) == count


def entries(root: Path) -> int:
    with contextlib.closing(sqlite3.connect(root / ".cache/podcast/entries.sqlite")) as database:
        return int(database.execute("SELECT count(*) FROM entries").fetchone()[0])


@pytest.mark.parametrize("broken", [b"", b"{", b"[null, []]", b"[1, 2]", b"\xff\xfe", b"null"])
def test_broken_entries_do_no_harm(sketch: Sketch, broken: bytes):
    plan = sketch(LOOSE).build()
    site, said = contents(plan.root / "site"), plan.warnings
    for name in files_below(plan.root / ".cache"):
        (plan.root / ".cache" / name).write_bytes(broken)
    plan.build()
    assert plan.error == ""
    assert contents(plan.root / "site") == site
    assert plan.warnings == said


def test_a_cache_that_cannot_be_written_does_no_harm(sketch: Sketch):
    plan = sketch(LOOSE)
    (plan.root / ".cache").write_text("a file where the folder should be", encoding="utf-8")
    assert plan.build().error == ""
    assert "podcast/tides/index.html" in plan.files


def test_git_ignores_the_cache(sketch: Sketch):
    plan = sketch(SITE)
    subprocess.run(["git", "init", "--quiet", plan.root], check=True)
    plan.build()
    status = ["git", "status", "--porcelain", "--untracked-files=all", ".cache"]
    assert any((plan.root / ".cache").rglob("*.sqlite"))
    assert subprocess.check_output(status, cwd=plan.root) == b""


def test_a_cache_can_be_committed_on_purpose(sketch: Sketch):
    plan = sketch(SITE).build()
    ignore = plan.root / ".cache/podcast/.gitignore"
    ignore.write_text("")
    plan.write("docs/podcast/new.yaml")
    plan.build()
    assert ignore.read_text() == ""


def test_without_a_cache_there_is_no_folder(site: Sketch):
    built = site("""
mkdocs.yml
  plugins: [podcast: {cache: false}]
docs/podcast/tides.yaml
""")
    assert built.error == ""
    assert not (built.root / ".cache").exists()


def test_with_and_without_a_cache_the_site_is_the_same(sketch: Sketch):
    plan = sketch(LOOSE).build().build()
    site = contents(plan.root / "site")
    plan.write("mkdocs.yml\n  strict: false\n  plugins: [search, podcast: {cache: false}]")
    plan.build()
    assert contents(plan.root / "site") == site


def test_a_dirty_build_shows_a_change_and_keeps_the_rest(sketch: Sketch):
    plan = sketch(
        "mkdocs.yml\n  strict: false\ndocs/podcast/tides.yaml\ndocs/podcast/fog.yaml\n  title: Fog"
    )
    plan.build()
    tides = plan.text("podcast/tides/index.html")
    plan.write("docs/podcast/fog.yaml\n  title: Mist")
    future = (plan.root / "docs/podcast/fog.yaml").stat().st_mtime + 5
    os.utime(plan.root / "docs/podcast/fog.yaml", (future, future))
    plan.build(dirty=True)
    assert plan.error == ""
    assert "h1 Mist #mist" in plan.headings("podcast/fog/index.html")
    assert "h3 The moon #the-moon" in plan.headings("podcast/tides/index.html")
    assert [line.strip() for line in tides.splitlines() if "podcast-line" in line] == [
        line.strip()
        for line in plan.text("podcast/tides/index.html").splitlines()
        if "podcast-line" in line
    ]


def test_a_dirty_build_leaves_unchanged_episodes_alone(sketch: Sketch):
    plan = sketch(
        "mkdocs.yml\n  strict: false\ndocs/podcast/tides.yaml\ndocs/podcast/fog.yaml\n  title: Fog"
    )
    plan.build()
    tides = plan.root / "site/podcast/tides/index.html"
    future = tides.stat().st_mtime + 5
    os.utime(tides, (future, future))
    plan.build(dirty=True)
    assert tides.stat().st_mtime == future
