"""Reading the files that authors write."""

from __future__ import annotations

from .assets import Asset
from .discovery import SourceFile, label_of, unreadable
from .folders import unusable_folders
from .serialization import Position, Positions
from .show_files import ShowFiles, load_transcript, locate_problems, read_show, reread_episode
from .yaml import missing_parser

__all__ = [
    "Asset",
    "Position",
    "Positions",
    "ShowFiles",
    "SourceFile",
    "label_of",
    "load_transcript",
    "locate_problems",
    "missing_parser",
    "read_show",
    "reread_episode",
    "unreadable",
    "unusable_folders",
]
