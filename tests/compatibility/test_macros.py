"""mkdocs-macros-plugin: braces in episode files are never macros."""

from __future__ import annotations

from ..sites import Site, words

PLUGIN = "macros: {on_undefined: strict, on_error_fail: true}"
CONFIG = "extra: {harbour: Old Quay}"
FILES = """
docs/about.md
  # About {{ harbour }}
docs/podcast/rain.yaml
  title: Rain
  notes: "Wet {{ harbour }} {% raw %}"
"""


def test_other_pages_have_macros(built: Site):
    assert built.headings("about/index.html") == ["h1 About Old Quay #about-old-quay"]


def test_show_notes_have_none(built: Site):
    notes = built.page("podcast/rain/index.html").select_one(".podcast-notes")
    assert words(notes) == "Wet {{ harbour }} {% raw %}"
