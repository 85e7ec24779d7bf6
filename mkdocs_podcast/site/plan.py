"""The plan of a build: every output with its path, owner and kind, before anything is rendered."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..catalog import Catalog
from ..checks import Problem, ValuePath
from ..messages import Messages
from ..settings import Settings
from ..show import Episode
from .aliases import path_of_alias
from .feeds import Feed, check_feeds, feeds_of, name_feeds
from .lists import count_pages
from .output_formats import OutputFormat, formats_of
from .outputs import Conflict, Kind, Output, find_conflicts
from .urls import Urls

LLMS_LIST = "llms.txt"
LLMS_FULL = "llms-full.txt"
FILTER_LIST = "filter.json"
"""The file name of the list of episodes next to the archive."""

_REPORTED = {Kind.FILE, Kind.PERSON}
"""Kinds whose conflicts with another generated output are reported, besides pages of episodes."""

AssetTargets = Mapping[tuple[str, str], str]
"""The targets of images and recordings, by the file that names them and the name it uses."""


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that could not be read as an episode or a person.

    Attributes:
        label: The file, as problems name it.
        name: Its path below its folder, without suffix.
        is_person: Whether it is in the folder of people.
    """

    label: str
    name: str
    is_person: bool = False


@dataclass(frozen=True)
class SitePlan:
    """What a build publishes.

    Attributes:
        settings: The settings of the site.
        messages: The texts of pages.
        catalog: The published episodes, and the people.
        assets: The targets of images and recordings.
        outputs: Every output, each with a path of its own.
        pages: The targets of pages, by kind and subject, including those that the author wrote. A
            list that is divided between pages has several.
        feeds: The feeds, by path; the main one first.
        omitted: The files of episodes whose URL another page has.
        problems: What keeps outputs from being published. They have no positions yet.
    """

    settings: Settings
    messages: Messages
    catalog: Catalog
    assets: AssetTargets = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    pages: Mapping[tuple[Kind, str], tuple[str, ...]] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    omitted: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def urls(self) -> Urls:
        """Computes source URIs, paths and URLs."""
        return urls_of(self.settings)

    @cached_property
    def episodes(self) -> Mapping[str, Episode]:
        """The episodes that have a page, drafts included, by file."""
        return {each.file: each for each in (*self.catalog.episodes, *self.catalog.drafts)}

    @cached_property
    def files_by_episode(self) -> Mapping[str, Mapping[str, str]]:
        """The paths of the files next to the page of each episode, by format."""
        found: dict[str, dict[str, str]] = {}
        for output in self.outputs:
            if output.kind is Kind.FILE:
                found.setdefault(output.subject, {})[output.format] = output.path
        return found

    def page(self, kind: Kind, subject: object = "") -> str:
        """Return the target of a page, or of the first of several; empty if there is none."""
        return self.pages_of_list(kind, subject)[0]

    def pages_of_list(self, kind: Kind, subject: object = "") -> tuple[str, ...]:
        """Return the targets of the pages that a list is divided between."""
        return self.pages.get((kind, str(subject)), ("",))

    def asset(self, file: str, reference: str) -> str:
        """Return the target of an image or a recording; empty if there is none."""
        return self.assets.get((file, reference), "") if reference else ""

    def recording(self, episode: Episode) -> str:
        """Return the target of the recording of an episode; empty if it has none."""
        return self.asset(episode.file, episode.audio.url) if episode.audio else ""

    def of_kind(self, *kinds: Kind) -> Iterator[Output]:
        """Yield the outputs of some kinds."""
        return (output for output in self.outputs if output.kind in kinds)


def urls_of(settings: Settings) -> Urls:
    """Return the object that computes the URLs of a site."""
    return Urls(
        settings.site_url, settings.path, settings.directory_urls, permalinks=settings.permalinks
    )


