"""What the head of a page says to search engines, previews of links, feed readers and players.

It is made as data and put into the finished page, so that it is there in every theme. What the
theme or a plugin has written already is not written again.

Specifications: https://ogp.me for previews, https://developer.x.com/en/docs/x-for-websites/cards
for what X adds, https://html.spec.whatwg.org/multipage/links.html for links.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Episode, Person
from .structured import (
    Form,
    Published,
    episode_graph,
    index_graph,
    person_graph,
    recording_of,
    season_graph,
    serialise,
    shortened,
)

LONGEST_DESCRIPTION = 300
"""A description is cut after so many characters: no preview shows more."""

_TERRITORY = re.compile(r"([a-z]{2,3})[-_](?:[A-Z][a-z]{3}[-_])?([A-Z]{2})", re.ASCII)
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

# What is in comments and scripts is passed over. What has no end is matched too, so that no text is
# looked at twice.
_PART = re.compile(
    r"<(?P<name>meta|link)\b(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)(?P<closed>>?)"
    r"|<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|title|noscript)(?=[\s/>]).*?(?:</(?P=raw)\s*>|\Z)"
    r"|(?P<end></head\s*>)|(?P<body><body\b)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the head that has attributes only.

    Attributes:
        name: Its name.
        attributes: Their values, as text.
    """

    name: str
    attributes: Mapping[str, str]

    def __str__(self) -> str:
        """Write it, on one line."""
        written = (f'{key}="{_escaped(value)}"' for key, value in self.attributes.items())
        return f"<{self.name} {' '.join(written)}>"


def episode_head(published: Published, episode: Episode, forms: Iterable[Form] = ()) -> str:
    """What the head of an episode's page says.

    Args:
        published: The show.
        episode: One of its episodes.
        forms: What of it lies beside its page.
    """
    addresses, forms = published.addresses, tuple(forms)
    recording = recording_of(published, episode)
    video = f"https://www.youtube.com/embed/{episode.youtube}" if episode.youtube else ""
    tags = _tags(
        published,
        addresses.episode(episode),
        "article",
        episode.title,
        episode.summary,
        image=published.whole(addresses.asset(episode.file, episode.image)),
        more=(
            ("og:audio", recording),
            ("og:audio:type", episode.audio.type if episode.audio and recording else ""),
            ("og:video", video),
            ("og:video:type", "text/html" if video else ""),
            ("article:published_time", str(episode.published or "")),
            ("article:modified_time", str(episode.updated or "")),
            *(("article:tag", topic) for topic in episode.topics),
        ),
        forms=forms,
    )
    return _head(published, tags, lambda: episode_graph(published, episode, forms))


def index_head(published: Published) -> str:
    """What the head of the page that lists all episodes says."""
    show = published.catalog.show
    tags = _tags(published, published.index, "website", show.title, show.description)
    return _head(published, tags, lambda: index_graph(published))


def season_head(published: Published, number: int) -> str:
    """What the head of the page of a season says."""
    show, page = published.catalog.show, published.addresses.season(number)
    title = f"{published.season_name(number)} – {show.title}"
    tags = _tags(published, page, "website", title, show.description)
    return _head(published, tags, lambda: season_graph(published, number))


def person_head(published: Published, person: Person) -> str:
    """What the head of the page of a person says."""
    addresses = published.addresses
    tags = _tags(
        published,
        addresses.person(person),
        "profile",
        person.title,
        person.summary,
        image=published.whole(addresses.asset(person.file, person.picture)),
    )
    return _head(published, tags, lambda: person_graph(published, person))


def page_head(published: Published, page: str, title: str, description: str = "") -> str:
    """What the head of any other page of the show says, such as that of a topic.

    Args:
        published: The show.
        page: Where the page is, below the root.
        title: Its title.
        description: What it is about.
    """
    return _head(published, _tags(published, page, "website", title, description))


