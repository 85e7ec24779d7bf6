"""Which files are episodes, and which belong to episodes."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath

import pytest

from mkdocs_podcast.engine.cache import FolderCache, MemoryCache
from mkdocs_podcast.reading import read_show, related
from mkdocs_podcast.reading.documents import kind_of_json, read_document
from mkdocs_podcast.reading.file_names import (
    chapters_by_episode,
    episode_of_pointer,
    names_of,
    transcripts_by_episode,
    transcripts_elsewhere,
)
from mkdocs_podcast.settings import ReadingOptions

from ..sites import write_sketch
from .conftest import position_of, settings_for

DATED = "episodes/2024-02-03-knots.md\n  ---\n  title: Knots\n  ---\n"


def paths(text: str) -> list[PurePath]:
    return [PurePath(name) for name in text.split()]


def found(result) -> dict[str, str]:
    return {str(key): " ".join(map(str, value)) for key, value in result.items()}


@pytest.fixture
def read(tmp_path):
    """Read the show of a sketch."""

    def read_sketch(sketch: str, episodes: str = "auto"):
        write_sketch(tmp_path, sketch)
        return read_show(settings_for(tmp_path, ReadingOptions(episodes=episodes)), MemoryCache())

    return read_sketch


def reported(files) -> dict[str, str]:
    return {problem.code: problem.message for problem in files.problems}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ("a.md x/b.yaml", {"a.md": "a", "x/b.yaml": "x/b"}),
        ("7/index.md x/8/README.mdx", {"7/index.md": "7", "x/8/README.mdx": "x/8"}),
        ("2024-02-03-a.md", {"2024-02-03-a.md": "a 2024-02-03"}),
        ("x/2024-2-3-a/index.md", {"x/2024-2-3-a/index.md": "x/a 2024-02-03"}),
        ("2024-02-30-a.md 2024-02-03.md", {"2024-02-30-a.md": "2024-02-30-a",
                                           "2024-02-03.md": "2024-02-03"}),
        ("2024-12-24-a.md 2023-12-24-a.md", {"2023-12-24-a.md": "a 2023-12-24",
                                             "2024-12-24-a.md": "2024-12-24-a 2024-12-24"}),
        ("a.yaml 2024-12-24-a.md", {"a.yaml": "a",
                                    "2024-12-24-a.md": "2024-12-24-a 2024-12-24"}),
    ],
)  # fmt: skip
def test_a_path_contains_a_name_and_perhaps_a_date(files, names):
    read = {str(path): each for path, each in names_of(paths(files)).items()}
    assert {path: f"{each.name} {each.day or ''}".strip() for path, each in read.items()} == names


@pytest.mark.parametrize(
    ("episode", "files", "transcripts"),
    [
        ("a.md", "a.md a.vtt b.vtt x/a.vtt", "a.vtt"),
        ("a.md", "a.md a.txt a.srt a.json", "a.json a.srt a.txt"),
        ("a.md", "a.md a.transcript.md a-transcript.srt a.en-GB.vtt",
         "a.en-GB.vtt a-transcript.srt a.transcript.md"),
        ("a.yaml", "a.yaml a.md", ""),
        ("2024-02-03-a.md", "a.vtt 2024-02-03-a.srt", "2024-02-03-a.srt a.vtt"),
        ("7/index.md", "7/index.md 7/transcript.markdown 7.vtt", "7/transcript.markdown"),
        ("7/index.md", "7/7.srt 7/other.srt", "7/7.srt"),
        ("index.md", "transcript.vtt", ""),
    ],
)  # fmt: skip
def test_transcripts_are_found_by_name_next_to_an_episode(episode, files, transcripts):
    result = found(transcripts_by_episode(paths(episode), paths(files)))
    assert result == ({episode: transcripts} if transcripts else {})


@pytest.mark.parametrize(
    ("episode", "files", "transcripts"),
    [
        ("a.md", "a.md", "a.md"),
        ("x/a.md", "a.srt x/a.vtt", "x/a.vtt"),
        ("x/2024-02-03-a.md", "y/a.srt", "y/a.srt"),
        ("7/index.md", "7/transcript.txt", "7/transcript.txt"),
        ("a.md", "b.md", ""),
    ],
)
def test_transcripts_are_found_by_name_in_their_own_folder(episode, files, transcripts):
    result = found(transcripts_elsewhere(paths(episode), paths(files)))
    assert result == ({episode: transcripts} if transcripts else {})


def test_chapters_are_found_by_name():
    files = paths("a.md a.chapters.json b.md b-chapters.txt 7/index.md 7/chapters.xml chapters.md")
    assert found(chapters_by_episode(paths("a.md b.md 7/index.md"), files)) == {
        "a.md": "a.chapters.json", "b.md": "b-chapters.txt", "7/index.md": "7/chapters.xml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "episode"),
    [
        ("x/7.md", "/s/x/7.md"),
        ("../x/7", "/s/x/7.md"),
        ("./7.md", None),
        ("8.md", "/s/y/8.md"),
        ("/s/y/8.md", "/s/y/8.md"),
        ("s/8.md", None),
        ("", None),
    ],
)
def test_a_pointer_names_the_end_of_one_path(pointer, episode):
    result = episode_of_pointer(pointer, paths("/s/x/7.md /s/y/7.md /s/y/8.md"))
    assert (result and str(result)) == episode


@pytest.mark.parametrize(
    ("front_matter", "modes"),
    [
        ("audio: a.mp3", "auto"),
        ("duration: 60", "auto"),
        ("guests: [ada]", "auto"),
        ("episode: 1", "auto keyed"),
        ("transcript: []", "auto keyed"),
        ("title: A\ndate: 2024-02-03", "auto"),
        ("links: {youtube: 'https://youtu.be/LooseEnds01'}", "auto"),
        ("ids: {spotify: 0123456789012345678901}", "auto"),
        ("links: {rss: 'https://a.example'}", ""),
        ("title: A", ""),
        ("date: 2024-02-03", ""),
        ("episode: 1\npodcast: false", "none"),
        ('title: "A\nepisode: 1', "auto keyed"),
    ],
)
def test_front_matter_decides_whether_a_page_is_an_episode(read, front_matter, modes):
    text = front_matter.replace("\n", "\n  ")
    for mode in ("auto", "all", "keyed"):
        files = read(f"episodes/a.md\n  ---\n  {text}\n  ---\n  Notes.", mode)
        assert bool(files.sources) == (modes != "none" and mode in f"{modes} all")


@pytest.mark.parametrize(
    ("sketch", "names"),
    [
        ("episodes/a.md\n  # A\nepisodes/a.vtt\n  WEBVTT", "a"),
        ('episodes/a.md\n  # A\nepisodes/b.11tydata.json\n  {"tags": ["podcastEpisode"]}', ""),
        ('episodes/a.json\n  {"audio": "a.mp3"}', "a"),
        ('episodes/a.yaml\n  title: A\nepisodes/a.json\n  {"segments": []}', "a"),
        ('episodes/a.json\n  {"title": "A"}\nepisodes/b.json\n  {"chapters": []}', "a"),
        ("episodes/a.toml\n  title = 'A'", "a"),
        ("episodes/index.md\n  ---\n  {title: A, episode: 1}\n  ---", ""),
        ("episodes/7/index.mdx\n  ---\n  {title: A, episode: 1}\n  ---", "7"),
        (DATED, "knots"),
        ("episodes/a.yaml\n  transcript: x/b.md\nepisodes/x/b.md\n  ---\n  episode: 1\n  ---", "a"),
        ("episodes/a.vtt\n  WEBVTT", ""),
    ],
)
def test_files_become_episodes_on_their_own_or_belong_to_one(read, sketch, names):
    assert [episode.name for episode in read(sketch).episodes] == names.split()


def test_all_files_are_episodes_on_request(read):
    files = read(
        "episodes/a.md\n  # The first\n  Notes.\nepisodes/b.vtt\n  WEBVTT\nepisodes/b.srt\n  1\n"
        "episodes/c.yaml\n  {title: C, transcript: d.vtt}\nepisodes/d.vtt\n  WEBVTT\n"
        'episodes/e.json\n  {"segments": []}\nepisodes/index.md\n  # Home\n',
        "all",
    )
    assert [(each.name, each.title) for each in files.episodes] == [
        ("a", "The first"), ("b", "b"), ("c", "C"), ("e", "e"),
    ]  # fmt: skip
    assert files.episodes[0].notes == "Notes."
    assert files.used >= {"episodes/b.srt", "episodes/d.vtt"}


def test_the_heading_that_repeats_the_title_is_not_shown_twice(read):
    head = "episodes/a.md\n  ---\n  {title: Knots, episode: 1}\n  ---\n"
    for heading, notes in (
        ("# Knots", ""), ("# knots ##", ""), ("Knots\n  =====", ""), ("# Ropes", "# Ropes\n\n"),
    ):  # fmt: skip
        (episode,) = read(f"{head}  {heading}\n\n  Text.").episodes
        assert episode.notes == f"{notes}Text."


def test_the_date_in_a_file_name_gives_way_to_one_in_the_file(read):
    assert read(DATED).episodes[0].published == date(2024, 2, 3)
    own = DATED.replace("title", "date: 2024-05-06\n  title")
    assert read(own).episodes[0].published == date(2024, 5, 6)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", 'title = "A"\nseason = "x"\ndate = 2024-02-03'),
        ("a.json", '{"title": "A",\n"season": "x",\n"date": "2024-02-03"}'),
        ("a.md", '+++\nseason = "x"\ntitle = "A"\ndate = 2024-02-03T07:30:00Z\n+++\n\nNotes.'),
        ("a.markdown", '{\n"season": "x", "title": "A", "date": "2024-02-03"}\n\nNotes.'),
        ("a.mdx", "---\nseason: x\ntitle: A\ndate: 2024-02-03\n---\nNotes."),
    ],
)
def test_files_in_all_formats_have_positions(read, name, text):
    text = text.replace("\n", "\n  ")
    files = read(f"episodes/{name}\n  {text}")
    (episode,) = files.episodes
    assert (episode.title, str(episode.published)[:10]) == ("A", "2024-02-03")
    assert episode.notes == ("Notes." if name.startswith("a.m") else "")
    assert [position_of(problem) for problem in files.problems] == ["2:1 bad-number season"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a = 1.10\nb = true\nc = [1, 2024-02-03, 07:30:00]\n[d]\ne.f = 'x'",
         {"a": "1.10", "b": "true", "c": ["1", "2024-02-03", "07:30:00"], "d": {"e": {"f": "x"}}}),
        ("a = [" + "[" * 500 + "]" * 501, None),
        ("a = 1\na = 2", None),
        ("a", None),
    ],
)  # fmt: skip
def test_toml_values_are_texts(text, values):
    document = read_document(text, "toml")
    assert document.values == values
    assert all(problem.line and problem.column for problem in document.problems)
    assert bool(document.problems) == (values is None)


def test_json_that_is_no_yaml_is_read():
    text = '{"title": "A", "%s": [true, 1.0], "b": "\\ud83d\\ude00"}' % ("k" * 2000)
    values = read_document(text, "json").values
    assert values == {"title": "A", "k" * 2000: ["true", "1.0"], "b": "😀"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"title": "A", "segments": []}', "episode"),
        (b'{"monologues": []}', "transcript"),
        (b'{"transcription": [], "result": {}}', "transcript"),
        (b'[{"text": "Hi."}]', "transcript"),
        (b'{"version": "1.2.0", "chapters": []}', "chapters"),
        (b"[]", "other"),
        (b"{", "episode"),
    ],
)
def test_json_is_recognized_by_its_keys(content, kind):
    assert kind_of_json(content) == kind


def test_a_folder_in_which_few_files_are_episodes_is_reported(read):
    pages = "".join(f"episodes/{name}.md\n  # A page\n" for name in "abc")
    pages += "episodes/d.md\n  ---\n  title: D\n  ---\n"
    assert reported(read(pages))["few-episodes"] == (
        "None of 4 files in the folder is an episode; the others are 3 without front matter and 1 "
        "without the keys of an episode."
    )
    message = reported(read(f"{pages}episodes/e.yaml\n  title: E\n  published: 2024-02-03"))
    assert message["few-episodes"].startswith("1 of 5 files in the folder is an episode;")
    assert "episodes/a.md, episodes/b.md" in message["skipped-file"]
    assert "few-episodes" not in reported(read("".join(f"episodes/{n}.yaml\n" for n in "fgh")))
    assert "skipped-file" not in reported(read(pages, "all"))


def test_captions_and_data_without_an_episode_are_reported(read):
    assert reported(read('episodes/a.vtt\n  WEBVTT\nepisodes/b.json\n  [{"title": "B"}]')) == {
        "skipped-file": "2 files in the folder of episodes are not episodes: "
        "episodes/b.json, episodes/a.vtt.",
        "few-episodes": "None of 2 files in the folder is an episode; the others are 1 JSON "
        "without an episode and 1 captions without an episode.",
    }


def test_unused_files_in_the_folder_of_transcripts_are_reported(read):
    files = read(
        "episodes/a.yaml\n  title: A\nepisodes/b.yaml\n  title: B\n"
        "transcripts/a.vtt\n  WEBVTT\ntranscripts/c.srt\n  1\n"
        "transcripts/x.md\n  ---\n  Episode: episodes/b.yaml\n  ---\n  **Ada:** Hi.\n"
    )
    assert files.used == {"transcripts/a.vtt", "transcripts/x.md"}
    assert "transcripts/c.srt" in reported(files)["unused-transcript"]


@pytest.mark.parametrize("reference", ["../../secret.vtt", "/../secret.vtt", "x\\0.vtt", "."])
def test_nothing_outside_the_folders_is_read(read, tmp_path, reference):
    (tmp_path / "secret.vtt").write_text("WEBVTT")
    files = read(f'episodes/a.yaml\n  {{title: A, transcript: "{reference}"}}')
    assert not files.used
    assert len(files.problems) >= 1


@pytest.mark.parametrize("own", ["{title: A}", "{title: A, transcript: a.vtt}"])
def test_a_transcript_that_cannot_be_read_is_reported(read, monkeypatch, own):
    def fail(path):
        if path.suffix == ".vtt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", fail)
    monkeypatch.setattr(
        related, "_reason_unreadable", lambda path: "Permission denied" * path.is_file()
    )
    files = read(f"episodes/a.yaml\n  {own}\nepisodes/a.vtt\n  WEBVTT")
    message = "The file “episodes/a.vtt” cannot be read: Permission denied."
    assert reported(files)["unreadable-file"] == message
    assert "transcript-not-found" not in reported(files)


def test_an_episode_is_read_again_if_its_transcript_changes(tmp_path):
    write_sketch(tmp_path, "episodes/a.yaml\n  {title: A, transcript: x.vtt}")
    digests, settings = [], settings_for(tmp_path)
    for text in (None, "WEBVTT", "WEBVTT\n", "WEBVTT\n"):
        if text:
            (tmp_path / "episodes/x.vtt").write_text(text)
        cache = FolderCache(tmp_path / ".cache")
        files = read_show(settings, cache)
        cache.prune()
        digests.append(files.episodes[0].digest)
        assert ("transcript-not-found" in reported(files)) == (text is None)
    assert len({*digests}) == 3
    assert digests[2] == digests[3]


@pytest.mark.parametrize(
    ("line", "permalink"),
    [
        ("permalink: /7/", "/7/"),
        ("permalink: false", ""),
        ("permalink: /:year/:title/", ""),
        ("permalink: '/{{ page.slug }}/'", ""),
        ("url: /episodes/7", "/episodes/7"),
        ("url: /old/7.html", "/old/7.html"),
        ("url: /audio/7.mp3", ""),
        ("url: https://a.example/7", ""),
    ],
)
def test_a_permalink_is_the_path_of_a_page(read, line, permalink):
    files = read(f"episodes/a.yaml\n  title: A\n  {line}")
    assert files.episodes[0].permalink == permalink
    assert ("url" in files.episodes[0].extra) == (not permalink and line.startswith("url"))
