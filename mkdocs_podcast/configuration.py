"""What the rooms need to know of a site, from our options and from MkDocs' configuration."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from . import web
from .addresses import Addresses, file_of_page
from .cache import Cache, FolderCache, NoCache, SealedCache, user_secret
from .catalog import Catalog
from .load import Folders, Podcast
from .markdown import LINE_LINK
from .messages import Words, words_in
from .model import Episode, Level, Problem, Show
from .options import PodcastOptions, show_of
from .pages import Site, jekyll, plans
from .publish import (
    Mode,
    Publication,
    Published,
    editions,
    files_beside,
    files_of_show,
    find_problems,
    names_of,
)
from .source import Asset, folder_fault

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True)
class Configuration:
    """What the rooms need to know of a site.

    Attributes:
        options: Our own.
        mkdocs: What MkDocs knows. Plugins change it until pages are looked for.
    """

    options: PodcastOptions
    mkdocs: MkDocsConfig

    @cached_property
    def folders(self) -> Folders:
        """Where things are."""
        # What the command line names is relative, and the docs folder is not.
        path = self.mkdocs.config_file_path
        base = Path(path).absolute().parent if path else Path.cwd()
        docs = Path(self.mkdocs.docs_dir)
        episodes, people = self.options.episodes_dir, self.options.people_dir
        return Folders(
            base=base,
            docs=docs,
            episodes=base / episodes if episodes else docs / "podcast",
            people=base / people if people else docs / "people",
        )

    def folder_faults(self) -> Iterator[str]:
        """Say why folders that the options name cannot be used; a default folder may be missing."""
        folders = self.folders
        for option, folder in (("episodes_dir", folders.episodes), ("people_dir", folders.people)):
            fault = folder_fault(folder, folders.base, folders.docs)
            if fault and (self.options[option] or os.path.lexists(folder)):
                yield f"{option}: {fault}"

    @cached_property
    def show(self) -> Show:
        """The show."""
        theme = self.mkdocs.theme
        # Material has a language; the themes of MkDocs a locale, and all others “en” as theirs.
        language = str(theme.get("language") or theme.get("locale") or "en")
        return show_of(
            self.options.show,
            self.mkdocs.site_name,
            self.mkdocs.site_description or "",
            self.mkdocs.site_author or "",
            language.replace("_", "-"),
            Path(self.mkdocs.config_file_path or "mkdocs.yml").name,
        )

    @cached_property
    def words(self) -> Words:
        """What pages and scripts say of themselves."""
        return words_in(self.show.language, self.options.messages)

    @property
    def levels(self) -> dict[str, Level]:
        """How much checks matter, by code."""
        return {code: Level(level) for code, level in self.options.checks.items()}

    @property
    def again(self) -> bool:
        """Whether the site was built before: static-i18n builds it once for each language."""
        i18n = self.mkdocs.plugins.get("i18n")
        return i18n is not None and not i18n.is_default_language_build

    @property
    def watched(self) -> Iterator[str]:
        """Folders that MkDocs does not watch by itself; one that is not there would stop it."""
        docs = self.folders.docs.resolve()
        for folder in (self.folders.episodes, self.folders.people):
            if folder.is_dir() and not folder.resolve().is_relative_to(docs):
                yield str(folder)

    @property
    def built(self) -> Path:
        """The folder that the site is built into."""
        return Path(self.mkdocs.site_dir)

    @property
    def feeds(self) -> Mode:
        """Which feeds there are."""
        return cast("Mode", self.options.feed.mode)  # what the option has seen to

    def cache(self, part: str = "") -> Cache:
        """What earlier builds found out, or one of the processes that work beside this one."""
        secret = user_secret() if self.options.cache else None
        if secret is None:
            return NoCache()
        folder = self.folders.base / ".cache" / "podcast" / part
        return SealedCache(FolderCache(folder), secret)

    def scripts(self) -> Iterator[tuple[str, str]]:
        """The scripts and styles of a site, with what they are told of it."""
        settings = {
            "language": self.words.language,
            "show": self.show.title,
            "autoload": self.options.player.autoload,
            "follow": self.options.follow,
            "shortcuts": self.options.shortcuts,
            "rememberPosition": self.options.remember_position,
        }
        yield from web.files(settings, self.words.browser)

    @property
    def place(self) -> Addresses:
        """Where pages are, as far as that does not depend on what the show has."""
        # mike changes the address of the site in its own on_config, so it is not read before.
        url = self.mkdocs.site_url
        return Addresses(
            base=posixpath.join(url, "") if url else "",
            folder=self.options.path.strip("/"),
            directory_urls=self.mkdocs.use_directory_urls,
            people=self.options.people,
            topics=self.options.topics,
            seasons=self.options.seasons,
        )

    def addresses(self, catalog: Catalog, assets: Mapping[tuple[str, str], Asset]) -> Addresses:
        """Where everything is."""
        place = self.place
        return replace(
            place,
            people=place.people and bool(catalog.people),
            topics=place.topics and bool(catalog.topics),
            seasons=place.seasons and len({e.season for e in catalog.episodes}) > 1,
            assets={key: asset.uri for key, asset in assets.items()},
        )

    def made(self, catalog: Catalog, assets: Mapping[tuple[str, str], Asset]) -> dict[str, str]:
        """What is made of the show as a whole, by where it lands, as problems call it."""
        addresses = self.addresses(catalog, assets)
        site = self._site(addresses)
        pages = {file_of_page(addresses.page(p.uri)): p.title for p in plans(catalog, site)}
        files = files_of_show(catalog, addresses, self.feeds, self._for_models)
        made = {**pages, **{name: name for name in files}}
        return {file: f"“{name}”, which is made of the show" for file, name in made.items()}

    def beside(self, episode: Episode) -> list[str]:
        """The files beside the page of an episode, below the root."""
        options, place = self.options, self.place
        names = names_of(captions=options.captions, chapters=options.chapters)
        files = files_beside(episode, names, markdown=self._markdown)
        return [place.beside(episode, name) for name in files]

    def unpublishable(
        self,
        catalog: Catalog,
        assets: Mapping[tuple[str, str], Asset],
        landing: Mapping[str, str],
    ) -> Iterator[Problem]:
        """What cannot be published, knowing what lands beside episodes."""
        return find_problems(catalog, self.addresses(catalog, assets), self.feeds, landing)

    def publication(self, podcast: Podcast, landing: Mapping[str, str]) -> Publication:
        """What is published with the pages.

        Args:
            podcast: What was read.
            landing: What lands in the site beside it, below the root, with what it comes from.
        """
        options, catalog = self.options, podcast.catalog
        addresses = self.addresses(catalog, podcast.assets)
        broken = {
            file_of_page(addresses.page(uri)): label
            for uri, label in podcast.broken_pages(self.place)
        }
        taken = {**landing, **broken}
        index = addresses.page(addresses.uri("index"))
        feeds = [n for n in editions(catalog, addresses, self.feeds) if n not in taken]
        more = f"{self.words['more_episodes']} – {catalog.show.title}"
        published = Published(
            catalog=catalog,
            addresses=addresses,
            feeds=dict(zip(feeds, (catalog.show.title, more), strict=False)),
            index=index if options.index or file_of_page(index) in landing else "",
            season_name=self._season_name,
            structured_data=options.structured_data,
            previews=options.previews,
        )
        return Publication(
            published=published,
            captions=options.captions,
            chapters=options.chapters,
            markdown=self._markdown,
            llms=self._for_models,
            feed=self.feeds,
            whole=options.feed.content == "full",
            taken=taken,
            made=podcast.made,
        )

    def site(self, publication: Publication) -> Site:
        """What pages need to know of the site that they stand in."""
        site = replace(self._site(publication.published.addresses), files=publication.names)
        if self.options.slugify == "jekyll":
            return site.with_slugify(jekyll)
        slugify = ((self.mkdocs.mdx_configs or {}).get("toc") or {}).get("slugify")
        return site.with_slugify(slugify) if callable(slugify) else site

    def _site(self, addresses: Addresses) -> Site:
        options, folder = self.options, self.mkdocs.theme.custom_dir
        return Site(
            addresses=addresses,
            overrides=[Path(folder) / "podcast"] if folder else [],
            line_link=self.mkdocs.mdx_configs["podcast"].get("line_link", LINE_LINK),
            words=self.words,
            sources=options.player.sources,
            autoload=options.player.autoload,
            archive=options.index,
            filter=web.FILTER if options.filter else "",
            related=options.related,
            search=options.search == "pagefind",
        )

    def _season_name(self, number: int | None) -> str:
        words = self.words
        return words["more_episodes"] if number is None else words["season"](number=number)

    @property
    def _markdown(self) -> bool:
        return self.options.markdown and "llmstxt" not in self.mkdocs.plugins

    @property
    def _for_models(self) -> str:
        # llmstxt writes the same files.
        return "none" if "llmstxt" in self.mkdocs.plugins else self.options.llms
