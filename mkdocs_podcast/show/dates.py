"""Dates as people write them: days, and moments with a time of day and a zone.

A day is a `date`, a moment is a `datetime`. No text is guessed at: ``01/02/2024`` is a different
day in different countries, so it is not a date here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from .fields import quoted

_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_WORDS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<name>{_WORDS})\b\.?"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?"
)
_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "cet": 1, "cest": 2,
}  # fmt: skip
"""The offsets of zones with a name: those of RFC 2822, section 4.3, and Central European Time."""

_ZONE = (
    rf"\s*(?:(?P<zone>{'|'.join(_HOURS)})"
    r"|(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?"
)
_FORMS = tuple(
    re.compile(rf"{day}(?:(?:t|\s+at\s+|,?\s+)\s*{_TIME}{_ZONE})?", re.ASCII | re.IGNORECASE)
    for day in (
        _ISO_DAY,
        rf"{_WEEKDAY}{_ORDINAL}\s+(?:of\s+)?{_NAME},?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_NAME}\s+{_ORDINAL},?\s+(?P<year>\d{{4}})",
    )
)
_SINCE_1970 = re.compile(r"(?P<seconds>\d{9,10})(?P<milliseconds>\d{3})?(?:\.\d+)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class DateDefaults:
    """What completes dates without a time of day or without a zone.

    Attributes:
        time: The time of day, as ``HH:MM``.
        timezone: An IANA name.
    """

    time: str = "00:00"
    timezone: str = "UTC"

    def complete(self, value: date) -> date:
        """Return a moment with a zone; a day stays a day if the defaults say nothing about it."""
        if not isinstance(value, datetime):
            if self == DateDefaults():
                return value
            value = datetime.combine(value, parse_clock(self.time))
        if value.tzinfo:
            return value
        return value.replace(tzinfo=timezone(_offset(value, self.timezone)))


def parse_date(text: str) -> date:
    """Read a day or a moment.

    Args:
        text: ISO 8601 with or without time, zone and padding; an English date such as
            ``9 January 2024`` or ``Jan 9, 2024 07:30 PM``; seconds or milliseconds since 1970.

    Returns:
        A `datetime` if the text has a time of day, with a zone if it has one.

    Raises:
        ValueError: The text is something else; the message says what is expected.
    """
    text = " ".join(text.split())
    if since := _SINCE_1970.fullmatch(text):
        fraction = timedelta(milliseconds=int(since["milliseconds"] or 0))
        start = datetime(1970, 1, 1, tzinfo=timezone.utc)
        return start + timedelta(seconds=int(since["seconds"])) + fraction
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            try:
                day = date(int(found["year"]), _month(found), int(found["day"]))
            except ValueError:
                raise ValueError(f"The day {quoted(text)} is not in the calendar") from None
            return day if found["hour"] is None else _moment(day, found, text)
    raise ValueError(f"Expected a date such as 2024-03-31, got {quoted(text)}")


def parse_clock(text: str) -> time:
    """Read a time of day, ``HH:MM``.

    Raises:
        ValueError: The text is something else.
    """
    match = _CLOCK.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise ValueError(f"Expected a time of day such as 07:30, got {quoted(text)}")


def moment_of(value: date) -> datetime:
    """Return the moment of a date; that of a day is its midnight in UTC."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=timezone.utc)
    return value if value.tzinfo else value.replace(tzinfo=timezone.utc)


def day_of(value: date) -> date:
    """Return the day of a date, in the zone in which it is written."""
    return value.date() if isinstance(value, datetime) else value


def from_iso(text: str) -> date:
    """Read what `date.isoformat` or `datetime.isoformat` has written.

    Raises:
        ValueError: The text is something else.
    """
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _offset(value: datetime, zone: str) -> timedelta:
    if zone == "UTC":  # which needs no database of zones
        return timedelta()
    return value.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()


def _month(found: dict[str, str | None]) -> int:
    name = found.get("name")
    return 1 + _MONTHS.index(name[:3].lower()) if name else int(found["month"] or 0)


def _moment(day: date, found: dict[str, str | None], text: str) -> datetime:
    hour, half = int(found["hour"] or 0), (found["half"] or "")[:1].lower()
    try:
        if half:
            if not 1 <= hour <= 12:
                raise ValueError
            hour = hour % 12 + (12 if half == "p" else 0)
        microsecond = int((found["fraction"] or "0").ljust(6, "0")[:6])
        clock = time(hour, int(found["minute"] or 0), int(found["second"] or 0), microsecond)
        return datetime.combine(day, clock, _zone(found))
    except ValueError:
        raise ValueError(f"The time of {quoted(text)} is not on the clock") from None


def _zone(found: dict[str, str | None]) -> timezone | None:
    if name := found["zone"]:
        return timezone(timedelta(hours=_HOURS[name.lower()]))
    if not found["sign"]:
        return None
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return timezone(offset if found["sign"] == "+" else -offset)
