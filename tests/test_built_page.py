from __future__ import annotations

from datetime import date

import pytest

from mkdocs_podcast.build import BuiltPage


def test_a_page_from_the_cache_equals_the_one_that_was_stored():
    meta = {"title": "Tides", "date": date(2024, 3, 31), "tags": ["sea"]}
    page = BuiltPage("# Tides \ud800", "<meta>", ("before", "after"), "# Tides", meta)
    loaded = BuiltPage.load(page.dump())
    assert (loaded.markdown, loaded.meta) == (page.markdown, meta)
    assert BuiltPage.load(loaded.dump()) == loaded


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"markdown": 1}', b'{"markdown": "", "meta": {"date": "today"}}'],
)
def test_damaged_content_is_not_a_page(content):
    with pytest.raises((TypeError, ValueError)):
        BuiltPage.load(content)
