"""ProperDocs: the maintained fork of MkDocs."""

from __future__ import annotations

from .conftest import Plan
from .show import MATERIAL, assert_complete


def test_it_builds_the_same_pages(plan: Plan):
    site = plan(config=MATERIAL, files="docs/podcast/draft.yaml\n  title: Draft\n  draft: true")
    pages = {}
    for host in ("mkdocs", "properdocs"):
        result = site.run("build", "--strict", "-f", "mkdocs.yml", host=host)
        assert result.code == 0, result.output
        assert_complete(site)
        names = [name for name in site.files if name.startswith("podcast/") and "html" in name]
        pages[host] = {name: str(site.page(name).select_one("article")) for name in names}
    assert pages["properdocs"] == pages["mkdocs"]
    assert "podcast/draft/index.html" not in pages["mkdocs"]


def test_it_reads_its_own_configuration_file(plan: Plan):
    site = plan(config=MATERIAL)
    (site.root / "mkdocs.yml").rename(site.root / "properdocs.yml")
    result = site.run("build", "--strict", host="properdocs")
    assert result.code == 0, result.output
    assert_complete(site)


def test_it_reports_problems(plan: Plan):
    site = plan(config=MATERIAL, files="docs/podcast/x.yaml\n  short: X")
    result = site.run("build", "-f", "mkdocs.yml", host="properdocs")
    assert result.code == 1
    assert "docs/podcast/x.yaml:1:1: The file has no title" in result.output
    assert "Traceback" not in result.output
