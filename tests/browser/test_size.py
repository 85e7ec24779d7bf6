"""What ships is small."""

from __future__ import annotations

import gzip
from pathlib import Path

import mkdocs_podcast

WEB = Path(mkdocs_podcast.__file__).parent / "web"


def compressed(pattern: str) -> int:
    """What the files weigh as they are served: each by itself."""
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in WEB.glob(pattern))


def test_the_scripts_are_at_most_12_kb():
    assert 0 < compressed("*.js") <= 12_000


def test_the_style_is_at_most_6_kb():
    assert 0 < compressed("*.css") <= 6_000
