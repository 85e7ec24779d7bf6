"""The MkDocs plugin: events that call the packages."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import get_build_datetime

from . import web
from .build import Build, BuiltPage, prepare_build, too_many_unreadable
from .checks import Level
from .engine.cache import Cache, FolderCache, MemoryCache
from .engine.workers import start_in_background
from .formats import describe_reduction, insert_head, pagefind
from .markdown import anchors_in, html_of_part
from .messages import load_messages
from .mkdocs_files import (
    asset_files,
    existing_files,
    generated_files,
    remove_unreadable,
    source_files,
)
from .mkdocs_pages import Converter, GeneratedPage, PageTexts, digest_of_extensions
from .mkdocs_serve import Preview
from .mkdocs_state import BuildState
from .mkdocs_theme import ReusingEnvironment, find_unsafe_plugins
from .options import PodcastOptions
from .pages import safe
from .reading import missing_parser, unusable_folders
from .settings import Settings, settings_from
from .show.url import ascii_url

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = get_plugin_logger("podcast")


class PodcastPlugin(BasePlugin[PodcastOptions]):
    """Turns a folder of episode files into a podcast site."""

    _serving = False
    _is_dirty = False
    _preview: Preview | None = None
    state: BuildState | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command. Defining this event keeps the plugin object between rebuilds."""
        self._serving = command == "serve"
        self._is_dirty = dirty

    @event_priority(-100)  # after plugins that give the server's builder to `watch`
    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002
    ) -> None:
        """Show edited pages before the rest of the site is built."""
        if not self._is_dirty:
            self._preview = Preview(server, self, config)

    def on_shutdown(self) -> None:
        """Remove what the preview has created."""
        if self._preview:
            self._preview.close()
            self._preview = None

    @event_priority(100)  # before plugins that look at the folder
    def _choose_folder(self, config: MkDocsConfig) -> None:
        """Build into another folder than the one that is served."""
        if self._preview:
            config.site_dir = self._preview.next_folder

    def _configure(self, config: MkDocsConfig) -> None:
        """Add our style, our script and our Markdown extension."""
        if missing := missing_parser() or self._missing_package():
            raise PluginError(f"podcast: {missing}")
        self.state = None
        settings = settings_from(self.config, config)
        if reasons := list(unusable_folders(settings)):
            raise PluginError("\n".join(f"podcast: {reason}" for reason in reasons))
        config.watch.extend(map(str, settings.folders.outside_docs()))
        _add_to_pages(config)
        if "podcast" not in config.markdown_extensions:
            config.markdown_extensions.append("podcast")
        messages = load_messages(settings.show.language, settings.message_overrides)
        extension = config.mdx_configs.setdefault("podcast", {})
        extension.setdefault("line_link", str(messages["line_link"]))

    on_config = CombinedEvent(_choose_folder, _configure)

    @event_priority(50)  # before plugins that look for pages, such as redirects
    def _read(self, files: Files, config: MkDocsConfig) -> None:
        """Read everything, report problems, and replace source files with generated ones."""
        settings = settings_from(self.config, config)
        problems = remove_unreadable(files, settings.folders)
        build = prepare_build(
            settings,
            _cache(settings),
            existing_files(files, settings.folders),
            problems=problems,
            now=get_build_datetime(),  # or SOURCE_DATE_EPOCH
            serving=self._serving,
        )
        _report(build, serving=self._serving)
        for _ in build.render_pages():
            self._stop_if_edited()
        for file in source_files(files, build.files, settings.folders):
            files.remove(file)
        self.state = BuildState(build, config, generated_files(config, build), files)
        for file in asset_files(config, build, files):
            files.append(file)
        self._append(files, config)
        self.state.is_reusable = not find_unsafe_plugins(config)
        if self._writes_files(self.state):
            count = len(build.plan.catalog.episodes)
            self.state.background.append(start_in_background(build.write_transcript_files, count))

    @event_priority(-90)  # before literate-nav lists files, and static-i18n moves them
    def _hide(self, files: Files, config: MkDocsConfig) -> None:
        """Hide generated files. The archive stays, since a navigation can name it."""
        state = self.state
        if not state:
            return
        archive = "" if "i18n" in config.plugins else state.build.archive_src_uri
        for file in state.generated:
            if file.src_uri != archive and files.get_file_from_path(file.src_uri) is file:
                files.remove(file)

    @event_priority(-110)  # after them
    def _append(self, files: Files, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Add generated files."""
        for file in self.state.generated if self.state else ():
            if not files.get_file_from_path(file.src_uri):
                files.append(file)

    on_files = CombinedEvent(_read, _hide, _append)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Replace generated pages outside the navigation by ones that reuse cached HTML."""
        if not self.state:
            return
        self.state.nav, self.state.files = nav, files
        build = self.state.build
        extensions = digest_of_extensions(config) if build.settings.reuse else ""
        converter, texts = Converter(config), PageTexts()
        in_nav = {id(page) for page in nav.pages}
        for src_uri in build.pages:
            file = files.get_file_from_path(src_uri)
            if file and id(file.page) not in in_nav:
                GeneratedPage(file, config, build.cache, converter, texts, extensions)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Return the Markdown of a generated page."""
        self._stop_if_edited()
        state, src_uri = self.state, page.file.src_uri
        if not state or src_uri not in state.build.pages:
            return None
        try:
            built = state.page(src_uri)
        except jinja2.TemplateError as error:
            message = _template_error(error)
            if not self._serving:
                raise PluginError(f"podcast: {message}") from None
            log.error(message)
            heading = safe(state.build.messages["template_error"])
            return f"# {heading}\n\n{safe(message)}\n"
        # MkDocs keeps the Markdown.
        state.pages[src_uri] = replace(built, markdown="", portable="")
        return built.markdown

    @event_priority(100)  # before plugins that read the metadata
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> None:  # noqa: ARG002
        """Set the metadata that other pages have in their front matter."""
        if built := self._built(page):
            page.meta.update(built.meta)
            page.update_date = built.changed or page.update_date
            if page.canonical_url:  # which themes and the sitemap show
                page.canonical_url = ascii_url(page.canonical_url)

    def on_page_content(self, html: str, page: Page, **_: object) -> None:
        """Add the anchors of lines to those that links are validated against."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= anchors_in(html)
        if self.state and self._built(page):
            self.state.notes[page.file.src_uri] = html_of_part(html, "notes") or html_of_part(
                html, "bio"
            )

    def _limit_search(self, env: object, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Decide what search plugins see of each page, now that all show notes are known."""
        if not (state := self.state):
            return
        is_material = "material/search" in config.plugins
        limit = state.build.settings.search_limit
        index = state.build.limit_search(state.pages, state.notes, is_material=is_material)
        state.searchable = index.contents
        is_searched = is_material or "search" in config.plugins
        message = describe_reduction(index, limit)
        if message and is_searched and self.config.search == "built-in":
            log.info(message)

    def _write_show_files(self, env: object, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Write feeds and other files while MkDocs puts pages into their theme."""
        state = self.state
        if state and self._writes_files(state):
            state.background.append(
                start_in_background(
                    lambda: state.build.write_show_files(state.notes),
                    len(state.build.plan.catalog.episodes),
                )
            )

    @event_priority(-100)  # after plugins that change the environment
    def _reuse_pages(
        self,
        env: Environment,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002
    ) -> Environment | ReusingEnvironment:
        """Let themes reuse the HTML of unchanged pages, if that is known to be safe."""
        state = self.state
        if not state:
            return env
        state.env = env
        if not state.build.settings.reuse:
            return env
        if unsafe := find_unsafe_plugins(config):
            log.debug("The HTML of pages is not reused, because of %s.", ", ".join(unsafe))
            return env
        state.env = ReusingEnvironment(env, config, state.build.cache)
        return state.env

    on_env = CombinedEvent(_limit_search, _write_show_files, _reuse_pages)

    @event_priority(100)  # before search plugins read the page
    def _shorten_content(self, /, context: object, page: Page, **_: object) -> None:  # noqa: ARG002
        self._stop_if_edited()
        state, built = self.state, self._built(page)
        if state and built and page.content:
            state.contents[page.file.src_uri] = page.content
            page.content = state.searchable.get(page.file.src_uri, "")

    @event_priority(-100)  # after they have read it
    def _restore_content(self, /, context: object, page: Page, **_: object) -> None:  # noqa: ARG002
        if self.state:
            page.content = self.state.contents.pop(page.file.src_uri, page.content)

    on_page_context = CombinedEvent(_shorten_content, _restore_content)

    @event_priority(25)  # after Material's social plugin, and before plugins that minify pages
    def _add_head(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Insert the description, previews, links and JSON-LD into the head of a generated page."""
        built = self._built(page)
        return insert_head(output, built.head) if built and built.head else output

    @event_priority(-100)  # after plugins that read pages
    def _write_once(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Drop pages that static-i18n builds again for each language."""
        state = self.state
        is_extra = state is not None and state.build.settings.is_extra_language_build
        return "" if is_extra and self._built(page) else output

    on_post_page = CombinedEvent(_add_head, _write_once)

    def on_post_build(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Wait for files that other processes write, and prune the cache."""
        state = self.state
        if not state:
            return
        for work in state.background:
            work.result()
        if self.config.search == "pagefind" and not state.build.settings.is_extra_language_build:
            try:
                state.build.write_search_index()
            except pagefind.PagefindError as error:
                raise PluginError(f"podcast: {error}") from None
        state.build.cache.prune()
        state.is_complete = True
        if not self._serving:
            _report_omitted(state.build)

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002
        """Write the cache, so that the next build is fast."""
        if self.state:
            for work in self.state.background:
                work.cancel()
            self.state.build.cache.close()

    def _stop_if_edited(self) -> None:
        if self._preview:
            self._preview.stop_if_edited()

    def _writes_files(self, state: BuildState) -> bool:
        """Return whether a build writes files that are not pages.

        While a site is edited, they are generated when they are requested.
        """
        is_extra = state.build.settings.is_extra_language_build
        return not is_extra and not (self._preview and state.is_reusable)

    def open_cache(self) -> Cache:
        """Open the cache of earlier builds once more, for another thread."""
        return _cache(self.state.build.settings) if self.state else MemoryCache()

    def _built(self, page: Page) -> BuiltPage | None:
        return self.state.pages.get(page.file.src_uri) if self.state else None

    def _missing_package(self) -> str:
        return pagefind.missing_package() if self.config.search == "pagefind" else ""


def _cache(settings: Settings) -> Cache:
    return FolderCache(settings.cache_folder) if settings.cache else MemoryCache()


def _add_to_pages(config: MkDocsConfig) -> None:
    """Add our style and our script before the site's own, which can override them."""
    if web.STYLE not in config.extra_css:
        config.extra_css.insert(0, web.STYLE)
    if web.SCRIPT not in map(str, config.extra_javascript):
        script = ExtraScriptValue(web.SCRIPT)
        script.type = "module"
        config.extra_javascript.insert(0, script)


def _report(build: Build, *, serving: bool) -> None:
    """Log all problems. Errors stop a build together; a page that is served shows its own.

    Raises:
        PluginError: There are errors, or most files are unreadable, and this is a build.
    """
    loggers = {Level.ERROR: log.error, Level.WARNING: log.warning, Level.INFO: log.info}
    errors = [problem for problem in build.problems if problem.level is Level.ERROR]
    for problem in build.problems:
        if serving or problem.level is not Level.ERROR:
            loggers[problem.level](str(problem))
    if errors and not serving:
        lines = "\n".join(f"  {problem}" for problem in errors)
        message = f"{_count(errors, 'error')} must be fixed before the site can be built"
        raise PluginError(f"podcast: {message}:\n{lines}")
    if too_many_unreadable(build.files) and not serving:
        share = f"{len(build.files.unreadable)} of {len(build.files.sources)} files"
        raise PluginError(f"podcast: {share} cannot be read; see the warnings above.")


def _report_omitted(build: Build) -> None:
    """Log the files that are not published, as the last message of a build."""
    if files := build.omitted_files:
        log.warning(f"{_count(files, 'file')} omitted from the site: {', '.join(files)}")


def _count(items: Iterable[object], noun: str) -> str:
    number = len(list(items))
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _template_error(error: jinja2.TemplateError) -> str:
    is_missing = isinstance(error, jinja2.TemplateNotFound)
    reason = f"there is no template “{error}”" if is_missing else error.message
    # Jinja puts the lines of templates into the traceback.
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".md")]
    position = f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""
    return f"{position}Error in a page template: {reason}."
