"""ProperDocs: the maintained fork of MkDocs."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from .show import SHOWN, shown

pytest.importorskip("properdocs")
pytest.importorskip("material", reason="MkDocs' own themes are not in ProperDocs")

CONFIGURATION = """
mkdocs.yml
  theme: {name: material, font: false}
  plugins: [search, podcast]
"""


def test_it_builds_the_same_pages(plan: Sketch):
    planned = plan(f"""{CONFIGURATION}
docs/podcast/draft.yaml
  title: Draft
  draft: true
""")
    found = {}
    for host in ("mkdocs", "properdocs"):
        result = planned.run("build", "--strict", "-f", "mkdocs.yml", host=host)
        assert result.code == 0, result.output
        found[host] = {
            name: str(planned.page(name).select_one("article"))
            for name in planned.files
            if name.startswith("podcast/") and name.endswith(".html")
        }
        assert shown(planned) == SHOWN
        assert planned.broken_links() == []
    assert found["properdocs"] == found["mkdocs"]
    assert "podcast/draft/index.html" not in found["mkdocs"]


def test_its_own_configuration_is_enough(plan: Sketch):
    planned = plan(CONFIGURATION)
    (planned.root / "mkdocs.yml").rename(planned.root / "properdocs.yml")
    result = planned.run("build", "--strict", host="properdocs")
    assert result.code == 0, result.output
    assert shown(planned) == SHOWN


def test_its_errors_are_the_same(plan: Sketch):
    planned = plan(f"{CONFIGURATION}\ndocs/podcast/x.yaml\n  short: X")
    results = [planned.run("build", "-f", "mkdocs.yml", host=h) for h in ("mkdocs", "properdocs")]
    for result in results:
        assert result.code == 1
        assert "docs/podcast/x.yaml:1:1: The file has no title." in result.output
        assert "Traceback" not in result.output
