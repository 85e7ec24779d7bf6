"""Keys under other names, and keys that nothing reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.engine.cache import MemoryCache
from mkdocs_podcast.reading import read_show, reread_episode
from mkdocs_podcast.reading.field_names import map_values
from mkdocs_podcast.reading.fields import EPISODE
from mkdocs_podcast.reading.unread_keys import suggest_field
from mkdocs_podcast.settings import FieldSource, ReadingOptions

from ..sites import write_sketch
from .conftest import position_of, settings_for

CDN = FieldSource("file", "https://cdn.example/show/")


def sources(fields):
    return {key: FieldSource(each) if isinstance(each, str) else each
            for key, each in fields.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "written", "values"),
    [
        ({}, {"Title": "A", "QuotableClips": [], "Mood": "m"},
         {"title": "A", "quotableClips": [], "Mood": "m"}),
        ({}, {"Title": "A", "title": "B"}, {"Title": "A", "title": "B"}),
        ({"audio": "mp3"}, {"MP3": "a.mp3"}, {"audio": "a.mp3"}),
        ({"audio": "mp3"}, {"mp3": None, "audio": "b.mp3"}, {"mp3": None, "audio": "b.mp3"}),
        ({"audio": CDN}, {"file": "7.mp3"}, {"audio": "https://cdn.example/show/7.mp3"}),
        ({"audio": CDN}, {"file": "/7.mp3"}, {"audio": "https://cdn.example/show/7.mp3"}),
        ({"audio": CDN}, {"file": "https://a.example/7.mp3"}, {"audio": "https://a.example/7.mp3"}),
        ({"audio.length": "bytes", "audio": "mp3"}, {"mp3": "a.mp3", "bytes": "9"},
         {"audio": {"url": "a.mp3", "length": "9"}}),
        ({"audio.length": "bytes"}, {"audio": {"file": "a.mp3"}, "bytes": "9"},
         {"audio": {"file": "a.mp3", "length": "9"}}),
        ({"links.youtube": "media.yt"}, {"media": {"yt": "x", "other": "y"}, "links": {"rss": "z"}},
         {"media": {"other": "y"}, "links": {"rss": "z", "youtube": "x"}}),
        ({"links.youtube": "yt"}, {"yt": "x", "links": ["z"]},
         {"links": ["z", {"name": "youtube", "url": "x"}]}),
        ({"links.youtube": "yt"}, {"yt": "x", "links": "z"},
         {"links": ["z", {"name": "youtube", "url": "x"}]}),
        ({"audio.length": "n"}, {"n": "9", "audio": ["a.mp3", "b.ogg"]},
         {"audio": [{"url": "a.mp3", "length": "9"}, "b.ogg"]}),
        ({"links.youtube": "yt"}, {"yt": "", "title": "A"}, {"title": "A"}),
        ({"audio": FieldSource("audio", "x/")}, {"audio": {"mp3": "7.mp3", "type": "audio/mpeg"}},
         {"audio": {"mp3": "x/7.mp3", "type": "audio/mpeg"}}),
        ({"episode": "episode.number"}, {"episode": {"number": "7", "mood": "calm"}},
         {"episode": "7", "episode.mood": "calm"}),
        ({"audio": "files.1.src"}, {"files": [{}, {"src": "a.mp3"}]}, {"audio": "a.mp3"}),
        ({"audio": "a.b"}, {"a.b": "a.mp3"}, {"audio": "a.mp3"}),
        ({"subtitle": "title", "title": "name"}, {"title": "A", "name": "B"},
         {"subtitle": "A", "title": "B"}),
        ({"type": None}, {"type": "episode", "title": "A"}, {"title": "A"}),
        ({"guests": "speakers"}, {"speakers": ["Ada"]}, {"guests": ["Ada"]}),
    ],
)  # fmt: skip
def test_values_are_read_under_the_keys_that_the_options_name(fields, written, values):
    assert map_values(written, sources(fields), EPISODE).values == values


names = st.sampled_from(["audio", "Audio", "mp3", "links", "a", "url", "0", "x.y", ""])
trees = st.recursive(
    st.none() | st.just("text"),
    lambda each: st.lists(each, max_size=2) | st.dictionaries(names, each, max_size=3),
)


@given(
    written=st.dictionaries(names, trees),
    fields=st.dictionaries(
        st.sampled_from(["audio", "audio.length", "links.a", "links.a.b", "title"]),
        st.none() | st.lists(names, min_size=1, max_size=3).map(".".join),
    ),
)
def test_any_values_can_be_mapped_and_the_others_stay(written, fields):
    mapped = map_values(written, sources(fields), EPISODE)
    theirs = {str(each or key).partition(".")[0].casefold() for key, each in fields.items()}
    ours = {key.partition(".")[0] for key in fields}
    for key, value in written.items():
        if key.casefold() not in theirs | ours | {"x.y"} and "x" not in theirs:
            assert mapped.values.get(key, mapped.values.get(key.casefold())) == value


@pytest.fixture
def read(tmp_path):
    """Read the show of a sketch with options."""

    def read_sketch(sketch, fields=None, **options):
        write_sketch(tmp_path, sketch)
        reading = ReadingOptions(fields=sources(fields or {}), **options)
        files = read_show(settings_for(tmp_path, reading), MemoryCache())
        return files, {problem.code: problem for problem in files.problems}

    return read_sketch


def files_with(text, count=1):
    return "".join(
        f"episodes/{number}.yaml\n  title: A\n  date: 2024-01-09\n  {text}\n"
        for number in range(count)
    )


def test_problems_of_mapped_values_have_the_positions_of_the_file(read):
    files, _ = read(
        files_with("mp3: a.mp3\n  Bytes: many\n  seconds: soon"),
        {"audio": "mp3", "audio.length": "bytes", "duration": "seconds"},
    )
    assert {position_of(problem) for problem in files.problems} == {
        "3:1 audio-not-found mp3", "4:1 bad-number Bytes", "5:1 bad-duration seconds",
    }  # fmt: skip


def test_keys_that_nothing_reads_are_reported_once_with_the_option_to_set(read):
    text = "audio_url: https://a.example/7.mp3\n  mood: calm\n  gest: Ada"
    files, problems = read(files_with(text, 4))
    assert sorted(problem.code for problem in files.problems) == [
        "unmapped-key", "unmapped-key", "unread-key",
    ]  # fmt: skip
    (audio,) = [each for each in files.problems if each.path == ("audio_url",)]
    assert audio.message == "The key “audio_url” in 4 files is not read."
    assert audio.advice == "To read it, set “fields: {audio: audio_url}” in the options."
    assert position_of(problems["unread-key"]) == "4:1 unread-key mood"
    mapped = {"audio": "AUDIO_URL", "guests": "gest"}
    found = read("", mapped, extra_fields=("Mood",))[0].problems
    assert {each.code for each in found} == {"audio-without-length"}


def test_keys_of_mappings_are_reported_one_by_one_unless_they_are_empty(read):
    _, problems = read(files_with("extra: {audio_file: a.mp3, mood: calm, x: ''}\n  y: []", 3))
    assert problems["unmapped-key"].advice.endswith("{audio: extra.audio_file}” in the options.")
    assert position_of(problems["unread-key"]) == "3:1 unread-key extra"
    assert len(problems) == 2


def test_one_file_with_an_unknown_key_has_a_typing_error(read):
    assert list(read(files_with("gests: [Ada]", 2))[1]) == ["unknown-key"]


def test_a_mapping_that_fits_no_file_is_reported(read):
    _, problems = read(files_with(""), {"audio": "mp3", "title": "title", "type": None})
    assert problems["unused-mapping"].message == (
        "No file has the key “mp3”, which is mapped to “audio”."
    )
    assert "unused-mapping" not in read("", {"title": "title"})[1]


def test_people_have_mappings_of_their_own(read):
    sketch = "people/ada.yaml\n  title: Ada\n  photo: 'https://a.example/a.png'\n  avatar: a.png"
    assert read(sketch)[1]["unmapped-key"].advice.startswith("To read it, set “people_fields: {p")
    files, _ = read("", people_fields={"picture": FieldSource("photo")})
    assert files.people[0].picture == "https://a.example/a.png"


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("url", "https://a.example/a/7.mp3?x=1", "audio"),
        ("anything", "https://youtu.be/LooseEnds01", "links.youtube"),
        ("youtubeId", "LooseEnds01", "links.youtube"),
        ("overcast_url", "https://overcast.fm/x", "links.overcast"),
        ("itunes_episode", "https://podcasts.apple.com/x/id1?i=2", "links.apple"),
        ("pub_date", "2024-01-09", "published"),
        ("datum", "March 22nd 2016", "published"),
        ("id", "1704785400", ""),
        ("starring", ["Ada"], "guests"),
        ("summary", "What a knot is.", "description"),
        ("podcast-file", "7.mp3", "audio"),
        ("file", "7", ""),
        ("length", "20123456", "audio.length"),
        ("length", "31:07", "duration"),
        ("length", "long", ""),
        ("redirect_from", ["/7"], "aliases"),
        ("layout", "post", ""),
        ("url", "https://[x", ""),
    ],
)
def test_names_and_values_reveal_the_meaning_of_a_key(key, value, field):
    assert suggest_field(key, [value]) == field


@pytest.mark.parametrize(
    ("line", "is_enough"),
    [("gest: Ada", True), ("gest: Bob\n  season: x", False), ("transcript: x.vtt", False)],
)
def test_an_edit_that_concerns_other_files_is_more_than_rereading_one(
    tmp_path, read, line, is_enough
):
    files, _ = read(f"{files_with('gest: Ada', 3)}episodes/x.vtt\n  WEBVTT")
    write_sketch(tmp_path, f"episodes/0.yaml\n  title: B\n  date: 2024-01-09\n  {line}")
    source = files.sources["episodes/0.yaml"]
    episode = reread_episode(source, files, settings_for(tmp_path), MemoryCache())
    assert (episode is not None and episode.title == "B") == is_enough
