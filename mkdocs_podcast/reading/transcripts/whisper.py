"""The JSON of Whisper, and of programs that write the same with speakers or as milliseconds.

Whisper (https://github.com/openai/whisper) and faster-whisper write `segments` with `start`, `end`,
`text` and `words`, in seconds; WhisperX (https://github.com/m-bain/whisperX) adds `speaker` to
segments and words; whisper.cpp writes `transcription` with `offsets` in milliseconds.
"""

from __future__ import annotations

from .json_values import Json, objects_in, segment_of, speaker_in, text_in, words_in
from .segments import Faults, Segment, seconds

_MILLISECOND = 0.001


def is_whisper(data: Json) -> bool:
    """Return whether JSON is that of Whisper or similar: a list of texts with times."""
    key, items = _segments(data)
    first = items[0] if items else None
    return bool(key or isinstance(data, list)) and isinstance(first, dict) and "text" in first


def read_whisper(data: Json, faults: Faults) -> list[Segment]:
    """Read segments with words and speakers."""
    found = list[Segment]()
    key, items = _segments(data)
    for path, item in objects_in(items, (key,) if key else (), faults):
        text = text_in(item.get("text"))
        offsets = item.get("offsets")
        if isinstance(offsets, dict):
            times = tuple(seconds(offsets.get(each), _MILLISECOND) for each in ("from", "to"))
        else:
            times = seconds(item.get("start")), seconds(item.get("end"))
        if text and times[0] is None:
            faults.add("This segment has no start.", "Add “start”, in seconds.", path=path)
        speaker = speaker_in(item.get("speaker"))
        words = words_in(item.get("words"), ("word", "text"), default_speaker=speaker)
        found += segment_of(text, speaker, (times[0], times[1]), words)
    return found


def _segments(data: Json) -> tuple[str, list[Json]]:
    """Return the key of the segments, and the segments."""
    if isinstance(data, list):
        return "", data
    for key in ("segments", "transcription") if isinstance(data, dict) else ():
        if isinstance(data.get(key), list):
            return key, data[key]
    return "", []
