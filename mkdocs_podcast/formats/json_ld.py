"""Structured data of pages: JSON-LD in the vocabulary of schema.org.

Unknown values are omitted, and so are all values that need the URL of the site if it has none.
Things have an ``@id`` that is the same on every page, so that the graphs of all pages form one.

The graph contains the URL of the transcript as ``transcript`` (in schema.org, a URL is also a text)
and the files with times as ``caption``. The text itself is on the page, where search engines and
readers see it; a copy would make each page half as large again.

Specifications: https://schema.org/PodcastEpisode, https://www.w3.org/TR/json-ld11/, and the
requirements of a search engine for each type:
https://developers.google.com/search/docs/appearance/structured-data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from ..messages import Messages
from ..show import Audio, Episode, Show, iso_duration
from ..show.categories import parent_and_child
from ..show.players import youtube_embed_url, youtube_url
from ..show.url import ascii_url, web_links
from ..site.output_formats import PLAIN_TEXT, SRT, VTT
from ..site.urls import Urls
from ..site.views import (
    ArchiveView,
    EpisodeCard,
    EpisodeView,
    ListView,
    PageView,
    PersonLink,
    PersonView,
    SeasonView,
    SiteView,
)
from .text import shorten

MAX_CLIPS = 3_600
"""The number of characters of the names and URLs of an episode's clips, all together."""

MAX_LISTED_EPISODES = 30
"""The number of episodes that a season lists; the others name their season on their own pages."""

MAX_CLIP_NAME = 120
"""The length in characters at which the name of a clip is cut."""

MAX_GRAPH_DESCRIPTION = 600
"""The length in characters at which a description is cut."""

EPISODE_PLATFORMS = frozenset({
    "youtube", "spotify", "apple", "anchor", "overcast", "pocketcasts", "castbox", "deezer",
    "amazon", "soundcloud",
})  # fmt: skip
"""Platforms with a page per episode that is about nothing else."""

Node = dict[str, Any]
"""A thing with its type, its id and its properties."""

_UNSAFE_IN_SCRIPTS = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_EMPTY: tuple[object, ...] = (None, "", [], (), {})


def graph_of(show: Show, site: SiteView, messages: Messages, view: PageView) -> Mapping[str, Any]:
    """Return the graph of a page; empty for a page that is about no single thing."""
    if isinstance(view, ListView) and not view.pages.is_first:
        return {}  # the first page describes what the list is about
    graphs = _Graphs(show, site, messages)
    match view:
        case EpisodeView():
            return graphs.episode(view)
        case ArchiveView():
            return graphs.archive(view)
        case SeasonView():
            return graphs.season(view)
        case PersonView():
            return graphs.person(view)
        case _:
            return {}


