"""The options of the plugin and the configuration of MkDocs, as one frozen object."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify as slugify_ascii

from .show import Show
from .show.anchors import Slugify, slugify_jekyll
from .show.dates import DateDefaults
from .show.players import PLAYER_SOURCES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from .options import PodcastOptions


MEGABYTE = 1_000_000
"""In bytes."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the files of a site are.

    Attributes:
        config: The folder of mkdocs.yml; problems name files relative to it.
        docs: MkDocs' `docs_dir`.
        episodes: The folder of episode files.
        people: The folder of people's files; it may be inside `episodes`.
        named: Those that an option names, which must exist.
        transcripts: The folder of transcripts; it may be inside `episodes`.
    """

    config: Path
    docs: Path
    episodes: Path
    people: Path
    named: tuple[Path, ...] = ()
    transcripts: Path | None = None

    def outside_docs(self) -> Iterator[Path]:
        """The existing folders that MkDocs does not watch by itself."""
        docs = self.docs.resolve()
        for folder in (self.episodes, self.people, self.transcripts):
            if folder and folder.is_dir() and not folder.resolve().is_relative_to(docs):
                yield folder


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where files have the value of one of our keys.

    Attributes:
        path: Their key, with dots between the keys of nested mappings.
        prefix: What is put before a value that is not a URL.
    """

    path: str
    prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """The options that decide what a file means. They are part of its digest.

    Attributes:
        episodes: Which files of the folder of episodes are episodes: `auto`, `all` or `keyed`.
        fields: Where files of episodes have the values of our keys; None if such a key of theirs
            means something else.
        people_fields: The same for files of people.
        extra_fields: Keys that nothing reads and that are not reported.
        hosts: The hosts of the show, by name or id.
        speakers: The names of speakers, by what transcripts call them.
        merge: Whether cues of transcript files are merged into sentences.
        transcript_in_notes: Whether turns in show notes are a transcript without a heading.
        chapters_from_notes: Whether a list of times in show notes is that of the chapters.
    """

    episodes: str = "auto"
    fields: Mapping[str, FieldSource | None] = field(default_factory=dict)
    people_fields: Mapping[str, FieldSource | None] = field(default_factory=dict)
    extra_fields: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    speakers: Mapping[str, str] = field(default_factory=dict)
    merge: bool = True
    transcript_in_notes: bool = False
    chapters_from_notes: bool = False


DEFAULT_READING = ReadingOptions()
"""The options of a site that sets none."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the packages need to know about a site.

    Attributes:
        show: The show as a whole.
        folders: Where its files are.
        reading: What its files mean.
        site_url: The URL of the site, with a slash at its end; empty if the site has none.
        site_dir: The folder that the site is built into.
        directory_urls: Whether `x.md` becomes `x/` rather than `x.html`.
        path: The folder of the show's pages below the root of the site.
        permalinks: Whether an episode with a permalink is published there.
        template_folders: Folders with the site's own page templates.
        slugify: Makes an anchor of a heading and a separator.
        message_overrides: The site's own texts, by message key.
        check_levels: The site's own levels, by the code of a check.
        page_language: The language that the theme gives pages.
        date_defaults: What completes dates without a time of day or a zone.
        future: Whether episodes are published before their date.
        player_sources: What episodes are played from, in order of preference.
        autoload: Whether players load anything from another host before the reader plays.
        archive: Whether there is a page of all episodes.
        page_size: The number of entries on a page of a list at most; 0 if lists are not divided.
        archive_filter: Whether readers can filter that page.
        seasons: Whether each season has a page.
        people: Whether people have pages.
        topics: Whether topics have pages.
        related: The number of related episodes that a page links to, at most.
        search: `built-in` or `pagefind`.
        search_limit: The size of the show in the index of the built-in search at most, in bytes; 0
            for any size.
        feed_mode: Which episodes are in which feed: `auto`, `audio`, `all` or `none`.
        full_feed_items: The number of items of a feed, the newest, that contain introduction,
            sections and show notes.
        captions: Whether transcripts are published as files.
        chapters: Whether chapters are published as files.
        markdown: Whether the Markdown of an episode is published next to its page.
        llms: `list`, `full` or `none`.
        structured_data: Whether pages contain JSON-LD.
        previews: Whether pages contain the tags that previews of links are made from.
        follow: Whether the page scrolls along with the recording.
        shortcuts: Whether single keys control the player.
        remember_position: Whether the browser keeps where the reader stopped.
        cache: Whether results are kept between builds.
        reuse: Whether the HTML of unchanged pages is reused.
        is_extra_language_build: Whether mkdocs-static-i18n builds the site for one more language;
            files of the show were written by its first build.
    """

    show: Show
    folders: Folders
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    site_url: str = ""
    site_dir: Path = Path("site")
    directory_urls: bool = True
    path: str = "podcast"
    permalinks: bool = False
    template_folders: tuple[Path, ...] = ()
    slugify: Slugify = slugify_ascii
    message_overrides: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    check_levels: Mapping[str, str] = field(default_factory=dict)
    page_language: str = "en"
    date_defaults: DateDefaults = field(default_factory=DateDefaults)
    future: bool = False
    player_sources: tuple[str, ...] = PLAYER_SOURCES
    autoload: bool = False
    archive: bool = True
    page_size: int = 100
    archive_filter: bool = True
    seasons: bool = True
    people: bool = True
    topics: bool = True
    related: int = 3
    search: str = "built-in"
    search_limit: int = 3_000_000
    feed_mode: str = "auto"
    full_feed_items: int = 300
    captions: bool = True
    chapters: bool = True
    markdown: bool = True
    llms: str = "list"
    structured_data: bool = True
    previews: bool = True
    follow: bool = True
    shortcuts: bool = True
    remember_position: bool = True
    cache: bool = True
    reuse: bool = True
    is_extra_language_build: bool = False

    @property
    def cache_folder(self) -> Path:
        """The folder of what is kept between builds."""
        return self.folders.config / ".cache" / "podcast"


