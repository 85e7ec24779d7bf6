"""A show of two episodes, and what a reader finds on its pages whatever other plugins do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from ..sites import Site, words

SHOW = """
docs/index.md
  # Home

  [A line](podcast/tides.md#t-132), [a section](podcast/tides.md#the-moon), [all](podcast/index.md).
docs/audio/tides.mp3
docs/images/tides.png
docs/podcast/tides.yaml
  title: Tides & moons
  description: What the moon does.
  season: 1
  episode: 1
  published: 2024-03-31
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
  season: 1
  episode: 2
  published: 2024-04-30
  ids: {youtube: LowWater_02}
  topics: [sea]
  ---
  Grey.
"""
TIDES = "podcast/tides/index.html"
FOG = "podcast/fog/index.html"

SHOWN = {
    "title": "Tides & moons",
    "plays": "audio/tides.mp3",
    "sections": {"The moon": "the-moon"},
    "lines": {"t-1": "Welcome.", "t-132": "It pulls & {{ pulls }}.", "t-140": "Always."},
    "times": {"t-1": "t=1", "t-132": "t=132", "t-140": "t=140"},
    "speakers": ["Ada", "Mary"],
}
"""What there is on the page of the first episode."""


def shown(site: Site, name: str = TIDES) -> dict[str, Any]:
    """What a reader finds on the page of an episode: its player, its transcript, its anchors."""
    page = site.page(name)
    lines = page.select(".podcast-transcript .podcast-line")
    times = {line["id"]: line.select_one(".podcast-time").extract() for line in lines}
    for anchor in page.select(".podcast-anchor"):
        anchor.extract()
    return {
        "title": words(page.h1),
        "plays": path_of(page.audio["src"], name) if page.audio else "",
        "sections": {words(h): h["id"] for h in page.select(".podcast-transcript h3")},
        "lines": {line["id"]: words(line) for line in lines},
        "times": {line: urlsplit(time["href"]).fragment for line, time in times.items()},
        "speakers": [words(name) for name in page.select(".podcast-name")],
    }


def loads_our_script(page: BeautifulSoup) -> bool:
    """Whether a page loads what makes it play."""
    return bool(page.select("script[type=module][src$='assets/podcast/podcast.js']"))


def path_of(link: str, page: str) -> str:
    """Where a link on a page leads, below the root of the site."""
    return unquote(urlsplit(urljoin(f"/{page}", link)).path)[1:]


def orders(plugin: str) -> list[Any]:
    """The values of `plugins` that a site can have: with another plugin before ours and after."""
    return [
        pytest.param(f"[search, {plugin}, podcast]", id="before-ours"),
        pytest.param(f"[search, podcast, {plugin}]", id="after-ours"),
    ]


def commit(root: Path, day: str, *paths: str) -> None:
    """Commit files of a folder on a day, in a repository that is made when there is none."""
    moment = f"{day}T12:00:00+00:00"
    for arguments in (("init", "-q"), ("add", *paths), ("commit", "-q", "-m", "Talk")):
        subprocess.run(
            ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments],
            cwd=root,
            env={
                **os.environ,
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_AUTHOR_DATE": moment,
                "GIT_COMMITTER_DATE": moment,
            },
            check=True,
        )
