"""Every URL that a site publishes is in ASCII, whatever its author wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from ..fixtures import Sketch
from ..sites import Site

HERE = "https://xn--bcher-kva.example/%C3%A4/"
SHOW = """
mkdocs.yml
  site_url: https://bücher.example/ä/
  theme: {theme}
  plugins:
    - podcast:
        show:
          image: https://bücher.example/shöw 1.png
          links: {{spotify: https://bücher.example/shöw 2}}
          funding: {{Tea: https://bücher.example/téa}}
          license: Own
          license_url: https://bücher.example/lïcense
docs/people/ada.yaml
  title: Ada
  picture: https://bücher.example/ada ü.png
  web: https://bücher.example/ada ü
docs/podcast/tïdes 1.yaml
  title: Tides
  published: 2024-03-31
  guests: [ada]
  audio: https://cdn.example/ep b ü.mp3
  image: https://cdn.example/ü ü.png
  links: {{youtube: https://youtu.be/ü ü, web: https://bücher.example/ü ü?ü#ü}}
  aliases: https://bücher.example/ä/öld/
  notes: "[A book](https://bücher.example/ü)"
  transcript:
    - header: The mööon
    - {{line: It pulls., time: "2:12", who: ada}}
"""
PAGE = "podcast/tïdes 1/index.html"


@pytest.fixture(params=["mkdocs", "{name: material, font: false}"])
def built(site: Sketch, request: pytest.FixtureRequest) -> Site:
    return site(SHOW.format(theme=request.param))


def is_encoded(url: str) -> bool:
    return url.isascii() and " " not in url


def urls_of(value: Any) -> Iterator[str]:
    """The absolute URLs in parsed JSON."""
    if isinstance(value, str):
        yield from [value] if "://" in value else []
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from urls_of(each)


def test_in_feeds(built: Site):
    feed = etree.fromstring(built.text("feed.xml").encode())
    values = [v for e in feed.iter() for v in (e.text or "", *e.attrib.values()) if "://" in v]
    assert [v for v in values if "<" not in v and not is_encoded(v)] == []
    assert feed.find(".//enclosure").get("url") == "https://cdn.example/ep%20b%20%C3%BC.mp3"
    assert feed.findtext(".//item/link") == f"{HERE}podcast/t%C3%AFdes%201/"
    assert "https://xn--bcher-kva.example/%C3%BC" in built.text("feed.xml")


def test_in_pages(built: Site):
    page = built.page(PAGE)
    for tag in page.select(".podcast-notes a"):
        tag.extract()  # the author's own
    values = [str(v) for tag in page.select("*") for v in tag.attrs.values() if "://" in str(v)]
    assert [v for v in values if not is_encoded(v)] == []
    assert page.select_one("audio")["src"] == "https://cdn.example/ep%20b%20%C3%BC.mp3"
    canonical = [link["href"] for link in page.select("link[rel=canonical]")]
    assert canonical == [f"{HERE}podcast/t%C3%AFdes%201/"]


def test_in_structured_data(built: Site):
    for name in (PAGE, "podcast/index.html", "podcast/people/ada/index.html"):
        (graph,) = built.page(name).select("script[type='application/ld+json']")
        found = list(urls_of(json.loads(graph.text)))
        assert found
        assert [url for url in found if not is_encoded(url)] == []


def test_in_files(built: Site):
    chapters = json.loads(built.text("podcast/tïdes 1/chapters.json"))
    assert chapters["chapters"][0]["url"] == f"{HERE}podcast/t%C3%AFdes%201/#t-132"
    assert f"({HERE}podcast/t%C3%AFdes%201/index.md)" in built.text("llms.txt")
    assert f"<loc>{HERE}podcast/t%C3%AFdes%201/</loc>" in built.text("sitemap.xml")


def test_an_old_url_of_the_site_leads_on_however_it_is_written(built: Site):
    assert "öld/index.html" in built.files
    assert built.warnings == []
