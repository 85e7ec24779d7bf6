"""Each `.md` in the folder `golden` becomes the `.html` beside it."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

GOLDEN = Path(__file__).parent / "golden"
EXTENSIONS = ["podcast", "toc", "fenced_code"]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_markdown_becomes_the_html_beside_it(path, golden):
    html = markdown.markdown(path.read_text(encoding="utf-8"), extensions=EXTENSIONS)
    golden(path.with_suffix(".html"), f"{html}\n")


def test_every_golden_page_has_its_source():
    assert {p.stem for p in GOLDEN.glob("*.html")} == {p.stem for p in GOLDEN.glob("*.md")}
