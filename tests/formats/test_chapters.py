from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given

from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.show import Entry, Episode, Header, Line, Transcript, parse_timecode

from ..plans import with_transcript
from ..strategies import transcripts

GOLDEN = Path(__file__).parent / "golden"
PAGE = "https://a.example/tides/"
TIDES = (
    Line("Hello.", start=0),
    Header("The moon & <i>we</i>"), Line("It pulls.", "Ada", 30.5),
    Header("The sun"), Line("It shines.", "Ada", 132.2), Line("Indeed.", "Ada", 150.2),
    Header("Clouds"), Line("They do.", "Ada", 150.8),
    Header("“Tea” 😀"), Line("With milk.", "Ada", 3723),
)  # fmt: skip


def files(*entries: Entry, page: str = PAGE, **values) -> tuple[Episode, str, str]:
    """Return an episode, its chapters as JSON and its list of chapters."""
    episode = with_transcript(Episode(title="Tides", **values), *entries)
    formats = ("chapters", "chapter-list")
    written = transcript_files(episode, Transcript(entries), {}, page, formats, "Intro")
    return episode, written["chapters"].decode(), written["chapter-list"].decode()


def test_the_files_of_chapters(golden):
    _, chapters, listed = files(*TIDES, duration=4000.0)
    golden(GOLDEN / "chapters.json", chapters)
    golden(GOLDEN / "chapters.txt", listed)


def test_unknown_values_are_omitted():
    _, chapters, _ = files(Header("A"), Line("Hi.", "Ada", 1), page="")
    assert json.loads(chapters)["chapters"] == [{"startTime": 1, "title": "A"}]


def test_there_is_no_list_that_platforms_would_ignore():
    assert files(Header("A"), Line("x", "", 0), Header("B"), Line("y", "", 60))[2] == ""


@given(transcripts)
def test_the_files_of_any_transcript_contain_its_chapters(transcript):
    episode, chapters, listed = files(*transcript)
    rows = [(each["title"], each["startTime"]) for each in json.loads(chapters)["chapters"]]
    assert rows == [(each.title, each.start) for each in episode.outline.chapters]
    lines = [re.fullmatch(r"([\d:]+) ([^\n<>]+)", line) for line in listed.splitlines()]
    starts = [parse_timecode(line[1]) for line in lines]
    assert starts[-len(rows) :] == [int(start) for _, start in rows] or not lines
