from __future__ import annotations

import pytest

from mkdocs_podcast.checks import Level, Problem
from mkdocs_podcast.reading import SourceFile, find, label_of, locate, read_files
from mkdocs_podcast.show import Line

A = "title: A\npublished: 2024-03-31\n"
HEAD = f"---\n{A}transcript:\n- {{line: Hi., who: Ada}}\n"


def write(folder, **texts):
    for name, text in texts.items():
        (folder / name.replace("_md", ".md").replace("_yaml", ".yaml")).write_text(text)


def test_files_of_three_endings_are_found_in_folders_too(tmp_path):
    (tmp_path / "x/y").mkdir(parents=True)
    for name in ("b.yaml", "a.yml", "x/c.md", "x/y/d.YAML", "e.txt", "f.yaml.bak", "g"):
        (tmp_path / name).touch()
    found = find(tmp_path, tmp_path.parent)
    assert [source.name for source in found] == ["a", "b", "x/c", "x/y/d"]
    assert found[2].label == f"{tmp_path.name}/x/c.md"


@pytest.mark.parametrize("name", ["_a.yaml", ".a.yaml", "_x/a.yaml", ".x/a.yaml", "y/_x/a.md"])
def test_names_that_begin_with_a_line_or_dot_are_left_alone(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(A)
    assert find(tmp_path, tmp_path) == []


def test_a_folder_whose_own_name_begins_with_a_line_is_searched(tmp_path):
    folder = tmp_path / "_episodes"
    folder.mkdir()
    (folder / "a.v2.yaml").touch()
    assert [source.name for source in find(folder, tmp_path)] == ["a.v2"]


def test_a_folder_that_does_not_exist_has_no_files(tmp_path):
    assert find(tmp_path / "none", tmp_path) == []


def test_a_folder_or_a_link_to_nothing_is_no_file(tmp_path):
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to(tmp_path / "none")
    assert find(tmp_path, tmp_path) == []


def test_a_file_elsewhere_is_called_by_its_whole_path(tmp_path):
    assert label_of(tmp_path / "a.yaml", tmp_path / "x") == (tmp_path / "a.yaml").as_posix()


def test_an_episode_knows_its_file(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.yaml").write_text(A)
    (reading,), _ = read_files(find(tmp_path, tmp_path))
    assert (reading.value.name, reading.value.file) == ("x/a", "x/a.yaml")


def test_front_matter_is_an_episode_and_what_follows_its_notes(read):
    episode = read(f"{HEAD}---\n\nNotes *are* Markdown.\n\n- a\n", "a.md").value
    assert episode.transcript == (Line("Hi.", "Ada"),)
    assert episode.notes == "Notes *are* Markdown.\n\n- a"


def test_notes_of_the_front_matter_come_before_those_below(read):
    assert read(f"{HEAD}notes: |\n  One.\n---\nTwo.\n", "a.md").value.notes == "One.\n\n\nTwo."


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
    episode = read(text, "a.md").value
    assert (episode.title, episode.notes) == ("A", notes)


def test_dashes_inside_a_text_do_not_end_front_matter(read):
    episode = read(f"{HEAD}intro: |\n  One\n  ---\n  Two\n---\nNotes\n", "a.md").value
    assert episode.intro == "One\n---\nTwo\n"


@pytest.mark.parametrize("text", [HEAD, f"{HEAD}\nNotes\n", f"{HEAD} ---\n"])
def test_front_matter_that_does_not_end_is_an_error_at_the_end(read, text):
    reading = read(text, "a.md")
    (problem,) = reading.problems
    assert reading.value is None
    assert (problem.code, problem.line) == ("not-yaml", text.count("\n") + 1)
    assert "does not end" in problem.message


@pytest.mark.parametrize("before", ["", "\n", "\n\n\n"])
def test_problems_in_front_matter_have_the_lines_of_the_file(read, before):
    reading = read(f"{before}---\n\n{A}season: x\ntranscript: []\n---\n", "a.md")
    assert [(p.line, p.column) for p in reading.problems] == [(before.count("\n") + 5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "", "# A page\n", "---\ntitle: A\n---\nText\n", "Text\n---\nepisode: 1\n---\n",
        "---\n\nText\n", "---\ntitle: A\nepisodes: 1\n---\n", "---\nx:\n  transcript: 1\n---\n",
        "----\nepisode: 1\n----\n",
    ],
)  # fmt: skip
def test_ordinary_pages_are_passed_over(read, text):
    assert read(text, "a.md") is None


@pytest.mark.parametrize("key", ["episode: 1", "transcript:", "'episode': 1", '"transcript" : []'])
def test_a_page_with_an_episode_or_a_transcript_is_an_episode(read, key):
    assert read(f"---\n{A}{key}\n---\n", "a.md").value.title == "A"


def test_an_empty_yaml_file_is_not_passed_over(read):
    assert [p.code for p in read("").problems] == ["missing-title", "no-date"]


def test_people_are_read_from_all_kinds_of_files(tmp_path):
    write(
        tmp_path,
        ada_yaml="title: Ada Lovelace\nbio: A *bio*.\n",
        bob_md="---\ntitle: Bob\nshort: robert\n---\nA *bio*.\n",
        page_md="# No person\n",
        index_md="---\ntitle: People\n---\n",
        README_md="---\ntitle: People\n---\n",
    )
    people = [reading.value for reading in read_files(people=find(tmp_path, tmp_path))[1]]
    assert [(p.id, p.title, p.bio, p.file) for p in people] == [
        ("ada", "Ada Lovelace", "A *bio*.", "ada.yaml"),
        ("robert", "Bob", "A *bio*.", "bob.md"),
    ]


def test_faults_of_people_have_places(tmp_path):
    write(tmp_path, ada_md="---\ntitle: Ada\nlinks:\n  web: TODO\n---\n")
    _, (reading,) = read_files(people=find(tmp_path, tmp_path))
    (problem,) = reading.problems
    assert str(problem).startswith("ada.md:4:3: The link says “TODO”. (links.web) ")


def test_problems_that_were_found_later_get_their_places(tmp_path):
    write(tmp_path, a_yaml=f"{A}guests:\n- ada\n- bob\n", b_md=f"\n---\n{A}episode: 1\n---\n")
    readings, _ = read_files(find(tmp_path, tmp_path))
    problems = [
        Problem("unknown-guest", "m", "a", ("guests", 1), "a.yaml"),
        Problem("same-number", "m", "a", ("episode",), "b.md"),
        Problem("image-not-found", "m", "a", ("image",), "a.yaml"),
    ]
    known = {reading.source.label: reading.places for reading in readings}
    places = {(p.file, p.path): (p.line, p.column) for p in locate(problems, known)}
    assert places == {
        ("a.yaml", ("guests", 1)): (5, 3),
        ("b.md", ("episode",)): (5, 1),
        ("a.yaml", ("image",)): (1, 1),
    }


def test_what_is_read_has_no_level_yet(read):
    assert {p.level for p in read("title: A\n").problems} == {Level.IGNORE}


def test_files_are_read_in_the_order_they_are_given(tmp_path):
    write(tmp_path, a_yaml=A, b_yaml=A)
    sources = find(tmp_path, tmp_path)
    names = [r.source.name for r in read_files(reversed(sources))[0]]
    assert names == ["b", "a"]
    assert isinstance(sources[0], SourceFile)
