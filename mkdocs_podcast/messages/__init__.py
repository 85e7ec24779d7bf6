"""The words that pages say of themselves, in the languages that readers have.

Each language has a file, with the words that we write into pages (`page`) and those of the
scripts (`browser`). Those with `{placeholders}` get values in their places, and those that depend
on a number are an object by the plural categories of CLDR, as in the browser. The few formats of
dates and lengths that we need are words too: a library of all that there are would take longer to
import than a page to write, and so a site can have its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
"""The catalogue, a file a language."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""

Text = str | Mapping[str, str]
"""Words, or their plural forms by category; `other` is always there."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?",
    re.ASCII | re.IGNORECASE,
)


def _one(number: int) -> str:
    return "one" if number == 1 else "other"


def _one_or_millions(number: int) -> str:
    return "many" if number and number % 1_000_000 == 0 else _one(number)


def _none_or_one_or_millions(number: int) -> str:
    return "one" if number == 0 else _one_or_millions(number)


def _slavic(number: int) -> str:
    last, teens = number % 10, 10 < number % 100 < 20
    if teens or last == 0 or last > 4:
        return "many"
    return "one" if last == 1 else "few"


_CATEGORY: Mapping[str, Callable[[int], str]] = {
    "de": _one,
    "en": _one,
    "es": _one_or_millions,
    "fr": _none_or_one_or_millions,
    "ja": lambda _number: "other",
    "ru": _slavic,
}
"""What of CLDR's plural rules is about whole numbers."""

LANGUAGES = tuple(_CATEGORY)
"""The languages that there are words in."""


class Phrase(str):
    """Words as a template uses them: as they are, or called with what goes into their places."""

    __slots__ = ("_category", "_forms")

    _forms: Mapping[str, str]
    _category: Callable[[int], str]

    @classmethod
    def of(cls, text: Text, category: Callable[[int], str]) -> Phrase:
        """Make a phrase of a text of the catalogue and its language's way to count."""
        forms = {"other": text} if isinstance(text, str) else text
        phrase = cls(forms["other"])
        phrase._forms, phrase._category = forms, category
        return phrase

    def __call__(self, **values: object) -> str:
        """Put values in their places; of plural forms, the one for `count` is taken."""
        form, count = self._forms["other"], values.get("count")
        if len(self._forms) > 1 and isinstance(count, int):
            form = self._forms.get(self._category(count), form)
        return _PLACEHOLDER.sub(lambda place: str(values.get(place[1], place[0])), form)


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a site.

    Attributes:
        language: Their language, as a tag that may name a region too.
        page: What we write into pages, by key.
        browser: What the scripts say, by key.
    """

    language: str
    page: Mapping[str, Text]
    browser: Mapping[str, Text]

    def __getitem__(self, key: str) -> Phrase:
        """Words of a page; templates write `words.transcript`."""
        return Phrase.of(self.page[key], _CATEGORY[_base(self.language)])

    def long_date(self, day: date) -> str:
        """A date for people: 31 March 2024."""
        number = self["first_day"] if day.day == 1 else day.day
        return self["date"](day=number, month=self[f"month_{day.month}"], year=day.year)

    def length(self, seconds: float) -> str:
        """A length for people: 1 h 2 min, 12 min, 1 min 7 s, 45 s."""
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 10 and rest:
            key = "minutes_seconds" if minutes else "seconds"
            return self[key](minutes=minutes, seconds=rest)
        hours, minutes = divmod(round(seconds / 60), 60)
        if hours:
            return self["hours_minutes" if minutes else "hours"](hours=hours, minutes=minutes)
        return self["minutes"](minutes=minutes) if minutes else self["seconds"](seconds=0)


def words_in(tag: str = "en", overrides: Mapping[str, Text] | None = None) -> Words:
    """The words in a language.

    Args:
        tag: A language tag such as ``de`` or ``pt-BR``. A region has the words of its language, and
            a language that we have none in those of English.
        overrides: A site's own words, by key.
    """
    language = language_of(tag)
    own = overrides or {}
    parts = {
        part: {key: own.get(key, text) for key, text in texts.items()}
        for part, texts in _catalogue(_base(language)).items()
    }
    return Words(language, parts["page"], parts["browser"])


def language_of(tag: str) -> str:
    """The language of the words for a tag, as a tag that browsers take."""
    match = _TAG.fullmatch(tag) or _TAG.fullmatch(_base(tag))
    if not match or match["language"].lower() not in LANGUAGES:
        return "en"
    script, region = match["script"], match["region"]
    parts = (match["language"].lower(), script and script.title(), region and region.upper())
    return "-".join(filter(None, parts))


def default_texts() -> dict[str, Text]:
    """The English words by key: all keys that there are, with their placeholders."""
    catalogue = _catalogue("en")
    return {**catalogue["page"], **catalogue["browser"]}


def placeholders(text: Text) -> set[str]:
    """The names of the places in words that get values."""
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in _PLACEHOLDER.findall(form)}


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0]


def _catalogue(language: str) -> dict[str, dict[str, Text]]:
    catalogue: dict[str, dict[str, Text]] = json.loads(
        (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    )
    return catalogue
