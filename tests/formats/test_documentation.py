"""The captions and chapters in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.reading import load_transcript, read_show
from mkdocs_podcast.settings import Folders, Settings
from mkdocs_podcast.show import Show
from mkdocs_podcast.site.output_formats import FORMATS

DOCUMENTATION = Path(__file__).parents[2] / "example_site/docs/captions-and-chapters.md"


def test_the_documentation_shows_what_is_written(tmp_path):
    text = DOCUMENTATION.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    shown = dict(reversed(blocks))  # the first of each kind
    (tmp_path / "high-tide.yaml").write_text(shown["yaml"], encoding="utf-8")
    folders, cache = Folders(tmp_path, tmp_path, tmp_path, tmp_path / "people"), MemoryCache()
    settings = Settings(show=Show(title="S"), folders=folders)
    files = read_show(settings, cache)
    (episode,) = files.episodes
    transcript = load_transcript(cache, files.sources[episode.file], episode, settings)
    names = {"Ada": "Ada Example", "Grace": "Grace Example"}
    formats = {"vtt": "vtt", "srt": "srt", "chapter-list": "text"}
    written = transcript_files(episode, transcript, names, "", formats, "Introduction")
    assert written == {name: shown[block].encode() for name, block in formats.items()}
    named = [each.file_name for each in FORMATS if each.option in {"captions", "chapters"}]
    assert all(f"/{name}`" in text for name in named)
