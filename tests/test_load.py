from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_podcast.load import Folders, Podcast, load

from mkdocs_podcast.checks import Level
from mkdocs_podcast.engine.cache import FolderCache
from mkdocs_podcast.show import Show
from mkdocs_podcast.site.urls import Addresses

from .sites import write_sketch

A = "title: A\n  published: 2024-03-31\n"


@pytest.fixture
def read(tmp_path: Path):
    """Write files and read the show that they are."""

    def read_show(sketch: str, show: Show | None = None, **values) -> Podcast:
        write_sketch(tmp_path, sketch)
        docs = tmp_path / "docs"
        folders = Folders(tmp_path, docs, docs / "podcast", docs / "people")
        return load(show or Show(title="S"), folders, **values)

    return read_show


def names(podcast: Podcast) -> list[str]:
    return [episode.name for episode in podcast.catalog.episodes]


def test_folders_that_do_not_exist_make_an_empty_show(read):
    podcast = read("docs/index.md\n  # Home\n")
    assert podcast.catalog.episodes == podcast.problems == ()


def test_episodes_people_and_drafts_are_read(read):
    podcast = read(
        f"docs/podcast/a.yaml\n  {A}"
        f"docs/podcast/b.yaml\n  {A}  draft: true\n"
        "docs/podcast/page.md\n  # A page\n"
        "docs/people/ada.yaml\n  title: Ada\n"
    )
    assert names(podcast) == ["a"]
    assert [episode.name for episode in podcast.drafts] == ["b"]
    assert list(podcast.catalog.people) == ["ada"]
    assert list(podcast.sources) == ["docs/podcast/a.yaml", "docs/podcast/b.yaml"]
    assert [source.label for source in podcast.people_files] == ["docs/people/ada.yaml"]


def test_a_file_with_errors_is_broken_and_the_rest_is_read(read):
    podcast = read(f"docs/podcast/a.yaml\n  {A}  season: one\ndocs/podcast/b.yaml\n  {A}")
    assert names(podcast) == ["b"]
    (problems,) = podcast.broken.values()
    assert [problem.code for problem in problems] == ["wrong-type"]


def test_faults_within_and_between_files_come_together_and_in_order(read):
    podcast = read(
        "docs/podcast/b.yaml\n  title: B\n  image: none.png\n  guests: [eve]\n"
        "docs/podcast/a.yaml\n  title: A\n  audio: none.mp3\n"
        "docs/people/ada.yaml\n  title: Ada\n  web: TODO\n  picture: none.png\n"
    )
    assert [f"{p.file}:{p.line} {p.code}" for p in podcast.problems] == [
        "docs/people/ada.yaml:2 empty-link",
        "docs/people/ada.yaml:3 image-not-found",
        "docs/podcast/a.yaml:1 no-date",
        "docs/podcast/a.yaml:2 audio-not-found",
        "docs/podcast/b.yaml:1 no-date",
        "docs/podcast/b.yaml:2 image-not-found",
        "docs/podcast/b.yaml:3 unknown-guest",
    ]


def test_levels_are_the_sites_and_files_leave_checks_out(read):
    podcast = read(
        "docs/podcast/a.yaml\n  title: A\n  image: x.png\n"
        "docs/podcast/b.yaml\n  title: B\n  image: x.png\n  ignore: [no-date, image-not-found]\n",
        levels={"no-date": Level.WARNING, "image-not-found": Level.INFO},
    )
    assert [(p.file[-6:], p.code, p.level.value) for p in podcast.problems] == [
        ("a.yaml", "no-date", "warning"),
        ("a.yaml", "image-not-found", "info"),
    ]


def test_an_episode_cannot_have_the_address_of_a_page(read):
    taken = {
        "podcast/a/index.html": "docs/podcast/a.md",
        "podcast/b/index.html": "docs/podcast/b.yaml",
    }
    podcast = read(f"docs/podcast/a.yaml\n  {A}docs/podcast/b.yaml\n  {A}", taken=taken)
    (problem,) = podcast.problems
    assert str(problem) == (
        "docs/podcast/a.yaml:1:1: Its page has the address of docs/podcast/a.md. "
        "Give it another “slug:”, or rename the file. [same-address]"
    )
    assert names(podcast) == ["b"]


