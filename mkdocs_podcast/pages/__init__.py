"""Pages as Markdown, through templates that a site can override."""

from __future__ import annotations

from .renderer import TEMPLATES, Renderer
from .text import Markdown, for_themes, safe

__all__ = ["TEMPLATES", "Markdown", "Renderer", "for_themes", "safe"]
