"""Transcripts as podcasters keep them, each with the lines that an episode gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading import load_transcript, read_show
from mkdocs_podcast.settings import FieldSource, Folders, ReadingOptions, Settings
from mkdocs_podcast.show import Header, Show

from ..sites import write_sketch

IN_NOTES = ReadingOptions(transcript_in_notes=True)
TURNS = [("Ada Marsh", 41.0, None, "High."), ("Ada Marsh", None, None, "Low."),
         ("Bob Foam", 52.5, None, "Why?")]  # fmt: skip
UNTIMED = [(who, None, None, text) for who, _, _, text in TURNS]
CUES = [("Ada Marsh", 0.5, 3.0, "It is high."), ("Ada Marsh", 3.0, 5.25, "Then low & gone."),
        ("Bob Foam", 62.5, 64.0, "Why?")]  # fmt: skip
EPISODES = [
    (
        "HTML",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  ---
  <p><strong>Ada Marsh</strong></p>
  <p>High.</p>
  <p>Low.</p>
  <p><strong>Bob Foam</strong></p>
  <p>Why?</p>
""",
        IN_NOTES,
        UNTIMED,
    ),
    (
        "times first",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  speakers: {AM: Ada Marsh, B: Bob Foam}
  ---
  [0:00:41.0] AM: High.

  Low.

  [0:00:52.5] B: Why?
""",
        IN_NOTES,
        TURNS,
    ),
    (
        "heading",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  ---
  - **Rope:** notes

  ## Transcript

  **Ada Marsh:** [00:41] High.

  Low.

  **Break:** [00:45]

  ### Next

  **Bob Foam:** [00:52.5] Why?
""",
        ReadingOptions(),
        [*TURNS[:2], ("Break", 45.0, None, ""), "Next", TURNS[2]],
    ),
    (
        "times alone",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  cast: [Ada Marsh, Bob Foam]
  ---
  # Tides

  Ada Marsh: 00:00:41

  High.

  Low.

  Bob Foam: 00:00:52.5

  Why?
""",
        replace(IN_NOTES, fields={"guests": FieldSource("cast")}),
        TURNS,
    ),
    (
        "WebVTT",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  chapters: ['0:00 High', '1:02.5 Low']
  ---
  Notes.
a.vtt
  WEBVTT

  NOTE by hand

  1
  00:00:00.500 --> 00:00:03.000 align:start
  <v Ada Marsh>It is high.

  00:00:03.000 --> 00:00:05.250
  <v Ada Marsh>Then <i>low</i> &amp; gone.

  00:01:02.500 --> 00:01:04.000
  <v Bob Foam>Why?
""",
        ReadingOptions(),
        ["High", *CUES[:2], "Low", CUES[2]],
    ),
    (
        "SRT",
        """\
a.yaml
  title: A
  date: 2024-01-09
  transcript: texts/7.srt
texts/7.srt
  1
  00:00:00,500 --> 00:00:03,000
  Ada Marsh: It is high.

  2
  00:00:03,000 --> 00:00:05,250
  Then low & gone.

  3
  00:01:02,500 --> 00:01:04,000
  Bob Foam: Why?
""",
        ReadingOptions(),
        CUES,
    ),
    (
        "Whisper",
        """\
a.yaml
  title: A
  date: 2024-01-09
  transcript: a.json
  speakers: {S_0: Ada Marsh, S_1: Bob Foam}
a.json
  {"segments": [{"start": 0.5, "end": 3, "text": " It is high.", "speaker": "S_0"},
   {"start": 3, "end": 5.25, "text": " Then low & gone.", "speaker": "S_0"},
   {"start": 62.5, "end": 64, "text": " Why?", "speaker": "S_1"}]}
""",
        ReadingOptions(),
        CUES,
    ),
    (
        "Podcasting 2.0",
        """\
a.yaml
  title: A
  date: 2024-01-09
  transcript: a.json
a.json
  {"segments": [{"startTime": 0.5, "endTime": 3, "body": "It is high.", "speaker": "S_0"},
   {"startTime": 62.5, "endTime": 64, "body": "Why?", "speaker": "Bob Foam"}]}
""",
        ReadingOptions(speakers={"S_0": "Ada Marsh"}),
        [CUES[0], CUES[2]],
    ),
    (
        "back-pointer",
        """\
a.md
  ---
  title: Tides
  date: 2024-01-09
  ---
  Notes.
../texts/by-hand.md
  ---
  episode: episodes/a.md
  ---

  __Ada Marsh__: High.

  Low.

  __Bob Foam__: Why?
""",
        ReadingOptions(),
        UNTIMED,
    ),
    (
        "folder",
        """\
a/index.md
  ---
  title: Tides
  date: 2024-01-09
  ---
  Notes.
a/transcript.md
  *Ada Marsh (0:00:41)*: High.

  Low.

  *Bob Foam (0:00:52.5)*: Why?
""",
        ReadingOptions(),
        TURNS,
    ),
]
"""The name of a layout, its files below the folder of episodes, options, and the lines."""


@pytest.mark.parametrize(
    ("sketch", "options", "lines"),
    [pytest.param(*row[1:], id=row[0]) for row in EPISODES],
)
def test_a_transcript_is_found_and_read(tmp_path, sketch, options, lines):
    write_sketch(tmp_path / "episodes", sketch)
    folders = Folders(tmp_path, tmp_path / "docs", tmp_path / "episodes", tmp_path / "people",
                      transcripts=tmp_path / "texts")  # fmt: skip
    settings = Settings(show=Show(title="S"), folders=folders, reading=options)
    cache = MemoryCache()
    files = read_show(settings, cache)
    (episode,) = files.episodes
    transcript = load_transcript(cache, files.sources[episode.file], episode, settings)
    found = [
        entry.text if isinstance(entry, Header) else (entry.who, entry.start, entry.end, entry.text)
        for entry in transcript
    ]
    assert found == lines
    assert "Ada" not in episode.notes
    codes = {problem.code for problem in files.problems}
    assert codes <= {"youtube-chapters", "audio-without-length", "no-date"}


@pytest.mark.parametrize(
    ("encoding", "codes"), [("utf-8-sig", set()), ("utf-16", set()), ("cp1252", {"bad-transcript"})]
)
def test_every_character_of_a_transcript_is_read(tmp_path, encoding, codes):
    write_sketch(tmp_path / "episodes", "a.yaml\n  {title: A, date: 2024-01-09}")
    (tmp_path / "episodes/a.srt").write_bytes("0:01 --> 0:02\r\nDéjà vu".encode(encoding))
    folders = Folders(tmp_path, tmp_path / "docs", tmp_path / "episodes", tmp_path / "people")
    settings = Settings(show=Show(title="S"), folders=folders)
    cache = MemoryCache()
    files = read_show(settings, cache)
    (episode,) = files.episodes
    transcript = load_transcript(cache, files.sources[episode.file], episode, settings)
    assert [line.text for line in transcript.lines()] == ["Déjà vu"]
    assert {problem.code for problem in files.problems} == codes
    assert {problem.file for problem in files.problems} <= {"episodes/a.srt"}
