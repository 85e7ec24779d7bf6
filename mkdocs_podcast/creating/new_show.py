"""A new site: its configuration, a first episode, its host, and how it is published."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from .new_episode import NewEpisode, slug_of, write_episode

THEMES = ("mkdocs", "readthedocs", "material")
"""The themes that a new site can have, the default first."""

_REQUIREMENTS = {"material": "mkdocs-podcast\nmkdocs-material\n"}

_GITIGNORE = """\
# What a build writes
/site/
# What is kept between builds
/.cache/
# The environment of Python
/.venv/
__pycache__/
"""

_GITHUB = """\
name: Publish
on:
  push:
    branches: [main]
  schedule:
    - cron: "17 6 * * *"  # every day, so that scheduled episodes appear
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages

jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.x"
          cache: pip
      - uses: actions/cache@v4
        with:
          path: .cache/podcast
          key: podcast-${{ github.run_id }}
          restore-keys: podcast-
      - run: pip install -r requirements.txt
      - run: mkdocs-podcast check --format github
        continue-on-error: true  # the site is published nevertheless
      - run: mkdocs build
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# Add a schedule in Build > Pipeline schedules, so that scheduled episodes appear.
pages:
  image: python:3.13
  cache:
    key: podcast
    paths: [.cache/podcast]
  script:
    - pip install -r requirements.txt
    - mkdocs-podcast check || true  # the site is published nevertheless
    - mkdocs build --site-dir public
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""

_NETLIFY = """\
[build]
command = "pip install -r requirements.txt && mkdocs build"
publish = "site"

[build.environment]
PYTHON_VERSION = "3.13"
"""

WORKFLOWS: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/publish.yml", _GITHUB),
    "gitlab": (".gitlab-ci.yml", _GITLAB),
    "netlify": ("netlify.toml", _NETLIFY),
}
"""The files that publish a site, with their paths, by the name of the host."""


@dataclass(frozen=True, kw_only=True)
class NewShow:
    """What the author says about a new show.

    Attributes:
        title: Its title.
        description: What it is about.
        host: The name of its host; empty if it is not known yet.
        email: Its contact address, which is public in the feed.
        language: Its language.
        site_url: The URL that the site will have; empty if it is not known yet.
        theme: One of `THEMES`.
        workflow: One of `WORKFLOWS`; empty for none.
        today: The date of the first episode.
    """

    title: str
    description: str = ""
    host: str = ""
    email: str = ""
    language: str = "en"
    site_url: str = ""
    theme: str = THEMES[0]
    workflow: str = ""
    today: date


def show_files(show: NewShow) -> dict[str, str]:
    """Return the files of a new site, by path.

    Episodes are outside the folder of documents, since other programs publish all files in it.
    """
    files = {
        "mkdocs.yml": _config(show),
        "docs/index.md": f"# {show.title}\n\n{show.description or 'A new podcast.'}\n\n"
        "[All episodes](podcast/index.md)\n",
        "episodes/welcome.yaml": _first_episode(show),
        "requirements.txt": _REQUIREMENTS.get(show.theme, "mkdocs-podcast\n"),
        ".gitignore": _GITIGNORE,
    }
    if show.host:
        files[f"people/{slug_of(show.host)}.yaml"] = f"title: {_text(show.host)}\n"
    if show.workflow:
        path, text = WORKFLOWS[show.workflow]
        files[path] = text
    return files


def _config(show: NewShow) -> str:
    options = {
        "description": show.description,
        "author": show.host,
        "email": show.email,
        "language": show.language,
        "hosts": [slug_of(show.host)] if show.host else [],
    }
    lines = [f"site_name: {_text(show.title)}"]
    lines += [f"site_url: {_text(show.site_url)}"] if show.site_url else []
    lines += [f"theme: {show.theme}", "", "plugins:", "  - search", "  - podcast:"]
    lines += ["      episodes_dir: episodes", "      people_dir: people", "      show:"]
    lines += [f"        title: {_text(show.title)}"]
    lines += [f"        guid: {uuid.uuid4()}  # identifies the show, also after a move"]
    lines += [f"        {key}: {_text(value)}" for key, value in options.items() if value]
    if not show.host:  # the folder must exist
        lines.remove("      people_dir: people")
    return "\n".join((*lines, ""))


def _first_episode(show: NewShow) -> str:
    from ..show import Header, Line, Transcript

    lines = (
        Header("What this is"),
        Line("This is the first episode. Replace it with your own.", show.host or "Host", 0.0),
        Line("Every line has a link, and plays from its time.", show.host or "Host", 4.0),
    )
    episode = NewEpisode(
        title="Welcome",
        published=show.today,
        number=1,
        guests=() if show.host else ("Host",),
        transcript=Transcript(lines),
    )
    return write_episode(episode)


def _text(value: object) -> str:
    """Write a value that every reader of YAML reads as the same text or list."""
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    text = str(value)
    try:
        is_plain = yaml.safe_load(f"k: {text}") == {"k": text} and not set(text) & set(
            ",[]{}#&*!|>"
        )
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)
