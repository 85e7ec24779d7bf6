"""All that is published with the pages: which files there are, what each holds, what heads say.

Files come in two lots, so that a build can make the first while it writes pages: what is made of
transcripts, and what is made of the finished pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from .. import __version__
from ..addresses import Addresses, Landing
from ..cache import Cache, kept, key_of
from ..catalog import Catalog
from ..model import Episode, Problem
from ..model.fields import SEPARATOR
from . import captions, chapters, feed, redirects
from .captions import FORMATS
from .feed_content import content_of, parts_of
from .head import episode_head, index_head, page_head, person_head, season_head
from .llms import PAGE, llms_full, llms_txt, markdown_of, portable
from .structured import Form, Published

LLMS, LLMS_FULL = "llms.txt", "llms-full.txt"

File = tuple[str, bytes]
"""Where a file goes, below the root, and what it holds."""


@dataclass(frozen=True)
class Publication:
    """What a site publishes with its pages.

    Attributes:
        published: The show as it is on the web.
        captions: Whether transcripts are there as files.
        chapters: Whether chapters are.
        markdown: Whether the Markdown of each page is beside it.
        llms: What the site has for language models: ``list``, ``full`` or ``none``.
        feed: Which feeds there are.
        whole: Whether items of feeds say all that a page says around its transcript.
        taken: What else lands in the site, below the root, with what it comes from. It wins.
        made: What is made of the show, pages included, and beside pages, by where it lands.
    """

    published: Published
    captions: bool = True
    chapters: bool = True
    markdown: bool = True
    llms: str = "list"
    feed: feed.Mode = "auto"
    whole: bool = True
    taken: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that go with the page of an episode whose transcript is enough for them."""
        return names_of(captions=self.captions, chapters=self.chapters)

    @property
    def needs_pages(self) -> bool:
        """Whether there is anything to make `of_pages`."""
        moved = any(episode.aliases for episode in self._catalog.episodes)
        return self.markdown or self.llms != "none" or bool(self._editions) or moved

    def forms(self, episode: Episode) -> tuple[Form, ...]:
        """An episode in other forms than its page."""
        addresses = self._addresses
        beside = {**captions.FORMATS, chapters.JSON: chapters.FORMATS[chapters.JSON]}
        made = captions_and_chapters(episode, self.names)
        forms = [Form(addresses.beside(episode, n), beside[n]) for n in made if n in beside]
        if self.markdown:
            forms.append(Form(markdown_of(addresses, episode), "text/markdown"))
        return tuple(forms)

    @property
    def facts(self) -> str:
        """What heads depend on besides the show and its site."""
        published = self.published
        facts = published.index, published.feeds, published.structured_data, published.previews
        return repr((facts, published.modules, self.names, self.markdown))

    def heads(self, others: Mapping[str, str]) -> Mapping[str, Callable[[], str]]:
        """What the heads of pages say, by their Markdown pages below the docs folder.

        Args:
            others: Titles of pages, where nothing else is known of them.
        """
        published, addresses, catalog = self.published, self._addresses, self._catalog
        return {
            **{
                uri: partial(page_head, published, addresses.page(uri), title)
                for uri, title in others.items()
            },
            addresses.uri("index"): partial(index_head, published),
            **{
                addresses.season_uri(number): partial(season_head, published, number)
                for number, _ in catalog.seasons()
                if number is not None
            },
            **{
                addresses.person_uri(person): partial(person_head, published, person)
                for person in catalog.people.values()
            },
            **{
                addresses.uri(episode.address): partial(self._episode_head, episode)
                for episode in catalog.episodes
            },
        }

    def of_transcripts(self, cache: Cache) -> Iterator[File]:
        """Captions and chapters of all episodes, as an earlier build made them or as made now."""
        for episode in self._catalog.episodes:
            if captions_and_chapters(episode, self.names):
                yield from filter(self._is_free, self._of_transcript(episode, cache))
        cache.prune()

    def of_pages(self, texts: Mapping[str, str], htmls: Mapping[str, str]) -> Iterator[File]:
        """What is made of pages, and of the show: feeds, Markdown, addresses from before.

        Args:
            texts: The pages' Markdown, as it was written, by their place below the docs folder.
            htmls: What has become of it.
        """
        yield from filter(self._is_free, self._of_pages(texts, htmls))

    def _of_pages(self, texts: Mapping[str, str], htmls: Mapping[str, str]) -> Iterator[File]:
        landing = {**self.made, **self.taken}
        moved = redirects.moved(self._catalog, self._addresses, landing)
        for name, text in (
            *redirects.redirect_pages(moved.pages, self._addresses, self._catalog.show.language),
            *self._for_models(texts),
        ):
            yield name, text.encode()
        for name, episodes in self._editions.items():
            content = partial(self._content, htmls)
            if name == feed.PODCAST:
                yield name, feed.podcast(self.published, episodes, content, self.forms)
            else:
                yield name, feed.updates(self.published, episodes, content)

    @property
    def _editions(self) -> Mapping[str, Sequence[Episode]]:
        found = feed.editions(self._catalog, self._addresses, self.feed)
        return {name: each for name, each in found.items() if not self._landing.owner(name)}

    @cached_property
    def _landing(self) -> Landing:
        return Landing(self.taken)

    def _is_free(self, file: File) -> bool:
        return not self._landing.owner(file[0])

    def _episode_head(self, episode: Episode) -> str:
        return episode_head(self.published, episode, self.forms(episode))

    @property
    def _addresses(self) -> Addresses:
        return self.published.addresses

    @property
    def _catalog(self) -> Catalog:
        return self.published.catalog

    def _of_transcript(self, episode: Episode, cache: Cache) -> Iterator[File]:
        speakers = self._catalog.names(episode)
        page = self._addresses.absolute(self._addresses.episode(episode))
        facts = repr((sorted(speakers.items()), page, self.names))
        key = key_of("beside", __version__, episode.digest, facts)
        made = kept(cache, key, _load)
        if made is None:
            texts = {
                **(captions.files(episode, speakers) if self.captions else {}),
                **(chapters.files(episode, page) if self.chapters else {}),
            }
            made = {name: text.encode() for name, text in texts.items()}
            cache.store(key, _dump(made))
        for name, content in made.items():
            yield self._addresses.beside(episode, name), content

    def _for_models(self, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        addresses, whole = self._addresses, []
        for episode in self._catalog.episodes if self.markdown or self.llms == "full" else ():
            uri = addresses.uri(episode.address)
            text = portable(texts.get(uri, ""), addresses, uri)
            whole.append((addresses.absolute(addresses.episode(episode)), text))
            if self.markdown and text:
                yield markdown_of(addresses, episode), text
        if self.llms != "none" and self._catalog.episodes:
            yield LLMS, llms_txt(self.published)
        if self.llms == "full":
            yield LLMS_FULL, llms_full(whole)

    def _content(self, htmls: Mapping[str, str], episode: Episode) -> str:
        html = htmls.get(self._addresses.uri(episode.address), "") if self.whole else ""
        address = self._addresses.absolute(self._addresses.episode(episode))
        return content_of(parts_of(html), address) if html else ""


_CHAPTERS = (chapters.JSON, chapters.LIST)
_NEEDED = {captions.PLAIN: "text", **dict.fromkeys(_CHAPTERS, "chapters")}


def captions_and_chapters(episode: Episode, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these files the transcript of an episode is enough for."""
    return tuple(name for name in names if _NEEDED.get(name, "captions") in episode.forms)


def names_of(*, captions: bool, chapters: bool) -> tuple[str, ...]:
    """Which files can be made of a transcript."""
    return (*(FORMATS if captions else ()), *(_CHAPTERS if chapters else ()))


def files_beside(episode: Episode, names: Iterable[str], *, markdown: bool) -> tuple[str, ...]:
    """Which files are beside the page of an episode; a draft has none.

    Args:
        episode: The episode.
        names: What may be made of a transcript.
        markdown: Whether the Markdown of pages is beside them.
    """
    if episode.draft:
        return ()
    return (*captions_and_chapters(episode, names), *((PAGE,) if markdown else ()))


def files_of_show(
    catalog: Catalog, addresses: Addresses, mode: feed.Mode, llms: str
) -> tuple[str, ...]:
    """Which files there are that are of no single episode, below the root.

    Args:
        catalog: The show.
        addresses: Where everything is.
        mode: Which feeds there are.
        llms: What the site has for language models: ``list``, ``full`` or ``none``.
    """
    for_models = {"none": (), "list": (LLMS,), "full": (LLMS, LLMS_FULL)}[llms]
    return (*feed.editions(catalog, addresses, mode), *for_models)


def find_problems(
    catalog: Catalog, addresses: Addresses, mode: feed.Mode, taken: Mapping[str, str]
) -> Iterator[Problem]:
    """Find what cannot be published; the problems have paths, but no places yet.

    Args:
        catalog: The show.
        addresses: Where everything is.
        mode: Which feeds there are.
        taken: What else lands in the site, below the root, with what it comes from.
    """
    yield from feed.problems(catalog, addresses, mode)
    yield from redirects.moved(catalog, addresses, taken).problems
    for person in catalog.people.values() if addresses.people else ():
        if not addresses.person(person):
            yield Problem(
                "same-address",
                "Its page has the address of the one that lists all people.",
                "Give it another “short:”, or rename the file.",
                file=person.file,
            )


def write(files: Iterable[File], folder: Path) -> None:
    """Put files into the folder of a site."""
    for name, content in files:
        path = folder / name
        try:
            path.write_bytes(content)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _dump(files: Mapping[str, bytes]) -> bytes:
    parts = (part for name, content in files.items() for part in (name.encode(), content))
    return SEPARATOR.encode().join(parts)


def _load(content: bytes) -> dict[str, bytes]:
    parts = content.split(SEPARATOR.encode()) if content else []
    names = (name.decode() for name in parts[::2])
    return dict(zip(names, parts[1::2], strict=True))
