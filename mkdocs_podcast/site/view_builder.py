"""From the plan of a build to the views of its pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from markdown.extensions.toc import slugify_unicode

from ..catalog import Role, SectionRef, Topic, group_by_season
from ..checks import Problem
from ..show import Chapter, Clip, Episode, Outline, Person, is_web_url
from ..show.anchors import section_anchors, slugify_jekyll
from ..show.dates import moment_of
from ..show.platforms import PlatformLink, platform_link, platform_links, platforms_of
from ..show.players import PLAYER_SOURCES, Player, players_of
from .lists import slices_of_page
from .output_formats import FORMATS, OutputFormat
from .outputs import Kind, Output
from .plan import SitePlan
from .views import (
    ArchiveView,
    CreditedEpisodes,
    CreditLink,
    EpisodeCard,
    EpisodeLink,
    EpisodeView,
    FeedLink,
    FileLink,
    ListPages,
    PageView,
    PeopleView,
    PersonLink,
    PersonSummary,
    PersonView,
    ProblemsView,
    SearchView,
    SeasonGroup,
    SeasonSummary,
    SeasonView,
    SectionElsewhere,
    SectionLink,
    SiteView,
    TopicLink,
    TopicsView,
    TopicView,
)

MAX_SPOKEN_SECTIONS = 5
"""The number of sections on the page of a person in which they speak most."""

_TYPOGRAPHY = str.maketrans("", "", "\"'“”„‟«»‹›‘’‚‛`´-‐‑‒–— \u00a0")


class ViewBuilder:
    """Builds the views of the pages in a plan.

    Cards, links and anchors that many pages share are built once.

    Args:
        plan: The plan of the build.
    """

    def __init__(self, plan: SitePlan) -> None:
        self._plan = plan
        self._catalog = plan.catalog
        self._messages = plan.messages
        self._cards: dict[str, EpisodeCard] = {}
        self._anchors: dict[str, tuple[str, ...]] = {}
        self._people: dict[str, PersonLink] = {}

    @cached_property
    def site(self) -> SiteView:
        """What every page shows of the rest of the site."""
        plan, settings = self._plan, self._plan.settings
        return SiteView(
            site_url=settings.site_url,
            folder=settings.path,
            directory_urls=settings.directory_urls,
            image=plan.asset("", settings.show.image),
            hosts=tuple(map(self._person, self._catalog.hosts())),
            feeds=tuple(FeedLink(feed.path, feed.title) for feed in plan.feeds.values()),
            archive=plan.page(Kind.ARCHIVE),
            has_archive=(Kind.ARCHIVE, "") in plan.pages,
            people=plan.page(Kind.PEOPLE),
            topics=plan.page(Kind.TOPICS),
            language=self._messages.language,
            autoload=settings.autoload,
            structured_data=settings.structured_data,
            previews=settings.previews,
        )

    def view(self, output: Output) -> PageView:
        """Build the view of a page of the plan."""
        build = {
            Kind.EPISODE: self._episode_view,
            Kind.ARCHIVE: self._archive_view,
            Kind.SEASON: self._season_view,
            Kind.PEOPLE: self._people_view,
            Kind.PERSON: self._person_view,
            Kind.TOPICS: self._topics_view,
            Kind.TOPIC: self._topic_view,
            Kind.SEARCH: self._search_view,
        }[output.kind]
        return build(output)

    def problems_view(self, output: Output, problems: Iterable[Problem]) -> ProblemsView:
        """Build the view of a page that shows the problems of its file."""
        return ProblemsView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=output.owner,
            problems=tuple(problems),
        )

    def all_cards(self) -> tuple[EpisodeCard, ...]:
        """Return all episodes as the archive lists them, in its order."""
        return self._episode_cards(self._catalog.archived)

    def anchors(self, episode: Episode) -> tuple[str, ...]:
        """Return the anchor of each section of an episode; empty for one without a header."""
        anchors = self._anchors.get(episode.file)
        if anchors is None:
            slugify = self._plan.settings.slugify

            def slug(header: str) -> str:
                return slugify(header, "-") or slugify_unicode(header, "-")

            second = 1 if slugify is slugify_jekyll else 2
            anchors = tuple(section_anchors(episode.outline.sections, slug, second))
            self._anchors[episode.file] = anchors
        return anchors

    def _episode_view(self, output: Output) -> EpisodeView:
        plan, catalog = self._plan, self._catalog
        episode = plan.episodes[output.subject]
        audio = plan.recording(episode)
        player = next(players_of(episode, audio, plan.settings.player_sources), None)
        # Times also link to a source that the site does not want as a player.
        sources = dict.fromkeys((*plan.settings.player_sources, *PLAYER_SOURCES))
        linked = (each for each in players_of(episode, audio, sources) if each.links_to_moments)
        guests = catalog.guests(episode)
        guest_ids = {guest.id for guest in guests}
        previous, following = catalog.neighbours(episode)
        anchors = self.anchors(episode)
        images = {each.image: plan.asset(episode.file, each.image) for each in episode.chapters}
        explicit = catalog.show.explicit if episode.explicit is None else episode.explicit
        return EpisodeView(
            src_uri=output.src_uri,
            url=plan.urls.page(output.src_uri),
            title=episode.title,
            description=episode.summary,
            image=plan.asset(episode.file, episode.image),
            episode=episode,
            audio=audio,
            alternates=tuple(plan.asset(episode.file, each.url) for each in episode.alternates),
            player=player,
            moment_player=next(linked, None),
            hosts=self._people_links(h for h in catalog.hosts(episode) if h.id not in guest_ids),
            guests=self._people_links(guests),
            cast=tuple(self._cast(episode)),
            platforms=tuple(self._platforms(episode, audio, player)),
            topics=tuple(self._topics(episode.topics)),
            tags=self._tags(episode),
            sections=tuple(section_links(episode.outline, anchors, episode.clips, images)),
            anchors=anchors,
            speaking_hosts=tuple(catalog.speaking_hosts(episode)),
            files=tuple(self._files(episode)),
            related=self._episode_cards(catalog.related(episode, plan.settings.related)),
            previous=self._link(previous),
            next=self._link(following),
            season=plan.page(Kind.SEASON, episode.season),
            explicit=explicit,
            language=self._own_language(episode),
            is_scheduled=episode.file in catalog.scheduled,
        )

    def _cast(self, episode: Episode) -> Iterator[CreditLink]:
        """Yield the guests, the hosts and all others of an episode."""
        order = {"guest": 0, "host": 1}
        bases = {person.id: order.get(role, 2) for person, role in self._catalog.cast(episode)}
        participants = self._catalog.participants(episode)
        for person, roles in sorted(participants, key=lambda each: bases[each[0].id]):
            yield CreditLink(self._person(person), roles)

    def _own_language(self, episode: Episode) -> str:
        language = episode.language or self._catalog.show.language
        page_language = self._plan.settings.page_language
        return "" if _primary(language) == _primary(page_language) else language

    def _archive_view(self, output: Output) -> ArchiveView:
        plan, show, is_first = self._plan, self._catalog.show, output.number == 1
        (shown,) = self._slices(output, self._catalog.archived)
        return ArchiveView(
            src_uri=output.src_uri,
            url=plan.urls.page(output.src_uri),
            title=self._title(output, show.title),
            description=show.description if is_first else "",
            image=plan.asset("", show.image) if is_first else "",
            pages=self._pages(output),
            seasons=tuple(
                SeasonGroup(number, plan.page(Kind.SEASON, number), self._episode_cards(episodes))
                for number, episodes in group_by_season(self._catalog.archived[shown])
            ),
            all_seasons=tuple(
                SeasonSummary(number, plan.page(Kind.SEASON, number), len(episodes))
                for number, episodes in self._catalog.seasons()
                if number is not None
            ),
            platforms=self._platform_links(show.links) if is_first else (),
            is_filtered=plan.settings.archive_filter and len(self._catalog.episodes) > 1,
            filter_list=next((each.path for each in plan.of_kind(Kind.FILTER)), ""),
        )

    def _season_view(self, output: Output) -> SeasonView:
        number = int(output.subject)
        episodes = [each for each in self._catalog.episodes if each.season == number]
        (shown,) = self._slices(output, episodes)
        dates = (each.published for each in episodes if each.published)
        first = min(dates, key=moment_of, default=None)
        return SeasonView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=self._title(output, self._messages["season"](number=number)),
            pages=self._pages(output),
            number=number,
            episodes=self._episode_cards(episodes[shown]),
            episode_count=len(episodes),
            started=first.isoformat() if first else "",
        )

    def _people_view(self, output: Output) -> PeopleView:
        catalog = self._catalog
        return PeopleView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=str(self._messages["people"]),
            people=tuple(
                PersonSummary(
                    self._person(person),
                    len({each.episode.file for each in catalog.appearances(person)}),
                )
                for person in catalog.people_by_name
            ),
        )

    def _person_view(self, output: Output) -> PersonView:
        catalog = self._catalog
        person, is_first = catalog.people[output.subject], output.number == 1
        spoken = catalog.spoken_sections(person, MAX_SPOKEN_SECTIONS) if is_first else []
        as_guest, as_host = self._appearances(person, "guest"), self._appearances(person, "host")
        roles = [each.role for each in catalog.appearances(person)]
        others = {
            role: self._appearances(person, role)
            for role in dict.fromkeys(roles)
            if role not in {"guest", "host"}
        }
        guest_slice, host_slice, *slices = self._slices(output, as_guest, as_host, *others.values())
        return PersonView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=self._title(output, person.title),
            description=person.summary if is_first else "",
            image=self._plan.asset(person.file, person.picture) if is_first else "",
            pages=self._pages(output),
            person=person,
            platforms=self._platform_links(person.profiles) if is_first else (),
            as_guest=self._episode_cards(as_guest[guest_slice]),
            as_host=self._episode_cards(as_host[host_slice]),
            credits=tuple(
                CreditedEpisodes(
                    role, self._role_anchor(role), self._episode_cards(episodes[shown])
                )
                for (role, episodes), shown in zip(others.items(), slices, strict=True)
                if episodes[shown]
            ),
            sections=tuple(self._sections_elsewhere([each.section for each in spoken])),
        )

    def _role_anchor(self, role: str) -> str:
        slug = self._plan.settings.slugify(role, "-") or slugify_unicode(role, "-")
        return f"role-{slug}"

    def _topics_view(self, output: Output) -> TopicsView:
        return TopicsView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=str(self._messages["topics"]),
            topics=tuple(map(self._topic, self._catalog.topics.values())),
        )

    def _topic_view(self, output: Output) -> TopicView:
        topic = self._catalog.topics[output.subject]
        episodes, sections = self._slices(output, topic.episodes, topic.sections)
        return TopicView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=self._title(output, topic.name),
            pages=self._pages(output),
            episodes=self._episode_cards(topic.episodes[episodes]),
            sections=tuple(self._sections_elsewhere(topic.sections[sections])),
        )

    def _search_view(self, output: Output) -> SearchView:
        return SearchView(
            src_uri=output.src_uri,
            url=self._plan.urls.page(output.src_uri),
            title=str(self._messages["search"]),
        )

    def _title(self, output: Output, title: str) -> str:
        """Return the title of a page of a list."""
        if output.number == 1:
            return title
        return self._messages["page_title"](title=title, page=output.number)

    def _pages(self, output: Output) -> ListPages:
        """Return the pages of the list that a page belongs to."""
        return ListPages(output.number, self._plan.pages_of_list(output.kind, output.subject))

    def _slices(self, output: Output, *lists: Sequence[object]) -> Iterator[slice]:
        """Yield what a page shows of each of its lists."""
        return slices_of_page(map(len, lists), output.number, self._plan.settings.page_size)

    def _card(self, episode: Episode) -> EpisodeCard:
        card = self._cards.get(episode.file)
        if card is None:
            cast = self._catalog.cast(episode)
            card = self._cards[episode.file] = EpisodeCard(
                title=episode.title,
                short_title=episode.short or episode.title,
                url=self._plan.page(Kind.EPISODE, episode.file),
                image=self._plan.asset(episode.file, episode.image),
                season=episode.season,
                number=episode.episode,
                display=episode.display,
                published=episode.published.isoformat() if episode.published else "",
                duration=episode.duration,
                description=episode.description,
                guests=self._people_links(self._catalog.guests(episode)),
                topics=self._tags(episode),
                people=tuple(person.title for person, _ in cast),
            )
        return card

    def _episode_cards(self, episodes: Iterable[Episode]) -> tuple[EpisodeCard, ...]:
        return tuple(map(self._card, episodes))

    def _appearances(self, person: Person, role: Role) -> list[Episode]:
        appearances = self._catalog.appearances(person)
        return [each.episode for each in appearances if each.role == role]

    def _link(self, episode: Episode | None) -> EpisodeLink | None:
        if episode is None:
            return None
        url = self._plan.page(Kind.EPISODE, episode.file)
        return EpisodeLink(episode.short or episode.title, url)

    def _person(self, person: Person) -> PersonLink:
        link = self._people.get(person.id)
        if link is None:
            link = self._people[person.id] = PersonLink(
                id=person.id,
                name=person.title,
                url=self._person_url(person),
                picture=self._plan.asset(person.file, person.picture),
                profiles=tuple(dict.fromkeys(person.profiles.values())),
            )
        return link

    def _person_url(self, person: Person) -> str:
        if person.id in self._catalog.people:
            return self._plan.page(Kind.PERSON, person.id)
        return next(iter(person.profiles.values()), "")

    def _people_links(self, people: Iterable[Person]) -> tuple[PersonLink, ...]:
        return tuple(map(self._person, people))

    def _topic(self, topic: Topic) -> TopicLink:
        sections = (section.episode for section in topic.sections)
        files = {episode.file for episode in (*topic.episodes, *sections)}
        return TopicLink(topic.name, self._plan.page(Kind.TOPIC, topic.slug), len(files))

    def _topics(self, names: Iterable[str]) -> Iterator[TopicLink]:
        """Yield topics as the show writes them, each once; those of a draft may have no page."""
        found = (
            (topic.name, self._topic(topic)) if topic else (name, TopicLink(name))
            for name in names
            for topic in [self._catalog.topic(name)]
        )
        yield from dict(found).values()

    def _tags(self, episode: Episode) -> tuple[str, ...]:
        """Return the names of the topics of an episode and of its sections."""
        names = (*episode.topics, *episode.outline.topics)
        topics = ((self._catalog.topic(name), name) for name in names)
        return tuple(dict.fromkeys(topic.name if topic else name for topic, name in topics))

    def _platform_links(self, links: Mapping[str, str]) -> tuple[PlatformLink, ...]:
        return tuple(platform_links(links, self._messages.platform_names))

    def _platforms(
        self, episode: Episode, audio: str, player: Player | None
    ) -> Iterator[PlatformLink]:
        """Yield where else an episode is, and a recording that its page does not play."""
        names = self._messages.platform_names
        if audio and (not player or player.source != "audio"):
            yield platform_link("audio", audio, names)
        for alternate in episode.alternates:
            if target := self._plan.asset(episode.file, alternate.url):
                extension = posixpath.splitext(target.partition("?")[0])[1][1:] or "audio"
                yield PlatformLink(extension.lower(), extension.upper(), target)
        yield from platforms_of(episode, names)

    def _files(self, episode: Episode) -> Iterator[FileLink]:
        paths = self._plan.files_by_episode.get(episode.file, {})
        for each in FORMATS:
            if each.is_linked and (path := paths.get(each.name)):
                label = self._label(each)
                yield FileLink(label, path, each.media_type, each.name, each.is_download)

    def _label(self, output_format: OutputFormat) -> str:
        label = output_format.label
        return str(self._messages[label]) if output_format.is_message else label

    def _sections_elsewhere(self, refs: Sequence[SectionRef]) -> Iterator[SectionElsewhere]:
        """Yield links to sections of other pages; one without a header has no anchor."""
        for ref in refs:
            episode = ref.episode
            section, anchor = episode.outline.sections[ref.index], self.anchors(episode)[ref.index]
            url = self._plan.page(Kind.EPISODE, episode.file)
            if anchor:
                title = episode.short or episode.title
                yield SectionElsewhere(section.header, section.start, url, anchor, title)


def section_links(
    outline: Outline,
    anchors: Sequence[str],
    clips: Sequence[Clip],
    images: Mapping[str, str],
) -> Iterator[SectionLink]:
    """Yield the list of sections, with the clips whose text matches no header.

    Without sections, chapters that a file lists take their place.

    Args:
        outline: The outline of the transcript.
        anchors: The anchor of each section; empty for one without a header.
        clips: Moments worth quoting.
        images: The targets of the pictures of chapters, by what the file calls them.
    """
    chapters = {each.start: each for each in outline.chapters if each.image or each.url}
    links = [
        SectionLink(section.header, section.start, anchor)
        for section, anchor in zip(outline.sections, anchors, strict=True)
        if anchor
    ] or [SectionLink(each.title, each.start, each.anchor) for each in outline.chapters]
    links = [
        _with_chapter(link, chapter, images)
        if link.start is not None and (chapter := chapters.get(link.start))
        else link
        for link in links
    ]
    headers = {_plain(link.title) for link in links}
    quotes = [clip for clip in clips if _plain(clip.name) not in headers]
    quotes.sort(key=lambda clip: clip.start)
    quotes.reverse()
    for link in links:
        while quotes and quotes[-1].start < (link.start or 0):
            yield _clip_link(quotes.pop())
        yield link
    yield from map(_clip_link, reversed(quotes))


def _with_chapter(link: SectionLink, chapter: Chapter, images: Mapping[str, str]) -> SectionLink:
    url = chapter.url if is_web_url(chapter.url) else ""
    return replace(link, image=images.get(chapter.image, ""), url=url)


def _clip_link(clip: Clip) -> SectionLink:
    return SectionLink(clip.name, clip.start)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _plain(title: str) -> str:
    """Return a title without the differences that typography makes."""
    return title.casefold().translate(_TYPOGRAPHY)
