"""`mkdocs-podcast import transcript`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.importing.transcript_merging import merge_transcripts
from mkdocs_podcast.reading.yaml import read_yaml
from mkdocs_podcast.reading.yaml_writing import write_mapping
from mkdocs_podcast.show import Line, Transcript

from ..strategies import anything

SITE = """
mkdocs.yml
  plugins: [podcast]
docs/podcast/tides.yaml
  # The first one
  title: Tides
  published: 2024-03-31

  # Below the line
  topics: [sea]
tides.vtt
  WEBVTT

  00:00.000 --> 00:02.000
  <v SPEAKER_00>The sea: it rises.

  00:02.000 --> 00:04.500
  <v SPEAKER_01>Yes # really, it does rise.
chapters.txt
  0:00 The moon
  0:02 The shore
"""
WORDS = [
    "tide",
    "moon",
    "shore",
    "harbor",
    "rope",
    "anchor",
    "sail",
    "wind",
    "current",
    "rock",
    "wave",
    "fog",
    "lamp",
    "bell",
    "keel",
    "mast",
]


def segments(count: int, shift: int = 0) -> list[dict]:
    """Return segments of a Whisper file; each has words of its own."""
    return [
        {
            "start": 10.0 * number + shift,
            "end": 10.0 * number + 8 + shift,
            "speaker": f"SPEAKER_0{number % 2}",
            "text": f"Now the {WORDS[number % 16]} number {number} meets the "
            f"{WORDS[number * 7 % 16]} of {number * 31 % 97} and stays there.",
        }
        for number in range(count)
    ]


def values(root: Path) -> dict:
    return yaml.safe_load((root / "docs/podcast/tides.yaml").read_text())


def test_a_transcript_is_imported_into_the_episode_with_its_name(run, write, tmp_path):
    write(SITE)
    result = run(
        "import", "transcript", "tides.vtt", "--headers", "chapters.txt",
        "--speakers", "SPEAKER_00=Ada", "--speakers", "SPEAKER_01=Grace",
    )  # fmt: skip
    assert (result.exit_code, result.output) == (0, "tides.vtt → docs/podcast/tides.yaml: 2 new.\n")
    assert (tmp_path / "docs/podcast/tides.yaml").read_text() == (
        "# The first one\ntitle: Tides\npublished: 2024-03-31\n\n# Below the line\ntopics: [sea]\n"
        "transcript:\n"
        '- header: The moon\n- line: "The sea: it rises."\n  who: Ada\n  time: 0:00\n  end: 0:02\n'
        '- header: The shore\n- line: "Yes # really, it does rise."\n  who: Grace\n  time: 0:02\n'
        "  end: 0:04.5\n"
    )


def test_a_transcript_without_an_episode_is_printed(run, write):
    write(SITE)
    Path("docs/podcast/tides.yaml").rename("docs/podcast/fog.yaml")
    result = run("import", "transcript", "tides.vtt")
    assert result.output.startswith('transcript:\n- line: "The sea: it rises."\n')


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("tides.vtt", "chapters.txt", "--into", "docs/podcast/tides.yaml"), 2, "Only one file"),
        (("tides.vtt", "--speakers", "Ada"), 2, "SPEAKER_00=Ada"),
        (("empty.json",), 1, "empty.json contains no transcript"),
        (("tides.vtt", "--headers", "mkdocs.yml"), 1, "mkdocs.yml contains no chapters"),
        (("tides.vtt", "--into", "fog.toml"), 1, "fog.toml: Transcripts are imported into YAML"),
        (("tides.vtt", "--into", "bad.yaml"), 1, "bad.yaml: The episode is not valid YAML"),
        (("x.vtt", "empty.json"), 1, "x.vtt: no episode has this name"),
    ],
)
def test_wrong_usage_is_one_sentence_and_changes_nothing(
    run, write, tmp_path, arguments, code, sentence
):
    write(SITE + "empty.json\n  {}\nfog.toml\n  title = 'Fog'\nbad.yaml\n  title: [\n")
    (tmp_path / "x.vtt").write_bytes((tmp_path / "tides.vtt").read_bytes())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    result = run("import", "transcript", *arguments)
    assert result.exit_code == code
    assert sentence in result.output
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("has_base", [True, False])
def test_importing_again_keeps_every_correction(run, write, tmp_path, has_base):
    write(SITE)
    (tmp_path / "tides.vtt").unlink()
    file, episode = tmp_path / "tides.json", tmp_path / "docs/podcast/tides.yaml"
    first = segments(60)
    file.write_text(json.dumps({"segments": first}))
    assert run("import", "transcript", file).exit_code == 0
    text = episode.read_text().replace("SPEAKER_00", "Ada").replace("SPEAKER_01", "Grace Ho")
    corrected = list(range(0, 60, 3))
    for number in corrected:
        text = text.replace(f"number {number} meets", f"nr. {number} greets")
    lines = text.split("\n")
    (row,) = [index for index, line in enumerate(lines) if "number 20 meets" in line]
    lines[row:row] = ["- header: Twenty", "  id: twenty"]
    episode.write_text("\n".join(lines))
    if not has_base:
        for path in (tmp_path / ".cache/podcast/imports").iterdir():
            path.unlink()
    changed = segments(60, shift=5)
    changed[10]["text"] = changed[10]["text"].replace("Now the", "Right now, the")
    changed.insert(31, {**changed[30], "start": 314.0, "text": "Suddenly somebody coughs loudly."})
    del changed[51]  # number 50
    file.write_text(json.dumps({"segments": changed}))
    result = run("import", "transcript", file)
    found = values(tmp_path)["transcript"]
    said = [entry["line"] for entry in found if "line" in entry]
    assert [number for number in corrected if any(f"nr. {number} greets" in x for x in said)] == (
        corrected
    )
    names = {entry["who"] for entry in found if "who" in entry}
    assert names == {"Ada", "Grace Ho"}
    position = found.index({"header": "Twenty", "id": "twenty"})
    assert "number 20 meets" in found[position + 1]["line"]
    assert "Suddenly somebody coughs loudly." in said
    assert sum("Right now" in each for each in said) == has_base
    assert sum("number 50 meets" in each for each in said) == (not has_base)
    assert result.exit_code == (not has_base)
    assert ("number 50 meets" in result.output) is not has_base
    assert found[0]["time"] in {"0:05", 5}


def test_a_line_with_other_words_is_recognized_by_its_time():
    old = Transcript((Line("One.", "A", 1.0), Line("Rewritten.", "A", 2.0), Line("Three.", "A")))
    new = Transcript((Line("One.", "A", 1.0), Line("Two.", "A", 2.0), Line("Three.", "A", 3.0)))
    merged = merge_transcripts(old, new)
    assert [line.text for line in merged.transcript.lines()] == ["One.", "Rewritten.", "Three."]
    assert (merged.added, merged.unmatched) == (0, ())


def test_lines_that_the_author_deleted_stay_deleted():
    lines = [Line(f"{word} comes {word} again", "A", float(n)) for n, word in enumerate(WORDS)]
    base = Transcript(tuple(lines))
    old = Transcript((*lines[:4], *lines[6:]))
    assert merge_transcripts(old, base, base).transcript == old
    assert merge_transcripts(old, base).added == 2


@given(anything)
def test_any_text_means_itself_in_yaml(text):
    values = {"a": text, "b": [text, "x"], "c": {"d": text}, text or "e": "x"}
    assert read_yaml("\n".join(write_mapping(values))).values == values


TEXTS = st.lists(st.sampled_from(WORDS[:6]), max_size=6).map(" ".join)
TIMES = st.none() | st.integers(0, 100).map(float)
LINES = st.lists(st.builds(Line, TEXTS, st.sampled_from(["", "A", "B"]), TIMES), max_size=8).map(
    lambda lines: Transcript(tuple(lines))
)


@given(LINES, LINES)
def test_every_line_of_the_author_stays_in_order(old, new):
    merged = merge_transcripts(old, new)
    texts = iter([line.text for line in merged.transcript.lines()])
    assert all(line.text in texts for line in old.lines())
    assert len(list(merged.transcript.lines())) == len(list(old.lines())) + merged.added
    again = merge_transcripts(merged.transcript, merged.transcript, merged.transcript)
    assert list(again.transcript.lines()) or not list(merged.transcript.lines())
