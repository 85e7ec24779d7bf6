"""mkdocs-git-revision-date-localized-plugin: pages have the dates of their episode files."""

from __future__ import annotations

import pytest

from ..sites import Site, words
from .conftest import Plan
from .show import FOG, MATERIAL, TIDES, assert_complete, commit, orders

PLUGIN = "git-revision-date-localized: {type: iso_date, enable_creation_date: true}"


@pytest.fixture(scope="module", params=orders(PLUGIN))
def dated(request: pytest.FixtureRequest, plan: Plan) -> Site:
    site = plan(request.param, MATERIAL)
    commit(site.root, "2024-05-01", ".")
    site.write("docs/podcast/fog.md\n  ---\n  title: Fog\n  episode: 2\n  ---\n  Grey, and greyer.")
    commit(site.root, "2024-06-02", "docs/podcast/fog.md")
    return site.build()


@pytest.mark.parametrize(
    ("page", "updated", "created"),
    [
        ("index.html", "2024-05-01", "2024-05-01"),
        (TIDES, "2024-05-01", "2024-05-01"),
        (FOG, "2024-06-02", "2024-05-01"),
    ],
)
def test_a_page_has_the_dates_of_its_file(dated: Site, page: str, updated: str, created: str):
    dates = dated.page(page).select(".git-revision-date-localized-plugin")
    assert [words(date) for date in dates] == [updated, created]
    assert_complete(dated)
