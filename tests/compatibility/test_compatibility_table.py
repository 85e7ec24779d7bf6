"""The table of plugins in the documentation lists exactly the plugins that have a test."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__)
PAGE = HERE.parents[2] / "example_site/docs/plugin-compatibility.md"
ROW = re.compile(r"^\| \[(.+?)\]\(#.+?\)(?:, of Material)? \| (.+?) \| .+ \|$", re.MULTILINE)


def test_every_row_has_a_test_and_every_test_has_a_row():
    rows = [name.lower().replace("-", "_") for name, _ in ROW.findall(PAGE.read_text("utf-8"))]
    tests = {path.stem.removeprefix("test_") for path in HERE.parent.glob("test_*.py")}
    assert rows == sorted(tests - {"compatibility_table"})
