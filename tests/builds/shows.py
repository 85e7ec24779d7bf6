"""Shows that several tests build."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from ..sites import Site, write_sketch

CORPUS = Path(__file__).parents[3] / "shared/corpus"
URL = "https://xn--bcher-kva.example/%C3%A4/"
"""The URL of these shows, which are configured with `WRITTEN_URL`."""

WRITTEN_URL = "https://bücher.example/ä/"

THEMES: dict[str, dict[str, Any]] = {
    "material": {
        "name": "material",
        "font": False,
        "features": [
            "navigation.instant", "navigation.footer", "navigation.tabs", "toc.follow",
            "content.action.edit",
        ],
    },
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}  # fmt: skip

COMPLETE = f"""
mkdocs.yml
  site_name: Low Water
  site_url: {WRITTEN_URL}
  repo_url: https://github.com/low/water
  edit_uri: edit/main/docs/
  strict: false
  extra_css: [own.css]
  extra_javascript: [own.js]
  markdown_extensions: [footnotes, toc: {{permalink: true}}]
  plugins:
    - search
    - podcast:
        search: pagefind
        llms: full
        show:
          title: Low Water
          description: What the sea leaves.
          author: The Harbour
          email: harbour@example.org
          language: en-GB
          categories: [Arts > Books]
          image: images/show.png
          hosts: [ada]
          links: {{mastodon: "https://küste.example/shöw 2"}}
          funding: {{Tea: "https://küste.example/téa"}}
          license: Own
          license_url: https://küste.example/lïcense
docs/index.md
  # Home

  [A line](podcast/sound.md#t-132), [a section](podcast/sound.md#the-moon), [all](podcast/index.md).
docs/own.css
  p {{}}
docs/own.js
  0;
docs/images/show.png
docs/images/ada.png
docs/audio/sound.mp3
docs/people/ada.md
  ---
  title: Ada Byron
  picture: images/ada.png
  bio_short: Counts <em>waves</em>.
  web: https://küste.example/ada ü
  ---
  She has *always* counted.
docs/people/mary.md
  ---
  title: Mary Somerville
  ---
docs/podcast/sound.yaml
  title: Sound & <waves>
  subtitle: Twice a day
  description: What the moon does.
  intro: <p>A look at the sea.<br>And at <em>the sky</em>.</p>
  season: 1
  episode: 1
  published: 2024-03-31
  updated: 2024-04-02
  duration: "1:02:03"
  guests: [mary]
  image: images/show.png
  audio: audio/sound.mp3
  links: {{apple: "https://podcasts.apple.com/podcast/low-water/id1?i=2"}}
  topics: [sea, moon]
  aliases: [podcast/first.html, 2019/sound/, "{WRITTEN_URL}öld/"]
  clips: [{{name: It pulls, startOffset: 132, endOffset: 150}}]
  notes: |
    ### Of the sea

    A [picture](../images/show.png), [grey](<autumn/tïdes 1.md>), `code`[^1], and a table:

    | a | b |
    | - | - |
    | 1 | 2 |

    ![The show](../images/show.png)

    [^1]: With an extension.
  transcript:
    - {{line: "Welcome.", sec: 1, who: Ada}}
    - {{header: The moon, topics: [gravity]}}
    - {{line: "It pulls [laughs] at 100 % of <it>.", time: "2:12", who: Mary}}
    - {{line: "Always.", time: "2:12"}}
    - header: The moon’s *other* side
    - {{line: "Dark.", time: "3:00", who: Ada}}
    - header: The sea
    - {{line: "Wet.", time: "4:00", who: Mary}}
docs/podcast/video.yaml
  title: Video
  season: 1
  episode: 2
  published: 2024-04-30
  image: images/show.png
  ids: {{youtube: LowWater_02}}
  topics: [moon]
  transcript:
    - header: Far out
    - {{line: "Look.", sec: 5, who: Ada}}
docs/podcast/spotify.yaml
  title: Spotify
  season: 2
  episode: 1
  published: 2024-05-30
  links: {{spotify: "https://open.spotify.com/episode/LowWaterSpotify0000005"}}
  transcript:
    - {{line: "Listen.", sec: 5, who: Ada}}
docs/podcast/elsewhere.yaml
  title: Elsewhere
  published: 2024-06-01
  audio: https://küste.example/ep b ü.mp3
  image: https://küste.example/ü ü.png
  links: {{youtube: "https://youtu.be/ü ü", web: "https://küste.example/ü ü?ü#ü"}}
  notes: "[A book](https://küste.example/ü)"
docs/podcast/nothing.yaml
  title: Nothing
docs/podcast/autumn/tïdes 1.md
  ---
  title: Untimed
  published: 2024-06-30
  transcript:
    - header: Grey
    - {{line: "No clock.", who: Stranger}}
  ---
  Notes with links to a [page](../sound.md), a [line](../sound.md#t-132-2)
  and [home](../../index.md#home).
docs/podcast/broken.yaml
  title: "Broken
"""
"""A show with every kind of page, player and file. One file is broken."""


def complete_show(root: Path) -> Site:
    """Write the complete show."""
    write_sketch(root, COMPLETE)
    return Site(root)


CORPUS_CONFIGURATION = f"""
mkdocs.yml
  site_url: {WRITTEN_URL}
  strict: false
  plugins: [search, podcast: {{llms: full, checks: {{unknown-guest: info}}}}]
docs/index.md
  # Home
"""


def corpus(root: Path) -> Site:
    """Write a site of real episodes, whose folders are links."""
    if not CORPUS.is_dir():
        pytest.skip("the real episodes are not there")
    write_sketch(root, CORPUS_CONFIGURATION)
    for name in ("podcast", "people"):
        (root / "docs" / name).symlink_to(CORPUS / name)
    shutil.copytree(CORPUS / "images", root / "docs/images")  # links out of the site are refused
    return Site(root)
