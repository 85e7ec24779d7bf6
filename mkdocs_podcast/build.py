"""One build: from the files of a show to everything that is published, without MkDocs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import jinja2

from . import __version__, web
from .catalog import Catalog
from .checks import Level, Problem, assign_levels
from .engine.cache import Cache, FolderCache, load_parsed
from .engine.digest import digest_of, key_of
from .engine.packing import pack, unpack
from .engine.workers import map_in_workers
from .formats import (
    IndexedPage,
    LimitedIndex,
    filter_list,
    item_content,
    limit_index,
    llms_full,
    llms_list,
    notes_content,
    page_head,
    pagefind,
    redirect_page,
    search_content,
    transcript_files,
    write_feed,
)
from .formats.chapters import with_absolute_images
from .messages import Messages, load_messages
from .pages import Renderer, for_themes
from .reading import ShowFiles, load_transcript, locate_problems, read_show, reread_episode
from .settings import Settings
from .show import Episode, Person, Transcript
from .show.chapters import line_anchors
from .show.dates import from_iso
from .site import (
    LLMS_LIST,
    EpisodeView,
    Kind,
    Output,
    PageView,
    SitePlan,
    UnreadableFile,
    ViewBuilder,
    last_change,
    plan_site,
)

_SLUGIFY_PROBE = "Ünïcode HEADER – it’s 50 % & snake_case (1.0) 日本"
"""A heading for which different slugify functions return different anchors."""

MAX_UNREADABLE_SHARE = 0.5
"""A build stops if a larger share of the show's files is unreadable."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, before MkDocs converts it to HTML.

    Attributes:
        markdown: Its Markdown.
        head: The lines to insert into its HTML head.
        changed: The day of the last change, in ISO 8601, for the sitemap; empty if unknown.
        search: Its content for the built-in search, before and after its show notes.
        portable: The Markdown of an episode that is published next to its page.
        meta: Its metadata, as from front matter; the date is a `date` or a `datetime`, as other
            plugins expect.
    """

    markdown: str
    head: str = ""
    changed: str = ""
    search: tuple[str, str] = ("", "")
    portable: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)

    def dump(self) -> bytes:
        """Serialize the page."""
        short = self.head, self.changed, self.search, self.meta
        texts = self.markdown, self.portable, json.dumps(short, default=_iso_date)
        return pack(text.encode("utf-8", "surrogatepass") for text in texts)

    @classmethod
    def load(cls, content: bytes) -> BuiltPage:
        """Read what `dump` returned.

        Raises:
            ValueError: The content is something else.
        """
        texts = (text.decode("utf-8", "surrogatepass") for text in unpack(content))
        markdown, portable, short = texts
        head, changed, (before, after), meta = json.loads(short)
        if "date" in meta:
            meta["date"] = from_iso(meta["date"])
        return cls(str(markdown), str(head), str(changed), (before, after), portable, dict(meta))


@dataclass(frozen=True, slots=True)
class EditedPage:
    """The page of an episode of which only words were edited since the build.

    Attributes:
        src_uri: Its source URI.
        page: The page with the new words.
        anchor: The anchor of the first line that has changed; empty if no line has.
        episode: The edited episode.
    """

    src_uri: str
    page: BuiltPage
    anchor: str
    episode: Episode


@dataclass(frozen=True)
class Build:
    """A show that has been read and planned, and everything that is generated from it.

    Attributes:
        plan: Every output of the build.
        files: What was read.
        problems: All problems, with levels and positions, in the order of the files.
        cache: The cache of earlier builds.
    """

    plan: SitePlan
    files: ShowFiles
    problems: tuple[Problem, ...]
    cache: Cache

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.plan.settings

    @property
    def messages(self) -> Messages:
        """The texts of pages."""
        return self.plan.messages

    @cached_property
    def views(self) -> ViewBuilder:
        """Builds the views of pages."""
        return ViewBuilder(self.plan)

    @cached_property
    def pages(self) -> Mapping[str, Output]:
        """The pages of the plan, by source URI."""
        return {each.src_uri: each for each in self.plan.outputs if each.kind.is_page}

    @cached_property
    def _episode_outputs(self) -> Mapping[str, Output]:
        """The pages of episodes, by their files."""
        return {each.subject: each for each in self.plan.of_kind(Kind.EPISODE)}

    @cached_property
    def _other_files(self) -> Mapping[str, Output]:
        """The outputs that are not pages, by path."""
        return {each.path: each for each in self.plan.outputs if not each.kind.is_page}

    @cached_property
    def errors(self) -> Mapping[str, tuple[Problem, ...]]:
        """The problems of each file that has an error or cannot be read, by file."""
        stopped = {each.file for each in self.problems if each.level is Level.ERROR}
        files = stopped | {source.label for source in self.files.unreadable}
        return {file: tuple(each for each in self.problems if each.file == file) for file in files}

    @property
    def omitted_files(self) -> list[str]:
        """The files that are not published: unreadable ones, and those whose URL is taken."""
        return [*(source.label for source in self.files.unreadable), *self.plan.omitted]

    def render_pages(self) -> Iterator[str]:
        """Render the pages that the cache lacks, in other processes if there are many.

        A page whose template has an error is skipped; `page` raises the error later.

        Yields:
            The source URI of each rendered page, so that the caller can stop in between.
        """
        known = self.cache.contains(set(self._page_keys.values()))
        pages = self.pages.values()
        missing = [each for each in pages if self._page_keys[each.src_uri] not in known]
        for output, content in zip(missing, map_in_workers(self._try_page, missing), strict=True):
            if content is not None:
                self.cache.store(self._page_keys[output.src_uri], content)
            yield output.src_uri

    def page(self, src_uri: str) -> BuiltPage:
        """Return a page, from the cache if nothing that it shows has changed.

        Raises:
            jinja2.TemplateError: A template of the site has an error.
        """
        return self._cached_page(self._page_keys[src_uri], self.pages[src_uri])

    def edited_page(self, file: str, shown: Episode | None = None) -> EditedPage | None:
        """Read an episode again, and render its page if only its words have changed.

        Any other change may show on other pages, so it needs a complete build. So do files with
        errors or with new problems.

        Args:
            file: The file of the episode, as problems name it.
            shown: The episode that the page shows, if an edited page has replaced it since the
                build.

        Raises:
            jinja2.TemplateError: A template of the site has an error.
        """
        old = self.plan.episodes.get(file)
        if old is None or file in self.errors:
            return None
        new = reread_episode(self.files.sources[file], self.files, self.settings, self.cache)
        if new is None or not _differs_in_words_only(old, new):
            return None
        output = self._episode_outputs[file]
        view = self.views.view(output)
        if not isinstance(view, EpisodeView):
            return None
        view = replace(view, episode=new)
        page = self._cached_page(self._page_key(view), view)
        anchor = _first_edited_line(self.transcript(shown or old), self.transcript(new))
        return EditedPage(output.src_uri, page, anchor, new)

    def file_content(self, path: str, notes: Mapping[str, str]) -> bytes | None:
        """Return a generated file that is not a page; None if the plan has no such file.

        Args:
            path: Its path below the root of the site.
            notes: The show notes as HTML, by the source URI of their page.
        """
        output = self._other_files.get(path)
        if output is None:
            return None
        if output.kind is Kind.FILE and output.format != "markdown":
            episode = self.plan.episodes[output.subject]
            formats = dict(self.plan.files_by_episode[episode.file])
            formats.pop("markdown", None)
            files = self._transcript_files(episode, tuple(formats), self.cache)
            return files.get(output.format)
        return self._show_file(output, notes)

    def transcript_files(self, cache: Cache) -> Iterator[tuple[str, bytes]]:
        """Yield captions and chapters of all episodes, by path.

        Args:
            cache: The cache to use; another one than that of the build if this runs in another
                process.
        """
        for episode in self.plan.catalog.episodes:
            paths = dict(self.plan.files_by_episode.get(episode.file, {}))
            paths.pop("markdown", None)
            if paths:
                contents = self._transcript_files(episode, tuple(paths), cache)
                yield from ((paths[name], content) for name, content in contents.items())

    def show_files(self, notes: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Yield feeds, Markdown, redirects and the files for language models, by path.

        Args:
            notes: The show notes as HTML, by the source URI of their page.
        """
        for output in self._other_files.values():
            if output.kind is not Kind.FILE or output.format == "markdown":
                content = self._show_file(output, notes)
                if content is not None:
                    yield output.path, content

    def web_files(self) -> Iterator[tuple[str, str]]:
        """Yield the scripts and styles of the site, by path."""
        settings = self.settings
        values = {
            "language": self.messages.language,
            "show": settings.show.title,
            "autoload": settings.autoload,
            "follow": settings.follow,
            "shortcuts": settings.shortcuts,
            "rememberPosition": settings.remember_position,
        }
        return web.files(values, self.messages.browser)

    @property
    def archive_src_uri(self) -> str:
        """The source URI of the page of all episodes, whether there is one or not."""
        return self.plan.urls.src_uri("index")

    def write_transcript_files(self) -> None:
        """Write captions and chapters into the folder of the site."""
        settings = self.settings
        cache = FolderCache(settings.cache_folder, "files") if settings.cache else self.cache
        write_files(self.transcript_files(cache), settings.site_dir)
        if cache is not self.cache:
            cache.prune()

    def write_show_files(self, notes: Mapping[str, str]) -> None:
        """Write feeds, Markdown, redirects and files for language models; see `show_files`."""
        write_files(self.show_files(notes), self.settings.site_dir)

    def write_search_index(self) -> None:
        """Write the index that Pagefind makes of all transcripts.

        Raises:
            PagefindError: Pagefind is missing, or has failed.
        """
        episodes = self.plan.catalog.episodes
        anchors = {episode.file: self.views.anchors(episode) for episode in episodes}
        pagefind.publish_index(
            tuple(pagefind.records_of(self.plan, anchors)),
            map(self.transcript, episodes),
            self.settings.show.language,
            self.cache,
            self.settings.site_dir / pagefind.INDEX_FOLDER,
        )

    def limit_search(
        self, pages: Mapping[str, BuiltPage], notes: Mapping[str, str], *, is_material: bool
    ) -> LimitedIndex:
        """Limit what the built-in search stores; old episodes are reduced before new ones.

        Args:
            pages: All pages, by source URI.
            notes: The show notes as HTML, by the source URI of their page.
            is_material: Whether the search is that of Material, which stores text once, and the
                tags of a page with each of its sections.
        """
        order = {each.file: position for position, each in enumerate(self.plan.catalog.episodes)}

        def position(src_uri: str) -> int:
            return order.get(self.pages[src_uri].subject, len(order))

        return limit_index(
            {
                src_uri: IndexedPage(
                    url=self.plan.urls.page(src_uri),
                    title=str(page.meta.get("title", "")),
                    content=_joined(page.search, notes_content(notes.get(src_uri, ""))),
                    tags=tuple(page.meta.get("tags", ())) if is_material else (),
                    copies=1 if is_material else 2,
                )
                for src_uri, page in sorted(pages.items(), key=lambda item: position(item[0]))
            },
            self.settings.search_limit,
        )

    def transcript(self, episode: Episode) -> Transcript:
        """Return the transcript of an episode."""
        return load_transcript(self.cache, self.files.sources[episode.file], episode, self.settings)

    def _view(self, output: Output) -> PageView:
        if output.owner in self.errors:
            return self.views.problems_view(output, self.errors[output.owner])
        return self.views.view(output)

    @cached_property
    def _renderer(self) -> Renderer:
        settings = self.settings
        return Renderer(
            settings.show,
            self.views.site,
            self.messages,
            settings.template_folders,
            settings.slugify,
            self.plan.catalog,
        )

    @cached_property
    def _common_digest(self) -> str:
        """A digest of everything that all pages depend on."""
        messages, settings = self.messages, self.settings
        values = settings.show, self.views.site, messages.language, messages.page, self._modules
        return key_of(__version__, digest_of(values), settings.slugify(_SLUGIFY_PROBE, "-"))

    @cached_property
    def _catalog_digest(self) -> str:
        """A digest of the whole show, for templates that ask for it."""
        return digest_of((self.plan.catalog.episodes, self.plan.catalog.people))

    @cached_property
    def _page_keys(self) -> Mapping[str, str]:
        """The keys under which pages are kept between builds, by source URI."""
        return {uri: self._page_key(view) for uri, view in self._page_views.items()}

    @cached_property
    def _page_views(self) -> Mapping[str, PageView]:
        """The views of all pages, by source URI; a few kilobytes per episode."""
        return {uri: self._view(output) for uri, output in self.pages.items()}

    def _page_key(self, view: PageView) -> str:
        renderer = self._renderer
        templates = renderer.sources(view)
        catalog = self._catalog_digest if renderer.uses_catalog(view) else ""
        return key_of("page", self._common_digest, templates, catalog, digest_of(view))

    def _cached_page(self, key: str, source: Output | PageView) -> BuiltPage:
        if (page := load_parsed(self.cache, key, BuiltPage.load)) is None:
            page = self._render(
                self._page_views[source.src_uri] if isinstance(source, Output) else source
            )
            self.cache.store(key, page.dump())
        return page

    def _try_page(self, output: Output) -> bytes | None:
        try:
            return self._render(self._page_views[output.src_uri]).dump()
        except jinja2.TemplateError:
            return None

    def _render(self, view: PageView) -> BuiltPage:
        episode = view.episode if isinstance(view, EpisodeView) else None
        transcript = self.transcript(episode) if episode else None
        portable = ""
        if isinstance(view, EpisodeView) and self._has_portable(view):
            portable = self._renderer.render_portable(view, transcript)
        settings, site = self.settings, self.views.site
        modules = self._modules if isinstance(view, EpisodeView) else ()
        return BuiltPage(
            markdown=self._renderer.render(view, transcript),
            head=page_head(settings.show, site, self.messages, view, modules),
            changed=last_change(view),
            search=search_content(self.messages, view, transcript),
            portable=portable,
            meta=_meta(view),
        )

    @cached_property
    def _modules(self) -> tuple[str, ...]:
        """The targets of the scripts that the page of an episode loads."""
        return web.episode_modules()

    def _has_portable(self, view: EpisodeView) -> bool:
        return not view.episode.draft and (self.settings.markdown or self.settings.llms == "full")

    def _portable(self, output: Output) -> str:
        """Return the Markdown of an episode; empty if its template has an error.

        The error is reported when MkDocs reads the page.
        """
        with suppress(jinja2.TemplateError):
            return self.page(output.src_uri).portable
        return ""

    def _all_portable(self) -> dict[str, str]:
        """Return the Markdown of all episodes, by their files."""
        outputs = self.plan.of_kind(Kind.EPISODE)
        found = {output.subject: self._portable(output) for output in outputs}
        return {file: text for file, text in found.items() if text}

    def _feed_contents(self, notes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the content of the newest items of each feed, by the file of the episode."""
        count = self.settings.full_feed_items
        newest = {item.file for feed in self.plan.feeds.values() for item in feed.episodes[:count]}
        for output in self.plan.of_kind(Kind.EPISODE):
            view = self._page_views[output.src_uri] if output.subject in newest else None
            if isinstance(view, EpisodeView):
                html = notes.get(output.src_uri, "")
                yield output.subject, item_content(view, self.views.site, html)

    def _show_file(self, output: Output, notes: Mapping[str, str]) -> bytes | None:
        plan = self.plan
        if output.kind is Kind.REDIRECT:
            return redirect_page(plan, output).encode()
        if output.kind is Kind.FEED:
            contents = dict(self._feed_contents(notes))
            return write_feed(plan, plan.feeds[output.path], contents)
        if output.kind is Kind.FILTER:
            pages, cards = plan.pages_of_list(Kind.ARCHIVE), self.views.all_cards()
            return filter_list(self.messages, output.path, pages, cards)
        if output.kind is Kind.FILE:
            return self._portable(self._episode_outputs[output.subject]).encode() or None
        if output.path == LLMS_LIST:
            return llms_list(plan).encode()
        return llms_full(plan, self._all_portable()).encode()

    def _transcript_files(
        self, episode: Episode, formats: Sequence[str], cache: Cache
    ) -> Mapping[str, bytes]:
        names = self.plan.catalog.names(episode)
        urls = self.plan.urls
        page = urls.absolute(urls.page(urls.episode_src_uri(episode)))
        intro = str(self.messages["introduction"])
        episode = with_absolute_images(self.plan, episode)
        chapters = episode.outline.chapters
        values = episode.digest, episode.duration, names, page, formats, intro, chapters
        key = key_of("transcript files", __version__, digest_of(values))
        known = load_parsed(cache, key, partial(_load_files, formats=formats))
        if known is not None:
            return known
        files = transcript_files(episode, self.transcript(episode), names, page, formats, intro)
        cache.store(key, pack(files.values()))
        return files


def prepare_build(
    settings: Settings,
    cache: Cache,
    existing: Mapping[str, str],
    *,
    problems: Sequence[Problem] = (),
    now: datetime | None = None,
    serving: bool = False,
) -> Build:
    """Read a show and plan its site.

    Args:
        settings: The settings of the site.
        cache: The cache of earlier builds.
        existing: The files in the docs folder, by the path they would be published at, with the
            names of their sources.
        problems: Files in the docs folder that cannot be read.
        now: The time of the build; later episodes are left out, unless `Settings.future` is set.
        serving: Whether unreadable files have pages that show their problems.
    """
    messages = load_messages(settings.show.language, settings.message_overrides)
    files = read_show(settings, cache)
    deadline = None if settings.future else now
    catalog = Catalog.of(settings.show, files.episodes, files.people, deadline)
    plan = plan_site(
        settings,
        messages,
        catalog,
        unreadable=[
            UnreadableFile(source.label, source.name, source.is_person)
            for source in (files.unreadable if serving else ())
        ],
        assets={key: asset.uri for key, asset in files.assets.items()},
        existing={
            path: source
            for path, source in existing.items()
            if source not in files.sources and source not in files.used
        },
    )
    known = {problem.file for problem in files.problems}
    unreadable = [problem for problem in problems if problem.file not in known]
    later = locate_problems([*catalog.check(), *plan.problems], files, settings)
    owners: list[Episode | Person] = [*files.episodes, *files.people]
    ignored = {each.file: each.ignore for each in owners}
    levels = {code: Level(level) for code, level in settings.check_levels.items()}
    found = assign_levels([*files.problems, *unreadable, *later], levels, ignored)
    return Build(plan, files, tuple(found), cache)


def too_many_unreadable(files: ShowFiles) -> bool:
    """Return whether most files are unreadable, so that the site is not worth publishing."""
    return len(files.unreadable) > len(files.sources) * MAX_UNREADABLE_SHARE


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write files into the folder of a site, by path."""
    for path, content in files:
        target = folder / path
        try:
            target.write_bytes(content)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _meta(view: PageView) -> dict[str, Any]:
    """Return metadata as from front matter; `render_macros` is off since text is data."""
    episode = view.episode if isinstance(view, EpisodeView) else None
    values: dict[str, Any] = {
        "title": for_themes(view.title),
        "description": for_themes(view.description),
        "date": episode.published if episode else None,
        "image": for_themes(view.image),
        "tags": [for_themes(tag) for tag in view.tags] if isinstance(view, EpisodeView) else [],
    }
    return {**{key: value for key, value in values.items() if value}, "render_macros": False}


def _iso_date(value: date) -> str:
    return value.isoformat()


def _differs_in_words_only(old: Episode, new: Episode) -> bool:
    """Return whether two versions of an episode differ in nothing that other pages show."""
    same = replace(old, digest=new.digest, outline=new.outline, notes=new.notes)
    return same == new and old.outline.has_sections_of(new.outline)


def _first_edited_line(before: Transcript, after: Transcript) -> str:
    """Return the anchor of the first line that differs; empty if there is none."""
    anchors = line_anchors(after)
    for index, (old, new) in enumerate(zip_longest(before.entries, after.entries)):
        if old != new:
            # A deleted line has no anchor.
            return next((anchors[each] for each in range(index, -1, -1) if each in anchors), "")
    return ""


def _joined(search: tuple[str, str], notes: str) -> str:
    """Return the searchable content of a page with that of its show notes."""
    return "\n".join(filter(None, (search[0], notes, search[1])))


def _load_files(content: bytes, formats: Iterable[str]) -> dict[str, bytes]:
    return dict(zip(formats, unpack(content), strict=True))
