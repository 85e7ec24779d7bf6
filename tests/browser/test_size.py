"""What ships is small."""

from __future__ import annotations

import gzip
from pathlib import Path

import mkdocs_podcast

WEB = Path(mkdocs_podcast.__file__).parent / "web"


ELSEWHERE = {"archive", "moved", "search"}
"""What only pages load that are not an episode's."""


def compressed(pattern: str) -> int:
    """What the files of an episode's page weigh as they are served: each by itself."""
    paths = [path for path in WEB.glob(pattern) if path.stem not in ELSEWHERE]
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths)


def test_the_scripts_are_at_most_12_kb():
    assert 0 < compressed("*.js") <= 12_000


def test_the_style_is_at_most_6_kb():
    assert 0 < compressed("*.css") <= 6_000
