"""The HTML of lists of links: sections, platforms, topics, people, neighbours.

They are simple Markdown, and there are many on a page, so the extension renders them itself: items
with text, links, images, and words that are strong or emphasised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape as escape_html
from html import unescape as unescape_html

from ..show import parse_timecode, plain_seconds
from ..show.platforms import icon, platform_key
from . import dialect

_LIST = re.compile(r"\n(?:(?:-|1\.) [^\n]+(?:\n|\Z))+")
_TEXT = r"((?:[^\[\]\\\n]|\\.)*)"
_INLINE = re.compile(  # nothing starts after a backslash
    rf"\\.|(!?)\[{_TEXT}\]\(([^()\s]*)\)|\*\*((?:[^*\\]|\\.)+)\*\*|\*((?:[^*\\]|\\.)+)\*"
)
_CLOCK = re.compile(r"\d+:[\d:.]+", re.ASCII)
_BARE_TIME = re.compile(r"\((\d+:[\d:.]+)\) ", re.ASCII)


def is_list(text: str, start: int, end: int) -> bool:
    """Return whether the text between two positions is such a list and nothing else."""
    return bool(_LIST.fullmatch(text, start, end))


def render(text: str, platforms: Mapping[str, str] | None = None) -> str:
    """Render a list.

    Args:
        text: Its Markdown.
        platforms: For links to platforms, which get icons: the keys that differ from what the names
            suggest, by name.
    """
    lines = text.strip("\n").split("\n")
    kind = "ol" if lines[0].startswith("1.") else "ul"
    items = (f"<li>{_item(line.split(' ', 1)[1], platforms)}</li>" for line in lines)
    return f"<{kind}>\n" + "\n".join(items) + f"\n</{kind}>"


def _item(text: str, platforms: Mapping[str, str] | None) -> str:
    parts = []
    position = 0
    if time := _BARE_TIME.match(text):
        parts.append(f'<span class="podcast-time"{_start(time[1])}>{time[1]}</span> ')
        position = time.end()
    for match in _INLINE.finditer(text, position):
        if not match.lastindex:  # an escaped character
            continue
        parts.append(_text(text[position : match.start()]))
        position = match.end()
        image, label, target, strong, emphasis = match.groups()
        if target is None:
            parts.append(f"<b>{_text(strong)}</b>" if strong else f"<i>{_text(emphasis)}</i>")
        elif image:
            parts.append(f'<img src="{_attribute(target)}" alt="{_text(label)}" loading="lazy">')
        else:
            parts.append(_link(label, _attribute(target), platforms))
    parts.append(_text(text[position:]))
    return "".join(parts)


def _link(label: str, href: str, platforms: Mapping[str, str] | None) -> str:
    text = _text(label)
    if _CLOCK.fullmatch(label):
        return f'<a class="podcast-time"{_start(label)} href="{href}">{text}</a>'
    if platforms is not None:
        name = dialect.unescape(label)
        key = platforms.get(name) or platform_key(name)
        return (
            f'<a class="podcast-platform" data-platform="{escape_html(key)}" href="{href}">'
            f"{icon(key)}{text}</a>"
        )
    return f'<a href="{href}">{text}</a>'


@lru_cache(maxsize=1 << 14)
def _start(clock: str) -> str:
    """Return the attribute with the time in seconds; nothing if the time is invalid."""
    try:
        return f' data-start="{plain_seconds(parse_timecode(clock))}"'
    except ValueError:
        return ""


def _text(text: str) -> str:
    return escape_html(dialect.unescape(text))


def _attribute(url: str) -> str:
    return escape_html(unescape_html(url) if "&" in url else url)
