"""What a page is about, in the words of schema.org: a graph as JSON-LD.

Nothing is invented: what is not known is not there, and without the site's address neither is what
would need one. Parts have an ``@id`` that is the same on every page, so that the graphs of all
pages are one.

Of the transcript the graph has the address, as ``transcript`` (in schema.org an address is a
text too), and the files with its times as ``caption``. The text itself stands in the page already,
where search engines read it and readers see it; a second copy would make each page half as large
again, and nobody would read it.

Specifications: https://schema.org/PodcastEpisode, https://www.w3.org/TR/json-ld11/, and for what a
search engine asks of each type https://developers.google.com/search/docs/appearance/structured-data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..addresses import Addresses
from ..catalog import Catalog
from ..model import Episode, Person, is_web_address, iso_duration

MOMENTS = 3_600
"""Moments of an episode have names and addresses of so many characters at most, all together.

Where there are too many of them, the longest are kept."""

LISTED = 30
"""So many episodes of a season are named; of the others each says itself which season it is of."""

LONGEST_NAME = 120
"""A moment's name is cut after so many characters."""

LONGEST_DESCRIPTION = 600
"""A description is cut after so many characters."""

LISTENING = frozenset({
    "youtube", "spotify", "apple", "anchor", "overcast", "pocketcasts", "castbox", "deezer",
    "amazon", "soundcloud",
})  # fmt: skip
"""Platforms whose page of an episode is about nothing else."""

Node = dict[str, Any]
"""A thing: its type, its id, and what is known of it."""

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_EMPTY: tuple[object, ...] = (None, "", [], ())


def _season_name(number: int | None) -> str:
    return "Episodes" if number is None else f"Season {number}"


@dataclass(frozen=True)
class Published:
    """The show as it is on the web.

    Attributes:
        catalog: The show.
        addresses: Where everything is.
        index: The page that lists all episodes, below the root; empty where there is none.
        feeds: The show's feeds, below the root, with what they are called; the main one first.
        season_name: What the site calls a season, or episodes without one.
        structured_data: Whether pages have a graph.
        previews: Whether pages have the tags that previews of links are made of.
        modules: The scripts that pages of episodes preload, below the root.
    """

    catalog: Catalog
    addresses: Addresses
    index: str = ""
    feeds: Mapping[str, str] = field(default_factory=dict)
    season_name: Callable[[int | None], str] = _season_name
    structured_data: bool = True
    previews: bool = True
    modules: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """The whole address of the show; empty where the site has none."""
        return self.addresses.absolute(self.index)

    @property
    def web_feed(self) -> str:
        """The whole address of the show's feed, here or where the show says that it is."""
        elsewhere = self.catalog.show.links.get("rss", "")
        return self.whole(next(iter(self.feeds), "")) or (
            elsewhere if is_web_address(elsewhere) else ""
        )

    def whole(self, target: str) -> str:
        """The whole address of what is below the root; empty where there is no such thing."""
        return self.addresses.absolute(target) if target else ""

    def id(self, fragment: str) -> str:
        """What all pages call a thing that may have no page."""
        folder = f"{self.addresses.folder}/" if self.addresses.folder else ""
        root = self.addresses.absolute(folder)
        return f"{root}#{quote(fragment)}" if root else ""


@dataclass(frozen=True, slots=True)
class Form:
    """An episode in another form than its page.

    Attributes:
        target: Where it is, below the root.
        type: Its media type.
        title: What readers may call it.
    """

    target: str
    type: str
    title: str = ""


