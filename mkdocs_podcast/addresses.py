"""Where the show's pages and files are in the site, and on the web."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from .model import Episode, Person

_INDEXES = {"index", "README"}


@dataclass(frozen=True)
class Addresses:
    """Says where things are.

    What is *below the root* is a path without a first slash, not quoted, as in ``podcast/x/``.

    Attributes:
        base: The URL of the site in ASCII, with a slash at its end; empty if the site has none.
        folder: Where the show's pages are, below the root.
        directory_urls: Whether ``x.md`` becomes ``x/`` and not ``x.html``.
        people: Whether people have pages.
        topics: Whether topics have pages.
        seasons: Whether seasons have pages.
        assets: Where images and recordings are below the root, or their addresses elsewhere, by
            the file that names them and the name it uses.
    """

    base: str = ""
    folder: str = "podcast"
    directory_urls: bool = True
    people: bool = True
    topics: bool = True
    seasons: bool = True
    assets: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def uri(self, address: str) -> str:
        """The Markdown page with an address in the show, below the docs folder."""
        return posixpath.join(self.folder, f"{address}.md")

    def page(self, uri: str) -> str:
        """Where a Markdown page lands, below the root; empty for the site's own first page."""
        return _page(uri, self.directory_urls)

    def episode(self, episode: Episode) -> str:
        """The page of an episode, below the root."""
        return self.page(self.uri(episode.address))

    def person_uri(self, person: Person) -> str:
        """The Markdown page of somebody; empty where they have none."""
        # Who has no file has only a name, and the page “index” is that of all people.
        named = person.file and person.id not in _INDEXES
        return self.uri(f"people/{person.id}") if self.people and named else ""

    def person(self, person: Person) -> str:
        """The page of somebody, below the root; empty where they have none."""
        return self._page_or_none(self.person_uri(person))

    @property
    def people_index_uri(self) -> str:
        """The Markdown page that lists all people; empty where people have no pages."""
        return self.uri("people/index") if self.people else ""

    @property
    def people_index(self) -> str:
        """The page that lists all people, below the root; empty where people have no pages."""
        return self._page_or_none(self.people_index_uri)

    def topic_uri(self, slug: str) -> str:
        """The Markdown page of a topic; empty where topics have none."""
        return self.uri(f"topics/{slug}") if self.topics else ""

    def topic(self, slug: str) -> str:
        """The page of a topic, below the root; empty where topics have none."""
        return self._page_or_none(self.topic_uri(slug))

    @property
    def topics_index_uri(self) -> str:
        """The Markdown page that lists all topics; empty where topics have no pages."""
        return self.uri("topics/index") if self.topics else ""

    @property
    def topics_index(self) -> str:
        """The page that lists all topics, below the root; empty where topics have no pages."""
        return self._page_or_none(self.topics_index_uri)

    def season_uri(self, number: int | None) -> str:
        """The Markdown page of a season; empty where it has none."""
        return self.uri(f"season-{number}") if self.seasons and number is not None else ""

    def season(self, number: int | None) -> str:
        """The page of a season, below the root; empty where it has none."""
        return self._page_or_none(self.season_uri(number))

    def beside(self, episode: Episode, name: str) -> str:
        """A file that goes with the page of an episode, below the root."""
        return posixpath.join(self.folder, episode.address, name)

    def asset(self, file: str, reference: str) -> str:
        """An image or a recording, below the root or elsewhere; empty where there is none."""
        return self.assets.get((file, reference), "") if reference else ""

    def _page_or_none(self, uri: str) -> str:
        return self.page(uri) if uri else ""

    def relative(self, target: str, uri: str) -> str:
        """A link to what is below the root, as the Markdown page with a URI writes it."""
        return self.relative_to(target, self.page(uri))

    def relative_to(self, target: str, file: str) -> str:
        """A link to what is below the root, as a file of the site writes it."""
        if "://" in target:
            return target
        return f"{'../' * file.count('/')}{_quoted(target)}" or "./"

    def absolute(self, target: str) -> str:
        """The whole address of what is below the root; empty where the site has no address."""
        if "://" in target:
            return target
        return f"{self.base}{_quoted(target)}" if self.base else ""


# Every page links to many others, so the same is asked for again and again.
_quoted = lru_cache(maxsize=1 << 14)(quote)


@lru_cache(maxsize=1 << 14)
def _page(uri: str, directory_urls: bool) -> str:
    folder, name = posixpath.split(uri.removesuffix(".md"))
    name = "index" if name == "README" else name  # as MkDocs does
    stem = posixpath.join(folder, name)
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def file_of_page(page: str) -> str:
    """The file of a page, below the root."""
    return f"{page}index.html" if not page or page.endswith("/") else page


class Landing:
    """What lands in the site: its files, below the root, each with what it comes from.

    No file can be where a folder is, nor a folder where a file is.

    Args:
        owners: What each file comes from.
    """

    def __init__(self, owners: Mapping[str, str]) -> None:
        self._owners: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for file, owner in owners.items():
            self.add(file, owner)

    def add(self, file: str, owner: str) -> None:
        """Let a file land."""
        self._owners[file] = owner
        for folder in _folders(file):
            if folder in self._folders:
                break  # and those around it
            self._folders[folder] = owner

    def owner(self, file: str) -> str:
        """What is in the place of a file already, or in the way to it; empty where nothing is."""
        above = (self._owners[folder] for folder in _folders(file) if folder in self._owners)
        return self._owners.get(file) or self._folders.get(file) or next(above, "")


def _folders(file: str) -> Iterator[str]:
    while file := posixpath.dirname(file):
        yield file
