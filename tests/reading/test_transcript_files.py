from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.formats.captions import write_srt, write_transcript_json, write_vtt
from mkdocs_podcast.formats.cues import make_cues
from mkdocs_podcast.reading.transcripts import (
    TranscriptFile,
    TranscriptOptions,
    read_transcript_file,
    split_body,
)
from mkdocs_podcast.show import Episode, Header, Line, Transcript, format_timecode

from ..strategies import anything, cued_lines, spoiled

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".golden")
DIALECT = """\
<!-- podcast:transcript -->

### M { #m }

**Ada** (0:01) 2\\*3

<!-- /podcast:transcript -->"""
SUFFIXES = [".vtt", ".srt", ".json", ".txt", ".md", ".html", ""]


def read(text: str, suffix: str, **options) -> TranscriptFile:
    return read_transcript_file(text, suffix, TranscriptOptions(**options))


def described(file: TranscriptFile) -> str:
    """Describe a transcript: its rows, speakers, times, cues and problems."""
    lines = []
    for entry, row in zip(file.transcript, file.rows, strict=True):
        if isinstance(entry, Header):
            lines.append(f"{row}: # {entry.text} {entry.id}".rstrip())
            continue
        times = [t if t is None else format_timecode(t) for t in (entry.start, entry.end)]
        lines.append(f"{row}: {entry.who} {times[0]}–{times[1]}: {entry.text}")
        for cue in entry.cues:
            words = [f"{cue.text[w.position :].split()[0]} {w.start}–{w.end}" for w in cue.words]
            lines.append(f"   {cue.start}–{cue.end} {cue.text!r} {', '.join(words)}".rstrip())
    return "\n".join([*lines, *map(str, file.problems)]) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_format_is_read(golden, path):
    text = path.read_text(encoding="utf-8")
    found = read(text, path.suffix, speakers={"SPEAKER_00": "Ada Marsh", "A": "Ada", "1": "Grace"})
    golden(path.with_name(f"{path.name}.golden"), described(found))


@given(cued_lines())
def test_the_cues_of_webvtt_are_published_as_they_were(lines):
    def published(transcript: Transcript) -> str:
        return write_vtt(make_cues(Episode(title="A"), transcript, {}))

    vtt = published(Transcript(tuple(lines)))
    file = read(vtt, ".vtt")
    assert file.problems == ()
    assert published(file.transcript) == vtt
    unmerged = read(vtt, ".vtt", merge=False)
    assert len(unmerged.transcript) == sum(len(line.cues) for line in lines)
    assert published(unmerged.transcript) == vtt


@given(cued_lines())
def test_cues_of_other_formats_keep_words_and_times(lines):
    cues = make_cues(Episode(title="A"), Transcript(tuple(lines)), {})
    times = [(cue.start, cue.end) for cue in cues]
    for text, suffix in ((write_srt(cues), ".srt"), (write_transcript_json(cues), ".json")):
        found = read(text, suffix, merge=False)
        assert [(line.start, line.end) for line in found.transcript.lines()] == times


@given(anything, st.sampled_from(SUFFIXES), st.booleans())
def test_any_text_is_read(text, suffix, is_long):
    found = read(text * 20 if is_long else text, suffix)
    assert len(found.rows) == len(found.transcript)
    assert all(row >= 1 for row in found.rows)
    split = split_body(text, {"transcript"}, TranscriptOptions(), is_in_notes=True)
    assert split.entries or split.notes.strip("\n") == text.strip("\n") or "<!--" in text


MARKS = [
    "\n",
    "\n\n",
    " --> ",
    "00:00:01.000",
    "-1",
    "1e999",
    "**Ada:** ",
    "<v Ada>",
    "{",
    '"',
    "<p>",
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=4,
)


@st.composite
def spoiled_files(draw) -> tuple[str, str]:
    """A file in one of the formats that is not what it should be, and its suffix."""
    path = draw(st.sampled_from(FILES))
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".json" or draw(st.booleans()):
        return draw(spoiled(text, anything | st.sampled_from(MARKS))), path.suffix
    root = parent = [json.loads(text)]
    key: int | str = 0
    while isinstance(parent[key], (dict, list)) and parent[key] and draw(st.integers(0, 4)):
        parent = parent[key]
        key = draw(
            st.sampled_from(list(parent) if isinstance(parent, dict) else range(len(parent)))
        )
    parent[key] = draw(json_values)
    return json.dumps(root[0]), path.suffix


@given(file=spoiled_files(), is_merged=st.booleans())
def test_a_spoiled_file_of_any_format_is_read(file, is_merged):
    found = read(*file, merge=is_merged)
    assert len(found.rows) == len(found.transcript)
    assert found.problems or len(found.transcript)
    assert all(problem.line >= 1 and str(problem).isprintable() for problem in found.problems)
    write_vtt(make_cues(Episode(title="A"), found.transcript, {}))


@given(st.lists(st.text("abc .,!?éß水", min_size=1).filter(str.strip), min_size=1))
def test_no_word_of_plain_text_is_lost(paragraphs):
    text = "\n\n".join(paragraphs)
    for suffix in (".txt", ".md", ".html"):
        found = " ".join(line.text for line in read(text, suffix).transcript.lines())
        assert found.split() == text.split()


