"""mkdocs-static-i18n: a site in two languages with a show in one."""

from __future__ import annotations

from ..sites import Site
from .show import ROOT, TIDES, path_of

PLUGIN = (
    "i18n: {languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]}"
)
FILES = """
docs/index.de.md
  # Zuhause

  [Eine Zeile](podcast/tides.md#t-132)
"""


def test_other_pages_are_published_in_every_language(built: Site):
    languages = {"index.html": "en", "de/index.html": "de"}
    assert {name: built.page(name).html["lang"] for name in languages} == languages


def test_the_show_is_published_once_in_the_default_language(built: Site):
    page = built.page(TIDES)
    assert page.html["lang"] == "en"
    assert "Show notes" in [heading.text for heading in page.select("h2")]
    assert '"language":"en"' in built.text("assets/podcast/settings.js").replace(" ", "")
    assert not [name for name in built.files if name.startswith("de/podcast")]
    published = {"feed.xml", "llms.txt", "podcast/tides/transcript.vtt", "old/tides/index.html"}
    assert published <= built.files


def test_pages_in_every_language_link_to_it(built: Site):
    (link,) = built.page("de/index.html").select("a[href$='#t-132']")
    assert path_of(link["href"], "de/index.html") == "podcast/tides/"


def test_its_sitemap_lists_only_pages_with_a_language(built: Site):
    assert f"{ROOT}de/" in built.text("sitemap.xml")
    assert "tides" not in built.text("sitemap.xml")