def test_nor_that_of_what_is_made_of_the_show(read):
    sketch = (
        f"docs/podcast/people.yaml\n  {A}"
        f"docs/podcast/b.yaml\n  {A}  slug: season-2\n  draft: true\n"
        f"docs/podcast/c.yaml\n  {A}  slug: feed.xml\ndocs/podcast/d.yaml\n  {A}"
    )
    made = {
        "podcast/people/index.html": "“People”",
        "podcast/season-2/index.html": "“Season 2”",
        "podcast/feed.xml": "“feed.xml”",
        "podcast/d.txt": "“d.txt”",
    }
    podcast = read(sketch, making=lambda *_: made)
    assert [(p.code, f"{p.file}:{p.line}:{p.column}", p.message) for p in podcast.problems] == [
        ("same-address", "docs/podcast/b.yaml:3:1", "Its page has the address of “Season 2”."),
        ("same-address", "docs/podcast/c.yaml:3:1", "Its page has the address of “feed.xml”."),
        ("same-address", "docs/podcast/people.yaml:1:1", "Its page has the address of “People”."),
    ]
    assert names(podcast) == ["d"]
    assert podcast.made == made


def test_a_page_of_the_authors_own_comes_before_what_is_made(read):
    podcast = read(
        f"docs/podcast/people.yaml\n  {A}",
        taken={"podcast/people/index.html": "docs/podcast/people.md"},
        making=lambda *_: {"podcast/people/index.html": "“People”"},
    )
    (problem,) = podcast.problems
    assert problem.message == "Its page has the address of docs/podcast/people.md."


def test_people_in_the_folder_of_episodes_are_no_episodes(tmp_path):
    write_sketch(tmp_path, f"podcast/a.yaml\n  {A}podcast/people/ada.yaml\n  title: Ada\n")
    episodes = tmp_path / "podcast"
    podcast = load(Show(title="S"), Folders(tmp_path, tmp_path, episodes, episodes / "people"))
    assert names(podcast) == ["a"]
    assert list(podcast.catalog.people) == ["ada"]


def test_two_files_of_one_name_cannot_both_be_a_page(read):
    podcast = read(
        f"docs/podcast/a.yaml\n  {A}docs/podcast/a.yml\n  {A}docs/podcast/x/a.yaml\n  {A}"
    )
    assert {(p.code, p.file) for p in podcast.problems if p.level is Level.ERROR} == {
        ("same-address", "docs/podcast/a.yml")
    }


def test_pictures_are_found_in_the_docs_beside_the_file_and_beside_the_episodes(read):
    podcast = read(
        f"docs/podcast/x/a.yaml\n  {A}  image: 1.png\n"
        f"docs/podcast/x/b.yaml\n  {A}  image: 2.png\n"
        "docs/people/ada.yaml\n  title: Ada\n  picture: images/3.png\n"
        "docs/1.png\ndocs/podcast/x/2.png\ndocs/images/3.png\ndocs/show.png\n",
        show=Show(title="S", image="show.png"),
    )
    assert podcast.problems == ()
    assert {key[1]: asset.uri for key, asset in podcast.assets.items()} == {
        "1.png": "1.png",
        "2.png": "podcast/x/2.png",
        "images/3.png": "images/3.png",
        "show.png": "show.png",
    }


def test_a_picture_elsewhere_is_taken_at_its_word(read):
    podcast = read(f"docs/podcast/a.yaml\n  {A}  image: https://a.example/a.png\n")
    assert [asset.uri for asset in podcast.assets.values()] == ["https://a.example/a.png"]


def test_a_recording_says_its_size_and_type_itself(read):
    podcast = read(f"docs/podcast/a.yaml\n  {A}  audio: {{url: a.mp3, length: 7}}\ndocs/a.mp3\n")
    audio = podcast.catalog.episodes[0].audio
    assert (audio.length, audio.type) == (32, "audio/mpeg")


def test_a_recording_elsewhere_is_what_the_file_says_it_is(read):
    url = "https://a.example/a.mp3"
    podcast = read(
        f"docs/podcast/a.yaml\n  {A}  audio: {{url: '{url}', length: 7, type: audio/x}}\n"
    )
    audio = podcast.catalog.episodes[0].audio
    assert (audio.url, audio.length, audio.type) == (url, 7, "audio/x")


def test_a_cache_changes_nothing(read, tmp_path):
    sketch = (
        f"docs/podcast/a.yaml\n  {A}  guests: [eve]\n  image: x.png\n"
        "  transcript: [{line: x, who: Eve}]\n"
        "docs/podcast/b.yaml\n  title: [B]\n"
        "docs/people/ada.yaml\n  title: Ada\n"
    )
    without = read(sketch)
    for _ in range(2):
        assert read(sketch, cache=FolderCache(tmp_path / "cache")) == without


def test_without_directory_urls_a_page_and_the_index_of_a_folder_are_apart(read):
    sketch = f"docs/podcast/a.yaml\n  {A}docs/podcast/a/index.yaml\n  {A}"
    assert [p.code for p in read(sketch).problems if p.code == "same-address"] == ["same-address"]
    apart = read(sketch, addresses=Addresses(directory_urls=False))
    assert [p.code for p in apart.problems if p.code == "same-address"] == []
