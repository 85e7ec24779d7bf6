from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.load import Folders, load
from mkdocs_podcast.model import Episode, Header, Line, Show
from mkdocs_podcast.publish import captions, chapters
from mkdocs_podcast.publish.captions import SRT_WIDTH, VTT_WIDTH
from mkdocs_podcast.publish.cues import Cue, cues

from ..strategies import names, times, transcripts
from .caption_readers import Read, read_srt, read_vtt, squeezed, words_of

CORPUS = Path(__file__).parents[3] / "shared/corpus"
DOCS = Path(__file__).parents[2] / "example_site/docs"
FILES = sorted(CORPUS.glob("podcast/*.md"))
NAMES = {"Ada": "Ada Lovelace", "Bob": "Bob > & <b>"}
HOSTILE = [
    "</script><script>alert(1)</script>", "]]>", "-->", "--", "00:00:01.000 --> 00:00:02.000",
    "a & b &amp; c &lt;", "“\"'” <b>bold</b> {\\an8}", "שלום \u202e abc", "😀 𝒳 👩‍👩‍👧",
    "NOTE", "WEBVTT", "STYLE", "17", "<v Eve>", "<00:00:01.000>", "x" * 10_000, "水" * 10_000,
]  # fmt: skip


def episode(*transcript: Header | Line, **values: object) -> Episode:
    return Episode(title="Tides", transcript=transcript, **values)


def with_names(made: tuple[Cue, ...]) -> str:
    """What SRT shows of cues: words, and names where they change."""
    befores = ["", *(cue.speaker for cue in made)]
    named = zip(befores, made, strict=False)
    return squeezed(
        "".join(
            f"{cue.speaker}: {cue.text}" if cue.speaker not in ("", before) else cue.text
            for before, cue in named
        )
    )


def expect_in_order(read: list[Read]) -> None:
    assert all(caption.end > caption.start for caption in read)
    ends = [0, *(caption.end for caption in read)]
    assert all(caption.start >= end for caption, end in zip(read, ends, strict=False))


TIDES = episode(
    Header("The moon"),
    Line("Why does the water go up & down?", "Ada", 2),
    Line("It pulls -> that is all. And twice a day, wherever you are, it comes back to the same "
         "old place, which is how the people who live there know what time it is.", "Bob", 4.5),
    Line("Always.", "", 20),
    duration=24.0,
)  # fmt: skip


def test_webvtt_has_a_voice_on_every_caption_and_short_lines():
    assert captions.files(TIDES, NAMES)["transcript.vtt"] == (
        "WEBVTT\n"
        "\n"
        "00:00:02.000 --> 00:00:04.500\n"
        "<v Ada Lovelace>Why does the water go up &amp; down?\n"
        "\n"
        "00:00:04.500 --> 00:00:16.819\n"
        "<v Bob &gt; &amp; &lt;b&gt;>"
        "It pulls -&gt; that is all. And twice a day, wherever you are, it\n"
        "comes back to the same old place, which is how the people who\n"
        "\n"
        "00:00:16.819 --> 00:00:20.000\n"
        "<v Bob &gt; &amp; &lt;b&gt;>live there know what time it is.\n"
        "\n"
        "00:00:20.000 --> 00:00:24.000\n"
        "<v Bob &gt; &amp; &lt;b&gt;>Always.\n"
    )


def test_srt_has_two_lines_with_the_name_before_what_is_said():
    assert captions.files(TIDES, {})["transcript.srt"].startswith(
        "1\n"
        "00:00:02,000 --> 00:00:04,500\n"
        "Ada: Why does the water go up &\n"
        "down?\n"
        "\n"
        "2\n"
        "00:00:04,500 --> 00:00:10,215\n"
        "Bob: It pulls -> that is all.\n"
        "And twice a day, wherever you\n"
        "\n"
        "3\n"
    )


