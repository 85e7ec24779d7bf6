"""Pages as Markdown, through templates that a site can override."""

from __future__ import annotations

from .players import SOURCES
from .text import Markdown
from .writer import TEMPLATES, PageWriter, Site

__all__ = ["SOURCES", "TEMPLATES", "Markdown", "PageWriter", "Site"]
