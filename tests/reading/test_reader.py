"""Which files are read, and what their names and their front matter mean."""

from __future__ import annotations

import pytest

from mkdocs_podcast.reading.discovery import find_files, label_of
from mkdocs_podcast.settings import Folders
from mkdocs_podcast.show import Line

from .conftest import A

HEAD = f"---\n{A}transcript:\n- {{line: Hi., who: Ada}}\n"


def find(root, people="people"):
    """Return the names of the files that are found, and the problems."""
    found = find_files(Folders(root, root / "docs", root / "episodes", root / people))
    names = [f"{source.name}{' (person)' * source.is_person}" for source in found.sources]
    return names, [(problem.file, problem.message) for problem in found.problems]


def touch(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ("b.yaml a.yml x/c.md x/y/d.YAML e.txt f.yaml.bak", ["a", "b", "x/c", "x/y/d"]),
        ("_a.yaml .a.yaml _x/a.yaml .x/a.yaml y/_x/a.md", []),
        ("a.yaml/_b a.yaml/c.txt", []),
        ("", []),
    ],
)
def test_files_with_three_suffixes_are_found_in_folders_too(tmp_path, files, found):
    touch(tmp_path / "episodes", *files.split())
    assert find(tmp_path) == (found, [])


def test_the_folder_of_people_can_be_in_that_of_episodes(tmp_path):
    touch(tmp_path, "episodes/a.yaml", "episodes/people/ada.yaml")
    assert find(tmp_path, "episodes/people") == (["a", "ada (person)"], [])


def test_links_to_nothing_or_to_a_folder_that_is_read_already_are_reported(tmp_path):
    touch(tmp_path, "episodes/x/a.yaml", "elsewhere/b.yaml")
    targets = {"a": "episodes", "b": "episodes", "x/c": "episodes", "d": "elsewhere",
               "e.yaml": "none", "f.md": "episodes/f.md"}  # fmt: skip
    for name, target in targets.items():
        (tmp_path / "episodes" / name).symlink_to(tmp_path / target)
    nothing, again = "leads to nothing", "leads to a folder that is read already"
    problems = (("e.yaml", nothing), ("f.md", nothing), ("a", again), ("b", again), ("x/c", again))
    messages = [(f"episodes/{name}", f"The link {reason}.") for name, reason in problems]
    assert find(tmp_path) == (["d/b", "x/a"], messages)


def test_a_name_that_no_url_can_have_is_reported(tmp_path):
    touch(tmp_path / "episodes", "a.yaml", "b\n.yaml", "c\udcff.md", "d\x7f/e.md", "f\n.css")
    message = "The name contains characters that no URL can have."
    names = ("b\n.yaml", "c\udcff.md", "d\x7f")
    assert find(tmp_path) == (["a"], [(f"episodes/{name}", message) for name in names])


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path, monkeypatch):
    touch(tmp_path, "episodes/x/a.yaml")
    entries = type(tmp_path).iterdir

    def fail(path):
        if path.name == "x":
            raise PermissionError(13, "Permission denied")
        return entries(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", fail)
    message = "The folder cannot be read: Permission denied."
    assert find(tmp_path) == ([], [("episodes/x", message)])


def test_a_file_elsewhere_is_named_by_its_whole_path(tmp_path):
    assert label_of(tmp_path / "x/a.yaml", tmp_path) == "x/a.yaml"
    assert label_of(tmp_path / "a.yaml", tmp_path / "x") == (tmp_path / "a.yaml").as_posix()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (f"{HEAD}---", ""),
        (f"{HEAD}---\n", ""),
        (f"{HEAD}---\n\nNotes *are* Mark\x02down.\n\n- a\n", "Notes *are* Markdown.\n\n- a"),
        (f"{HEAD}...\nNotes", "Notes"),
        (f"{HEAD}---  \nNotes\n", "Notes"),
        (f"\n\n{HEAD}---\nNotes\n", "Notes"),
        (HEAD.replace("---\n", "---\n\n\n", 1) + "---\nNotes\n", "Notes"),
        (f"{HEAD}---\nOne\n\n---\n\nTwo\n", "One\n\n---\n\nTwo"),
        (f"{HEAD}---\n    code\n", "    code"),
        (f"{HEAD}intro: |\n  One\n  ---\n  Two\n---\nNotes\n", "Notes"),
        (f"{HEAD}notes: |\n  One.\n---\nTwo.\n", "One.\n\n\nTwo."),
    ],
)
def test_front_matter_is_an_episode_and_the_rest_its_notes(read, text, notes):
    file = read(text, "a.md")
    assert (file.episode.title, file.episode.notes) == ("A", notes)
    assert file.entries == (Line("Hi.", "Ada"),)


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        (HEAD, ["6:1 not-yaml"]),
        (f"{HEAD}\nNotes\n", ["8:1 not-yaml"]),
        (f"{HEAD} ---\n", ["7:1 not-yaml"]),
        (f"---\n\n{A}season: x\ntranscript: []\n---\n", ["5:1 bad-number season"]),
        (f"\n\n\n---\n\n{A}season: x\ntranscript: []\n---\n", ["8:1 bad-number season"]),
    ],
)
def test_problems_in_front_matter_have_the_lines_of_the_file(read, text, positions):
    assert read(text, "a.md").positions == positions


@pytest.mark.parametrize(
    ("text", "is_episode"),
    [
        *((f"---\n{A}{key}\n---\n", True) for key in (
            "episode: 1", "transcript:", "'episode': 1", '"transcript" : []',
        )),
        *((text, False) for text in (
            "", "# A page\n", "---\ntitle: A\n---\nText\n", "Text\n---\nepisode: 1\n---\n",
            "---\n\nText\n", "---\nepisodes: 1\n---\n", "---\nx:\n  transcript: 1\n---\n",
            "----\nepisode: 1\n----\n",
        )),
    ],
)  # fmt: skip
def test_a_page_with_an_episode_or_a_transcript_is_an_episode(read, text, is_episode):
    assert bool(read(text, "a.md")) == is_episode


def test_an_episode_has_the_name_of_its_file_and_if_necessary_its_title(read):
    file = read("", "x.v2.yaml")
    assert (file.episode.name, file.episode.file) == ("x.v2", "episodes/x.v2.yaml")
    assert file.positions == ["1:1 missing-title", "1:1 no-date"]
    assert file.episode.title == "x.v2"
