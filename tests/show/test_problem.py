from __future__ import annotations

import pytest

from mkdocs_podcast.checks import CHECKS, Level, Problem, did_you_mean, judge


def problem(code="no-date", file="a.yaml", line=1, column=1):
    return Problem(code, "It is so.", "Mend it.", (), file, line, column)


def levels(problems, site=None, ignored=None):
    return [(p.code, p.level.value) for p in judge(problems, site or {}, ignored or {})]


def test_a_problem_has_the_level_of_its_check():
    assert levels([problem("no-date"), problem("not-yaml")]) == [
        ("no-date", "info"),
        ("not-yaml", "error"),
    ]


def test_the_site_says_how_much_a_check_matters():
    assert levels([problem()], {"no-date": Level.WARNING}) == [("no-date", "warning")]


def test_what_the_site_ignores_is_not_told():
    assert levels([problem()], {"no-date": Level.IGNORE}) == []


@pytest.mark.parametrize("code", [code for code, check in CHECKS.items() if check.fixed])
def test_what_leaves_nothing_to_build_is_an_error_whatever_anybody_says(code):
    said = levels([problem(code)], {code: Level.IGNORE}, {"a.yaml": (code,)})
    assert said == [(code, "error")]


def test_every_error_is_fixed_and_nothing_else_is():
    assert all(check.fixed == (check.level is Level.ERROR) for check in CHECKS.values())


def test_a_file_ignores_checks_for_itself_alone():
    problems = [problem(file="a.yaml"), problem(file="b.yaml")]
    told = judge(problems, {"no-date": Level.WARNING}, {"a.yaml": ("no-date",)})
    assert [p.file for p in told] == ["b.yaml"]


def test_problems_are_told_by_file_then_line_then_column():
    places = [("b.yaml", 1, 1), ("a.yaml", 10, 1), ("a.yaml", 2, 9), ("a.yaml", 2, 3)]
    told = judge([problem("no-date", *place) for place in places], {}, {})
    assert [(p.file, p.line, p.column) for p in told] == sorted(places)


def test_a_problem_is_a_line_that_editors_make_a_link_of():
    path = ("transcript", 57, "who")
    said = str(Problem("who-with-colon", "It has one.", "Remove it.", path, "docs/a.yaml", 3, 5))
    assert said == ("docs/a.yaml:3:5: It has one. (transcript[57].who) Remove it. [who-with-colon]")


def test_a_problem_of_a_whole_file_has_no_line():
    said = str(Problem("not-text", "It is not.", "Save it.", file="docs/a.yaml"))
    assert said == "docs/a.yaml: It is not. Save it. [not-text]"


def test_a_problem_is_one_line_that_no_terminal_obeys():
    said = str(Problem("unknown-key", "“a\nb\x1b[31m\u202e” – é.", "Mend it.", ("a\nb",), "a.yaml"))
    assert said == "a.yaml: “a\\nb\\x1b[31m\\u202e” – é. (a\\nb) Mend it. [unknown-key]"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("guest", "guests"),
        ("transcripts", "transcript"),
        ("first-name", "first_name"),
        ("QUOTABLECLIPS", "quotableClips"),
        ("title", None),
        ("weather", None),
        ("", None),
    ],
)
def test_a_slip_is_understood(slip, meant):
    known = {"title", "guests", "transcript", "first_name", "quotableClips"}
    assert did_you_mean(slip, known) == meant
