"""How the values of a file become an episode or a person."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.checks import CHECKS, dotted
from mkdocs_podcast.reading import kinds
from mkdocs_podcast.reading.fields import EPISODE, PERSON
from mkdocs_podcast.reading.kinds import InvalidValue
from mkdocs_podcast.reading.transcript import LINE, ordinary_entry, read_entry
from mkdocs_podcast.reading.values import ParsedFile, parse_episode, parse_person
from mkdocs_podcast.show import Audio, Clip, Episode, Header, Line, Person

from ..strategies import anything

TITLED = {"title": "A", "published": "2024-03-31"}
CLIP = {"name": "x", "startOffset": "1:10", "endOffset": "1:20", "url": "u"}


def parse(**values) -> ParsedFile:
    return parse_episode({**TITLED, **values}, "file-name")


def invalid(parsed: ParsedFile) -> dict[str, str]:
    """Return the messages about values that are ignored, by their paths."""
    return {dotted(p.path): p.message for p in parsed.problems if p.code.startswith("bad-")}


VALUES = {
    "title": ("No", "No"),
    "short": ("  A\n B ", "A B"),
    "intro": ("<p>A</p>\n\n<p>B</p>", "<p>A</p>\n\n<p>B</p>"),
    "season": (f"{'0' * 300}10", 10),
    "episode": (" 3 ", 3),
    "guests": (["ada", "bob"], ("ada", "bob")),
    "hosts": ("ada, bob ,, ada", ("ada", "bob")),
    "published": ("2024-03-31T10:00:00Z", datetime(2024, 3, 31, 10, tzinfo=timezone.utc)),
    "updated": ("29 February 2024", date(2024, 2, 29)),
    "duration": ("PT1H2M3S", 3723.0),
    "ids": ({"youtube": None}, {"youtube": ""}),
    "links": ({"r\x02ss": " https://a.example "}, {"rss": "https://a.example"}),
    "audio": ("a.mp3", Audio(url="a.mp3")),
    "clips": ([CLIP], (Clip(name="x", start=70.0, end=80.0, url="u"),)),
    "topics": (["a", None, "a"], ("a",)),
    "draft": ("yes", True),
    "explicit": ("no", False),
    "slug": ("a b", "a b"),
    "type": (" BONUS ", "bonus"),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_read_as_its_field_requires_from_each_of_its_keys(name):
    text, value = VALUES[name]
    for key in EPISODE.fields_by_name[name].keys:
        parsed = parse_episode({"title": "A", key: text}, "x")
        assert getattr(parsed.value, name) == value
        assert [p.code for p in parsed.problems if p.code != "no-date"] == []


def test_the_first_key_with_a_valid_value_counts_and_problems_use_the_key_of_the_file():
    assert parse(topics="a", tags="b", keywords="c").value.topics == ("a",)
    parsed = parse(tags={}, keywords="c")
    assert parsed.value.topics == ("c",)
    assert list(invalid(parsed)) == ["tags"]


@pytest.mark.parametrize(
    ("written", "season", "number", "display"),
    [
        ("12.5", None, 12.5, ""), ("12.50", None, 12.5, "12.50"), ("12.0", None, 12, "12.0"),
        ("#12", None, 12, ""), ("Episode 012", None, 12, ""), ("S01E03", 1, 3, ""),
        ("Season 1 Episode 3", 1, 3, ""), ("1x03", 1, 3, ""), ("Ch. 3", None, 3, "Ch. 3"),
        ({"number": "12.5", "display": "Half"}, None, 12.5, "Half"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(written, season, number, display):
    parsed = parse(episode=written)
    read = parsed.value
    assert (read.season, read.episode, read.display) == (season, number, display)
    assert type(read.episode) is type(number)
    assert parsed.problems == []


def test_the_season_of_a_file_counts_if_its_number_names_another():
    parsed = parse(season="S02", episode="S01E03")
    assert (parsed.value.season, parsed.value.episode) == (2, 3)
    assert [(p.code, p.path) for p in parsed.problems] == [("seasons-disagree", ("episode",))]


def test_an_unknown_type_is_a_full_one():
    parsed = parse(type="podcast")
    assert parsed.value.type == "full"
    assert list(invalid(parsed)) == ["type"]


@pytest.mark.parametrize(
    ("text", "explicit"), [("clean", False), ("Explicit", True), ("YES", True)]
)
def test_explicit_is_read_as_older_feeds_write_it(text, explicit):
    assert parse(explicit=text).value.explicit is explicit


@pytest.mark.parametrize(
    ("values", "published", "updated"),
    [
        ({"dateadded": "2021-05-07", "date": "2025-11-07"}, 2021, 2025),
        ({"dateadded": "2021-05-07", "date": "2025-11-07", "updated": "2026-01-01"}, 2021, 2026),
        ({"dateadded": "2021-05-07", "date": "2020-11-07"}, 2020, None),
        ({"dateadded": "2021-05-07", "date": "soon"}, 2021, None),
        ({"dateadded": "2021-05-07", "published": "2023-01-01", "date": "2025-11-07"}, 2023, None),
    ],
)
def test_a_date_after_the_day_a_file_was_added_is_that_of_a_change(values, published, updated):
    read = parse_episode({"title": "A", **values}, "x").value
    assert (read.published.year, read.updated and read.updated.year) == (published, updated)


NUMBER = "Expected a number such as 3, 12.5 or S01E03, got "
TIME = "Expected a time such as 2:12 or 1:02:03, got “soon”."
LENGTH = "Expected a length such as 1:02:03, 1 h 2 min or PT1H2M3S, got “long”."
NO_ENTRY = "The entry is neither a header nor a line."


@pytest.mark.parametrize(
    ("values", "path", "message"),
    [
        ({"short": ["A"]}, "short", "Expected text, got a list."),
        ({"intro": {"a": "b"}}, "intro", "Expected text, got a mapping."),
        ({"topics": {}}, "topics", "Expected a list, or text with commas, got a mapping."),
        ({"guests": ["a", ["b"]]}, "guests[1]", "Expected keys with values, got a list."),
        ({"transcript": "Hi."}, "transcript", "Expected a list, got “Hi.”."),
        ({"links": "x"}, "links", "Expected keys with values, got “x”."),
        ({"audio": {"length": "big"}}, "audio.length", "Expected a whole number, got “big”."),
        *(({"season": text}, "season", f"Expected a whole number, got “{text}”.")
          for text in ("one", "1.5", "-1", "²")),
        *(({"episode": text}, "episode", f"{NUMBER}“{text}”.")
          for text in ("one", "1.5.2", "-1", "²", "S01")),
        ({"episode": {"number": "x"}}, "episode", f"{NUMBER}a mapping."),
        *(({key: "7" * 16}, key, "Expected at most 15 digits, got “7777777777777777”.")
          for key in ("season", "episode")),
        ({"explicit": "maybe"}, "explicit",
         "Expected true or false, “explicit” or “clean”, got “maybe”."),
        ({"draft": "maybe"}, "draft", "Expected true or false, got “maybe”."),
        ({"updated": "soon"}, "updated", "Expected a date such as 2024-03-31, got “soon”."),
        ({"updated": "2023-02-30"}, "updated", "The day “2023-02-30” is not in the calendar."),
        ({"duration": "long"}, "duration", LENGTH),
        ({"slug": "../a"}, "slug", "Expected a name that can be part of a URL, got “../a”."),
        ({"slug": "é" * 200}, "slug", f"Expected at most 250 bytes, got “{'é' * 39}…”."),
        ({"type": "podcast"}, "type", "Expected “full”, “trailer” or “bonus”, got “podcast”."),
        *(({"transcript": [entry]}, "transcript[0]", NO_ENTRY)
          for entry in ("Hi.", None, {"time": "0:01"}, {"header": "a", "line": "b"})),
        ({"transcript": [{"line": ["x"]}]}, "transcript[0].line", "Expected text, got a list."),
        ({"transcript": [{"header": "H", "topics": [{"AI": "ethics"}]}]},
         "transcript[0].topics[0]", "Expected text, got a mapping."),
        ({"clips": ["x"]}, "clips[0]", "Expected keys with values, got “x”."),
        ({"clips": [{"name": "x"}]}, "clips[0]", "There is no “startOffset”."),
        ({"clips": [{"name": "x", "startOffset": "soon"}]}, "clips[0].startOffset", TIME),
    ],
)  # fmt: skip
def test_an_invalid_value_is_reported_and_ignored(values, path, message):
    parsed = parse(**values)
    assert invalid(parsed) == {path: message}
    assert parsed.value.title == "A"


def test_the_valid_parts_of_a_value_are_used():
    parsed = parse(
        guests=["ada", ["bob"]],
        audio={"file": "a.mp3", "length": "big"},
        quotableClips=["x", {"name": "y", "startOffset": "1:10", "endOffset": "?"}],
        transcript=[{"header": "H", "id": "h", "topics": ["a", {}]}, {"line": []}, {"line": "x"}],
    )
    assert parsed.value.guests == ("ada",)
    assert parsed.value.audio == Audio(url="a.mp3")
    assert parsed.value.clips == (Clip(name="y", start=70.0),)
    assert parsed.transcript.entries == (Header("H", "h", ("a",)), Line("x"))


@pytest.mark.parametrize(
    ("times", "start", "reported"),
    [
        ({"sec": "2267", "time": "37:567"}, 2267, "time"),
        ({"sec": "586", "time": "9:\n46"}, 586, "time"),
        ({"sec": "x", "time": "9:46"}, 586, "sec"),
        ({"time": "1:99"}, None, "time"),
        ({"sec": "9" * 12}, None, "sec"),
        ({"sec": ["9:46"]}, None, "sec"),
        ({"sec": "132.5", "time": "2:12"}, 132.5, None),
    ],
)
def test_the_valid_one_of_two_times_counts(times, start, reported):
    parsed = parse(transcript=[{"line": "L", "who": "Ada", **times}])
    assert [line.start for line in parsed.transcript] == [start]
    paths = [(p.code, p.path) for p in parsed.problems]
    assert paths == ([("bad-time", ("transcript", 0, reported))] if reported else [])


@pytest.mark.parametrize("parse_file", [parse_episode, parse_person])
@pytest.mark.parametrize(
    ("values", "codes"),
    [
        *(({"title": title}, {"missing-title"}) for title in (None, "", " ", [])),
        ({"title": ["A"]}, {"bad-text"}),
        ({"titel": "A"}, {"missing-title", "unknown-key"}),
    ],
)
def test_a_file_without_a_title_is_called_by_its_name(parse_file, values, codes):
    parsed = parse_file(values, "tides")
    assert parsed.value.title == "tides"
    assert {p.code for p in parsed.problems} - {"no-date"} == codes


@pytest.mark.parametrize("key", sorted(EPISODE.keys))
def test_a_key_without_a_value_is_ignored(key):
    without = {name: value for name, value in TITLED.items() if name != key}
    assert parse_episode({**TITLED, key: None}, "x") == parse_episode(without, "x")


@pytest.mark.parametrize(
    ("model", "record", "parse_file"),
    [(Episode, EPISODE, parse_episode), (Person, PERSON, parse_person)],
)
def test_every_field_is_either_read_or_derived(model, record, parse_file):
    derived = {
        "extra",
        "display",
        "alternates",
        "people",
        "summary",
        "name",
        "file",
        "digest",
        "outline",
    }
    read = set(record.fields_by_name) - {"transcript"}
    assert read | derived >= {field.name for field in fields(model)} >= read
    unread = dict.fromkeys(derived - record.keys, "x")
    assert parse_file({"title": "A", **unread}, "x").value.extra == unread


@pytest.mark.parametrize("topics", [["SQL", "dbt", "SQL", None], "SQL, dbt,"])
def test_a_header_has_topics_as_an_episode_has(topics):
    parsed = parse(transcript=[{"header": "H", "topics": topics, "mood": "x"}, {"line": "x"}])
    assert parsed.transcript.entries[0] == Header("H", topics=("SQL", "dbt"), extra={"mood": "x"})
    assert parsed.value.outline.topics == {"SQL": [0], "dbt": [0]}


def test_problems_of_entries_have_the_indexes_of_the_file():
    parsed = parse(transcript=[None, {"header": "H"}, {"line": "x", "who": "Ada:", "tme": "y"}])
    assert {(p.code, dotted(p.path)) for p in parsed.problems} == {
        ("bad-entry", "transcript[0]"),
        ("who-with-colon", "transcript[2].who"),
        ("unknown-key", "transcript[2].tme"),
    }
    assert parsed.paths["transcript", 1, "who"] == ("transcript", 2, "who")


def test_a_key_that_many_lines_have_is_looked_up_once(monkeypatch):
    asked = []
    monkeypatch.setattr(kinds, "did_you_mean", lambda key, _known: asked.append(key))
    parsed = parse(transcript=[{"line": "x", "konfidence": "0.9"}] * 1_000)
    assert parsed.transcript.entries[-1].extra == {"konfidence": 0.9}
    assert asked == ["konfidence"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("-7", -7), ("1.5", 1.5), ("true", True), ("false", False), ("fine", "fine"),
        ("007", "007"), ("1.50", "1.50"), ("1_000", "1_000"), ("No", "No"), ("True", "True"),
        ("٣", "٣"), ("nan", "nan"), ("inf", "inf"), ("1e999", "1e999"), ("9" * 5000, "9" * 5000),
        (" 7", " 7"), (None, None), (["1", {"a\x02": "2"}], [1, {"a": 2}]), ("a\x1db", "ab"),
    ],
)  # fmt: skip
def test_keys_that_are_not_read_are_kept_for_templates(text, value):
    parsed = parse(weather=text, transcript=[{"line": "x", "mood": text}])
    assert repr(parsed.value.extra) == repr({"weather": value})
    assert parsed.transcript.entries[0].extra == {"mood": value}


def test_a_summary_is_made_from_html():
    person = parse_person({"title": "Ada", "bio_short": "Counts <em>waves</em> &amp;<br>x."}, "")
    assert person.value.summary == "Counts waves & x."
    assert parse(intro="see <![here]").value.summary == "see <![here]"
    assert parse(intro="A", description="B").value.summary == "B"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"web": "TODO"}, ["empty-link"]),
        ({"web": "ftp://a.example"}, ["bad-link"]),
        ({"web": "a.example", "twitter": "ada"}, []),
        ({"links": {"x": "nowhere"}}, ["bad-link"]),
        ({"links": ["x"]}, ["bad-link"]),
        ({"ignore": "no-such"}, ["unknown-check"]),
        ({"titel": "x"}, []),
        ({"aliasses": "x"}, ["unknown-key"]),
        ({"short": "é" * 126}, ["bad-slug"]),
    ],
)
def test_people_are_checked_too(values, codes):
    assert [p.code for p in parse_person({"title": "Ada", **values}, "x").problems] == codes


def test_people_have_links_under_keys_of_their_own():
    values = {"title": "Ada", "short": "ada", "mastodon": "https://[m", "born": "1815"}
    parsed = parse_person(values, "x")
    assert (parsed.value.id, parsed.value.extra) == ("ada", {"born": 1815})
    assert parsed.value.links == {"mastodon": "https://[m"}
    assert [p.path for p in parsed.problems] == [("mastodon",)]


KEYS = [*LINE.keys, "header", "topics", "name", "startOffset", "url", "x"]
junk = st.recursive(
    st.none() | anything | st.sampled_from(["1:10", "2024-03-31", "true", "7"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(EPISODE.keys)) | anything, junk, max_size=6))
def test_any_values_make_an_episode_and_a_person(values):
    for parse_file in (parse_episode, parse_person):
        parsed = parse_file(values, "x")
        assert parsed.value.title
        assert all(p.code in CHECKS and p.message and p.advice for p in parsed.problems)


@given(
    st.dictionaries(st.sampled_from(sorted(LINE.keys)), junk)
    | st.fixed_dictionaries({"header": junk}, optional={"id": junk})
)
def test_ordinary_entries_are_read_like_all_others(item):
    problems = []
    entry = ordinary_entry(item)
    try:
        expected = read_entry(item, (), problems)
    except InvalidValue:
        assert entry is None
    else:
        assert entry is None or [entry] == expected
        assert not (entry and problems)


def test_ordinary_entries_are_recognized():
    assert ordinary_entry({"header": "H"}) == Header("H")
    line = {"line": "x", "who": "Ada", "sec": "132", "time": "2:12"}
    assert ordinary_entry(line) == Line("x", "Ada", 132.0)
