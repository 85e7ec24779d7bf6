"""mkdocs-awesome-nav: a navigation from folders and `.nav.yml` files."""

from __future__ import annotations

import pytest

from ..sites import navigation
from .conftest import Plan
from .show import assert_complete, orders

ARCHIVE = {"Home": "index.html", "Low Water": "podcast/index.html"}
NAV = "docs/.nav.yml\n  nav: [index.md, %s]"


@pytest.mark.parametrize("plugins", orders("awesome-nav"))
@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("", ARCHIVE),
        (NAV % "podcast", ARCHIVE),
        (NAV % "podcast/index.md", ARCHIVE),
        (NAV % "Listen: podcast/index.md", {"Home": "index.html", "Listen": "podcast/index.html"}),
        (NAV % "Start: podcast/tides.md, '*'", {**ARCHIVE, "Start": "podcast/tides/index.html"}),
    ],
)
def test_the_navigation_contains_the_archive_and_what_a_nav_file_lists(
    plan: Plan, plugins: str, files: str, expected: dict[str, str]
):
    site = plan(plugins, files=files).build()
    assert navigation(site, "index.html") == expected
    assert_complete(site)
