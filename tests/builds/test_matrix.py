"""One clean site with everything in it, under every theme and kind of address."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ..fixtures import Sketch
from ..sites import words, write

PAGES = """
docs/index.md
  # Home

  [A line](podcast/tides.md#t-132), [a section](podcast/tides.md#the-moon), [all](podcast/index.md)
  and [a season](podcast/autumn/fog.md).
docs/about.md
  # About

  ![Ada](images/ada.png)
docs/images/ada.png
docs/images/tides.png
docs/audio/tides.mp3
docs/people/ada.md
  ---
  title: Ada Byron
  picture: images/ada.png
  twitter: ada
  ---
  She counts.
docs/people/mary.md
  ---
  title: Mary Somerville
  ---
docs/podcast/tides.yaml
  title: Tides & <moons>
  subtitle: Twice a day
  description: What the moon does.
  intro: A look at the sea.<br><br>And at the [sky](nowhere.md).
  season: 1
  episode: 1
  published: 2024-03-31
  duration: "1:02:03"
  guests: [mary]
  hosts: [ada]
  image: images/tides.png
  audio: audio/tides.mp3
  ids: {youtube: cUxZBXQgZaU}
  links: {spotify: "https://open.spotify.com/episode/1mDlJi7vfLeJgIZStQ4G90"}
  topics: [sea, moon]
  notes: |
    See [fog](autumn/fog.md), [home](../index.md#home) and [the pull](#t-132).

    ![The sea](../images/tides.png)
  transcript:
    - {line: "Welcome.", sec: 1, who: Ada}
    - header: The moon
    - {line: "It pulls [laughs] at 100 % of <it>.", time: "2:12", who: Mary}
    - {line: "Always.", time: "2:12"}
    - header: The moon’s *other* side
    - {line: "Dark.", time: "3:00", who: Ada}
docs/podcast/waves.md
  ---
  title: Waves
  season: 1
  episode: 2
  date: 2024-04-30
  audio: https://example.org/waves.mp3
  ---
  A [footnote][^1] and `code`.

  [^1]: Not without its extension.
docs/podcast/autumn/fog.yaml
  title: Fog
  season: 2
  episode: 1
  published: 2024-10-31
  image: images/tides.png
  audio: {file: audio/tides.mp3}
  transcript:
    - {line: "Grey.", time: "0:01", who: Ada}
"""
THEMES = {
    "mkdocs": {"name": "mkdocs"},
    "readthedocs": {"name": "readthedocs"},
    "material": {
        "name": "material",
        "font": False,
        "features": ["navigation.instant", "navigation.tabs", "navigation.indexes", "toc.follow"],
    },
}


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_a_clean_site_has_no_warning_and_no_dead_link(
    sketch: Sketch, tmp_path: Path, theme: str, directories: bool
):
    configuration = {
        "theme": THEMES[theme],
        "use_directory_urls": directories,
        "site_url": "https://example.org/under/way/",
        "repo_url": "https://example.org/repo",
        "edit_uri": "edit/main/docs/",
        "plugins": ["search", "podcast"],
        "markdown_extensions": ["footnotes", {"toc": {"permalink": True}}],
        "not_in_nav": "about.md",
    }
    write(tmp_path / "mkdocs.yml", yaml.safe_dump(configuration))
    site = sketch(PAGES).build()
    assert site.error == ""
    assert site.warnings == []
    assert site.broken_links("/under/way/") == []
    page = site.page("podcast/tides/index.html" if directories else "podcast/tides.html")
    assert words(page.h1) == "Tides & <moons>"
    assert page.title
    assert "Tides & <moons>" in page.title.text
    assert "It pulls [laughs] at 100 % of <it>." in words(page.select_one("#t-132"))


def test_the_link_checker_finds_dead_links(site: Sketch):
    built = site("""
mkdocs.yml
  strict: false
docs/index.md
  # Home

  <a href="nowhere/">page</a> <a href="#no">anchor</a> <img src="no.png"> <a href="/">root</a>
""")
    assert built.broken_links("/under/") == [
        "index.html: #no",
        "index.html: /",
        "index.html: no.png",
        "index.html: nowhere/",
    ]


def test_the_site_checker_counts_warnings_of_mkdocs_itself(site: Sketch):
    built = site("""
docs/index.md
  # Home

  [x](nowhere.md) [y](podcast/tides.md#t-99)
docs/podcast/tides.yaml
""")
    assert len(built.warnings) == 2
    assert "2 warnings in strict mode" in built.error
