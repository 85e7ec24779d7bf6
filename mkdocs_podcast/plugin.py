"""The MkDocs plugin: events that call the rooms, and what only MkDocs needs to be told."""

from __future__ import annotations

import os
import posixpath
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import jinja2
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from . import web
from .addresses import Addresses, file_of_page
from .cache import Cache, FolderCache, NoCache, SealedCache, user_secret
from .catalog import Catalog
from .load import Folders, Podcast, load
from .markdown import LINE_LINK, Rendered, anchors_in, dialect
from .messages import Words, words_in
from .model import Level, Problem, Show
from .options import PodcastOptions, show_of
from .pages import PageWriter, Site, jekyll, plans
from .pages.text import safe
from .parallel import Beside
from .publish import (
    Mode,
    Publication,
    Published,
    editions,
    files_of_show,
    find_problems,
    into_head,
    pagefind,
    write,
)
from .publish.search import slim
from .source import Asset, missing_parser

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger("podcast")


@dataclass(frozen=True, slots=True)
class Made:
    """A page that comes from us.

    Attributes:
        file: What MkDocs knows of it.
        write: Writes its Markdown.
        meta: Says what front matter would.
        title: What it is called, where it is about no one thing of the show.
    """

    file: File
    write: Callable[[], str]
    meta: Callable[[], Mapping[str, Any]]
    title: str = ""


