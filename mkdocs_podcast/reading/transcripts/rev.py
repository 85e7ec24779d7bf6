"""The JSON of Rev: `monologues` of `elements`, which are words with times, and punctuation.

See https://docs.rev.ai/api/asynchronous/transcripts/.
"""

from __future__ import annotations

from .json_values import Json, SpokenWord, objects_in, segments_of_words, speaker_in
from .segments import Faults, Segment, clean, seconds


def is_rev(data: Json) -> bool:
    """Return whether JSON is that of Rev."""
    return isinstance(data, dict) and isinstance(data.get("monologues"), list)


def read_rev(data: Json, faults: Faults) -> list[Segment]:
    """Read monologues; the names of speakers are in a list of their own."""
    names = {
        item.get("id"): speaker_in(item.get("name"))
        for _, item in objects_in(data.get("speakers"), ("speakers",), faults)
        if isinstance(item.get("id"), (int, str))
    }
    found = list[Segment]()
    for path, item in objects_in(data["monologues"], ("monologues",), faults):
        given = item.get("speaker")
        named = names.get(given, "") if isinstance(given, (int, str)) else ""
        speaker = named or speaker_in(given)
        words = list[SpokenWord]()
        parts: list[str] = []
        start: float | None = None
        end: float | None = None
        for _, element in objects_in(item.get("elements"), (*path, "elements"), faults):
            value = element.get("value")
            if not isinstance(value, str):
                continue
            if element.get("type") == "text":
                start = seconds(element.get("ts")) if not parts else start
                end = seconds(element.get("end_ts"))
            for number, part in enumerate(_split(clean(value))):
                if number and parts:  # a space ends a word
                    words.append(SpokenWord("".join(parts), start, end, speaker))
                    parts, start = [], None
                if part:
                    parts.append(part)
        if parts:
            words.append(SpokenWord("".join(parts), start, end, speaker))
        found += segments_of_words(words)
    return found


def _split(value: str) -> list[str]:
    """Divide a value at its spaces, so that a space in it is between two parts."""
    return value.replace("\n", " ").replace("\t", " ").split(" ")
