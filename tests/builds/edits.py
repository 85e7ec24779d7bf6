"""Random edits of a small show, of everything that an author can edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from ..sites import files_below, write_sketch

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
    """Write a show as edits have made it. Files that an edit does not touch stay as they are."""
    if not (root / "docs/index.md").exists():
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
        if words := get.get("captions"):
            del episode["transcript"]
            cues = f"WEBVTT\n\n00:12.000 --> 00:14.000\nIt pulls {words}.\n"
            _save(root / f"docs/podcast/{name}.vtt", cues)
        if get.get("slug"):
            episode["slug"] = f"{name}-{get['slug']}"
        _save(root / f"docs/podcast/{name}.yaml", yaml.safe_dump(episode))
    ada = state.get(("people", "title"), "Ada Lovelace")
    _save(root / "docs/people/ada.yaml", f"title: {ada}\n")
    _save(root / "docs/about.md", state.get(("about", "text"), "# About") + "\n")
    files = {
        "theme/podcast/episode.md": TEMPLATES[state.get(("template", "text"), 0)],
        "theme/main.html": MAINS[state.get(("main", "text"), 0)],
        "hook.py": HOOK,
    }
    for path, text in files.items():
        _save(root / path, text)
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
    _save(root / "mkdocs.yml", yaml.safe_dump(configuration))


def _save(path: Path, text: str | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_text() != text:
        path.write_text(text)


def published(folder: Path) -> dict[str, bytes]:
    """Return all files, without those in which MkDocs writes the date of the build."""
    files = files_below(folder)
    return {name: (folder / name).read_bytes() for name in files if name not in DATED}


DATED = {"index.html", "sitemap.xml", "sitemap.xml.gz"}
