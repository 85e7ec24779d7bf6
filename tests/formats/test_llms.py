from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from markdown_it import MarkdownIt

from mkdocs_podcast.formats import llms_full, llms_list
from mkdocs_podcast.show import Show

from ..strategies import words
from .shows import FLOW, HOSTILE, SHOW, SITE, TIDES, plan


def parsed(text: str) -> tuple[str, str, dict[str, list[tuple[str, str, str]]]]:
    """Parse llms.txt: title, summary, and by section the titles, URLs and texts of its links.

    As in https://llmstxt.org/intro.html, the next bracket or parenthesis closes another one.
    """
    start, *sections = re.split(r"^## (.*?)$", text, flags=re.MULTILINE)
    head = re.match(r"^# (?P<title>.+?)\n+(?:^> (?P<summary>.+?)$)?", start, re.MULTILINE)
    assert head
    found = {}
    for name, items in zip(sections[::2], sections[1::2], strict=True):
        matches = [
            re.fullmatch(r"-\s*\[([^\]]+)\]\(([^)]+)\)(?::\s*(.*))?", line)
            for line in items.strip().split("\n")
        ]
        assert all(matches)
        found[name] = [(m[1], m[2], m[3] or "") for m in matches if m]
    return head["title"], head["summary"] or "", found


def shown(text: str) -> list[str]:
    """Return what a reader of Markdown sees, heading by heading and item by item."""
    html = MarkdownIt("commonmark").render(text)
    return [tag.get_text() for tag in BeautifulSoup(html, "html.parser").select("h1, h2, p, li, a")]


def squeezed(text: str) -> str:
    return " ".join(text.replace("\x00", "\ufffd").split())


def test_the_list_names_the_show_its_seasons_and_episodes():
    second = replace(TIDES, season=2, title="Ebb", name="ebb", file="ebb.yaml", summary="")
    text = llms_list(plan(TIDES, second))
    assert text == (
        "# Low Water\n\n> What the sea leaves.\n\n"
        f"## Season 2\n\n- [Ebb]({SITE}podcast/ebb/index.md)\n\n"
        f"## Season 1\n\n- [Tides]({SITE}podcast/tides/index.md): Why the sea comes.\n"
    )
    assert parsed(text)[2]["Season 1"] == [
        ("Tides", f"{SITE}podcast/tides/index.md", "Why the sea comes.")
    ]


def test_episodes_without_a_season_have_a_heading():
    assert list(parsed(llms_list(plan(FLOW)))[2]) == ["More episodes"]


def test_an_episode_without_published_markdown_is_linked_to_its_page():
    assert f"]({SITE}podcast/tides/)" in llms_list(plan(TIDES, markdown=False))


def test_the_list_of_a_site_without_a_url_has_relative_links():
    assert "(podcast/tides/index.md)" in llms_list(plan(TIDES, site_url=""))


def test_a_show_without_episodes_has_a_list():
    assert llms_list(plan(show=Show(title="S"))) == "# S\n"


def test_all_pages_are_one_text_each_below_its_url():
    made = plan(TIDES, FLOW)
    text = llms_full(made, {FLOW.file: "# Flow\n\nText\n", TIDES.file: "# Tides\n"})
    assert text == (
        f"<{SITE}podcast/tides/>\n\n# Tides\n\n---\n\n<{SITE}podcast/flow/>\n\n# Flow\n\nText\n"
    )
    assert llms_full(made, {}) == ""


@pytest.mark.parametrize(
    "text", [text for text in HOSTILE if text.strip("\x00\x1f\x7f")], ids=ascii
)
def test_hostile_text_is_one_item_of_the_list(text):
    hostile = replace(TIDES, title=text, summary=text, name="x")
    listed = llms_list(plan(hostile, show=replace(SHOW, title=text, description=text)))
    title, _, sections = parsed(listed)
    ((_, url, _),) = sections["Season 1"]
    assert title
    assert url == f"{SITE}podcast/x/index.md"
    heading, quote, _, item, link = shown(listed)
    assert squeezed(heading) == squeezed(quote) == squeezed(link) == squeezed(text)
    assert squeezed(item) == squeezed(f"{text}: {text}")


@given(words)
def test_any_text_shows_as_it_is(text):
    episode = replace(TIDES, title=text, summary="", name="x")
    listed = llms_list(plan(episode, show=replace(SHOW, title=text, description=text)))
    heading, quote, _, item, link = shown(listed)
    assert squeezed(heading) == squeezed(quote) == squeezed(link) == squeezed(item)
    assert squeezed(link) == squeezed(text)
