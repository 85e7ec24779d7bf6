"""mkdocs-minify-plugin: pages lose weight and nothing else."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, TIDES, loads_our_script, orders, shown

pytest.importorskip("mkdocs_minify_plugin")

MINIFY = (
    "minify: {minify_html: true, htmlmin_opts: {remove_comments: true},"
    " minify_css: true, css_files: [assets/podcast/podcast.css]%s}"
)
SCRIPT = ", minify_js: true, js_files: [assets/podcast/episode.js]"


@pytest.fixture(scope="module")
def heavy(build: Sketch) -> Site:
    return build("mkdocs.yml\n  plugins: [search, podcast]")


@pytest.fixture(scope="module", params=orders(MINIFY % ""))
def light(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"mkdocs.yml\n  plugins: {request.param}")


def test_pages_are_smaller_and_whole(heavy: Site, light: Site):
    assert light.warnings == []
    assert len(light.text(TIDES)) < len(heavy.text(TIDES))
    assert shown(light) == SHOWN
    assert loads_our_script(light.page(TIDES))
    assert light.broken_links() == []


def test_so_is_the_style(heavy: Site, light: Site):
    style = light.text("assets/podcast/podcast.min.css")
    assert 0 < len(style) < len(heavy.text("assets/podcast/podcast.css"))


def test_a_script_loses_its_name_by_which_another_imports_it(build: Sketch):
    built = build(f"mkdocs.yml\n  plugins: [search, podcast, {MINIFY % SCRIPT}]")
    assert 'import("./episode.js")' in built.text("assets/podcast/podcast.js")
    assert "assets/podcast/episode.js" not in built.files
