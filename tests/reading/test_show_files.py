"""Reading all files of a show."""

from __future__ import annotations

from functools import partial

import pytest

from mkdocs_podcast.checks import Problem
from mkdocs_podcast.engine.cache import FolderCache, MemoryCache
from mkdocs_podcast.reading import load_transcript, locate_problems
from mkdocs_podcast.show import Line

from .conftest import episodes, position_of, read_files, settings_for

SPOKEN = "transcript: [{line: Hi., who: Ada}]"


@pytest.fixture
def read_all(tmp_path):
    return partial(read_files, tmp_path)


def test_episodes_people_and_drafts_are_read(read_all):
    sketch = "episodes/page.md\n  # A page\npeople/ada.yaml\n  title: Ada\n"
    files = read_all(episodes(a="", b="draft: true") + sketch)
    assert [(e.name, e.draft) for e in files.episodes] == [("a", False), ("b", True)]
    assert [person.id for person in files.people] == ["ada"]
    assert list(files.sources) == ["episodes/a.yaml", "episodes/b.yaml", "people/ada.yaml"]
    assert files.problems == ()


def test_people_are_read_from_all_kinds_of_files(read_all):
    front_matter = "  ---\n  {title: Bob, short: robert}\n  ---\n  A *bio*.\n"
    files = read_all(
        "people/ada.yaml\n  {title: Ada Lovelace, bio: A *bio*.}\npeople/page.md\n  # No person\n"
        + "".join(f"people/{name}.md\n{front_matter}" for name in ("bob", "index", "README"))
    )
    assert [(p.id, p.title, p.bio, p.file) for p in files.people] == [
        ("ada", "Ada Lovelace", "A *bio*.", "people/ada.yaml"),
        ("robert", "Bob", "A *bio*.", "people/bob.md"),
    ]


def test_an_unreadable_file_loses_only_itself(read_all):
    files = read_all(episodes(a="x: [A", b=""))
    assert [episode.name for episode in files.episodes] == ["b"]
    assert [source.label for source in files.unreadable] == ["episodes/a.yaml"]
    assert [(p.file, p.code) for p in files.problems] == [("episodes/a.yaml", "not-yaml")]


def test_a_file_with_a_name_that_no_page_can_have_has_no_page_for_its_problem(read_all):
    files = read_all(f"episodes/{'é' * 125}x.yml\n  title: A\n")
    assert files.episodes == files.unreadable == ()
    assert [p.code for p in files.problems] == ["no-date", "name-too-long"]
    assert len(files.sources) == 1


def test_a_file_that_cannot_be_opened_is_reported(read_all, monkeypatch, tmp_path):
    opened = type(tmp_path).open

    def fail(path, *arguments, **options):
        if path.name == "a.yaml" and arguments == ("rb",):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(type(tmp_path), "open", fail)
    files = read_all(episodes(a="", b=""))
    assert [source.label for source in files.unreadable] == ["episodes/a.yaml"]
    assert [(p.file, p.message) for p in files.problems] == [
        ("episodes/a.yaml", "The file cannot be read: Permission denied.")
    ]


def test_missing_files_and_ids_that_occur_twice_are_reported_with_positions(read_all):
    sketch = """
people/ada.md
  ---
  {title: Ada, web: TODO, picture: none.png}
  ---
people/bob.yaml
  {title: Bob, short: ada}
site.yml
  plugins: [podcast: {show: {image: none.png}}]
"""
    texts = episodes(b="image: none.png", a="audio: none.mp3")
    files = read_all(texts + sketch, image="none.png", file="site.yml")
    assert sorted(f"{p.file}:{position_of(p)}" for p in files.problems) == [
        "episodes/a.yaml:3:1 audio-not-found audio",
        "episodes/b.yaml:3:1 image-not-found image",
        "people/ada.md:2:14 empty-link web",
        "people/ada.md:2:25 image-not-found picture",
        "people/bob.yaml:1:14 same-person short",
        "site.yml:1:28 image-not-found show.image",
    ]


def test_problems_that_are_found_later_get_positions(read_all, tmp_path):
    text = "guests: [ada, bob]\ntranscript: [x, {who: Ada, line: Hi.}]"
    page = "episodes/b.md\n  ---\n  episode: 1\n  ---\n"
    files = read_all(episodes(a=text) + page)
    later = [
        Problem("unknown-guest", "m", "a", ("guests", 1), "episodes/a.yaml"),
        Problem("same-guid", "m", "a", ("guid",), "episodes/a.yaml"),
        Problem("unknown-speaker", "m", "a", ("transcript", 0, "who"), "episodes/a.yaml"),
        Problem("same-number", "m", "a", ("episode",), "episodes/b.md"),
    ]
    located = locate_problems(later, files, settings_for(tmp_path))
    assert [position_of(problem) for problem in located] == [
        "3:15 unknown-guest guests[1]",
        "1:1 same-guid guid",
        "4:18 unknown-speaker transcript[1].who",
        "2:1 same-number episode",
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


def test_a_transcript_is_loaded_from_the_cache_or_the_file(read_all):
    cache = MemoryCache()
    files = read_all(episodes(a=SPOKEN, b=""), cache)
    spoken, silent = files.episodes
    for each in (cache, MemoryCache()):
        transcript = load_transcript(each, files.sources[spoken.file], spoken)
        assert transcript.entries == (Line("Hi.", "Ada"),)
        assert load_transcript(each, files.sources[silent.file], silent).entries == ()


@pytest.mark.parametrize("builds", [1, 3])
def test_the_transcript_of_an_unchanged_file_stays_in_the_cache(read_all, tmp_path, builds):
    for _ in range(builds):
        cache = FolderCache(tmp_path / ".cache")
        files = read_all(episodes(a=SPOKEN), cache)
        cache.prune()
    (tmp_path / "episodes/a.yaml").unlink()
    cache = FolderCache(tmp_path / ".cache")
    assert len(load_transcript(cache, files.sources["episodes/a.yaml"], files.episodes[0])) == 1
    cache.close()


def test_many_files_are_read_as_one_is(read_all):
    files = read_all(episodes(**{f"{number:03}": SPOKEN for number in range(150)}))
    assert [episode.name for episode in files.episodes] == [f"{n:03}" for n in range(150)]
    assert read_all("") == files
