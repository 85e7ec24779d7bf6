from __future__ import annotations

import re
from dataclasses import replace

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from mkdocs_podcast.formats import llms_full, llms_list
from mkdocs_podcast.show import Show

from ..plans import COMPLETE_SHOW, FLOW, SITE, TIDES, complete_plan, plan
from .texts import any_text

ITEM = re.compile(r"-\s*\[([^\]]+)\]\(([^)]+)\)(?::\s*(.*))?")
"""An item as parsers read it: the next bracket closes another one (https://llmstxt.org)."""


def shown(text: str) -> list[str]:
    """Return what a reader of Markdown sees, heading by heading and item by item."""
    html = MarkdownIt("commonmark").render(text)
    return [tag.get_text() for tag in BeautifulSoup(html, "html.parser").select("h1, h2, p, li, a")]


def squeezed(text: str) -> str:
    return " ".join(text.replace("\x00", "\ufffd").split())


def test_the_list_names_the_show_its_seasons_and_episodes():
    second = replace(TIDES, season=2, title="Ebb", name="ebb", file="ebb.yaml", summary="")
    assert llms_list(complete_plan(TIDES, second, FLOW)) == (
        "# Low Water\n\n> What the sea leaves.\n\n"
        f"## Season 2\n\n- [Ebb]({SITE}podcast/ebb/index.md)\n\n"
        f"## Season 1\n\n- [Tides]({SITE}podcast/tides/index.md): Why the sea comes.\n\n"
        f"## More episodes\n\n- [Flow]({SITE}podcast/flow/index.md)\n"
    )
    assert llms_list(plan(show=Show(title="S"))) == "# S\n"


def test_an_episode_without_published_markdown_is_linked_to_its_page():
    assert f"]({SITE}podcast/tides/)" in llms_list(plan(TIDES, markdown=False))


def test_the_list_of_a_site_without_a_url_has_relative_links():
    assert "(podcast/tides/index.md)" in llms_list(plan(TIDES, site_url=""))


def test_all_pages_are_one_text_each_below_its_url():
    made = plan(TIDES, FLOW)
    text = llms_full(made, {FLOW.file: "# Flow\n\nText\n", TIDES.file: "# Tides\n"})
    assert text == (
        f"<{SITE}podcast/tides/>\n\n# Tides\n\n---\n\n<{SITE}podcast/flow/>\n\n# Flow\n\nText\n"
    )
    assert llms_full(made, {}) == ""


@any_text
def test_any_text_shows_as_it_is_and_is_one_item_to_parsers(text):
    show = replace(COMPLETE_SHOW, title=text, description=text)
    listed = llms_list(complete_plan(replace(TIDES, title=text, summary=text), show=show))
    (item,) = (line for line in listed.split("\n") if line.startswith("- "))
    match = ITEM.fullmatch(item)
    assert match
    assert match[2] == f"{SITE}podcast/tides/index.md"
    heading, quote, _, item, link = shown(listed)
    assert squeezed(heading) == squeezed(quote) == squeezed(link) == squeezed(text)
    assert squeezed(item) == squeezed(f"{text}: {text}")
