"""The JSON of AssemblyAI: `utterances` with speakers, or else `words`; times in milliseconds.

See https://www.assemblyai.com/docs/api-reference/transcripts/get.
"""

from __future__ import annotations

from .json_values import (
    Json,
    objects_in,
    segment_of,
    segments_of_words,
    speaker_in,
    text_in,
    words_in,
)
from .segments import Faults, Segment, seconds

_MILLISECOND = 0.001


def is_assemblyai(data: Json) -> bool:
    """Return whether JSON is that of AssemblyAI."""
    if not isinstance(data, dict) or "segments" in data:
        return False
    return any(isinstance(data.get(key), list) for key in ("utterances", "words"))


def read_assemblyai(data: Json, faults: Faults) -> list[Segment]:
    """Read utterances, or words if there are none."""
    if not isinstance(data.get("utterances"), list):
        return segments_of_words(words_in(data["words"], ("text",), _MILLISECOND))
    found = list[Segment]()
    for _, item in objects_in(data["utterances"], ("utterances",), faults):
        speaker = speaker_in(item.get("speaker"))
        times = tuple(seconds(item.get(key), _MILLISECOND) for key in ("start", "end"))
        words = words_in(item.get("words"), ("text",), _MILLISECOND, speaker)
        found += segment_of(text_in(item.get("text")), speaker, (times[0], times[1]), words)
    return found
