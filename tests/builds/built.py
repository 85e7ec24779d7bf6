"""Whole shows, each built once for all the tests that look at what came of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from ..browser.shows import example
from ..sites import Site, files_below, write, write_sketch

CORPUS = Path(__file__).parents[3] / "shared/corpus"
ADDRESS = "https://lowwater.example/under/way/"
"""Where all of these shows say that they are."""

THEMES: dict[str, dict[str, Any]] = {
    "material": {
        "name": "material",
        "font": False,
        "features": ["navigation.instant", "navigation.footer", "navigation.tabs", "toc.follow"],
    },
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
}

KINDS = {
    "sound": "a recording",
    "video": "a video",
    "spotify": "an episode on Spotify",
    "nothing": "nothing to play",
}
"""What an episode of the show of every kind has, by its name."""

EVERY_KIND = """
mkdocs.yml
  site_name: Low Water
  strict: false
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
          links: {mastodon: "https://social.example.org/@lowwater"}
docs/index.md
  # Home
docs/images/show.png
docs/images/ada.png
docs/audio/sound.mp3
docs/people/ada.md
  ---
  title: Ada Byron
  picture: images/ada.png
  bio_short: Counts <em>waves</em>.
  web: https://ada.example.org/
  ---
  She has *always* counted.
docs/people/mary.md
  ---
  title: Mary Somerville
  ---
docs/podcast/sound.yaml
  title: Sound
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
  links: {apple: "https://podcasts.apple.com/podcast/low-water/id1?i=2"}
  topics: [sea, moon]
  aliases: [podcast/first.html, 2019/sound/]
  clips: [{name: It pulls, startOffset: 132, endOffset: 150}]
  notes: |
    ### Of the sea

    A [picture](../images/show.png), `code`, and a table:

    | a | b |
    | - | - |
    | 1 | 2 |

    ![The show](../images/show.png)
  transcript:
    - {line: "Welcome.", sec: 1, who: Ada}
    - {header: The moon, topics: [gravity]}
    - {line: "It pulls at 100 % of <it>.", time: "2:12", who: Mary}
    - {line: "Always.", time: "2:12"}
    - header: The moon’s *other* side
    - {line: "Dark.", time: "3:00", who: Ada}
    - header: The sea
    - {line: "Wet.", time: "4:00", who: Mary}
docs/podcast/video.yaml
  title: Video
  season: 1
  episode: 2
  published: 2024-04-30
  image: images/show.png
  ids: {youtube: LowWater_02}
  topics: [moon]
  transcript:
    - header: Far out
    - {line: "Look.", sec: 5, who: Ada}
docs/podcast/spotify.yaml
  title: Spotify
  season: 2
  episode: 1
  published: 2024-05-30
  links: {spotify: "https://open.spotify.com/episode/LowWaterSpotify0000005"}
  transcript:
    - {line: "Listen.", sec: 5, who: Ada}
docs/podcast/nothing.yaml
  title: Nothing
docs/podcast/autumn/untimed.md
  ---
  title: Untimed
  published: 2024-06-30
  transcript:
    - header: Grey
    - {line: "No clock.", who: Stranger}
  ---
  Notes with a [link](../sound.md).
docs/podcast/broken.yaml
  title: Broken
  season: <b>first</b>
"""
"""A show with a page of every kind. One episode is broken, so that it can only be served."""

CORPUS_SITE = """
mkdocs.yml
  site_name: Real episodes
  strict: false
  plugins: [search, podcast: {llms: full, checks: {unknown-guest: info}}]
docs/index.md
  # Home
"""


@dataclass(frozen=True)
class Built:
    """A site as a server has it.

    Attributes:
        folder: Its files.
        address: Where it says that it is; ends in a slash.
    """

    folder: Path
    address: str = ADDRESS

    @cached_property
    def files(self) -> set[str]:
        """All files, below the folder."""
        return files_below(self.folder)

    def ending(self, suffix: str) -> list[str]:
        """The files of one kind, in order."""
        return sorted(file for file in self.files if file.endswith(suffix))

    def bytes(self, file: str) -> bytes:
        """What a file holds."""
        return (self.folder / file).read_bytes()

    def text(self, file: str) -> str:
        """What a file says."""
        return self.bytes(file).decode("utf-8")


Build = Callable[..., Built]
"""Builds the show of a name, in a theme, with addresses that are folders or not."""


def every_kind(root: Path) -> Site:
    """The show of every kind."""
    write_sketch(root, EVERY_KIND)
    return Site(root)


def corpus(root: Path) -> Site:
    """All real episodes; the folders of their files are links."""
    if not CORPUS.is_dir():
        pytest.skip("there are no real episodes beside us")
    write_sketch(root, CORPUS_SITE)
    for name in ("podcast", "people"):
        (root / "docs" / name).symlink_to(CORPUS / name)
    shutil.copytree(
        CORPUS / "images", root / "docs/images"
    )  # what links lead outside to is refused
    return Site(root)


SHOWS: dict[str, Callable[[Path], Site]] = {
    "example": example,
    "corpus": corpus,
    "every kind": every_kind,
}
"""The makers of shows, by name."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build a show in a theme, when it is first asked for."""

    @cache
    def made(show: str) -> Site:
        return SHOWS[show](tmp_path_factory.mktemp("show"))

    @cache
    def build(show: str, theme: str = "mkdocs", *, directories: bool = True) -> Built:
        folder = tmp_path_factory.mktemp("site")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NO_MKDOCS_2_WARNING", "1")
            site = made(show).build(
                serve=show == "every kind",
                theme=dict(THEMES[theme]),
                site_dir=str(folder),
                site_url=ADDRESS,
                use_directory_urls=directories,
            )
        assert site.error == ""
        return Built(folder)

    return build


def rewritten(root: Path, name: str, text: str) -> Built:
    """A site of one file, to see that a check finds what is wrong with it."""
    write(root / name, text)
    return Built(root)
