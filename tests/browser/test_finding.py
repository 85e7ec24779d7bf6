"""Finding words in a transcript."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .episode import expect_count, expect_in_view, field, find, words
from .reader import Reader

FOUND = """
() => ["podcast-found", "podcast-found-current"].map(
  name => [...(CSS.highlights.get(name) ?? [])].map(marked => {
    const range = new Range();
    range.setStart(marked.startContainer, marked.startOffset);
    range.setEnd(marked.endContainer, marked.endOffset);
    return range.toString();
  }))
"""


def found(page: Page) -> list[str]:
    everywhere, current = page.evaluate(FOUND)
    return [*current, *everywhere]


WITHOUT = "delete CSS.highlights; delete window.Highlight;"


LITERALLY = [
    ("(gently)", "(gently)"),
    ("(", "("),
    ("5.00$ [in", "5.00$ [in"),
    ("a*b\\c?", "a*b\\c?"),
    ("cafe societe", None),
    ("cafe society", "Café society"),
    ("CAFÉ SOCIETY", "Café society"),
    ("grace", None),  # a name is no word of a line
    ("0:24", None),  # nor is a time
]
"""What is looked for, and what is marked of it."""


def test_characters_are_taken_literally_and_accents_and_case_do_not_matter(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    for text, marked in LITERALLY:
        find(page, text)
        expect_count(page, "1 of 1" if marked else "No matches")
        assert found(page) == ([marked] if marked else [])


def test_what_is_marked_is_exact_where_folding_changes_the_length(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    for text in ("strasse", "STRASSE", "straße", "STRAẞE"):
        find(page, text)
        expect_count(page, "1 of 2")
        assert set(found(page)) == {"Straße"}


def test_enter_goes_on_and_with_shift_back_and_round(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    find(page, "moon")
    expect_count(page, "1 of 2")
    for key, count in (
        ("Enter", "2 of 2"),
        ("Enter", "1 of 2"),
        ("Shift+Enter", "2 of 2"),
        ("Shift+Enter", "1 of 2"),
    ):
        field(page).press(key)
        expect_count(page, count)
    page.get_by_role("button", name="Next match").click()
    expect_count(page, "2 of 2")
    page.get_by_role("button", name="Previous match").click()
    expect_count(page, "1 of 2")


def test_what_is_found_is_brought_into_view(reader: Reader):
    page = reader.open("bare/podcast/tides/", viewport={"width": 900, "height": 420})
    find(page, "nobody moves")
    expect_count(page, "1 of 1")
    expect_in_view(page, "t-54")


def test_escape_ends_it(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    find(page, "moon")
    expect_count(page, "1 of 2")
    field(page).press("Escape")
    expect(field(page)).to_have_value("")
    expect_count(page, "")
    assert found(page) == []


def test_the_text_of_the_page_stays_as_it_is(reader: Reader):
    page = reader.open("bare/podcast/tides/")
    before = words(page)
    nodes = page.evaluate("document.querySelectorAll('.podcast-line *').length")
    find(page, "the")
    expect(page.locator(".podcast-count")).to_contain_text("of")
    assert words(page) == before
    assert page.evaluate("document.querySelectorAll('.podcast-line *').length") == nodes
    field(page).press("Escape")
    assert words(page) == before


def test_without_highlights_the_lines_are_marked(reader: Reader):
    page = reader.open("bare/podcast/tides/", before=WITHOUT)
    before = words(page)
    find(page, "moon")
    expect_count(page, "1 of 2")
    assert words(page) == before
