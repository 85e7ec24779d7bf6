"""The kinds of values that only episodes have, in the forms in which people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..checks import Problem, ValuePath
from ..show.episode import EPISODE_TYPES
from ..show.fields import quoted
from ..show.numbering import MAX_DIGITS, Numbering, parse_number, parse_numbering, parse_season
from .kinds import InvalidValue, JsonSchema, Scalar, read_one_line, unexpected

_PATTERN = re.compile(r"[{}]|(?:^|[/_-]):[a-z]", re.ASCII)
"""A placeholder of Jekyll, Hugo or a template language in a URL."""


@dataclass(frozen=True, slots=True)
class EpisodeNumber:
    """The number of an episode: a text, or a mapping with `number` and `display`."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {
            "type": ["null", "number", "object", "string"],
            "properties": {
                "number": {"type": ["number", "string"]},
                "display": {"type": ["number", "string"]},
            },
            "examples": [3, 12.5, "S01E03", {"number": 12, "display": "Chapter 12"}],
        }

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> Numbering:  # noqa: ARG002
        """Read a number."""
        try:
            if isinstance(value, dict):
                number = parse_number(str(value.get("number") or ""))
                return Numbering(number, display=read_one_line(value.get("display") or ""))
            return parse_numbering(value if isinstance(value, str) else "")
        except ValueError:
            raise _no_number("a number such as 3, 12.5 or S01E03", value) from None


@dataclass(frozen=True, slots=True)
class EpisodeType:
    """The type of an episode; an unknown one is a full one."""

    @property
    def schema(self) -> JsonSchema:
        """Its JSON Schema."""
        return {"enum": [*EPISODE_TYPES, None]}

    def read(self, value: object, path: ValuePath, problems: list[Problem]) -> str:
        """Read a type."""
        kind = read_one_line(value).lower()
        if not kind or kind in EPISODE_TYPES:
            return kind
        message = f"Expected “full”, “trailer” or “bonus”, got {quoted(kind)}."
        advice = "Choose one of them; until then, the episode is a full one."
        problems.append(Problem("bad-type", message, advice, path))
        return "full"


def _read_season(value: object) -> int:
    try:
        return parse_season(value if isinstance(value, str) else "")
    except ValueError:
        raise _no_number("a whole number", value) from None


def _no_number(expected: str, value: object) -> InvalidValue:
    text = value if isinstance(value, str) else ""
    if sum(map(str.isdigit, text.strip().lstrip("0"))) > MAX_DIGITS:
        expected = f"at most {MAX_DIGITS} digits"
        return unexpected("bad-number", expected, value, "Write a smaller number.")
    return unexpected("bad-number", expected, value, "Write digits only.")


_LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_EXPLICIT = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1", "explicit"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0", "clean"), False),
}


def _read_explicit(value: object) -> bool:
    explicit = _EXPLICIT.get(value.strip().lower()) if isinstance(value, str) else None
    if explicit is None:
        expected = "true or false, “explicit” or “clean”"
        raise unexpected("bad-flag", expected, value, "Write “true” or “false”.")
    return explicit


def _read_permalink(value: object) -> str:
    path = read_one_line(value)
    if path.lower() == "false":
        return ""  # in Eleventy, this page has no URL
    if _PATTERN.search(path):
        message = f"The URL {quoted(path)} is a pattern of another site generator."
        advice = "Write the URL itself, or remove the key; the file name becomes the URL."
        raise InvalidValue("bad-permalink", message, advice)
    return path


def _read_language(value: object) -> str:
    text = read_one_line(value)
    tag = text.replace("_", "-")
    if tag and not _LANGUAGE.fullmatch(tag):
        message = f"Expected a language such as “en” or “pt-BR”, got {quoted(text)}."
        raise InvalidValue("bad-language", message, "Write its BCP 47 tag.")
    return tag


EPISODE_NUMBER = EpisodeNumber()
"""The number of an episode, possibly with its season or a name for it."""

PERMALINK = Scalar(_read_permalink, {"type": ["boolean", "null", "string"]})
"""The path of a page below the root of a site."""

EPISODE_TYPE = EpisodeType()
"""The type of an episode."""

SEASON = Scalar(_read_season, {"type": ["integer", "null", "string"], "minimum": 0})
"""The number of a season."""

LANGUAGE = Scalar(_read_language, {"type": ["null", "string"]})
"""A language, as a BCP 47 tag."""

EXPLICIT = Scalar(_read_explicit, {"type": ["boolean", "null", "string"]})
"""Whether an episode is explicit; also as older feeds write it."""


def number_fields(
    numbering: Numbering, season: int | None, problems: list[Problem]
) -> dict[str, Any]:
    """Return the fields of an episode that its number determines.

    Args:
        numbering: Its number.
        season: The season that the file gives it.
        problems: The list to which a contradiction is added.
    """
    if numbering.season is not None and season not in (None, numbering.season):
        problems.append(
            Problem(
                "seasons-disagree",
                f"The episode is in season {numbering.season} here, but “season” is {season}.",
                "Correct one of the two; “season” is used.",
                ("episode",),
            )
        )
    return {
        "episode": numbering.episode,
        "display": numbering.display,
        "season": numbering.season if season is None else season,
    }