def plan_site(
    settings: Settings,
    messages: Messages,
    catalog: Catalog,
    *,
    unreadable: Sequence[UnreadableFile] = (),
    assets: AssetTargets | None = None,
    existing: Mapping[str, str] | None = None,
) -> SitePlan:
    """Plan every output of a build.

    If two episodes have the same URL, the one in fewer folders keeps it, or else the first by file
    name; the other is omitted. Files of the author replace generated ones of the same path.

    Args:
        settings: The settings of the site.
        messages: The texts of pages.
        catalog: All episodes and people. MkDocs leaves out the pages of drafts in a build.
        unreadable: Files whose pages show their problems; empty for a build.
        assets: The targets of images and recordings.
        existing: The files that the author publishes, by path, with the names of their sources.
    """
    existing = existing or {}
    assets = assets or {}
    outputs, feeds = _outputs(settings, messages, catalog, unreadable, assets)
    conflicts = list(find_conflicts(outputs, existing))
    problems = [*_check_aliases(catalog, settings), *_check_conflicts(conflicts)]
    omitted = {each.output.owner for each in conflicts if each.output.kind is Kind.EPISODE}
    if omitted:
        catalog = catalog.without(omitted)
        outputs, feeds = _outputs(settings, messages, catalog, unreadable, assets)
        conflicts = list(find_conflicts(outputs, existing))
    problems += check_feeds(catalog, feeds, settings.feed_mode, settings.site_url)
    lost = {id(each.output) for each in conflicts}
    outputs = list(_without_orphans(outputs, lost))
    replaced = {id(each.output) for each in conflicts if each.other is None}
    published = tuple(output for output in outputs if id(output) not in lost)
    published_feeds = (feeds[each.path] for each in published if each.kind is Kind.FEED)
    return SitePlan(
        settings=settings,
        messages=messages,
        catalog=catalog,
        assets=assets,
        outputs=published,
        pages=_targets(settings, outputs, lost - replaced, existing),
        feeds={each.path: each for each in name_feeds(published_feeds, catalog.show.title)},
        omitted=tuple(sorted(omitted)),
        problems=tuple(problems),
    )


def _outputs(
    settings: Settings,
    messages: Messages,
    catalog: Catalog,
    unreadable: Sequence[UnreadableFile],
    assets: AssetTargets,
) -> tuple[list[Output], dict[str, Feed]]:
    """List all outputs; those that come first keep their path in a conflict."""
    urls = urls_of(settings)
    recordings = {
        episode.file: assets.get((episode.file, episode.audio.url), "")
        for episode in catalog.episodes
        if episode.audio
    }
    updates_title = f"{messages['more_episodes']} – {catalog.show.title}"
    found = feeds_of(catalog, recordings, settings.feed_mode, settings.site_url, updates_title)
    feeds = {feed.path: feed for feed in found}
    outputs = [
        *_show_pages(settings, urls, catalog),
        *(Output(path, "", Kind.FEED, format=path) for path in feeds),
        *_llms(settings, catalog),
        *_episodes(settings, urls, catalog),
        *_problem_pages(settings, urls, unreadable),
        *_redirects(settings, urls, catalog),
    ]
    return outputs, feeds


def _show_pages(settings: Settings, urls: Urls, catalog: Catalog) -> Iterator[Output]:
    size = settings.page_size
    if settings.archive:
        page = _page(urls, "index", Kind.ARCHIVE)
        yield from _pages_of_list(urls, page, len(catalog.episodes), size)
        if settings.archive_filter and count_pages(len(catalog.episodes), size) > 1:
            yield Output(posixpath.join(settings.path, FILTER_LIST), "", Kind.FILTER)
    seasons = Counter(episode.season for episode in catalog.episodes)
    numbers = (each for each in seasons if each is not None)
    for number in sorted(numbers, reverse=True) if settings.seasons else ():
        if len(seasons) > 1:
            page = _page(urls, f"season-{number}", Kind.SEASON, subject=str(number))
            yield from _pages_of_list(urls, page, seasons[number], size)
    if settings.people and catalog.people:
        yield _page(urls, "people/index", Kind.PEOPLE)
        for person in catalog.people_by_name:
            page = _page(urls, f"people/{person.id}", Kind.PERSON, person.file, person.id)
            yield from _pages_of_list(urls, page, len(catalog.appearances(person)), size)
    if settings.topics and catalog.topics:
        yield _page(urls, "topics/index", Kind.TOPICS)
        for topic in catalog.topics.values():
            page = _page(urls, f"topics/{topic.slug}", Kind.TOPIC, subject=topic.slug)
            entries = len(topic.episodes) + len(topic.sections)
            yield from _pages_of_list(urls, page, entries, size)
    if settings.search == "pagefind":
        yield _page(urls, "search", Kind.SEARCH)


def _page(urls: Urls, name: str, kind: Kind, owner: str = "", subject: str = "") -> Output:
    src_uri = urls.src_uri(name)
    return Output(urls.page_path(src_uri), owner, kind, subject, src_uri)


def _pages_of_list(urls: Urls, first: Output, entries: int, page_size: int) -> Iterator[Output]:
    """Yield a page and the further pages of its list."""
    yield first
    for number in range(2, count_pages(entries, page_size) + 1):
        src_uri = urls.further_page(first.src_uri, number)
        yield replace(first, path=urls.page_path(src_uri), src_uri=src_uri, number=number)


def _without_orphans(outputs: Iterable[Output], lost: Container[int]) -> Iterator[Output]:
    """Drop what belongs to lists whose first page is the author's."""
    outputs = list(outputs)
    firsts = (each for each in outputs if each.number == 1 and id(each) in lost)
    replaced = {(each.kind, each.subject) for each in firsts}
    for output in outputs:
        kind = Kind.ARCHIVE if output.kind is Kind.FILTER else output.kind
        belongs = output.number > 1 or output.kind is Kind.FILTER
        if not belongs or (kind, output.subject) not in replaced:
            yield output


