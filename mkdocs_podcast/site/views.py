"""Views: everything that a page shows, as small frozen data.

A page is a pure function of its view, so the key under which it is kept between builds is a digest
of the view. Targets in views are those of `urls`: below the root of the site, or URLs on another
host; templates make links of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ..checks import Problem
from ..show import Episode, Person
from ..show.platforms import PlatformLink
from ..show.players import Player


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A person, as other pages show them.

    Attributes:
        id: The person's id.
        name: The full name.
        url: The target of their page; empty if they have none.
        picture: The target of their portrait; empty if they have none.
        profiles: The URLs of their pages elsewhere.
    """

    id: str
    name: str
    url: str = ""
    picture: str = ""
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditLink:
    """A person with their roles in an episode.

    Attributes:
        person: The person.
        roles: `host`, `guest`, or roles as the file writes them.
    """

    person: PersonLink
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic, as other pages show it.

    Attributes:
        name: The topic.
        url: The target of its page; empty if it has none.
        episodes: The number of episodes about it.
    """

    name: str
    url: str = ""
    episodes: int = 0


@dataclass(frozen=True, slots=True)
class EpisodeLink:
    """A link to an episode.

    Attributes:
        title: The short title of the episode.
        url: The target of its page.
    """

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """An episode in a list.

    Attributes:
        title: The title of the episode.
        short_title: A shorter title, or the same.
        url: The target of its page.
        image: The target of its artwork; empty if it has none.
        season: The number of its season, if it has one.
        number: Its number within the season, if it has one; a whole one is an `int`.
        display: How readers see the number, if not in the usual way.
        published: The day or the moment it was published, in ISO 8601; empty if unknown.
        duration: Its length in seconds, if known.
        description: One or two sentences.
        guests: Its guests.
        topics: The names of its topics and those of its sections.
        people: The names of its hosts and guests.
    """

    title: str
    short_title: str
    url: str
    image: str = ""
    season: int | None = None
    number: float | None = None
    display: str = ""
    published: str = ""
    duration: float | None = None
    description: str = ""
    guests: tuple[PersonLink, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLink:
    """An entry of the list of sections on the page of an episode.

    Attributes:
        title: The header of the section, or the text of a clip.
        start: Its start in seconds, if known.
        anchor: Its anchor on the page; empty for a clip, and for a chapter without a transcript.
        image: The target of its picture; empty if it has none.
        url: The URL of a page about it; empty if there is none.
    """

    title: str
    start: float | None
    anchor: str = ""
    image: str = ""
    url: str = ""

    @property
    def host(self) -> str:
        """The name of the site of that page."""
        return (urlsplit(self.url).hostname or self.url).removeprefix("www.")


@dataclass(frozen=True, slots=True)
class SectionElsewhere:
    """A section of an episode, as other pages link to it.

    Attributes:
        title: The header of the section.
        start: Its start in seconds, if known.
        url: The target of the page of its episode.
        anchor: Its anchor on that page.
        episode: The title of the episode.
    """

    title: str
    start: float | None
    url: str
    anchor: str
    episode: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file next to the page of an episode.

    Attributes:
        label: The label of its format.
        url: Its target.
        media_type: Its media type.
        format: The name of its format, as in `output_formats`.
        is_download: Whether the page offers it to readers.
    """

    label: str
    url: str
    media_type: str
    format: str
    is_download: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What every view has.

    Attributes:
        src_uri: The source URI of the page.
        url: The target of the page.
        title: What the page is called.
        description: What it is about, for search engines and previews.
        image: The target of its picture; empty if it has none.
    """

    src_uri: str
    url: str
    title: str
    description: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class ListPages:
    """The pages that a list is divided between, as one of them shows them.

    Attributes:
        number: The number of the page that shows them, from 1.
        urls: The targets of all pages, in order.
    """

    number: int = 1
    urls: tuple[str, ...] = ("",)

    @property
    def is_first(self) -> bool:
        """Whether the page is the first one, which also says what the list is about."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Whether no page follows."""
        return self.number == len(self.urls)

    @property
    def previous(self) -> str:
        """The target of the page before this one, which must not be the first."""
        return self.urls[self.number - 2]

    @property
    def next(self) -> str:
        """The target of the page after this one, which must not be the last."""
        return self.urls[self.number]

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the pages to link to: the first, the last, and those around this one.

        A 0 stands for pages that are left out.
        """
        last = len(self.urls)
        near = range(self.number - 1, self.number + 2)
        numbers = sorted({1, last, *(number for number in near if 1 < number < last)})
        found = list[int]()
        for before, number in zip((0, *numbers), numbers, strict=False):
            # A gap takes as much room as a single number.
            found += [number - 1] if number - before == 2 else [0] if number - before > 2 else []
            found.append(number)
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(PageView):
    """A page of a list that may be divided between pages.

    Attributes:
        pages: All pages of the list.
    """

    pages: ListPages = ListPages()


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeView(PageView):
    """The page of an episode.

    Attributes:
        episode: Its metadata and the outline of its transcript. The transcript itself is passed to
            the template when the page is rendered; `Episode.digest` stands for it here.
        audio: The target of the recording; empty if there is none.
        alternates: The targets of other formats of the recording.
        player: The player on the page of the episode, if it has one.
        moment_player: What times link to: the player, or another source that can be linked to.
        hosts: The hosts who are not guests.
        guests: The guests.
        cast: Everyone with their roles: the guests, the hosts, and all others.
        platforms: Where else the episode is.
        topics: What it is about.
        tags: The names of its topics and those of its sections.
        sections: The list of sections.
        anchors: The anchor of each section of the transcript; empty for one without a header.
        speaking_hosts: The hosts' names in the transcript, in order of their first line.
        files: The files next to the page.
        related: Episodes that share topics and people with this one.
        previous: The episode before it.
        next: The episode after it.
        season: The target of the page of its season; empty if it has none.
        explicit: Whether the episode, or the show, is explicit.
        language: The language of its transcript, if that differs from the language of the page.
        is_scheduled: Whether it will be published later.
    """

    episode: Episode
    audio: str = ""
    alternates: tuple[str, ...] = ()
    player: Player | None = None
    moment_player: Player | None = None
    hosts: tuple[PersonLink, ...] = ()
    guests: tuple[PersonLink, ...] = ()
    cast: tuple[CreditLink, ...] = ()
    platforms: tuple[PlatformLink, ...] = ()
    topics: tuple[TopicLink, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[SectionLink, ...] = ()
    anchors: tuple[str, ...] = ()
    speaking_hosts: tuple[str, ...] = ()
    files: tuple[FileLink, ...] = ()
    related: tuple[EpisodeCard, ...] = ()
    previous: EpisodeLink | None = None
    next: EpisodeLink | None = None
    season: str = ""
    explicit: bool = False
    language: str = ""
    is_scheduled: bool = False


@dataclass(frozen=True, slots=True)
class SeasonGroup:
    """Episodes of a season.

    Attributes:
        number: The number of the season; None for episodes without one.
        url: The target of its page; empty if it has none.
        episodes: Those of its episodes that are on the page, the newest first.
    """

    number: int | None
    url: str
    episodes: tuple[EpisodeCard, ...]


@dataclass(frozen=True, slots=True)
class SeasonSummary:
    """A season in the list of all seasons.

    Attributes:
        number: The number of the season.
        url: The target of its page; empty if it has none.
        episodes: The number of its episodes.
    """

    number: int
    url: str
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView(ListView):
    """A page of the list of all episodes.

    Attributes:
        seasons: The episodes on the page, by season.
        all_seasons: The seasons of the show, the newest first, wherever their episodes are.
        platforms: Where else the show is.
        is_filtered: Whether readers can filter the list.
        filter_list: The target of the list of all episodes that the filter loads; empty if all are
            on the page.
    """

    seasons: tuple[SeasonGroup, ...] = ()
    all_seasons: tuple[SeasonSummary, ...] = ()
    platforms: tuple[PlatformLink, ...] = ()
    is_filtered: bool = False
    filter_list: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonView(ListView):
    """A page of the list of episodes of a season.

    Attributes:
        number: The number of the season.
        episodes: The episodes on the page, the newest first.
        episode_count: The number of episodes of the season.
        started: The day its first episode was published, as an ISO date; empty if unknown.
    """

    number: int
    episodes: tuple[EpisodeCard, ...] = ()
    episode_count: int = 0
    started: str = ""


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in the list of all people.

    Attributes:
        person: The person.
        episodes: The number of episodes that they are in.
    """

    person: PersonLink
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(PageView):
    """The page of all people.

    Attributes:
        people: Everyone who has a page, by name.
    """

    people: tuple[PersonSummary, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditedEpisodes:
    """The episodes in which a person has a role other than host and guest.

    Attributes:
        role: The role, as files write it.
        anchor: The anchor of its heading.
        episodes: The episodes.
    """

    role: str
    anchor: str
    episodes: tuple[EpisodeCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(ListView):
    """A page about a person, with a list of their episodes.

    Attributes:
        person: The person.
        platforms: Their pages elsewhere.
        as_guest: The episodes on the page that they are a guest of.
        as_host: The episodes on the page that they host.
        credits: The episodes on the page in which they have other roles, by role.
        sections: The sections in which they speak most, on the first page.
    """

    person: Person
    platforms: tuple[PlatformLink, ...] = ()
    as_guest: tuple[EpisodeCard, ...] = ()
    as_host: tuple[EpisodeCard, ...] = ()
    credits: tuple[CreditedEpisodes, ...] = ()
    sections: tuple[SectionElsewhere, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsView(PageView):
    """The page of all topics.

    Attributes:
        topics: All topics, in alphabetical order.
    """

    topics: tuple[TopicLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView(ListView):
    """A page of the list of episodes and sections about a topic.

    Attributes:
        episodes: The episodes on the page that are about it as a whole.
        sections: The sections on the page that are about it.
    """

    episodes: tuple[EpisodeCard, ...] = ()
    sections: tuple[SectionElsewhere, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(PageView):
    """The page that searches all transcripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsView(PageView):
    """The page that stands in for one that cannot be generated.

    Attributes:
        problems: What is wrong with its file.
    """

    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed.

    Attributes:
        path: Its path below the root of the site.
        title: What it is called.
    """

    path: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows of the rest of the site; part of the key of every page.

    Attributes:
        site_url: The URL of the site; empty if it has none.
        folder: The folder of the show's pages.
        directory_urls: Whether ``x.md`` becomes ``x/`` rather than ``x.html``.
        image: The target of the show's artwork.
        hosts: The hosts of the show.
        feeds: The feeds, the main one first.
        archive: The target of the page of all episodes, if there is one.
        has_archive: Whether there is such a page; its target may be empty, as the home page's is.
        people: The target of the page of all people; empty if there is none.
        topics: The target of the page of all topics; empty if there is none.
        language: The language of the messages, as a BCP 47 tag.
        autoload: Whether players load anything from another host before the reader plays.
        structured_data: Whether pages contain JSON-LD.
        previews: Whether pages contain the tags that previews of links are made from.
    """

    site_url: str = ""
    folder: str = "podcast"
    directory_urls: bool = True
    image: str = ""
    hosts: tuple[PersonLink, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    archive: str = ""
    has_archive: bool = True
    people: str = ""
    topics: str = ""
    language: str = "en"
    autoload: bool = False
    structured_data: bool = True
    previews: bool = True
