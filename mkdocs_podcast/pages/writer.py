"""From the model to the Markdown of pages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from markdown.extensions.toc import slugify_unicode

from .. import __version__
from ..cache import Cache, NoCache, kept, key_of
from ..catalog import Catalog, SectionRef, Topic
from ..markdown import Rendered, dialect
from ..markdown.parts import Parts, take_out
from ..model import Episode, Person, Problem, Section, iso_duration
from ..model.fields import SEPARATOR
from ..model.transcript import shown_lines
from ..parallel import ahead
from .anchors import jekyll, section_anchors
from .around import Plan, plans
from .listed import Download, Moment, Row
from .platforms import Platform, keys_of, platform, platforms_of
from .players import SOURCES, Link, Player, link_of, players_of
from .site import Site
from .text import Markdown, clean_html, for_themes, safe

TEMPLATES = Path(__file__).parent / "templates"
"""The templates that a site can override, each by a file of the same name."""

_NO_CACHE = NoCache()

_TYPOGRAPHY = str.maketrans("", "", "\"'“”„‟«»‹›‘’‚‛`´-‐‑‒–— \u00a0")

_FILES = {
    "transcript.vtt": ("captions", "WebVTT"),
    "transcript.srt": ("captions", "SRT"),
    "transcript.json": ("captions", "JSON"),
    "transcript.txt": ("text", "plain_text"),
    "chapters.json": ("chapters", "chapters"),
}
"""What each file beside a page needs of an episode's `forms`, and what it is called on the page:
by a name, or by the words of this key."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is not an episode's.

    Attributes:
        uri: Where it is, below the docs folder.
        title: What it is called.
        write: Writes its Markdown, or finds it as an earlier build wrote it.
        meta: Says what front matter would.
        source: The file that it is about, as its author knows it; may be empty.
    """

    uri: str
    title: str
    write: Callable[[], str]
    meta: Callable[[], dict[str, Any]]
    source: str = ""


class PageWriter:
    """Writes the pages of a show.

    Args:
        catalog: The show.
        site: The site that the pages stand in.
        cache: What earlier builds wrote. It must be one that nobody else writes to, since what
            comes from it goes into the site as it is.
        rendered: Where the Markdown extension finds the parts of the page that was written last.
        head: Says what the head of a page says, which is kept with it and comes to `heads`.
        facts: What heads depend on besides.

    Raises:
        jinja2.TemplateError: A template of the site is wrong.
    """

    def __init__(
        self,
        catalog: Catalog,
        site: Site,
        cache: Cache = _NO_CACHE,
        rendered: Rendered | None = None,
        head: Callable[[str], str] = lambda _uri: "",
        facts: str = "",
    ) -> None:
        self._catalog = catalog
        self._site = site
        self._cache = cache
        self._last = rendered or Rendered()
        self._head = head
        self._facts = facts
        self.heads: dict[str, str] = {}
        self._ahead: tuple[int, Generator[bytes | None, None, None] | None] = 0, None
        self._rows_of: dict[str, list[Row]] = {}
        self._cards: dict[tuple[object, ...], Markdown] = {}
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*site.overrides, TEMPLATES]),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,  # what autoescape is to HTML, for Markdown too
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # noqa: S701 - see finalize
            auto_reload=False,  # a build has a writer of its own
        )
        self._templates.filters.update(
            address=lambda url: Markdown(dialect.address(url)),
            length=site.words.length,
            long_date=site.words.long_date,
            iso_duration=iso_duration,
            clean_html=clean_html,
            length_of=len,
            markdown=Markdown,
        )

    def uri(self, of: Episode | Person | Topic) -> str:
        """Where the page of something is, below the docs folder; empty where it has none."""
        if isinstance(of, Episode):
            return self._site.addresses.uri(of.address)
        if isinstance(of, Person):
            return self._site.addresses.person_uri(of)
        return self._site.addresses.topic_uri(of.slug) if of.slug else ""

    def pages(self) -> Iterator[Page]:
        """All pages around the episodes."""
        for plan in self._plans:
            write, meta = partial(self._planned, plan), partial(_meta_of, plan)
            yield Page(plan.uri, plan.title, write, meta, plan.source)

    def _planned(self, plan: Plan) -> str:
        key = key_of("around", self.fingerprint, plan.uri)
        return self._kept(plan.uri, key, plan)

    def _around(self, plan: Plan) -> bytes:
        text = self._render(plan.template, plan.uri, **plan.values())
        return self._dumped(plan.uri, text, take_out(text, self._site.line_link))

    @cached_property
    def _plans(self) -> Sequence[Plan]:
        return tuple(plans(self._catalog, self._site))

    @property
    def index_uri(self) -> str:
        """Where the index of episodes is, below the docs folder."""
        return self._site.addresses.uri("index")

    def episode(self, episode: Episode) -> str:
        """Write the page of an episode, or find it as an earlier build wrote it."""
        recording = repr(episode.audio)  # which knows its size from another file
        key = key_of("page", self.fingerprint, episode.file, episode.digest, recording)
        return self._kept(self.uri(episode), key, episode)

    def _kept(self, uri: str, key: str, of: Episode | Plan) -> str:
        """A page as an earlier build stored it, or as it is made now."""
        page = kept(self._cache, key, _load_page)
        if page is None:
            content = self._next(of) or self._written(of)
            self._cache.store(key, content)
            page = _load_page(content)
        self._last.text, self.heads[uri], self._last.parts = page
        return self._last.text

    def _dumped(self, uri: str, text: str, parts: Parts) -> bytes:
        """A page in the form in which it is stored."""
        return SEPARATOR.join((text, self._head(uri), parts.dump())).encode("utf-8", "replace")

    def close(self) -> None:
        """End what works ahead, in a build that did not ask for all pages."""
        _, pages = self._ahead
        if pages:
            pages.close()

    def _written(self, of: Episode | Plan) -> bytes:
        return self._around(of) if isinstance(of, Plan) else self._made(of)

    def _next(self, of: Episode | Plan) -> bytes | None:
        """A page as written ahead, where pages are asked for in their order.

        Where one has to be written anew so do all, since a template can ask for all episodes.
        """
        position = self._positions.get(id(of), -1)
        expected, pages = self._ahead
        if position < expected:
            return None
        if pages is None or position > expected:
            self.close()
            pages = ahead(_page, self, range(position, len(self._in_order)))
        self._ahead = position + 1, pages
        return next(pages)

    @cached_property
    def _in_order(self) -> Sequence[Episode | Plan]:
        """What has pages, in the order in which MkDocs asks for them: the index, then episodes."""
        first = int(self._site.archive)
        return [*self._plans[:first], *self._catalog.episodes, *self._plans[first:]]

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {id(of): position for position, of in enumerate(self._in_order)}

    def _made(self, episode: Episode) -> bytes:
        """The page of an episode with its parts, in the form in which it is stored."""
        page = self.uri(episode)
        sections = list(episode.sections())
        anchors = self.anchors(sections)
        hosts = self._catalog.hosts(episode)
        guests = self._catalog.guests(episode)
        before, after = self._catalog.neighbours(episode)
        audio = self._audio(episode, page)
        player = next(players_of(episode, audio, self._site.sources), None)
        # A source that a site does not want players of can still be linked to.
        link = link_of(players_of(episode, audio, dict.fromkeys((*self._site.sources, *SOURCES))))
        blocks = list(_blocks(sections, anchors, link))
        transcript = dialect.write(blocks, self._catalog.speaking_hosts(episode)) if blocks else ""
        text = self._render(
            "episode.md",
            page,
            episode=episode,
            artwork=self.image(episode),
            audio=audio,
            player=player,
            autoload=self._site.autoload,
            guests=guests,
            hosts=[host for host in hosts if host not in guests],
            platforms=list(self._elsewhere(episode, audio, player)),
            topics=self._topics(episode.topics),
            sections=_rows(episode, sections, anchors),
            moment=_moments(link),
            notes=Markdown(episode.notes.strip("\n")),
            transcript=Markdown(transcript),
            files=list(self._files(episode)),
            related=self._catalog.related(episode, self._site.related),
            before=before,
            after=after,
        )
        parts = take_out(text, self._site.line_link, {transcript: blocks})
        return self._dumped(page, text, parts)

    def problems(self, name: str, problems: Sequence[Problem]) -> str:
        """Write the page that stands in for one that cannot be made."""
        return self._render("problems.md", self.index_uri, name=name, problems=problems)

    def meta(self, episode: Episode) -> dict[str, Any]:
        """What front matter would say of the page of an episode."""
        return _meta(
            title=for_themes(episode.title),
            description=for_themes(episode.summary),
            date=episode.published,
            image=for_themes(self.image(episode)),
            tags=[for_themes(topic.name) for topic in self._topics(_all_topics(episode))],
        )

    def image(self, episode: Episode) -> str:
        """The address of the artwork, below the site's root, or an address elsewhere."""
        return self._site.addresses.asset(episode.file, episode.image)

    def _render(self, name: str, page: str, /, **values: Any) -> str:  # noqa: ANN401
        try:
            return self._rendered(name, page, **values)
        except jinja2.TemplateError:
            raise
        except Exception as error:
            # Whatever else a template can do wrong, at the line where it does so.
            said = f"{type(error).__name__}: {error}"
            wrong = jinja2.TemplateRuntimeError(said).with_traceback(error.__traceback__)
            raise wrong from error

    def _rendered(self, name: str, page: str, /, **values: Any) -> str:  # noqa: ANN401
        template = self._templates.get_template(name)
        text = template.render(
            show=self._catalog.show,
            catalog=self._catalog,
            url=partial(self._href, page),
            site=self._site.addresses,
            archive=self.index_uri if self._site.archive else "",
            card=partial(self._card, page),
            uri=self.uri,
            moments_of=self._moments_of,
            image=self.image,
            picture=self._picture,
            heading=partial(self._heading, page),
            opening_of=lambda platforms: Markdown(
                dialect.opening("platforms", keys=keys_of(platforms))
            ),
            numbering=self._numbering,
            words=self._site.words,
            guests_of=self._catalog.guests,
            people_in=lambda episode: [person for person, _ in self._catalog.cast(episode)],
            topics_of=lambda episode: self._topics(_all_topics(episode)),
            episodes_of=lambda topic: len(_episodes_of(topic)),
            clock=_moments(lambda _start: ""),
            with_guests=lambda guests: self._with_guests(guests, page),
            **values,
        )
        return text.strip("\n").replace(SEPARATOR, "") + "\n"

    @cached_property
    def fingerprint(self) -> str:
        """All that a page may depend on but its own episode: templates can ask for anything."""
        catalog, site = self._catalog, self._site
        files = [path for f in (TEMPLATES, *site.overrides) for path in sorted(f.rglob("*"))]
        templates = [path.read_bytes() for path in files if path.is_file()]
        return key_of(
            __version__,
            self._facts,
            repr((catalog.show, site.addresses, sorted(site.addresses.assets.items()))),
            repr((site.words, site.sources, site.autoload, site.line_link)),
            repr(
                (
                    site.archive,
                    site.filter,
                    site.related,
                    site.search,
                    site.files,
                    site.slugify is jekyll,
                )
            ),
            site.slugify("Ünïcode HEADER – it’s 50 % & snake_case (1.0) 日本", "-"),
            repr([(each.file, each.digest, each.audio) for each in catalog.episodes]),
            repr(sorted(catalog.people.items())),
            *templates,
        )

    def _card(
        self, page: str, episode: Episode, season: int | None = None, filtered: bool = False
    ) -> Markdown:
        """An episode in a list, which is the same on all pages from which links look alike."""
        root = self._site.addresses.page(page).count("/")
        within = season is not None and season == episode.season
        key = episode.file, root, within, filtered
        card = self._cards.get(key)
        if card is None:
            text = self._render("card.md", page, episode=episode, season=season, filtered=filtered)
            card = self._cards[key] = Markdown(text.strip("\n"))
        return card

    def anchors(self, sections: Sequence[Section]) -> list[str]:
        """The anchors of all sections of a page; empty for one without header."""
        return section_anchors(sections, self._slug, 1 if self._site.slugify is jekyll else 2)

    def _moments_of(self, sections: Sequence[SectionRef]) -> Iterator[Moment]:
        """Where sections are and what they are called; those without a header have no address."""
        for section in sections:
            row = self._rows(section.episode)[section.index]
            if row.anchor:
                yield Moment(section.episode, row.title, row.start, row.anchor)

    def _rows(self, episode: Episode) -> list[Row]:
        """All sections of an episode, which are read once however many pages link to them."""
        rows = self._rows_of.get(episode.file)
        if rows is None:
            sections = list(episode.sections())
            rows = [
                Row(section.header, section.start, anchor)
                for section, anchor in zip(sections, self.anchors(sections), strict=True)
            ]
            self._rows_of[episode.file] = rows
        return rows

    def _slug(self, header: str) -> str:
        return self._site.slugify(header, "-") or slugify_unicode(header, "-")

    def _picture(self, person: Person) -> str:
        return self._site.addresses.asset(person.file, person.picture)

    def _audio(self, episode: Episode, page: str) -> str:
        if not episode.audio:
            return ""
        return self._url(self._site.addresses.asset(episode.file, episode.audio.url), page)

    def _href(self, page: str, target: str) -> Markdown:
        """The address of a file or a page, to stand in a tag or in the brackets of a link."""
        return Markdown(dialect.address(self._url(target, page)).replace("&", "&amp;"))

    def _url(self, target: str, page: str) -> str:
        """The address of a file or a page of the site, seen from a page."""
        addresses = self._site.addresses
        if target.endswith(".md") and "://" not in target:
            target = addresses.page(target)
        elif not target:
            return ""
        return addresses.relative(target, page)

    def _topics(self, names: Iterable[str]) -> list[Topic]:
        """Topics as the show has them, each once; those of a draft may have no page."""
        found = (self._catalog.topic(name) or Topic(name, "", (), ()) for name in names)
        return list({topic.name: topic for topic in found}.values())

    def _with_guests(self, guests: Sequence[Person], page: str) -> Markdown:
        """“With Ada Lovelace, Eve”, each name linked to the page of its person."""
        words = self._site.words
        names = safe(words["comma"]).join(self._linked(guest, page) for guest in guests)
        return Markdown(safe(words["with_guests"](guests=SEPARATOR)).replace(SEPARATOR, names))

    def _linked(self, person: Person, page: str) -> str:
        uri, name = self.uri(person), safe(person.title)
        return f'<a href="{safe(self._url(uri, page))}">{name}</a>' if uri else name

    def _files(self, episode: Episode) -> Iterator[Download]:
        """The files beside a page that its transcript is enough for; drafts have none."""
        words, addresses = self._site.words, self._site.addresses
        for file in () if episode.draft else self._site.files:
            form, key = _FILES.get(file, ("", ""))
            if form in episode.forms:
                name = words[key] if key in words.page else key
                yield Download(name, addresses.beside(episode, file))

    def _elsewhere(self, episode: Episode, audio: str, player: Player | None) -> Iterator[Platform]:
        """Where else an episode is: on platforms, and a recording that the page does not play."""
        if audio and (not player or player.source != "audio"):
            yield platform("audio", audio, self._site.words)
        yield from platforms_of(episode, self._site.words)

    def _heading(self, page: str, words: str, anchor: str, target: str = "") -> Markdown:
        """A heading of a page's own, with the anchor that it has in all languages."""
        own = "" if self._site.slugify(words, "-") == anchor else f" {{ #{anchor} }}"
        text = safe(words)
        if target:  # as HTML, since MkDocs wants a Markdown link to name a file
            text = Markdown(f'<a href="{safe(self._url(target, page))}">{text}</a>')
        return Markdown(text + own)

    def _numbering(self, episode: Episode, within: int | None = None) -> str:
        """Which one it is: “Season 2, episode 3”; `within` a season, only “Episode 3”."""
        words, season, number = self._site.words, episode.season, episode.episode
        if season is not None and season == within:
            season = None
        if season is not None and number is not None:
            return words["season_episode"](season=season, episode=number)
        if season is not None:
            return words["season"](number=season)
        return words["episode"](number=number) if number is not None else ""


