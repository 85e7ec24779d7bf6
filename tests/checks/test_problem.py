from __future__ import annotations

import pytest

from mkdocs_podcast.checks import CHECKS, Level, Problem, assign_levels, did_you_mean


def problem(code="no-date", file="a.yaml", line=1, column=1):
    return Problem(code, "It is wrong.", "Fix it.", (), file, line, column)


def levels(problems, site=None, ignored=None):
    reported = assign_levels(problems, site or {}, ignored or {})
    return [(p.code, p.level.value) for p in reported]


def test_a_problem_has_the_level_of_its_check():
    assert levels([problem("no-date"), problem("not-yaml")]) == [
        ("no-date", "info"),
        ("not-yaml", "warning"),
    ]


@pytest.mark.parametrize("code", CHECKS)
def test_a_site_can_change_the_level_of_every_check(code):
    assert levels([problem(code)], {code: Level.ERROR}) == [(code, "error")]
    assert levels([problem(code)], {code: Level.IGNORE}) == []


def test_no_check_stops_a_build_by_default():
    assert Level.ERROR not in {check.level for check in CHECKS.values()}


def test_a_file_ignores_checks_only_for_itself():
    problems = [problem(file="a.yaml"), problem(file="b.yaml")]
    reported = assign_levels(problems, {"no-date": Level.WARNING}, {"a.yaml": ("no-date",)})
    assert [p.file for p in reported] == ["b.yaml"]


def test_problems_are_sorted_by_position():
    positions = [("b.yaml", 1, 1), ("a.yaml", 10, 1), ("a.yaml", 2, 9), ("a.yaml", 2, 3)]
    reported = assign_levels([problem("no-date", *each) for each in positions], {}, {})
    assert [(p.file, p.line, p.column) for p in reported] == sorted(positions)


def test_a_problem_is_a_line_that_editors_turn_into_a_link():
    path = ("transcript", 57, "who")
    text = str(Problem("who-with-colon", "It has one.", "Remove it.", path, "docs/a.yaml", 3, 5))
    assert text == "docs/a.yaml:3:5: It has one. (transcript[57].who) Remove it. [who-with-colon]"


def test_a_problem_of_a_file_as_a_whole_has_no_line():
    text = str(Problem("not-text", "It is not.", "Save it.", file="docs/a.yaml"))
    assert text == "docs/a.yaml: It is not. Save it. [not-text]"


def test_a_problem_contains_nothing_that_a_terminal_obeys():
    text = str(Problem("unknown-key", "“a\nb\x1b[31m\u202e” – é.", "Fix it.", ("a\nb",), "a.yaml"))
    assert text == "a.yaml: “a\\nb\\x1b[31m\\u202e” – é. (a\\nb) Fix it. [unknown-key]"


@pytest.mark.parametrize(
    ("misspelt", "word"),
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
def test_a_misspelt_word_is_recognized(misspelt, word):
    known = {"title", "guests", "transcript", "first_name", "quotableClips"}
    assert did_you_mean(misspelt, known) == word
