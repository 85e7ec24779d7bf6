"""mkdocs-awesome-nav: a navigation from folders and `.nav.yml` files."""

from __future__ import annotations

import pytest

from ..sites import navigation
from .conftest import Plan
from .show import assert_complete, orders

HOME = {"Home": "index.html"}
ARCHIVE = {**HOME, "Low Water": "podcast/index.html"}
START = {"Start": "podcast/tides/index.html"}
NAV = "docs/.nav.yml\n  nav: [index.md, %s]"


BEFORE, AFTER = orders("awesome-nav")


@pytest.mark.parametrize(
    ("plugins", "files", "expected"),
    [
        (BEFORE, "", ARCHIVE),
        (AFTER, NAV % "podcast", ARCHIVE),
        (BEFORE, NAV % "Listen: podcast/index.md", {**HOME, "Listen": "podcast/index.html"}),
        (AFTER, NAV % "Start: podcast/tides.md, '*'", ARCHIVE | START),
    ],
)
def test_the_navigation_contains_the_archive_and_what_a_nav_file_lists(
    plan: Plan, plugins: str, files: str, expected: dict[str, str]
):
    site = plan(plugins, files=files).build()
    assert navigation(site, "index.html") == expected
    assert_complete(site)
