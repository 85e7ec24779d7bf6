"""mkdocs-git-revision-date-localized-plugin: pages have the dates of their episode files."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site, words
from .show import FOG, SHOWN, TIDES, commit, orders, shown

pytest.importorskip("mkdocs_git_revision_date_localized_plugin")

DATES = "git-revision-date-localized: {type: iso_date, enable_creation_date: true}"


@pytest.fixture(scope="module", params=orders(DATES))
def built(request: pytest.FixtureRequest, plan: Sketch) -> Site:
    planned = plan(f"""
mkdocs.yml
  theme: {{name: material, font: false}}
  plugins: {request.param}
""")
    commit(planned.root, "2024-05-01", ".")
    planned.write(
        "docs/podcast/fog.md\n  ---\n  title: Fog\n  episode: 2\n  ---\n  Grey, and greyer."
    )
    commit(planned.root, "2024-06-02", "docs/podcast/fog.md")
    return planned.build()


def dates(site: Site, page: str) -> list[str]:
    """When a page was changed and when it was made."""
    return [words(tag) for tag in site.page(page).select(".git-revision-date-localized-plugin")]


def test_pages_of_the_site_have_dates(built: Site):
    assert built.warnings == []
    assert dates(built, "index.html") == ["2024-05-01", "2024-05-01"]


def test_episodes_have_the_dates_of_their_files(built: Site):
    assert dates(built, FOG) == ["2024-06-02", "2024-05-01"]
    assert dates(built, TIDES) == ["2024-05-01", "2024-05-01"]


def test_the_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert built.broken_links() == []
