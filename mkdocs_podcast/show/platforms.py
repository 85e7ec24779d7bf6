"""Platforms: their names, their icons, and the links that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .episode import Episode
from .players import spotify_url, youtube_url
from .url import web_links

PLATFORM_NAMES = {
    "youtube": "YouTube",
    "spotify": "Spotify",
    "apple": "Apple Podcasts",
    "anchor": "Anchor",
    "rss": "RSS",
    "github": "GitHub",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "twitter": "Twitter",
    "x": "X",
    "overcast": "Overcast",
    "pocketcasts": "Pocket Casts",
    "castbox": "Castbox",
    "deezer": "Deezer",
    "amazon": "Amazon Music",
    "soundcloud": "SoundCloud",
}
"""The names of platforms, by key."""

_HOSTS = {
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "youtube-nocookie.com": "youtube",
    "open.spotify.com": "spotify",
    "anchor.fm": "anchor",
    "podcasters.spotify.com": "anchor",
    "creators.spotify.com": "anchor",
    "podcasts.apple.com": "apple",
    "github.com": "github",
    "linkedin.com": "linkedin",
    "bsky.app": "bluesky",
    "twitter.com": "twitter",
    "x.com": "x",
    "overcast.fm": "overcast",
    "pca.st": "pocketcasts",
    "pocketcasts.com": "pocketcasts",
    "castbox.fm": "castbox",
    "deezer.com": "deezer",
    "soundcloud.com": "soundcloud",
}
"""Platforms by their hosts, without `www.` and `m.`."""

_AS_KEY = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")
_KEYS = {name: key for key, name in PLATFORM_NAMES.items()}

_SHAPES = {
    "youtube": '<path d="M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z"/>'
    '<path d="m10 9 5.5 3-5.5 3Z" fill="currentColor"/>',
    "spotify": '<circle cx="12" cy="12" r="9.5"/>'
    '<path d="M6.5 9.2c3.8-1.2 7.6-.8 11 1"/>'
    '<path d="M7.2 12.5c3.2-.9 6-.6 8.8.9M8 15.6c2.4-.6 4.5-.4 6.6.8"/>',
    "apple": '<circle cx="12" cy="11" r="2"/><path d="M11 15h2l-.5 5h-1Z"/>'
    '<path d="M8.3 14.7a5.2 5.2 0 1 1 7.4 0M6.2 18a9 9 0 1 1 11.6 0"/>',
    "anchor": '<circle cx="12" cy="5.5" r="2.2"/>'
    '<path d="M12 8v12M8.5 11h7M4.5 13.5A7.5 7 0 0 0 12 20a7.5 7 0 0 0 7.5-6.5"/>',
    "rss": '<circle cx="6" cy="18" r="1.5" fill="currentColor"/>'
    '<path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14"/>',
}
_ANY = (
    '<circle cx="12" cy="12" r="9.5"/>'
    '<path d="M2.5 12h19M12 2.5c5 6 5 13 0 19M12 2.5c-5 6-5 13 0 19"/>'
)


@dataclass(frozen=True, slots=True)
class PlatformLink:
    """A link to an episode, a show or a person on a platform.

    Attributes:
        key: The platform, as files write it.
        name: The platform, as readers know it.
        url: The URL there.
    """

    key: str
    name: str
    url: str


def platforms_of(episode: Episode, names: Mapping[str, str]) -> Iterator[PlatformLink]:
    """Yield where else an episode is.

    Args:
        episode: The episode.
        names: The names of platforms in the language of the site, by key.
    """
    links = web_links(episode.links)
    if episode.youtube:
        links.setdefault("youtube", youtube_url(episode.youtube))
    if episode.spotify:
        links.setdefault("spotify", spotify_url(episode.spotify))
    return platform_links(links, names)


def platform_links(links: Mapping[str, str], names: Mapping[str, str]) -> Iterator[PlatformLink]:
    """Yield links to platforms, without those that are unfinished or no URL.

    Args:
        links: The links by platform.
        names: The names of platforms in the language of the site, by key.
    """
    return (platform_link(key, url, names) for key, url in web_links(links).items())


def platform_link(key: str, url: str, names: Mapping[str, str]) -> PlatformLink:
    """Return a link to a platform, with its name in the language of the site."""
    return PlatformLink(key, names.get(key.lower()) or platform_name(key), url)


def platform_name(key: str) -> str:
    """Return the name of a platform; a key that is written like a name is its own name."""
    if name := PLATFORM_NAMES.get(key.lower()):
        return name
    return re.sub("[-_]", " ", key).capitalize() if _AS_KEY.fullmatch(key) else key


def platform_key(name: str) -> str:
    """Return the key of a platform, from what `platform_name` returned."""
    return _KEYS.get(name) or name.lower().replace(" ", "-")


def host_of(url: str) -> str:
    """Return the host of a URL, without `www.`; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""


def platform_of(url: str) -> str:
    """Return the key of the platform that a URL leads to; empty if it is not a known one."""
    host = host_of(url)
    if host.startswith("music.amazon."):
        return "amazon"
    return _HOSTS.get(host) or _HOSTS.get(host.partition(".")[2], "")


def icon(key: str) -> str:
    """Return the icon of a platform as inline SVG, hidden from screen readers."""
    return (
        '<svg class="podcast-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true">{_SHAPES.get(key, _ANY)}</svg>'
    )
