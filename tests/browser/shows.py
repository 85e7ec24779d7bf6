"""The sites of the tests in Chromium: the example site in three themes, and small shows."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..sites import Site, write, write_sketch

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/corpus"
CORPUS_EPISODES = (
    "s12e07-navigating-career-changes-in-machine-learning",
    "crisp-dm",
    "technical-writing-for-data-scientists",
)
AUDIO = ROOT / "example_site/docs/audio/five-and-nine.mp3"

THEMES = {
    "material": "mkdocs.yml",
    "mkdocs": "mkdocs-plain.yml",
    "readthedocs": "mkdocs-rtd.yml",
}
"""The configuration of the example site, by theme."""

READTHEDOCS = """
mkdocs-rtd.yml
  INHERIT: mkdocs.yml
  theme:
    name: readthedocs
    highlightjs: false
"""

SHOW = """
mkdocs.yml
  site_name: Low Water
  theme: {name: mkdocs, highlightjs: false}
  plugins:
    - search  # the theme needs it
    - podcast:
        show: {title: Low Water}
        page_size: 3
docs/index.md
  # Home
docs/podcast/tides.yaml
  title: Tides
  season: 1
  episode: 1
  published: 2024-03-31
  duration: PT1M7S
  audio: audio/tides.mp3
  topics: [the sea]
  transcript:
    - {sec: 0, who: Ada, line: "Hello, and welcome to the harbour."}
    - header: The moon
    - {sec: 6, who: Ada, line: "It pulls (gently) at the sea."}
    - {sec: 12.2, who: Grace, line: "Café society hates a wet floor."}
    - {sec: 12.6, who: Grace, line: "Two lines, and one second."}
    - {sec: 18, who: Ada, line: "The moon is at the door, and the moon can wait."}
    - header: The harbour
    - {sec: 24, who: Grace, line: "A harbour is a promise that the sea keeps."}
    - {sec: 30, who: Ada, line: "At low water it is a field of boats."}
    - {sec: 36, who: Grace, line: "At high water it is a field of names."}
    - {sec: 33, who: Ada, line: "This one was said before the last."}
    - {sec: 42, who: Grace, line: "ＩＴ costs 5.00$ [in coins], or a*b\\\\c?"}
    - {sec: 48, who: Ada, line: "Straße by Straße the water comes in."}
    - {sec: 54, who: Grace, line: "Nobody moves the boats."}
    - {sec: 60, who: Ada, line: "Good night."}
docs/podcast/whales.yaml
  title: Whales
  season: 1
  episode: 2
  duration: PT1H6M40S
  ids: {youtube: LowWater_02}
  topics: [the sea]
  transcript:
    - header: Far out
    - {sec: 0, who: Ada, line: "Something breathed."}
    - {sec: 132, who: Grace, line: "It was the size of a street."}
    - {sec: 140, who: Grace, line: "A long street."}
    - header: Past the hour
    - {sec: 3723, who: Ada, line: "An hour later it was still breathing."}
    - {sec: 3730, who: Grace, line: "So were we."}
docs/podcast/refused.yaml
  title: Refused
  season: 1
  episode: 3
  ids: {youtube: Refused_150}
  transcript:
    - {sec: 5, who: Ada, line: "Nobody may show this elsewhere."}
    - {sec: 9, who: Grace, line: "Then they may come to us."}
docs/podcast/no-referrer.yaml
  title: Without a referrer
  season: 1
  episode: 4
  ids: {youtube: Refused_153}
  transcript:
    - {sec: 5, who: Ada, line: "Who sent you?"}
docs/podcast/gulls.yaml
  title: Gulls
  season: 1
  episode: 5
  links: {spotify: "https://open.spotify.com/episode/LowWaterSpotify0000005"}
  transcript:
    - {sec: 3, who: Ada, line: "They took the sandwich."}
    - {sec: 75, who: Grace, line: "They took the bag."}
docs/podcast/fog.yaml
  title: Fog
  season: 1
  episode: 6
  audio: audio/tides.mp3
  transcript:
    - header: Nothing to see
    - {who: Ada, line: "There was fog, and no clock."}
    - {who: Grace, line: "We talked until it lifted."}
docs/podcast/elsewhere.yaml
  title: Elsewhere
  season: 1
  episode: 7
  audio: https://media.example.org/elsewhere.mp3
  transcript:
    - {sec: 5, who: Ada, line: "This sound is kept by others."}
    - {sec: 20, who: Grace, line: "They need not know who reads."}