def into_head(page: str, head: str) -> str:
    """Put lines before the end of the head of a finished page, but those that it has already.

    Args:
        page: The page, as it will be stored. Only its head is looked at.
        head: What a function of this module has written.

    Returns:
        The page; as it was where it has no end of its head.
    """
    known: set[str] = set()
    for part in _PART.finditer(page):
        if part["closed"]:
            known.add(_key(part))
        elif part["end"]:
            lines = "\n".join(line for line in head.split("\n") if not _is_in(known, line))
            return f"{page[: part.start()]}{lines}\n{page[part.start() :]}" if lines else page
        elif part["body"]:
            break
    return page


def _head(
    published: Published,
    tags: Iterable[Tag],
    graph: Callable[[], Mapping[str, Any]] = dict,
) -> str:
    lines = [str(tag) for tag in tags]
    if published.structured_data and (about := graph()):
        # A block of data and no script: nothing runs, and a Content-Security-Policy lets it be.
        lines.append(f'<script type="application/ld+json">{serialise(about)}</script>')
    return "\n".join(lines)


def _tags(
    published: Published,
    page: str,
    kind: str,
    title: str,
    description: str,
    *,
    image: str = "",
    more: Iterable[tuple[str, str]] = (),
    forms: Iterable[Form] = (),
) -> Iterator[Tag]:
    address = published.addresses.absolute(page)
    if published.previews:
        yield from _preview(published, address, kind, title, description, image, more)
    if address:
        yield Tag("link", {"rel": "canonical", "href": address})
    feeds = (Form(to, "application/rss+xml", title) for to, title in published.feeds.items())
    # Material looks for a sitemap beside each address that is “alternate” alone: beside feeds there
    # is one, and some readers find no other feeds.
    links = [*(("alternate", feed) for feed in feeds), *(("alternate related", f) for f in forms)]
    for rel, form in links:
        href = published.addresses.relative_to(form.target, page)
        named = {"title": form.title} if form.title else {}
        yield Tag("link", {"rel": rel, "type": form.type, **named, "href": href})


def _preview(
    published: Published,
    address: str,
    kind: str,
    title: str,
    description: str,
    image: str,
    more: Iterable[tuple[str, str]],
) -> Iterator[Tag]:
    show = published.catalog.show
    description = shortened(description, LONGEST_DESCRIPTION)
    image = image or published.whole(published.addresses.asset("", show.image))
    territory = _TERRITORY.fullmatch(show.language)
    described = (("description", description),) if description else ()
    for name, value in described:
        yield Tag("meta", {"name": name, "content": value})
    for name, value in (
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
        ("og:image", image),
        ("og:site_name", show.title),
        ("og:locale", f"{territory[1]}_{territory[2]}" if territory else ""),
        *more,
    ):
        if value:
            yield Tag("meta", {"property": name, "content": value})
    for name, value in (
        ("twitter:card", "summary_large_image" if image else "summary"),
        ("twitter:title", title),
        ("twitter:description", description),
        ("twitter:image", image),
    ):
        if value:
            yield Tag("meta", {"name": name, "content": value})


def _escaped(value: str) -> str:
    return html.escape(_CONTROLS.sub(" ", value).strip())


def _key(part: re.Match[str]) -> str:
    """What a tag is about, so that no other says the same."""
    values = {
        match[1].lower(): match[2] or match[3] or match[4] or ""
        for match in _ATTRIBUTE.finditer(part["attributes"])
    }
    if part["name"].lower() == "meta":
        return (values.get("property") or values.get("name") or "").lower()
    relations = values.get("rel", "").lower().split()
    return "canonical" if "canonical" in relations else _key_of_link(relations, values.get("href"))


def _key_of_link(relations: Iterable[str], href: str | None) -> str:
    return f"alternate {href}" if "alternate" in relations else ""


def _is_in(known: set[str], line: str) -> bool:
    """Whether a page says already what a line of ours says, or what the line goes with."""
    if line.startswith("<script"):
        return False
    # We have written it ourselves: what it is about comes first, and an address last.
    _, key, rest = line.split('"', 2)
    if line.startswith("<link") and key != "canonical":
        key = _key_of_link(key.split(), rest.rpartition(" href=")[2][1:-2])
    # Without a title or an image for X its previews take those for all, which may be the page's.
    general = key.replace("twitter:", "og:", 1)
    return not known.isdisjoint((key, general, key.rpartition(":")[0] or key))
