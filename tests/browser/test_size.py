"""What the page of an episode weighs, gzipped file by file as servers send it."""

from __future__ import annotations

import gzip

from mkdocs_podcast import web

MAX_SCRIPTS = 15_000
MAX_STYLE = 6_000
MAX_FILTER = 3_200


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


def test_scripts_and_style_are_small():
    published = dict(web.files({}, {}))
    modules = [name for name in web.episode_modules() if not name.endswith("/settings.js")]
    assert sum(size(published[name]) for name in modules) <= MAX_SCRIPTS
    assert size(published[web.STYLE]) <= MAX_STYLE
    assert size(published[web.ARCHIVE_SCRIPT]) <= MAX_FILTER
