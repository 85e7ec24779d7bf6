"""What recordings and artwork say about themselves."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from mutagen.id3 import CHAP, ID3, TIT2, WXXX

from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading import load_transcript, recordings

from .conftest import episodes, position_of, read_files, settings_for

RECORDING = Path(__file__).parents[2] / "example_site/docs/audio/five-and-nine.mp3"
LENGTH = 67.527


@pytest.fixture
def read(tmp_path):
    (tmp_path / "docs").mkdir()
    shutil.copy(RECORDING, tmp_path / "docs/a.mp3")

    def read_episode(text: str, cache=None):
        return read_files(tmp_path, episodes(a=f"audio: a.mp3\n{text}"), cache)

    return read_episode


def test_the_duration_of_a_recording_is_used_if_the_file_has_none(read):
    text = "transcript: [{header: H}, {line: Hi., who: Ada, sec: 0}]"
    (episode,) = read(text).episodes
    assert episode.duration == LENGTH
    assert episode.outline.chapters[-1].end == LENGTH
    assert read(f"duration: '1:10'\n{text}").episodes[0].duration == 70


def test_a_recording_is_measured_once(read, monkeypatch):
    cache = MemoryCache()
    read("", cache)
    monkeypatch.setattr(recordings, "read_recording", None)
    assert read("", cache).episodes[0].duration == LENGTH


def test_the_chapters_of_a_recording_are_used_if_there_are_no_others(read, tmp_path):
    tags = ID3()
    for number, (start, title) in enumerate([(5_000, "The moon"), (0, "The sea")]):
        frames = [TIT2(text=title), WXXX(url="https://a.example/")]
        end = 0xFFFFFFFF if start else 5_000
        tags.add(CHAP(element_id=str(number), start_time=start, end_time=end, sub_frames=frames))
    tags.save(tmp_path / "docs/a.mp3")
    cache = MemoryCache()
    text = "transcript: [{line: Hi., who: Ada, sec: 1}, {line: Ho., who: Ada, sec: 6}]"
    for _ in range(2):  # the second time from the cache
        files = read(text, cache)
        (episode,) = files.episodes
        chapters = [(each.title, each.start, each.end) for each in episode.outline.chapters]
        assert chapters == [("The sea", 0, 5), ("The moon", 5, LENGTH)]
        assert episode.chapters[0].url == "https://a.example/"
        source, settings = files.sources[episode.file], settings_for(tmp_path)
        sections = load_transcript(cache, source, episode, settings).sections()
        assert [(each.header, len(each.lines)) for each in sections] == [
            ("The sea", 1), ("The moon", 1),
        ]  # fmt: skip
    (episode,) = read(f"{text}\nchapters: ['0:01 A', '0:02 B']", cache).episodes
    assert [each.title for each in episode.chapters] == ["A", "B"]


def test_a_file_that_is_no_recording_has_no_duration(tmp_path):
    files = read_files(tmp_path, f"{episodes(a='audio: a.mp3')}docs/a.mp3\n  {'x' * 31}\n")
    assert files.episodes[0].duration is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("duration: '1:17'", []),
        ("duration: '10:00'", ["4:1 duration-differs duration"]),
        ("transcript: [{line: Hi., who: Ada, sec: 130}]", []),
        ("transcript: [{line: Hi., who: Ada, sec: 3300}]", ["1:1 line-after-end transcript"]),
        ("duration: '0:10'\ntranscript: [{line: Hi., who: Ada, sec: 3300}]",
         ["4:1 duration-differs duration", "5:36 line-after-end transcript[0].sec"]),
    ],
)  # fmt: skip
def test_what_contradicts_a_recording_is_reported(read, text, problems):
    found = read(text).problems
    assert sorted(map(position_of, found)) == sorted(problems)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.png", png(1400, 1400), ""),
        ("a.png", png(300, 500), "it is not square (300 × 500 pixels) and is 300 pixels wide."),
        ("a.webp", b"RIFF", "it is neither JPEG nor PNG."),
        ("a.png", b"no image", ""),
    ],
)
def test_artwork_that_directories_refuse_is_reported(tmp_path, name, content, fault):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(content)
    found = [p.message for p in read_files(tmp_path, "", image=name).problems]
    assert [message.partition("show: ")[2] for message in found] == [fault] * bool(fault)
