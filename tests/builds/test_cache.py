"""Builds after the first one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..sites import Site, files_below
from .conftest import Sketch

SITE = """
mkdocs.yml
  strict: false
  plugins: [search, podcast]
docs/podcast/tides.yaml
docs/podcast/fog.yaml
  title: Fog
  image: no.png
docs/people/ada.yaml
  title: Ada
"""
FOG = "podcast/fog/index.html"


def contents(site: Site) -> dict[str, bytes]:
    """Return all published files, except those that contain the time of the build."""
    dated = {"index.html", "sitemap.xml", "sitemap.xml.gz"}
    return {name: site.bytes(name) for name in site.files - dated}


def modified(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def test_a_second_build_publishes_and_reports_the_same_and_writes_no_entry(sketch: Sketch):
    built = sketch(SITE).build()
    files, warnings = contents(built), built.warnings
    entries = modified(built.root / ".cache")
    assert len(warnings) == 1
    assert entries
    built.build()
    assert contents(built) == files
    assert built.warnings == warnings
    assert modified(built.root / ".cache") == entries


def test_a_change_that_keeps_size_and_time_is_published(sketch: Sketch):
    built = sketch(SITE).build()
    path = built.root / "docs/podcast/fog.yaml"
    before = path.stat()
    built.write("docs/podcast/fog.yaml\n  title: Sun\n  image: no.png")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    built.build()
    assert "h1 Sun #sun" in built.headings(FOG)
    assert "Sun" in built.text("podcast/index.html")
    assert "Fog" not in built.text("podcast/index.html")


def test_a_dirty_build_changes_only_the_pages_of_changed_files(sketch: Sketch):
    built = sketch(SITE).build()
    future = (built.root / "docs/podcast/fog.yaml").stat().st_mtime + 60
    tides = built.folder / "podcast/tides/index.html"
    os.utime(tides, (future, future))
    built.write("docs/podcast/fog.yaml\n  title: Mist\n  image: no.png")
    os.utime(built.root / "docs/podcast/fog.yaml", (future, future))
    built.build(dirty=True)
    assert built.error == ""
    assert "h1 Mist #mist" in built.headings(FOG)
    assert "h3 The moon #the-moon" in built.headings("podcast/tides/index.html")
    assert tides.stat().st_mtime == future


def test_the_full_text_index_is_made_again_only_if_an_episode_changes(
    sketch: Sketch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    built = sketch("""
mkdocs.yml
  plugins: [podcast: {search: pagefind}]
docs/podcast/tides.yaml
""")

    def index() -> dict[str, bytes]:
        assert built.build().error == ""
        folder = built.folder / "assets/podcast/pagefind"
        return {name: (folder / name).read_bytes() for name in files_below(folder)}

    first = index()
    assert any(name.startswith("fragment/") for name in first)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "missing"))
    built.write("docs/index.md\n  # Another home")
    assert index() == first
    built.write("docs/podcast/tides.yaml\n  title: Ebb")
    assert "pip install 'mkdocs-podcast[search]'" in built.build().error
