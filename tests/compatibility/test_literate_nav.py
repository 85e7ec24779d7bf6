"""mkdocs-literate-nav: a navigation written in Markdown."""

from __future__ import annotations

import pytest

from ..sites import navigation
from .conftest import Plan
from .show import assert_complete, orders

HOME = {"Home": "index.html"}
ARCHIVE = {"Low Water": "podcast/index.html"}
START = {"Start": "podcast/tides/index.html"}
ABOUT = "docs/about.md\n  # About\n"
SUMMARY = f"{ABOUT}docs/SUMMARY.md\n  * [Home](index.md)\n  * %s"


BEFORE, AFTER = orders("literate-nav")


@pytest.mark.parametrize(
    ("plugins", "files", "expected"),
    [
        (BEFORE, ABOUT, {**HOME, **ARCHIVE, "About": "about/index.html"}),
        (AFTER, SUMMARY % "[Listen](podcast/)", HOME | ARCHIVE),
        (BEFORE, SUMMARY % "[Listen](podcast/index.md)", {**HOME, "Listen": "podcast/index.html"}),
        (AFTER, SUMMARY % "[Start](podcast/tides.md)", HOME | START),
        (BEFORE, SUMMARY % "podcast/*.md", HOME | ARCHIVE),
    ],
)
def test_the_navigation_contains_the_archive_or_what_a_summary_lists(
    plan: Plan, plugins: str, files: str, expected: dict[str, str]
):
    config = "exclude_docs: SUMMARY.md\nnot_in_nav: about.md" if "SUMMARY" in files else ""
    site = plan(plugins, config, files).build()
    assert navigation(site, "index.html") == expected
    assert_complete(site)
