from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_podcast.cli import main

from ..sites import write_sketch

Run = Callable[..., Result]
"""Runs the program in the folder of the test."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run_program(*arguments: object, **options) -> Result:
        result = CliRunner().invoke(main, list(map(str, arguments)), **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    return run_program


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], None]:
    """Write the files of a sketch."""
    return lambda sketch: write_sketch(tmp_path, sketch)
