"""Transcripts in files of their own, in every format that podcasters have.

A module reads one format. Formats with times return segments, which `merging` turns into lines;
text formats return lines and headers. What cannot be read is reported and keeps its words.
"""

from __future__ import annotations

from .body import SplitBody, split_body
from .reading import TranscriptFile, read_transcript_file
from .segments import TranscriptOptions

__all__ = [
    "SplitBody",
    "TranscriptFile",
    "TranscriptOptions",
    "read_transcript_file",
    "split_body",
]
