"""Input of any length is read in a time that grows with its length, not with its square."""

from __future__ import annotations

from contextlib import suppress

import pytest

from mkdocs_podcast.checks import did_you_mean
from mkdocs_podcast.reading import front_matter
from mkdocs_podcast.reading.chapters import chapters_in_notes, read_chapter_file
from mkdocs_podcast.reading.documents import keys_at_top, read_json
from mkdocs_podcast.reading.extra import read_extra
from mkdocs_podcast.reading.reader import _HEADING
from mkdocs_podcast.reading.toml import read_toml
from mkdocs_podcast.reading.transcripts import TranscriptOptions, read_transcript_file, split_body
from mkdocs_podcast.reading.values import parse_episode
from mkdocs_podcast.reading.yaml import read_yaml
from mkdocs_podcast.show import (
    Person,
    is_web_url,
    parse_duration,
    parse_timecode,
    spotify_id,
    youtube_id,
)
from mkdocs_podcast.show.fields import plain_text, tidy

MANY = 100_000
TEXT = ["a", " ", "\n\n", "\n ", "&#", "&amp", "#", "- ", "1.", "1:", "--", "[", "](", "\x02"]
HTML = [*TEXT, "<", "<p ", "<p>", "<br>", "<b></p>", "<div>", "<ul><li>", "<!--", "<![", "<script>"]
YAML = [*TEXT, "a: ", "'", '"', "{a", "&a ", "*a ", "\\\\", "\\ud83d", '"\\ud83d\\ude00"\n', "? "]
JSON = [*TEXT, '"', '{"a":', '{"a":1,', "[1,", "\n}", "\\", "\\u"]
TOML = [*TEXT, "a = 1\n", "a.", "[a", "[[a]]\n", "{a=", "'", '"', '"' * 3, "'" * 3, "[a.", '"a".']


VTT = ["<v ", "<v A>a", "<0:01>a", "a\n", "\n0:01 --> 0:02\n", "-->\n", "&amp", "1\n", "A: "]
MARKDOWN = [
    "**A:** ",
    "**A",
    "*a*",
    "_a",
    "[0:01] ",
    "0:01\n",
    "> ",
    "- ",
    "\n=\n",
    "<p><b>",
    "<div>",
]
SPOKEN = ['{"segments":[', '{"segments":[{"text":"a"},', "[[", '"', "\\u"]
CHAPTERS = ["0:01 A\n", "0:", "<psc:chapter ", 'start="', "CHAPTER1=1\n", "<http://a", "[0:01]("]


def read_spoken(text: str, suffix: str) -> None:
    text = text[: len(text) // 10]
    read_transcript_file(text, suffix, TranscriptOptions())
    if suffix == ".md":
        split_body(f"# Transcript\n\n{text}", {"transcript"}, TranscriptOptions(), is_in_notes=True)


def read_chapters(text: str) -> None:
    text = text[: len(text) // 5]
    chapters_in_notes(text)
    read_chapter_file(text, "txt")


def read_links(text: str) -> None:
    youtube_id(text)
    spotify_id(f"https://open.spotify.com/{text}")
    is_web_url(f"https://{text}")
    assert Person(title="A", twitter=text).profiles is not None


ENTRY_POINTS = {
    "tidy": (tidy, TEXT),
    "plain_text": (lambda text: plain_text(text, 200), HTML),
    "front_matter.split": (front_matter.split, [*TEXT, "---", "\n---", "...\n", "---  "]),
    "front_matter.split, after its start": (
        lambda text: front_matter.split(f"---\n{text}"),
        [*TEXT, "---", "\n---", "\n--- ", "...\n"],
    ),
    "front_matter.split, JSON": (lambda text: front_matter.split(f"{{{text}"), JSON),
    "keys_at_top": (
        lambda text: [keys_at_top(text, each) for each in ("yaml", "toml", "json")],
        ["episode", '"episode" ', "\n ", "episode \n", ".", "-", "\t"],
    ),
    "read_toml": (read_toml, TOML),
    "read_toml, in a value": (lambda text: read_toml(f"a = {text}"), TOML),
    "read_json": (read_json, JSON),
    "read_json, in a value": (lambda text: read_json(f'{{"a": "{text}'), JSON),
    "a heading": (_HEADING.match, ["#", "# ", "#a ", "a\n=", "=", " ", "\n", "# a #"]),
    "read_yaml": (read_yaml, YAML),
    "read_yaml, in quotes": (lambda text: read_yaml(f'a: "{text}"'), YAML),
    "parse_episode": (lambda text: parse_episode({text: text, "intro": text}, "x"), HTML),
    "read_extra": (lambda text: read_extra({text: text}), ["9", "0.", "-", "e"]),
    "did_you_mean": (lambda text: did_you_mean(text, ["title", "transcript"]), ["title", "t"]),
    "parse_timecode": (parse_timecode, ["1", "1:", "0.", "00:", " "]),
    "parse_duration": (parse_duration, ["1", "P1D", "T1H", "1.", " "]),
    "chapters": (read_chapters, CHAPTERS),
    "transcripts, WebVTT": (lambda text: read_spoken(f"WEBVTT\n\n{text}", ".vtt"), VTT),
    "transcripts, SRT": (lambda text: read_spoken(text, ".srt"), ["1\n", "{\\", "<i>", "A: a\n"]),
    "transcripts, JSON": (lambda text: read_spoken(text, ".json"), SPOKEN),
    "transcripts, Markdown": (lambda text: read_spoken(text, ".md"), MARKDOWN),
    "transcripts, text": (lambda text: read_spoken(text, ".txt"), ["A: a\n", "0:01 ", "A 0:01\n"]),
    "transcripts, HTML": (lambda text: read_spoken(text, ".html"), HTML),
    "links": (read_links, ["a", "a/", "intl-a/", ".", "-", "?", "&v=", "[", "@", " _"]),
}


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
def test_long_input_is_read_in_linear_time(entry_point):
    read, pieces = ENTRY_POINTS[entry_point]
    for piece in pieces:
        with suppress(ValueError):  # not a time, for example
            read(piece * MANY)
