"""Reading all files of a show."""

from __future__ import annotations

import pytest

from mkdocs_podcast.checks import Level, Problem
from mkdocs_podcast.engine.cache import FolderCache, MemoryCache
from mkdocs_podcast.reading import load_transcript, locate_problems, read_show
from mkdocs_podcast.show import Line

from .conftest import settings_for

A = "title: A\npublished: 2024-03-31\n"
SPOKEN = f"{A}transcript: [{{line: Hi., who: Ada}}]\n"


def test_a_show_without_folders_is_empty(read_all):
    files = read_all()
    assert files.episodes == files.people == files.problems == ()


def test_episodes_people_and_drafts_are_read(read_all):
    files = read_all(
        episodes__a_y=A,
        episodes__b_y=f"{A}draft: true\n",
        episodes__page_md="# A page\n",
        people__ada_y="title: Ada\n",
    )
    assert [(e.name, e.draft) for e in files.episodes] == [("a", False), ("b", True)]
    assert [person.id for person in files.people] == ["ada"]
    assert list(files.sources) == ["episodes/a.yaml", "episodes/b.yaml", "people/ada.yaml"]
    assert files.problems == ()


def test_people_are_read_from_all_kinds_of_files(read_all):
    files = read_all(
        people__ada_y="title: Ada Lovelace\nbio: A *bio*.\n",
        people__bob_md="---\ntitle: Bob\nshort: robert\n---\nA *bio*.\n",
        people__page_md="# No person\n",
        people__index_md="---\ntitle: People\n---\n",
        people__README_md="---\ntitle: People\n---\n",
    )
    assert [(p.id, p.title, p.bio, p.file) for p in files.people] == [
        ("ada", "Ada Lovelace", "A *bio*.", "people/ada.yaml"),
        ("robert", "Bob", "A *bio*.", "people/bob.md"),
    ]


def test_an_unreadable_file_loses_only_itself(read_all):
    files = read_all(episodes__a_y="title: [A\n", episodes__b_y=A)
    assert [episode.name for episode in files.episodes] == ["b"]
    assert [source.label for source in files.unreadable] == ["episodes/a.yaml"]
    assert [(p.file, p.code) for p in files.problems] == [("episodes/a.yaml", "not-yaml")]


def test_a_file_with_a_name_that_no_page_can_have_has_no_page_for_its_problem(read_all):
    files = read_all(**{f"episodes__{'é' * 125}x.yml": A})
    assert [p.code for p in files.problems] == ["name-too-long"]
    assert files.episodes == files.unreadable == ()
    assert len(files.sources) == 1


def test_a_file_that_cannot_be_opened_is_reported(read_all, monkeypatch, tmp_path):
    read_all(episodes__a_y=A, episodes__b_y=A)
    path_type = type(tmp_path)
    opened = path_type.open

    def fail(path, *arguments, **options):
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(path_type, "open", fail)
    files = read_all()
    assert [source.label for source in files.unreadable] == ["episodes/a.yaml"]
    assert [(p.file, p.message) for p in files.problems] == [
        ("episodes/a.yaml", "The file cannot be read: Permission denied.")
    ]


def test_problems_of_people_have_positions(read_all):
    files = read_all(people__ada_md="---\ntitle: Ada\nlinks:\n  web: TODO\n---\n")
    (problem,) = files.problems
    assert str(problem).startswith("people/ada.md:4:3: The link is unfinished: “TODO”. (links.web)")
    assert problem.level is Level.IGNORE


def test_missing_files_and_ids_that_occur_twice_are_reported_with_positions(read_all):
    files = read_all(
        episodes__b_y=f"{A}image: none.png\n",
        episodes__a_y=f"{A}audio: none.mp3\n",
        people__ada_y="title: Ada\nweb: TODO\npicture: none.png\n",
        people__bob_y="title: Bob\nshort: ada\n",
        show={"image": "none.png", "file": "site.yml"},
        **{"site.yml": "plugins:\n- podcast:\n    show:\n      image: none.png\n"},
    )
    assert sorted(f"{p.file}:{p.line}:{p.column} {p.code}" for p in files.problems) == [
        "episodes/a.yaml:3:1 audio-not-found",
        "episodes/b.yaml:3:1 image-not-found",
        "people/ada.yaml:2:1 empty-link",
        "people/ada.yaml:3:1 image-not-found",
        "people/bob.yaml:2:1 same-person",
        "site.yml:4:7 image-not-found",
    ]


