from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.model import (
    CHECKS,
    Audio,
    Clip,
    Episode,
    Header,
    Line,
    Problem,
    parse_episode,
    parse_person,
)
from mkdocs_podcast.model.problem import dotted
from mkdocs_podcast.model.reading import keys_of, synonyms_of

from ..strategies import anything

TITLED = {"title": "A", "published": "2024-03-31"}


def episode(**values) -> Episode:
    made, problems = parse_episode({**TITLED, **values})
    assert made is not None, problems
    return made


def faults(**values) -> dict[str, str]:
    """What is said of each value; errors alone."""
    made, problems = parse_episode({**TITLED, **values})
    errors = {dotted(p.path): p.message for p in problems if p.code == "wrong-type"}
    assert bool(errors) == (made is None)
    return errors


VALUES = {
    "title": ("No", "No"),
    "short": ("  A\n B ", "A B"),
    "intro": ("<p>A</p>\n\n<p>B</p>", "<p>A</p>\n\n<p>B</p>"),
    "season": ("010", 10),
    "episode": (" 3 ", 3),
    "guests": (["ada", "bob"], ("ada", "bob")),
    "hosts": ("ada, bob ,, ada", ("ada", "bob")),
    "image": ("a.png", "a.png"),
    "published": ("2024-03-31T10:00:00Z", date(2024, 3, 31)),
    "updated": ("2024-03-31 10:00", date(2024, 3, 31)),
    "duration": ("PT1H2M3S", 3723),
    "ids": ({"youtube": None}, {"youtube": ""}),
    "links": ({"rss": " https://a.example "}, {"rss": "https://a.example"}),
    "audio": ("a.mp3", Audio(url="a.mp3")),
    "topics": (["a", None, "a"], ("a",)),
    "draft": ("yes", True),
    "slug": ("a b", "a b"),
    "aliases": ("old/", ("old/",)),
    "transcript": (
        [{"header": "H", "id": "h"}, {"line": "L", "who": "No", "time": "1:10", "sec": "70.25"}],
        (Header("H", "h"), Line("L", "No", 70.25, 70)),
    ),
}
FAULTS = {
    "a list for text": ({"title": ["A"]}, {"title": "A list stands where text belongs."}),
    "keys for text": ({"intro": {"a": "b"}}, {"intro": "A set of keys stands where text belongs."}),
    "keys for a list": (
        {"topics": {}},
        {"topics": "“topics” is neither a list nor a text with commas."},
    ),
    "a list in a list": (
        {"guests": ["a", ["b"]]},
        {"guests[1]": "A list stands where text belongs."},
    ),
    "text for a list": (
        {"transcript": "Hi."},
        {"transcript": "“Hi.” stands where a list belongs."},
    ),
    "text for keys": ({"links": "x"}, {"links": "“x” stands where a set of keys belongs."}),
    "text for audio's keys": (
        {"audio": ["x"]},
        {"audio": "A list stands where a set of keys belongs."},
    ),
    "a word for a number": ({"season": "one"}, {"season": "“one” is not a whole number."}),
    "a fraction": ({"episode": "1.5"}, {"episode": "“1.5” is not a whole number."}),
    "less than nothing": ({"episode": "-1"}, {"episode": "“-1” is not a whole number."}),
    "another digit": ({"season": "²"}, {"season": "“²” stands where a whole number belongs."}),
    "no bool": ({"draft": "maybe"}, {"draft": "“maybe” stands where true or false belongs."}),
    "no date": ({"published": "soon"}, {"published": "“soon” is not a date such as 2024-03-31"}),
    "no day": ({"updated": "2023-02-30"}, {"updated": "“2023-02-30” is not in the calendar"}),
    "a list for a date": ({"updated": []}, {"updated": "A list stands where a date belongs."}),
    "no length": (
        {"duration": "long"},
        {"duration": "“long” is not a length such as 1:02:03, PT1H2M3S or 3723"},
    ),
    "a path for a slug": (
        {"slug": "a/b"},
        {"slug": "“a/b” is not a name for a page: leave out / \\ ? # and a first dot"},
    ),
    "a way out": (
        {"slug": ".."},
        {"slug": "“..” is not a name for a page: leave out / \\ ? # and a first dot"},
    ),
    "no entry": (
        {"transcript": ["Hi.", {"header": "a", "line": "b"}, {"time": "0:01"}, None]},
        {f"transcript[{n}]": "The entry is neither a header nor a line." for n in range(4)},
    ),
    "no clip": (
        {"quotableClips": ["x"]},
        {"quotableClips[0]": "“x” stands where a set of keys belongs."},
    ),
    "half a clip": (
        {"quotableClips": [{"name": "x"}]},
        {"quotableClips[0]": "“startOffset” is missing."},
    ),
    "a clip without time": (
        {"quotableClips": [{"name": "x", "startOffset": "soon"}]},
        {"quotableClips[0].startOffset": "“soon” is not a time such as 2:12 or 1:02:03"},
    ),
    "no size": ({"audio": {"length": "big"}}, {"audio.length": "“big” is not a whole number."}),
    "too many bytes": (
        {"slug": "é" * 200},
        {"slug": f"“{'é' * 20}…” is longer than 250 bytes"},
    ),
    "too many digits": (
        dict.fromkeys(("season", "episode"), "7" * 300),
        dict.fromkeys(("season", "episode"), f"“{'7' * 20}…” has more than 15 digits"),
    ),
    "a long value": ({"season": "x" * 99}, {"season": f"“{'x' * 99}” is not a whole number."}),
}


