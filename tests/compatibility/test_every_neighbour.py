"""The documentation lists the neighbours that there are tests of, and no other."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__)
PAGE = HERE.parents[2] / "example_site/docs/neighbours.md"
ROW = re.compile(r"^\| \[(.+?)\]\(#.+?\)(?:, of Material)? \| (.+?) \| .+ \|$", re.MULTILINE)


def test_every_row_of_the_table_has_its_test():
    rows = [name.lower().replace("-", "_") for name, _ in ROW.findall(PAGE.read_text("utf-8"))]
    tested = {path.stem.removeprefix("test_") for path in HERE.parent.glob("test_*.py")}
    assert rows == sorted(tested - {"every_neighbour"})
