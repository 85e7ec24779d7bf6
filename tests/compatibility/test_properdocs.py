"""ProperDocs: the maintained fork of MkDocs."""

from __future__ import annotations

from .conftest import Plan
from .show import MATERIAL, assert_complete

DRAFT = "docs/podcast/draft.yaml\n  title: Draft\n  draft: true"


def test_it_builds_the_same_pages_from_its_own_configuration_file(plan: Plan):
    site = plan(config=MATERIAL, files=DRAFT)

    def pages() -> dict[str, str]:
        assert_complete(site)
        names = [name for name in site.files if name.startswith("podcast/") and "html" in name]
        return {name: str(site.page(name).select_one("article")) for name in names}

    expected = site.build() and pages()
    (site.root / "mkdocs.yml").rename(site.root / "properdocs.yml")
    result = site.run("build", "--strict", host="properdocs")
    assert result.code == 0, result.output
    assert pages() == expected
    assert "podcast/draft/index.html" not in expected


def test_it_reports_problems(plan: Plan):
    site = plan(config=MATERIAL, files="docs/podcast/x.yaml\n  short: X")
    result = site.run("build", "-f", "mkdocs.yml", host="properdocs")
    assert result.code == 1
    assert "docs/podcast/x.yaml:1:1: The file has no title" in result.output
    assert "Traceback" not in result.output