def episode_graph(
    published: Published, episode: Episode, forms: Iterable[Form] = ()
) -> Mapping[str, Any]:
    """What the page of an episode is about.

    Args:
        published: The show.
        episode: One of its episodes.
        forms: What of it lies beside its page; captions and plain text are its transcript's.
    """
    show, addresses = published.catalog.show, published.addresses
    page = addresses.absolute(addresses.episode(episode))
    node = _node(
        "PodcastEpisode",
        f"{page}#episode" if page else "",
        name=episode.title,
        alternativeHeadline=episode.subtitle,
        url=page,
        description=shortened(episode.summary, LONGEST_DESCRIPTION),
        datePublished=_day(episode.published),
        dateModified=_day(episode.updated),
        episodeNumber=episode.episode,
        duration=_length(episode),
        inLanguage=show.language,
        image=published.whole(addresses.asset(episode.file, episode.image)),
        keywords=list(episode.topics),
        isFamilyFriendly=_for_families(
            explicit=show.explicit if episode.explicit is None else episode.explicit
        ),
        actor=[_person(published, person) for person, _ in published.catalog.cast(episode)],
        partOfSeason=_season(published, episode.season),
        partOfSeries=_series(published),
        sameAs=[
            link
            for platform, link in episode.links.items()
            if platform in LISTENING and is_web_address(link)
        ],
        associatedMedia=list(_media(published, episode, page, tuple(forms))),
    )
    steps = [(published.home, show.title)]
    if season := published.whole(addresses.season(episode.season)):
        steps.append((season, published.season_name(episode.season)))
    return _graph(node, _breadcrumbs(*steps, (page, episode.title)))


def index_graph(published: Published) -> Mapping[str, Any]:
    """What the page that lists all episodes is about."""
    show, addresses = published.catalog.show, published.addresses
    return _graph(
        _series(
            published,
            description=shortened(show.description, LONGEST_DESCRIPTION),
            image=published.whole(addresses.asset("", show.image)),
            inLanguage=show.language,
            genre=list(dict.fromkeys(g.strip() for c in show.categories for g in c.split(">"))),
            isFamilyFriendly=_for_families(explicit=show.explicit),
            creditText=show.author,
            copyrightNotice=show.copyright,
            license=show.license_url,
            actor=[
                _person(
                    published, published.catalog.people.get(name) or Person(title=name, id=name)
                )
                for name in show.hosts
            ],
            sameAs=[
                link for name, link in show.links.items() if name != "rss" and is_web_address(link)
            ],
            hasPart=[
                _season(published, season, numberOfEpisodes=len(episodes))
                for season, episodes in published.catalog.seasons()
                if season is not None
            ],
        )
    )


def season_graph(published: Published, number: int) -> Mapping[str, Any]:
    """What the page of a season is about."""
    addresses = published.addresses
    episodes = [e for e in published.catalog.episodes if e.season == number]
    days = sorted(e.published for e in episodes if e.published)
    node = _season(
        published,
        number,
        name=published.season_name(number),
        startDate=_day(days[0]) if days else "",
        numberOfEpisodes=len(episodes),
        partOfSeries=_series(published),
        episode=[
            _node(
                "PodcastEpisode",
                f"{page}#episode" if page else "",
                name=episode.title,
                url=page,
                episodeNumber=episode.episode,
            )
            for episode in episodes[:LISTED]
            for page in [addresses.absolute(addresses.episode(episode))]
        ],
    )
    here = published.whole(addresses.season(number))
    return _graph(
        node,
        _breadcrumbs(
            (published.home, published.catalog.show.title), (here, published.season_name(number))
        ),
    )


def person_graph(published: Published, person: Person) -> Mapping[str, Any]:
    """What the page of a person is about."""
    addresses = published.addresses
    here = published.whole(addresses.person(person))
    return _graph(
        _person(
            published,
            person,
            description=shortened(person.summary, LONGEST_DESCRIPTION),
            image=published.whole(addresses.asset(person.file, person.picture)),
        ),
        _breadcrumbs((published.home, published.catalog.show.title), (here, person.title)),
    )


def serialise(graph: Mapping[str, Any]) -> str:
    """Write a graph so that it can stand in a script element, which no text in it can end."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shortened(text: str, limit: int) -> str:
    """Text of at most so many characters, cut at a word where there is one."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    return f"{start.rpartition(' ')[0] or start[:-1]}…"


def _graph(*nodes: Node) -> Mapping[str, Any]:
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def _node(kind: str, name: str = "", /, **facts: object) -> Node:
    known = {key: value for key, value in facts.items() if value not in _EMPTY and value != {}}
    return {"@type": kind, **({"@id": name} if name else {}), **known}


def _series(published: Published, **facts: object) -> Node:
    return _node(
        "PodcastSeries",
        published.id("series"),
        name=published.catalog.show.title,
        url=published.home,
        webFeed=published.web_feed,
        **facts,
    )


