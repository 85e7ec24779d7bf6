"""The transcript dialect of Markdown, and the Python-Markdown extension that renders it.

It works on its own, in any site that uses Python-Markdown::

    markdown_extensions: [podcast]
"""

from __future__ import annotations

from .extension import LINE_LINK, PodcastExtension
from .finished_html import anchors_in, html_of_part

__all__ = ["LINE_LINK", "PodcastExtension", "anchors_in", "html_of_part", "makeExtension"]


def makeExtension(**kwargs: object) -> PodcastExtension:  # noqa: N802 - Python-Markdown's name
    """Create the extension; Python-Markdown calls this if it is named by its module."""
    return PodcastExtension(**kwargs)
