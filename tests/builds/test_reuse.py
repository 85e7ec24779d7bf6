"""After any edits, a build that reuses earlier results equals a clean build."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_podcast.mkdocs_pages import Converter

from ..sites import Site, write_sketch
from .conftest import Sketch
from .edits import SHOW, Edit, edits, published, write_show


@settings(max_examples=4 * settings().max_examples // 3, deadline=None)
@given(st.lists(edits, min_size=2, max_size=4))
def test_a_build_after_any_edits_equals_a_clean_build(changes: list[Edit]):
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), Path("reused"))
        clean = Site(Path(folder), Path("clean"))
        state: dict[tuple[str, str], Any] = {}
        write_show(site.root, state)
        site.build(site_dir=str(site.folder))
        for file, key, value in changes:
            state[file, key] = value
            write_show(site.root, state)
            site.build(site_dir=str(site.folder))
        (site.root / ".cache").rename(site.root / "other-cache")
        clean.build(site_dir=str(clean.folder))
        assert (site.error, site.warnings) == (clean.error, clean.warnings)
        assert published(site.folder) == published(clean.folder)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the pages that MkDocs converts and that the theme renders."""
    found: list[str] = []
    convert: Callable[..., None] = Page.render

    def record(page: Page, config: object, files: object) -> None:
        found.append(page.file.src_uri)
        convert(page, config, files)

    monkeypatch.setattr(Page, "render", record)
    return found


def test_one_changed_word_converts_one_episode(sketch: Sketch, rendered: list[str]):
    site = sketch(SHOW)
    write_show(site.root, {("tides", "line"): "wind"})
    site.build()
    rendered.clear()
    write_show(site.root, {("tides", "line"): "salt"})
    site.build()
    assert set(rendered) == {"index.md", "about.md", "podcast/index.md", "podcast/tides.md"}
    assert "It pulls salt." in site.text("podcast/tides/index.html")


@pytest.mark.parametrize("reuse", [True, False])
def test_compressed_pages_are_the_same(sketch: Sketch, monkeypatch, reuse: bool):
    site = sketch(SHOW)
    write_show(site.root, {("options", "reuse"): reuse, ("fog", "notes"): 1})
    pages = published(site.build().folder)
    monkeypatch.setattr("mkdocs_podcast.mkdocs_pages.MAX_PLAIN_TEXT", -1)
    for _ in range(2):
        assert published(site.build().folder) == pages


def test_reuse_can_be_turned_off(sketch: Sketch, rendered: list[str]):
    site = sketch(SHOW)
    write_show(site.root, {("options", "reuse"): False})
    site.build()
    count = len(rendered)
    site.build()
    assert len(rendered) == 2 * count


def test_a_warning_about_a_link_is_logged_by_every_build(sketch: Sketch):
    site = sketch(SHOW)
    write_show(site.root, {("fog", "notes"): 2})
    warnings = site.build().warnings
    assert "nowhere.md" in "".join(warnings)
    assert site.build().warnings == warnings


def test_a_file_that_a_template_includes_may_change(sketch: Sketch):
    site = sketch(SHOW)
    write_show(site.root, {("main", "text"): 0})
    include = '{% extends "base.html" %}{% block footer %}{% include "icon.svg" %}{% endblock %}'
    (site.root / "theme/main.html").write_text(include)
    for icon in ("<svg>wave</svg>", "<svg>moon</svg>"):
        (site.root / "theme/icon.svg").write_text(icon)
        assert icon in site.build().text("podcast/tides/index.html")


def test_an_unknown_plugin_turns_the_reuse_of_themed_pages_off(sketch: Sketch, caplog):
    site = sketch(SHOW)
    write_show(site.root, {("site", "hooks"): True})
    with caplog.at_level(logging.DEBUG, "mkdocs.plugins.podcast"):
        site.build()
    assert "The HTML of pages is not reused, because of hook.py" in caplog.text


def test_a_hook_that_does_not_touch_pages_is_no_reason_to_render_them_again(sketch: Sketch):
    site = sketch(f"""
{SHOW}
mkdocs.yml
  hooks: [hook.py]
hook.py
  def on_files(files, config):
      return files
docs/podcast/tides.yaml
""")
    tides = site.build().text("podcast/tides/index.html")
    assert site.build().text("podcast/tides/index.html") == tides


SNIPPETS = (
    "# Title", "## A part", "## A part", "[a][b]\n\n[b]: https://a.example/", "[a][b]",
    '!!! note "A \'note\'"', "    More.", "Term\n\n:   Meaning", "```py\nx = 1\n```", "```\nopen",
    "<div markdown>\n*text*", '<a name="here"></a>', "| a |\n|---|\n| b |", "a { #own }", "1. one",
    "<!-- podcast:transcript -->\n\n### H\n\n**A** words\n\n<!-- /podcast:transcript -->",
    "<!-- podcast:notes -->\n\n*n*", "&amp; \x02wzxhzdk:0\x03",
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(SNIPPETS)).map("\n\n".join), min_size=2, max_size=4))
def test_pages_rendered_by_one_converter_are_independent(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
):
    root = tmp_path_factory.mktemp("site")
    write_sketch(root, "mkdocs.yml\n  site_name: Reuse\ndocs/index.md\n  # Home\n")
    extensions = ["admonition", "attr_list", "def_list", "md_in_html", "nl2br", "smarty", "podcast"]
    config = load_config(str(root / "mkdocs.yml"), markdown_extensions=extensions)
    converter, files = Converter(config), Files([])

    def rendered(render: Callable[..., None], text: str) -> list[object]:
        file = File("x.md", None, config.site_dir, use_directory_urls=True)
        file.content_string = text
        page = Page(None, file, config)
        page.read_source(config)
        render(page, config, files)
        return [page.content, page.title, list(map(str, page.toc)), page.present_anchor_ids]

    for text in texts:
        assert rendered(converter.render, text) == rendered(Page.render, text)
