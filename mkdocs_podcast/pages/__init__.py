"""Pages as Markdown, through templates that a site can override."""

from __future__ import annotations

from .anchors import jekyll
from .around import plans
from .players import SOURCES
from .site import Site
from .text import Markdown
from .writer import TEMPLATES, Page, PageWriter

__all__ = ["SOURCES", "TEMPLATES", "Markdown", "Page", "PageWriter", "Site", "jekyll", "plans"]
