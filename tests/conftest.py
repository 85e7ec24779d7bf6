"""Options and fixtures of all tests."""

from __future__ import annotations

import faulthandler
import os
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Themes show no banners.
os.environ.update(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# `make fuzz` uses this profile.
settings.register_profile(
    "fuzz",
    settings.get_profile("project"),
    deadline=timedelta(seconds=20),
    derandomize=False,
    max_examples=100,
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the goldens")
    parser.addoption("--fuzz-seconds", type=float, default=0, help="repeat the tests for this long")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Repeat the property tests, except for failed ones, for some time, and count the inputs."""
    seconds = session.config.getoption("fuzz_seconds")
    if not seconds:
        return None
    items, tried, end = list(session.items), 0, time.monotonic() + seconds
    while items and time.monotonic() < end:
        failed = session.testsfailed
        item = items.pop(0)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=items[0] if items else item)
        statistics = getattr(item, "hypothesis_statistics", "")
        tried += sum(map(int, re.findall(r"(\d+) passing", statistics)))
        if session.testsfailed == failed:
            items.append(item)
    session.config.stash[_TRIED] = tried
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report how many inputs were tried."""
    if tried := terminalreporter.config.stash.get(_TRIED, 0):
        terminalreporter.write_line(f"{tried:,} inputs tried")


_TRIED = pytest.StashKey[int]()


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
