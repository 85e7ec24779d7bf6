"""The texts of pages and scripts, one file per language.

A file has the texts that are written into pages (`page`) and those that scripts show (`browser`).
A text may contain `{placeholders}`. One that depends on a number is an object by the plural
categories of CLDR. The formats of dates and lengths are texts too, so that a site can have its own;
a library for all formats takes longer to import than a page takes to render.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MESSAGE_FOLDER = Path(__file__).parent
"""The folder of the files."""

PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR."""

Text = str | Mapping[str, str]
"""A text, or its plural forms by category, of which there is always `other`."""

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


_PLURAL_RULES: Mapping[str, Callable[[int], str]] = {
    "de": _one,
    "en": _one,
    "es": _one_or_millions,
    "fr": _none_or_one_or_millions,
    "ja": lambda _number: "other",
    "ru": _slavic,
}
"""CLDR's plural rules for whole numbers, by language."""

LANGUAGES = tuple(_PLURAL_RULES)
"""The languages of the texts."""


class Message(str):
    """A text, as a template uses it: as it is, or called with the values of its placeholders."""

    __slots__ = ("_category", "_forms")

    _forms: Mapping[str, str]
    _category: Callable[[int], str]

    @classmethod
    def of(cls, text: Text, category: Callable[[int], str]) -> Message:
        """Create a message.

        Args:
            text: The text, or its plural forms.
            category: Returns the plural category of a number.
        """
        forms = {"other": text} if isinstance(text, str) else text
        message = cls(forms["other"])
        message._forms, message._category = forms, category
        return message

    def __call__(self, **values: object) -> str:
        """Fill the placeholders; `count` decides which plural form is used."""
        form, count = self._forms["other"], values.get("count")
        if len(self._forms) > 1 and isinstance(count, int):
            form = self._forms.get(self._category(count), form)
        return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), form)


@dataclass(frozen=True, slots=True)
class Messages:
    """All texts of a site.

    Attributes:
        language: Their language, as a BCP 47 tag.
        page: The texts of pages, by key.
        browser: The texts of scripts, by key.
    """

    language: str
    page: Mapping[str, Text]
    browser: Mapping[str, Text]

    def __getitem__(self, key: str) -> Message:
        """Return a text of pages; templates write `messages.transcript`."""
        return Message.of(self.page[key], _PLURAL_RULES[_language(self.language)])

    @property
    def platform_names(self) -> Mapping[str, str]:
        """The names of link targets that are words and not names, by key."""
        return {"web": str(self["website"]), "audio": str(self["audio"])}

    def numbering(
        self,
        season: int | None,
        number: float | None,
        within: int | None = None,
        display: str = "",
    ) -> str:
        """Say which episode it is: “Season 2, episode 3”; within its season, “Episode 3”.

        Args:
            season: The number of its season, if it has one.
            number: Its number, if it has one.
            within: The season that the page is about.
            display: How readers see the number: “12.50”, or “Ch. 3”, which is used as it is.
        """
        if season is not None and season == within:
            season = None
        if display and not display[0].isdigit():
            names = () if season is None else (self["season"](number=season),)
            return self["comma"].join((*names, display))
        shown = number if number is None else display or number
        if season is not None and shown is not None:
            return self["season_episode"](season=season, episode=shown)
        if season is not None:
            return self["season"](number=season)
        return "" if shown is None else self["episode"](number=shown)

    def long_date(self, day: date) -> str:
        """Write a date for people: 31 March 2024."""
        number = self["first_day"] if day.day == 1 else day.day
        return self["date"](day=number, month=self[f"month_{day.month}"], year=day.year)

    def length(self, seconds: float) -> str:
        """Write a length for people: 1 h 2 min, 12 min, 1 min 7 s, 45 s."""
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 10 and rest:
            key = "minutes_seconds" if minutes else "seconds"
            return self[key](minutes=minutes, seconds=rest)
        hours, minutes = divmod(round(seconds / 60), 60)
        if hours:
            return self["hours_minutes" if minutes else "hours"](hours=hours, minutes=minutes)
        return self["minutes"](minutes=minutes) if minutes else self["seconds"](seconds=0)


def load_messages(tag: str = "en", overrides: Mapping[str, Text] | None = None) -> Messages:
    """Load the texts of a language.

    Args:
        tag: A BCP 47 tag such as ``de`` or ``pt-BR``. A region uses the texts of its language; a
            language without texts uses English.
        overrides: The site's own texts, by key.
    """
    language = language_of(tag)
    own = overrides or {}
    groups = {
        name: {key: own.get(key, text) for key, text in texts.items()}
        for name, texts in _load(_language(language)).items()
    }
    return Messages(language, groups["page"], groups["browser"])


def language_of(tag: str) -> str:
    """Return the language of the texts for a tag, as a tag that browsers understand."""
    match = _TAG.fullmatch(tag) or _TAG.fullmatch(_language(tag))
    if not match or match["language"].lower() not in LANGUAGES:
        return "en"
    script, region = match["script"], match["region"]
    parts = (match["language"].lower(), script and script.title(), region and region.upper())
    return "-".join(filter(None, parts))


def default_texts() -> dict[str, Text]:
    """Return the English texts by key; no other keys exist."""
    texts = _load("en")
    return {**texts["page"], **texts["browser"]}


def placeholders(text: Text) -> set[str]:
    """Return the names of the placeholders in a text."""
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in _PLACEHOLDER.findall(form)}


def _language(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0]


def _load(language: str) -> dict[str, dict[str, Text]]:
    texts: dict[str, dict[str, Text]] = json.loads(
        (MESSAGE_FOLDER / f"{language}.json").read_text(encoding="utf-8")
    )
    return texts
