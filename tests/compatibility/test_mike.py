"""mike: a site in several versions."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from ..fixtures import Sketch
from ..sites import Site, environment
from .show import SHOWN, TIDES, commit, loads_our_script, shown

pytest.importorskip("mike")


@pytest.fixture(scope="module")
def deployed(plan: Sketch) -> Site:
    """The branch that is published, with a version and its alias."""
    planned = plan("""
mkdocs.yml
  theme: {name: material, font: false}
  site_url: https://example.org/sea/
  plugins: [search, podcast, mike]
""")
    commit(planned.root, "2024-05-01", ".")
    scripts = sysconfig.get_path("scripts")
    keys = [f"GIT_{role}_{key}" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")]
    subprocess.run(
        [Path(scripts) / "mike", "deploy", "--alias-type", "copy", "1.0", "latest"],
        cwd=planned.root,
        env={
            **environment(),
            **dict.fromkeys(keys, "ada@example.org"),
            "PATH": os.pathsep.join([scripts, os.environ["PATH"]]),
        },
        check=True,
    )
    published = ["git", "worktree", "add", "-q", "published/site", "gh-pages"]
    subprocess.run(published, cwd=planned.root, check=True)
    return Site(planned.root / "published")


@pytest.mark.parametrize("version", ["1.0", "latest"])
def test_every_version_has_the_show(deployed: Site, version: str):
    name = f"{version}/{TIDES}"
    assert shown(deployed, name) == {**SHOWN, "plays": f"{version}/audio/tides.mp3"}
    assert loads_our_script(deployed.page(name))
    assert f"{version}/assets/podcast/podcast.js" in deployed.files


def test_addresses_have_the_version_in_them(deployed: Site):
    (canonical,) = deployed.page(f"latest/{TIDES}").select("[rel=canonical]")
    assert canonical["href"] == "https://example.org/sea/1.0/podcast/tides/"


def test_no_link_is_dead(deployed: Site):
    assert deployed.broken_links("/sea/") == []