@pytest.mark.parametrize("key", VALUES)
def test_a_value_is_read_as_its_field_means_it(key):
    text, meant = VALUES[key]
    assert getattr(episode(**{key: text}), key) == meant


@pytest.mark.parametrize("case", FAULTS)
def test_a_value_of_the_wrong_kind_is_refused_in_a_sentence(case):
    values, said = FAULTS[case]
    assert faults(**values) == {path: f"{text.rstrip('.')}." for path, text in said.items()}


@pytest.mark.parametrize("key", sorted(keys_of(Episode)))
def test_a_key_without_a_value_is_as_good_as_none(key):
    without = {name: value for name, value in TITLED.items() if name != key}
    assert parse_episode({**TITLED, key: None}) == parse_episode(without)


def test_all_faults_of_a_file_come_at_once():
    _, problems = parse_episode(
        {
            "titel": "A",
            "season": "one",
            "links": {"rss": "TODO", "web": []},
            "quotableClips": [{"startOffset": "soon"}],
            "transcript": [{"line": [], "who": "Ada:"}, {"line": "b", "sec": "x"}, "c"],
            "date": "2023-02-30",
        }
    )
    assert sorted((p.code, dotted(p.path)) for p in problems) == [
        ("bad-time", "transcript[1].sec"),
        ("empty-link", "links.rss"),
        ("missing-title", ""),
        ("unknown-key", "titel"),
        ("who-missing", "transcript[1].line"),
        ("who-with-colon", "transcript[0].who"),
        ("wrong-type", "date"),
        ("wrong-type", "links.web"),
        ("wrong-type", "quotableClips[0]"),
        ("wrong-type", "quotableClips[0].startOffset"),
        ("wrong-type", "season"),
        ("wrong-type", "transcript[0].line"),
        ("wrong-type", "transcript[2]"),
    ]


def test_a_fault_that_two_aliases_share_is_told_at_both():
    shared = {"youtube": []}
    assert set(faults(links=shared, ids=shared)) == {"links.youtube", "ids.youtube"}