def _page(writer: PageWriter, position: int) -> bytes | None:
    try:
        return writer._written(writer._in_order[position])
    except jinja2.TemplateError:
        return None  # it will be raised where its traceback can be seen


def _load_page(content: bytes) -> tuple[str, str, Parts]:
    text, head, parts = content.decode().split(SEPARATOR, 2)
    return text, head, Parts.load(parts)


def _finalize(value: object) -> object:
    if isinstance(value, (Markdown, jinja2.Undefined)):
        return value
    return "" if value is None else safe(str(value))


def _meta(**known: object) -> dict[str, Any]:
    return {**{key: value for key, value in known.items() if value}, "render_macros": False}


def _meta_of(plan: Plan) -> dict[str, Any]:
    return _meta(
        title=for_themes(plan.title),
        description=for_themes(plan.description),
        image=for_themes(plan.image),
    )


def _all_topics(episode: Episode) -> Iterator[str]:
    """The topics of an episode and of its sections."""
    yield from episode.topics
    yield from episode.section_topics


def _episodes_of(topic: Topic) -> set[str]:
    """The files of the episodes that are about a topic, in a section or as a whole."""
    sections = (section.episode for section in topic.sections)
    return {episode.file for episode in (*topic.episodes, *sections)}


def _moments(link: Link) -> Callable[[float | None], Markdown]:
    """How a time is shown: as a link to where it can be played from, or in brackets."""

    def moment(start: float | None) -> Markdown:
        if start is None:
            return Markdown()
        return Markdown(dialect.timecode(int(start), link(start)) + " ")

    return moment