class PodcastPlugin(BasePlugin[PodcastOptions]):
    """Turns a folder of episode files into a podcast site."""

    _serving = False
    _cache: Cache = NoCache()
    _writer: PageWriter | None = None
    _beside: tuple[Beside, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember what is going on, and be the same object in every rebuild."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Find the folders, and add our style, our script and our Markdown extension."""
        if missing := missing_parser():
            raise PluginError(f"podcast: {missing}")
        if self.config.search == "pagefind" and (missing := pagefind.missing_package()):
            raise PluginError(f"podcast: {missing}")
        self._folders = folders = _folders(self.config, config)
        self._cache = _cache(folders, use=self.config.cache)
        self._rendered = Rendered()
        self._whole: dict[File, str] = {}
        config.watch.extend(_watched(folders))
        self._show = _show(self.config, config)
        self._words = words_in(self._show.language, self.config.messages)
        _add_to_pages(config)
        if "podcast" not in config.markdown_extensions:
            config.markdown_extensions.append("podcast")
        config.mdx_configs["podcast"] = {
            "line_link": str(self._words["line_link"]),
            **config.mdx_configs.get("podcast", {}),
            "rendered": self._rendered,
        }

    @event_priority(50)  # before plugins that look for pages, such as redirects
    def _read(self, files: Files, config: MkDocsConfig) -> None:
        """Read everything, say what is wrong, and take source files out of the site."""
        levels = {code: Level(level) for code, level in self.config.checks.items()}
        podcast = load(
            self._show,
            self._folders,
            levels,
            _landing(files, self._folders),
            self._cache,
            addresses=Addresses(
                folder=self.config.path.strip("/"), directory_urls=config.use_directory_urls
            ),
            making=partial(_made, self.config, config, self._words),
            more=partial(_unpublishable, self.config, config),
        )
        _tell(podcast.problems, serving=self._serving)
        for file in _sources(files, podcast):
            files.remove(file)
        addresses = _addresses(self.config, config, podcast.catalog, podcast.assets)
        self._publication = publication = _publication(
            self.config, config, files, podcast, addresses, self._words
        )
        site = _site(self.config, config, publication, self._words)
        self._writer = writer = PageWriter(
            podcast.catalog, site, self._cache, self._rendered, self._head_of, publication.facts
        )
        self._made = {made.file.src_uri: made for made in _pages(config, files, podcast, writer)}
        others = {uri: made.title for uri, made in self._made.items() if made.title}
        self._heads = publication.heads(others)
        self._texts: dict[str, str] = {}
        settings = _settings(self.config, self._show, self._words)
        shipped = web.files(settings, self._words.browser)
        self._ours = [made.file for made in self._made.values()]
        if not _again(config):
            self._ours += [File.generated(config, uri, content=text) for uri, text in shipped]
        for file in _assets(config, podcast, files):
            files.append(file)
        self._come_back(files, config)
        if self._publication.names:
            self._start(config, self._write_transcripts)

    # Before literate-nav, which lists files, and static-i18n, which moves them.
    @event_priority(-90)
    def _step_back(self, files: Files, config: MkDocsConfig) -> None:
        """Take what is ours out of sight; the index can be named in a navigation."""
        index = (
            None if "i18n" in config.plugins else self._publication.published.addresses.uri("index")
        )
        for file in self._ours:
            if file.src_uri != index and files.get_file_from_path(file.src_uri) is file:
                files.remove(file)

    @event_priority(-110)  # after them
    def _come_back(self, files: Files, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Put pages in the place of episode files."""
        for file in self._ours:
            if not files.get_file_from_path(file.src_uri):
                files.append(file)

    on_files = CombinedEvent(_read, _step_back, _come_back)

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Publish what is made of pages, while MkDocs puts them into their theme."""
        pages = (file.page for file in files.documentation_pages() if file.src_uri in self._texts)
        self._htmls = {page.file.src_uri: page.content or "" for page in pages if page}
        if self._publication.needs_pages:
            self._start(config, self._write_pages)

    @event_priority(25)  # after Material's social, and before what makes pages smaller
    def _add_head(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Say in the head of a page of ours what it is about."""
        heads = self._writer.heads if self._writer else {}
        head = heads.get(page.file.src_uri, "")
        return into_head(output, head) if head else output

    def _head_of(self, uri: str) -> str:
        return self._heads[uri]() if uri in self._heads else ""

    @event_priority(-100)  # after plugins that read pages
    def _write_once(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Write pages in one language only: static-i18n builds all of them once a language."""
        return "" if _again(config) and page.file.src_uri in self._made else output

    on_post_page = CombinedEvent(_add_head, _write_once)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Write the Markdown of a page of ours."""
        made = self._made.get(page.file.src_uri)
        if not made:
            return None
        try:
            text = self._texts[page.file.src_uri] = made.write()
            return text
        except jinja2.TemplateError as error:
            if not self._serving:
                raise PluginError(f"podcast: {_template_error(error)}") from None
            log.error(_template_error(error))
            heading = safe(self._words["template_wrong"])
            return f"# {heading}\n\n{safe(_template_error(error))}\n"

    @event_priority(100)  # before plugins that read what is set here
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> None:  # noqa: ARG002
        """Say of a page of ours what front matter would."""
        if made := self._made.get(page.file.src_uri):
            page.meta.update(made.meta())

    def on_page_content(self, html: str, page: Page, **_: object) -> None:
        """Tell MkDocs the anchors of lines, so that links to them are not reported."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= anchors_in(html)

    @event_priority(100)  # before search plugins take the page
    def _lend_slim_content(self, /, context: object, page: Page, **_: object) -> None:  # noqa: ARG002
        if page.file.src_uri in self._made and page.content:
            self._whole[page.file] = page.content
            page.content = slim(page.content)

    @event_priority(-100)  # after they have it
    def _take_content_back(self, /, context: object, page: Page, **_: object) -> None:  # noqa: ARG002
        page.content = self._whole.pop(page.file, page.content)

    on_page_context = CombinedEvent(_lend_slim_content, _take_content_back)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Finish what is published, and forget what no file needs any more."""
        for beside in self._beside:
            beside.wait()
        if self.config.search == "pagefind" and not _again(config):
            self._index_words(config)
        self._end_writing()
        self._cache.prune()

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002
        """Keep what was read, so that the next build is as fast as after a good one."""
        self._end_writing()
        self._cache.close()

    def _start(self, config: MkDocsConfig, work: Callable[[Path], None]) -> None:
        if not _again(config):
            many = len(self._publication.published.catalog.episodes)
            self._beside += (Beside(partial(work, Path(config.site_dir)), many),)

    def _write_transcripts(self, site: Path) -> None:
        cache = _cache(self._folders, "published", use=self.config.cache)
        write(self._publication.of_transcripts(cache), site)

    def _write_pages(self, site: Path) -> None:
        write(self._publication.of_pages(self._texts, self._htmls), site)

    def _index_words(self, config: MkDocsConfig) -> None:
        published = self._publication.published
        if not self._writer:
            return
        anchors = pagefind.Anchors(self._writer.anchors, dialect.line_anchors)
        records = pagefind.records(published.catalog, published.addresses, anchors)
        folder = Path(config.site_dir) / pagefind.FOLDER
        try:
            pagefind.publish(records, self._show.language, self._cache, folder)
        except pagefind.PagefindError as error:
            raise PluginError(f"podcast: {error}") from None

    def _end_writing(self) -> None:
        for beside in self._beside:
            beside.end()
        self._beside = ()
        if self._writer:
            self._writer.close()


def _folders(options: PodcastOptions, config: MkDocsConfig) -> Folders:
    # What the command line names is relative, and the docs folder is not.
    path = config.config_file_path
    base = Path(path).absolute().parent if path else Path.cwd()
    docs = Path(config.docs_dir)
    return Folders(
        base=base,
        docs=docs,
        episodes=base / options.episodes_dir if options.episodes_dir else docs / "podcast",
        people=base / options.people_dir if options.people_dir else docs / "people",
    )


def _show(options: PodcastOptions, config: MkDocsConfig) -> Show:
    theme = config.theme
    # Material has a language; the themes of MkDocs have a locale, and all others “en” as theirs.
    language = str(theme.get("language") or theme.get("locale") or "en")
    return show_of(
        options.show,
        config.site_name,
        config.site_description or "",
        config.site_author or "",
        language.replace("_", "-"),
    )


def _again(config: MkDocsConfig) -> bool:
    """Whether the site was built before: static-i18n builds it once for each language."""
    i18n = config.plugins.get("i18n")
    return i18n is not None and not i18n.is_default_language_build


def _add_to_pages(config: MkDocsConfig) -> None:
    """Add our style and our script, before the site's own, which have the last word."""
    if web.STYLE not in config.extra_css:
        config.extra_css.insert(0, web.STYLE)
    if web.SCRIPT not in map(str, config.extra_javascript):
        script = ExtraScriptValue(web.SCRIPT)
        script.type = "module"
        config.extra_javascript.insert(0, script)


def _settings(options: PodcastOptions, show: Show, words: Words) -> dict[str, object]:
    """What the scripts are told of the site."""
    return {
        "language": words.language,
        "show": show.title,
        "autoload": options.player.autoload,
        "follow": options.follow,
        "shortcuts": options.shortcuts,
        "rememberPosition": options.remember_position,
    }


def _cache(folders: Folders, part: str = "", *, use: bool) -> Cache:
    if not use:
        return NoCache()
    return SealedCache(FolderCache(folders.base / ".cache" / "podcast" / part), user_secret())


def _watched(folders: Folders) -> Iterator[str]:
    """Folders that MkDocs does not watch by itself; one that does not exist would stop it."""
    for folder in (folders.episodes, folders.people):
        if folder.is_dir() and not folder.resolve().is_relative_to(folders.docs.resolve()):
            yield str(folder)


def _landing(files: Files, folders: Folders) -> dict[str, str]:
    """What lands in the site, below its root, with the files that it comes from."""
    base = f"{folders.base}{os.sep}"
    return {
        file.dest_uri: file.abs_src_path.removeprefix(base).replace(os.sep, "/")
        for file in files
        if file.abs_src_path
    }


def _tell(problems: Iterable[Problem], *, serving: bool) -> None:
    """Log what is wrong; a build ends with all errors at once, a page that is served shows them.

    Raises:
        PluginError: There are errors, and this is a build.
    """
    levels = {Level.ERROR: log.error, Level.WARNING: log.warning, Level.INFO: log.info}
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    for problem in problems:
        if serving or problem.level is not Level.ERROR:
            levels[problem.level](str(problem))
    if errors and not serving:
        count = f"{len(errors)} errors" if len(errors) > 1 else "1 error"
        lines = "\n".join(f"  {problem}" for problem in errors)
        raise PluginError(f"podcast: {count}, to be mended before a site can be built:\n{lines}")


def _sources(files: Files, podcast: Podcast) -> list[File]:
    """The files in the docs folder that are episodes and people, which never land in the site."""
    paths = {
        os.path.abspath(source.path)  # noqa: PTH100 - as MkDocs does, without following links
        for source in (*podcast.sources.values(), *podcast.people_files)
    }
    return [file for file in files if file.abs_src_path in paths]


def _addresses(
    options: PodcastOptions,
    config: MkDocsConfig,
    catalog: Catalog,
    assets: Mapping[tuple[str, str], Asset],
) -> Addresses:
    # mike changes the address of the site in its own on_config, so it is not read before.
    return Addresses(
        base=posixpath.join(config.site_url, "") if config.site_url else "",
        folder=options.path.strip("/"),
        directory_urls=config.use_directory_urls,
        people=options.people and bool(catalog.people),
        topics=options.topics and bool(catalog.topics),
        seasons=options.seasons and len({episode.season for episode in catalog.episodes}) > 1,
        assets={key: asset.uri for key, asset in assets.items()},
    )


def _made(
    options: PodcastOptions,
    config: MkDocsConfig,
    words: Words,
    catalog: Catalog,
    assets: Mapping[tuple[str, str], Asset],
) -> dict[str, str]:
    """What is made of the show as a whole, by where it lands, as problems call it."""
    addresses = _addresses(options, config, catalog, assets)
    site = Site(addresses, words=words, archive=options.index, search=options.search == "pagefind")
    pages = {file_of_page(addresses.page(p.uri)): p.title for p in plans(catalog, site)}
    files = files_of_show(catalog, addresses, _feeds(options), _for_models(options, config))
    made = {**pages, **{name: name for name in files}}
    return {file: f"“{name}”, which is made of the show" for file, name in made.items()}


def _unpublishable(
    options: PodcastOptions,
    config: MkDocsConfig,
    catalog: Catalog,
    assets: Mapping[tuple[str, str], Asset],
    landing: Mapping[str, str],
) -> Iterator[Problem]:
    return find_problems(
        catalog, _addresses(options, config, catalog, assets), _feeds(options), landing
    )


def _feeds(options: PodcastOptions) -> Mode:
    return cast("Mode", options.feed.mode)  # what the option has seen to


def _for_models(options: PodcastOptions, config: MkDocsConfig) -> str:
    return "none" if "llmstxt" in config.plugins else options.llms  # it writes the same files


def _publication(
    options: PodcastOptions,
    config: MkDocsConfig,
    files: Files,
    podcast: Podcast,
    addresses: Addresses,
    words: Words,
) -> Publication:
    index = addresses.uri("index")
    there = options.index or files.get_file_from_path(index)
    landing = {file.dest_uri: file.src_uri for file in files}
    for label in podcast.broken.keys() & podcast.sources.keys():
        uri = addresses.uri(podcast.sources[label].name)
        landing[file_of_page(addresses.page(uri))] = label
    mode = _feeds(options)
    feeds = [n for n in editions(podcast.catalog, addresses, mode) if n not in landing]
    show = podcast.catalog.show
    more = f"{words['more_episodes']} – {show.title}"
    published = Published(
        catalog=podcast.catalog,
        addresses=addresses,
        feeds=dict(zip(feeds, (show.title, more), strict=False)),
        index=addresses.page(index) if there else "",
        season_name=lambda number: (
            words["more_episodes"] if number is None else words["season"](number=number)
        ),
        structured_data=options.structured_data,
        previews=options.previews,
    )
    return Publication(
        published=published,
        captions=options.captions,
        chapters=options.chapters,
        markdown=options.markdown and "llmstxt" not in config.plugins,
        llms=_for_models(options, config),
        feed=mode,
        whole=options.feed.content == "full",
        taken=landing,
        made=podcast.made,
    )


def _site(
    options: PodcastOptions, config: MkDocsConfig, publication: Publication, words: Words
) -> Site:
    toc = (config.mdx_configs or {}).get("toc") or {}
    site = Site(
        addresses=publication.published.addresses,
        overrides=[Path(config.theme.custom_dir) / "podcast"] if config.theme.custom_dir else [],
        line_link=config.mdx_configs["podcast"].get("line_link", LINE_LINK),
        words=words,
        sources=options.player.sources,
        autoload=options.player.autoload,
        archive=options.index,
        filter=web.FILTER if options.filter else "",
        related=options.related,
        search=options.search == "pagefind",
        files=publication.names,
    )
    if options.slugify == "jekyll":
        return site.with_slugify(jekyll)
    return site.with_slugify(toc["slugify"]) if callable(toc.get("slugify")) else site


def _pages(
    config: MkDocsConfig, files: Files, podcast: Podcast, writer: PageWriter
) -> Iterator[Made]:
    taken = {file.dest_uri for file in files}
    sources = dict(podcast.sources) | {source.label: source for source in podcast.people_files}

    def file_of(uri: str, source: str, inclusion: InclusionLevel) -> File:
        file = File.generated(config, uri, content="", inclusion=inclusion)
        file.abs_src_path = config.config_file_path  # plugins that read dates cannot do without
        if source in sources:
            path = sources[source].path
            file = File.generated(config, uri, abs_src_path=str(path), inclusion=inclusion)
            file.edit_uri = posixpath.relpath(path.as_posix(), Path(config.docs_dir).as_posix())
            file.generated_by = None  # it has a file with a history, that plugins read dates from
        return file

    for episodes, inclusion in (
        (podcast.catalog.episodes, InclusionLevel.NOT_IN_NAV),
        (podcast.drafts, InclusionLevel.DRAFT),
    ):
        for episode in episodes:
            file = file_of(writer.uri(episode), episode.file, inclusion)
            taken.add(file.dest_uri)
            yield Made(file, partial(writer.episode, episode), partial(writer.meta, episode))
    for label, problems in podcast.broken.items():
        if label in podcast.sources:
            uri = writer.uri_of(podcast.sources[label].name)
            file = file_of(uri, label, InclusionLevel.NOT_IN_NAV)
            taken.add(file.dest_uri)
            write_page = partial(writer.problems, label, problems)
            yield Made(file, write_page, partial(_meta_of_problems, label))
    for page in writer.pages():
        index = page.uri == writer.index_uri
        inclusion = _index_in_nav(config) if index else InclusionLevel.NOT_IN_NAV
        file = file_of(page.uri, page.source, inclusion)
        if file.dest_uri not in taken:
            yield Made(file, page.write, page.meta, page.title)


def _meta_of_problems(label: str) -> dict[str, Any]:
    return {"title": label, "render_macros": False}


def _index_in_nav(config: MkDocsConfig) -> InclusionLevel:
    """In a navigation that MkDocs or awesome-nav makes of the files; not missed in any other."""
    explicit = config.nav is not None or "literate-nav" in config.plugins
    return InclusionLevel.NOT_IN_NAV if explicit else InclusionLevel.INCLUDED


def _assets(config: MkDocsConfig, podcast: Podcast, files: Files) -> Iterator[File]:
    """Images and recordings from outside the docs folder."""
    outside = {
        asset.uri: asset.path
        for asset in podcast.assets.values()
        if asset.length and not files.get_file_from_path(asset.uri)
    }
    for uri, path in outside.items():
        yield File.generated(config, uri, abs_src_path=str(path))


def _template_error(error: jinja2.TemplateError) -> str:
    missing = isinstance(error, jinja2.TemplateNotFound)
    said = f"there is no template “{error}”" if missing else error.message
    # Jinja puts the lines of templates into the traceback.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".md")]
    place = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
    return f"{place}A page template is wrong: {said}."