def _llms(settings: Settings, catalog: Catalog) -> Iterator[Output]:
    if settings.llms != "none" and catalog.episodes:
        yield Output(LLMS_LIST, "", Kind.LLMS)
        if settings.llms == "full":
            yield Output(LLMS_FULL, "", Kind.LLMS)


def _episodes(settings: Settings, urls: Urls, catalog: Catalog) -> Iterator[Output]:
    """List the pages of episodes and the files next to them; drafts have no files."""
    by_depth = sorted(
        (*catalog.episodes, *catalog.drafts),
        key=lambda each: (each.page_name.count("/"), each.file),
    )
    for episode in by_depth:
        src_uri = urls.episode_src_uri(episode)
        value = ("slug",) if episode.slug else ()
        path, file = urls.page_path(src_uri), episode.file
        yield Output(path, file, Kind.EPISODE, file, src_uri, value=value)
        formats: Iterable[OutputFormat] = formats_of(episode.outline, settings)
        for each in () if episode.draft else formats:
            file_path = urls.next_to_page(episode, each.file_name)
            yield Output(file_path, file, Kind.FILE, file, format=each.name, value=value)


def _problem_pages(
    settings: Settings, urls: Urls, unreadable: Sequence[UnreadableFile]
) -> Iterator[Output]:
    for each in unreadable:
        if not each.is_person:
            yield _page(urls, each.name, Kind.PROBLEMS, each.label, each.label)
        elif settings.people:
            name = f"people/{posixpath.basename(each.name)}"
            yield _page(urls, name, Kind.PROBLEMS, each.label, each.label)


def _redirects(settings: Settings, urls: Urls, catalog: Catalog) -> Iterator[Output]:
    for episode in sorted(catalog.episodes, key=lambda each: each.file):
        paths = {urls.page_path(urls.episode_src_uri(episode))}
        for value, alias in _aliases(episode):
            path = path_of_alias(alias, settings.site_url)
            if path and path not in paths:
                paths.add(path)
                yield Output(path, episode.file, Kind.REDIRECT, episode.file, value=value)


def _aliases(episode: Episode) -> Iterator[tuple[ValuePath, str]]:
    """Yield the earlier URLs of an episode, with the paths of their values."""
    for index, alias in enumerate(episode.aliases):
        yield ("aliases", index), alias
    if episode.permalink:
        yield ("permalink",), episode.permalink


def _targets(
    settings: Settings, outputs: Iterable[Output], lost: set[int], existing: Mapping[str, str]
) -> dict[tuple[Kind, str], tuple[str, ...]]:
    """Return the targets of each page, or of the author's own page in its place."""
    urls = urls_of(settings)
    pages: dict[tuple[Kind, str], list[str]] = {}
    for output in outputs:
        if output.kind.is_page and id(output) not in lost:
            pages.setdefault((output.kind, output.subject), []).append(urls.page(output.src_uri))
    archive = urls.src_uri("index")
    if urls.page_path(archive) in existing:
        pages[Kind.ARCHIVE, ""] = [urls.page(archive)]
    return {subject: tuple(targets) for subject, targets in pages.items()}


def _check_aliases(catalog: Catalog, settings: Settings) -> Iterator[Problem]:
    for episode in catalog.episodes:
        for value, alias in _aliases(episode):
            if not path_of_alias(alias, settings.site_url):
                yield Problem(
                    "bad-alias",
                    f"“{alias}” is not the URL of a page of this site.",
                    "Write its path, such as “/podcast/old-name.html”, without “..”, “?” and “#”.",
                    value,
                    episode.file,
                )


def _check_conflicts(conflicts: Iterable[Conflict]) -> Iterator[Problem]:
    """Report conflicts, except for files of the author that replace generated ones."""
    reported = set[str]()
    for conflict in conflicts:
        output = conflict.output
        if output.kind is Kind.REDIRECT:
            yield _alias_clash(conflict)
        elif output.kind is Kind.EPISODE or (conflict.other and output.kind in _REPORTED):
            if output.owner not in reported:
                yield _same_url(conflict)
            reported.add(output.owner)


def _same_url(conflict: Conflict) -> Problem:
    output = conflict.output
    what = "A file next to its page" if output.kind is Kind.FILE else "Its page"
    key = "short" if output.kind is Kind.PERSON else "slug"
    return Problem(
        "same-url",
        f"{what} would be published at the same URL as {conflict.occupant}.",
        f"Give it another “{key}:”, or rename the file.",
        output.value,
        output.owner,
    )


def _alias_clash(conflict: Conflict) -> Problem:
    return Problem(
        "alias-clash",
        f"This alias is already the URL of {conflict.occupant}.",
        "Remove it here, or move what is there.",
        conflict.output.value,
        conflict.output.owner,
    )
