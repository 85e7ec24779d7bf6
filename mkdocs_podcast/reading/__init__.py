"""Reading the files that authors write."""

from __future__ import annotations

from .assets import Asset, find_asset
from .option_positions import option_places
from .reader import Places, Reading, SourceFile, find, label_of, locate, read_files
from .yaml import missing_parser

__all__ = [
    "Asset",
    "Places",
    "Reading",
    "SourceFile",
    "find",
    "find_asset",
    "label_of",
    "locate",
    "missing_parser",
    "option_places",
    "read_files",
]
