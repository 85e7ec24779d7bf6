from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.formats.captions import SRT_WIDTH, VTT_WIDTH, write_srt
from mkdocs_podcast.formats.cues import make_cues, one_line
from mkdocs_podcast.show import Cue, Entry, Episode, Header, Line, Transcript, Word
from mkdocs_podcast.show.transcript import plain_name

from ..strategies import cued_lines, names, times, transcripts
from .caption_readers import Caption, read_srt, read_vtt, squeezed, words_of
from .texts import any_text

GOLDEN = Path(__file__).parent / "golden"
TIDES = (
    Line("Hello.", start=0),
    Header("The moon"),
    Line("Why does the water go up & down?", "Ada", 2),
    Line("It pulls -> that is all. And twice a day, wherever you are, it comes back to the same "
         "old place, which is how the people who live there know what time it is.", "Bob", 4.5),
    Line("Always.", "", 20),
    Header("The sun"), Header("The sea"),
    Line("", "Bob", 24), Line("Nobody knows.", "Bob", 25), Line("No.", "Bob", 359_999.5),
)  # fmt: skip


def captions(*entries: Entry, full_names: dict[str, str] | None = None, **values) -> dict[str, str]:
    episode, transcript = Episode(title="Tides", **values), Transcript(entries)
    formats = ("vtt", "srt", "json", "txt")
    files = transcript_files(episode, transcript, full_names or {}, "", formats, "")
    return {name: content.decode() for name, content in files.items()}


def srt_words(cues: tuple[Cue, ...]) -> str:
    """Return what SRT shows of cues: words, and the names of speakers where they change."""
    before, words = "", ""
    for cue in cues:
        words += f"{cue.speaker}: {cue.text}" if cue.speaker not in ("", before) else cue.text
        before = cue.speaker
    return squeezed(words)


def assert_in_order(read: list[Caption]) -> None:
    assert all(caption.end > caption.start for caption in read)
    ends = [0, *(caption.end for caption in read)]
    assert all(caption.start >= end for caption, end in zip(read, ends, strict=False))


@pytest.mark.parametrize("name", ["vtt", "srt", "json", "txt"])
def test_the_files_of_a_transcript(golden, name):
    full_names = {"Ada": "Ada Lovelace", "Bob": "Bob > & <b>"}
    files = captions(*TIDES, full_names=full_names, duration=360_000.0)
    golden(GOLDEN / f"transcript.{name}", files[name].replace(", {", ",\n{"))


def test_srt_shows_text_that_would_be_markup():
    shown = write_srt([Cue(0, 9, "<i>", "<b>a</b> {\\an8} 1 < 2 --> 3 {b}", is_line=True)])
    assert "<\u2060i>: <\u2060b>a<\u2060/b>" in shown
    assert "{\u2060\\an8} 1 < 2\n--\u2060> 3 {b}" in shown


@any_text
def test_any_text_is_text_in_every_format(text):
    assume(plain_name(text) == text)  # without a colon and emphasis
    entries = Header(text), Line(text, text, 1), Line("Then.", "Ada", 200), Line(text, "Bob", 300)
    files = captions(*entries, full_names={"Ada": text})
    cues = make_cues(Episode(title="Tides"), Transcript(entries), {"Ada": text})
    text = one_line(text)
    voiced = read_vtt(files["vtt"])
    assert words_of(voiced) == squeezed(text + "Then." + text)
    assert list(dict.fromkeys(caption.voice for caption in voiced)) == [text, "Bob"]
    assert words_of(read_srt(files["srt"])) == srt_words(cues)
    segments = json.loads(files["json"])["segments"]
    spoken = [(text, text), (text, "Then."), ("Bob", text)]
    assert [(each["speaker"], each["body"]) for each in segments] == spoken
    assert files["txt"] == f"{text}\n\n{text}: {text}\n\nThen.\n\nBob: {text}\n"


@given(transcripts, st.none() | times, st.dictionaries(names, names, max_size=2))
def test_others_read_every_word_of_any_transcript_in_order(transcript, duration, full_names):
    cues = make_cues(Episode(title="Tides", duration=duration), transcript, full_names)
    files = captions(*transcript, full_names=full_names, duration=duration)
    assert all(squeezed(entry.text) in squeezed(files["txt"]) for entry in transcript)
    if all(line.start is None for line in transcript.lines()):
        assert cues == ()
        return
    voiced, subtitles = read_vtt(files["vtt"]), read_srt(files["srt"])
    assert words_of(voiced) == squeezed("".join(line.text for line in transcript.lines()))
    assert words_of(subtitles) == srt_words(cues)
    for read, width in ((voiced, VTT_WIDTH), (subtitles, SRT_WIDTH)):
        assert_in_order(read)
        assert {caption.start for caption in read} >= {round(cue.start * 1_000) for cue in cues}
        lines = [line for caption in read for line in caption.lines]
        assert all(len(line.replace("\u2060", "")) <= width for line in lines)
    segments = json.loads(files["json"])["segments"]
    read = [(s["startTime"], s["endTime"], s.get("speaker", ""), s["body"]) for s in segments]
    assert read == [(cue.start, cue.end, cue.speaker, cue.text) for cue in cues]


def test_only_formats_of_transcripts_are_written():
    transcript = Transcript((Line("Hi.", "Ada", 1),))
    files = transcript_files(Episode(title="T"), transcript, {}, "", ("txt", "markdown"), "")
    assert files == {"txt": b"Ada: Hi.\n"}


@given(cued_lines())
def test_cues_of_a_file_stay_as_they_are(lines):
    given = [(cue, line.speaker) for line in lines for cue in line.cues]
    files = captions(*lines, duration=4_000_000.0)
    moments = [(round(cue.start * 1_000), round(cue.end * 1_000)) for cue, _ in given]
    for read in (read_vtt(re.sub(r"<\d[\d:.]+>", "", files["vtt"])), read_srt(files["srt"])):
        assert [(caption.start, caption.end) for caption in read] == moments
        assert all(
            squeezed(cue.text) in squeezed("".join(caption.lines))
            for caption, (cue, _) in zip(read, given, strict=True)
        )
    segments = json.loads(files["json"])["segments"]
    assert [each["speaker"] for each in segments] == [one_line(speaker) for _, speaker in given]


def test_webvtt_has_the_times_of_words():
    cue = Cue(1, 3, "", "Tides &\nwaves.", (Word(1, 1.5, 0), Word(1.5, 2, 6), Word(2, 3, 8)))
    vtt = captions(Line("Tides & waves.", "Ada", 1, 3, (cue,)))["vtt"]
    assert vtt.endswith(
        "--> 00:00:03.000\n<v Ada>Tides <00:00:01.500>&amp;\n<00:00:02.000>waves.\n"
    )


def test_lines_with_and_without_cues_share_time():
    cue = Cue(1, 2, "", "A")
    files = captions(Line("A", "", 1, 2, (cue,)), Line("B"), Line("C", start=4), duration=9.0)
    assert [(c.start, c.end) for c in read_vtt(files["vtt"])] == [
        (1_000, 2_000), (2_000, 4_000), (4_000, 9_000),
    ]  # fmt: skip