def test_srt_repeats_a_name_after_another_speaker_and_after_a_line_without_one():
    made = captions.srt(
        [
            Cue(0, 1, "Ada", "One."), Cue(1, 2, "Ada", "Two."), Cue(2, 3, "", "(Music)"),
            Cue(3, 4, "Ada", "Three."), Cue(4, 5, "Bob", "Four."), Cue(5, 6, "Ada", "Five."),
        ]
    )  # fmt: skip
    assert [caption.lines[0] for caption in read_srt(made)] == [
        "Ada: One.", "Two.", "(Music)", "Ada: Three.", "Bob: Four.", "Ada: Five.",
    ]  # fmt: skip


def test_json_has_a_segment_a_line_whole_and_with_its_own_time():
    made = json.loads(captions.files(TIDES, NAMES)["transcript.json"])
    assert made["version"] == "1.0.0"
    assert made["segments"][0] == {
        "speaker": "Ada Lovelace",
        "startTime": 2,
        "endTime": 4.5,
        "body": "Why does the water go up & down?",
    }
    assert [s["body"] for s in made["segments"]] == [e.line for e in TIDES.transcript[1:]]
    nameless = captions.files(episode(Line("Hi.", sec=1)), {})["transcript.json"]
    assert json.loads(nameless)["segments"] == [{"startTime": 1, "endTime": 2, "body": "Hi."}]


def test_plain_text_has_all_headers_and_lines_with_names_where_they_change():
    made = captions.files(
        episode(
            Line("Hello.", "Ada"), Line("And welcome."),
            Header("The moon"), Line("It pulls.", "Ada", 3), Line("", "Bob", 4),
            Line("Yes.", "Bob"),
            Header("The sun"), Header("The sea"), Line("Nobody knows."),
        ),
        NAMES,
    )  # fmt: skip
    assert made["transcript.txt"] == (
        "Ada Lovelace: Hello.\n\nAnd welcome.\n\n\n"
        "The moon\n\nAda Lovelace: It pulls.\n\nBob > & <b>: Yes.\n\n\n"
        "The sun\n\n\nThe sea\n\nNobody knows.\n"
    )


def test_without_times_there_is_only_plain_text_and_without_words_nothing():
    assert captions.files(episode(Line("Hi.", "Ada")), {}) == {"transcript.txt": "Ada: Hi.\n"}
    assert captions.files(episode(), {}) == {}
    assert captions.files(episode(Line("", "Ada", 1)), {}) == {}


def test_every_file_has_a_type():
    assert set(captions.files(TIDES, {})) == set(captions.FORMATS)
    assert captions.FORMATS["transcript.srt"] == "application/x-subrip"


def test_times_of_more_than_a_day_can_be_read():
    files = captions.files(episode(Line("Hi.", "Ada", 359_999.5), Line("Ho.", "Ada", 360_000)), {})
    for read in (read_vtt(files["transcript.vtt"]), read_srt(files["transcript.srt"])):
        assert [(c.start, c.end) for c in read] == [
            (359_999_500, 360_000_000),
            (360_000_000, 360_001_000),
        ]


def test_srt_shows_what_would_be_markup():
    made = captions.srt([Cue(0, 9, "<i>", "<b>a</b> {\\an8} 1 < 2 --> 3 {b}")])
    assert "<\u2060i>: <\u2060b>a<\u2060/b>" in made
    assert "{\u2060\\an8} 1 < 2\n--\u2060> 3 {b}" in made


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_is_shown_as_text_in_every_format(text):
    hostile = episode(
        Header(text), Line(text, text, 1), Line("Then.", "Ada", 200), Line(text, "Bob", 300)
    )
    files = captions.files(hostile, {"Ada": text})
    made = cues(hostile, {"Ada": text})
    assert [cue.text for cue in made] == [text, "Then.", text]
    voiced = read_vtt(files["transcript.vtt"])
    assert words_of(voiced) == squeezed(text + "Then." + text)
    voices = [voice for voice, _ in groupby(caption.voice for caption in voiced)]
    assert voices == [text, "Bob"]
    assert words_of(read_srt(files["transcript.srt"])) == with_names(made)
    segments = json.loads(files["transcript.json"])["segments"]
    assert [(s["speaker"], s["body"]) for s in segments] == [
        (text, text), (text, "Then."), ("Bob", text)
    ]  # fmt: skip
    assert files["transcript.txt"] == f"{text}\n\n{text}: {text}\n\nThen.\n\nBob: {text}\n"


