"""What can be found in HTML that the extension has rendered, by plain string search.

Text in this HTML is escaped, so only the extension, or an author's own HTML, writes these strings.
"""

from __future__ import annotations

from .dialect import closing
from .transcript_html import LINE_OPENING


def part_opening(name: str) -> str:
    """Return how the HTML of a part begins. All parts share a class, which the styles build on."""
    return f'<div class="podcast podcast-{name}">'


def part_closing(name: str) -> str:
    """Return how the HTML of a part that is Markdown ends."""
    return f"</div>\n{closing(name)}"


def html_of_part(html: str, name: str) -> str:
    """Return the HTML of the first part of a name that is Markdown; empty if there is none.

    Args:
        html: The HTML of a page.
        name: The name of the part, such as `notes`.
    """
    _, opening, rest = html.partition(part_opening(name))
    content, closing, _ = rest.partition(part_closing(name))
    return content.strip("\n") if opening and closing else ""


def anchors_in(html: str) -> set[str]:
    """Return the anchors of the lines of transcripts in the HTML of a page."""
    return {line.partition('"')[0] for line in html.split(LINE_OPENING)[1:]}