def _rows(episode: Episode, sections: Sequence[Section], anchors: Sequence[str]) -> list[Row]:
    """The list of sections, and of moments worth quoting that none of them has the words of."""
    rows = [
        Row(section.header, section.start, anchor)
        for section, anchor in zip(sections, anchors, strict=True)
        if anchor
    ]
    told = {_plain(row.title) for row in rows}
    quotes = (clip for clip in episode.clips if _plain(clip.name) not in told)
    for clip in sorted(quotes, key=lambda clip: clip.startOffset):
        starts = (row.start for row in rows)
        later = (at for at, start in enumerate(starts) if (start or 0) > clip.startOffset)
        rows.insert(next(later, len(rows)), Row(clip.name, clip.startOffset))
    return rows


def _plain(title: str) -> str:
    """A title by which it is known again, whichever quotes and dashes it is written with."""
    return title.casefold().translate(_TYPOGRAPHY)


def _blocks(
    sections: Sequence[Section], anchors: Sequence[str], link: Link
) -> Iterator[dialect.Block]:
    for section, anchor in zip(sections, anchors, strict=True):
        if anchor:
            yield dialect.Heading(section.header, anchor)
        speaker = ""
        for _, line in shown_lines(section.lines):
            says, start = line.speaker, line.start
            href = "" if start is None else link(start)
            yield dialect.Spoken(line.line, says if says != speaker else "", start, href)
            speaker = says or speaker
