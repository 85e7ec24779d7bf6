"""Rendering of views to Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path

import jinja2
from jinja2 import meta
from markdown.extensions.toc import slugify as slugify_ascii

from ..markdown import dialect
from ..messages import Messages
from ..show import Section, Show, Transcript, iso_duration
from ..show.anchors import Slugify
from ..show.dates import day_of, from_iso
from ..show.fields import SEPARATOR
from ..show.platforms import PlatformLink, platform_key
from ..show.players import Player, moment_url
from ..site.urls import relative_url
from ..site.views import EpisodeCard, EpisodeView, PageView, PersonLink, SiteView
from .portable import PortableLinks
from .text import Markdown, clean_html, safe

TEMPLATES = Path(__file__).parent / "templates"
"""The templates; a site overrides one with a file of the same name in `podcast/` of its theme."""

DEFAULT = "default"
"""The prefix under which an overriding template finds the one it overrides."""

CATALOG = "catalog"
"""The variable through which a template of a site can ask for anything in the show."""

CARD = "card.md"
"""The template of an episode in a list, which the helper `card` renders."""

_TEMPLATE_NAMES = {
    "EpisodeView": "episode.md",
    "ArchiveView": "archive.md",
    "SeasonView": "season.md",
    "PeopleView": "people.md",
    "PersonView": "person.md",
    "TopicsView": "topics.md",
    "TopicView": "topic.md",
    "SearchView": "search.md",
    "ProblemsView": "problems.md",
}

_MAY_DEPEND = re.compile(rf"\b(?:extends|import|include|{CATALOG})\b")
"""What a template contains if it needs others or the catalog; to parse it takes much longer."""

_PLAYABLE = f"{SEPARATOR}playable{SEPARATOR}"
"""A placeholder for the URL that times link to."""

_PLACE = f"{SEPARATOR}[%s]{SEPARATOR}"
"""A placeholder for a text, or for the link to a target, which a slash precedes."""

_ANY_PLACE = re.compile(rf"{SEPARATOR}\[([^{SEPARATOR}]*)\]{SEPARATOR}")

Url = Callable[[str], str]
"""Makes a link of a target, as the page being rendered writes it."""


@dataclass(frozen=True, slots=True)
class _TemplateClosure:
    """A template with all others that it needs.

    Attributes:
        sources: Their sources.
        uses_catalog: Whether one of them asks for anything in the show.
        is_overridden: Whether one of them is the site's own.
    """

    sources: str
    uses_catalog: bool
    is_overridden: bool


class Renderer:
    """Renders pages through templates that a site can override.

    A page depends on nothing but its view, its transcript and the arguments of this class. A
    template that uses `catalog` also depends on the whole show; see `uses_catalog`.

    Args:
        show: The options of the show.
        site: What every page shows of the rest of the site.
        messages: The texts of pages.
        template_folders: Folders with the site's own templates, in order of precedence.
        slugify: Makes anchors of headings.
        catalog: What `catalog` is in templates.

    Raises:
        jinja2.TemplateError: A template of the site has an error. All methods raise it.
    """

    def __init__(
        self,
        show: Show,
        site: SiteView,
        messages: Messages,
        template_folders: Sequence[Path] = (),
        slugify: Slugify = slugify_ascii,
        catalog: object = None,
    ) -> None:
        self._show = show
        self._site = site
        self._messages = messages
        self._slugify = slugify
        self._catalog = catalog
        self._cards: dict[tuple[object, ...], Markdown] = {}
        self._closures: dict[str, _TemplateClosure] = {}
        self._draft: tuple[EpisodeView | None, Transcript | None, str] = None, None, ""
        own = jinja2.FileSystemLoader(TEMPLATES)
        folders = [jinja2.FileSystemLoader(folder) for folder in template_folders]
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*folders, own, jinja2.PrefixLoader({DEFAULT: own})]),
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,  # makes text safe in Markdown, not only in HTML
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,  # of included templates, which a blank line follows
            autoescape=True,  # so that `super()` is not escaped again
            auto_reload=False,
        )
        self._environment.filters.update(
            length=messages.length,
            long_date=lambda value: messages.long_date(_day(value)),
            long_moment=lambda value: _long_moment(messages, value),
            iso_date=_iso_date,
            iso_duration=iso_duration,
            clean_html=clean_html,
            escape_url=lambda url: Markdown(dialect.escape_url(url)),
        )

    def render(self, view: PageView, transcript: Transcript | None = None) -> str:
        """Render the Markdown of a page, with links relative to the page.

        Args:
            view: What the page shows.
            transcript: The transcript of an episode.
        """
        return self._page(view, transcript, partial(relative_url, page=view.url))

    def render_portable(self, view: EpisodeView, transcript: Transcript | None) -> str:
        """Render the Markdown of an episode so that it can be read on its own.

        Links are absolute, or relative to the folder of the page if the site has no URL.

        Args:
            view: What the page shows.
            transcript: The transcript of the episode.
        """
        links = PortableLinks(self._site, view)
        return dialect.without_comments(self._page(view, transcript, links.url, links))

    def sources(self, view: PageView) -> str:
        """Return the source of every template that the page of a view is rendered with."""
        return self._closure(_TEMPLATE_NAMES[type(view).__name__]).sources

    def uses_catalog(self, view: PageView) -> bool:
        """Return whether a template of a page asks for anything in the show."""
        return self._closure(_TEMPLATE_NAMES[type(view).__name__]).uses_catalog

    def _closure(self, name: str) -> _TemplateClosure:
        """Combine a template with those that it includes, extends or imports.

        Errors are left for rendering: a missing template may be one that a page does without.
        """
        if name not in self._closures:
            names, sources, variables = [name, CARD], list[str](), set[str]()
            is_overridden = False
            for each in names:
                with suppress(jinja2.TemplateNotFound, jinja2.TemplateSyntaxError):
                    source, file = self._source(each)
                    sources.append(source)
                    is_overridden |= file is None or not Path(file).is_relative_to(TEMPLATES)
                    if not _MAY_DEPEND.search(source):
                        continue
                    tree = self._environment.parse(source, each)
                    if CATALOG in source:
                        variables |= meta.find_undeclared_variables(tree)
                    for reference in meta.find_referenced_templates(tree):
                        # A name that is only known when the page is rendered can be any template.
                        known = self._environment.list_templates
                        found = known() if reference is None else [reference]
                        names += [other for other in found if other not in names]
            self._closures[name] = _TemplateClosure(
                "\n".join(sources), CATALOG in variables, is_overridden
            )
        return self._closures[name]

    def _source(self, name: str) -> tuple[str, str | None]:
        """Return the source of a template, and the path of its file."""
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 - it is set in __init__
        return loader.get_source(self._environment, name)[:2]

    def _page(
        self,
        view: PageView,
        transcript: Transcript | None,
        url: Url,
        portable: PortableLinks | None = None,
    ) -> str:
        template = _TEMPLATE_NAMES[type(view).__name__]
        values = {each.name: getattr(view, each.name) for each in fields(view)}
        del values["url"]  # in templates, `url` makes links
        if not isinstance(view, EpisodeView):
            return _finish(self._template(template, url, **values))
        links = _EpisodeLinks(view, url, portable)
        if self._closure(template).is_overridden:  # it can do anything with links
            values |= links.values(view, transcript)
            return _finish(self._template(template, url, **values))
        drafted, spoken, draft = self._draft
        if drafted is not view or spoken is not transcript:
            values |= links.places(view, transcript)
            draft = self._template(template, url, **values)
            self._draft = view, transcript, draft
        return _finish(links.insert(draft))

    def _template(self, name: str, url: Url, /, **values: object) -> str:
        common = {
            "show": self._show,
            "site": self._site,
            "messages": self._messages,
            "catalog": self._catalog,
            "url": lambda target: _link(url(target)),
            "card": partial(self._card, url),
            "heading": partial(self._heading, url),
            "numbering": self._messages.numbering,
            "clock": partial(_moment, None, ""),
            "with_guests": partial(self._with_guests, url),
            "opening_of": _opening_of,
        }
        try:
            text = self._environment.get_template(name).render(common, **values)
        except jinja2.TemplateError:
            raise
        except Exception as error:
            # Anything else that a template does wrong, at the line where it happens.
            message = f"{type(error).__name__}: {error}"
            wrapped = jinja2.TemplateRuntimeError(message).with_traceback(error.__traceback__)
            raise wrapped from error
        return text.strip("\n")

    def _card(
        self, url: Url, card: EpisodeCard, season: int | None = None, filtered: bool = False
    ) -> Markdown:
        """Render an episode in a list, once for all pages whose relative links are the same."""
        key = card, url(""), season is not None and season == card.season, filtered
        if key not in self._cards:
            text = self._template(CARD, url, episode=card, season=season, filtered=filtered)
            self._cards[key] = Markdown(text.strip("\n"))
        return self._cards[key]

    def _heading(self, url: Url, text: str, anchor: str, target: str = "") -> Markdown:
        """Render a heading of the page's own, whose anchor is the same in all languages."""
        own = "" if self._slugify(text, "-") == anchor else f" {{ #{anchor} }}"
        label: str = safe(text)
        if target:  # as HTML, since MkDocs takes the target of a Markdown link for a file
            label = f'<a href="{safe(url(target))}">{label}</a>'
        return Markdown(label + own)

    def _with_guests(self, url: Url, guests: Iterable[PersonLink]) -> Markdown:
        """Say “With Ada Lovelace, Eve”, each name linked to the page of its person."""
        names = safe(self._messages["comma"]).join(_linked_name(guest, url) for guest in guests)
        phrase = safe(self._messages["with_guests"](guests=SEPARATOR))
        return Markdown(phrase.replace(SEPARATOR, names))


