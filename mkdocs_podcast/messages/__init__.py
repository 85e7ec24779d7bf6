"""The texts on pages, in several languages.

Each language has a file with the texts of pages (`page`) and of scripts (`browser`). Texts can
contain `{placeholders}`. A text that depends on a number is an object with a form per plural
category of CLDR, as in the browser. The formats of dates and durations are texts too: importing a
localization library would take longer than rendering a page, and this way a site can change them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
"""The catalogue, with one file per language."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""

Text = str | Mapping[str, str]
"""A text, or its plural forms by category. The form `other` is required."""

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
"""The plural rules of CLDR for whole numbers."""

LANGUAGES = tuple(_CATEGORY)
"""The supported languages."""


class Phrase(str):
    """A text as templates use it: printed as it is, or called with the values of placeholders."""

    __slots__ = ("_category", "_forms")

    _forms: Mapping[str, str]
    _category: Callable[[int], str]

    @classmethod
    def of(cls, text: Text, category: Callable[[int], str]) -> Phrase:
        """Create a phrase from a text of the catalogue and the plural rule of its language."""
        forms = {"other": text} if isinstance(text, str) else text
        phrase = cls(forms["other"])
        phrase._forms, phrase._category = forms, category
        return phrase

    def __call__(self, **values: object) -> str:
        """Replace the placeholders by values. `count` selects the plural form."""
        form, count = self._forms["other"], values.get("count")
        if len(self._forms) > 1 and isinstance(count, int):
            form = self._forms.get(self._category(count), form)
        return _PLACEHOLDER.sub(lambda place: str(values.get(place[1], place[0])), form)


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of a site.

    Attributes:
        language: The language tag, optionally with a region.
        page: The texts of pages, by key.
        browser: The texts of scripts, by key.
    """

    language: str
    page: Mapping[str, Text]
    browser: Mapping[str, Text]

    def __getitem__(self, key: str) -> Phrase:
        """Return a text of a page. Templates write `words.transcript`."""
        return Phrase.of(self.page[key], _CATEGORY[_base(self.language)])

    def long_date(self, day: date) -> str:
        """Format a date: 31 March 2024."""
        number = self["first_day"] if day.day == 1 else day.day
        return self["date"](day=number, month=self[f"month_{day.month}"], year=day.year)

    def length(self, seconds: float) -> str:
        """Format a duration: 1 h 2 min, 12 min, 1 min 7 s, 45 s."""
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 10 and rest:
            key = "minutes_seconds" if minutes else "seconds"
            return self[key](minutes=minutes, seconds=rest)
        hours, minutes = divmod(round(seconds / 60), 60)
        if hours:
            return self["hours_minutes" if minutes else "hours"](hours=hours, minutes=minutes)
        return self["minutes"](minutes=minutes) if minutes else self["seconds"](seconds=0)


def words_in(tag: str = "en", overrides: Mapping[str, Text] | None = None) -> Words:
    """Load the texts of a language.

    Args:
        tag: A language tag such as ``de`` or ``pt-BR``. A region uses the texts of its language. An
            unsupported language uses those of English.
        overrides: Texts of the site that replace others, by key.
    """
    language = language_of(tag)
    own = overrides or {}
    parts = {
        part: {key: own.get(key, text) for key, text in texts.items()}
        for part, texts in _catalogue(_base(language)).items()
    }
    return Words(language, parts["page"], parts["browser"])


def language_of(tag: str) -> str:
    """Return the supported language for a tag, as a tag that browsers accept."""
    match = _TAG.fullmatch(tag) or _TAG.fullmatch(_base(tag))
    if not match or match["language"].lower() not in LANGUAGES:
        return "en"
    script, region = match["script"], match["region"]
    parts = (match["language"].lower(), script and script.title(), region and region.upper())
    return "-".join(filter(None, parts))


def default_texts() -> dict[str, Text]:
    """Return the English texts, which have all keys and placeholders."""
    catalogue = _catalogue("en")
    return {**catalogue["page"], **catalogue["browser"]}


def placeholders(text: Text) -> set[str]:
    """Return the names of the placeholders in a text."""
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in _PLACEHOLDER.findall(form)}


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0]


def _catalogue(language: str) -> dict[str, dict[str, Text]]:
    catalogue: dict[str, dict[str, Text]] = json.loads(
        (FOLDER / f"{language}.json").read_text(encoding="utf-8")
    )
    return catalogue
