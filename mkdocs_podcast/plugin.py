"""The MkDocs plugin: events that call the rooms."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from . import files as ours
from . import web
from .cache import Cache, NoCache
from .configuration import Configuration
from .load import load
from .markdown import Rendered, anchors_in, dialect
from .model import Level, Problem
from .options import PodcastOptions
from .pages import PageWriter
from .pages.text import safe
from .parallel import Beside
from .publish import into_head, pagefind, write
from .publish.search import slim
from .source import missing_parser

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger("podcast")


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
        """Add our style, our script and our Markdown extension."""
        if missing := missing_parser() or self._missing_package():
            raise PluginError(f"podcast: {missing}")
        self._site = site = Configuration(self.config, config)
        if faults := list(site.folder_faults()):
            raise PluginError("\n".join(f"podcast: {fault}" for fault in faults))
        self._cache = site.cache()
        self._rendered = Rendered()
        self._whole: dict[File, str] = {}
        config.watch.extend(site.watched)
        _add_to_pages(config)
        if "podcast" not in config.markdown_extensions:
            config.markdown_extensions.append("podcast")
        config.mdx_configs["podcast"] = {
            "line_link": str(site.words["line_link"]),
            **config.mdx_configs.get("podcast", {}),
            "rendered": self._rendered,
        }

    @event_priority(50)  # before plugins that look for pages, such as redirects
    def _read(self, files: Files, config: MkDocsConfig) -> None:
        """Read everything, say what is wrong, and take source files out of the site."""
        site = self._site
        podcast = load(
            site.show,
            site.folders,
            site.levels,
            ours.landing(files, site.folders),
            self._cache,
            addresses=site.place,
            beside=site.beside,
            making=site.made,
            more=site.unpublishable,
        )
        _tell(podcast.problems, serving=self._serving)
        for file in ours.sources(files, podcast):
            files.remove(file)
        self._publication = publication = site.publication(
            podcast, ours.landing(files, site.folders)
        )
        self._writer = writer = PageWriter(
            podcast.catalog,
            site.site(publication),
            self._cache,
            self._rendered,
            self._head_of,
            publication.facts,
        )
        made = ours.pages(config, files, podcast, writer, site.place)
        self._made = {page.file.src_uri: page for page in made}
        others = {uri: made.title for uri, made in self._made.items() if made.title}
        self._heads = publication.heads(others)
        self._texts: dict[str, str] = {}
        self._ours = [made.file for made in self._made.values()]
        if not site.again:
            self._ours += [File.generated(config, u, content=text) for u, text in site.scripts()]
        for file in ours.assets(config, podcast, files):
            files.append(file)
        self._come_back(files, config)
        if publication.names:
            self._start(self._write_transcripts)

    # Before literate-nav, which lists files, and static-i18n, which moves them.
    @event_priority(-90)
    def _step_back(self, files: Files, config: MkDocsConfig) -> None:
        """Take what is ours out of sight; the index can be named in a navigation."""
        index = "" if "i18n" in config.plugins else self._site.place.uri("index")
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
            self._start(self._write_pages)

    @event_priority(25)  # after Material's social, and before what makes pages smaller
    def _add_head(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Say in the head of a page of ours what it is about."""
        heads = self._writer.heads if self._writer else {}
        head = heads.get(page.file.src_uri, "")
        return into_head(output, head) if head else output

    def _head_of(self, uri: str) -> str:
        return self._heads[uri]() if uri in self._heads else ""

    @event_priority(-100)  # after plugins that read pages
    def _write_once(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Write pages in one language only: static-i18n builds all of them once a language."""
        return "" if self._site.again and page.file.src_uri in self._made else output

    on_post_page = CombinedEvent(_add_head, _write_once)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Write the Markdown of a page of ours."""
        made = self._made.get(page.file.src_uri)
        if not made:
            return None
        try:
            return made.write()
        except jinja2.TemplateError as error:
            if not self._serving:
                raise PluginError(f"podcast: {_template_error(error)}") from None
            log.error(_template_error(error))
            heading = safe(self._site.words["template_wrong"])
            return f"# {heading}\n\n{safe(_template_error(error))}\n"

    @event_priority(100)  # before plugins that read what is set here
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> None:
        """Say of a page of ours what front matter would, and keep the text that MkDocs keeps."""
        if made := self._made.get(page.file.src_uri):
            page.meta.update(made.meta())
            self._texts[page.file.src_uri] = markdown

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

    def on_post_build(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Finish what is published, and forget what no file needs any more."""
        for beside in self._beside:
            beside.wait()
        if self.config.search == "pagefind" and not self._site.again:
            self._index_words()
        self._end_writing()
        self._cache.prune()

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002
        """Keep what was read, so that the next build is as fast as after a good one."""
        self._end_writing()
        self._cache.close()

    def _start(self, work: Callable[[], None]) -> None:
        if not self._site.again:
            many = len(self._publication.published.catalog.episodes)
            self._beside += (Beside(work, many),)

    def _write_transcripts(self) -> None:
        cache = self._site.cache("published")
        write(self._publication.of_transcripts(cache), self._site.built)

    def _write_pages(self) -> None:
        write(self._publication.of_pages(self._texts, self._htmls), self._site.built)

    def _missing_package(self) -> str:
        return pagefind.missing_package() if self.config.search == "pagefind" else ""

    def _index_words(self) -> None:
        published = self._publication.published
        if not self._writer:
            return
        anchors = pagefind.Anchors(self._writer.anchors, dialect.line_anchors)
        records = pagefind.records(published.catalog, published.addresses, anchors)
        folder = self._site.built / pagefind.FOLDER
        try:
            pagefind.publish(records, self._site.show.language, self._cache, folder)
        except pagefind.PagefindError as error:
            raise PluginError(f"podcast: {error}") from None

    def _end_writing(self) -> None:
        for beside in self._beside:
            beside.end()
        self._beside = ()
        if self._writer:
            self._writer.close()


def _add_to_pages(config: MkDocsConfig) -> None:
    """Add our style and our script, before the site's own, which have the last word."""
    if web.STYLE not in config.extra_css:
        config.extra_css.insert(0, web.STYLE)
    if web.SCRIPT not in map(str, config.extra_javascript):
        script = ExtraScriptValue(web.SCRIPT)
        script.type = "module"
        config.extra_javascript.insert(0, script)


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


def _template_error(error: jinja2.TemplateError) -> str:
    missing = isinstance(error, jinja2.TemplateNotFound)
    said = f"there is no template “{error}”" if missing else error.message
    # Jinja puts the lines of templates into the traceback.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".md")]
    place = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
    return f"{place}A page template is wrong: {said}."
