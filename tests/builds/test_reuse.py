"""After any edits, a build that reuses earlier results equals a clean build."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.structure.pages import Page

from ..fixtures import Sketch
from ..sites import Site, files_below, write_sketch

SHOW = """
docs/index.md
  # Home

  [An episode](podcast/tides.md)
docs/about.md
  # About
docs/people/ada.yaml
  title: Ada Lovelace
docs/people/grace.yaml
  title: Grace Hopper
"""
NAMES = ("tides", "waves", "fog")
WORDS = ("salt", "wind", "*foam*", "")

Edit = tuple[str, str, Any]
"""A file, the key of a value in it, and the new value."""

edits = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.just("line"), st.sampled_from(WORDS)),
    st.tuples(st.sampled_from(NAMES), st.just("title"), st.sampled_from(("Salt", "Wind", "Foam"))),
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(("topics", "guests", "draft", "notes", "slug", "header", "season")),
        st.integers(0, 2),
    ),
    st.tuples(st.just("people"), st.just("title"), st.sampled_from(("Ada Byron", "Ada"))),
    st.tuples(st.just("about"), st.just("text"), st.sampled_from(("# About", "# Who we are"))),
    st.tuples(
        st.just("options"),
        st.sampled_from(("topics", "people", "filter", "captions", "previews", "markdown")),
        st.booleans(),
    ),
    st.tuples(st.just("show"), st.just("title"), st.sampled_from(("Low Water", "High Water"))),
    st.tuples(st.just("theme"), st.just("color_mode"), st.sampled_from(("light", "dark"))),
    st.tuples(st.just("site"), st.just("nav"), st.sampled_from((0, 1, 2))),
    st.tuples(st.just("site"), st.just("hooks"), st.booleans()),
    st.tuples(st.just("template"), st.just("text"), st.integers(0, 2)),
    st.tuples(st.just("main"), st.just("text"), st.integers(0, 2)),
)

NAVS = (None, [{"Home": "index.md"}, {"About": "about.md"}], ["index.md", "podcast/index.md"])
NOTES = ("", "See [about](../about.md).", "See [nowhere](nowhere.md#x) and `code`.")
TEMPLATES = (
    None,
    '{% extends "default/episode.md" %}{% block notes %}{{ super() }}\n\nMore.\n\n{% endblock %}',
    "# {{ episode.title }}\n\n{{ catalog.episodes | count }} {{ transcript }}\n",
)
MAINS = (
    None,
    '{% extends "base.html" %}{% block footer %}<p>{{ page.title }}</p>{% endblock %}',
    '{% extends "base.html" %}{% block footer %}<p>{{ nav | count }}</p>{% endblock %}',
)
HOOK = """
def on_post_page(output, page, config):
    return output.replace("</body>", "<p>hooked</p></body>")
"""


def write_show(root: Path, state: dict[tuple[str, str], Any]) -> None:
    """Write a show as edits have made it."""
    write_sketch(root, SHOW)
    for number, name in enumerate(NAMES):
        get = {key: value for (file, key), value in state.items() if file == name}
        episode = {
            "title": get.get("title", name),
            "season": get.get("season", 1),
            "episode": number,
            "topics": ["sea", "moon"][: get.get("topics", 1)],
            "guests": ["ada", "grace"][: get.get("guests", 1)],
            "draft": get.get("draft") == 1,
            "notes": NOTES[get.get("notes", 0)],
            "transcript": [
                {"header": ("The moon", "The sea", "The sky")[get.get("header", 0)]},
                {"line": f"It pulls {get.get('line', '')}.", "sec": 12, "who": "Ada"},
            ],
        }
        if get.get("slug"):
            episode["slug"] = f"{name}-{get['slug']}"
        (root / f"docs/podcast/{name}.yaml").parent.mkdir(exist_ok=True)
        (root / f"docs/podcast/{name}.yaml").write_text(yaml.safe_dump(episode))
    ada = state.get(("people", "title"), "Ada Lovelace")
    (root / "docs/people/ada.yaml").write_text(f"title: {ada}\n")
    (root / "docs/about.md").write_text(state.get(("about", "text"), "# About") + "\n")
    files = {
        "theme/podcast/episode.md": TEMPLATES[state.get(("template", "text"), 0)],
        "theme/main.html": MAINS[state.get(("main", "text"), 0)],
        "hook.py": HOOK,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).unlink(missing_ok=True)
        if text:
            (root / path).write_text(text)
    color = state.get(("theme", "color_mode"), "light")
    configuration = {
        "site_name": "Reuse",
        "site_url": "https://a.example/",
        "theme": {"name": "mkdocs", "custom_dir": "theme", "color_mode": color},
        "nav": NAVS[state.get(("site", "nav"), 0)],
        "hooks": ["hook.py"] if state.get(("site", "hooks")) else [],
        "plugins": [
            "search",
            {
                "podcast": {
                    "show": {"title": state.get(("show", "title"), "Low Water")},
                    **{key: value for (file, key), value in state.items() if file == "options"},
                }
            },
        ],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(configuration))


def published(folder: Path) -> dict[str, bytes]:
    """Return all files, without those in which MkDocs writes the date of the build."""
    files = files_below(folder)
    return {name: (folder / name).read_bytes() for name in files if name not in DATED}


DATED = {"index.html", "sitemap.xml", "sitemap.xml.gz"}


@settings(max_examples=5 * settings().max_examples // 10)
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
