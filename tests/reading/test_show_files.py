"""Reading all files of a show."""

from __future__ import annotations

from functools import partial

import pytest

from mkdocs_podcast.engine.cache import FolderCache, MemoryCache
from mkdocs_podcast.reading import load_transcript
from mkdocs_podcast.show import Line

from .conftest import episodes, position_of, read_files, settings_for

SPOKEN = "transcript: [{line: Hi., who: Ada}]"


@pytest.fixture
def read_all(tmp_path):
    return partial(read_files, tmp_path)


def test_episodes_and_people_are_read_from_all_kinds_of_files(read_all):
    front_matter = "  ---\n  {title: Bob, short: robert}\n  ---\n  A *bio*.\n"
    files = read_all(
        episodes(a="", b="draft: true")
        + "people/ada.yaml\n  {title: Ada, bio: A *bio*.}\n"
        + "".join(f"people/{name}.md\n{front_matter}" for name in ("bob", "index", "README"))
        + "".join(f"{folder}/page.md\n  # A page\n" for folder in ("episodes", "people"))
    )
    assert [(e.name, e.draft) for e in files.episodes] == [("a", False), ("b", True)]
    assert [(p.id, p.title, p.bio, p.file) for p in files.people] == [
        ("ada", "Ada", "A *bio*.", "people/ada.yaml"),
        ("robert", "Bob", "A *bio*.", "people/bob.md"),
    ]
    assert list(files.sources) == [value.file for value in (*files.episodes, *files.people)]
    assert [problem.code for problem in files.problems] == ["skipped-file"]


def test_a_file_with_a_name_that_no_page_can_have_has_no_page_for_its_problem(read_all):
    files = read_all(f"episodes/{'é' * 125}x.yml\n  title: A\n")
    assert files.episodes == files.unreadable == ()
    assert [p.code for p in files.problems] == ["no-date", "name-too-long"]
    assert len(files.sources) == 1


def test_a_file_that_cannot_be_opened_or_read_loses_only_itself(read_all, monkeypatch, tmp_path):
    opened = type(tmp_path).open

    def fail(path, *arguments, **options):
        if path.name == "a.yaml" and arguments == ("rb",):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(type(tmp_path), "open", fail)
    files = read_all(episodes(a="", b="", c="x: [A"))
    assert [episode.name for episode in files.episodes] == ["b"]
    assert [source.label for source in files.unreadable] == ["episodes/a.yaml", "episodes/c.yaml"]
    assert [p.code for p in files.problems] == ["unreadable-file", "not-yaml"]
    assert files.problems[0].message == "The file cannot be read: Permission denied."


def test_problems_of_people_and_of_the_show_have_positions(read_all):
    person = "people/ada.md\n  ---\n  {title: Ada, web: TODO, picture: none.png}\n  ---\n"
    site = "site.yml\n  plugins: [podcast: {show: {image: none.png}}]\n"
    files = read_all(person + site, image="none.png", file="site.yml")
    assert [f"{p.file}:{position_of(p)}" for p in files.problems] == [
        "people/ada.md:2:14 empty-link web",
        "people/ada.md:2:25 image-not-found picture",
        "site.yml:1:28 image-not-found show.image",
    ]


def test_images_are_found_in_the_docs_next_to_the_file_and_next_to_the_episodes(read_all):
    images = "docs/1.png\nepisodes/x/2.png\nimages/3.png\ndocs/show.png\n"
    person = "people/ada.yaml\n  {title: Ada, picture: images/3.png}\n"
    named = {"x/a": "1.png", "x/b": "2.png", "x/c": "https://a.example/a.png"}
    texts = episodes(**{name: f"image: {image}" for name, image in named.items()})
    files = read_all(texts + person + images, image="show.png")
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
    local = "audio: {url: a.mp3, length: 7}"
    remote = f"audio: {{url: '{url}', length: 7, type: audio/x}}"
    files = read_all(f"{episodes(a=local, b=remote)}docs/a.mp3\n  {'x' * 31}\n")
    local, remote = (episode.audio for episode in files.episodes)
    assert (local.length, local.type) == (32, "audio/mpeg")
    assert (remote.url, remote.length, remote.type) == (url, 7, "audio/x")


def test_a_transcript_is_loaded_from_the_cache_or_the_file(read_all, tmp_path):
    cache, settings = MemoryCache(), settings_for(tmp_path)
    files = read_all(episodes(a=SPOKEN, b=""), cache)
    spoken, silent = files.episodes
    for each in (cache, MemoryCache()):
        transcript = load_transcript(each, files.sources[spoken.file], spoken, settings)
        assert transcript.entries == (Line("Hi.", "Ada"),)
        silence = load_transcript(each, files.sources[silent.file], silent, settings)
        assert silence.entries == ()


@pytest.mark.parametrize("builds", [1, 3])
def test_the_transcript_of_an_unchanged_file_stays_in_the_cache(read_all, tmp_path, builds):
    for _ in range(builds):
        cache = FolderCache(tmp_path / ".cache")
        files = read_all(episodes(a=SPOKEN), cache)
        cache.prune()
    (tmp_path / "episodes/a.yaml").unlink()
    cache = FolderCache(tmp_path / ".cache")
    source, (episode,) = files.sources["episodes/a.yaml"], files.episodes
    assert len(load_transcript(cache, source, episode, settings_for(tmp_path))) == 1
    cache.close()


def test_many_files_are_read_as_one_is(read_all):
    files = read_all(episodes(**{f"{number:03}": SPOKEN for number in range(150)}))
    assert [episode.name for episode in files.episodes] == [f"{n:03}" for n in range(150)]
    assert read_all("") == files