def serialize(graph: Mapping[str, Any]) -> str:
    """Write a graph as the content of a script element, which no text in it can end."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_SCRIPTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class _Graphs:
    """Makes the graphs of a site's pages.

    Attributes:
        show: The options of the show.
        site: What every page shows of the rest of the site.
        messages: The texts of pages.
    """

    show: Show
    site: SiteView
    messages: Messages

    def episode(self, view: EpisodeView) -> Mapping[str, Any]:
        episode, page = view.episode, self._absolute(view.url)
        node = _node(
            "PodcastEpisode",
            f"{page}#episode" if page else "",
            name=episode.title,
            alternativeHeadline=episode.subtitle,
            url=page,
            description=shorten(view.description, MAX_GRAPH_DESCRIPTION),
            datePublished=_date(episode.published),
            dateModified=_date(episode.updated),
            episodeNumber=_number(episode.episode, episode.display),
            duration=_length(episode),
            inLanguage=episode.language or self.show.language,
            image=self._optional(view.image),
            keywords=list(episode.topics),
            isFamilyFriendly=_is_family_friendly(explicit=view.explicit),
            actor=[self._person(person) for person in (*view.hosts, *view.guests)],
            contributor=[
                self._person(credit.person)
                for credit in view.cast
                if credit.person not in view.hosts and credit.person not in view.guests
            ],
            partOfSeason=self._season(episode.season, view.season),
            partOfSeries=self._series(),
            sameAs=[
                url for key, url in web_links(episode.links).items() if key in EPISODE_PLATFORMS
            ],
            associatedMedia=list(self._media(view, page)),
        )
        steps = [(self._home, self.show.title)]
        if view.season and episode.season is not None:
            steps.append((self._absolute(view.season), self._season_name(episode.season)))
        return _graph(node, _breadcrumbs(*steps, (page, episode.title)))

    def archive(self, view: ArchiveView) -> Mapping[str, Any]:
        show = self.show
        genres = (genre for each in show.categories for genre in parent_and_child(each) if genre)
        series = self._series(
            description=shorten(view.description, MAX_GRAPH_DESCRIPTION),
            image=self._optional(view.image),
            inLanguage=show.language,
            genre=list(dict.fromkeys(genres)),
            isFamilyFriendly=_is_family_friendly(explicit=show.explicit),
            creditText=show.author,
            copyrightNotice=show.copyright,
            license=ascii_url(show.license_url),
            actor=[self._person(host) for host in self.site.hosts],
            sameAs=[url for key, url in web_links(show.links).items() if key != "rss"],
            hasPart=[
                self._season(season.number, season.url, numberOfEpisodes=season.episodes)
                for season in view.all_seasons
            ],
        )
        return _graph(series)

    def season(self, view: SeasonView) -> Mapping[str, Any]:
        node = self._season(
            view.number,
            view.url,
            name=view.title,
            startDate=view.started,
            numberOfEpisodes=view.episode_count,
            partOfSeries=self._series(),
            episode=[self._listed_episode(card) for card in view.episodes[:MAX_LISTED_EPISODES]],
        )
        here = self._absolute(view.url), view.title
        return _graph(node, _breadcrumbs((self._home, self.show.title), here))

    def person(self, view: PersonView) -> Mapping[str, Any]:
        person = PersonLink(
            view.person.id, view.title, view.url, profiles=tuple(view.person.profiles.values())
        )
        node = self._person(
            person,
            description=shorten(view.description, MAX_GRAPH_DESCRIPTION),
            image=self._optional(view.image),
        )
        here = self._absolute(view.url), view.title
        return _graph(node, _breadcrumbs((self._home, self.show.title), here))

    @property
    def _home(self) -> str:
        return self._absolute(self.site.archive)

    @property
    def _web_feed(self) -> str:
        """The URL of the show's feed, on this site or elsewhere."""
        if self.site.site_url and self.site.feeds:
            return self._absolute(self.site.feeds[0].path)
        return web_links(self.show.links).get("rss", "")

    def _absolute(self, target: str) -> str:
        site = self.site
        return Urls(site.site_url, site.folder, site.directory_urls).absolute(target)

    def _optional(self, target: str) -> str:
        return self._absolute(target) if target else ""

    def _id(self, fragment: str) -> str:
        """Return the id of a thing that may have no page."""
        root = self._absolute(f"{self.site.folder}/" if self.site.folder else "")
        return f"{root}#{quote(fragment)}" if root else ""

    def _season_name(self, number: int) -> str:
        return self.messages["season"](number=number)

    def _series(self, **properties: object) -> Node:
        return _node(
            "PodcastSeries",
            self._id("series"),
            name=self.show.title,
            url=self._home,
            webFeed=self._web_feed,
            **properties,
        )

    def _season(self, number: int | None, url: str, **properties: object) -> Node:
        if number is None:
            return {}
        return _node(
            "PodcastSeason",
            self._id(f"season-{number}"),
            seasonNumber=number,
            url=self._optional(url),
            **properties,
        )

    def _listed_episode(self, card: EpisodeCard) -> Node:
        page = self._absolute(card.url)
        return _node(
            "PodcastEpisode",
            f"{page}#episode" if page else "",
            name=card.title,
            url=page,
            episodeNumber=_number(card.number, card.display),
        )

    def _person(self, person: PersonLink, **properties: object) -> Node:
        return _node(
            "Person",
            self._id(f"person-{person.id}"),
            name=person.name,
            url=self._optional(person.url),
            sameAs=list(dict.fromkeys(person.profiles)),
            **properties,
        )

    def _media(self, view: EpisodeView, page: str) -> Iterator[Node]:
        """Yield video and recording; clips belong to the one that the page plays."""
        episode = view.episode
        clips = list(_clips(episode, page))
        properties = {
            "name": episode.title,
            "uploadDate": _date(episode.published),
            "duration": _length(episode),
            **self._transcript(view, page),
        }
        if episode.youtube:
            yield _node(
                "VideoObject",
                f"{page}#video" if page else "",
                **self._video(view),
                url=youtube_url(episode.youtube),
                embedUrl=youtube_embed_url(episode.youtube),
                hasPart=clips,
                **properties,
            )
        if view.audio and episode.audio:
            yield _node(
                _media_object(episode.audio),
                f"{page}#audio" if page else "",
                contentUrl=self._optional(view.audio),
                encodingFormat=episode.audio.type,
                hasPart=[] if episode.youtube else clips,
                **(self._video(view) if episode.audio.is_video else {}),
                **properties,
            )
        for alternate, target in zip(episode.alternates, view.alternates, strict=True):
            yield _node(
                _media_object(alternate),
                contentUrl=self._optional(target),
                encodingFormat=alternate.media_type,
            )

    def _video(self, view: EpisodeView) -> Mapping[str, object]:
        return {
            "description": shorten(view.description, MAX_GRAPH_DESCRIPTION),
            "thumbnailUrl": self._optional(view.image),
        }

    def _transcript(self, view: EpisodeView, page: str) -> Mapping[str, object]:
        if not view.episode.outline.has_text or not page:
            return {}
        files = {file.format: file for file in view.files}
        text = files.get(PLAIN_TEXT.name)
        return {
            "transcript": self._absolute(text.url) if text else f"{page}#transcript",
            "caption": [
                _node(
                    "MediaObject",
                    contentUrl=self._absolute(files[name].url),
                    encodingFormat=files[name].media_type,
                    inLanguage=view.episode.language or self.show.language,
                )
                for name in (VTT.name, SRT.name)
                if name in files
            ],
        }