@jinja2.pass_eval_context  # so that Jinja does not escape constants, for HTML, beforehand
def _finalize(_context: jinja2.nodes.EvalContext, value: object) -> object:
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    return Markdown() if value is None else safe(str(value))


def _day(value: date | str) -> date:
    return day_of(from_iso(value) if isinstance(value, str) else value)


def _long_moment(messages: Messages, value: date) -> str:
    day = messages.long_date(day_of(value))
    return f"{day}, {value:%H:%M %Z}" if isinstance(value, datetime) else day


def _iso_date(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _link(url: str) -> Markdown:
    """Make a URL safe in an attribute and in the brackets of a Markdown link."""
    return Markdown(dialect.escape_url(url).replace("&", "&amp;"))


def _linked_name(person: PersonLink, url: Url) -> str:
    name = safe(person.name)
    return f'<a href="{safe(url(person.url))}">{name}</a>' if person.url else name


def _opening_of(platforms: Iterable[PlatformLink]) -> Markdown:
    """Open a list of platforms, with the keys that cannot be derived from their names."""
    keys = {each.name: each.key.lower() for each in platforms}
    unclear = {name: key for name, key in keys.items() if platform_key(name) != key}
    return Markdown(dialect.opening("platforms", keys=unclear))


def _moment(player: Player | None, playable: str, start: float | None) -> Markdown:
    """Render a time as a link to where it can be played from, or in brackets."""
    if start is None:
        return Markdown()
    return Markdown(dialect.timecode(int(start), moment_url(player, playable, start)) + " ")


class _EpisodeLinks:
    """The links in the page of an episode, which is drafted once and published with different ones.

    Args:
        view: The page.
        url: Makes links.
        portable: Makes the links of the Markdown that is published next to the page.
    """

    def __init__(self, view: EpisodeView, url: Url, portable: PortableLinks | None) -> None:
        intro, notes = view.episode.intro, view.episode.notes.strip("\n")
        self._url = url
        self._playable = ""
        if view.moment_player:
            self._playable = dialect.escape_url(url(view.moment_player.url))
        self._texts = {
            "here": portable.here if portable else "",
            "intro": clean_html(intro, portable.in_html if portable else None),
            "notes": Markdown(portable.in_markdown(notes) if portable else notes),
        }

    def values(self, view: EpisodeView, transcript: Transcript | None) -> dict[str, object]:
        """Return the variables of a template that depend on links."""
        text = _transcript(view, transcript).replace(_PLAYABLE, self._playable)
        moment = partial(_moment, view.moment_player, self._playable)
        return {**self._texts, "transcript": Markdown(text), "moment": moment}

    def places(self, view: EpisodeView, transcript: Transcript | None) -> dict[str, object]:
        """Return the same variables with placeholders; a text that is empty stays so."""
        return {
            **{name: text and Markdown(_PLACE % name) for name, text in self._texts.items()},
            "here": Markdown(_PLACE % "here"),
            "url": lambda target: Markdown(_PLACE % f"/{target}"),
            "transcript": Markdown(_transcript(view, transcript)),
            "moment": partial(_moment, view.moment_player, _PLAYABLE),
        }

    def insert(self, draft: str) -> str:
        """Replace the placeholders in a draft."""

        def replaced(match: re.Match[str]) -> str:
            name: str = match[1]
            return _link(self._url(name[1:])) if name.startswith("/") else self._texts[name]

        return _ANY_PLACE.sub(replaced, draft.replace(_PLAYABLE, self._playable))


def _finish(text: str) -> str:
    return text.replace(SEPARATOR, "") + "\n"


def _transcript(view: EpisodeView, transcript: Transcript | None) -> str:
    """Return the Markdown of a transcript with placeholders for the URL that times link to."""
    if not transcript:
        return ""
    player, hosts = view.moment_player, view.speaking_hosts
    return _write_transcript(transcript, view.anchors, player, hosts, view.language)


@lru_cache(maxsize=1)  # a page can be rendered twice, with different links
def _write_transcript(
    transcript: Transcript,
    anchors: tuple[str, ...],
    player: Player | None,
    hosts: tuple[str, ...],
    language: str,
) -> str:
    blocks = _blocks(transcript.sections(), anchors, player)
    return dialect.write(blocks, hosts, language)


def _blocks(
    sections: Iterable[Section], anchors: Sequence[str], player: Player | None
) -> Iterator[dialect.Block]:
    for section, anchor in zip(sections, anchors, strict=True):
        if anchor:
            yield dialect.Heading(section.header, anchor)
        before = ""
        for speaker, line in section.spoken_lines():
            start = line.start
            href = "" if start is None else moment_url(player, _PLAYABLE, start)
            name = speaker if speaker != before else ""
            spoken = dialect.SpokenLine(line.text, name, start, href)
            if spoken.text or spoken.speaker or start is not None:
                yield spoken
            before = speaker