docs/two.md
  # Two of them

  <!-- podcast:player -->
  <audio class="podcast-audio" controls preload="metadata" src="../audio/tides.mp3"></audio>
  <!-- /podcast:player -->

  <!-- podcast:player -->
  <audio class="podcast-audio" controls preload="metadata" src="../audio/ebb.mp3"></audio>
  <!-- /podcast:player -->

  <!-- podcast:transcript -->

  **Ada** [0:05](../audio/tides.mp3#t=5) One of them is the tide.

  **Grace** [0:20](../audio/tides.mp3#t=20) The other one is the ebb.

  **Ada** [0:40](../audio/tides.mp3#t=40) Nobody can tell them apart.

  <!-- /podcast:transcript -->
"""

BARE = """
bare/main.html
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>{{ page.title }}</title>
  {% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">
  {% endfor %}
  </head>
  <body>
  <main>{{ page.content }}</main>
  {% for script in config.extra_javascript %}{{ script | script_tag }}
  {% endfor %}
  </body>
  </html>
docs/bare.css
  :root { background: Canvas; color: CanvasText; color-scheme: light dark; }
bare/404.html
  <!doctype html>
  <title>Not found</title>
"""
"""A minimal theme, light and dark, without inline styles and scripts."""

CORPUS_CONFIGURATION = """
mkdocs.yml
  theme: {name: mkdocs, highlightjs: false}
  plugins: [search, podcast]
  strict: false
"""

BARE_CONFIGURATION = """
theme: {name: null, custom_dir: bare}
extra_css: [bare.css]
plugins: [podcast: {show: {title: Low Water}}]
"""
QUIET_CONFIGURATION = """
theme: {name: mkdocs, highlightjs: false}
plugins:
  - search
  - podcast:
      show: {title: Low Water}
      follow: false
      shortcuts: false
      remember_position: false
"""


def example(root: Path) -> Site:
    """Copy the example site, so that builds write nothing into the original."""
    ignored = shutil.ignore_patterns("site", "site-*", ".cache", "__pycache__")
    for name in ("example_site", "mkdocs_podcast"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for path in ROOT.glob("*.md"):
        shutil.copy(path, root)
    site = Site(root / "example_site")
    site.write(READTHEDOCS)
    return site


def low_water(root: Path, configuration: str = "") -> Site:
    """A small show, with its configuration or another one."""
    write_sketch(root, SHOW)
    if configuration:
        write(root / "mkdocs.yml", configuration)
    (root / "docs/audio").mkdir()
    for name in ("tides", "ebb"):
        shutil.copy(AUDIO, root / f"docs/audio/{name}.mp3")
    return Site(root)


def bare(root: Path) -> Site:
    """The small show in the minimal theme."""
    site = low_water(root, BARE_CONFIGURATION)
    site.write(BARE)
    return site


def quiet(root: Path) -> Site:
    """The small show with all options off."""
    return low_water(root, QUIET_CONFIGURATION)


def talks(root: Path) -> Site:
    """The small show with long episodes."""
    site = low_water(root)
    for lines in (100, 1_000, 5_000):
        write(root / f"docs/podcast/talk-{lines}.yaml", long_talk(lines))
    return site


def long_talk(lines: int) -> str:
    """An episode with a line every 4 seconds and a header every 20 lines."""
    words = ["the", "sea", "goes", "out", "and", "nobody", "asks", "it", "why", "or", "where"]
    entries = [f"title: A talk of {lines} lines", "audio: audio/tides.mp3", "transcript:"]
    for number in range(lines):
        if number % 20 == 0:
            entries.append(f"  - header: Part {number // 20 + 1}")
        text = " ".join(words[(number * 7 + offset) % len(words)] for offset in range(18))
        who = ("Ada", "Grace")[number // 3 % 2]
        entries.append(f'  - {{sec: {number * 4}, who: {who}, line: "Number {number}: {text}."}}')
    return "\n".join(entries)


def corpus(root: Path) -> Site:
    """A few real episodes."""
    write_sketch(root, CORPUS_CONFIGURATION)
    write(root / "docs/index.md", "# Home")
    (root / "docs/podcast").mkdir()
    for name in CORPUS_EPISODES:
        shutil.copy(CORPUS / f"podcast/{name}.md", root / f"docs/podcast/{name}.md")
    for name in ("people", "images"):
        shutil.copytree(CORPUS / name, root / "docs" / name)
    return Site(root)


SHOWS = {"low-water": low_water, "bare": bare, "quiet": quiet, "talks": talks, "corpus": corpus}
"""What writes each show, by the name of its site."""
