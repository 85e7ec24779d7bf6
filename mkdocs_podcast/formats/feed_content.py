"""The content of a feed item: what the page of an episode contains besides its transcript.

It is limited to what feed readers show: text markup, lists, links, tables and images.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

import nh3

from ..markdown.html import clean_author_html
from ..show import format_timecode
from ..show.players import Player, youtube_url
from ..show.url import ascii_url
from ..site.urls import Urls
from ..site.views import EpisodeView, SectionLink, SiteView
from .html import keep_elements

_LINKS = {"href", "src", "cite"}
_TAGS = nh3.ALLOWED_TAGS - {"div", "span", "article", "aside", "footer", "header", "nav"}


def item_content(view: EpisodeView, site: SiteView, notes_html: str) -> str:
    """Return the content of the item of an episode: introduction, sections and show notes.

    Times in the list of sections are links if they lead to a video. In a recording, apps jump to
    them by themselves.

    Args:
        view: The page of the episode.
        site: What every page shows of the rest of the site.
        notes_html: The show notes as HTML, with links relative to the page.

    Returns:
        Safe HTML with absolute links.
    """
    page = Urls(site.site_url, site.folder, site.directory_urls).absolute(view.url)

    def absolute(_tag: str, name: str, value: str) -> str | None:
        return _joined(page, value) if name in _LINKS else value

    parts = [clean_author_html(view.episode.intro), "\n".join(_sections(view)), notes_html.strip()]
    return keep_elements("\n".join(filter(None, parts)), _TAGS, attribute_filter=absolute).strip()


def _sections(view: EpisodeView) -> Iterator[str]:
    # Apps make chapters of times, and each second has one title.
    starts = {int(each.start) for each in view.sections if each.anchor and each.start is not None}
    listed = [each for each in view.sections if each.anchor or int(each.start or 0) not in starts]
    if listed:
        yield "<ol>"
        yield from (f"<li>{_section(each, view.moment_player)}</li>" for each in listed)
        yield "</ol>"


def _section(section: SectionLink, player: Player | None) -> str:
    title = escape(section.title, quote=False)
    if section.start is None:
        return title
    time = format_timecode(int(section.start))
    if player and player.source == "youtube":
        time = f'<a href="{escape(youtube_url(player.id, section.start))}">{time}</a>'
    return f"{time} {title}"


def _joined(page: str, link: str) -> str | None:
    """Return the URL that a link leads to; None if it leads nowhere."""
    if link.startswith(("https://", "http://")):  # most are, and need not be joined
        return ascii_url(link)
    try:
        return ascii_url(urljoin(page, link))
    except ValueError:  # not a URL, such as one with an unclosed bracket
        return None
