"""Pages as Markdown, through templates that a site can override."""

from __future__ import annotations

from ..show.anchors import jekyll
from ..show.players import SOURCES
from .around import plans
from .site import Site
from .text import Markdown
from .writer import TEMPLATES, Page, PageWriter

__all__ = ["SOURCES", "TEMPLATES", "Markdown", "Page", "PageWriter", "Site", "jekyll", "plans"]
