"""Texts that are markup in one format or another."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given

from ..strategies import words

HOSTILE = (
    "</script><script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "-->", "--", "<!--", "<?xml?>",
    "a & b &amp; c", "&lt;b&gt;", "\"'`", "\\", "\u202eright to left\u202c שלום",
    "😀👩‍👩‍👧\U0001d518", "x" * 10_000, "水" * 10_000, "a\u2028b\u2029c",
    "</title></channel></rss>", "{{ x }}{% x %}", "%00%", "00:00:01.000 --> 00:00:02.000",
    "<b>bold</b> {\\an8}", "NOTE", "WEBVTT", "STYLE", "17", "<v Eve>", "<00:00:01.000>",
    "1) x", "- x #", "# x", "a\x0b\ufffe",
)  # fmt: skip


def any_text(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with each hostile `text`, and with other texts of one line."""
    for text in HOSTILE:
        test = example(text=text)(test)
    return given(text=words)(test)
