"""The tags from which search engines, chats and social networks make previews of a page.

Specifications: https://ogp.me, and https://developer.x.com/en/docs/x-for-websites/cards for what X
adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..show import Show
from ..show.players import youtube_embed_url
from ..site.urls import Urls
from ..site.views import EpisodeView, PageView, PersonView, SeasonView, SiteView
from .text import shorten

MAX_PREVIEW_DESCRIPTION = 300
"""The length in characters at which a description is cut; previews show no more."""

_TERRITORY = re.compile(r"([a-z]{2,3})[-_](?:[A-Z][a-z]{3}[-_])?([A-Z]{2})", re.ASCII)

Meta = tuple[str, str, str]
"""A meta element: the attribute that names it, its name, and its content."""


def preview_of(show: Show, site: SiteView, view: PageView) -> Iterator[Meta]:
    """Yield the meta elements of a page; those without content are omitted."""
    return (meta for meta in _preview(show, site, view) if meta[2])


def _preview(show: Show, site: SiteView, view: PageView) -> Iterator[Meta]:
    urls = Urls(site.site_url, site.folder, site.directory_urls)
    is_season = isinstance(view, SeasonView)
    title = f"{view.title} – {show.title}" if is_season else view.title
    description = shorten(
        show.description if is_season else view.description, MAX_PREVIEW_DESCRIPTION
    )
    target = view.image or site.image
    image = urls.absolute(target) if target else ""
    yield "name", "description", description
    yield "property", "og:type", _kind(view)
    yield "property", "og:title", title
    yield "property", "og:description", description
    yield "property", "og:url", urls.absolute(view.url)
    yield "property", "og:image", image
    yield "property", "og:site_name", show.title
    yield "property", "og:locale", _locale(show.language)
    if isinstance(view, EpisodeView):
        yield from _media(urls, view)
    yield "name", "twitter:card", "summary_large_image" if image else "summary"
    yield "name", "twitter:title", title
    yield "name", "twitter:description", description
    yield "name", "twitter:image", image


def _media(urls: Urls, view: EpisodeView) -> Iterator[Meta]:
    episode = view.episode
    if view.audio and episode.audio:
        name = "og:video" if episode.audio.is_video else "og:audio"
        yield "property", name, urls.absolute(view.audio)
        yield "property", f"{name}:type", episode.audio.type
    yield "property", "og:video", youtube_embed_url(episode.youtube) if episode.youtube else ""
    yield "property", "og:video:type", "text/html" if episode.youtube else ""
    yield "property", "article:published_time", _date(episode.published)
    yield "property", "article:modified_time", _date(episode.updated)
    for topic in episode.topics:
        yield "property", "article:tag", topic


def _date(value: date | None) -> str:
    return value.isoformat() if value else ""


def _kind(view: PageView) -> str:
    if isinstance(view, EpisodeView):
        return "article"
    return "profile" if isinstance(view, PersonView) else "website"


def _locale(language: str) -> str:
    """Return a language as Open Graph writes it; empty if it names no country."""
    territory = _TERRITORY.fullmatch(language)
    return f"{territory[1]}_{territory[2]}" if territory else ""
