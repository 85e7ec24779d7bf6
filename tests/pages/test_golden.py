"""Each episode in the folder `golden` becomes the Markdown and the HTML beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_podcast.reading.yaml import read_yaml

from .conftest import episode, writer

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_episode_becomes_the_page_beside_it(path, golden, to_html):
    values = read_yaml(path.read_text(encoding="utf-8")).values
    made = episode("tides", **values)
    others = []
    if "neighbours" in made.extra:
        others = [
            episode("before", title="<Before> & *after*", season=0),
            episode("x/after", title="After", short="Later", season=9),
        ]
    text = writer(made, *others).episode(made)
    golden(path.with_suffix(".md"), text)
    golden(path.with_suffix(".html"), f"{to_html(text)}\n")
