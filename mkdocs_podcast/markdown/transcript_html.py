"""The HTML of a transcript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape as escape_html

from ..show import format_timecode, plain_seconds
from .dialect import Block, Heading, SpokenLine

SPEAKER_COLOURS = 8
"""The number of colours; further speakers start again with the first one."""

LINE_OPENING = '<p class="podcast-line" id="'
"""How the HTML of a line begins, up to its anchor."""

_ASIDE = re.compile(r"\[[^\[\]]{1,160}\]")


def render_transcript(
    blocks: Iterable[Block],
    hosts: Sequence[str],
    name_line: Callable[[float | None], str],
    line_link: str,
    language: str = "",
) -> Iterator[str | Heading]:
    """Yield the HTML of a transcript in pieces, and between them the headings as they are.

    Args:
        blocks: The headings and lines.
        hosts: The speakers who are hosts; they have the first colours.
        name_line: Returns the anchor of the next line, which starts at a second or has no time.
        line_link: The label of the link to a line, for screen readers; HTML.
        language: Its language, if that differs from the language of the page.
    """
    speakers = {name: number for number, name in enumerate(hosts, 1)}
    lang = f' lang="{escape_html(language)}"' if language else ""
    html = [f'<div class="podcast podcast-transcript"{lang}>']
    open_divs = 0  # those inside of the transcript: its lines, and the turn
    for block in blocks:
        if isinstance(block, Heading):
            if html:
                yield "\n".join([*html, *["</div>"] * open_divs])
            yield block
            html, open_divs = [], 0
            continue
        if not open_divs:
            html.append('<div class="podcast-lines">')
        if block.speaker or not open_divs:
            html += ["</div>"] * (open_divs - 1)
            html += _turn_opening(block.speaker, speakers, len(hosts))
            open_divs = 2
        html.append(_line(block, name_line(block.start), line_link))
    yield "\n".join([*html, *["</div>"] * (open_divs + 1)])


def _turn_opening(speaker: str, speakers: dict[str, int], hosts: int) -> list[str]:
    """Open a turn, and number its speaker, who may be a new one."""
    if not speaker:
        return ['<div class="podcast-turn">']
    number = speakers.setdefault(speaker, len(speakers) + 1)
    colour = (number - 1) % SPEAKER_COLOURS + 1
    name = escape_html(speaker)
    role = ' data-role="host"' if number <= hosts else ""
    return [
        f'<div class="podcast-turn podcast-speaker-{colour}" data-speaker="{name}"{role}>',
        f'<p class="podcast-name">{name}</p>',
    ]


def _line(line: SpokenLine, anchor: str, line_link: str) -> str:
    text = line.text
    if "&" in text or "<" in text or ">" in text:
        text = escape_html(text, quote=False)
    if "[" in text:
        text = _ASIDE.sub(r'<i class="podcast-aside">\g<0></i>', text)
    if line.start is None:
        data, time = "", ""
    else:
        start, clock = _moment(line.start)
        data, time = f' data-start="{start}"', f"{_time(clock, line.url)} "
    return (
        f'{LINE_OPENING}{anchor}"{data}>{time}{text} '
        f'<a class="podcast-anchor" href="#{anchor}" aria-label="{line_link}">#</a></p>'
    )


def _time(clock: str, url: str) -> str:
    if not url:
        return f'<span class="podcast-time">{clock}</span>'
    href = url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<a class="podcast-time" href="{href}">{clock}</a>'


@lru_cache(maxsize=1 << 15)
def _moment(start: float) -> tuple[str, str]:
    """Return a time as programs read it, in seconds, and as people read it."""
    return plain_seconds(start), format_timecode(float(int(start)))
