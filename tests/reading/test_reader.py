"""Which files are read, and what their names and their front matter mean."""

from __future__ import annotations

import os

import pytest

from mkdocs_podcast.reading.discovery import find_files, label_of
from mkdocs_podcast.settings import Folders
from mkdocs_podcast.show import Line

A = "title: A\npublished: 2024-03-31\n"
HEAD = f"---\n{A}transcript:\n- {{line: Hi., who: Ada}}\n"


def folders(root, people="people") -> Folders:
    return Folders(root, root / "docs", root / "episodes", root / people)


def touch(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def found(root, people="people") -> list[str]:
    return [source.label for source in find_files(folders(root, people)).sources]


def problems(root) -> list[tuple[str, str]]:
    return [(p.file, p.message) for p in find_files(folders(root)).problems]


def test_files_with_three_suffixes_are_found_in_folders_too(tmp_path):
    touch(tmp_path / "episodes", "b.yaml", "a.yml", "x/c.md", "x/y/d.YAML", "e.txt", "f.yaml.bak")
    sources = find_files(folders(tmp_path)).sources
    assert [source.name for source in sources] == ["a", "b", "x/c", "x/y/d"]
    assert sources[2].label == "episodes/x/c.md"
    assert sources[2].base_name == "c"


@pytest.mark.parametrize("name", ["_a.yaml", ".a.yaml", "_x/a.yaml", ".x/a.yaml", "y/_x/a.md"])
def test_names_that_start_with_an_underscore_or_a_dot_are_skipped(tmp_path, name):
    touch(tmp_path / "episodes", name)
    assert found(tmp_path) == []


def test_the_folder_of_people_can_be_in_that_of_episodes(tmp_path):
    touch(tmp_path, "episodes/a.yaml", "episodes/people/ada.yaml")
    sources = find_files(folders(tmp_path, "episodes/people")).sources
    assert [(source.name, source.is_person) for source in sources] == [("a", False), ("ada", True)]


def test_a_folder_that_does_not_exist_has_no_files(tmp_path):
    assert (found(tmp_path), problems(tmp_path)) == ([], [])


def test_a_folder_with_the_suffix_of_a_file_is_not_a_file(tmp_path):
    (tmp_path / "episodes/a.yaml").mkdir(parents=True)
    assert (found(tmp_path), problems(tmp_path)) == ([], [])


def test_a_link_that_leads_to_nothing_is_reported(tmp_path):
    touch(tmp_path, "episodes/a.yaml")
    (tmp_path / "episodes/b.yaml").symlink_to(tmp_path / "none")
    (tmp_path / "episodes/c.md").symlink_to(tmp_path / "episodes/c.md")
    assert found(tmp_path) == ["episodes/a.yaml"]
    assert problems(tmp_path) == [
        ("episodes/b.yaml", "The link leads to nothing."),
        ("episodes/c.md", "The link leads to nothing."),
    ]


def test_every_folder_is_visited_once_however_many_links_lead_to_it(tmp_path):
    touch(tmp_path, "episodes/x/a.yaml", "elsewhere/b.yaml")
    for name in ("a", "b", "x/c"):
        (tmp_path / "episodes" / name).symlink_to(tmp_path / "episodes")
    (tmp_path / "episodes/d").symlink_to(tmp_path / "elsewhere")
    assert found(tmp_path) == ["episodes/d/b.yaml", "episodes/x/a.yaml"]
    message = "The link leads to a folder that is read already."
    assert problems(tmp_path) == [(f"episodes/{name}", message) for name in ("a", "b", "x/c")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root can read everything")
def test_a_folder_without_permission_is_reported(tmp_path):
    touch(tmp_path, "episodes/x/a.yaml")
    (tmp_path / "episodes/x").chmod(0)
    reported = problems(tmp_path)
    (tmp_path / "episodes/x").chmod(0o700)
    assert reported == [("episodes/x", "The folder cannot be read: Permission denied.")]


def test_a_file_elsewhere_is_named_by_its_whole_path(tmp_path):
    assert label_of(tmp_path / "a.yaml", tmp_path / "x") == (tmp_path / "a.yaml").as_posix()


def test_an_episode_knows_its_file(read):
    episode = read(A, "x.v2.yaml").episode
    assert (episode.name, episode.file) == ("x.v2", "episodes/x.v2.yaml")


def test_front_matter_is_an_episode_and_the_rest_its_notes(read):
    file = read(f"{HEAD}---\n\nNotes *are* Mark\x02down.\n\n- a\n", "a.md")
    assert file.entries == (Line("Hi.", "Ada"),)
    assert file.episode.notes == "Notes *are* Markdown.\n\n- a"


def test_notes_in_front_matter_come_before_those_below(read):
    assert read(f"{HEAD}notes: |\n  One.\n---\nTwo.\n", "a.md").episode.notes == "One.\n\n\nTwo."


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"{HEAD}---", ""),
        (f"{HEAD}---\n", ""),
        (f"{HEAD}...\nNotes", "Notes"),
        (f"{HEAD}---  \nNotes\n", "Notes"),
        (f"\n\n{HEAD}---\nNotes\n", "Notes"),
        (HEAD.replace("---\n", "---\n\n\n", 1) + "---\nNotes\n", "Notes"),
        (f"{HEAD}---\nOne\n\n---\n\nTwo\n", "One\n\n---\n\nTwo"),
        (f"{HEAD}---\n    code\n", "    code"),
        (f"{HEAD}intro: |\n  One\n  ---\n  Two\n---\nNotes\n", "Notes"),
    ],
)
def test_front_matter_ends_at_a_line_of_dashes(read, text, notes):
    episode = read(text, "a.md").episode
    assert (episode.title, episode.notes) == ("A", notes)


@pytest.mark.parametrize("text", [HEAD, f"{HEAD}\nNotes\n", f"{HEAD} ---\n"])
def test_front_matter_that_is_not_closed_is_reported_at_its_end(read, text):
    file = read(text, "a.md")
    assert file.episode is None
    assert file.positions == [f"{text.count(chr(10)) + 1}:1 not-yaml"]


@pytest.mark.parametrize("before", ["", "\n", "\n\n\n"])
def test_problems_in_front_matter_have_the_lines_of_the_file(read, before):
    file = read(f"{before}---\n\n{A}season: x\ntranscript: []\n---\n", "a.md")
    assert file.positions == [f"{before.count(chr(10)) + 5}:1 bad-number season"]


@pytest.mark.parametrize(
    "text",
    [
        "", "# A page\n", "---\ntitle: A\n---\nText\n", "Text\n---\nepisode: 1\n---\n",
        "---\n\nText\n", "---\ntitle: A\nepisodes: 1\n---\n", "---\nx:\n  transcript: 1\n---\n",
        "----\nepisode: 1\n----\n",
    ],
)  # fmt: skip
def test_ordinary_pages_are_skipped(read, text):
    assert read(text, "a.md") is None


@pytest.mark.parametrize("key", ["episode: 1", "transcript:", "'episode': 1", '"transcript" : []'])
def test_a_page_with_an_episode_or_a_transcript_is_an_episode(read, key):
    assert read(f"---\n{A}{key}\n---\n", "a.md").episode.title == "A"


def test_an_empty_yaml_file_is_an_episode_that_is_called_by_its_name(read):
    file = read("", "tides.yaml")
    assert file.positions == ["1:1 missing-title", "1:1 no-date"]
    assert file.episode.title == "tides"
