"""Dates as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_podcast.show.dates import DateDefaults, from_iso, moment_of, parse_clock, parse_date

BERLIN = DateDefaults("07:30", "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2024-01-09", "2024-01-09"),
        ("2024-1-9", "2024-01-09"),
        (" 9  January 2024 ", "2024-01-09"),
        ("Tue, 9th of Sept. 2024 at 7:30 p.m.", "2024-09-09T19:30:00"),
        ("July 27th, 2023", "2023-07-27"),
        ("Jan 9, 2024 07:30 PM", "2024-01-09T19:30:00"),
        ("Jan 9, 2024 12:05am", "2024-01-09T00:05:00"),
        ("2024-01-09 07:30", "2024-01-09T07:30:00"),
        ("2024-01-09t7:30:05.1234567z", "2024-01-09T07:30:05.123456+00:00"),
        ("2026-10-01T22:00:00-08:00", "2026-10-01T22:00:00-08:00"),
        ("2024-01-09 07:30:00 +0545", "2024-01-09T07:30:00+05:45"),
        ("2024-01-09 07:30 UTC+1", "2024-01-09T07:30:00+01:00"),
        ("Tue, 09 Jan 2024 07:30:00 EST", "2024-01-09T07:30:00-05:00"),
        ("1704785400", "2024-01-09T07:30:00+00:00"),
        ("1704785400250", "2024-01-09T07:30:00.250000+00:00"),
    ],
)
def test_a_date_keeps_its_time_and_its_zone(text, read):
    assert parse_date(text).isoformat() == read


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *((text, "Expected a date such as 2024-03-31, got ")
          for text in ("01/02/2024", "12", "2024", "may", "July 2023", "2024-01-09 7", "",
                       "٢٠٢٤-01-09", "2024-01-09 07:30 Mars")),
        ("2023-02-30", "The day “2023-02-30” is not in the calendar"),
        ("0000-01-01", "The day “0000-01-01” is not in the calendar"),
        ("2024-01-09 25:00", "The time of “2024-01-09 25:00” is not on the clock"),
        ("2024-01-09 13:00 pm", "The time of "),
        ("2024-01-09 07:30 +25:00", "The time of "),
    ],
)  # fmt: skip
def test_what_could_mean_two_days_or_none_is_rejected(text, message):
    with pytest.raises(ValueError, match=message):
        parse_date(text)


ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.dates() | st.datetimes(timezones=st.none() | ZONES))
def test_iso_dates_are_read_as_they_are_written(value):
    text = value.isoformat()
    assert parse_date(text) == from_iso(text) == value
    assert moment_of(value).tzinfo


@given(st.text(alphabet="0123456789-:/ TZapmJan.,+th", max_size=40))
def test_any_text_is_a_date_or_not(text):
    with suppress(ValueError):
        assert isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    ("text", "defaults", "completed"),
    [
        ("2024-01-09", DateDefaults(), "2024-01-09"),
        ("2024-01-09", BERLIN, "2024-01-09T07:30:00+01:00"),
        ("2024-07-09", BERLIN, "2024-07-09T07:30:00+02:00"),
        ("2024-01-09", DateDefaults(timezone="Asia/Tokyo"), "2024-01-09T00:00:00+09:00"),
        ("2024-01-09 10:00", DateDefaults(), "2024-01-09T10:00:00+00:00"),
        ("2024-01-09 10:00", BERLIN, "2024-01-09T10:00:00+01:00"),
        ("2024-01-09 10:00Z", BERLIN, "2024-01-09T10:00:00+00:00"),
    ],
)
def test_options_complete_what_a_date_lacks(text, defaults, completed):
    assert defaults.complete(parse_date(text)).isoformat() == completed


def test_a_day_is_at_its_midnight_in_utc():
    assert moment_of(date(2024, 1, 9)).isoformat() == "2024-01-09T00:00:00+00:00"
    assert moment_of(datetime(2024, 1, 9, 7)).isoformat() == "2024-01-09T07:00:00+00:00"


@pytest.mark.parametrize("text", ["7", "24:00", "7:5", "07:30:00", ""])
def test_a_time_of_day_has_hours_and_minutes(text):
    with pytest.raises(ValueError, match="Expected a time of day"):
        parse_clock(text)
    assert parse_clock("7:05").minute == 5