@given(transcripts, st.none() | times, st.dictionaries(names, names, max_size=2))
def test_any_transcript_makes_files_that_others_read_with_every_word_in_order(
    transcript, duration, full
):
    hers = episode(*transcript, duration=duration)
    expect_right(hers, full)


def expect_right(hers: Episode, full: dict[str, str]) -> None:
    made = cues(hers, full)
    files = captions.files(hers, full)
    lines = [entry.line for entry in hers.transcript if isinstance(entry, Line)]
    for said in (*lines, *(e.header for e in hers.transcript if isinstance(e, Header))):
        assert squeezed(said) in squeezed(files["transcript.txt"])
    if not made:
        assert set(files) <= {"transcript.txt"}
        return
    voiced = read_vtt(files["transcript.vtt"])
    expect_in_order(voiced)
    assert words_of(voiced) == squeezed("".join(lines))
    assert all(len(line) <= VTT_WIDTH for caption in voiced for line in caption.lines)
    speakers = [(round(cue.start * 1_000), cue.speaker) for cue in made]
    for caption in voiced:
        speaker = next(name for start, name in reversed(speakers) if start <= caption.start)
        assert squeezed(caption.voice) == squeezed(speaker)
    subtitles = read_srt(files["transcript.srt"])
    expect_in_order(subtitles)
    assert words_of(subtitles) == with_names(made)
    assert all(
        len(line.replace("\u2060", "")) <= SRT_WIDTH
        for caption in subtitles
        for line in caption.lines
    )
    segments = json.loads(files["transcript.json"])["segments"]
    assert [(s["startTime"], s["endTime"], s.get("speaker", ""), s["body"]) for s in segments] == [
        (cue.start, cue.end, cue.speaker, cue.text) for cue in made
    ]
    starts = {caption.start for caption in voiced} & {caption.start for caption in subtitles}
    assert starts >= {round(cue.start * 1_000) for cue in made}


def test_the_documentation_shows_what_is_made(tmp_path):
    text = (DOCS / "captions.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    (tmp_path / "high-tide.yaml").write_text(shown["yaml"], encoding="utf-8")
    show = load(Show(title="S"), Folders(tmp_path, tmp_path, tmp_path, tmp_path / "people"))
    (hers,) = show.catalog.episodes
    files = captions.files(hers, {"Ada": "Ada Example", "Grace": "Grace Example"})
    assert show.problems == ()
    assert shown["vtt"] == files["transcript.vtt"]
    assert shown["srt"] == files["transcript.srt"]
    assert shown["text"] == chapters.files(hers)["chapters.txt"]
    assert all(f"/{name}`" in text for name in (*captions.FORMATS, *chapters.FORMATS))


@cache
def corpus() -> dict[str, Episode]:
    folders = Folders(CORPUS, CORPUS, CORPUS / "podcast", CORPUS / "people")
    return {e.name: e for e in load(Show(title="S"), folders).catalog.episodes}


@pytest.mark.skipif(not FILES, reason="the real episodes are not beside the project")
@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_of_a_real_episode_every_word_is_captioned_in_two_lines_at_most(name):
    hers = corpus()[name]
    expect_right(hers, {"Alexey": "Alexey Grigorev"})
    files = captions.files(hers, {})
    for read in (read_vtt(files["transcript.vtt"]), read_srt(files["transcript.srt"])):
        assert all(len(caption.lines) <= 2 for caption in read)
