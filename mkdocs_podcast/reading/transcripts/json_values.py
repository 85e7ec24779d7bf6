"""What the JSON of programs that transcribe has in common."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...checks import ValuePath
from ...show import Word
from .segments import Faults, Segment, clean, later, seconds, tidy_lines

MAX_CUE_LENGTH = 130
"""Characters that a caption can have; longer segments are divided between words."""

_MIN_CUE_LENGTH = 60
"""Characters after which a caption that is made of words can end with a sentence."""

_MAX_PAUSE = 1.0
"""Seconds of silence that divide captions that are made of words."""

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")

MAX_DEPTH = 32
"""Levels of lists and objects in JSON that is not complete."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}

Json = Any
Object = Mapping[str, Json]


class SpokenWord(NamedTuple):
    """A word in a file, with the times that are known, in seconds, and the speaker."""

    text: str
    start: float | None
    end: float | None
    speaker: str = ""


def parse_json(text: str, faults: Faults) -> Json:
    """Read JSON, up to the first error if it has one; return None if nothing can be read."""
    try:
        return json.loads(text)
    except RecursionError:
        faults.add("Lists and objects are nested too deeply.", "Use fewer levels.")
    except json.JSONDecodeError as error:
        message = f"The JSON has an error, and nothing after it is read: {error.msg}."
        faults.add(message, "Export the transcript again.", error.lineno)
        return _before_error(text[: error.pos])
    except ValueError:
        faults.add("A number has too many digits.", "Export the transcript again.")
    return None


def _before_error(text: str) -> Json:
    """Return JSON that ends too early, up to the last object in it that is complete."""
    brackets = list[str]()
    complete = ""
    end = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        bracket = match[0]
        if bracket in _CLOSING:
            brackets.append(_CLOSING[bracket])
        elif brackets and bracket == brackets[-1]:
            brackets.pop()
            if bracket == "}" and brackets:
                end, complete = match.end(), "".join(reversed(brackets))
                if len(brackets) > MAX_DEPTH:
                    return None
    try:
        return json.loads(text[:end] + complete) if end else None
    except (ValueError, RecursionError):
        return None


def objects_in(value: Json, path: ValuePath, faults: Faults) -> Iterator[tuple[ValuePath, Object]]:
    """Yield the objects of a list, each with its path."""
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield (*path, index), item
        else:
            faults.add("Expected an object.", "Remove the value.", path=(*path, index))


def text_in(value: Json) -> str:
    """Return text; empty if a value is something else."""
    return tidy_lines(value) if isinstance(value, str) else ""


def speaker_in(value: Json) -> str:
    """Return the name of a speaker; machines number them."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int) and abs(value) < 1_000_000:
        return f"Speaker {value}"
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def words_in(
    value: Json, text_keys: Sequence[str], unit: float = 1.0, default_speaker: str = ""
) -> list[SpokenWord]:
    """Return the words in a list of objects with `start` and `end`.

    Args:
        value: The list.
        text_keys: The keys that can have the word; the first one that an object has counts.
        unit: The number of seconds that a number counts.
        default_speaker: The speaker of words that name none.
    """
    found = list[SpokenWord]()
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict):
            continue
        text = next((item[key] for key in text_keys if isinstance(item.get(key), str)), "")
        if text := " ".join(clean(text).split()):
            start, end = seconds(item.get("start"), unit), seconds(item.get("end"), unit)
            speaker = speaker_in(item.get("speaker")) or default_speaker
            found.append(SpokenWord(text, start, end, speaker))
    return found


def segment_of(
    text: str, speaker: str, times: tuple[float | None, float | None], words: Sequence[SpokenWord]
) -> list[Segment]:
    """Return the segments of what a file says between two times.

    Args:
        text: The words, as text.
        speaker: The speaker.
        times: The start and end.
        words: The words with their times, if known.
    """
    if not text:
        return segments_of_words(words)
    start, end = times[0], later(times[1], times[0])
    speakers = {word.speaker for word in words if word.speaker}
    positions = _positions(text, words)
    is_long = len(text) > MAX_CUE_LENGTH
    if positions is not None and words and (len(speakers) > 1 or is_long):
        return segments_of_words(words)
    timed = _timed_words(words, positions or [])
    known_speaker = speaker or next(iter(speakers), "")
    return [Segment(text, known_speaker, start, end, timed if end else (), is_cue=not is_long)]


def segments_of_words(words: Sequence[SpokenWord], glue: str = " ") -> list[Segment]:
    """Make segments of words: as long as captions, of one speaker each, with whole sentences.

    Args:
        words: The words.
        glue: What is between two words.
    """
    found = list[Segment]()
    group = list[SpokenWord]()
    length = 0
    for word in words:
        if group and _ends(group, word, length):
            found.append(_segment(group, glue))
            group, length = [], 0
        group.append(word)
        length += len(word.text) + 1
    if group:
        found.append(_segment(group, glue))
    return found


def _ends(group: Sequence[SpokenWord], word: SpokenWord, length: int) -> bool:
    last = group[-1]
    if last.speaker != word.speaker or length + len(word.text) > MAX_CUE_LENGTH:
        return True
    if None not in (last.end, word.start) and (word.start or 0) > (last.end or 0) + _MAX_PAUSE:
        return True
    return length >= _MIN_CUE_LENGTH and last.text.endswith(_SENTENCE_ENDS)


def _segment(group: Sequence[SpokenWord], glue: str) -> Segment:
    text = glue.join(word.text for word in group)
    positions, position = list[int](), 0
    for word in group:
        positions.append(position)
        position += len(word.text) + len(glue)
    start = next((word.start for word in group if word.start is not None), None)
    end = later(max((word.end for word in group if word.end is not None), default=None), start)
    timed = _timed_words(group, positions) if end else ()
    return Segment(text, group[0].speaker, start, end, timed, is_cue=len(text) <= MAX_CUE_LENGTH)


def _positions(text: str, words: Sequence[SpokenWord]) -> list[int] | None:
    """Return where words are in a text; None if it has others, or has them in another order."""
    positions, position = list[int](), 0
    for word in words:
        found = text.find(word.text, position)
        if found < 0 or text[position:found].strip():
            return None
        positions.append(found)
        position = found + len(word.text)
    return None if text[position:].strip() else positions


def _timed_words(words: Sequence[SpokenWord], positions: Sequence[int]) -> tuple[Word, ...]:
    """Return the times of words that have both."""
    found = list[Word]()
    for word, position in zip(words, positions, strict=False):
        start, end = word.start, later(word.end, word.start)
        if start is not None and end is not None:
            found.append(Word(start, end, position))
    return tuple(found)
