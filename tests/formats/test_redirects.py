from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import given

from mkdocs_podcast.formats import redirect_page
from mkdocs_podcast.show import Show
from mkdocs_podcast.site.outputs import Kind

from ..strategies import words
from .shows import SITE, TIDES, plan


def redirect(title: str = "Tides", language: str = "en", **values) -> str:
    episode = replace(TIDES, title=title, name="new one", aliases=("/old/1.html",))
    made = plan(episode, show=Show(title="S", language=language), **values)
    (output,) = made.of_kind(Kind.REDIRECT)
    return redirect_page(made, output)


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_a_page_redirects_with_a_script_without_one_and_by_a_link():
    html = redirect(language="de")
    elements, target = Elements(html), "../podcast/new%20one/"
    assert elements.named("html") == [{"lang": "de"}]
    assert elements.named("link") == [{"rel": "canonical", "href": f"{SITE}podcast/new%20one/"}]
    assert elements.named("script") == [{"src": "../assets/podcast/moved.js", "data-to": target}]
    assert {"http-equiv": "refresh", "content": f"0; url={target}"} in elements.named("meta")
    assert elements.named("a") == [{"href": target}]
    assert "style" not in html
    assert "onload" not in html


def test_a_site_without_a_url_has_no_canonical_link():
    assert Elements(redirect(site_url="")).named("link") == []


def test_urls_are_in_ascii():
    (link,) = Elements(redirect(site_url="https://bücher.example/")).named("link")
    assert link["href"] == "https://xn--bcher-kva.example/podcast/new%20one/"


@given(words, words)
def test_any_text_is_text(title, language):
    elements = Elements(redirect(title, language))
    assert [tag for tag, _ in elements.found] == [tag for tag, _ in Elements(redirect()).found]
    assert elements.text.count(title) >= 2
    assert elements.named("html") == [{"lang": language}]


@pytest.mark.parametrize("title", ["X", "</script><b>&amp;]]>-->\"'", "א\u202eb", "😀" * 10_000])
def test_a_page_is_valid_html(title):
    page = html5lib.HTMLParser(strict=True).parse(redirect(title, "pt-BR"))
    assert page.find(".//{*}title").text == title