MISPLACED = {
    "keys in a header's topics": {"transcript": [{"header": "H", "topics": [{"AI": "ethics"}]}]},
    "a list in the topics of a broken header": {"transcript": [{"header": [], "topics": [["a"]]}]},
    "a list under a key of a clip": {"ids": {"startOffset": []}},
    "a list under a key of an episode": {"links": {"published": [], "title": []}},
    "one list for lines and clips": {
        "transcript": (shared := [["a"], {"x": "y"}]),
        "clips": shared,
    },
}


@pytest.mark.parametrize("case", MISPLACED)
@pytest.mark.usefixtures("hang_guard")
def test_a_value_that_is_invalid_at_any_depth_is_reported_once(case):
    values = {"title": "A", **MISPLACED[case]}
    _, problems = parse_episode(values)
    invalid = [(p.path, p.message) for p in problems if p.code == "wrong-type"]
    assert invalid
    assert len(invalid) == len(set(invalid))


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({"time": "37:567"}, "“37:567” is not a time such as 2:12 or 1:02:03."),
        ({"time": "9:\n46"}, "“9:\n46” is not a time such as 2:12 or 1:02:03."),
        ({"time": "1:99"}, "“1:99” is not a time such as 2:12 or 1:02:03."),
        ({"sec": "soon"}, "“soon” is not a time such as 2:12 or 1:02:03."),
        ({"sec": "9" * 12}, f"“{'9' * 12}” is longer than any episode."),
        ({"time": ["9:46"]}, "A list is not a time such as 2:12 or 1:02:03."),
    ],
)
def test_an_invalid_time_of_a_line_is_ignored_with_a_warning(times, message):
    (key,) = times
    made, problems = parse_episode({**TITLED, "transcript": [{"line": "L", "who": "No", **times}]})
    assert made is not None
    assert made.transcript == (Line("L", "No"),)
    assert [(p.code, p.path, p.message) for p in problems] == [
        ("bad-time", ("transcript", 0, key), message)
    ]


@pytest.mark.parametrize("times", [{"sec": "586", "time": "9:\n46"}, {"sec": "x", "time": "9:46"}])
def test_the_valid_one_of_two_times_counts(times):
    assert episode(transcript=[{"line": "L", **times}]).transcript[0].start == 586


SYNONYMS = [(key, name) for name, keys in synonyms_of(Episode).items() for key in keys]


@pytest.mark.parametrize(("key", "name"), SYNONYMS)
def test_a_synonym_is_read_and_problems_call_it_as_the_file_does(key, name):
    text = {
        "published": "2020-01-01",
        "topics": "a, b",
        "clips": [{"name": "x", "startOffset": "1:10"}],
    }[name]
    meant = {
        "published": date(2020, 1, 1),
        "topics": ("a", "b"),
        "clips": (Clip(name="x", startOffset=70),),
    }[name]
    made, problems = parse_episode({"title": "A", key: text})
    assert getattr(made, name) == meant
    assert not [p for p in problems if p.code == "unknown-key"]
    _, problems = parse_episode({"title": "A", key: {"no": "list"}})
    assert [dotted(p.path) for p in problems if p.code == "wrong-type"] == [key]


def test_a_summary_of_a_person_is_what_their_short_biography_says_without_its_tags():
    made, _ = parse_person({"title": "Ada", "bio_short": "Counts <em>waves</em> &amp;<br>tides."})
    assert made is not None
    assert made.summary == "Counts waves & tides."


@pytest.mark.parametrize("topics", [["SQL", "dbt"], "SQL, dbt,", ["SQL", "dbt", "SQL", None]])
def test_a_header_names_topics_as_an_episode_does(topics):
    made = episode(transcript=[{"header": "H", "topics": topics, "mood": "x"}, {"line": "x"}])
    assert made.transcript[0] == Header("H", topics=("SQL", "dbt"), extra={"mood": "x"})
    assert made.section_topics == {"SQL": [0], "dbt": [0]}


def test_topics_of_a_header_are_a_list_and_nothing_else():
    assert faults(transcript=[{"header": "H", "topics": {"a": "b"}}]) == {
        "transcript[0].topics": "“topics” is neither a list nor a text with commas."
    }