def _graph(*nodes: Node) -> Mapping[str, Any]:
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def _node(kind: str, name: str = "", /, **properties: object) -> Node:
    filled = {key: value for key, value in properties.items() if value not in _EMPTY}
    return {"@type": kind, **({"@id": name} if name else {}), **filled}


def _clips(episode: Episode, page: str) -> Iterator[Node]:
    """Yield sections and quotes with different starts in seconds; none without a URL.

    If there are too many, the longest are kept.
    """
    if not page:
        return
    found: dict[int, tuple[str, int | None]] = {}
    sections = ((each.start, each.end, each.title) for each in episode.outline.chapters)
    quotes = ((clip.start, clip.end, clip.name) for clip in episode.clips)
    for start, end, name in (*sections, *quotes):
        last = int(end or 0)
        found.setdefault(int(start), (name, last if last > int(start) else None))
    count = MAX_CLIPS // (len(page) + MAX_CLIP_NAME)
    longest = sorted(found, key=lambda start: start - (found[start][1] or start))[:count]
    for second in sorted(longest):
        name, last_second = found[second]
        yield _node(
            "Clip",
            name=shorten(name, MAX_CLIP_NAME),
            startOffset=second,
            endOffset=last_second,
            url=f"{page}?t={second}",
        )


def _breadcrumbs(*steps: tuple[str, str]) -> Node:
    """Return the way to a page, as URLs and names; empty if one of them has no URL."""
    if not all(url for url, _ in steps):
        return {}
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=position, name=name, item=url)
            for position, (url, name) in enumerate(steps, 1)
        ],
    )


def _is_family_friendly(*, explicit: bool) -> bool | None:
    # An episode that is not called explicit is not necessarily suitable for children.
    return False if explicit else None


def _length(episode: Episode) -> str:
    return iso_duration(episode.duration) if episode.duration else ""


def _media_object(recording: Audio) -> str:
    return "VideoObject" if recording.is_video else "AudioObject"


def _number(number: float | None, display: str) -> float | str | None:
    """Return a number as schema.org allows it: a whole one, or a text."""
    if isinstance(number, float):
        return display if display[:1].isdigit() else str(number)
    return number


def _date(value: date | None) -> str:
    return value.isoformat() if value else ""
