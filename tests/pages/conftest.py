from __future__ import annotations

import pytest
from markdown import Markdown

from mkdocs_podcast.catalog import Catalog
from mkdocs_podcast.pages import PageWriter, Site
from mkdocs_podcast.reading.values import parse_episode
from mkdocs_podcast.show import Episode, Person, Show
from mkdocs_podcast.site.urls import Addresses

ADA = Person(title="Ada Lovelace", id="ada", picture="ada.png", file="people/ada.yaml")
SHOW = Show(title="Low Water", hosts=("Grace Hopper",))


def episode(name: str = "tides", **values: object) -> Episode:
    made, problems = parse_episode({"title": "Tides", **values})
    assert made, problems
    from dataclasses import replace

    return replace(made, name=name, file=f"podcast/{name}.yaml")


def writer(
    *episodes: Episode,
    show: Show = SHOW,
    folder: str = "podcast",
    directory_urls: bool = True,
    people: bool = False,
    topics: bool = False,
    seasons: bool = False,
    **site: object,
) -> PageWriter:
    """A writer for episodes whose pictures and recordings are all there.

    The pages around them are there where that is asked for.
    """
    assets = {(ADA.file, ADA.picture): "images/ada.png"}
    for each in episodes:
        assets[each.file, each.image] = f"images/{each.image}"
        if each.audio:
            url = each.audio.url
            assets[each.file, url] = url if "://" in url else f"media/{url}"
    addresses = Addresses("", folder, directory_urls, people, topics, seasons, assets)
    return PageWriter(Catalog.of(show, episodes, [ADA]), Site(addresses=addresses, **site))


@pytest.fixture
def to_html():
    """Make HTML of a page, as MkDocs does."""
    extensions = ["toc", "tables", "fenced_code", "podcast"]
    return lambda text: Markdown(extensions=extensions).convert(text)
