"""Captions and chapters of the example in the documentation, and of real episodes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.reading import ShowFiles, load_transcript, read_show
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Episode, Show, Transcript
from mkdocs_podcast.site.output_formats import FORMATS

from .caption_readers import read_srt, read_vtt, squeezed, words_of

DOCUMENTATION = Path(__file__).parents[2] / "example_site/docs/captions-and-chapters.md"
CORPUS = Path(__file__).parents[3] / "shared/corpus"
CACHE = MemoryCache()


def read(folder: Path) -> ShowFiles:
    folders = Folders(folder, folder, folder, folder / "people")
    return read_show(Settings(show=Show(title="S"), folders=folders), CACHE)


def transcript(files: ShowFiles, episode: Episode) -> Transcript:
    return load_transcript(CACHE, files.sources[episode.file], episode)


def test_the_documentation_shows_what_is_written(tmp_path: Path):
    text = DOCUMENTATION.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    (tmp_path / "high-tide.yaml").write_text(shown["yaml"], encoding="utf-8")
    files = read(tmp_path)
    (episode,) = files.episodes
    names = {"Ada": "Ada Example", "Grace": "Grace Example"}
    formats = {"vtt": "vtt", "srt": "srt", "chapter-list": "text"}
    entries = transcript(files, episode)
    written = transcript_files(episode, entries, names, "", formats, "Introduction")
    assert written == {name: shown[block].encode() for name, block in formats.items()}
    named = [each.file_name for each in FORMATS if each.option in {"captions", "chapters"}]
    assert all(f"/{name}`" in text for name in named)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there are no real episodes")
def test_every_word_of_a_real_episode_is_in_a_caption_of_at_most_two_lines():
    files = read(CORPUS / "podcast")
    assert files.episodes
    for episode in files.episodes:
        entries = transcript(files, episode)
        written = transcript_files(episode, entries, {}, "", ("vtt", "srt"), "")
        captions = read_vtt(written["vtt"].decode())
        assert words_of(captions) == squeezed("".join(line.text for line in entries.lines()))
        captions += read_srt(written["srt"].decode())
        assert all(len(caption.lines) <= 2 for caption in captions)
