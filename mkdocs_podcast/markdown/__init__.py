"""The transcript dialect of Markdown, and the Python-Markdown extension that renders it.

It works on its own, in any site that uses Python-Markdown::

    markdown_extensions: [podcast]
"""

from __future__ import annotations

from .extension import LINE_LINK, PodcastExtension, Rendered
from .parts import anchors_in

__all__ = ["LINE_LINK", "PodcastExtension", "Rendered", "anchors_in", "makeExtension"]


def makeExtension(**kwargs: object) -> PodcastExtension:  # noqa: N802 - Python-Markdown's name
    """Make the extension; Python-Markdown calls this where it is named by its module."""
    return PodcastExtension(**kwargs)
