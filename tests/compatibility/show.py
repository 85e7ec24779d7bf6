"""A small show with every kind of page, and what its pages contain whatever other plugins do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..sites import Site, environment, words

ROOT = "https://example.org/sea/"
MATERIAL = "theme: {name: material, font: false}"
SHOW = """
docs/index.md
  # Home

  [A line](podcast/tides.md#t-132), [a section](podcast/tides.md#the-moon), [all](podcast/index.md).
docs/audio/tides.mp3
docs/images/tides.png
docs/people/mary.md
  ---
  title: Mary Somerville
  ---
  She wrote about *the moon*.
docs/podcast/tides.yaml
  title: Tides & moons
  description: What the moon does.
  season: 1
  episode: 1
  published: 2024-03-31
  guests: [mary]
  aliases: [old/tides]
  image: images/tides.png
  audio: audio/tides.mp3
  topics: [sea, moon]
  notes: |
    Next comes [fog](fog.md).

    ![The sea](../images/tides.png)
  transcript:
    - {line: Welcome., sec: 1, who: Ada}
    - header: The moon
    - {line: "It pulls & {{ pulls }}.", time: "2:12", who: Mary}
    - {line: Always., time: "2:20", who: Mary}
docs/podcast/fog.md
  ---
  title: Fog
  description: What nobody saw.
  season: 2
  episode: 1
  published: 2024-04-30
  image: images/tides.png
  ids: {youtube: LowWater_02}
  topics: [sea]
  ---
  Grey.
"""
TIDES = "podcast/tides/index.html"
FOG = "podcast/fog/index.html"
LINES = {"t-1": "Welcome.", "t-132": "It pulls & {{ pulls }}.", "t-140": "Always."}


def assert_complete(site: Site, folder: str = "") -> None:
    """Assert that a build had no warnings, and that the other plugin left our pages intact.

    Args:
        site: The site.
        folder: The folder that contains all pages and files, with a slash at its end.
    """
    name = f"{folder}{TIDES}"
    if name not in site.files:  # Material's offline
        name = f"{folder}podcast/tides.html"
    page = site.page(name)
    lines = page.select(".podcast-transcript .podcast-line")
    times = [line.select_one(".podcast-time").extract()["href"] for line in lines]
    for anchor in page.select(".podcast-anchor"):
        anchor.extract()
    assert site.warnings == []
    assert words(page.h1) == "Tides & moons"
    assert path_of(page.audio["src"], name) == f"{folder}audio/tides.mp3"
    assert page.select("script[type=module][src$='assets/podcast/podcast.js']")
    assert [h["id"] for h in page.select(".podcast-transcript h3")] == ["the-moon"]
    assert {line["id"]: words(line) for line in lines} == LINES
    assert [urlsplit(time).fragment for time in times] == ["t=1", "t=132", "t=140"]
    assert [words(name) for name in page.select(".podcast-name")] == ["Ada", "Mary"]
    assert site.broken_links("/sea/") == []


def path_of(link: str, page: str) -> str:
    """Return the path below the root of the site that a link on a page leads to."""
    return unquote(urlsplit(urljoin(f"/{page}", link)).path)[1:]


def orders(plugin: str) -> list[str]:
    """Return the lists of plugins with another plugin before ours and after it."""
    return [f"[search, {plugin}, podcast]", f"[search, podcast, {plugin}]"]


def git_environment(day: str = "2024-05-01") -> dict[str, str]:
    """Return the environment of a Git without configuration, for commits on a day."""
    moment = {"NAME": "Ada", "EMAIL": "ada@example.org", "DATE": f"{day}T12:00:00+00:00"}
    return {
        **environment(),
        **{f"GIT_{who}_{key}": moment[key] for who in ("AUTHOR", "COMMITTER") for key in moment},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def commit(root: Path, day: str, *paths: str) -> None:
    """Commit files on a day, in a repository that is created if there is none."""
    for arguments in (("init", "-q"), ("add", *paths), ("commit", "-q", "-m", "Talk")):
        subprocess.run(["git", *arguments], cwd=root, env=git_environment(day), check=True)
