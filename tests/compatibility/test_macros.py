"""mkdocs-macros-plugin: what was said is never taken for a macro."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site, words
from .show import SHOWN, orders, shown

pytest.importorskip("mkdocs_macros")


@pytest.fixture(
    scope="module", params=orders("macros: {on_undefined: strict, on_error_fail: true}")
)
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  extra: {{harbour: Old Quay}}
  plugins: {request.param}
docs/about.md
  # About {{{{ harbour }}}}
docs/podcast/rain.yaml
  title: Rain
  notes: "Wet {{{{ harbour }}}} {{% raw %}}"
""")


def test_pages_of_the_site_have_macros(built: Site):
    assert built.warnings == []
    assert built.headings("about/index.html") == ["h1 About Old Quay #about-old-quay"]


def test_transcripts_and_show_notes_have_none(built: Site):
    assert shown(built) == SHOWN
    notes = built.page("podcast/rain/index.html").select_one(".podcast-notes")
    assert words(notes) == "Wet {{ harbour }} {% raw %}"
    assert built.broken_links() == []
