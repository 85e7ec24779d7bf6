"""mkdocs-static-i18n: a site in three languages around a show in one."""

from __future__ import annotations

import pytest

from ..fixtures import Sketch
from ..sites import Site
from .show import SHOWN, TIDES, loads_our_script, orders, path_of, shown

pytest.importorskip("mkdocs_static_i18n")

LANGUAGES = (
    "i18n: {languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch},"
    " {locale: fr, name: Français}]}"
)


@pytest.fixture(scope="module", params=orders(LANGUAGES))
def built(request: pytest.FixtureRequest, build: Sketch) -> Site:
    return build(f"""
mkdocs.yml
  site_url: https://example.org/
  plugins: {request.param}
docs/index.de.md
  # Zuhause

  [Eine Zeile](podcast/tides.md#t-132)
""")


def test_pages_of_the_site_are_in_all_languages(built: Site):
    assert built.warnings == []
    names = {"index.html": "en", "de/index.html": "de", "fr/index.html": "fr"}
    assert {name: built.page(name).html["lang"] for name in names} == names


def test_the_show_is_once_in_the_first(built: Site):
    page = built.page(TIDES)
    assert page.html["lang"] == "en"
    assert "Show notes" in [heading.text for heading in page.select("h2")]
    assert '"language":"en"' in built.text("assets/podcast/settings.js").replace(" ", "")
    assert not [name for name in built.files if name.startswith(("de/podcast", "fr/podcast"))]


def test_every_language_links_to_it(built: Site):
    (link,) = built.page("de/index.html").select("a[href$='#t-132']")
    assert path_of(link["href"], "de/index.html") == "podcast/tides/"


def test_its_pages_are_whole(built: Site):
    assert shown(built) == SHOWN
    assert loads_our_script(built.page(TIDES))
    assert built.broken_links() == []


def test_its_map_of_the_site_has_only_pages_that_have_a_language(built: Site):
    assert "https://example.org/de/" in built.text("sitemap.xml")
    assert "tides" not in built.text("sitemap.xml")
