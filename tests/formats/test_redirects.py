from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import html5lib

from mkdocs_podcast.formats import redirect_page
from mkdocs_podcast.show import Show
from mkdocs_podcast.site import Kind

from ..plans import TIDES, plan
from .texts import any_text

GOLDEN = Path(__file__).parent / "golden"


def redirect(title: str = "Tides", language: str = "de", **values) -> str:
    episode = replace(TIDES, title=title, name="new one", aliases=("/old/1.html",))
    made = plan(episode, show=Show(title="S", language=language), **values)
    (output,) = made.of_kind(Kind.REDIRECT)
    return redirect_page(made, output)


def test_a_page_redirects_with_a_script_without_one_and_by_a_link(golden):
    golden(GOLDEN / "redirect.html", redirect())
    assert "canonical" not in redirect(site_url="")


@any_text
def test_any_text_is_text_in_valid_html(text):
    text = text.translate(dict.fromkeys(range(32)))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(redirect(text, text))
    # Browsers replace some characters; everything else must be valid.
    assert {code for _, code, _ in parser.errors} <= {"invalid-codepoint"}
    assert page.findtext(".//title") == page.findtext(".//a") == text
    assert page.get("lang") == text
    assert [tag.tag for tag in page.find("body").iter()] == ["body", "p", "a"]
