"""ProperDocs: the maintained fork of MkDocs."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch

pytest.importorskip("properdocs")
pytest.importorskip("material", reason="MkDocs' own themes are not in ProperDocs")

SITE = """
mkdocs.yml
  theme: {name: material, font: false}
  plugins: [search, podcast]
docs/index.md
  # Home

  [A line](podcast/tides.md#t-132)
docs/images/tides.png
docs/podcast/tides.yaml
  title: Tides
  season: 1
  episode: 1
  published: 2024-03-31
  image: images/tides.png
  notes: "[Fog](fog.md)"
  transcript:
    - header: The moon
    - {line: It pulls., time: "2:12", who: Ada}
docs/podcast/fog.md
  ---
  title: Fog
  episode: 2
  published: 2024-04-30
  ---
  Grey.
docs/podcast/draft.yaml
  title: Draft
  draft: true
"""


def test_it_builds_the_same_pages(sketch: Sketch):
    plan = sketch(SITE)
    found = {}
    for host in ("mkdocs", "properdocs"):
        result = plan.run("build", "--strict", "-f", "mkdocs.yml", host=host)
        assert result.code == 0, result.output
        found[host] = {
            name: str(plan.page(name).select_one("article"))
            for name in plan.files
            if name.startswith("podcast/")
        }
        assert plan.broken_links() == []
    assert found["properdocs"] == found["mkdocs"]
    assert "It pulls." in found["mkdocs"]["podcast/tides/index.html"]
    assert "podcast/draft/index.html" not in found["mkdocs"]


def test_its_errors_are_the_same(sketch: Sketch):
    plan = sketch("mkdocs.yml\n  theme: material\ndocs/podcast/x.yaml\n  short: X")
    results = [plan.run("build", "-f", "mkdocs.yml", host=h) for h in ("mkdocs", "properdocs")]
    for result in results:
        assert result.code == 1
        assert "docs/podcast/x.yaml:1:1: The file has no title." in result.output
        assert "Traceback" not in result.output
