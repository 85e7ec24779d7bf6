"""The shapes in which podcasters keep episodes, and all that is read from each.

The expected results are in `shapes/`. Cases that are next to the project are read, too.
`test_existing_transcripts.py` has more shapes of transcripts.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_podcast.checks import CHECKS, Level
from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.options import PodcastOptions
from mkdocs_podcast.reading import load_transcript, read_show
from mkdocs_podcast.settings import Folders, Settings, reading_options
from mkdocs_podcast.show import Header, Show

from ..sites import write_sketch

GOLDEN = Path(__file__).parent / "shapes"
SHARED = Path(__file__).parents[3] / "shared/cases/shapes"
CUES = """\
  WEBVTT

  00:00:00.500 --> 00:00:02.000
  <v Ada Example>It is &lt;low&gt; water.

  00:00:02.000 --> 00:00:04.250
  <v Ada Example>Look!

  00:01:10.000 --> 00:01:12.000
  <v Grace Example>I see.
"""
SHAPES: dict[str, tuple[str, str]] = {
    "toml": ("""
fields: {audio: {from: Sound, prefix: "https://cdn.example/"}, audio.length: sound_bytes}
""", """
tides.md
  +++
  Title = "Tides"
  Date = 2026-03-04T05:06:07+08:00
  Episode = "3"
  Sound = "3.mp3"
  sound_bytes = "1234567"
  Tags = ["sea", "moon: phases"]
  aliases = ["/3"]
  +++

  The [moon](https://example.org/moon).
"""),
    "json": ("""
fields: {audio: file, type: null}
extra_fields: [layout]
""", """
tides.markdown
  {
    "title": "Tides", "date": "2026-03-04", "type": "podcast", "layout": "post",
    "file": "https://cdn.example/3.mp3", "links": {"spotify": null}
  }

  The notes.
"""),
    "epoch": ("""
fields: {published: time, guests: guest}
transcript_in_notes: true
""", """
3.md
  ---
  title: Tides
  time: 1772572800
  guest: {name: Grace Example, web: "https://example.org/grace"}
  speakers: {A: Ada Example, G: Grace Example}
  ---

  [0:00:41.0] A: It is low water.

  Look!

  [0:00:52.5] G: I see.
"""),
    "sibling": ("", f"""
tides.md
  ---
  title: Tides
  date: 2026-03-04
  audio: {{mp3: "https://cdn.example/3.mp3", m4a: "https://cdn.example/3.m4a"}}
  chapters: [{{start: "0:00", title: Shore}}, {{start: "1:10", title: Sea}}]
  ---

  The notes.
tides.vtt
{CUES}"""),
    "back-pointer": ("""
episodes_dir: episodes
transcripts_dir: words
fields: {audio: file, audio.length: length}
""", """
episodes/003.md
  ---
  title: Tides
  date: 2026-03-04
  file: https://cdn.example/3.mp3
  length: 1234567
  ---
words/low.md
  ---
  episode: episodes/003.md
  ---

  __Ada__: It is low water.

  Look!

  __Grace__: I see.
"""),
    "bundle": ("", """
3/index.markdown
  ---
  title: Tides
  date: 2026-03-04
  hostId: 12
  ---
3/transcript.markdown
  *Ada Example (0:00:41)*: Look!

  *Grace Example (0:00:52)*: I see.
"""),
}  # fmt: skip


def read(root: Path, options: dict[str, Any]) -> Iterator[str]:
    """Yield what is read from a folder, in lines; problems only if they fail a strict build."""
    episodes = root / options.pop("episodes_dir", "")
    words = root / options.pop("transcripts_dir") if "transcripts_dir" in options else None
    loaded = PodcastOptions()
    loaded.load_dict(options)
    assert loaded.validate()[0] == []
    settings = Settings(
        show=Show(title="S"),
        folders=Folders(root, root, episodes, root / "people", (), words),
        reading=reading_options(loaded),
    )
    cache = MemoryCache()
    files = read_show(settings, cache)
    for episode in files.episodes:
        for field in dataclasses.fields(episode):
            value = getattr(episode, field.name)
            hidden = {"digest", "outline", "file", "summary"}
            if value not in (field.default, "", (), {}) and field.name not in hidden:
                yield f"{field.name}: {value}"
        for entry in load_transcript(cache, files.sources[episode.file], episode, settings):
            if isinstance(entry, Header):
                yield f"    # {entry.text}"
            else:
                yield f"    {entry.start} – {entry.end} {entry.who}: {entry.text}"
    for name in sorted(files.used):
        yield f"used: {name}"
    for problem in files.problems:
        if CHECKS[problem.code].level is not Level.INFO:
            yield f"problem: {problem.code}"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read(tmp_path, golden, shape):
    options, sketch = SHAPES[shape]
    write_sketch(tmp_path, sketch)
    lines = read(tmp_path, yaml.safe_load(options) or {})
    golden(GOLDEN / f"{shape}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("case", sorted(SHARED.glob("[0-9]*")), ids=lambda case: case.name)
def test_a_shared_case_is_one_episode(tmp_path, case):
    root = tmp_path / "podcast"
    shutil.copytree(case, root)
    options = root / "options.yml"
    values = yaml.safe_load(options.read_text("utf-8")) if options.exists() else {}
    options.unlink(missing_ok=True)
    for key in {"episodes_dir", "transcripts_dir"} & values.keys():
        values[key] = values[key].removeprefix("docs/podcast/")
    lines = list(read(root, values))
    if case.name.startswith("13"):
        assert lines == ["problem: few-episodes"], "its episode is in a feed"
        return
    assert len([line for line in lines if line.startswith("title: Knots")]) == 1
    expected = ["problem: image-not-found"] if case.name.startswith("01") else []
    assert [line for line in lines if line.startswith("problem: ")] == expected
    has_transcript = case.name[:2] not in {"01", "02"}
    assert bool([line for line in lines if line.startswith("    ")]) == has_transcript
