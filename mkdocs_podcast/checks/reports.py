"""Problems in the formats of other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .problem import Problem, dotted
from .registry import CHECKS, Level

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_GITHUB_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def as_json(problems: Sequence[Problem]) -> str:
    """Write a list of objects."""
    return json.dumps([_json(each) for each in problems], ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """Write commands that GitHub Actions turns into annotations.

    See https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "\n".join(map(_github, problems))


def as_sarif(problems: Sequence[Problem]) -> str:
    """Write a log in SARIF 2.1.0, which code hosts and editors read."""
    codes = sorted({each.code for each in problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CHECKS[code].meaning.replace("`", "")},
            "defaultConfiguration": {"level": _SARIF_LEVELS.get(CHECKS[code].level, "none")},
        }
        for code in codes
    ]
    driver = {"name": "mkdocs-podcast", "rules": rules}
    results = [_sarif(each, codes.index(each.code)) for each in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


REPORTS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""How problems can be written, by the name of the format."""


def _json(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "level": problem.level.value,
        "code": problem.code,
        "message": problem.message,
        "advice": problem.advice,
        "path": dotted(problem.path),
    }


def _github(problem: Problem) -> str:
    values = {"file": problem.file, "line": problem.line, "col": problem.column}
    properties = ",".join(
        f"{key}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in {**values, "title": problem.code}.items()
        if value
    )
    text = _escaped(f"{problem.message} {problem.advice}")
    return f"::{_GITHUB_LEVELS[problem.level]} {properties}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.file)}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[problem.level],
        "message": {"text": f"{problem.message} {problem.advice}"},
        "locations": [{"physicalLocation": place}],
    }
