"""`mkdocs-podcast check`."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_podcast.reading.fixes import fix_text, fixed_time
from mkdocs_podcast.reading.yaml import read_yaml

SITE = """
mkdocs.yml
  plugins: [podcast]
docs/podcast/tides.yaml
  title: Tides
  published: 2024-03-31
docs/podcast/fog.yaml
  title: Fog
  published: yesterday
"""


def test_a_site_without_problems_is_fine(run, write):
    write(SITE.replace("yesterday", "2024-03-24"))
    result = run("check")
    assert (result.exit_code, result.output) == (0, "No problems in 2 files.\n")


def test_problems_are_reported_without_a_build_in_a_folder_below_the_site(
    run, write, tmp_path, monkeypatch
):
    write(SITE)
    monkeypatch.chdir(tmp_path / "docs/podcast")
    result = run("check")
    assert result.exit_code == 1
    assert "warning: docs/podcast/fog.yaml:2:1: Expected a date" in result.output
    assert "[bad-date]" in result.output
    assert result.output.endswith(" in 2 files.\n")
    assert not (tmp_path / "site").exists()
    assert run("check", "tides.yaml").exit_code == 0


def test_notes_are_no_failure(run, write):
    write(SITE.replace("yesterday", "2024-03-24\n  unread: x"))
    assert run("check").exit_code == 0


def test_problems_are_written_for_programs(run, write):
    write(SITE)
    listed = json.loads(run("check", "--format", "json").output)
    (problem,) = [each for each in listed if each["line"] == 2]
    assert problem["file"] == "docs/podcast/fog.yaml"
    assert (problem["line"], problem["level"], problem["code"]) == (2, "warning", "bad-date")
    annotation = run("check", "--format", "github").output
    assert "\n::warning file=docs/podcast/fog.yaml,line=2,col=1,title=bad-date" in annotation
    (log,) = json.loads(run("check", "--format", "sarif").output)["runs"]
    *_, result = log["results"]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_a_file_is_checked_without_a_site(run, write):
    write("x/fog.yaml\n  title: Fog\n  published: yesterday\n")
    result = run("check", "x/fog.yaml")
    assert result.exit_code == 1
    assert "fog.yaml:2:1: Expected a date" in result.output


@pytest.mark.parametrize(
    ("sketch", "arguments", "sentence"),
    [
        ("a.txt\n  x", (), "There is no mkdocs.yml here"),
        (SITE, ("docs/x.yaml",), "does not exist"),
        (SITE + "docs/x.yaml\n  title: X\n", ("docs/x.yaml",), "is not a file of the show"),
        ("mkdocs.yml\n  plugins: [search]\n", (), "does not list the plugin “podcast”"),
        (SITE.replace("podcast]", "podcast: {path: 1}]"), (), "the option “path” is invalid"),
        (SITE.replace("podcast]", "podcast: {pth: x}]"), (), "Did you mean “path”?"),
        ("mkdocs.yml\n  plugins: [\n", (), "cannot be read"),
        (SITE.replace("podcast]", "podcast: {episodes_dir: x}]"), (), "“x”"),
        ("mkdocs.yml\n  plugins: 5\n", (), "Expected a list of plugins, got 5."),
        ("mkdocs.yml\n  plugins: [podcast: [x]]\n", (), "Expected options of “podcast” by key"),
    ],
)
def test_wrong_usage_is_one_sentence(run, write, sketch, arguments, sentence):
    write(sketch)
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())


BROKEN = """
title: Tides: why they rise
publishd: 2024-03-31  # a comment that stays
transcript:
- line: Hello: there
  who: "Ada:"
  time: 0.00.10
- {line: It pulls, I say, who: Ada:, time: "[0:12]"}
- line: So # 1
  whoo: Bob
  time: 1m30s
"""
FIXED = """
title: "Tides: why they rise"
published: 2024-03-31  # a comment that stays
transcript:
- line: "Hello: there"
  who: "Ada"
  time: 0:10
- {line: "It pulls, I say", who: "Ada", time: "0:12"}
- line: So # 1
  who: Bob
  time: 1:30
"""


@pytest.mark.parametrize("around", ["{}", "---\n{}---\n# Notes: # all of them\n"])
def test_fixing_changes_what_has_one_solution_and_nothing_else(run, write, tmp_path, around):
    write(SITE)
    suffix = ".md" if "-" in around else ".yaml"
    file = tmp_path / f"docs/podcast/x{suffix}"
    broken, fixed = (around.format(text.lstrip("\n")) for text in (BROKEN, FIXED))
    file.write_bytes(broken.replace("\n", "\r\n").encode())
    result = run("check", file, "--fix")
    assert file.read_bytes().decode() == fixed.replace("\n", "\r\n")
    assert "-publishd: 2024-03-31" in result.output
    assert "+published: 2024-03-31" in result.output
    assert "[unquoted-text]" in result.output
    assert "yesterday" in (tmp_path / "docs/podcast/fog.yaml").read_text()


@pytest.mark.parametrize(
    ("time", "fixed"),
    [("[2:12]", "2:12"), ("1.02.03", "1:02:03"), ("2;12", "2:12"), ("1h 2m3s", "1:02:03")]
    + [(each, "") for each in ("2:5", "soon", "1:75", "")],
)
def test_a_time_is_fixed_if_it_is_clear_which_one_is_meant(time, fixed):
    assert fixed_time(time) == fixed


PIECES = (
    *("title: ", "- line: ", "  who: ", "transcript:\n", "\n", "a: b: c", '"', "'", "# x", " #1"),
    *("{", "}", ",", "[", "&a ", "*a", "!t ", "|", "\t", "word", "0:12", "\\", "- ", ": "),
)


@example("{word #1")
@example("- word- line: {")
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_fixing_quotes_keeps_every_word(text):
    fixed = fix_text(text, ".yaml", read_yaml(text).problems)
    assert re.sub(r"[\s\"'\\]", "", fixed) == re.sub(r"[\s\"'\\]", "", text)