def settings_from(options: PodcastOptions, config: MkDocsConfig) -> Settings:
    """Combine the options of the plugin with MkDocs' own configuration.

    mike changes `site_url` in its own `on_config`, so an absolute URL is only right in the settings
    that are made in `on_files` or later.
    """
    i18n = config.plugins.get("i18n")
    llmstxt = "llmstxt" in config.plugins  # which publishes the same files
    own_templates = config.theme.custom_dir
    return Settings(
        show=_show(options, config),
        folders=folders_from(options, config),
        reading=reading_options(options),
        site_url=posixpath.join(config.site_url, "") if config.site_url else "",
        site_dir=Path(config.site_dir),
        directory_urls=config.use_directory_urls,
        path=options.path.strip("/"),
        permalinks=options.urls == "permalink",
        template_folders=(Path(own_templates) / "podcast",) if own_templates else (),
        slugify=_slugify(options, config),
        message_overrides=dict(options.messages),
        check_levels=dict(options.checks),
        page_language=_theme_language(config),
        date_defaults=DateDefaults(options.default_time, options.timezone),
        future=options.future,
        player_sources=tuple(options.player.sources),
        autoload=options.player.autoload,
        archive=options.archive,
        page_size=options.page_size,
        archive_filter=options.filter,
        seasons=options.seasons,
        people=options.people,
        topics=options.topics,
        related=options.related,
        search=options.search,
        search_limit=options.search_limit * MEGABYTE,
        feed_mode=options.feed.mode,
        full_feed_items=options.feed.full_items,
        captions=options.captions,
        chapters=options.chapters,
        markdown=options.markdown and not llmstxt,
        llms="none" if llmstxt else options.llms,
        structured_data=options.structured_data,
        previews=options.previews,
        follow=options.follow,
        shortcuts=options.shortcuts,
        remember_position=options.remember_position,
        cache=options.cache,
        reuse=options.reuse,
        is_extra_language_build=i18n is not None and not i18n.is_default_language_build,
    )


def reading_options(options: PodcastOptions) -> ReadingOptions:
    """Take the options that decide what a file means."""
    return ReadingOptions(
        episodes=options.episodes,
        fields=options.fields,
        people_fields=options.people_fields,
        extra_fields=tuple(options.extra_fields),
        hosts=tuple(options.show.hosts),
        speakers=dict(options.show.speakers),
        merge=options.merge,
        transcript_in_notes=options.transcript_in_notes,
        chapters_from_notes=options.chapters_from_notes,
    )


def folders_from(options: PodcastOptions, config: MkDocsConfig) -> Folders:
    """Find the folders of a site."""
    # A configuration named on the command line is relative; `docs_dir` never is.
    path = config.config_file_path
    base = Path(path).absolute().parent if path else Path.cwd()
    docs = Path(config.docs_dir)
    episodes, people = (
        (base / name, bool(name)) if name else (docs / default, False)
        for name, default in ((options.episodes_dir, "podcast"), (options.people_dir, "people"))
    )
    transcripts = base / options.transcripts_dir if options.transcripts_dir else None
    named = [folder for folder, is_named in (episodes, people) if is_named]
    named += [transcripts] if transcripts else []
    return Folders(base, docs, episodes[0], people[0], tuple(named), transcripts)


def _slugify(options: PodcastOptions, config: MkDocsConfig) -> Slugify:
    if options.slugify == "jekyll":
        return slugify_jekyll
    slugify = ((config.mdx_configs or {}).get("toc") or {}).get("slugify")
    return slugify if callable(slugify) else slugify_ascii


def _theme_language(config: MkDocsConfig) -> str:
    # Material has a `language`, MkDocs' own themes have a `locale`.
    language = str(config.theme.get("language") or config.theme.get("locale") or "en")
    return language.replace("_", "-")


def _show(options: PodcastOptions, config: MkDocsConfig) -> Show:
    """The show, with the site's own title, description and author where it has none."""
    show = options.show
    return Show(
        title=show.title or config.site_name,
        description=show.description or config.site_description or "",
        author=show.author or config.site_author or "",
        email=show.email,
        language=show.language or _theme_language(config),
        categories=tuple(show.categories),
        explicit=show.explicit,
        image=show.image,
        hosts=tuple(show.hosts),
        links=dict(show.links),
        guid=show.guid,
        type=show.type,
        copyright=show.copyright,
        license=show.license,
        license_url=show.license_url or "",
        funding=dict(show.funding),
        locked=show.locked,
        file=Path(config.config_file_path or "mkdocs.yml").name,
    )
