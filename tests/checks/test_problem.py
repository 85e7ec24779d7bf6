from __future__ import annotations

import pytest

from mkdocs_podcast.checks import CHECKS, Level, Problem, assign_levels, did_you_mean


def problem(code="no-date", file="a.yaml", line=1, column=1):
    return Problem(code, "It is wrong.", "Fix it.", (), file, line, column)


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_has_a_level_that_a_site_can_change(code):
    (by_default,) = assign_levels([problem(code)], {}, {})
    (changed,) = assign_levels([problem(code)], {code: Level.ERROR}, {})
    assert by_default.level in {Level.INFO, Level.WARNING}
    assert changed.level is Level.ERROR
    assert assign_levels([problem(code)], {code: Level.IGNORE}, {}) == []


def test_a_remark_does_not_fail_a_strict_build():
    assert {code for code, check in CHECKS.items() if check.level is Level.INFO} == {
        "who-missing", "who-with-colon", "header-without-line", "same-header", "youtube-chapters",
        "skipped-file", "unread-key", "unknown-speaker", "no-date", "scheduled", "feed-without-url",
        "bad-permalink", "feed-incomplete", "unknown-category", "unread-entry-key", "no-guid",
        "bad-artwork", "audio-without-length", "line-after-end", "unknown-role",
        "unreachable-link",
    }  # fmt: skip


def test_a_file_ignores_checks_only_for_itself():
    problems = [problem(file="a.yaml"), problem(file="b.yaml")]
    reported = assign_levels(problems, {"no-date": Level.WARNING}, {"a.yaml": ("no-date",)})
    assert [p.file for p in reported] == ["b.yaml"]


def test_problems_are_sorted_by_position():
    positions = [("b.yaml", 1, 1), ("a.yaml", 10, 1), ("a.yaml", 2, 9), ("a.yaml", 2, 3)]
    reported = assign_levels([problem("no-date", *each) for each in positions], {}, {})
    assert [(p.file, p.line, p.column) for p in reported] == sorted(positions)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("no-date", "It has none.", "Add one.", ("x", 57, "y"), "docs/a.yaml", 3, 5),
         "docs/a.yaml:3:5: It has none. (x[57].y) Add one. [no-date]"),
        (Problem("not-text", "It is not.", "Save it.", file="docs/a.yaml"),
         "docs/a.yaml: It is not. Save it. [not-text]"),
        (Problem("bad-text", "“a\nb\x1b[31m\u202e” – é.", "Fix it.", ("a\nb",), "a.yaml"),
         "a.yaml: “a\\nb\\x1b[31m\\u202e” – é. (a\\nb) Fix it. [bad-text]"),
    ],
)  # fmt: skip
def test_a_problem_is_one_line_without_control_characters(problem, text):
    assert str(problem) == text


@pytest.mark.parametrize(
    ("misspelt", "word"),
    [
        ("titel", "title"), ("Title", "title"), ("guest", "guests"), ("transcripts", "transcript"),
        ("first-name", "first_name"), ("QUOTABLECLIPS", "quotableClips"),
        ("title", None), ("weather", None), ("", None),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_recognized(misspelt, word):
    known = {"title", "guests", "transcript", "first_name", "quotableClips"}
    assert did_you_mean(misspelt, known) == word
