"""Turn a folder of episode files into a podcast site inside MkDocs."""

from __future__ import annotations

__version__ = "0.1.0"