def test_a_key_of_a_header_is_a_key_of_others_in_a_line_and_the_other_way_round():
    made = episode(transcript=[{"header": "H", "sec": "7"}, {"line": "x", "topics": "a, b"}])
    assert made.transcript == (Header("H", extra={"sec": 7}), Line("x", extra={"topics": "a, b"}))


@pytest.mark.parametrize("short", ["../ada", ".ada", "a/b", "a?b", "x" * 251, "é" * 126])
def test_a_person_has_no_id_that_a_page_cannot_be_called_by(short):
    made, problems = parse_person({"title": "Ada", "short": short})
    assert made is None
    assert [(p.code, p.path) for p in problems] == [("wrong-type", ("short",))]


def test_the_first_synonym_wins():
    assert episode(topics="a", tags="b", keywords="c").topics == ("a",)
    assert episode(topics=None, keywords="c").topics == ("c",)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("7", 7), ("-7", -7), ("1.5", 1.5), ("true", True), ("false", False), ("fine", "fine"),
        ("007", "007"), ("1.50", "1.50"), ("1_000", "1_000"), ("No", "No"), ("True", "True"),
        ("٣", "٣"), ("nan", "nan"), ("inf", "inf"), ("1e999", "1e999"), ("9" * 5000, "9" * 5000),
        (" 7", " 7"), (None, None), (["1", {"a": "2"}], [1, {"a": 2}]),
    ],
)  # fmt: skip
def test_keys_of_others_are_kept_with_the_type_that_they_look_like(text, meant):
    made = episode(weather=text, transcript=[{"line": "x", "mood": text}])
    assert made.extra == {"weather": meant}
    assert repr(made.extra["weather"]) == repr(meant)
    assert made.transcript[0].extra == {"mood": meant}


@given(anything)
def test_a_value_of_others_prints_as_it_was_written(text):
    value = episode(weather=text).extra["weather"]
    assert (str(value).lower() if isinstance(value, bool) else str(value)) == text


@pytest.mark.parametrize("key", ["extra", "name", "file", "summary", "digest", "bio", "said"])
def test_fields_that_no_file_can_set_are_keys_of_others(key):
    made = episode(**{key: "x"})
    assert made.extra == {key: "x"}


def test_people_have_links_under_keys_of_their_own():
    made, problems = parse_person(
        {"title": "Ada", "short": "ada", "mastodon": "https://m.example/@ada", "born": "1815"}
    )
    assert not problems
    assert made.id == "ada"
    assert made.links == {"mastodon": "https://m.example/@ada"}
    assert made.extra == {"born": 1815}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"web": "TODO"}, ["empty-link"]),
        ({"web": "ftp://a.example"}, ["bad-link"]),
        ({"web": "a.example", "twitter": "ada"}, []),
        ({"links": {"x": "nowhere"}}, ["bad-link"]),
        ({"links": ["x"]}, ["wrong-type"]),
        ({"ignore": "no-such"}, ["unknown-check"]),
        ({"titel": "x"}, []),
        ({"aliasses": "x"}, ["unknown-key"]),
    ],
)
def test_people_are_checked_too(values, codes):
    _, problems = parse_person({"title": "Ada", **values})
    assert [problem.code for problem in problems] == codes


KEYS = ["line", "header", "topics", "who", "sec", "name", "startOffset", "published", "url", "x"]

junk = st.recursive(
    st.none() | anything | st.sampled_from(["1:10", "2024-03-31", "true", "7"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(keys_of(Episode))) | anything, junk, max_size=6))
def test_no_values_make_a_traceback(values):
    for parse in (parse_episode, parse_person):
        made, problems = parse(values)
        assert made is not None or any(CHECKS[p.code].fixed for p in problems)
        assert all(isinstance(p, Problem) and p.message and p.advice for p in problems)