def test_problems_that_are_found_later_get_positions(read_all, tmp_path):
    files = read_all(
        episodes__a_y=f"{A}guests:\n- ada\n- bob\n",
        episodes__b_md=f"\n---\n{A}episode: 1\ntranscript: [x, {{who: Ada, line: Hi.}}]\n---\n",
    )
    later = [
        Problem("unknown-guest", "m", "a", ("guests", 1), "episodes/a.yaml"),
        Problem("same-guid", "m", "a", ("guid",), "episodes/a.yaml"),
        Problem("same-number", "m", "a", ("episode",), "episodes/b.md"),
        Problem("unknown-speaker", "m", "a", ("transcript", 0, "who"), "episodes/b.md"),
    ]
    located = locate_problems(later, files, settings_for(tmp_path))
    assert [(p.file[9:], p.path, p.line, p.column) for p in located] == [
        ("a.yaml", ("guests", 1), 5, 3),
        ("a.yaml", ("guid",), 1, 1),
        ("b.md", ("episode",), 5, 1),
        ("b.md", ("transcript", 1, "who"), 6, 18),
    ]


def test_images_are_found_in_the_docs_next_to_the_file_and_next_to_the_episodes(read_all):
    files = read_all(
        episodes__x__a_y=f"{A}image: 1.png\n",
        episodes__x__b_y=f"{A}image: 2.png\n",
        episodes__x__c_y=f"{A}image: https://a.example/a.png\n",
        people__ada_y="title: Ada\npicture: images/3.png\n",
        show={"image": "show.png"},
        **{"docs__1.png": "", "episodes__x__2.png": "", "images__3.png": "", "docs__show.png": ""},
    )
    assert files.problems == ()
    assert {key: asset.uri for key, asset in files.assets.items()} == {
        ("episodes/x/a.yaml", "1.png"): "1.png",
        ("episodes/x/b.yaml", "2.png"): "episodes/x/2.png",
        ("episodes/x/c.yaml", "https://a.example/a.png"): "https://a.example/a.png",
        ("people/ada.yaml", "images/3.png"): "images/3.png",
        ("", "show.png"): "show.png",
    }


def test_length_and_type_of_a_local_recording_are_detected(read_all):
    url = "https://a.example/a.mp3"
    files = read_all(
        episodes__a_y=f"{A}audio: {{url: a.mp3, length: 7}}\n",
        episodes__b_y=f"{A}audio: {{url: '{url}', length: 7, type: audio/x}}\n",
        **{"docs__a.mp3": "x" * 32},
    )
    local, remote = (episode.audio for episode in files.episodes)
    assert (local.length, local.type) == (32, "audio/mpeg")
    assert (remote.url, remote.length, remote.type) == (url, 7, "audio/x")


def test_a_transcript_is_loaded_on_demand(read_all):
    cache = MemoryCache()
    files = read_all(cache, episodes__a_y=SPOKEN, episodes__b_y=A)
    spoken, silent = files.episodes
    assert load_transcript(cache, files.sources[spoken.file], spoken).entries == (
        Line("Hi.", "Ada"),
    )
    assert load_transcript(cache, files.sources[silent.file], silent).entries == ()


def test_a_transcript_that_is_not_in_the_cache_is_read_from_the_file(read_all):
    files = read_all(episodes__a_y=SPOKEN)
    (episode,) = files.episodes
    transcript = load_transcript(MemoryCache(), files.sources[episode.file], episode)
    assert transcript.entries == (Line("Hi.", "Ada"),)


@pytest.mark.parametrize("builds", [1, 2, 3])
def test_the_transcript_of_an_unchanged_file_stays_in_the_cache(read_all, tmp_path, builds):
    for _ in range(builds):
        cache = FolderCache(tmp_path / ".cache")
        files = read_all(cache, episodes__a_y=SPOKEN)
        cache.prune()
    (episode,) = files.episodes
    (tmp_path / "episodes/a.yaml").unlink()
    cache = FolderCache(tmp_path / ".cache")
    assert len(load_transcript(cache, files.sources[episode.file], episode)) == 1
    cache.close()


def test_many_files_are_read_as_one_is(read_all, tmp_path):
    files = read_all(**{f"episodes__{number:03}_y": SPOKEN for number in range(150)})
    assert [episode.name for episode in files.episodes] == [f"{n:03}" for n in range(150)]
    again = read_show(settings_for(tmp_path), MemoryCache())
    assert again == files
