"""The transcript JSON of Podcasting 2.0.

See https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md.
"""

from __future__ import annotations

from .json_values import Json, objects_in, segment_of, speaker_in, text_in
from .segments import Faults, Segment, seconds


def is_podcast_json(data: Json) -> bool:
    """Return whether JSON is that of Podcasting 2.0."""
    segments = data.get("segments") if isinstance(data, dict) else None
    return isinstance(segments, list) and any(
        isinstance(each, dict) and ("body" in each or "startTime" in each) for each in segments
    )


def read_podcast_json(data: Json, faults: Faults) -> list[Segment]:
    """Read segments with `speaker`, `startTime`, `endTime` and `body`."""
    found = list[Segment]()
    for path, item in objects_in(data["segments"], ("segments",), faults):
        text = text_in(item.get("body"))
        start = seconds(item.get("startTime"))
        if text and start is None:
            faults.add("This segment has no start.", "Add “startTime”, in seconds.", path=path)
        times = start, seconds(item.get("endTime"))
        found += segment_of(text, speaker_in(item.get("speaker")), times, ())
    return found