def _season(published: Published, number: int | None, **facts: object) -> Node:
    if number is None:
        return {}
    page = published.whole(published.addresses.season(number))
    return _node(
        "PodcastSeason", published.id(f"season-{number}"), seasonNumber=number, url=page, **facts
    )


def _person(published: Published, person: Person, **facts: object) -> Node:
    return _node(
        "Person",
        published.id(f"person-{person.id}"),
        name=person.title,
        url=published.whole(published.addresses.person(person)),
        sameAs=list(dict.fromkeys(person.profiles.values())),
        **facts,
    )


def _media(
    published: Published, episode: Episode, page: str, forms: Sequence[Form]
) -> Iterator[Node]:
    """The recording and the video. The moments are those of one of them, which the page plays."""
    moments = list(_clips(episode, page))
    facts = {
        "name": episode.title,
        "uploadDate": _day(episode.published),
        "duration": _length(episode),
        **_transcript(published, episode, page, forms),
    }
    if episode.youtube:
        addresses = published.addresses
        yield _node(
            "VideoObject",
            f"{page}#video" if page else "",
            description=shortened(episode.summary, LONGEST_DESCRIPTION),
            url=f"https://www.youtube.com/watch?v={episode.youtube}",
            embedUrl=f"https://www.youtube.com/embed/{episode.youtube}",
            thumbnailUrl=published.whole(addresses.asset(episode.file, episode.image)),
            hasPart=moments,
            **facts,
        )
    if recording := recording_of(published, episode):
        yield _node(
            "AudioObject",
            f"{page}#audio" if page else "",
            contentUrl=recording,
            encodingFormat=episode.audio.type if episode.audio else "",
            hasPart=[] if episode.youtube else moments,
            **facts,
        )


def recording_of(published: Published, episode: Episode) -> str:
    """The whole address of an episode's recording; empty where it has none."""
    if not episode.audio:
        return ""
    return published.whole(published.addresses.asset(episode.file, episode.audio.url))


def _transcript(
    published: Published, episode: Episode, page: str, forms: Sequence[Form]
) -> Mapping[str, object]:
    if not episode.transcript or not page:
        return {}
    text = next((form for form in forms if form.type == "text/plain"), None)
    return {
        "transcript": published.whole(text.target) if text else f"{page}#transcript",
        "caption": [
            _node(
                "MediaObject",
                contentUrl=published.whole(form.target),
                encodingFormat=form.type,
                inLanguage=published.catalog.show.language,
            )
            for form in forms
            if form.type in {"text/vtt", "application/x-subrip"}
        ],
    }


def _clips(episode: Episode, page: str) -> Iterator[Node]:
    """Moments by their seconds, no two of which may be the same; none without an address."""
    if not page:
        return
    found: dict[int, tuple[str, int | None]] = {}
    parts = ((part.start, part.end, part.title) for part in episode.chapters)
    quotes = ((clip.startOffset, clip.endOffset, clip.name) for clip in episode.clips)
    for start, end, name in (*parts, *quotes):
        last = int(end or 0)
        found.setdefault(int(start), (name, last if last > int(start) else None))
    many = MOMENTS // (len(page) + LONGEST_NAME)
    longest = sorted(found, key=lambda start: start - (found[start][1] or start))[:many]
    for start in sorted(longest):
        name, end = found[start]
        yield _node(
            "Clip",
            name=shortened(name, LONGEST_NAME),
            startOffset=start,
            endOffset=end,
            url=f"{page}?t={start}",
        )


def _breadcrumbs(*steps: tuple[str, str]) -> Node:
    """The way to a page; it is none where a step of it has no address."""
    if not all(address for address, _ in steps):
        return {}
    return _node(
        "BreadcrumbList",
        itemListElement=[
            _node("ListItem", position=position, name=name, item=address)
            for position, (address, name) in enumerate(steps, 1)
        ],
    )


def _for_families(*, explicit: bool) -> bool | None:
    # That nobody called it explicit does not make it fit for children.
    return False if explicit else None


def _length(episode: Episode) -> str:
    return iso_duration(episode.duration) if episode.duration else ""


def _day(day: object) -> str:
    return str(day) if day else ""
