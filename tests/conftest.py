"""What the tests of all rooms share. Fixtures of whole sites are not here but in `fixtures.py`."""

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
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# To look further than a usual run does: pytest --hypothesis-profile=search
settings.register_profile(
    "search", settings.get_profile("project"), derandomize=False, max_examples=1_000
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write what the tests expect")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare text with a file; with `--update-goldens`, write the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("update_goldens"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"not as in {path.name}"

    return compare


@pytest.fixture
def hang_guard() -> Iterator[None]:
    """Stop the test run, with a traceback, if the test takes more than a minute."""
    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
