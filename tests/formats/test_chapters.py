from __future__ import annotations

import json
import re

from hypothesis import given

from mkdocs_podcast.formats import transcript_files
from mkdocs_podcast.show import Entry, Episode, Header, Line, Transcript, parse_timecode

from ..plans import with_transcript
from ..strategies import transcripts

PAGE = "https://example.org/podcast/tides/"
TIDES = (
    Header("The moon & <i>we</i>"), Line("It pulls.", "Ada", 0.5),
    Header("The sun"), Line("It shines.", "Ada", 132.2), Line("Indeed.", "Ada", 132.8),
    Header("“Tea” 😀"), Line("With milk.", "Ada", 3723),
)  # fmt: skip


def files(*entries: Entry, page: str = PAGE, **values) -> tuple[Episode, dict, str]:
    """Return an episode, its chapters as JSON and its list of chapters."""
    episode = with_transcript(Episode(title="Tides", **values), *entries)
    formats = ("chapters", "chapter-list")
    written = transcript_files(episode, Transcript(entries), {}, page, formats, "Intro")
    return episode, json.loads(written["chapters"]), written["chapter-list"].decode()


def test_apps_get_times_titles_and_urls():
    _, chapters, _ = files(*TIDES, duration=4000.0)
    titles = ("The moon & <i>we</i>", "The sun", "“Tea” 😀")
    times = ((0.5, 132.2), (132.2, 3723), (3723, 4000))
    assert chapters == {
        "version": "1.2.0",
        "title": "Tides",
        "chapters": [
            {"startTime": start, "endTime": end, "title": title, "url": f"{PAGE}#t-{int(start)}"}
            for title, (start, end) in zip(titles, times, strict=True)
        ],
    }


def test_a_chapter_links_to_the_anchor_of_its_own_line():
    _, chapters, _ = files(Header("A"), Line("x", "", 132.2), Header("B"), Line("y", "", 132.8))
    assert [each["url"] for each in chapters["chapters"]] == [f"{PAGE}#t-132", f"{PAGE}#t-132-2"]


def test_unknown_values_are_omitted():
    _, chapters, _ = files(Header("A"), Line("Hi.", "Ada", 1), page="")
    assert chapters["chapters"] == [{"startTime": 1, "title": "A"}]


def test_a_description_gets_whole_seconds_and_no_forbidden_character():
    _, _, listed = files(*TIDES)
    assert listed == "0:00 The moon & ‹i›we‹/i›\n2:12 The sun\n1:02:03 “Tea” 😀\n"


def test_the_list_starts_at_zero_with_an_introduction():
    hello = Line("Hi.", "", 0)
    _, _, listed = files(hello, Header("A"), Line("x", "", 30), Header("B"), Line("y", "", 60))
    assert listed == "0:00 Intro\n0:30 A\n1:00 B\n"


def test_there_is_no_list_that_platforms_would_ignore():
    assert files(Header("A"), Line("x", "", 0), Header("B"), Line("y", "", 60))[2] == ""


@given(transcripts)
def test_the_files_of_any_transcript_contain_its_chapters(transcript):
    episode, chapters, listed = files(*transcript)
    rows = [(each["title"], each["startTime"]) for each in chapters["chapters"]]
    assert rows == [(each.title, each.start) for each in episode.outline.chapters]
    lines = [re.fullmatch(r"([\d:]+) ([^\n<>]+)", line) for line in listed.splitlines()]
    starts = [parse_timecode(line[1]) for line in lines]
    assert starts[-len(rows) :] == [int(start) for _, start in rows] or not lines
