"""mkdocs-minify-plugin: smaller pages with the same content."""

from __future__ import annotations

import pytest

from ..sites import Site
from .conftest import Plan
from .show import TIDES

PLUGIN = (
    "minify: {minify_html: true, htmlmin_opts: {remove_comments: true},"
    " minify_css: true, css_files: [assets/podcast/podcast.css]}"
)


@pytest.fixture(scope="module")
def original(plan: Plan) -> Site:
    return plan().build()


def test_pages_and_styles_are_smaller(original: Site, built: Site):
    assert len(built.text(TIDES)) < len(original.text(TIDES))
    style = built.text("assets/podcast/podcast.min.css")
    assert 0 < len(style) < len(original.text("assets/podcast/podcast.css"))


def test_a_minified_script_is_renamed_and_no_longer_found(plan: Plan):
    script = "minify: {minify_js: true, js_files: [assets/podcast/episode.js]}"
    site = plan(f"[search, podcast, {script}]").build()
    assert 'import("./episode.js")' in site.text("assets/podcast/podcast.js")
    assert "assets/podcast/episode.js" not in site.files
