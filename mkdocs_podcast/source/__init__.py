"""Reading the files that authors write."""

from __future__ import annotations

from .assets import Asset, find_asset
from .configuration import option_places
from .folders import folder_fault
from .reader import Places, Reading, SourceFile, find, label_of, locate, read_files
from .yaml import missing_parser

__all__ = [
    "Asset",
    "Places",
    "Reading",
    "SourceFile",
    "find",
    "find_asset",
    "folder_fault",
    "label_of",
    "locate",
    "missing_parser",
    "option_places",
    "read_files",
]
