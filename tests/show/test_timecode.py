from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show import (
    format_timecode,
    iso_duration,
    parse_duration,
    parse_timecode,
    plain_seconds,
)
from mkdocs_podcast.show.timecode import MAX_SECONDS

from ..strategies import anything, times

TIMES = [
    ("0", 0), ("132", 132), ("132.5", 132.5), ("0:00", 0), ("2:12", 132), ("02:12", 132),
    (" 2:12 ", 132), ("2:12.5", 132.5), ("2:12,500", 132.5), ("90:00", 5400), ("1:02:03", 3723),
    ("01:02:03", 3723), ("00:01:02,500", 62.5), ("1:02:03.25", 3723.25),
    ("1000:00:00", MAX_SECONDS), ("60000:00", MAX_SECONDS),
]  # fmt: skip
DURATIONS = [
    *TIMES, ("PT1H2M3S", 3723), ("pt1h2m3s", 3723), ("PT0S", 0), ("PT45M", 2700), ("PT90M", 5400),
    ("PT3723S", 3723), ("PT1.5S", 1.5), ("PT1,5S", 1.5), ("P1D", 86_400), ("P1DT1H", 90_000),
    ("1h 20m", 4800), ("48 MIN", 2880), ("1.5 hrs.", 5400), ("45s", 45),
    ("1 hour, 2 minutes and 3 seconds", 3723),
]  # fmt: skip
NO_TIMES = [
    "", ":", "2:", ":12", "2:1", "2:123", "2:60", "1:60:00", "1:2:03:04", "-1", "-2:12", "2.12:30",
    "1e3", "0x10", "1_000", "2:12pm", "2m12s", "٢:١٢", "²", "inf", "nan", "2：12", "PT1M",
]  # fmt: skip
NO_DURATIONS = [
    "",
    "P",
    "PT",
    "P1Y",
    "P1M",
    "PT1",
    "T1H",
    "PT1S1M",
    "PT-1S",
    "an hour",
    "1h20",
    "10 months",
    "5m 1h",
]
LONG_TIMES = ["3600001", "1000:00:01", "9999:00:00", "60001:00", "9" * 400]
LONG_DURATIONS = ["PT1001H", "P42D", "PT999999999S"]
NO_TIME = "Expected a time such as 2:12 or 1:02:03, got “"
NO_DURATION = "Expected a length such as 1:02:03, 1 h 2 min or PT1H2M3S, got “"
TOO_LONG = "Expected at most 1,000 hours, got “"


@pytest.mark.parametrize(
    ("parse", "text", "seconds"),
    [(parse_timecode, *row) for row in TIMES] + [(parse_duration, *row) for row in DURATIONS],
)
def test_a_time_or_a_length_is_read_in_every_form(parse, text, seconds):
    assert parse(text) == seconds


@pytest.mark.parametrize(
    ("parse", "text", "message"),
    [
        *((parse_timecode, text, NO_TIME) for text in NO_TIMES),
        *((parse_timecode, text, TOO_LONG) for text in LONG_TIMES),
        *((parse_duration, text, NO_DURATION) for text in NO_DURATIONS),
        *((parse_duration, text, TOO_LONG) for text in LONG_DURATIONS),
    ],
)
def test_anything_else_is_an_error_with_a_message(parse, text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse(text)


@given(times)
def test_written_times_and_lengths_can_be_read_by_us_and_by_programs(seconds):
    assert parse_timecode(format_timecode(seconds)) == seconds
    assert float(plain_seconds(seconds)) == seconds
    assert re.fullmatch(r"\d+(\.\d{1,3})?", plain_seconds(seconds))
    assert parse_duration(iso_duration(seconds)) == round(seconds)


@given(anything | st.text("0123456789:.,PTDHMSpt- ", max_size=30))
def test_any_text_is_a_limited_time_or_has_an_error_message(text):
    for parse in (parse_timecode, parse_duration):
        try:
            assert 0 <= parse(text) <= MAX_SECONDS
        except ValueError as error:
            assert str(error).startswith("Expected ")  # noqa: PT017


@pytest.mark.parametrize(
    ("seconds", "clock", "iso"),
    [
        (0, "0:00", "PT0S"), (9, "0:09", "PT9S"), (132, "2:12", "PT2M12S"),
        (3599, "59:59", "PT59M59S"), (3600, "1:00:00", "PT1H"), (3723, "1:02:03", "PT1H2M3S"),
        (12.5, "0:12.5", "PT12S"), (62.05, "1:02.05", "PT1M2S"), (360_000, "100:00:00", "PT100H"),
    ],
)  # fmt: skip
def test_a_time_is_written_as_people_write_it(seconds, clock, iso):
    assert (format_timecode(seconds), iso_duration(seconds)) == (clock, iso)
