"""The sites that the browser reads: the example in three themes, and shows made for the tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from ..sites import Site, write, write_sketch

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/corpus"
CORPUS_EPISODES = (
    "s12e07-navigating-career-changes-in-machine-learning",
    "crisp-dm",
    "technical-writing-for-data-scientists",
)
SOUND = ROOT / "example_site/docs/audio/five-and-nine.mp3"
SOUND_LENGTH = 67

THEMES = {
    "material": "mkdocs.yml",
    "mkdocs": "mkdocs-plain.yml",
    "readthedocs": "mkdocs-rtd.yml",
}
"""The configuration of the example site by theme."""

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
    - search  # the theme complains without
    - podcast:
        show: {title: Low Water}
docs/index.md
  # Home
docs/podcast/tides.yaml
  title: Tides
  season: 1
  episode: 1
  published: 2024-03-31
  duration: PT1M7S
  audio: audio/tides.mp3
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
"""A theme that is nothing but a page, light or dark, with nothing inline."""

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
    """A copy of the example site, so that nothing is written into the real one."""
    left_out = shutil.ignore_patterns("site", "site-*", ".cache", "__pycache__")
    for name in ("example_site", "mkdocs_podcast"):
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    for path in ROOT.glob("*.md"):
        shutil.copy(path, root)
    site = Site(root / "example_site")
    site.write(READTHEDOCS)
    return site


def low_water(root: Path, configuration: str = "") -> Site:
    """A small show with everything that can be awkward.

    Args:
        root: The folder to write it into.
        configuration: What its mkdocs.yml has in place of the usual one.
    """
    write_sketch(root, SHOW)
    if configuration:
        write(root / "mkdocs.yml", configuration)
    for name in ("tides", "ebb"):
        path = root / f"docs/audio/{name}.mp3"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(SOUND, path)
    return Site(root)


def long_talk(lines: int) -> str:
    """An episode of so many lines, one every four seconds, a header every twenty."""
    return "\n".join(
        [
            f"title: A talk of {lines} lines",
            "audio: audio/tides.mp3",
            "transcript:",
            *_entries(lines),
        ]
    )


def _entries(lines: int) -> Iterable[str]:
    words = ["the", "sea", "goes", "out", "and", "nobody", "asks", "it", "why", "or", "where"]
    for number in range(lines):
        if number % 20 == 0:
            yield f"  - header: Part {number // 20 + 1}"
        said = " ".join(words[(number * 7 + at) % len(words)] for at in range(18))
        who = ("Ada", "Grace")[number // 3 % 2]
        yield f'  - {{sec: {number * 4}, who: {who}, line: "Number {number}: {said}."}}'


def corpus(root: Path) -> Site:
    """A few of the real episodes."""
    write_sketch(root, CORPUS_CONFIGURATION)
    write(root / "docs/index.md", "# Home")
    for name in CORPUS_EPISODES:
        path = root / f"docs/podcast/{name}.md"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(CORPUS / f"podcast/{name}.md", path)
    shutil.copytree(CORPUS / "people", root / "docs/people")
    shutil.copytree(CORPUS / "images", root / "docs/images")
    return Site(root)


def bare(root: Path) -> Site:
    """The small show in a theme without scripts and styles of its own."""
    site = low_water(root, BARE_CONFIGURATION)
    site.write(BARE)
    return site


def quiet(root: Path) -> Site:
    """The small show with everything off that can be."""
    return low_water(root, QUIET_CONFIGURATION)


def talks(root: Path) -> Site:
    """The small show with a long episode."""
    site = low_water(root)
    write(root / "docs/podcast/talk-100.yaml", long_talk(100))
    return site


SHOWS = {
    "low-water": low_water,
    "bare": bare,
    "quiet": quiet,
    "talks": talks,
    "corpus": corpus,
}
"""The makers of shows, by name."""
