"""The JSON of Deepgram: `results` with `utterances`, or else with the words of each channel.

See https://developers.deepgram.com/docs/utterances and https://developers.deepgram.com/docs/diarization.
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

_TEXT_KEYS = "punctuated_word", "word"


def is_deepgram(data: Json) -> bool:
    """Return whether JSON is that of Deepgram."""
    results = data.get("results") if isinstance(data, dict) else None
    return isinstance(results, dict) and ("channels" in results or "utterances" in results)


def read_deepgram(data: Json, faults: Faults) -> list[Segment]:
    """Read utterances, or words if there are none."""
    results = data["results"]
    found = list[Segment]()
    for _, item in objects_in(results.get("utterances"), ("results", "utterances"), faults):
        speaker = speaker_in(item.get("speaker"))
        times = seconds(item.get("start")), seconds(item.get("end"))
        words = words_in(item.get("words"), _TEXT_KEYS, default_speaker=speaker)
        found += segment_of(text_in(item.get("transcript")), speaker, times, words)
    if found:
        return found
    for path, channel in objects_in(results.get("channels"), ("results", "channels"), faults):
        alternatives = channel.get("alternatives")
        for _, item in objects_in(alternatives, (*path, "alternatives"), faults):
            words = words_in(item.get("words"), _TEXT_KEYS)
            text = text_in(item.get("transcript"))
            found += segments_of_words(words) or segment_of(text, "", (None, None), ())
            break  # the other alternatives are guesses at the same words
    return found