@pytest.mark.parametrize(
    ("cues", "lines"),
    [
        (["So it goes", "on and on.", "Then"], ["So it goes on and on.", "Then"]),
        (["Yes.", "That is how it goes."], ["Yes. That is how it goes."]),
        (["one"] * 3, ["one one one"]),
        (["word " * 40] * 3, [("word " * 80).strip(), ("word " * 40).strip()]),
        (["Ada: So it goes", "on.", "Bob: Ada: yes"], ["So it goes on.", "Ada: yes"]),
    ],
    ids=["sentences", "a short sentence", "no punctuation", "no end", "speakers"],
)
def test_cues_are_merged_into_sentences(cues, lines):
    blocks = [
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}\n" for n, cue in enumerate(cues)
    ]
    found = read("\n".join(blocks), ".srt")
    assert [line.text for line in found.transcript.lines()] == lines


def test_json_is_read_up_to_an_error():
    text = '{"segments": [{"startTime": 1, "body": "Hi {\\"."}, {"startTime": 2, "body": "Ho."}]}'
    for cut in (*(text[:end] for end in range(1, len(text))), text.replace("}, {", "} {")):
        found = read(cut, ".json")
        texts = [line.text for line in found.transcript.lines()]
        assert texts == ['Hi {".', "Ho."][: (len(cut) >= 49) + (len(cut) >= 82)] or (
            "} {" in cut and texts == ['Hi {".']
        )
        assert [problem.line for problem in found.problems] == [1]


def test_a_pause_ends_a_line():
    found = read("WEBVTT\n\n0:01.000 --> 0:02.000\na\n\n0:04.001 --> 0:05.000\nb\n", ".vtt")
    assert [line.text for line in found.transcript.lines()] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "who", "start", "text"),
    [
        ("**Ada:** Hi.", "Ada", None, "Hi."),
        ("**Ada**: Hi.", "Ada", None, "Hi."),
        ("__Ada__: Hi.", "Ada", None, "Hi."),
        ("*Ada (0:00:41)*: Hi.", "Ada", 41.0, "Hi."),
        ("**Ada** (0:41): Hi.", "Ada", 41.0, "Hi."),
        ("**Ada** [0:41](https://a.example/?t=41) Hi.", "Ada", 41.0, "Hi."),
        ("**Ada \\[0:41\\]**: Hi.", "Ada", 41.0, "Hi."),
        ("[0:41] Ada: Hi.", "Ada", 41.0, "Hi."),
        ("\\[0:41\\] **Ada:** Hi.", "Ada", 41.0, "Hi."),
        ("0:41 - Ada: Hi.", "Ada", 41.0, "Hi."),
        ("> Ada (0:41): Hi.", "Ada", 41.0, "Hi."),
        ("Ada 0:41\nHi.", "Ada", 41.0, "Hi."),
        ("Ada: 00:00:41\n\nHi.", "Ada", 41.0, "Hi."),
        ("[Ada] [00:41] Hi.", "Ada", 41.0, "Hi."),
        ("**Ada**\n\nHi.", "Ada", None, "Hi."),
        ("Ada [0:41 – 0:44]: Hi.", "Ada", 41.0, "Hi."),
        ("Thing: Hi.", "", None, "Thing: Hi."),
        ("**Really** good.", "", None, "Really good."),
        ("At 10:30 it: rains.", "", None, "At 10:30 it: rains."),
        ("https://a.example/ is it.", "", None, "https://a.example/ is it."),
    ],
)
def test_the_forms_of_turns(line, who, start, text):
    (found,) = read(line, ".md").transcript
    assert found == Line(text, who, start)


@pytest.mark.parametrize(
    ("body", "notes", "texts"),
    [
        ("N\n\n## Transcript\n\n**Ada:** a", "N", ["a"]),
        ("## Transcript:\n\nAda: a\n\nAda: b\n\n## Links\n\n- c", "- c", ["a", "b"]),
        ("# Transcript\n\n**Ada:** a\n\n## Moon\n\n- b", "", ["a", "Moon", "b"]),
        ("## Transcript\n\n**Ada:** a\n\n## Moon\n\n**Ada:** b", "", ["a", "Moon", "b"]),
        ("Abschrift\n---\n\n[0:01] Ada: a", "", ["a"]),
        ("## Transcript\n\n[Read it](x.pdf)", "## Transcript\n\n[Read it](x.pdf)", []),
        ("## Transcript\n\n" + "word " * 300, "", [("word " * 300).strip()]),
        ("**Ada:** a", "**Ada:** a", []),
        ("```\n## Transcript\n```\n\n**Ada:** a", "```\n## Transcript\n```\n\n**Ada:** a", []),
        ("## Transcript\n\n<p><b>Ada</b></p>\n<p>1 &gt; 0</p>", "", ["1 > 0"]),
        ("## Transcript\n\n**Ada:** 1 > 0", "", ["1 > 0"]),
        (f"N\n\n## Transcript\n\n{DIALECT}\n\nO", "N\n\nO", ["M", "2*3"]),
    ],
    ids=["below", "notes after it", "deeper headers", "a turn follows", "German", "a link",
         "prose", "nothing", "in a fence", "HTML", "a bracket", "dialect"],
)  # fmt: skip
def test_a_transcript_is_cut_out_of_a_body(body, notes, texts):
    headings = {"transcript", "abschrift"}
    split = split_body(body, headings, TranscriptOptions(), is_in_notes=False)
    found = split.notes.removeprefix("## Links\n\n"), [each.entry.text for each in split.entries]
    assert found == (notes, texts)
