"""Options and fixtures of all tests. Fixtures for whole sites are in `fixtures.py`."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# `make fuzz` uses this profile.
settings.register_profile(
    "fuzz", settings.get_profile("project"), derandomize=False, max_examples=1_000
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the goldens")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare text with a golden; `--update-goldens` rewrites the golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("update_goldens"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}"

    return compare


@pytest.fixture
def hang_guard() -> Iterator[None]:
    """Stop the test run, with a traceback, if the test takes more than a minute."""
    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
