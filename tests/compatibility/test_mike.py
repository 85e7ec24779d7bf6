"""mike: a site in several versions."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from ..sites import Site
from .conftest import Plan
from .show import MATERIAL, ROOT, TIDES, assert_complete, commit, git_environment


@pytest.fixture(scope="module")
def deployed(plan: Plan) -> Site:
    """Publish a version and its alias, and check out the branch that contains them."""
    site = plan("[search, podcast, mike]", MATERIAL)
    commit(site.root, "2024-05-01", ".")
    scripts = sysconfig.get_path("scripts")
    subprocess.run(
        [Path(scripts) / "mike", "deploy", "--alias-type", "copy", "1.0", "latest"],
        cwd=site.root,
        env={**git_environment(), "PATH": os.pathsep.join([scripts, os.environ["PATH"]])},
        check=True,
    )
    checkout = ["git", "worktree", "add", "-q", "published/site", "gh-pages"]
    subprocess.run(checkout, cwd=site.root, check=True)
    return Site(site.root / "published")


@pytest.mark.parametrize("version", ["1.0", "latest"])
def test_every_version_contains_the_show(deployed: Site, version: str):
    assert_complete(deployed, f"{version}/")


def test_absolute_urls_contain_the_version(deployed: Site):
    (canonical,) = deployed.page(f"latest/{TIDES}").select("[rel=canonical]")
    assert canonical["href"] == f"{ROOT}1.0/podcast/tides/"
    assert f"<link>{ROOT}1.0/podcast/tides/</link>" in deployed.text("latest/feed.xml")
